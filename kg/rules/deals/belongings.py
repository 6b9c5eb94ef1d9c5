"""Tells whether what is bought is a company, all of one, a part of one, or its shares or its plant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rules.deals.frames import cue, word_list
from kg.rules.deals.heads import heads
from kg.rules.deals.spots import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.rules.deals.clauses import Argument, Clause
    from kg.rules.deals.spots import Spot


def taken_private(spot: Spot) -> int:
    """Return the party that is taken private: "takes Acme private"; -1 where none is."""
    held = spot.held
    near = range(spot.last + 1, min(len(held.tokens), spot.last + 7))
    return next((i - 1 for i in near if held.low(i) == "private" and held.is_party(i - 1)), -1)


def each_share(held: Clause, argument: Argument) -> list[int]:
    """Return whose shares are bought one by one: "$40 for each [Acme] share"; nobody where not all are."""
    each = held.low(argument.first) in ("each", "every") and held.low(argument.last - 1) == "share"
    return [i for i in range(argument.first, argument.last) if held.is_party(i)][:1] if each else []


def is_whole(spot: Spot) -> bool:
    """Tell whether the object is all of a company: "all outstanding shares of Acme"."""
    told = any(cue("whole").search(text_of(spot, argument)) for argument in spot.objects[:1])
    return told and any(a.place in ("of", "in") and heads(spot.held, a) for a in spot.arguments)


def site_from(spot: Spot) -> bool:
    """Tell whether a place of work is bought from somebody: "a plant it acquired from Acme", "bought the site from"."""
    if not any(a.place == "from" and heads(spot.held, a) for a in spot.arguments):
        return False
    return any(
        cue("site").search(text_of(spot, a)) or cue("land").search(text_of(spot, a)) for a in spot.objects[:1]
    ) or (not spot.objects and (bool(cue("site").search(spot.before(40))) or _unit_before(spot)))


def _unit_before(spot: Spot) -> bool:
    """Tell whether a relative clause is said of a part of a company: "the unit, which Acme bought from"."""
    held = spot.held
    near = range(max(1, spot.first - 6), spot.first)
    relative = next((k for k in near if held.low(k) in ("which", "that")), -1)
    return held.low(relative - 1 - (held.low(relative - 1) == ",")) in word_list("assets")


def is_site_of(spot: Spot) -> bool:
    """Tell whether somebody's place of work is bought: "took over the Dresden plant of Acme"."""
    site = any(cue("site").search(text_of(spot, argument)) for argument in spot.objects[:1])
    return site and any(a.place == "of" and heads(spot.held, a) for a in spot.arguments[:2])


_SHARE = ("part", "parts", "most", "all", "half", "portion", "majority", "bulk", "much", "rest", "remainder")


def is_unit(spot: Spot) -> bool:
    """Tell whether the object is a part of a company: "its retail arm"."""
    shared = any(spot.held.low(a.last - 1) in _SHARE and spot.held.low(a.last) == "of" for a in spot.objects)
    named = [a for a in spot.arguments if a.place == "of"][:1] if shared else spot.objects  # "part of the retail arm"
    tokens = (i for argument in named for i in range(argument.first, argument.last))
    return any(spot.held.low(i) in word_list("assets") for i in tokens)


def holders(held: Clause, i: int) -> Iterator[int]:
    """Yield who holds what the verb before `i` buys: "will acquire the 30% held by Acme and Borealis"."""
    near = range(i, min(len(held.tokens) - 2, i + 12))
    at = next((k for k in near if held.low(k) in ("held", "owned", "controlled") and held.low(k + 1) == "by"), -2) + 2
    while 0 < at < len(held.tokens):
        end = held.phrase(at)
        if end <= at or not held.is_party(end - 1) or held.is_possessive(end - 1):
            return
        yield end - 1
        at = end + 1 if held.low(end) in ("and", ",") else -1

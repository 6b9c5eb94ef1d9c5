"""Takes apart what one word of dealing tells of several deals: "raised $2 million and $3 million, respectively"."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.document import BOUNDARY, MARKS
from kg.model import DealKind, DealStatus, Found, Money
from kg.rules.deals.frames import cue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.document import Document, Masked, Mention, Thing
    from kg.rules.deals.spots import Candidate

_SHARED = "respectively"
_REACH = 420
# Sums that stand in one row: "$2 million and $3 million", "up to $2 million, $3 million and €4 million".
_ROW = re.compile(rf"{MARKS['money']}(?:(?:,| and|, and) (?:\w+ ){{0,4}}{MARKS['money']})+")


def apart(document: Document, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield the candidates, each that speaks of several deals as several."""
    masked = document.plain
    for candidate in found:
        if _is_shared(masked, candidate):
            yield from _each(masked, candidate)
        elif _is_many(candidate):
            yield from _one_by_one(candidate)
        elif _is_row_of_targets(candidate):
            yield from _by_target(candidate)
        elif _is_row_of_goods(document, candidate):
            yield from _by_giver(candidate)
        else:
            yield candidate
    yield from _before_change(masked, found)
    yield from _others(masked, found)
    yield from _gapped(masked, found)


def _is_shared(masked: Masked, candidate: Candidate) -> bool:
    start, end = _sentence(masked, candidate.at)
    return _SHARED in masked.text[start:end].lower()


def _sentence(masked: Masked, at: int) -> tuple[int, int]:
    start = masked.text.rfind(BOUNDARY, max(0, at - _REACH), at) + 1
    end = masked.text.find(BOUNDARY, at, at + _REACH)
    return max(start, at - _REACH), end if end >= 0 else min(len(masked.text), at + _REACH)


def _each(masked: Masked, candidate: Candidate) -> Iterator[Candidate]:
    """Yield a candidate for each of the parties that share a row of sums."""
    start, end = _sentence(masked, candidate.at)
    row = _ROW.search(masked.text, start, end)
    sums = _money(masked.things(row)) if row else []
    shared = _role_of(candidate, len(sums))
    if not shared:
        yield candidate
        return
    takers = [mention for mention, role in candidate.parties if role == shared]
    others = [(mention, role) for mention, role in candidate.parties if role != shared]
    for mention, money in zip(sorted(takers), sums, strict=True):
        yield replace(candidate, parties=[(mention, shared), *others], sums=[("value", money)])


def _is_row_of_targets(candidate: Candidate) -> bool:
    """Tell whether several companies are bought at once: each is a deal of its own."""
    roles = [role for _, role in candidate.parties]
    return roles.count("target") > 1 and "acquirer" in roles


def _by_target(candidate: Candidate) -> Iterator[Candidate]:
    """Yield a candidate for each company that is bought; what they cost together, none does."""
    others = [party for party in candidate.parties if party[1] != "target"]
    for party in candidate.parties:
        if party[1] == "target":
            yield replace(candidate, parties=[*others, party], sums=[])


def _givers(candidate: Candidate) -> list[Mention]:
    return [mention for mention, role in candidate.parties if role == "giver"]


def _is_row_of_goods(document: Document, candidate: Candidate) -> bool:
    """Tell whether a verb has different goods come from different companies: "buys fans from Acme and fuel from B"."""
    givers = _givers(candidate)
    if len(givers) != 2 or not candidate.frame.verb or not candidate.has("taker"):
        return False
    return bool(_AND_FROM.match(document.text, givers[0].end, givers[1].start))


_AND_FROM = re.compile(r",? (?:and|as well as) [^,;.]{2,60}? from (?:the )?$")


def _by_giver(candidate: Candidate) -> Iterator[Candidate]:
    """Yield a candidate for each company that goods come from; what they cost together, none does."""
    others = [party for party in candidate.parties if party[1] != "giver"]
    for mention in _givers(candidate):
        yield replace(candidate, parties=[*others, (mention, "giver")], sums=[])


_MANY = ("deals", "agreements", "contracts", "pacts", "partnerships", "leases", "alliances", "arrangements")


def _is_many(candidate: Candidate) -> bool:
    """Tell whether a plural speaks of as many deals as it names partners of one: "deals with Acme and Borealis"."""
    return (
        not candidate.frame.verb
        and candidate.word.endswith(_MANY)
        and len(candidate.refs) > 2
        and min(map(len, _sides(candidate))) == 1
    )


def _sides(candidate: Candidate) -> tuple[list[tuple[Mention, str]], list[tuple[Mention, str]]]:
    """Return the parties that stand before the word of dealing and those behind it."""
    before = [party for party in candidate.parties if party[0].start < candidate.span[1]]
    return before, [party for party in candidate.parties if party not in before]


def _one_by_one(candidate: Candidate) -> Iterator[Candidate]:
    """Yield a candidate for each of the many, together with the one; what they are worth together, none is."""
    before, behind = _sides(candidate)
    [one], many = (before, behind) if len(before) == 1 else (behind, before)
    for party in many:
        yield replace(candidate, parties=[one, party] if before == [one] else [party, one], sums=[])


def _role_of(candidate: Candidate, count: int) -> str:
    """Return the role that as many parties have as there are sums; empty where none has."""
    roles = [role for _, role in candidate.parties]
    return next((role for role in dict.fromkeys(roles) if count > 1 and roles.count(role) == count), "")


def _before_change(masked: Masked, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Give a deal the sum it is raised to, and yield the deal as it was before: "to $18 billion from $11 billion"."""
    places = [candidate.at for candidate in found]
    for match in masked.matches(cue("amended")):
        new, old = ("new", "old") if match["new"] else ("second", "first")
        changed = _changed(masked, found[: bisect_left(places, match.start())], match.start())
        if changed is None or (
            changed.kind is DealKind.INVESTMENT and match.group().split(" to ")[0].endswith("total")
        ):
            continue  # "bringing its total to": what all rounds raised
        others = [(what, found) for what, found in changed.sums if what != "value"]
        changed.sums = [*(("value", found) for found in _money(masked.things(match, new))), *others]
        changed.standing = changed.background = False
        if match[old]:
            yield replace(
                changed,
                at=match.start(old),
                sums=[("value", found) for found in _money(masked.things(match, old))],
                background=True,
                status=DealStatus.COMPLETED,
                status_span=None,
            )


def _money(things: Iterable[Thing]) -> list[Found[Money]]:
    return [thing for thing in things if isinstance(thing, Found) and isinstance(thing.value, Money)]


def _others(masked: Masked, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield the further deals of a sentence: "has a deal with Acme, another with Borealis"."""
    places = [candidate.at for candidate in found]
    for match in masked.matches(cue("another")):
        first = _changed(masked, found[: bisect_left(places, match.start())], match.start())
        other = masked.mention(match, "other")
        if first is None or first.frame.verb or not other.ref or other.ref in first.refs:
            continue
        *kept, (_, role) = first.parties
        yield replace(first, at=match.start(), span=masked.span(match), parties=[*kept, (other, role)], sums=[])


def _gapped(masked: Masked, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield the further companies bought in a sentence: "bought Acme in 2019 and Borealis in 2021"."""
    places = [candidate.at for candidate in found]
    for match in masked.matches(cue("gapped")):
        first = _changed(masked, found[: bisect_left(places, match.start())], match.start())
        other = masked.mention(match, "other")
        if first is None or not other.ref or other.ref in first.refs or first.parties[-1][1] != "target":
            continue
        sums = [("value", thing) for thing in _money(masked.things(match, "sum"))] if match["sum"] else []
        yield replace(
            first,
            at=match.start("other"),
            span=masked.span(match),
            parties=[*first.parties[:-1], (other, "target")],
            sums=sums,
        )


def _changed(masked: Masked, before: Sequence[Candidate], at: int) -> Candidate | None:
    """Return the deal of the sentence that is changed: the last word of dealing before with two parties."""
    start, _ = _sentence(masked, at)
    near = [candidate for candidate in before[-8:] if candidate.at >= start and len(candidate.refs) > 1]
    return near[-1] if near else None

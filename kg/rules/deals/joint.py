"""Tells whether two companies make something together: "will jointly develop", "is building a plant with"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rules.deals.asides import carries
from kg.rules.deals.frames import cue, word_list
from kg.rules.deals.heads import heads
from kg.rules.deals.subjects import subjects

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.rules.deals.clauses import Clause
    from kg.rules.deals.spots import Spot


def is_joint(spot: Spot) -> bool:
    """Tell whether two act together: both as subject, "jointly", or one who is going to "with" another."""
    held = spot.held
    if cue("jointly").search(spot.before(20)):
        return True
    if held.low(spot.last) in ("together", "jointly") and held.low(spot.last + 1) == "with":
        return True  # "a design that Acme developed together with"
    acting = subjects(held, spot.first)
    if len(acting) > 1:
        return _is_one(held, spot.last) and _is_next(held, acting, spot.first)
    if held.low(spot.last) != "with" and not spot.objects:
        return False  # "a campus that Acme is building near Oslo, with Borealis as tenant"
    coming = goes_on(held, spot.first) or cue("planned_before").search(spot.before(40))
    beside = (i for a in spot.arguments if a.place == "with" for i in heads(held, a))
    return bool(coming) and any(held.mark(i) == "org" for i in beside)


def _is_one(held: Clause, i: int) -> bool:
    """Tell whether an object is one thing that two can make together: not "Acme and Borealis built data centers"."""
    end = held.phrase(i) if i < len(held.tokens) else i
    return end > i and (
        bool(held.mark(i)) or held.low(i) in word_list("determiners") or not held.low(end - 1).endswith("s")
    )


def goes_on(held: Clause, i: int) -> bool:
    """Tell whether a verb is in the progressive: "is building"."""
    return held.low(i).endswith("ing") and held.low(i - 1) in ("is", "are", "be", "been", "now")


def _is_next(held: Clause, acting: Sequence[int], i: int) -> bool:
    """Tell whether those who act stand right before the verb at `i`, which says what they make.

    Not "sued Acme and Borealis for having built", nor "chips that Acme and Borealis have developed".
    """
    if held.low(held.phrase_start(min(acting)) - 1) in ("that", "which", "whom"):
        return False
    return all(carries(held, k) for k in range(max(acting) + 1, i))


def may_be_other(held: Clause, i: int) -> bool:
    """Tell whether a party that a deal is with stands right before an infinitive: "a deal with Acme to supply"."""
    if held.low(i - 1) != "to":
        return False
    named = held.before_aside(i - 2)
    return held.is_party(named) and held.low(held.phrase_start(named) - 1) == "with"

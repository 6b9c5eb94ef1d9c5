"""Tells which words of dealing can open a deal of their own: those with two sides, a round, a loan, a lease."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import DealKind, DealStatus
from kg.rules.deals.clusters import OPEN
from kg.rules.deals.frames import cue

if TYPE_CHECKING:
    from kg.rules.deals.spots import Candidate


def takes_over(candidate: Candidate) -> bool:
    """Tell whether a deal is told as an earlier one between the same parties: "a prior arrangement of $5 billion"."""
    if candidate.frame.verb or candidate.kind not in OPEN or len(candidate.refs) > 1:
        return False
    return candidate.background or (candidate.group and candidate.value is not None)


def _is_one_sided(candidate: Candidate) -> bool:
    """Tell whether only those who take or give are named, and no sum: "Acme and Borealis buy", "neither ordered"."""
    sides = {role for mention, role in candidate.parties if mention.ref}
    telling = (
        candidate.status is DealStatus.DENIED
        or candidate.frame.verb
        or candidate.frame.has("copula")
        or candidate.frame.has("standing")
    )
    return telling and candidate.value is None and sides in ({"taker"}, {"giver"})


def _only_spends(candidate: Candidate) -> bool:
    """Tell whether nobody is invested in: "the investment by Acme and Borealis", "both of which had invested"."""
    if candidate.kind is not DealKind.INVESTMENT or candidate.value is not None:
        return False
    sides = {role for _, role in candidate.parties}
    return sides in ({"investor"}, {"seller"}) or (sides == {"investee"} and not candidate.frame.verb)


def founds(candidate: Candidate) -> bool:
    """Tell whether a candidate can open a deal of its own."""
    if candidate.frame.has("joins") and candidate.frame.verb:
        return False  # whoever joins, joins something told before
    if candidate.frame.has("pair") and {role for _, role in candidate.parties} == {"acquirer"}:
        return False  # "bids from Acme and Borealis"
    if len(candidate.refs) >= 2:
        return not (_only_spends(candidate) or _is_one_sided(candidate))
    if candidate.frame.has("pair"):
        return False
    if takes_over(candidate):
        return candidate.value is not None
    return bool(candidate.refs) and stands_alone(candidate)


def stands_alone(candidate: Candidate) -> bool:
    """Tell whether one named party makes a deal: a loan, a round, a lease, a sum for a place of work."""
    if not candidate.frame.has("alone") or (candidate.status is DealStatus.DENIED and candidate.value is None):
        return False
    if candidate.kind is DealKind.LEASE:
        return not candidate.frame.verb or bool(cue("place_let").search(candidate.words))
    if cue("needed_before").search(candidate.before) or cue("holders_before").search(candidate.before):
        return False  # "would need $3 billion of fresh debt", "Acme's shareholders will receive"
    raising = candidate.has("borrower") or candidate.has("investee")
    if raising and cue("public").search(candidate.words):
        return False  # federal funding is a grant, not a round
    priced = candidate.value is not None or any(what == "valuation" for what, _ in candidate.sums)
    return (priced and raising) or (candidate.value is not None and candidate.site)

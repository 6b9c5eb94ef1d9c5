"""Tells what a deal is worth: by the sums of its own words, else by a payment that the sentences about it speak of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.document import BOUNDARY, Form
from kg.model import Bound, DealKind, Evidence, Kind, Money, Sourced
from kg.rules.deals import sums
from kg.rules.deals.clusters import CAPITAL, is_vague, values_fit
from kg.rules.deals.frames import cue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.model import Found, Span
    from kg.rules.deals.clusters import Cluster
    from kg.rules.deals.ground import Ground

Sums = list[tuple[str, Sourced[Money]]]


def worth(ground: Ground, cluster: Cluster, kind: DealKind, spans: Sequence[Span], claimed: set[int]) -> Sums:
    """Return the sums of a deal, each with what it is: ``value`` is what the deal itself is worth.

    `spans` are the stretches of text that speak of the deal, `claimed` the places of sums that words of dealing hold.
    """
    told = [
        (what, _cut(ground, found)) for m in cluster.members for what, found in m.sums if not _is_old(ground, found)
    ]
    if kind is DealKind.ACQUISITION and not any(what == "value" for what, _ in told):
        # "a deal that values the company at $5 billion"
        told = [("value" if what == "valuation" else what, sourced) for what, sourced in told]
    if not any(what == "value" for what, _ in told):
        told += [("value", _cut(ground, found)) for found in _paid(ground, cluster, spans, claimed, kind)]
    values = [("value", sourced) for sourced in _distinct(s for what, s in told if what == "value")]
    beside = dict.fromkeys((what, sourced) for what, sourced in told if what not in ("value", "other"))
    return _as_agreed([*values, *beside])


def _as_agreed(told: Sums) -> Sums:
    """Put the sum that was agreed before the conversion of it that a headline tells: "5 trillion won ($3 billion)"."""
    for _, converted in (item for item in told if item[0] == "converted"):
        if told[0][0] != "value" or not values_fit(told[0][1].value, converted.value):
            continue
        near = (i for i, (what, each) in enumerate(told) if what == "value" and _is_behind(converted, each))
        agreed = next(near, 0)
        if agreed and told[agreed][1].value.currency != told[0][1].value.currency == converted.value.currency:
            return [told[agreed], *told[1:agreed], *told[agreed + 1 :]]
    return told


def _is_behind(converted: Sourced[Money], sourced: Sourced[Money]) -> bool:
    """Tell whether a sum stands in brackets right behind another."""
    return 0 <= converted.evidence.start - sourced.evidence.end <= _BRACKET


_BRACKET = 20


def _is_old(ground: Ground, found: Found[Money]) -> bool:
    """Tell whether a sum is what a company was once valued at: "last valued at $3 billion"."""
    at = ground.masked_at(found.start)
    return at is not None and bool(cue("once_valued").search(ground.document.plain.text, max(0, at - _NEAR), at))


_NEAR = 60


def _cut(ground: Ground, found: Found[Money]) -> Sourced[Money]:
    return Sourced(found.value, Evidence.cut(ground.article, found.start, found.end, "deal-value"))


def _paid(
    ground: Ground, cluster: Cluster, spans: Sequence[Span], claimed: set[int], kind: DealKind
) -> Iterator[Found[Money]]:
    """Yield the first sum that a sentence about the deal, or the next one, says is paid: "puts the revenue at"."""
    if any(member.frame.has("alone") and len(cluster.refs) < 2 for member in cluster.members):
        return
    masked, document = ground.document.plain, ground.document
    own: dict[Span, int] = {}  # where a sentence first speaks of the deal
    for member in cluster.members:
        if not member.frame.has("weak") or cluster.standing:
            own.setdefault(member.sentence, member.span[0])
    following = () if cluster.standing else own  # what a tie that lasts brings in is said beside it
    behind = [ground.following(sentence) for sentence in following]
    if kind is DealKind.ACQUISITION:
        behind += map(ground.following, behind[:_OPENING])  # what a company is worth is told further below
    near = {**dict.fromkeys(behind, 0), **own}
    held = [span for span in spans if document.sentence(span[0]) in near]
    bought = kind is DealKind.ACQUISITION
    cues = ("exchanged_before",) if cluster.standing and kind in CAPITAL else _CUES[: 1 + bought]
    for found in ground.values(held, Money):
        if found.start < near[document.sentence(found.start)]:
            continue
        at = ground.masked_at(found.start)
        if found.start in claimed or at is None:
            continue
        before = masked.text[max(0, at - _BEFORE) : at].rsplit(BOUNDARY, 1)[-1]
        what = sums.label(masked, at)
        if what == "value" and any(cue(name).search(before) for name in cues):
            yield found
            return
        if what == "valuation" and bought and not _is_old(ground, found) and _is_of_target(ground, cluster, found):
            yield found
            return


_BEFORE = 110
_OPENING = 2
_CUES = ("paid_before", "price_before")  # the latter where a company is bought


def _is_of_target(ground: Ground, cluster: Cluster, found: Found[Money]) -> bool:
    """Tell whether it is the company bought that a sum values: the one named last, or "the company"."""
    start, _ = ground.document.sentence(found.start)
    named = [m for m in ground.document.mentions_in(start, found.start) if m.kind is Kind.ORGANIZATION]
    targets = {m.ref for member in cluster.members for m, role in member.parties if role == "target"}
    if not named or named[-1].form is Form.NAME:
        return bool(named) and named[-1].ref in targets
    return bool(_VALUES.search(ground.text, max(start, named[-1].start - _BESIDE), named[-1].start))


_VALUES = re.compile(
    r"\b(?:deal|offer|bid|price|takeover|acquisition|transaction|agreement|sale)\b.* valu(?:es?|ing) $", re.IGNORECASE
)
_BESIDE = 70


def _distinct(found: Iterable[Sourced[Money]]) -> tuple[Sourced[Money], ...]:
    """Drop what two words of dealing in one sentence both lay hold of."""
    kept: list[Sourced[Money]] = []
    told = list(dict.fromkeys(found))
    exact = [item for item in told if not is_vague(item.value)]
    for item in exact or told:
        if not any(_loosely(item.value, other.value) for other in kept[:6]):
            kept.append(item)
    return tuple(kept)


def _loosely(value: Money, first: Money) -> bool:
    """Tell whether a sum repeats an earlier one without its bound: "$3 billion" after "up to $3 billion"."""
    bounds = (first.minimum, first.maximum)
    return first.bound is not Bound.EXACT and value.bound is Bound.EXACT and value.minimum in bounds

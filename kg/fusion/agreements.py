"""A deal out of its reports: its name, where it stands, and the claims its reports make."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from kg.fusion.knowledge import Agreement
from kg.fusion.reports import announced, is_price
from kg.fusion.values import worth
from kg.iris import commitment_ref, deal_ref
from kg.lists import code_of, concept, concepts
from kg.model import DealKind, DealStatus, Evidence, HardwareUse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kg.fusion.claims import Found, Values
    from kg.fusion.naming import Named
    from kg.fusion.reports import Report
    from kg.fusion.values import Value
    from kg.model import Deal, DealDate, Money, Quantity, Ref, Sourced

_SUMS = {
    "valuation": "kg:valuation",
    "converted": "kg:convertedValue",
    "total_funding": "kg:totalFunding",
    "annual": "kg:annualValue",
    "per_share": "kg:pricePerShare",
}
_DATES = {
    "announced": "kg:announcedDuring",
    "start": "kg:startsDuring",
    "end": "kg:endsDuring",
    "closing": "kg:closingDuring",
    "deployment": "kg:deploymentPeriod",
    "expansion": "kg:expansionPeriod",
    "availability": "kg:availabilityPeriod",
}
_PARTS = (
    "acquirer borrower buyer customer investee investor lender lessee lessor licensee licensor participant partner "
    "provider seller supplier target"
)
_ROLES = frozenset(_PARTS.split())
#: Who stands first in the name of a deal.
_FIRST = ("acquirer", "investor", "lender", "provider", "supplier", "lessor", "licensor", "seller")
_UNDONE = (DealStatus.CANCELLED, DealStatus.DENIED)
_LONG_AGO = datetime.date.min


def own_names(report: Report) -> tuple[Ref, Ref]:
    """What a deal is called by one report alone: parties, kind and year; longer by the value."""
    told = [report]
    parties = core(told, lambda ref: ref)
    return deal_ref(parties, kind(told), year(told)), deal_ref(parties, kind(told), year(told), _value(told))


def core(group: Sequence[Report], root: Callable[[Ref], Ref]) -> list[Ref]:
    """The two parties that most articles name, one from each side where there are sides."""
    told: Counter[tuple[Ref, str]] = Counter()
    for report in group:
        told.update({(party.ref, party.role) for party in report.deal.parties if party.ref})
    ranked = sorted(told, key=lambda each: (-told[each], each))
    if not ranked:
        return []
    first, role = ranked[0]
    others = [(ref, part) for ref, part in ranked if root(ref) != root(first)]
    others = others or [(ref, part) for ref, part in ranked if ref != first]
    across = [ref for ref, part in others if part != role]
    across = across or [ref for ref, part in ranked if ref != first and part != role]  # who buys what it then owns
    return sorted([first, *(across or [ref for ref, _ in others])[:1]])


def kind(group: Sequence[Report]) -> str:
    """The kind that most reports give, those first whose news the deal is."""
    told = Counter((report.deal.kind, report.deal.primary) for report in group)
    best = min(told, key=lambda each: (each[0] is DealKind.OTHER, not each[1], -told[each], each[0]))
    return best[0].value


def year(group: Sequence[Report]) -> str:
    """The year of announcement where a report gives it, else nothing."""
    spans = [span for report in group if (span := announced(report))]
    years = Counter(s.earliest.year for s in spans if s.earliest and s.latest and s.earliest.year == s.latest.year)
    return str(min(years, key=lambda each: (-years[each], each))) if years else ""


def _value(group: Sequence[Report]) -> str:
    told = Counter(made.ref for report in group for each in report.deal.values if (made := worth(each.value)))
    return min(told, key=lambda each: (-told[each], each)).partition("/")[2] if told else ""


def agreement(named: Named[Report], name_of: Mapping[Ref, str], root: Callable[[Ref], Ref]) -> Agreement:
    """The deal as a node."""
    ref, group = named.ref, named.group
    lines = {
        (commitment_ref(ref, use.product), use.product)
        for report in group
        for use in report.deal.hardware
        if isinstance(use, HardwareUse)
    }
    return Agreement(
        ref=ref,
        label=_label(group, name_of, root),
        status=status(group),
        reported_by=tuple(sorted({report.article.id for report in group if report.deal.primary})),
        commitments=tuple(sorted(lines)),
        retired=named.retired,
    )


def _label(group: Sequence[Report], name_of: Mapping[Ref, str], root: Callable[[Ref], Ref]) -> str:
    roles = {party.ref: party.role for report in group for party in report.deal.parties if party.ref}
    parties = sorted(core(group, root), key=lambda ref: (roles[ref] not in _FIRST, ref))
    words = concepts("deal-kind")[kind(group).replace("_", "-")].label
    what = words if words.endswith("deal") else f"{words} deal"
    who = "–".join(name_of.get(ref, ref.partition("/")[2]) for ref in parties) or "Unnamed parties"
    return f"{who} {what}" + (f" ({when})" if (when := year(group)) else "")


def status(group: Sequence[Report]) -> str:
    """Where the deal stands: as far as any report takes it, unless the last news is that it is off."""
    told = [(_day(report), report.deal.status) for report in group if report.deal.statuses]
    reached = [state for _, state in told if state not in _UNDONE]
    undone = [(day, state) for day, state in told if state in _UNDONE]
    if undone and (not reached or max(undone)[0] >= max(day for day, state in told if state not in _UNDONE)):
        return max(undone)[1].value
    order = concepts("deal-status")
    return max(reached, key=lambda state: order[state.value].order).value if reached else ""


def _day(report: Report) -> datetime.date:
    published = report.article.published
    return (published.latest or published.earliest or _LONG_AGO) if published else _LONG_AGO


# ------------------------------------------------------------------------------------ claims


def claims(ref: Ref, report: Report, values: Values) -> Iterator[Found]:
    """What one report says of the deal. Words that deny a deal bear out what it would be, and that it is denied."""
    deal = report.deal
    yield ref, "kg:dealKind", _concept("deal-kind", deal.kind), replace(deal.kind_evidence, refutes=False), ""
    for status_ in deal.statuses:
        evidence = replace(status_.evidence, refutes=False)
        yield ref, "kg:dealStatus", _concept("deal-status", status_.value), evidence, ""
    for party in deal.parties:
        if party.ref:
            role = party.role if party.role in _ROLES else "participant"
            yield ref, f"kg:{role}", party.ref, party.evidence, ""
    yield from _measured(ref, report, values)
    yield from _products(ref, deal, values)
    for purpose in deal.purposes:
        code = code_of("workload", purpose.value) or purpose.value
        yield ref, "kg:purpose", _concept("workload", code), purpose.evidence, ""
    if deal.kind is DealKind.PARTNERSHIP and deal.status in (DealStatus.ANNOUNCED, DealStatus.COMPLETED):
        yield from _partners(report)


def _partners(report: Report) -> Iterator[Found]:
    """Each two partners, with the words from the first to the last of their names and of what makes them partners."""
    told = report.deal.kind_evidence
    named = {party.ref: party.evidence for party in reversed(report.deal.parties) if party.ref}
    for first, second in combinations(sorted(named), 2):
        words = (told, named[first], named[second])
        start, end = min(each.start for each in words), max(each.end for each in words)
        evidence = Evidence.cut(report.article, start, end, told.rule, told.modality, hedge=told.hedge)
        yield first, "kg:partnersWith", second, evidence, ""


def _concept(scheme: str, code: str) -> Ref:
    return "vocab/" + concept(scheme, code).value.split("/vocab/", 1)[1]


def _measured(ref: Ref, report: Report, values: Values) -> Iterator[Found]:
    deal = report.deal
    measures: list[tuple[str, Value, Evidence]] = [(_sum(each), each.value, each.evidence) for each in deal.values]
    measures += [(_SUMS.get(what, "kg:otherSum"), each.value, each.evidence) for what, each in deal.other_sums]
    measures += [("kg:duration", each.value, each.evidence) for each in deal.durations]
    measures += [(_DATES.get(each.what, "kg:otherPeriod"), each.span, each.evidence) for each in _dates(report)]
    measures += [("kg:capacity", each.value, each.evidence) for each in deal.capacity]
    measures += [(_equity(each), each.value, each.evidence) for each in deal.equity]
    for property_, value, evidence in measures:
        if node := values.ref(value):
            yield ref, property_, node, evidence, ""


def _sum(value: Sourced[Money]) -> str:
    """The property of a value of the deal: a few dollars are what a share costs."""
    made = worth(value.value)
    return "kg:pricePerShare" if made and is_price(made) else "kg:totalValue"


def _dates(report: Report) -> Iterator[DealDate]:
    """The dates of the deal; of a rumour or denial, the day it was told is not the day the deal was announced."""
    yield from (each for each in report.deal.dates if each.what != "announced" or announced(report))


def _equity(share: Sourced[Quantity]) -> str:
    return "kg:equityShare" if share.value.unit in {"percent", "%"} else "kg:sharesAcquired"


def _products(ref: Ref, deal: Deal, values: Values) -> Iterator[Found]:
    for use in deal.hardware:
        product = use.product if isinstance(use, HardwareUse) else use.value
        yield ref, "kg:usesHardware", product, use.evidence, ""
        if isinstance(use, HardwareUse) and (node := values.ref(use.quantity)):
            yield commitment_ref(ref, product), "kg:quantity", node, use.evidence, ""
    for service in deal.services:
        yield ref, "kg:usesProduct", service.value, service.evidence, ""

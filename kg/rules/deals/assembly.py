"""Makes the deals of an article out of the words that speak of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Deal, DealKind, DealStatus, Evidence, Party
from kg.rules.deals import lease, slots, terms
from kg.rules.deals.answering import answer
from kg.rules.deals.apart import apart
from kg.rules.deals.candidates import candidates
from kg.rules.deals.casting import learn, roles_of, trades
from kg.rules.deals.filling import add_pair
from kg.rules.deals.founding import stands_alone
from kg.rules.deals.gathering import gather
from kg.rules.deals.ground import Ground, territories
from kg.rules.deals.holdings import without_sold
from kg.rules.deals.kinds import kind_of
from kg.rules.deals.onesided import one_sided
from kg.rules.deals.past import is_months_past
from kg.rules.deals.platforms import platforms
from kg.rules.deals.sides import named_sides
from kg.rules.deals.states import speaking, states
from kg.rules.deals.status import MODALITY
from kg.rules.deals.turns import turns
from kg.rules.deals.wordings import backed, wordings
from kg.rules.deals.worth import worth

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Sequence

    from kg.document import Document
    from kg.model import HardwareUse, Modality, Span
    from kg.rules.deals.candidates import Candidate
    from kg.rules.deals.clusters import Cluster


def assemble(document: Document, used: Sequence[HardwareUse]) -> tuple[Deal, ...]:
    """Return the deals of an article, what it reports first, then the background, each in order of the text."""
    told = list(candidates(document))
    found = sorted(
        [
            *apart(document, told),
            *platforms(document),
            *lease.tenants(document),
            *named_sides(document),
            *turns(document),
            *wordings(document),
            *backed(document),
        ],
        key=lambda candidate: candidate.at,
    )
    lease.fill(document, found)
    for candidate in found:
        add_pair(document, candidate)
    answer(document, found)
    lead = document.sentences[min(_LEAD, len(document.sentences) - 1)][1] if document.sentences else 0
    same = _sameness(found)
    clusters = [cluster for cluster in gather(found, same, lead) if _stands(cluster)]
    clusters += one_sided(document, found, clusters, same)
    clusters = [cluster for cluster in without_sold(clusters) if not lease.is_left_open(cluster)]
    ground = Ground(document, used)
    primary = _primary(ground, clusters, lead)
    spans = territories(document, clusters, primary)
    leading = {id(cluster) for cluster in primary}
    traded = trades(found)
    claimed = {held.start for cluster in clusters for member in cluster.members for _, held in member.sums}
    deals = []
    for i, cluster in enumerate(clusters):
        deals.append(_deal(ground, cluster, spans[i], traded, claimed, primary=id(cluster) in leading))
        learn(traded, deals[-1])
    return tuple(sorted(deals, key=lambda deal: not deal.primary))


_LEAD = 3  # the last sentence of the opening: headline, dateline and the first sentences


def _sameness(found: Sequence[Candidate]) -> Callable[[str], str]:
    """Return how parties count as one: "Acme" and "Acme Cloud" are, when both take part in dealings of one article."""
    refs = sorted({ref for candidate in found for ref in candidate.refs}, key=len)
    head: dict[str, str] = {}
    for ref in refs:
        parts = ref.split("-")
        shorter = ("-".join(parts[:count]) for count in range(1, len(parts)))
        head[ref] = next((head[other] for other in shorter if other in head), ref)
    return lambda ref: head.get(ref, ref)


def _stands(cluster: Cluster) -> bool:
    """Tell whether enough is known of a deal to call it one."""
    if len(cluster.refs) >= 2:
        return True
    return bool(cluster.refs) and any(stands_alone(member) for member in cluster.members)


def _primary(ground: Ground, clusters: Sequence[Cluster], lead: int) -> list[Cluster]:
    """Return the deals that the headline or the opening sentences report; else the one most spoken of."""
    fresh = [c for c in clusters if not c.background and not c.standing]
    leading = [c for c in fresh if c.members[0].sentence[1] <= lead and not c.members[0].background]
    if leading:  # what is told of months ago only sets off what is new
        return [c for c in leading if not is_months_past(ground, c.members[0])] or leading
    return [max(fresh, key=lambda c: len(c.members))] if fresh else []


def _deal(
    ground: Ground,
    cluster: Cluster,
    spans: Sequence[Span],
    traded: Counter[str],
    claimed: set[int],
    *,
    primary: bool,
) -> Deal:
    document = ground.document
    kind = kind_of(ground, cluster)
    statuses = states(ground, cluster, spans, primary=primary)
    modality = MODALITY[statuses[-1].value]
    evidence = tuple(_cut(document, m, modality) for m in speaking(cluster))
    told = worth(ground, cluster, kind, spans, claimed)
    return Deal(
        kind=kind,
        statuses=statuses,
        parties=_parties(document, cluster, kind, traded),
        evidence=evidence,
        kind_evidence=evidence[0],
        primary=primary,
        values=tuple(sourced for what, sourced in told if what == "value"),
        other_sums=tuple((what, sourced) for what, sourced in told if what != "value"),
        durations=terms.durations(ground, spans),
        dates=terms.dates(ground, spans, cluster.members),
        hardware=slots.hardware(ground, spans),
        services=slots.services(ground, spans),
        capacity=slots.capacity(ground, spans),
        equity=slots.equity(ground, spans) if kind in (DealKind.INVESTMENT, DealKind.ACQUISITION) else (),
        purposes=slots.purposes(ground, spans),
    )


def _cut(document: Document, member: Candidate, modality: Modality) -> Evidence:
    start, end = member.span
    rule = "deal-verb" if member.frame.verb else "deal-noun"
    return Evidence.cut(document.article, start, end, rule, modality, refutes=member.status is DealStatus.DENIED)


def _parties(document: Document, cluster: Cluster, kind: DealKind, traded: Counter[str]) -> tuple[Party, ...]:
    found = roles_of(document, cluster, kind, traded)
    if kind is DealKind.OTHER and len(found) == 1:
        found = [(found[0][0], "investor")]
    told = {cluster.same(ref) for member in cluster.members for ref in member.refs - member.inferred}
    rules = {True: "deal-party", False: "deal-party-inferred"}
    return tuple(
        Party(m.ref, role, Evidence.cut(document.article, m.start, m.end, rules[cluster.same(m.ref) in told]))
        for m, role in found
    )

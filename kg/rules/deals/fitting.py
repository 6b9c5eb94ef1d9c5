"""Tells when words of dealing can speak of a deal told before: nothing said of the one rules out the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import DealKind, DealStatus
from kg.rules.deals.clusters import CAPITAL, OPEN, kinds_fit, same_sentence, values_fit

if TYPE_CHECKING:
    from kg.rules.deals.clusters import Cluster
    from kg.rules.deals.spots import Candidate

_LOANS = (DealKind.FINANCING, DealKind.LEASE)
_TURNED = {"acquirer": "seller", "seller": "acquirer"}


def fits(candidate: Candidate, cluster: Cluster) -> bool:
    """Tell whether a word of dealing can speak of a deal: nothing said of the one rules out the other."""
    if (candidate.frame.has("standing") and not cluster.standing) or (
        candidate.standing and not cluster.standing and len(candidate.refs) > 1
    ):
        return False
    if cluster.standing and not candidate.standing and not _names_tie(candidate, cluster):
        return False
    if candidate.frame.has("firm") and cluster.kind in CAPITAL:
        return False  # whoever buys a company founds no joint venture
    if candidate.frame.has("price"):
        return cluster.kind is DealKind.ACQUISITION or values_fit(candidate.value, cluster.value)
    if candidate.frame.verb and candidate.frame.has("goods") and cluster.kind in CAPITAL:
        return False
    if candidate.kind in CAPITAL and cluster.trades:
        return False
    if candidate.kind in _LOANS and cluster.kind is DealKind.PARTNERSHIP and not candidate.refs:
        return same_sentence(candidate, cluster)  # partners are not later called "the loan"
    if _is_of_other_shares(candidate, cluster):
        return False
    denied = candidate.status is DealStatus.DENIED
    return (
        kinds_fit(candidate.kind, cluster.kind)
        and values_fit(candidate.value, cluster.value)
        and not (denied and candidate.kind not in OPEN and candidate.kind != cluster.kind)
    )


def _is_of_other_shares(candidate: Candidate, cluster: Cluster) -> bool:
    """Tell whether shares are spoken of that another deal is about: not taken, bought before, or sold on."""
    if cluster.kind is DealKind.ACQUISITION and _sides_differ(candidate, cluster):
        return True
    if candidate.value is not None and all(map(is_refused, cluster.members)):
        return True  # a stake not taken has no price
    had = candidate.frame.has("part") and candidate.status is DealStatus.COMPLETED
    return (
        had and cluster.kind is DealKind.PARTNERSHIP and cluster.members[0].planned
    )  # "will work with Acme, a stake in which"


def is_refused(candidate: Candidate) -> bool:
    """Tell whether it is said that no share is taken."""
    return candidate.frame.has("part") and candidate.status is DealStatus.DENIED


def _sides_differ(candidate: Candidate, cluster: Cluster) -> bool:
    """Tell whether who buys by these words sold in the deal, or the other way round: it is sold on then."""
    mine = {(cluster.same(m.ref), role) for m, role in candidate.parties if m.ref}
    turned = {(ref, _TURNED[role]) for ref, role in mine if role in _TURNED}
    if cluster.roles.isdisjoint(role for _, role in turned):
        return False  # nor need all be looked through that was said of the deal, which may be much
    told = {(cluster.same(m.ref), role) for member in cluster.members for m, role in member.parties if m.ref}
    return bool(turned & told) and not mine & told & {(ref, role) for ref, role in told if role in _TURNED}


def _names_tie(candidate: Candidate, cluster: Cluster) -> bool:
    """Tell whether a noun names what a verb in the sentence tells as lasting: "buys chips from Acme under a pact"."""
    noun = not candidate.frame.verb and candidate.kind in OPEN and len(candidate.refs) > 1
    return noun and {cluster.same(ref) for ref in candidate.refs} == cluster.refs and same_sentence(candidate, cluster)

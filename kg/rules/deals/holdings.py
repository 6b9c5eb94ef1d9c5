"""Tells a stake that is a deal of its own from one that changes hands in a takeover told as well."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import DealKind
from kg.rules.deals.fitting import is_refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.rules.deals.clusters import Cluster
    from kg.rules.deals.spots import Candidate


def sell(candidate: Candidate, clusters: Sequence[Cluster]) -> bool:
    """Give those who sell their stakes to nobody named to the takeover told just before; tell whether there is one."""
    sides = {role for _, role in candidate.parties}
    if not candidate.frame.has("part") or not candidate.definite or "seller" not in sides or "investor" in sides:
        return False
    last = clusters[-1] if clusters else None
    if last is None or last.kind is not DealKind.ACQUISITION or candidate.at - last.last > _BREATH:
        return False
    if not {last.same(m.ref) for m, role in candidate.parties if m.ref and role != "seller"} <= last.refs:
        return False  # a stake in another company
    candidate.parties = [party for party in candidate.parties if party[1] == "seller"]
    last.add(replace(candidate, kind=None, sums=[]))
    return True


_BREATH = 600  # so many characters behind the words of a takeover "sell their stakes" means it


def without_sold(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Return the deals without shares that are told with another: held so far by those who sell, or not taken."""
    sales = [c for c in clusters if c.kind is DealKind.ACQUISITION and not (c.standing or c.background)]
    kept = [c for c in clusters if not (_is_held(c) and any(c.refs <= sale.refs for sale in sales))]
    refused = [c for c in kept if all(map(is_refused, c.members))]
    return [c for c in kept if c not in refused or not any(o.refs >= c.refs for o in kept if o is not c)]


def _is_held(cluster: Cluster) -> bool:
    """Tell whether nothing is said but that one holds a share of the other."""
    standing = all(member.standing or member.frame.has("standing") for member in cluster.members)
    return standing and cluster.kind is DealKind.INVESTMENT and cluster.value is None and len(cluster.refs) == 2

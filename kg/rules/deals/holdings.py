"""Tells a stake that is a deal of its own from one that changes hands in a takeover told as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import DealKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.rules.deals.clusters import Cluster


def without_sold(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Return the deals without the shares held so far by those who sell the company: they are told with the sale."""
    sales = [c for c in clusters if c.kind is DealKind.ACQUISITION and not (c.standing or c.background)]
    return [c for c in clusters if not (_is_held(c) and any(c.refs <= sale.refs for sale in sales))]


def _is_held(cluster: Cluster) -> bool:
    """Tell whether nothing is said but that one holds a share of the other."""
    standing = all(member.standing or member.frame.has("standing") for member in cluster.members)
    return standing and cluster.kind is DealKind.INVESTMENT and cluster.value is None and len(cluster.refs) == 2

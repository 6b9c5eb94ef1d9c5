"""Gives the deal that a headline tells the words of the story that tell it again, with its sum and one side alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rules.deals.clusters import OPEN, kinds_fit, values_fit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kg.rules.deals.clusters import Cluster
    from kg.rules.deals.spots import Candidate


def retell(found: Iterable[Candidate], clusters: Sequence[Cluster], same: Callable[[str], str]) -> None:
    """Add to the deal of a headline the word left alone that names one side of it and its sum.

    "Acme wins $2bn order from Borealis", then "Acme has won a contract worth 3 trillion won ($2 billion)".
    """
    headed = [c for c in clusters if c.value is not None and not (c.background or c.standing)][:_FIRST]
    taken = {id(member) for cluster in clusters for member in cluster.members}
    for candidate in found:
        if id(candidate) not in taken and _may(candidate):
            home = next((cluster for cluster in headed if _is_of(candidate, cluster, same)), None)
            if home is not None:
                home.add(candidate)


_FIRST = 2
_REACH = 900  # so many characters behind a headline the story has told it again


def _may(candidate: Candidate) -> bool:
    """Tell whether a noun of dealing with a sum leaves open what is dealt in, and with whom."""
    told = candidate.frame.verb or candidate.background or candidate.standing or candidate.value is None
    return not told and candidate.kind in OPEN and len(candidate.refs) == 1


def _is_of(candidate: Candidate, cluster: Cluster, same: Callable[[str], str]) -> bool:
    first = cluster.members[0]
    near = first.span[0] < _HEAD and 0 < candidate.at - first.at < _REACH and candidate.sentence != first.sentence
    if not near or not {same(ref) for ref in candidate.refs} <= cluster.refs or len(cluster.refs) < 2:
        return False
    return kinds_fit(candidate.kind, cluster.kind) and values_fit(candidate.value, cluster.value)


_HEAD = 150  # characters

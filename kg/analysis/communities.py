"""Groups of entities that are tied more closely to each other than to the rest."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx

from kg.analysis.network import simple
from kg.analysis.ranks import numbered


@dataclass(frozen=True, slots=True)
class Community:
    """A group: its members, those with most ties inside it first, and how many ties run inside and out of it."""

    number: int
    members: tuple[str, ...]
    inside: int
    outside: int


@dataclass(frozen=True, slots=True)
class Communities:
    """All groups, largest first. `modularity` says how marked they are: 0 is no more than chance, 1 is the most."""

    groups: tuple[Community, ...]
    modularity: float


def communities(graph: nx.MultiDiGraph[str], *, resolution: float = 1.0) -> Communities:
    """Part the network into groups, by the Louvain method with a fixed seed; a higher `resolution` parts it further."""
    names = sorted(graph)
    flat = numbered(simple(graph))
    if not flat.number_of_edges():
        return Communities((), 0.0)
    found = [set(group) for group in nx.community.louvain_communities(flat, resolution=resolution, seed=0)]
    found.sort(key=lambda group: (-len(group), min(group)))
    groups = tuple(_community(flat, names, number, group) for number, group in enumerate(found, 1))
    return Communities(groups, round(nx.community.modularity(flat, found, resolution=resolution), 6))


def _community(flat: nx.Graph[int], names: list[str], number: int, group: set[int]) -> Community:
    within = {node: sum(other in group for other in flat[node]) for node in group}
    members = sorted(group, key=lambda node: (-within[node], node))
    outside = sum(len(flat[node]) - within[node] for node in group)
    return Community(number, tuple(names[node] for node in members), sum(within.values()) // 2, outside)

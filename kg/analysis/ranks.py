"""Who is central in the network, by three measures that mean different things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import networkx as nx

from kg.analysis.network import checked, kind_of, name_of, simple

if TYPE_CHECKING:
    from collections.abc import Collection

#: Each measure, and what its number means.
MEASURES: Final = {
    "degree": "degree: to how many others it is tied, however often and by however many articles",
    "pagerank": "PageRank: share of the time a reader spends there who follows ties at random and starts anew every "
    "seventh step or so; the shares of all entities sum to 1",
    "betweenness": "betweenness: share of all pairs of others whose shortest connections run through it (0 to 1)",
}
#: With more nodes than `EXACT`, betweenness is estimated from this many of them, drawn with a fixed seed.
_PIVOTS: Final = 250
EXACT: Final = 1000
_DAMPING: Final = 0.85


@dataclass(frozen=True, slots=True)
class Rank:
    """An entity with its place by the measure asked for, from 1; equals share a place."""

    place: int
    node: str
    name: str
    kind: str
    degree: int
    pagerank: float
    betweenness: float


def ranked(graph: nx.MultiDiGraph[str], by: str = "pagerank", kinds: Collection[str] = ()) -> list[Rank]:
    """Rank the entities by a measure; `kinds` of nodes are listed (all when empty), all are counted with.

    QueryError for an unknown measure.
    """
    checked([by], MEASURES, "measure")
    flat = numbered(simple(graph))
    names = sorted(graph)
    measures: dict[str, dict[int, float]] = {
        "degree": {node: len(flat[node]) for node in flat},
        "pagerank": _pagerank(flat),
        "betweenness": _betweenness(flat),
    }
    # Rounded, so that the last digits of a sum decide nothing.
    values = {measure: [round(of[i], 9) for i in range(len(names))] for measure, of in measures.items()}
    order = sorted(range(len(names)), key=lambda i: (-values[by][i], -values["degree"][i], names[i]))
    listed = [i for i in order if not kinds or kind_of(names[i]) in kinds]
    place: dict[float, int] = {}
    for number, i in enumerate(listed, 1):
        place.setdefault(values[by][i], number)
    return [
        Rank(
            place[values[by][i]], names[i], name_of(graph, names[i]), kind_of(names[i]),
            int(values["degree"][i]), values["pagerank"][i], values["betweenness"][i],
        )
        for i in listed
    ]  # fmt: skip


def numbered(flat: nx.Graph[str]) -> nx.Graph[int]:
    """Give the graph with numbers for nodes, in order of their IRIs: sets of numbers have one order, of strings not."""
    place = {name: i for i, name in enumerate(sorted(flat))}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(place)))
    graph.add_edges_from(sorted((min(place[a], place[b]), max(place[a], place[b])) for a, b in flat.edges()))
    return graph


def _pagerank(flat: nx.Graph[int]) -> dict[int, float]:
    """PageRank by repetition; networkx's own needs scipy."""
    size = len(flat)
    if not size:
        return {}
    share = dict.fromkeys(flat, 1 / size)
    for _ in range(200):
        given = {node: share[node] / max(len(flat[node]), 1) for node in flat}
        new = {node: (1 - _DAMPING) / size + _DAMPING * sum(given[other] for other in flat[node]) for node in flat}
        if sum(abs(new[node] - share[node]) for node in flat) < 1e-12:
            return new
        share = new
    return share


def _betweenness(flat: nx.Graph[int]) -> dict[int, float]:
    pivots = _PIVOTS if len(flat) > EXACT else None
    found: dict[int, float] = nx.betweenness_centrality(flat, k=pivots, seed=0)
    return found

"""How two entities are connected: the shortest ways from one to the other, each hop with what ties it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, product
from typing import TYPE_CHECKING

import networkx as nx

from kg.analysis.network import Tie, simple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

#: So many paths are looked at before the shortest are told apart by how well they are told.
_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Hop:
    """One step from `source` to `target`, with all that ties them, the tie told most often first."""

    source: str
    target: str
    ties: tuple[Tie, ...]

    @property
    def forward(self) -> bool:
        """Whether the first tie is said of `source`: "Acme is a customer of Beta", and not the other way round."""
        return self.ties[0].source == self.source


Path = tuple[Hop, ...]


def shortest(graph: nx.MultiDiGraph[str], starts: Collection[str], ends: Collection[str], *, k: int = 3) -> list[Path]:
    """Give the `k` shortest paths from any of `starts` to any of `ends`, whichever way the ties point.

    Of paths of one length those told in more articles come first, then those first in order of IRI.
    """
    flat = simple(graph)
    found = {path for pair in product(sorted(starts), sorted(ends)) for path in _between(flat, *pair, k)}
    paths = [tuple(_hop(flat, *step) for step in pairwise(path)) for path in found]
    return sorted(paths, key=_order)[:k]


def _between(flat: nx.Graph[str], start: str, end: str, k: int) -> Iterator[tuple[str, ...]]:
    """Yield at least the `k` shortest paths, and all that are as long as the last of them, within reason."""
    if start == end or not nx.has_path(flat, start, end):
        return
    longest = 0
    for number, path in enumerate(nx.shortest_simple_paths(flat, start, end), 1):
        if number > k and (len(path) > longest or number > _LOOKED_AT):
            return
        longest = len(path)
        yield tuple(path)


def _hop(flat: nx.Graph[str], source: str, target: str) -> Hop:
    return Hop(source, target, tuple(flat.edges[source, target]["ties"]))


def _order(path: Path) -> tuple[object, ...]:
    return len(path), -sum(hop.ties[0].articles for hop in path), [(hop.source, hop.target) for hop in path]

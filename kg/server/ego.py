"""The surroundings of an entity as a picture takes them: nodes, and ties with the words behind each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kg.analysis.network import TIE_KINDS, network, ties_of

if TYPE_CHECKING:
    import networkx as nx

#: No picture shows more nodes than this.
MOST: Final = 200


def whole(store: Any) -> nx.MultiDiGraph[str]:
    """Draw the network with every kind of tie."""
    return network(store, TIE_KINDS)


def ego(graph: nx.MultiDiGraph[str], center: str, depth: int = 1, most: int = MOST) -> dict[str, Any]:
    """Give what lies within `depth` ties of `center`: those most tied first, at most `most` nodes.

    Without a center: the most tied of all. Nodes and ties as plain records, in a fixed order; `left_off` counts what
    did not fit.
    """
    kept, left_off = _chosen(graph, center, depth, most)
    nodes = [
        {"id": iri, **{name: graph.nodes[iri][name] for name in ("name", "kind", "status") if name in graph.nodes[iri]},
         "ties": graph.degree(iri)}
        for iri in sorted(kept)
    ]  # fmt: skip
    ties = [
        {"id": f"{tie.told} {tie.property}", "source": source, "target": target, "label": tie.label, "kind": tie.kind,
         "source_name": graph.nodes[source]["name"], "target_name": graph.nodes[target]["name"],
         "articles": tie.articles, "words": tie.words, "article": tie.article, "headline": tie.headline,
         "start": tie.start, "end": tie.end, "told": tie.told}
        for source, target, tie in sorted(ties_of(graph))
        if source in kept and target in kept
    ]  # fmt: skip
    return {"center": center, "nodes": nodes, "ties": ties, "left_off": left_off}


def _chosen(graph: nx.MultiDiGraph[str], center: str, depth: int, most: int) -> tuple[set[str], int]:
    def rank(node: str) -> tuple[int, str]:
        return -graph.degree(node), node

    if not center:
        return set(sorted(graph, key=rank)[:most]), max(0, len(graph) - most)
    if center not in graph:
        return set(), 0
    kept, ring, left_off = {center}, {center}, 0
    for _ in range(depth):
        near = {each for node in ring for each in (*graph.successors(node), *graph.predecessors(node))} - kept
        taken = sorted(near, key=rank)[: most - len(kept)]
        left_off += len(near) - len(taken)
        ring = set(taken)
        kept |= ring
    return kept, left_off

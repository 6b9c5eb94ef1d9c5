"""What the page of a node shows that has none of its own kind: the triples around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.server.wording import label_of

if TYPE_CHECKING:
    from kg.server.nodes import Graph, Thing


@dataclass(frozen=True, slots=True)
class ResourceView:
    """The page of anything else: what the store says about a node, property by property."""

    thing: Thing
    out: tuple[tuple[str, tuple[Thing, ...]], ...]
    into: tuple[tuple[str, tuple[Thing, ...]], ...]


_MOST: Final = 100


def resource(graph: Graph, node: ox.NamedNode) -> ResourceView:
    """Gather the triples around a node; at most `_MOST` values of each property."""
    out: dict[str, list[ox.NamedNode | ox.Literal]] = {}
    into: dict[str, list[ox.NamedNode | ox.Literal]] = {}
    for quad in graph.store.quads_for_pattern(node, None, None):
        if isinstance(quad.object, ox.NamedNode | ox.Literal):
            out.setdefault(quad.predicate.value, []).append(quad.object)
    for quad in graph.store.quads_for_pattern(None, None, node):
        if isinstance(quad.subject, ox.NamedNode):
            into.setdefault(quad.predicate.value, []).append(quad.subject)
    return ResourceView(graph.thing(node), _table(graph, out), _table(graph, into))


def _table(
    graph: Graph, found: dict[str, list[ox.NamedNode | ox.Literal]]
) -> tuple[tuple[str, tuple[Thing, ...]], ...]:
    rows = ((label_of(iri), graph.things(sorted(terms, key=str)[:_MOST])) for iri, terms in found.items())
    return tuple(sorted(rows))

"""A node as linked data: its own triples, what refers to it, the evidence of a claim, and names for all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.export import FORMATS
from kg.graph import FACTS
from kg.terms import KG, RDF, RDFS, SCHEMA, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterator

_BY_MEDIA_TYPE: Final = {each.media_type: each for each in FORMATS.values()}
_MOST: Final = 2000  # references to a node that are told at most


def describe(store: ox.Store, node: ox.NamedNode, media_type: str) -> str:
    """Write the description of a node, sorted, in an RDF format without named graphs."""
    triples = {quad.triple for quad in described(store, node)}
    graph = ox.DefaultGraph()
    quads = (ox.Quad(each.subject, each.predicate, each.object, graph) for each in sorted(triples, key=str))
    return "".join(_BY_MEDIA_TYPE[media_type].write(quads))


def described(store: ox.Store, node: ox.NamedNode) -> Iterator[ox.Quad]:
    """Give the quads of a description."""
    own = list(store.quads_for_pattern(node, None, None))
    proofs = [each for part in (KG.supports, KG.refutes) for each in store.quads_for_pattern(None, part, node)]
    claims = [each for part in (RDF.subject, RDF.object) for each in store.quads_for_pattern(None, part, node)]
    facts = list(store.quads_for_pattern(None, None, node, FACTS))
    parts = [quad for each in (*proofs, *claims[:_MOST]) for quad in store.quads_for_pattern(each.subject, None, None)]
    values = [quad for each in (*own, *parts) for quad in _value(store, each.object)]
    told = [*own, *facts[:_MOST], *parts, *values]
    yield from told
    for term in sorted({term for quad in told for term in (quad.subject, quad.object)}, key=str):
        yield from _names(store, term)


def _value(store: ox.Store, term: object) -> Iterator[ox.Quad]:
    """A sum, a length or a time means nothing without its numbers."""
    if isinstance(term, ox.NamedNode) and "/id/value/" in term.value:
        yield from store.quads_for_pattern(term, None, None)


def _names(store: ox.Store, term: object) -> Iterator[ox.Quad]:
    if isinstance(term, ox.NamedNode):
        for property_ in (SKOS.prefLabel, RDFS.label, SCHEMA.headline):
            yield from store.quads_for_pattern(term, property_, None)

"""Everything in RDF 1.2: a claim is the reifier of its triple, which it names without asserting it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from kg.export import data_quads
from kg.prefixes import PREFIXES
from kg.terms import RDF

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Not a term of the ontology, which keeps to RDF 1.1.
_REIFIES: Final = ox.NamedNode(PREFIXES["rdf"] + "reifies")
_PARTS: Final = (RDF.subject, RDF.predicate, RDF.object)


def rdf12(store: Any) -> Iterator[bytes]:
    """Write a store as TriG of RDF 1.2, ``claim rdf:reifies <<( s p o )>>`` for the three triples of each claim."""
    quads = sorted(_reified(store.oxigraph), key=lambda quad: (str(quad.graph_name), str(quad)))
    yield ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=PREFIXES) or b""


def _reified(graph: ox.Store) -> Iterator[ox.Quad]:
    parts: dict[tuple[Any, Any], dict[Any, Any]] = {}
    for quad in data_quads(graph):
        if quad.predicate in _PARTS:
            parts.setdefault((quad.subject, quad.graph_name), {})[quad.predicate] = quad.object
        else:
            yield quad
    for (claim, graph_name), about in parts.items():
        yield ox.Quad(claim, _REIFIES, ox.Triple(*(about[part] for part in _PARTS)), graph_name)

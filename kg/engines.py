"""One answer from two engines: SPARQL text put to pyoxigraph or to rdflib gives rows, a yes or no, or triples."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from kg.prefixes import PREFIXES
from kg.results import Column, Result, Row, Rows, Term, Triples, Truth


def answer(data: Any, text: str, columns: tuple[Column, ...] = ()) -> Result:
    """What SPARQL text gives, asked of a store of the project, a `pyoxigraph.Store` or an `rdflib.Dataset`.

    The default graph is the union of the named ones; `columns` are how people see rows, which are read as they are
    asked for.
    """
    if not isinstance(data, ox.Store) and hasattr(data, "triples"):
        return _rdflib_answer(data, text, columns)
    store = data if isinstance(data, ox.Store) else data.oxigraph
    found = store.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
    if isinstance(found, ox.QuerySolutions):
        return Rows(tuple(v.value for v in found.variables), (tuple(row) for row in found), columns)
    if isinstance(found, ox.QueryTriples):
        return Triples(tuple(sorted(set(found), key=str)))
    return Truth(bool(found))


def rows(data: Any, text: str) -> list[Row]:
    """The rows of a SELECT."""
    found = answer(data, text)
    assert isinstance(found, Rows)  # noqa: S101 - a SELECT
    return list(found.rows)


def _rdflib_answer(data: Any, text: str, columns: tuple[Column, ...]) -> Result:
    """The same from rdflib, whose terms become pyoxigraph's."""
    found = data.query(text, initNs=PREFIXES)
    if found.type == "SELECT":
        terms = (tuple(None if term is None else _term(term) for term in row) for row in found)
        return Rows(tuple(map(str, found.vars)), terms, columns)
    if found.type == "ASK":
        return Truth(bool(found.askAnswer))
    triples = {ox.Triple(*(_term(part) for part in triple)) for triple in found.graph}  # type: ignore[arg-type]
    return Triples(tuple(sorted(triples, key=str)))


def _term(term: Any) -> Term:
    kind = type(term).__name__
    if kind == "Literal":
        datatype = ox.NamedNode(str(term.datatype)) if term.datatype and not term.language else None
        return ox.Literal(str(term), language=term.language, datatype=datatype)
    return ox.BlankNode(str(term)) if kind == "BNode" else ox.NamedNode(str(term))

"""The reference: pySHACL, for data and shapes of any kind, and for what the fast way does not compile."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import NotSupportedError, ShapesError
from kg.validation.report import Found, Severity
from kg.validation.shapes import TARGETS, ShapeGraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import rdflib

_SH = "http://www.w3.org/ns/shacl#"
_ADVANCED = ("target", "rule", "expression", "values")


def run(data: rdflib.Graph, shapes: rdflib.Graph) -> list[Found]:
    """Validate an rdflib graph or dataset (as the union of its graphs), which stays as it is.

    Raises ShapesError for shapes that are wrong, NotSupportedError for what pySHACL lacks.
    """
    import pyshacl
    from pyshacl.errors import ReportableRuntimeError, ShapeLoadError, ValidationFailure

    try:
        _, report, text = pyshacl.validate(data, shacl_graph=shapes, advanced=_is_advanced(shapes))
    except NotImplementedError as error:
        raise NotSupportedError(f"shapes: {_first_line(error)}") from None
    except (ValidationFailure, ShapeLoadError, ReportableRuntimeError) as error:
        raise ShapesError(f"shapes: {_first_line(error)}") from None
    if not hasattr(report, "subjects"):
        raise ShapesError(f"shapes: {_first_line(report)} {text}".strip())
    return sorted(_read(report), key=lambda found: found.key)


def without_targets(shapes: rdflib.Graph, idle: Iterable[str]) -> rdflib.Graph:
    """The same shapes, those named in `idle` robbed of their targets, so that only the others look."""
    from rdflib import URIRef

    for shape in idle:
        for name in TARGETS:
            shapes.remove((URIRef(shape), URIRef(_SH + name), None))
    return shapes


def _first_line(error: object) -> str:
    return (str(getattr(error, "message", "") or error).strip() or type(error).__name__).splitlines()[0]


def _is_advanced(shapes: rdflib.Graph) -> bool:
    """Whether shapes use SHACL's advanced features, which would be passed over otherwise."""
    from rdflib import URIRef

    return any((None, URIRef(_SH + name), None) in shapes for name in _ADVANCED)


def _read(report: rdflib.Graph) -> Iterator[Found]:
    from rdflib import URIRef

    terms = ShapeGraph(ox.Triple(*(term(part) for part in triple)) for triple in report)
    for node in report.objects(None, URIRef(_SH + "result")):
        result = term(node)
        focus, shape = terms.one(result, "focusNode"), terms.one(result, "sourceShape")
        component, severity = terms.one(result, "sourceConstraintComponent"), terms.one(result, "resultSeverity")
        assert focus is not None and shape is not None and component is not None and severity is not None  # noqa: S101,PT018 - SHACL demands them
        path = terms.one(result, "resultPath")
        yield Found(
            focus,
            "" if path is None else path.value if isinstance(path, ox.NamedNode) else terms.path(path),
            terms.one(result, "value"),
            _component(component.value),
            Severity.__members__.get(severity.value.removeprefix(_SH).upper(), Severity.VIOLATION),
            f"_:{shape.value}" if isinstance(shape, ox.BlankNode) else shape.value,
            tuple(sorted(message.value for message in terms.all(result, "resultMessage"))),
        )


def _component(iri: str) -> str:
    """The name of a component of SHACL's own; the IRI of another."""
    return iri.removeprefix(_SH).removesuffix("ConstraintComponent") if iri.startswith(_SH) else iri


def term(node: Any) -> Any:
    """An rdflib term as pyoxigraph's."""
    kind = type(node).__name__
    if kind == "Literal":
        datatype = ox.NamedNode(str(node.datatype)) if node.datatype and not node.language else None
        return ox.Literal(str(node), language=node.language, datatype=datatype)
    return ox.BlankNode(str(node)) if kind == "BNode" else ox.NamedNode(str(node))


def as_rdflib(store: ox.Store) -> rdflib.Dataset:
    """The quads of a store as a dataset whose default graph is the union."""
    data = dataset()
    lines = ox.serialize(store, format=ox.RdfFormat.N_QUADS) or b""
    data.parse(data=lines.decode(), format="nquads")
    return data


def dataset() -> rdflib.Dataset:
    """An empty dataset whose default graph is the union, and which parses each query once.

    pySHACL asks the text of a SPARQL constraint again for every focus node; parsing it took most of the time.
    """
    import rdflib
    from rdflib.plugins.sparql import prepareQuery

    class Remembering(rdflib.Dataset):
        def query(self, query_object: Any, *args: Any, **known: Any) -> Any:
            if isinstance(query_object, str):
                query_object = prepared(query_object)
            return super().query(query_object, *args, **known)

    @cache
    def prepared(text: str) -> Any:
        return prepareQuery(text, initNs=dict(data.namespaces()))

    data = Remembering(default_union=True)
    return data

"""The reference: pySHACL, for data and shapes of any kind, and for what the fast way does not compile."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import ShapesError
from kg.validation.report import Found, Severity
from kg.validation.shapes import ShapeGraph

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    import rdflib

_SH = "http://www.w3.org/ns/shacl#"
_ADVANCED = ("target", "rule", "expression", "values")


def run(
    data: rdflib.Graph,
    shapes: rdflib.Graph,
    *,
    focus: Collection[str] | None = None,
    only: Sequence[str] = (),
) -> list[Found]:
    """Validate an rdflib graph or dataset (as the union of its graphs), which stays as it is.

    `focus` restricts the nodes, `only` the shapes, both by IRI. Raises ShapesError for shapes pySHACL cannot use.
    """
    import pyshacl
    from pyshacl.errors import ReportableRuntimeError, ShapeLoadError, ValidationFailure

    try:
        _, report, text = pyshacl.validate(
            data,
            shacl_graph=shapes,
            advanced=_is_advanced(shapes),
            focus_nodes=sorted(focus) if focus is not None else None,
            use_shapes=sorted(only) or None,
        )
    except (ValidationFailure, ShapeLoadError, ReportableRuntimeError) as error:
        raise ShapesError(f"shapes: {_first_line(error)}") from None
    if not hasattr(report, "subjects"):
        raise ShapesError(f"shapes: {_first_line(report)} {text}".strip())
    return sorted(set(_read(report)), key=lambda found: found.key)


def _first_line(error: object) -> str:
    return (str(getattr(error, "message", "") or error).strip() or type(error).__name__).splitlines()[0]


def _is_advanced(shapes: rdflib.Graph) -> bool:
    """Whether shapes use SHACL's advanced features, which would be passed over otherwise."""
    from rdflib import URIRef

    return any((None, URIRef(_SH + name), None) in shapes for name in _ADVANCED)


def _read(report: rdflib.Graph) -> Iterator[Found]:
    from rdflib import RDF, URIRef

    terms = ShapeGraph(ox.Triple(*(term(part) for part in triple)) for triple in report)
    for node in report.subjects(RDF.type, URIRef(_SH + "ValidationResult")):
        result = term(node)
        focus, shape = terms.one(result, "focusNode"), terms.one(result, "sourceShape")
        component, severity = terms.one(result, "sourceConstraintComponent"), terms.one(result, "resultSeverity")
        assert focus is not None and shape is not None and component is not None and severity is not None  # noqa: S101,PT018 - SHACL demands them
        path = terms.one(result, "resultPath")
        yield Found(
            focus,
            "" if path is None else path.value if isinstance(path, ox.NamedNode) else terms.path(path),
            terms.one(result, "value"),
            re.sub(r"^.*#|ConstraintComponent$", "", component.value),
            Severity.__members__.get(severity.value.removeprefix(_SH).upper(), Severity.VIOLATION),
            f"_:{shape.value}" if isinstance(shape, ox.BlankNode) else shape.value,
            tuple(sorted(message.value for message in terms.all(result, "resultMessage"))),
        )


def term(node: Any) -> Any:
    """An rdflib term as pyoxigraph's."""
    kind = type(node).__name__
    if kind == "Literal":
        datatype = ox.NamedNode(str(node.datatype)) if node.datatype and not node.language else None
        return ox.Literal(str(node), language=node.language, datatype=datatype)
    return ox.BlankNode(str(node)) if kind == "BNode" else ox.NamedNode(str(node))


def as_rdflib(store: ox.Store) -> rdflib.Dataset:
    """The quads of a store as a dataset whose default graph is the union."""
    import rdflib

    data = rdflib.Dataset(default_union=True)
    lines = ox.serialize(store, format=ox.RdfFormat.N_QUADS) or b""
    data.parse(data=lines.decode(), format="nquads")
    return data

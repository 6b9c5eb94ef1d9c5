"""SPARQL 1.1 Protocol and Graph Store HTTP Protocol, reading only, with queries run and written by Oxigraph itself.

Functions give ``(status, media type, body, headers)``. Without a dataset of its own a query sees the union of all named
graphs as its default graph, as everywhere in this program.
"""

from __future__ import annotations

import io
import re
from typing import IO, TYPE_CHECKING, Final, cast

import pyoxigraph as ox

from kg import sparql
from kg.errors import QueryError
from kg.export import FORMATS
from kg.prefixes import PREFIXES
from kg.server.negotiation import choose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Reply = tuple[int, str, bytes, tuple[tuple[str, str], ...]]

#: The most rows or triples of one answer, and its most bytes.
MAX_ROWS: Final = 100_000
MAX_BYTES: Final = 100_000_000
ROW_FORMS: Final = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/xml": ox.QueryResultsFormat.XML,
}
GRAPH_FORMS: Final = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "application/json": ox.RdfFormat.JSON_LD,
    "application/xml": ox.RdfFormat.RDF_XML,
}
_BOOLEAN_FORMS: Final = {name: form for name, form in ROW_FORMS.items() if not name.startswith("text/")}
#: Names that the parameter ``format`` may take instead of an Accept header.
_SHORT: Final = {
    "json": "application/sparql-results+json", "xml": "application/sparql-results+xml", "csv": "text/csv",
    "tsv": "text/tab-separated-values", "ttl": "text/turtle", "turtle": "text/turtle", "nt": "application/n-triples",
    "jsonld": "application/ld+json", "rdf": "application/rdf+xml",
}  # fmt: skip
_TEXTUAL: Final = frozenset({"text/csv", "text/tab-separated-values", "text/turtle", "text/plain"})


#: The word FROM, outside comments, strings, IRIs, variables and prefixed names.
_FROM: Final = re.compile(
    r'''#[^\n]*|<[^<>"{}|^`\\\s]*>|"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^'\\]|\\.|'(?!''))*\'\'\''''
    r"""|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[?$]\w+|[\w.-]*:[\w.:%\\-]*|\b(FROM)\b""",
    re.IGNORECASE | re.DOTALL,
)


class Refused(Exception):  # noqa: N818 - a word of the protocol
    """A request that is not carried out: the status of the answer, and why."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class _Bounded(io.RawIOBase):
    """Bytes in memory, up to a limit."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []
        self.size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(data)  # type: ignore[call-overload]
        self.size += len(piece)
        if self.size > MAX_BYTES:
            raise Refused(400, f"the answer is longer than {MAX_BYTES:,} bytes; ask for less, such as with LIMIT")
        self.pieces.append(piece)
        return len(piece)


def answer_query(store: ox.Store, params: Sequence[tuple[str, str]], body: str, accept: str) -> Reply:
    """Answer a query of the protocol. Refused for a bad request (400) or an unacceptable form (406)."""
    text = _query(params, body)
    try:
        sparql.check(text)
    except QueryError as error:
        raise Refused(400, str(error)) from None
    if wanted := next((value for name, value in params if name == "format"), ""):
        accept = _SHORT.get(wanted, wanted)
    default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [*_iris(params, "default-graph-uri")]
    named: list[ox.NamedNode | ox.BlankNode] = [*_iris(params, "named-graph-uri")]
    own = bool(default or named)
    union = not own and not _has_dataset(text)

    def run() -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        return store.query(
            text, prefixes=PREFIXES, use_default_graph_as_union=union, default_graph=default if own else None,
            named_graphs=named if own else None,
        )  # fmt: skip

    try:
        return _written(run, accept)
    except (SyntaxError, ValueError) as error:
        raise Refused(400, f"query: {error}") from None


def _query(params: Sequence[tuple[str, str]], body: str) -> str:
    given = [value for name, value in params if name == "query"] + ([body] if body else [])
    if any(name == "update" for name, _ in params):
        raise Refused(400, "this endpoint only reads; updates are refused")
    if len(given) != 1:
        raise Refused(400, "a request holds one query, not several" if given else "no query; give one as 'query'")
    return given[0]


def _iris(params: Sequence[tuple[str, str]], name: str) -> list[ox.NamedNode]:
    try:
        return [ox.NamedNode(value) for key, value in params if key == name]
    except ValueError as error:
        raise Refused(400, f"{name}: not an IRI ({error})") from None


def _has_dataset(text: str) -> bool:
    """Whether a query names its dataset: the union would take the place of what it names."""
    return any(found[1] for found in _FROM.finditer(text))


def _written(run: Callable[[], ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples], accept: str) -> Reply:
    answer = run()
    out = _Bounded()
    sink = cast("IO[bytes]", out)
    if isinstance(answer, ox.QueryTriples):
        form = _chosen(accept, GRAPH_FORMS)
        named = GRAPH_FORMS[form] in {ox.RdfFormat.TURTLE, ox.RdfFormat.RDF_XML}
        ox.serialize(answer, sink, format=GRAPH_FORMS[form], prefixes=PREFIXES if named else None)
    else:
        form = _chosen(accept, ROW_FORMS if isinstance(answer, ox.QuerySolutions) else _BOOLEAN_FORMS)
        answer.serialize(sink, format=ROW_FORMS[form])
    if not isinstance(answer, ox.QueryBoolean) and out.size > 3 * MAX_ROWS:
        _count(cast("Iterable[object]", run()))
    return 200, _media_type(form), b"".join(out.pieces), (("Vary", "Accept"),)


def _count(answer: Iterable[object]) -> None:
    """Refuse an answer of too many rows. Each takes three bytes at least, so short answers need not be counted."""
    for number, _ in enumerate(answer):
        if number >= MAX_ROWS:
            raise Refused(400, f"the answer has more than {MAX_ROWS:,} rows; ask for less, such as with LIMIT")


def _chosen(accept: str, forms: Iterable[str]) -> str:
    offered = list(forms)
    form = choose(accept, offered)
    if form is None:
        raise Refused(406, f"this answer is written as {', '.join(offered)}")
    return form


def _media_type(form: str) -> str:
    return f"{form}; charset=utf-8" if form in _TEXTUAL else form


def answer_store(store: ox.Store, params: Sequence[tuple[str, str]], accept: str) -> Reply:
    """Give one graph: ``graph=IRI``, or ``default`` for the union of all. Refused when there is no such graph."""
    names = {name for name, _ in params}
    wanted = [value for name, value in params if name == "graph"]
    if ("default" in names) == bool(wanted) or len(wanted) > 1:
        raise Refused(400, "name one graph: graph=IRI, or default")
    form = _chosen(
        accept, {each.media_type: each for each in FORMATS.values() if not each.quads or each.name == "jsonld"}
    )
    written = next(each for each in FORMATS.values() if each.media_type == form)
    graph = _iris([("graph", wanted[0])], "graph")[0] if wanted else None
    if graph is not None and not store.contains_named_graph(graph):
        raise Refused(404, f"{graph.value}: no such graph")
    found = store.quads_for_pattern(None, None, None, graph)
    quads = (ox.Quad(quad.subject, quad.predicate, quad.object) for quad in found)
    return 200, _media_type(form), "".join(written.write(quads)).encode(), (("Vary", "Accept"),)

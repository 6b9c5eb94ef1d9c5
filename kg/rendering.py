"""How an answer is written: in tables for people, in formats of the W3C (SPARQL 1.1 CSV, TSV, JSON) for machines."""

from __future__ import annotations

import csv
import io
import json
from difflib import get_close_matches
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import tables
from kg.errors import QueryError
from kg.prefixes import PREFIXES
from kg.results import Rows, Triples, Truth, columns_of, plain, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.results import Result, Term


def render(result: Result, form: str = "table", *, width: int = 100) -> Iterator[str]:
    """Write `result` in pieces of text; `form` is a name, an extension or a media type.

    Rows and truth: table, csv, tsv, json, jsonl, md. Triples: table, turtle, ntriples, nquads, trig, rdfxml, jsonld.
    `width` is the number of columns a table may take. Raises QueryError for a form the result cannot take.
    """
    if isinstance(result, Triples):
        return _render_triples(result, form, width)
    name = format_name(form, _WRITERS)
    if isinstance(result, Truth):
        if name in _TRUTHS:
            return iter([_TRUTHS[name](result.value) + "\n"])
        result = Rows(("answer",), ((ox.Literal(result.value),),))
    return _WRITERS[name](result, width)


def format_name(form: str, known: Iterable[str]) -> str:
    """The format's own name for a name, extension or media type; QueryError with near names for another."""
    names = sorted(known)
    name = form.strip().lower().split(";")[0].removeprefix(".")
    name = _ALIASES.get(name, name)
    if name in names:
        return name
    near = get_close_matches(name, names, n=1, cutoff=0.5)
    hint = f"did you mean '{near[0]}'?" if near else f"known are {', '.join(names)}"
    raise QueryError(f"format '{form}': cannot write this answer so; {hint}")


def _cells(rows: Rows) -> Iterator[list[str]]:
    place = {name: i for i, name in enumerate(rows.variables)}
    columns = columns_of(rows)
    for row in rows.rows:
        yield ["\n".join(text for name in column.variables if (text := shown(row[place[name]]))) for column in columns]


def _table(rows: Rows, width: int) -> Iterator[str]:
    return tables.lines([column.head for column in columns_of(rows)], _cells(rows), width=width)


def _markdown(rows: Rows, _: int) -> Iterator[str]:
    heads = [column.head for column in columns_of(rows)]
    yield _markdown_line(heads) + _markdown_line(["---"] * len(heads))
    for row in _cells(rows):
        yield _markdown_line(row)


def _markdown_line(cells: list[str]) -> str:
    escaped = [cell.replace("\\", "\\\\").replace("|", "\\|").replace("\n", "<br>") for cell in cells]
    return f"| {' | '.join(escaped)} |\n"


def _csv(rows: Rows, _: int) -> Iterator[str]:
    yield _csv_line(rows.variables)
    for row in rows.rows:
        yield _csv_line("" if term is None else plain(term) for term in row)


def _csv_line(values: Iterable[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(values)
    return buffer.getvalue()


def _tsv(rows: Rows, _: int) -> Iterator[str]:
    yield "\t".join(f"?{name}" for name in rows.variables) + "\n"
    for row in rows.rows:
        # N-Triples terms are TSV terms: tabs and line breaks inside literals are escaped in both.
        yield "\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) + "\n"


def _json(rows: Rows, _: int) -> Iterator[str]:
    yield f'{{"head": {{"vars": {json.dumps(rows.variables)}}}, "results": {{"bindings": ['
    for number, row in enumerate(rows.rows):
        bound = {name: _json_term(term) for name, term in zip(rows.variables, row, strict=True) if term is not None}
        yield ("," if number else "") + "\n" + json.dumps(bound, ensure_ascii=False)
    yield "\n]}}\n"


def _json_term(term: Term) -> dict[str, object]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    written: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        written["xml:lang"] = term.language
    elif term.datatype.value != "http://www.w3.org/2001/XMLSchema#string":
        written["datatype"] = term.datatype.value
    return written


def _jsonl(rows: Rows, _: int) -> Iterator[str]:
    for record in rows.records():
        yield json.dumps(record, ensure_ascii=False) + "\n"


def _yes(value: bool) -> str:
    return "yes" if value else "no"


#: How a yes or no is written; a form that is not here writes it as a row.
_TRUTHS: dict[str, Callable[[bool], str]] = {
    "table": _yes,
    "md": _yes,
    "json": lambda value: json.dumps({"head": {}, "boolean": value}),
    "jsonl": json.dumps,
}
_WRITERS: dict[str, Callable[[Rows, int], Iterator[str]]] = {
    "table": _table,
    "csv": _csv,
    "tsv": _tsv,
    "json": _json,
    "jsonl": _jsonl,
    "md": _markdown,
}
_RDF = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
_ALIASES = {
    "text": "table",
    "txt": "table",
    "text/plain": "table",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/sparql-results+json": "json",
    "srj": "json",
    "ndjson": "jsonl",
    "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
    "markdown": "md",
    "text/markdown": "md",
    "ttl": "turtle",
    "text/turtle": "turtle",
    "nt": "ntriples",
    "n-triples": "ntriples",
    "application/n-triples": "ntriples",
    "nq": "nquads",
    "n-quads": "nquads",
    "application/n-quads": "nquads",
    "application/trig": "trig",
    "rdf": "rdfxml",
    "xml": "rdfxml",
    "rdf/xml": "rdfxml",
    "application/rdf+xml": "rdfxml",
    "json-ld": "jsonld",
    "application/ld+json": "jsonld",
}


def _render_triples(result: Triples, form: str, width: int) -> Iterator[str]:
    name = format_name(form, [*_RDF, "table"])
    if name == "table":
        return _table(Rows(("subject", "predicate", "object"), [tuple(triple) for triple in result.triples]), width)
    used = {
        prefix: iri for prefix, iri in PREFIXES.items() if any(f"<{iri}" in str(triple) for triple in result.triples)
    }
    prefixes = used if name in {"turtle", "trig", "rdfxml"} else None
    written = ox.serialize(result.triples, format=_RDF[name], prefixes=prefixes)
    return iter([(written or b"").decode()])

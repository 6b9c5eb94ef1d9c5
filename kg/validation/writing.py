"""A report written down: for people, as a table, and for machines."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import tables
from kg.prefixes import PREFIXES
from kg.rendering import format_name
from kg.results import plain, shorten, shown
from kg.validation.report import Report, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.validation.report import Found

_SH = "http://www.w3.org/ns/shacl#"
_XSD = PREFIXES["xsd"]
_SHOWN = 5  # results of one shape that people see before the rest is counted


def write(report: Report, form: str = "human", *, width: int = 100, everything: bool = False) -> str:
    """Write a report as human, table, turtle, json or jsonl.

    For people each shape shows its first results and counts the rest; infos are counted; `everything` shows all.
    QueryError for an unknown format.
    """
    return FORMATS[format_name(form, FORMATS)](report, width, everything)


def _human(report: Report, width: int, everything: bool) -> str:
    lines: list[str] = []
    for severity in Severity:
        found = list(report.of(severity))
        if severity is Severity.INFO and not everything:
            lines += [f"{severity.name.lower()}: {n} × {text}" for text, n in _by_message(found).items()]
        else:
            lines += _listed(found, everything, width)
    return "\n".join([*lines, *([""] * bool(lines)), *_summary(report)]) + "\n"


def _by_message(found: list[Found]) -> dict[str, int]:
    counts = Counter(" ".join(each.messages) or each.component for each in found)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _listed(found: list[Found], everything: bool, width: int) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for each in found:
        seen[each.shape] += 1
        if everything or seen[each.shape] <= _SHOWN:
            yield from _entry(each, width)
    for shape, number in seen.items():
        if not everything and number > _SHOWN:
            yield f"... and {number - _SHOWN} more of {shorten(shape)}"


def _entry(found: Found, width: int) -> Iterator[str]:
    where = (
        f"{shown(found.focus)}  {shorten(found.path) if '<' not in found.path else _short_path(found.path)}".rstrip()
    )
    value = f" = {shown(found.value)}" if found.value is not None and found.value != found.focus else ""
    yield f"{found.severity.name.lower()}: {' '.join(found.messages) or found.component}"
    yield f"    {where}{value}  [{shorten(found.shape)}]"
    if found.place is not None:
        spot = f"{found.place.article.rpartition('/')[2]}:{found.place.line}:{found.place.column}"
        yield from (f"    {line}" for line in tables.wrap(f"{spot}: {found.place.sentence}", max(width - 4, 20)))


def _short_path(path: str) -> str:
    return "".join(shorten(part[1:-1]) if part.startswith("<") else part for part in _split_path(path))


def _split_path(path: str) -> Iterator[str]:
    rest = path
    while "<" in rest:
        before, _, after = rest.partition("<")
        iri, _, rest = after.partition(">")
        yield before
        yield f"<{iri}>"
    yield rest


def _summary(report: Report) -> Iterator[str]:
    counts = ", ".join(f"{len(list(report.of(severity)))} {severity.name.lower()}" for severity in Severity)
    shapes = len(report.coverage)
    yield f"{'Conforms' if report.passed() else 'Does not conform'}: {counts}."
    if report.coverage and not report.examined:
        yield f"Nothing was examined: none of the {shapes} shapes found a node. This is no pass."
    else:
        yield f"Looked at {report.examined} nodes through {shapes} shapes; {len(report.idle)} shapes found none."
        if report.idle:
            yield f"Found none: {', '.join(map(shorten, report.idle))}"
    yield from report.remarks


def _table(report: Report, width: int, _: bool) -> str:
    heads = ("severity", "node", "path", "value", "message", "where")
    rows = [
        (
            each.severity.name.lower(),
            shown(each.focus),
            _short_path(each.path) if "<" in each.path else shorten(each.path),
            shown(each.value),
            " ".join(each.messages) or each.component,
            ""
            if each.place is None
            else f"{each.place.article.rpartition('/')[2]}:{each.place.line}:{each.place.column}",
        )
        for each in report.found
    ]
    return tables.table(heads, rows, width=width) + "\n" + "\n".join(_summary(report)) + "\n"


def _record(found: Found) -> dict[str, object]:
    record: dict[str, object] = {
        "severity": found.severity.name.lower(),
        "focus": plain(found.focus),
        "path": found.path,
        "value": None if found.value is None else plain(found.value),
        "message": " ".join(found.messages),
        "component": found.component,
        "shape": found.shape,
    }
    if (spot := found.place) is not None:
        record["place"] = {
            "article": spot.article,
            "line": spot.line,
            "column": spot.column,
            "quote": spot.quote,
            "sentence": spot.sentence,
        }
    return record


def _json(report: Report, _width: int, _everything: bool) -> str:
    whole = {
        "conforms": report.conforms,
        "examined": report.examined,
        "results": [_record(each) for each in report.found],
        "coverage": [{"shape": looked.shape, "nodes": looked.nodes} for looked in report.coverage],
        "remarks": list(report.remarks),
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _jsonl(report: Report, _width: int, _everything: bool) -> str:
    return "".join(json.dumps(_record(each), ensure_ascii=False) + "\n" for each in report.found)


def _turtle(report: Report, _width: int, _everything: bool) -> str:
    """A SHACL validation report; results are blank nodes, as everywhere in SHACL."""
    root = ox.BlankNode("report")
    quads = [
        ox.Triple(root, _type, _sh("ValidationReport")),
        ox.Triple(root, _sh("conforms"), ox.Literal(report.conforms)),
    ]
    for number, found in enumerate(report.found, 1):
        node = ox.BlankNode(f"result{number}")
        quads.append(ox.Triple(root, _sh("result"), node))
        quads += [ox.Triple(node, property_, value) for property_, value in _statements(found)]
    prefixes = {"sh": _SH, "shp": "https://w3id.org/aideals/shapes/"} | PREFIXES
    used = {name: iri for name, iri in prefixes.items() if any(f"<{iri}" in str(quad) for quad in quads)}
    return (ox.serialize(quads, format=ox.RdfFormat.TURTLE, prefixes=used) or b"").decode()


_type = ox.NamedNode(PREFIXES["rdf"] + "type")


def _sh(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SH + name)


def _statements(found: Found) -> Iterator[tuple[ox.NamedNode, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]]:
    yield _type, _sh("ValidationResult")
    yield _sh("focusNode"), found.focus
    yield _sh("resultSeverity"), _sh(found.severity.name.capitalize())
    name = found.component
    yield _sh("sourceConstraintComponent"), ox.NamedNode(name) if ":" in name else _sh(f"{name}ConstraintComponent")
    shape = found.shape
    yield _sh("sourceShape"), ox.BlankNode(shape[2:]) if shape.startswith("_:") else ox.NamedNode(shape)
    if found.path and "<" not in found.path:
        yield _sh("resultPath"), ox.NamedNode(found.path)
    if found.value is not None:
        yield _sh("value"), found.value
    for message in found.messages:
        yield _sh("resultMessage"), ox.Literal(message)


FORMATS: dict[str, Callable[[Report, int, bool], str]] = {
    "human": _human,
    "table": _table,
    "turtle": _turtle,
    "json": _json,
    "jsonl": _jsonl,
}

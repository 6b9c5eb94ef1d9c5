"""Writes answers about the network: tables and records, and the network itself as GraphML and GEXF."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

import networkx as nx
import pyoxigraph as ox

from kg.analysis.network import ties_of
from kg.rendering import render
from kg.results import Column, Rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.analysis.answer import Answer, Record

#: How an answer can be written.
FORMS: Final = ("table", "md", "csv", "tsv", "json", "jsonl", "graphml", "gexf")
#: Characters that no XML document may hold.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: networkx writes the day into a GEXF file; the same network gives the same bytes.
_DAY = re.compile(r' lastmodifieddate="[^"]*"')


def write(answer: Answer, form: str, *, width: int = 100) -> Iterator[str]:
    """Write an answer in pieces of text; `form` is one of `FORMS`, `width` the columns a table may take."""
    if form in ("graphml", "gexf"):
        return xml(answer.graph, form, answer.marks)
    if form == "json":
        rows = [dict(row) for row in answer.rows]
        return iter([json.dumps({"note": answer.note, "rows": rows}, ensure_ascii=False, indent=1) + "\n"])
    if form == "jsonl":
        return (json.dumps(row, ensure_ascii=False) + "\n" for row in answer.rows)
    return render(_rows(answer), form, width=width)


def _rows(answer: Answer) -> Rows:
    heads = list(answer.columns)
    heads += [name for row in answer.rows[:1] for name in row if name not in heads]
    rows = [tuple(ox.Literal(str(row[name])) for name in heads) for row in answer.rows]
    return Rows(tuple(heads), rows, tuple(Column(name, (name,)) for name in answer.columns))


def xml(graph: nx.MultiDiGraph[str], form: str, marks: Mapping[str, Record] | None = None) -> Iterator[str]:
    """Write a network as ``graphml`` or ``gexf``: IRIs as ids, names as labels, each tie with the words that say so."""
    flat = _flat(graph, marks or {})
    lines = nx.generate_graphml(flat) if form == "graphml" else nx.generate_gexf(flat)
    for line in lines:
        yield _DAY.sub("", line) + "\n"


def _flat(graph: nx.MultiDiGraph[str], marks: Mapping[str, Record]) -> nx.MultiDiGraph[str]:
    """Give the network with attributes the formats can hold: text and numbers, nothing XML forbids."""
    flat: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in sorted(graph):
        about = graph.nodes[node]
        mark = {name: _clean(value) for name, value in marks.get(node, {}).items()}
        status = about.get("status", "")
        label = _clean(about["name"])
        flat.add_node(node, label=label, kind=about["kind"], status=status, **mark)
    for source, target, tie in sorted(ties_of(graph)):
        flat.add_edge(
            source, target, key=f"{tie.told} {tie.property}", label=_clean(tie.label), kind=tie.kind,
            property=tie.property, articles=tie.articles, words=_clean(tie.words), article=tie.article,
            start_character=tie.start, end_character=tie.end,
        )  # fmt: skip
    return flat


def _clean(value: str | float) -> str | float:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", value) if isinstance(value, str) else value

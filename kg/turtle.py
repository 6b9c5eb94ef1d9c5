"""Turtle and TriG for people: prefixes once, things of a kind together, everything sorted."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.prefixes import ID, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad

#: In which order files show the nodes that are minted here, and under which headings.
_SECTIONS = {
    "org": "Organisations",
    "person": "People",
    "place": "Places",
    "product": "Products",
    "tenure": "Tenures",
    "deal": "Deals",
    "commitment": "Commitments",
    "event": "Events",
    "voice": "Unnamed speakers",
    "statement": "Statements",
    "value": "Values",
    "claim": "Claims",
    "article": "Articles",
    "publication": "Publications",
    "mention": "Mentions",
    "evidence": "Evidence",
}
_ORDER = {kind: place for place, kind in enumerate(_SECTIONS)}
_XSD = PREFIXES["xsd"]
_RDF_TYPE = PREFIXES["rdf"] + "type"
_BARE = {
    _XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    _XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    _XSD + "boolean": re.compile(r"true|false"),
}
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?|")
_SPLIT = re.compile(r"(.*[/#])([^/#]*)", re.DOTALL)
_PREFIX_OF = {base: prefix for prefix, base in PREFIXES.items()}

Row = tuple[tuple[int, str], str, str, str]


class Names:
    """Writes terms, short where a prefix fits, and remembers the prefixes it used."""

    def __init__(self) -> None:
        self.used: set[str] = set()
        self._short: dict[str, str] = {}

    def __call__(self, term: object) -> str:
        """Write one term."""
        if isinstance(term, NamedNode):
            return self._node(term.value)
        if isinstance(term, Literal):
            return self._literal(term)
        return str(term)

    def _node(self, iri: str) -> str:
        if iri not in self._short:
            split = _SPLIT.fullmatch(iri)
            prefix = _PREFIX_OF.get(split[1]) if split else None
            if split and prefix is not None and _LOCAL.fullmatch(split[2]):
                self.used.add(prefix)
                self._short[iri] = f"{prefix}:{split[2]}"
            else:
                self._short[iri] = f"<{iri}>"
        return self._short[iri]

    def _literal(self, literal: Literal) -> str:
        datatype = literal.datatype.value
        bare = _BARE.get(datatype)
        if bare and bare.fullmatch(literal.value):
            return literal.value
        text = str(literal)
        if datatype != _XSD + "string" and not literal.language:
            return text.removesuffix(f"<{datatype}>") + self._node(datatype)
        return text

    def head(self) -> str:
        """The prefixes used so far, in the order of the list."""
        return "".join(f"@prefix {name}: <{base}> .\n" for name, base in PREFIXES.items() if name in self.used)


def turtle(quads: Iterable[Quad]) -> Iterator[str]:
    """The triples as Turtle, whatever graphs they are in: pieces that follow each other."""
    names = Names()
    rows = sorted({_row(quad, names) for quad in quads})
    yield names.head()
    yield from _blocks(rows, "")


def trig(quads: Iterable[Quad]) -> Iterator[str]:
    """The quads as TriG, graph by graph."""
    names = Names()
    graphs: dict[str, set[Row]] = {}
    for quad in quads:
        name = "" if isinstance(quad.graph_name, DefaultGraph) else names(quad.graph_name)
        graphs.setdefault(name, set()).add(_row(quad, names))
    yield names.head()
    for name in sorted(graphs):
        yield f"\n{name} {{\n" if name else "\n{\n"
        yield from _blocks(sorted(graphs[name]), "  ")
        yield "}\n"


def _row(quad: Quad, names: Names) -> Row:
    predicate = "a" if quad.predicate.value == _RDF_TYPE else names(quad.predicate)
    return _place(quad.subject), names(quad.subject), predicate, names(quad.object)


def _place(subject: object) -> tuple[int, str]:
    iri = subject.value if isinstance(subject, NamedNode) else str(subject)
    kind = iri.removeprefix(ID).partition("/")[0] if iri.startswith(ID) else ""
    return _ORDER.get(kind, len(_ORDER)), kind if kind in _ORDER else ""


def _blocks(rows: Iterable[Row], indent: str) -> Iterator[str]:
    for (_, kind), section in groupby(rows, key=lambda row: row[0]):
        yield f"\n{indent}# {_SECTIONS.get(kind, 'Others')}\n"
        for subject, block in groupby(section, key=lambda row: row[1]):
            yield f"\n{indent}{subject}{_predicates(block, indent)} .\n"


def _predicates(block: Iterable[Row], indent: str) -> str:
    parts = []
    for predicate, same in groupby(sorted(block, key=lambda row: (row[2] != "a", row)), key=lambda row: row[2]):
        parts.append(f"{predicate} {', '.join(row[3] for row in same)}")
    return (" " if len(parts) == 1 else f"\n{indent}    ") + f" ;\n{indent}    ".join(parts)

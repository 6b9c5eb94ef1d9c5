"""What a question gives back: rows, a yes or no, or triples; and how a term of it reads. Terms are pyoxigraph's."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox

from kg.prefixes import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row: TypeAlias = tuple[Term | None, ...]
_ALL_PREFIXES = {**PREFIXES, "sh": "http://www.w3.org/ns/shacl#", "shp": "https://w3id.org/aideals/shapes/"}
_BY_LENGTH = sorted(_ALL_PREFIXES.items(), key=lambda item: (-len(item[1]), item[0]))
_LOCAL = re.compile(r"\w(?:[\w.-]*[\w-])?")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table for people: its head, and the variables whose values stand in its cells, one to a line."""

    head: str
    variables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to SELECT. `rows` may be read once only when it comes straight from a store; `fetched` keeps it."""

    variables: tuple[str, ...]
    rows: Iterable[Row]
    columns: tuple[Column, ...] = ()  # how people see it; empty: see `columns_of`

    def fetched(self) -> Rows:
        """The same rows, held in memory."""
        return Rows(self.variables, tuple(self.rows), self.columns)

    def records(self) -> Iterator[dict[str, str]]:
        """Each row as variable to plain value (IRI in full, literal without type); what is unbound is left out."""
        for row in self.rows:
            yield {name: plain(term) for name, term in zip(self.variables, row, strict=True) if term is not None}


@dataclass(frozen=True, slots=True)
class Truth:
    """The answer to ASK."""

    value: bool


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer to CONSTRUCT or DESCRIBE, in the order of the triples' text."""

    triples: tuple[ox.Triple, ...] = field(default=())


Result: TypeAlias = Rows | Truth | Triples


def shorten(iri: str) -> str:
    """The IRI with its prefix; the IRI itself where no prefix fits."""
    for prefix, start in _BY_LENGTH:
        if iri.startswith(start) and _LOCAL.fullmatch(local := iri[len(start) :]):
            return f"{prefix}:{local}"
    return iri


def plain(term: Term) -> str:
    """The value alone: an IRI in full, the text of a literal, a label of a blank node."""
    if isinstance(term, ox.BlankNode):
        return f"_:{term.value}"
    return str(term) if isinstance(term, ox.Triple) else term.value


def shown(term: Term | None) -> str:
    """The value as people read it: an IRI with its prefix, a literal without type, nothing for an unbound variable."""
    if term is None:
        return ""
    return shorten(term.value) if isinstance(term, ox.NamedNode) else plain(term)


def columns_of(rows: Rows) -> tuple[Column, ...]:
    """The columns people see: those the question asks for, else the variables, an IRI hidden behind its name.

    A variable ``fooName`` is the name of what ``foo`` stands for, so the column ``foo`` shows it.
    """
    if rows.columns:
        return rows.columns
    named = {name for name in rows.variables if f"{name}Name" in rows.variables}
    return tuple(Column(name.removesuffix("Name"), (name,)) for name in rows.variables if name not in named)

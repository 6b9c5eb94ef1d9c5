"""What a question may be asked with: parameters with a type, and values read into terms."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import QueryError
from kg.lists import code_of, concept, concepts
from kg.prefixes import ID, PREFIXES
from kg.terms import properties

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Resolve = Callable[[str], Sequence[ox.NamedNode]]

_XSD = PREFIXES["xsd"]
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_LATE = frozenset({"until", "before", "to", "latest"})
TYPES = frozenset({"iri", "property", "string", "date", "integer", "decimal"})


@dataclass(frozen=True, slots=True)
class Param:
    """A variable of a question that its asker may bind.

    `type` is iri (an entity, by IRI, prefixed name or any of its names), property (by IRI, prefixed name, the name
    alone, ``hasCEO``, or its label, ``has chief executive``), string, date, integer, decimal, or
    ``concept:LIST`` (an entry of a list, by code or label). Without a default the variable stays open.
    """

    name: str
    type: str
    default: str
    about: str

    def terms(self, value: object, resolve: Resolve) -> tuple[ox.NamedNode | ox.Literal, ...]:
        """The terms a value stands for: several when a name is shared. `resolve` finds entities by name.

        Raises QueryError for a value of another type, whatever `resolve` raises for an unknown name.
        """
        if isinstance(value, ox.NamedNode | ox.Literal):
            return (value,)
        text = value.isoformat() if isinstance(value, datetime.date) else str(value).strip()
        if self.type == "iri":
            iri = iri_of(text)
            return (iri,) if iri is not None else tuple(resolve(text))
        if self.type.startswith("concept:"):
            return (self._concept(text),)
        if self.type == "property":
            return (self._property(text),)
        return (self._literal(text),)

    def _concept(self, text: str) -> ox.NamedNode:
        scheme = self.type.removeprefix("concept:")
        code = code_of(scheme, text) or text.replace("_", "-")
        if code in concepts(scheme):
            return concept(scheme, code)
        iri = iri_of(text)
        if iri is not None:
            return iri
        near = get_close_matches(text, concepts(scheme), n=3, cutoff=0.5) or sorted(concepts(scheme))
        raise QueryError(f"{self.name}: no {scheme.replace('-', ' ')} '{text}'; known are {', '.join(near)}")

    def _property(self, text: str) -> ox.NamedNode:
        name = text.removeprefix("kg:")
        found = iri_of(text) if name == text else None
        known = properties()
        node = found or known.get(name) or known.get(name.casefold())
        if node is None:
            near = get_close_matches(name, known, n=1, cutoff=0.5)
            hint = f"did you mean '{near[0]}'?" if near else "'kg query facts' shows properties in use"
            raise QueryError(f"{self.name}: the ontology has no property '{text}'; {hint}")
        return node

    def _literal(self, text: str) -> ox.Literal:
        try:
            return _LITERALS[self.type](self.name, text)
        except (ValueError, InvalidOperation):
            form = "a date; write YYYY, YYYY-MM or YYYY-MM-DD" if self.type == "date" else f"of type {self.type}"
            raise QueryError(f"{self.name}: '{text}' is not {form}") from None


def iri_of(text: str) -> ox.NamedNode | None:
    """The IRI that `text` writes: in full, in angle brackets, with one of our prefixes, or as ``org/openai``."""
    inner = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    prefix, colon, local = text.partition(":")
    try:
        if re.match(r"[a-z][a-z0-9+.-]*://", inner) or inner != text:
            return ox.NamedNode(inner)
        if colon and prefix in PREFIXES and " " not in local:
            return ox.NamedNode(PREFIXES[prefix] + local)
        if re.fullmatch(r"[a-z]+/[a-z0-9]+(-+[a-z0-9.]+)*", text):
            return ox.NamedNode(ID + text)
    except ValueError:
        raise QueryError(f"'{text}': not an IRI") from None
    return None


def guessed(text: str) -> ox.NamedNode | ox.Literal:
    """The term of a value whose type nobody declared: an IRI, a number, a date, else a plain string."""
    iri = iri_of(text)
    if iri is not None:
        return iri
    if re.fullmatch(r"[+-]?\d+", text):
        return ox.Literal(int(text))
    if re.fullmatch(r"[+-]?\d+\.\d+", text):
        return _typed(str(Decimal(text)), "decimal")
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return _typed(text, "date")
    return ox.Literal(text)


def _typed(text: str, datatype: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(_XSD + datatype))


def _date(name: str, text: str) -> ox.Literal:
    """A day; a year or month alone is its first day, or its last for a parameter that ends a period."""
    found = _DATE.fullmatch(text)
    if found is None:
        raise ValueError(text)
    late = name in _LATE
    year, month = int(found[1]), int(found[2] or (12 if late else 1))
    if found[3]:
        return _typed(datetime.date(year, month, int(found[3])).isoformat(), "date")
    first = datetime.date(year, month, 1)
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return _typed((following - datetime.timedelta(days=1) if late else first).isoformat(), "date")


_LITERALS: dict[str, Callable[[str, str], ox.Literal]] = {
    "string": lambda _, text: ox.Literal(text),
    "integer": lambda _, text: ox.Literal(int(text)),
    "decimal": lambda _, text: _typed(format(Decimal(text), "f"), "decimal"),
    "date": _date,
}

"""From a name to the entities that bear it."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any

import pyoxigraph as ox

from kg.engines import rows
from kg.errors import UnknownNameError
from kg.folding import fold
from kg.terms import SKOS

_LABELS = f"<{SKOS.prefLabel.value}>|<{SKOS.altLabel.value}>"
_EXACT = f"SELECT DISTINCT ?x {{ VALUES ?n {{ %s }} ?x {_LABELS} ?n }} ORDER BY ?x"
_FOLDED = f"SELECT DISTINCT ?x {{ ?x {_LABELS} ?n FILTER(LCASE(STR(?n)) = %s) }} ORDER BY ?x"
_ALL = f"SELECT DISTINCT (STR(?n) AS ?name) {{ ?x {_LABELS} ?n }} ORDER BY ?name"


def find(data: Any, name: str) -> tuple[ox.NamedNode, ...]:
    """The entities known under `name` (any of their names), in order of IRI.

    When no name fits exactly, case does not matter; when none fits so, accents, dashes and punctuation neither.
    Raises UnknownNameError with near names.
    """
    found = _named(data, _EXACT, name) or _named(data, _FOLDED, name.lower())
    return found or _written_otherwise(data, name)


def _written_otherwise(data: Any, name: str) -> tuple[ox.NamedNode, ...]:
    names = [str(row[0].value) for row in rows(data, _ALL) if isinstance(row[0], ox.Literal)]
    wanted = _letters(name)
    same = [each for each in names if _letters(each) == wanted]
    if same:
        found = {node.value: node for each in same for node in _named(data, _EXACT, each)}
        return tuple(found[iri] for iri in sorted(found))
    folded = {each.casefold(): each for each in reversed(names)}
    near = [folded[each] for each in get_close_matches(name.casefold(), folded, n=3, cutoff=0.6)]
    hint = f"did you mean {' or '.join(near)}?" if near else "'kg query names' lists the names"
    raise UnknownNameError(f"{name}: nothing in the store has this name; {hint}")


def _letters(name: str) -> str:
    """The words of a name without case, accents, dashes and punctuation."""
    return " ".join(re.findall(r"\w+", fold(name)))


def _named(data: Any, text: str, name: str) -> tuple[ox.NamedNode, ...]:
    terms = [ox.Literal(name)] if text is _FOLDED else [ox.Literal(name), ox.Literal(name, language="en")]
    found = rows(data, text % " ".join(map(str, terms)))
    return tuple(row[0] for row in found if isinstance(row[0], ox.NamedNode))

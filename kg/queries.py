"""How a question is asked: ``ask(store, "who-said", {"speaker": "Sam Altman"})``."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg import sparql
from kg.engines import answer, rows
from kg.errors import QueryError
from kg.library import Question, question, read
from kg.lookup import find
from kg.params import guessed
from kg.prefixes import ID

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.params import Param
    from kg.results import Result

#: Names that are no longer used, and what stands for them.
_KEPT = "SELECT ?old ?new { VALUES ?old { %s } ?old <http://purl.org/dc/terms/isReplacedBy> ?new } ORDER BY ?old ?new"


def ask(data: Any, asked: str | Question, params: Mapping[str, object] | None = None) -> Result:
    """Ask a question: its name in the library, SPARQL text, or a `Question`.

    `data` is a store of the project, a `pyoxigraph.Store` or an `rdflib.Dataset`; the default graph is the union of
    the named ones. Raises QueryError for an unknown name or parameter (with near ones), a value of the wrong type, a
    syntax error (line and column), a text that would write or ask another server; UnknownNameError for an entity
    nobody knows. Rows are read as they are asked for.
    """
    asked = _question(asked)
    return answer(data, prepared(data, asked, params), asked.columns)


def prepared(data: Any, asked: str | Question, params: Mapping[str, object] | None = None) -> str:
    """The SPARQL text that `ask` hands to the engine, with its parameters bound; raises what `ask` raises."""
    asked = _question(asked)
    sparql.check(asked.text, asked.name)
    return sparql.bind(asked.text, _bound(data, asked, params or {}))


def _question(asked: str | Question) -> Question:
    if isinstance(asked, Question):
        return asked
    return read(asked) if re.search(r"[\s{]", asked.strip()) else question(asked.strip())


def _bound(data: Any, asked: Question, params: Mapping[str, object]) -> dict[str, Sequence[ox.NamedNode | ox.Literal]]:
    declared = {param.name: param for param in asked.params}
    given = {param.name: param.default for param in asked.params if param.default} | dict(params)
    values: dict[str, Sequence[ox.NamedNode | ox.Literal]] = {}
    for name, value in given.items():
        if value is None or value == "":
            continue
        if name in declared:
            values[name] = _in_use(data, declared[name].terms(value, lambda text: find(data, text)))
        elif not declared and name in sparql.variables(asked.text):
            values[name] = (value if isinstance(value, ox.NamedNode | ox.Literal) else guessed(str(value)),)
        else:
            raise _unknown(asked, name, declared)
    return values


def _in_use(data: Any, terms: Sequence[ox.NamedNode | ox.Literal]) -> Sequence[ox.NamedNode | ox.Literal]:
    """The terms, a retired name of an entity replaced by the one that stands for it."""
    ours = [term for term in terms if isinstance(term, ox.NamedNode) and term.value.startswith(ID)]
    if not ours:
        return terms
    kept = {row[0]: row[1] for row in rows(data, _KEPT % " ".join(map(str, ours)))}
    used = (kept.get(term, term) for term in terms)
    return tuple(dict.fromkeys(term for term in used if isinstance(term, ox.NamedNode | ox.Literal)))


def _unknown(asked: Question, name: str, declared: Mapping[str, Param]) -> QueryError:
    known = sorted(declared) or sorted(sparql.variables(asked.text))
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f"did you mean '{near[0]}'?" if near else f"known are {', '.join(known) or 'none'}"
    return QueryError(f"{asked.name}: no parameter '{name}'; {hint}")

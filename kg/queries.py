"""The library of questions, and how a question is asked: ``ask(store, "who-said", {"speaker": "Sam Altman"})``.

A question is a file in ``queries/`` that opens with lines the program reads::

    # title: Who said what
    # question: Who said what, and when?
    # param speaker: iri | the person or organisation that speaks
    # show: who = speakerName / role | what = text

`show` names the columns people see: each shows the values of its variables, one under another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg import sparql
from kg.errors import QueryError, UnknownNameError
from kg.params import TYPES, Param, guessed
from kg.prefixes import ID, PREFIXES
from kg.resources import QUERIES
from kg.results import Column, Result, Rows, Triples, Truth
from kg.terms import SKOS, concepts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from kg.results import Term

_HEADER = re.compile(r"#\s*(?:(title|question|show):|(param)\s)\s*(.*)")
_PARAM = re.compile(r"(\w+):\s*([\w:-]+)\s*(?:=\s*([^|]*?)\s*)?\|\s*(.+)")


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its SPARQL text; `name` is the name of its file."""

    name: str
    title: str
    question: str
    params: tuple[Param, ...]
    text: str
    columns: tuple[Column, ...] = ()


@cache
def questions() -> tuple[Question, ...]:
    """All questions of the library, by name."""
    return tuple(load(path) for path in sorted(QUERIES.glob("*.rq")))


def question(name: str) -> Question:
    """The question of the library with that name; QueryError with near names when there is none."""
    known = {each.name: each for each in questions()}
    if name not in known:
        near = get_close_matches(name, known, n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else "'kg query --list' lists them"
        raise QueryError(f"{name}: no such question; {hint}")
    return known[name]


def load(path: Path) -> Question:
    """Read a file of the library. QueryError when its header says no title or question, or a parameter badly."""
    asked = read(path.read_text(encoding="utf-8"), path.stem)
    for line, value in (("title", asked.title), ("question", asked.question)):
        if not value:
            raise QueryError(f"{path}: no '# {line}:' line at the top; every query states its title and question")
    return asked


def read(text: str, name: str = "query") -> Question:
    """A question from SPARQL text; the header lines may be missing. `name` opens its error messages."""
    found: dict[str, list[str]] = {"title": [], "question": [], "param": [], "show": []}
    for line in text.splitlines():
        if match := _HEADER.match(line):
            found[match[1] or match[2]].append(match[3].strip())
        elif line.strip() and not line.startswith("#"):
            break
    params = tuple(_param(line, name) for line in found["param"])
    columns = tuple(_columns(" | ".join(found["show"])))
    return Question(name, " ".join(found["title"]), " ".join(found["question"]), params, text, columns)


def ask(data: Any, asked: str | Question, params: Mapping[str, object] | None = None) -> Result:
    """Ask a question: its name in the library, SPARQL text, or a `Question`.

    `data` is a store of the project, a `pyoxigraph.Store` or an `rdflib.Dataset`; the default graph is the union of
    the named ones. Raises QueryError for an unknown name or parameter (with near ones), a value of the wrong type, a
    syntax error (line and column), a text that would write or ask another server; UnknownNameError for an entity
    nobody knows. Rows are read as they are asked for.
    """
    asked = _question(asked)
    return _answer(data, prepared(data, asked, params), asked.columns)


def prepared(data: Any, asked: str | Question, params: Mapping[str, object] | None = None) -> str:
    """The SPARQL text that `ask` hands to the engine, with its parameters bound; raises what `ask` raises."""
    asked = _question(asked)
    sparql.check(asked.text, asked.name)
    return sparql.bind(asked.text, _bound(data, asked, params or {}))


def find(data: Any, name: str) -> tuple[ox.NamedNode, ...]:
    """The entities known under `name` (any of their names; case aside when no name fits exactly), in order of IRI.

    Raises UnknownNameError with near names.
    """
    found = _named(data, _EXACT, name) or _named(data, _FOLDED, name.lower())
    if not found:
        folded = {each.casefold(): each for each in reversed(_names(data))}
        near = [folded[each] for each in get_close_matches(name.casefold(), folded, n=3, cutoff=0.6)]
        hint = f"did you mean {' or '.join(near)}?" if near else "'kg query names' lists the names"
        raise UnknownNameError(f"{name}: nothing in the store has this name; {hint}")
    return found


# ------------------------------------------------------------------------------------ reading


def _question(asked: str | Question) -> Question:
    if isinstance(asked, Question):
        return asked
    return read(asked) if re.search(r"[\s{]", asked.strip()) else question(asked.strip())


def _param(line: str, name: str) -> Param:
    match = _PARAM.fullmatch(line)
    if match is None:
        raise QueryError(f"{name}: cannot read '# param {line}'; write '# param name: type = default | what it is'")
    scheme = match[2].removeprefix("concept:")
    if match[2] not in TYPES and (scheme == match[2] or not _is_list(scheme)):
        raise QueryError(f"{name}: parameter {match[1]} has no type '{match[2]}'; known are {', '.join(sorted(TYPES))}")
    return Param(match[1], match[2], match[3] or "", match[4])


def _is_list(scheme: str) -> bool:
    try:
        return bool(concepts(scheme))
    except KeyError:
        return False


def _columns(show: str) -> Iterator[Column]:
    for part in filter(None, map(str.strip, show.split("|"))):
        head, _, names = part.partition("=")
        yield Column(head.strip(), tuple(name.strip() for name in names.split("/")))


# ------------------------------------------------------------------------------------- asking


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
    answer = _answer(data, _KEPT % " ".join(map(str, ours)), ())
    kept = {row[0]: row[1] for row in answer.rows} if isinstance(answer, Rows) else {}
    used = (kept.get(term, term) for term in terms)
    return tuple(dict.fromkeys(term for term in used if isinstance(term, ox.NamedNode | ox.Literal)))


def _unknown(asked: Question, name: str, declared: Mapping[str, Param]) -> QueryError:
    known = sorted(declared) or sorted(sparql.variables(asked.text))
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f"did you mean '{near[0]}'?" if near else f"known are {', '.join(known) or 'none'}"
    return QueryError(f"{asked.name}: no parameter '{name}'; {hint}")


def _answer(data: Any, text: str, columns: tuple[Column, ...]) -> Result:
    if not isinstance(data, ox.Store) and hasattr(data, "triples"):
        return _rdflib_answer(data, text, columns)
    store = data if isinstance(data, ox.Store) else data.oxigraph
    answer = store.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
    if isinstance(answer, ox.QuerySolutions):
        return Rows(tuple(v.value for v in answer.variables), (tuple(row) for row in answer), columns)
    if isinstance(answer, ox.QueryTriples):
        return Triples(tuple(sorted(set(answer), key=str)))
    return Truth(bool(answer))


def _rdflib_answer(data: Any, text: str, columns: tuple[Column, ...]) -> Result:
    """The same from rdflib, whose terms become pyoxigraph's."""
    answer = data.query(text, initNs=PREFIXES)
    if answer.type == "SELECT":
        rows = (tuple(None if term is None else _term(term) for term in row) for row in answer)
        return Rows(tuple(map(str, answer.vars)), rows, columns)
    if answer.type == "ASK":
        return Truth(bool(answer.askAnswer))
    triples = {ox.Triple(*(_term(part) for part in triple)) for triple in answer.graph}  # type: ignore[arg-type]
    return Triples(tuple(sorted(triples, key=str)))


def _term(term: Any) -> Term:
    kind = type(term).__name__
    if kind == "Literal":
        datatype = ox.NamedNode(str(term.datatype)) if term.datatype and not term.language else None
        return ox.Literal(str(term), language=term.language, datatype=datatype)
    return ox.BlankNode(str(term)) if kind == "BNode" else ox.NamedNode(str(term))


# -------------------------------------------------------------------------------------- names

_LABELS = f"<{SKOS.prefLabel.value}>|<{SKOS.altLabel.value}>"
_EXACT = f"SELECT DISTINCT ?x {{ VALUES ?n {{ %s }} ?x {_LABELS} ?n }} ORDER BY ?x"
_FOLDED = f"SELECT DISTINCT ?x {{ ?x {_LABELS} ?n FILTER(LCASE(STR(?n)) = %s) }} ORDER BY ?x"
_ALL = f"SELECT DISTINCT (STR(?n) AS ?name) {{ ?x {_LABELS} ?n }} ORDER BY ?name"


#: Names that are no longer used, and what stands for them.
_KEPT = "SELECT ?old ?new { VALUES ?old { %s } ?old <http://purl.org/dc/terms/isReplacedBy> ?new } ORDER BY ?old ?new"


def _named(data: Any, text: str, name: str) -> tuple[ox.NamedNode, ...]:
    terms = [ox.Literal(name)] if text is _FOLDED else [ox.Literal(name), ox.Literal(name, language="en")]
    answer = _answer(data, text % " ".join(map(str, terms)), ())
    rows = answer.rows if isinstance(answer, Rows) else ()
    return tuple(row[0] for row in rows if isinstance(row[0], ox.NamedNode))


def _names(data: Any) -> list[str]:
    answer = _answer(data, _ALL, ())
    return [record["name"] for record in answer.records()] if isinstance(answer, Rows) else []

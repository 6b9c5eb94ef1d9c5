"""The sentences behind the rows of an answer: what the articles say where the fact of a row was read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from kg.analysis.sentences import sentence, texts
from kg.engines import rows as asked
from kg.errors import QueryError
from kg.results import Column, Rows, columns_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.results import Row, Term

#: What leads to evidence, the nearest first, and how: of a deal, what tells its kind is where it is spoken of.
_LEADS: Final = {
    "evidence": "BIND(?node AS ?evidence)",
    "statement": "?evidence kg:supports ?node .",
    "claim": "{ ?evidence kg:supports ?node } UNION { ?evidence kg:refutes ?node }",
    "deal": "?claim rdf:subject ?node ; rdf:predicate kg:dealKind . ?evidence kg:supports ?claim .",
}
_PLACES: Final = """SELECT DISTINCT ?node ?article ?start ?end ?exact ?headline WHERE {
  VALUES ?node { %s } %s
  ?evidence kg:inArticle ?article ; kg:start ?start ; kg:end ?end ; kg:exact ?exact .
  OPTIONAL { ?article schema:headline ?headed }
  BIND(COALESCE(?headed, STRAFTER(STR(?article), "/article/")) AS ?headline)
} ORDER BY ?node ?article ?start ?end"""
_AT_ONCE: Final = 1_000  # nodes in one question
_MOST: Final = 3  # sentences of one row

#: A sentence, the article it stands in, and how that is headed.
_Told = tuple[str, str, str]


def with_sentences(store: Any, answer: Rows) -> Rows:
    """Give the same rows with the variable and the column ``sentence``: at most three sentences, one to a line.

    A row leads to its evidence by a variable ``evidence``, ``statement``, ``claim`` or ``deal``. Where it names an
    ``article``, only that one speaks; else each speaks once, with its headline behind the sentence. Raises QueryError
    for rows that lead nowhere.
    """
    held = answer.fetched()
    if (lead := lead_of(held)) is None:
        raise QueryError(f"no sentence leads to these rows; a question needs one of the variables {', '.join(_LEADS)}")
    place = held.variables.index(lead)
    one = held.variables.index("article") if "article" in held.variables else None
    told = _told(store, lead, sorted({str(row[place]) for row in held.rows if isinstance(row[place], ox.NamedNode)}))
    added = tuple((*row, _cell(told.get(str(row[place]), ()), None if one is None else row[one])) for row in held.rows)
    return Rows((*held.variables, "sentence"), added, (*columns_of(held), Column("sentence", ("sentence",))))


def lead_of(rows: Rows) -> str | None:
    """Give the variable that leads from rows to evidence, if there is one."""
    return next((name for name in _LEADS if name in rows.variables), None)


def _cell(told: Sequence[_Told], article: Term | None) -> ox.Literal | None:
    if isinstance(article, ox.NamedNode):
        lines = [words for words, where, _ in told if where == article.value]
    else:
        first = {where: (words, headline) for words, where, headline in reversed(told)}
        lines = [words if words == headline else f"{words} — {headline}" for words, headline in first.values()]
        lines.reverse()
    return ox.Literal("\n".join(list(dict.fromkeys(lines))[:_MOST])) if lines else None


def _told(store: Any, lead: str, nodes: list[str]) -> dict[str, list[_Told]]:
    """Give by node the sentences its evidence stands in; the words alone where no text is stored."""
    places = [row for start in range(0, len(nodes), _AT_ONCE) for row in _places(store, lead, nodes[start:][:_AT_ONCE])]
    known = texts(store, sorted({row[1].value for row in places if isinstance(row[1], ox.NamedNode)}))
    found: dict[str, list[_Told]] = {}
    for row in places:
        node, article, start, end, exact, headline = _values(row)
        text = known.get(article)
        words = sentence(text, int(start), int(end)) if text is not None else " ".join(exact.split())
        found.setdefault(f"<{node}>", []).append((words, article, headline))
    return found


def _places(store: Any, lead: str, nodes: list[str]) -> Iterator[Row]:
    yield from asked(store, _PLACES % (" ".join(nodes), _LEADS[lead]))


def _values(row: Row) -> Iterator[str]:
    return (term.value if isinstance(term, ox.NamedNode | ox.Literal) else "" for term in row)

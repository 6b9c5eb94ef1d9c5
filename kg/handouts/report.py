"""A report of deals in Markdown: the sheet, every reading with its words, what was said about it, the sources."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from kg.analysis.network import resolve
from kg.analysis.sentences import sentence
from kg.errors import UnknownNameError
from kg.queries import ask
from kg.results import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Record = dict[str, str]
_DEALS: Final = """
SELECT ?deal (STR(?label) AS ?name) WHERE { ?deal a kg:Deal ; skos:prefLabel ?label } ORDER BY ?name ?deal
"""
_CLAIMS: Final = """
SELECT ?subject ?property ?value ?claim ?rank ?articles ?stance ?modality ?words ?article ?start ?end ?hedge WHERE {
  { ?claim rdf:subject ?deal BIND("" AS ?subject) }
  UNION { ?deal kg:includesCommitment ?line . ?claim rdf:subject ?line .
          ?line kg:ofProduct ?of . ?of skos:prefLabel ?ofName . BIND(CONCAT(STR(?ofName), ": ") AS ?subject) }
  ?claim rdf:predicate ?predicate ; rdf:object ?object .
  ?predicate rdfs:label ?label . BIND(STR(?label) AS ?property)
  ?object skos:prefLabel|rdfs:label|kg:roleTitle ?objectName . BIND(STR(?objectName) AS ?value)
  OPTIONAL { ?claim kg:rank ?ranked . ?ranked skos:prefLabel ?rankName BIND(STR(?rankName) AS ?rank) }
  OPTIONAL { ?claim kg:articleCount ?articles }
  { ?evidence kg:supports ?claim BIND("" AS ?stance) } UNION { ?evidence kg:refutes ?claim BIND("denied" AS ?stance) }
  ?evidence kg:exact ?words ; kg:inArticle ?article ; kg:start ?start ; kg:end ?end ; kg:modality ?mode .
  BIND(STRAFTER(STR(?mode), "/vocab/modality/") AS ?modality)
  OPTIONAL { ?evidence kg:hedge ?hedge }
} ORDER BY ?subject ?property ?value ?claim ?article ?start ?end
"""
_SOURCES: Final = """
SELECT ?article ?headline ?publisher ?url ?published ?text WHERE {
  ?article a schema:Article
  OPTIONAL { ?article schema:headline ?headed }
  BIND(COALESCE(?headed, STRAFTER(STR(?article), "/article/")) AS ?headline)
  OPTIONAL { ?article dcterms:publisher ?publisher } OPTIONAL { ?article schema:url ?url }
  OPTIONAL { ?article kg:publishedDuring ?time . ?time kg:edtf ?published } OPTIONAL { ?article schema:text ?text }
} ORDER BY ?article
"""
#: What Markdown would read as its own.
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~$])")


def report(store: Any, deal: str | None = None) -> Iterator[str]:
    """Write a report of one deal (any of its names, or an IRI), or of all in order of their names.

    UnknownNameError, with near names, for a name nobody knows or that is no deal's.
    """
    known = {row["deal"]: row["name"] for row in _rows(store, _DEALS)}
    chosen = list(known) if deal is None else [iri for iri in resolve(store, deal) if iri in known]
    if deal is not None and not chosen:
        raise UnknownNameError(f"{deal}: is no deal; 'kg deals' lists the deals")
    sources = {row["article"]: row for row in _rows(store, _SOURCES)}
    for number, iri in enumerate(chosen):
        yield "\n" * bool(number) + "\n".join(_one(store, iri, known[iri], sources)) + "\n"


def _rows(store: Any, text: str, **params: object) -> list[Record]:
    answer = ask(store, text, params)
    assert isinstance(answer, Rows)  # noqa: S101 - a SELECT
    return list(answer.records())


def _one(store: Any, iri: str, name: str, sources: dict[str, Record]) -> Iterator[str]:
    claims = _rows(store, _CLAIMS, deal=ox.NamedNode(iri))
    said = _rows(store, "who-said", about=ox.NamedNode(iri))
    cited = sorted({row["article"] for row in claims})
    numbers = {article: number for number, article in enumerate(cited, 1)}
    yield from (f"# {_plain(name)}", "", f"<{iri}>", "", "## What is told", "")
    yield from _sheet(claims, numbers)
    yield from ("", "## In which words", "")
    yield from _words(claims, numbers, sources)
    if said:
        yield from ("", "## What was said about it", "", *map(_statement, said))
    yield from ("", "## Sources", "", *(_source(numbers[article], sources[article]) for article in cited))


def _groups(claims: Sequence[Record]) -> list[list[Record]]:
    """The rows of each claim together: the preferred claims of a property first."""
    found: dict[str, list[Record]] = {}
    for row in claims:
        found.setdefault(row["claim"], []).append(row)
    rank = {"preferred": 0, "normal": 1}
    return sorted(
        found.values(), key=lambda rows: (*_head(rows), rank.get(rows[0].get("rank", ""), 2), rows[0]["value"])
    )


def _head(rows: Sequence[Record]) -> tuple[str, str]:
    return rows[0]["subject"], re.sub(r"^has ", "", rows[0]["property"])


def _sheet(claims: Sequence[Record], numbers: dict[str, int]) -> Iterator[str]:
    yield "| what | reading | rank | told by |"
    yield "| --- | --- | --- | --- |"
    for rows in _groups(claims):
        told = sorted({numbers[row["article"]] for row in rows})
        how = sorted({row["stance"] or row["modality"] for row in rows} - {"asserted"})
        value = f"**{_plain(rows[0]['value'])}**" if rows[0].get("rank") == "preferred" else _plain(rows[0]["value"])
        rank = ", ".join([rows[0].get("rank", ""), *how])
        yield f"| {_plain(''.join(_head(rows)))} | {value} | {rank} | {' '.join(f'[{n}]' for n in told)} |"


def _words(claims: Sequence[Record], numbers: dict[str, int], sources: dict[str, Record]) -> Iterator[str]:
    for rows in _groups(claims):
        yield f"- {_plain(''.join(_head(rows)))}: **{_plain(rows[0]['value'])}**"
        for row in rows:
            how = ", ".join(filter(None, (row["stance"], row["modality"], row.get("hedge", ""))))
            place = f"[{numbers[row['article']]}], characters {row['start']}–{row['end']}, {how}"
            yield f"  - {_quoted(row, sources[row['article']].get('text', ''))} ({_plain(place)})"


def _quoted(row: Record, text: str) -> str:
    """The sentence with the words in bold; the words alone where no text is stored."""
    words = " ".join(row["words"].split())
    whole = sentence(text, int(row["start"]), int(row["end"])) if text else words
    before, found, after = whole.partition(words)
    return f"“{_plain(before)}**{_plain(found)}**{_plain(after)}”" if found else f"“**{_plain(words)}**”"


def _statement(row: Record) -> str:
    who = ", ".join(filter(None, (row.get("role", ""), row.get("organisationName", ""))))
    when = row.get("when", "")
    told = "; ".join(filter(None, (row["manner"], row.get("channelName", ""), when, f"articles: {row['articles']}")))
    name = row.get("speakerName", row["speaker"])
    text = " ".join(row["text"].split())
    return f"- **{_plain(name)}**{', ' * bool(who)}{_plain(who)}: “{_plain(text)}” ({_plain(told)})"


def _source(number: int, row: Record) -> str:
    parts = [_plain(row["headline"]), _plain(row.get("publisher", "")), _plain(row.get("published", ""))]
    url = row.get("url", "")
    shown = f"<{url}>" if re.fullmatch(r"https?://[^\s<>]+", url) else _plain(url)
    return f"- [{number}] " + ", ".join(filter(None, [*parts, shown]))


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)

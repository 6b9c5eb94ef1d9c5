"""The store in the words of others, as JSON-LD: schema.org for who said what, Web Annotation for evidence."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from kg.prefixes import PREFIXES
from kg.queries import ask
from kg.results import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Record = dict[str, Any]
_THINGS: Final = """
SELECT ?node ?type ?name ?other ?same ?article ?parent ?job ?organisation WHERE {
  VALUES ?type { schema:Organization schema:Person schema:Place }
  ?node a ?type ; skos:prefLabel ?name .
  { } UNION { ?node skos:altLabel ?other } UNION { ?node schema:sameAs ?same }
  UNION { ?node schema:parentOrganization ?parent }
  UNION { ?node kg:hasTenure ?tenure . ?tenure kg:roleTense <https://w3id.org/aideals/vocab/role-tense/present>
          OPTIONAL { ?tenure kg:roleTitle ?job } OPTIONAL { ?tenure org:organization ?organisation } }
} ORDER BY ?node ?other ?same ?parent ?organisation ?job
"""
_ARTICLES: Final = """
SELECT ?node ?headline ?url ?publisher ?published ?basis WHERE {
  ?node a schema:Article
  OPTIONAL { ?node schema:headline ?headline } OPTIONAL { ?node schema:url ?url }
  OPTIONAL { ?node dcterms:publisher ?publisher } OPTIONAL { ?node schema:isBasedOn ?basis }
  OPTIONAL { ?node kg:publishedDuring ?time . ?time kg:edtf ?published }
} ORDER BY ?node
"""
_QUOTATIONS: Final = """
SELECT DISTINCT ?node ?text ?speaker ?speakerName ?about ?article ?said WHERE {
  ?node a kg:Statement ; kg:speaker ?speaker ; schema:text ?text .
  OPTIONAL { ?speaker skos:prefLabel ?speakerName }
  { ?report kg:supports ?node ; kg:inArticle ?article } UNION { ?node schema:about ?about }
  UNION { ?node kg:saidDuring ?time . ?time kg:edtf ?said }
} ORDER BY ?node ?about ?article ?said
"""
_EVIDENCE: Final = """
SELECT ?node ?told ?stance ?article ?url ?start ?end ?words WHERE {
  { ?node kg:supports ?told BIND("supports" AS ?stance) } UNION { ?node kg:refutes ?told BIND("denies" AS ?stance) }
  ?node kg:inArticle ?article ; kg:start ?start ; kg:end ?end ; kg:exact ?words .
  OPTIONAL { ?article schema:url ?url }
} ORDER BY ?article ?start ?end ?node
"""
_TEXTS: Final = "SELECT ?article ?text WHERE { ?article a schema:Article ; schema:text ?text } ORDER BY ?article"
#: Characters of context on each side of quoted words, so that they can be found again in a text that has moved.
_CONTEXT: Final = 32


def schema_org(store: Any) -> Iterator[str]:
    """Write organisations, people, places, articles and quotations as schema.org JSON-LD."""
    things = [_thing(node, rows) for node, rows in _by_node(store, _THINGS)]
    articles = [_article(node, rows[0]) for node, rows in _by_node(store, _ARTICLES)]
    quotations = [_quotation(node, rows) for node, rows in _by_node(store, _QUOTATIONS)]
    yield _document({"@context": "https://schema.org", "@graph": things + articles + quotations})


def web_annotations(store: Any) -> Iterator[str]:
    """Write each stretch of evidence as a Web Annotation of its article; offsets count code points."""
    texts = {row["article"]: row["text"] for row in _rows(store, _TEXTS)}
    items = [_annotation(row, texts.get(row["article"], "")) for row in _rows(store, _EVIDENCE)]
    context = ["http://www.w3.org/ns/anno.jsonld", {"kg": PREFIXES["kg"]}]
    yield _document({"@context": context, "type": "AnnotationPage", "items": items})


def _rows(store: Any, text: str) -> Iterator[dict[str, str]]:
    answer = ask(store, text)
    assert isinstance(answer, Rows)  # noqa: S101 - a SELECT
    return answer.records()


def _by_node(store: Any, text: str) -> Iterable[tuple[str, list[dict[str, str]]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in _rows(store, text):
        found.setdefault(row["node"], []).append(row)
    return found.items()


def _document(document: Record) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _values(rows: Iterable[dict[str, str]], name: str) -> list[str]:
    return list(dict.fromkeys(row[name] for row in rows if name in row))


def _links(iris: Iterable[str]) -> list[Record]:
    return [{"@id": iri} for iri in iris]


def _filled(record: Record) -> Record:
    """Give the record without what is empty, a list of one as its value."""
    plain = {name: value[0] if isinstance(value, list) and len(value) == 1 else value for name, value in record.items()}
    return {name: value for name, value in plain.items() if value not in ("", None, [])}


def _thing(node: str, rows: list[dict[str, str]]) -> Record:
    kind = rows[0]["type"].removeprefix(PREFIXES["schema"])
    return _filled(
        {
            "@id": node, "@type": kind, "name": rows[0]["name"], "alternateName": _values(rows, "other"),
            "sameAs": _values(rows, "same"), "parentOrganization": _links(_values(rows, "parent")),
            "jobTitle": _values(rows, "job"), "worksFor": _links(_values(rows, "organisation")),
        }
    )  # fmt: skip


def _article(node: str, row: dict[str, str]) -> Record:
    # schema.org reads ISO 8601 alone: "2025-11~" is kept as text.
    exact = row.get("published", "").replace("-", "").isdigit()
    publisher = {"@type": "Organization", "name": row["publisher"]} if "publisher" in row else None
    return _filled(
        {
            "@id": node, "@type": "Article", "headline": row.get("headline"), "url": row.get("url"),
            "publisher": publisher, "isBasedOn": _links(_values([row], "basis")),
            "datePublished" if exact else "temporal": row.get("published"),
        }
    )  # fmt: skip


def _quotation(node: str, rows: list[dict[str, str]]) -> Record:
    first = rows[0]
    speaker = {"@id": first["speaker"]} | ({"name": first["speakerName"]} if "speakerName" in first else {})
    return _filled(
        {
            "@id": node, "@type": "Quotation", "text": first["text"], "spokenByCharacter": speaker,
            "about": _links(_values(rows, "about")), "isPartOf": _links(_values(rows, "article")),
            "temporal": _values(rows, "said"),
        }
    )  # fmt: skip


def _annotation(row: dict[str, str], text: str) -> Record:
    start, end = int(row["start"]), int(row["end"])
    quote = {"type": "TextQuoteSelector", "exact": row["words"]}
    if text:
        quote |= {"prefix": text[max(start - _CONTEXT, 0) : start], "suffix": text[end : end + _CONTEXT]}
    place = {"type": "TextPositionSelector", "start": start, "end": end}
    return {
        "id": row["node"],
        "type": "Annotation",
        "motivation": "linking",
        "body": row["told"],
        "kg:stance": row["stance"],
        "target": {"source": row.get("url", row["article"]), "selector": [place, quote]},
    }

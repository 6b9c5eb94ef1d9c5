"""The store as CSV tables: one row for an entity, deal, statement, article, or stretch of evidence."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any, Final

from kg.analysis.network import checked
from kg.queries import ask
from kg.rendering import render

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENTITIES = """
SELECT ?entity ?kind ?name (GROUP_CONCAT(DISTINCT ?other; SEPARATOR="; ") AS ?otherNames)
       (MIN(?code) AS ?ticker) (MIN(STR(?same)) AS ?sameAs) (COUNT(DISTINCT ?article) AS ?articles) WHERE {
  { SELECT ?entity ?kind ?name ?other ?code ?same ?article WHERE {
    VALUES ?type { schema:Organization schema:Person schema:Place schema:Product kg:Hardware kg:CloudService }
    ?entity a ?type ; skos:prefLabel ?label .
    ?type rdfs:label ?typeName .
    BIND(STR(?typeName) AS ?kind) BIND(STR(?label) AS ?name)
    OPTIONAL { ?entity skos:altLabel ?alias . BIND(STR(?alias) AS ?other) }
    OPTIONAL { ?entity schema:tickerSymbol ?code }
    OPTIONAL { ?entity schema:sameAs ?same }
    OPTIONAL { ?mention kg:mentions ?entity ; kg:inArticle ?article }
  } ORDER BY ?entity ?other }
} GROUP BY ?entity ?kind ?name ORDER BY ?kind ?name ?entity
"""
_EVIDENCE = """
SELECT ?evidence ?stance ?told ?subject ?property ?object ?words ?article ?start ?end ?rule ?confidence ?modality
WHERE {
  { ?evidence kg:supports ?told BIND("supports" AS ?stance) }
  UNION { ?evidence kg:refutes ?told BIND("denies" AS ?stance) }
  ?evidence kg:exact ?words ; kg:inArticle ?article ; kg:start ?start ; kg:end ?end ; kg:confidence ?confidence .
  OPTIONAL { ?evidence kg:rule ?ruleNode BIND(STRAFTER(STR(?ruleNode), "/vocab/rule/") AS ?rule) }
  OPTIONAL { ?evidence kg:modality ?mode BIND(STRAFTER(STR(?mode), "/vocab/modality/") AS ?modality) }
  OPTIONAL { ?told rdf:subject ?subject ; rdf:predicate ?property ; rdf:object ?object }
} ORDER BY ?article ?start ?end ?evidence
"""
#: Each table and the question that fills it: one of the library, or SPARQL.
TABLES: Final = {
    "entities": _ENTITIES,
    "deals": "deals",
    "statements": "who-said",
    "evidence": _EVIDENCE,
    "articles": "articles",
}
#: The earliest day a ZIP archive can hold: none that says when it was made.
_NO_DAY: Final = (1980, 1, 1, 0, 0, 0)


def table(store: Any, name: str | None = None) -> Iterator[str]:
    """Write one table (``entities`` when None) as CSV, UTF-8, lines ending in CR LF. QueryError for an unknown one."""
    name = name or "entities"
    checked([name], TABLES, "table")
    return render(ask(store, TABLES[name]), "csv")


def archive(store: Any) -> Iterator[bytes]:
    """Write all tables into a ZIP archive, ``entities.csv`` and so on."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name in TABLES:
            entry = zipfile.ZipInfo(f"{name}.csv", _NO_DAY)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            file.writestr(entry, "".join(table(store, name)))
    yield buffer.getvalue()

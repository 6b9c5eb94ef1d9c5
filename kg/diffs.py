"""What one store says and another does not: articles, claims and disputes that came or went."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kg.prefixes import PREFIXES
from kg.results import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.store import Store


@dataclass(frozen=True, slots=True, order=True)
class Told:
    """One claim as a person reads it: whose, what, which value, how it is ranked, and where it stands."""

    subject: str
    property: str
    value: str
    claim: str
    rank: str = ""
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A kind of change and what changed so, sorted."""

    name: str
    title: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Diff:
    """All changes from one store to another; `renamed` gives former names and those that stand for them now."""

    added_articles: tuple[str, ...]
    removed_articles: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    changes: tuple[Change, ...]
    note: str = ""

    def __bool__(self) -> bool:
        return bool(self.added_articles or self.removed_articles or self.renamed or any(c.told for c in self.changes))


_CLAIMS: Final = """
SELECT ?claim ?subject ?subjectName ?property ?value ?object ?rank ?article WHERE {
  GRAPH g:claims { ?claim a kg:Claim ; rdf:subject ?subject ; rdf:predicate ?property ; rdf:object ?object }
  OPTIONAL { ?subject skos:prefLabel|schema:text|(kg:ofProduct/skos:prefLabel) ?subjectName }
  OPTIONAL { ?object rdfs:label|skos:prefLabel ?value }
  OPTIONAL { ?claim kg:rank ?rank }
  ?proof kg:supports|kg:refutes ?claim ; kg:inArticle ?article .
}"""
_CONTESTED: Final = "SELECT DISTINCT ?claim { ?claim kg:contradicts ?other }"
_RETIRED: Final = "SELECT ?old ?new { ?old dcterms:isReplacedBy ?new }"


def diff(before: Store, after: Store) -> Diff:
    """What came and what went between two stores, claim by claim."""
    old, new = _claims(before), _claims(after)
    now = _retired(after)
    contested, calm = _contested(after) - _contested(before), _contested(before) - _contested(after)
    both = old.keys() & new.keys()
    ranked = [key for key in both if old[key].rank != new[key].rank and "preferred" in (old[key].rank, new[key].rank)]
    kinds = (
        ("added", "Added", [new[key] for key in new.keys() - old.keys()]),
        ("withdrawn", "Withdrawn", [old[key] for key in old.keys() - new.keys()]),
        ("contested", "Newly contested", [new[key] for key in contested if key in new]),
        ("settled", "No longer contested", [new[key] for key in calm if key in new]),
        ("ranked", "Other rank", [new[key] for key in ranked]),
    )
    return Diff(
        added_articles=tuple(sorted(set(after.articles()) - set(before.articles()))),
        removed_articles=tuple(sorted(set(before.articles()) - set(after.articles()))),
        renamed=tuple(sorted((a, b) for a, b in now.items() if _retired(before).get(a) != b)),
        changes=tuple(Change(name, title, tuple(sorted(told))) for name, title, told in kinds),
        note=_note(before, after),
    )


def _note(before: Store, after: Store) -> str:
    programs = [store.manifest.program for store in (before, after)]
    if programs[0] == programs[1] or not all(programs):
        return ""
    return f"made by {programs[0]} and {programs[1]}: what differs may come from the program, not from the articles"


def _rows(store: Store, text: str) -> Any:
    return store.query(text, prefixes=PREFIXES)


def _claims(store: Store) -> dict[str, Told]:
    found: dict[str, Told] = {}
    articles: dict[str, set[str]] = {}
    for row in _rows(store, _CLAIMS):
        key = row["claim"].value
        articles.setdefault(key, set()).add(row["article"].value.rsplit("/", 1)[1])
        told = Told(
            _shown(row, "subjectName", "subject"), shorten(row["property"].value), _shown(row, "value", "object"), key,
            row["rank"].value.rsplit("/", 1)[1] if row["rank"] else "",
        )  # fmt: skip
        found[key] = min(told, found.get(key, told))
    return {
        key: Told(each.subject, each.property, each.value, shorten(key), each.rank, tuple(sorted(articles[key])))
        for key, each in found.items()
    }


def _shown(row: Any, name: str, node: str) -> str:
    return str(row[name].value) if row[name] else shorten(row[node].value)


def _contested(store: Store) -> set[str]:
    return {row["claim"].value for row in _rows(store, _CONTESTED)}


def _retired(store: Store) -> dict[str, str]:
    return {shorten(row["old"].value): shorten(row["new"].value) for row in _rows(store, _RETIRED)}


# ---------------------------------------------------------------------------------- forms


def text(found: Diff) -> Iterator[str]:
    """The changes as lines for a terminal: + came, - went, ! is now in dispute, = no longer is, ~ changed."""
    if not found:
        yield "no difference\n"
    marks = {"added": "+", "withdrawn": "-", "contested": "!", "settled": "=", "ranked": "~"}
    yield from (f"+ article {id_}\n" for id_ in found.added_articles)
    yield from (f"- article {id_}\n" for id_ in found.removed_articles)
    yield from (f"~ {old} is now {new}\n" for old, new in found.renamed)
    for change in found.changes:
        yield from (f"{marks[change.name]} {_line(each)}\n" for each in change.told)


def _line(told: Told) -> str:
    return f"{told.subject} | {told.property} | {told.value} ({told.rank}; {', '.join(told.articles)})"


def markdown(found: Diff) -> Iterator[str]:
    """The changes as a page, one table for each kind."""
    yield "# What changed\n"
    for title, ids in (("Articles added", found.added_articles), ("Articles removed", found.removed_articles)):
        if ids:
            yield f"\n## {title}\n\n" + "".join(f"- {id_}\n" for id_ in ids)
    if found.renamed:
        yield "\n## Other names\n\n" + "".join(f"- {old} is now {new}\n" for old, new in found.renamed)
    for change in found.changes:
        if change.told:
            yield f"\n## {change.title}\n\n| what | property | value | rank | articles |\n"
            yield "| --- | --- | --- | --- | --- |\n"
            for each in change.told:
                cells = (each.subject, each.property, each.value, each.rank, ", ".join(each.articles))
                yield f"| {' | '.join(cell.replace('|', chr(92) + '|').replace(chr(10), ' ') for cell in cells)} |\n"
    if not found:
        yield "\nNothing.\n"


def as_json(found: Diff) -> Iterator[str]:
    """The changes as one JSON object."""
    told = {
        "articles": {"added": found.added_articles, "removed": found.removed_articles},
        "renamed": dict(found.renamed),
        "note": found.note,
    } | {
        change.name: [
            {"subject": each.subject, "property": each.property, "value": each.value, "claim": each.claim,
             "rank": each.rank, "articles": each.articles}
            for each in change.told
        ]
        for change in found.changes
    }  # fmt: skip
    yield json.dumps(told, ensure_ascii=False, indent=1) + "\n"


FORMS: Final = {"text": text, "md": markdown, "json": as_json}

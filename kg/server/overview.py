"""Pages that look over the whole store: the start, lists of things, and conflicts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.server.deals import deals
from kg.server.facts import Line, fact
from kg.server.statements import published
from kg.terms import DCTERMS, KG, SCHEMA

if TYPE_CHECKING:
    from kg.server.deals import DealRow
    from kg.server.facts import Fact
    from kg.server.nodes import Graph, Thing


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in a list."""

    thing: Thing
    publisher: str
    published: str
    evidence: int


@dataclass(frozen=True, slots=True)
class StartView:
    """What is in the store."""

    counts: tuple[tuple[str, str, int], ...]  # heading, list, number
    deals: tuple[DealRow, ...]
    speakers: tuple[tuple[Thing, int], ...]
    conflicts: tuple[Conflict, ...]
    articles: tuple[ArticleRow, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Values that exclude each other, of one property of one thing."""

    subject: Thing
    line: Line


#: List, heading, and the classes it holds.
LISTS: Final = {
    "deals": ("Deals", (KG.Deal,)),
    "organisations": ("Organisations", (SCHEMA.Organization,)),
    "people": ("People", (SCHEMA.Person,)),
    "products": ("Products", (KG.Hardware, KG.CloudService, SCHEMA.Product)),
    "events": ("Events", (KG.Appointment, KG.Launch, KG.Layoff, KG.Lease, KG.Event)),
    "places": ("Places", (SCHEMA.Place,)),
    "statements": ("Statements", (KG.Statement,)),
    "articles": ("Articles", (SCHEMA.Article,)),
}


def start(graph: Graph) -> StartView:
    """Gather the start page."""
    counts = tuple((heading, name, len(members(graph, name))) for name, (heading, _) in LISTS.items())
    return StartView(
        counts, tuple(deals(graph)[:8]), tuple(speakers(graph)[:8]), tuple(conflicts(graph)[:6]),
        tuple(articles(graph)[:8]),
    )  # fmt: skip


def members(graph: Graph, name: str) -> list[ox.NamedNode]:
    """Give the nodes of a list, in order of IRI."""
    return sorted({node for type_ in LISTS[name][1] for node in graph.of_type(type_)}, key=str)


def things(graph: Graph, name: str) -> list[Thing]:
    """Give a list by name, case aside."""
    return list(graph.things(members(graph, name)))


def speakers(graph: Graph) -> list[tuple[Thing, int]]:
    """Give the named people with the number of their statements, most first."""
    counts = Counter(speaker for _, speaker in graph.pairs(KG.speaker))
    people = [(graph.thing(node), counts[node]) for node in members(graph, "people") if node in counts]
    return sorted(people, key=lambda each: (-each[1], each[0].name, each[0].iri))


def articles(graph: Graph) -> list[ArticleRow]:
    """Give all articles, the latest first."""
    rows = [article_row(graph, node) for node in members(graph, "articles")]
    rows.sort(key=lambda row: (row.thing.name, row.thing.iri))
    return sorted(rows, key=lambda row: row.published, reverse=True)


def article_row(graph: Graph, node: ox.NamedNode) -> ArticleRow:
    """Give an article as a list shows it."""
    proofs = sum(
        1 for each in graph.store.quads_for_pattern(None, KG.inArticle, node)
        if next(graph.store.quads_for_pattern(each.subject, KG.confidence, None), None)
    )  # fmt: skip
    return ArticleRow(graph.thing(node), graph.text(node, DCTERMS.publisher), published(graph, node.value), proofs)


def conflicts(graph: Graph, property_: ox.NamedNode | None = None) -> list[Conflict]:
    """Give what is in dispute, with all readings; `property_` is ``kg:contradicts`` unless given."""
    claims = {
        node for pair in graph.pairs(property_ or KG.contradicts) for node in pair if isinstance(node, ox.NamedNode)
    }
    found: dict[tuple[Thing, str, str], list[Fact]] = {}
    for claim in sorted(claims, key=str):
        if (each := fact(graph, claim)) is not None:
            found.setdefault((each.subject, each.label, each.property), []).append(each)
    return [
        Conflict(subject, Line(label, iri, tuple(sorted(facts, key=_readings)), True))
        for (subject, label, iri), facts in sorted(found.items(), key=lambda item: item[0])
    ]


def _readings(each: Fact) -> tuple[bool, int, str]:
    return each.rank != "preferred", -each.articles, each.value.name

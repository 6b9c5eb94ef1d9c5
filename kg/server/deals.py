"""Deals: the list of them, and the sheet of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.folding import fold
from kg.server.facts import facts_about, lines
from kg.server.statements import published, sayings
from kg.server.wording import party_roles, words_of
from kg.terms import KG, RDF, RDFS, SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.server.facts import Fact, Line
    from kg.server.nodes import Graph, Thing
    from kg.server.statements import Saying


@dataclass(frozen=True, slots=True)
class DealRow:
    """A deal in a list."""

    thing: Thing
    kind: str
    status: str
    value: str
    parties: tuple[Thing, ...]
    when: str
    articles: int


@dataclass(frozen=True, slots=True)
class Commitment:
    """A line of a deal about one product, with the readings of its quantity."""

    product: Thing
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class DealView:
    """The page of a deal: its sheet, lines about products, and what was said about it."""

    thing: Thing
    status: str
    kind: str
    value: Fact | None
    parties: tuple[Fact, ...]
    lines: tuple[Line, ...]
    commitments: tuple[Commitment, ...]
    events: tuple[Thing, ...]
    said: tuple[Saying, ...]
    articles: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which deals to list: those with words in their name or their parties' names, of a kind, at a status."""

    words: str = ""
    kind: str = ""
    status: str = ""

    def of(self, rows: Iterable[DealRow]) -> list[DealRow]:
        """Give the rows that fit; what is empty fits all."""
        words = fold(self.words).split()
        return [row for row in rows if self._fits(row) and all(word in _names(row) for word in words)]

    def _fits(self, row: DealRow) -> bool:
        return self.kind in ("", row.kind) and self.status in ("", row.status)


def _names(row: DealRow) -> str:
    return fold(" ".join((row.thing.name, *(party.name for party in row.parties))))


def deals(graph: Graph) -> list[DealRow]:
    """Give all deals: the latest first, then those most articles report."""
    rows = [_deal(graph, node) for node in sorted(graph.of_type(KG.Deal), key=str)]
    rows.sort(key=lambda row: (-row.articles, row.thing.name, row.thing.iri))
    return sorted(rows, key=lambda row: row.when, reverse=True)


def _deal(graph: Graph, node: ox.NamedNode) -> DealRow:
    kind, status, value = (graph.node(node, each) for each in (KG.dealKind, KG.latestStatus, KG.totalValue))
    reports = _tellers(graph, node)
    told = graph.node(node, KG.announcedDuring)
    days = [day for article in reports if (day := published(graph, article.value))]
    parties = {party for role in sorted(party_roles()) for party in graph.nodes(node, ox.NamedNode(role))}
    return DealRow(
        graph.thing(node),
        graph.name(kind) if kind else "",
        graph.name(status) if status else "",
        graph.text(value, RDFS.label) if value else "",
        graph.things(parties),
        graph.text(told, KG.edtf) if told else min(days, default=""),
        len(reports),
    )


def _tellers(graph: Graph, deal: ox.NamedNode) -> set[ox.NamedNode]:
    """Give the articles that tell something of a deal, also in passing."""
    claims = graph.subjects(RDF.subject, deal)
    pieces = (piece for claim in claims for piece in graph.subjects(KG.supports, claim))
    return {article for piece in pieces for article in graph.nodes(piece, KG.inArticle)}


def deal(graph: Graph, node: ox.NamedNode) -> DealView:
    """Gather the sheet of a deal."""
    about = facts_about(graph, node)
    parties = [each for each in about if each.property in party_roles()]
    values = [each for each in about if each.property == KG.totalValue.value]
    return DealView(
        graph.thing(node),
        _words(graph, node, KG.latestStatus, "deal-status"),
        _words(graph, node, KG.dealKind, "deal-kind"),
        values[0] if values else None,
        tuple(parties),
        tuple(sorted(lines(each for each in about if each.property not in party_roles()), key=_importance)),
        tuple(_commitment(graph, line) for line in graph.nodes(node, KG.includesCommitment)),
        graph.things(graph.subjects(KG.concerns, node)),
        sayings(graph, graph.subjects(SCHEMA.about, node)),
        graph.things(graph.subjects(KG.reportsDeal, node)),
    )


#: The terms of a deal people look for first; others follow by name.
_FIRST: Final = (
    *(KG.totalValue, KG.duration, KG.capacity, KG.equityShare, KG.sharesAcquired, KG.dealStatus, KG.dealKind),
    *(KG.announcedDuring, KG.startsDuring, KG.closingDuring, KG.endsDuring, KG.deploymentPeriod, KG.expansionPeriod),
)


def _importance(line: Line) -> tuple[int, str]:
    places = [number for number, term in enumerate(_FIRST) if term.value == line.property]
    return places[0] if places else len(_FIRST), line.label


def _commitment(graph: Graph, line: ox.NamedNode) -> Commitment:
    product = graph.node(line, KG.ofProduct)
    return Commitment(graph.thing(product or line), lines(facts_about(graph, line)))


def _words(graph: Graph, node: ox.NamedNode, property_: ox.NamedNode, scheme: str) -> str:
    entry = graph.node(node, property_)
    return words_of(scheme, entry.value.rpartition("/")[2]) if entry else ""

"""Finding names, statements and headlines by the words in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.folding import fold
from kg.server.overview import LISTS, article_row, members
from kg.server.statements import saying
from kg.server.wording import clipped, kind_word
from kg.terms import KG, SCHEMA, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.server.nodes import Graph, Thing
    from kg.server.overview import ArticleRow
    from kg.server.statements import Saying


@dataclass(frozen=True, slots=True)
class Hit:
    """A name that fits what was searched for; `matched` is that name where it is not the thing's first."""

    thing: Thing
    matched: str


@dataclass(frozen=True, slots=True)
class SearchView:
    """What a search found."""

    asked: str
    hits: tuple[Hit, ...]
    sayings: tuple[Saying, ...]
    articles: tuple[ArticleRow, ...]


class Names:
    """Every name of the store, ready to be searched as somebody types."""

    def __init__(self, graph: Graph) -> None:
        self.rows = sorted(_names(graph))

    def search(self, asked: str, most: int = 12) -> list[Hit]:
        """Give the things with a name that has every word asked for: whole names first, then beginnings, then parts."""
        words = fold(asked).split()
        if not words:
            return []
        whole = " ".join(words)
        best: dict[str, tuple[tuple[int, int, str], Hit]] = {}
        for folded, name, thing in self.rows:
            if all(word in folded for word in words):
                order = 0 if folded == whole else 1 if folded.startswith(whole) else 2 if f" {whole}" in folded else 3
                key = (order, len(folded), folded)
                if thing.iri not in best or key < best[thing.iri][0]:
                    best[thing.iri] = key, Hit(thing, "" if name == thing.name else name)
        ranked = sorted(best.values(), key=lambda each: (each[0], each[1].thing.iri))
        return [hit for _, hit in ranked[:most]]


def _names(graph: Graph) -> Iterator[tuple[str, str, Thing]]:
    for heading in LISTS:
        if heading in {"statements", "articles"}:
            continue
        for node in members(graph, heading):
            thing = graph.thing(node)
            for property_ in (SKOS.prefLabel, SKOS.altLabel):
                for label in graph.objects(node, property_):
                    yield fold(label.value), label.value, thing


def search(graph: Graph, names: Names, asked: str, most: int = 40) -> SearchView:
    """Search names, statements and headlines for every word of `asked`."""
    words = fold(asked).split()
    if not words:
        return SearchView(asked, (), (), ())
    texts = ((node, fold(text.value)) for node, text in graph.pairs(SCHEMA.text))
    found = [node for node, text in texts if all(word in text for word in words)]
    said = sorted((node for node in found if graph.is_a(node, KG.Statement)), key=str)[:most]
    read = sorted((node for node in found if graph.is_a(node, SCHEMA.Article)), key=str)[:most]
    return SearchView(
        asked,
        tuple(names.search(asked, most)),
        tuple(saying(graph, node) for node in said),
        tuple(article_row(graph, node) for node in read),
    )


def suggestions(hits: Sequence[Hit]) -> list[dict[str, str]]:
    """Give hits as plain records for the search field."""
    return [
        {
            "name": clipped(hit.thing.name),
            "iri": hit.thing.iri,
            "kind": kind_word(hit.thing.kind),
            "matched": hit.matched,
        }
        for hit in hits
    ]

"""Knowledge to quads: entities, claims and the evidence of each article, every triple in exactly one graph.

Nothing here decides anything; what is written follows from the knowledge alone. No blank nodes, canonical literals.
"""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from kg.graph.claims import claim, statement, value, voice
from kg.graph.entities import deal, event, tenure, thing
from kg.graph.evidence import article, mention, visitor
from kg.iris import article_ref, graph_ref, iri
from kg.prefixes import ID
from kg.terms import KG, ORG, SCHEMA, SKOS, ontology_quads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.fusion.knowledge import Knowledge
    from kg.model import Article, Ref

__all__ = [
    "CLAIMS", "DERIVED", "ENTITIES", "FACTS", "addresses", "article_graph", "graph_name", "node", "ontology_graphs",
    "quads", "short", "term", "written",
]  # fmt: skip


def node(ref: Ref) -> NamedNode:
    """The node of a `Ref`, of any other ``type/slug``, or of an entry of a list."""
    return NamedNode(iri(ref))


def graph_name(name: str) -> NamedNode:
    """A named graph: entities, claims, derived, facts, ontology, vocab, or ``article-`` and an article's id."""
    return node(graph_ref(name))


def short(named: object) -> str:
    """What tells a node or a graph of ours from others, for a line that people read."""
    return str(named).strip("<>").removeprefix(ID)


ENTITIES: Final = graph_name("entities")
CLAIMS: Final = graph_name("claims")
DERIVED: Final = graph_name("derived")
FACTS: Final = graph_name("facts")


def article_graph(article: str) -> NamedNode:
    """The graph of one article: its data, its evidence and its mentions, and nothing else."""
    return graph_name(f"article-{article}")


def term(name: str) -> NamedNode:
    """A term by its prefixed name; AttributeError when the ontology does not describe it."""
    prefix, _, local = name.partition(":")
    return _NAMESPACES[prefix][local]


_NAMESPACES: Final = {"kg": KG, "schema": SCHEMA, "org": ORG, "skos": SKOS}


def addresses(articles: Iterable[Article]) -> dict[str, Ref]:
    """Articles by their addresses: one that retells another that is held leads to that."""
    return {each.url: article_ref(each.id) for each in articles if each.url}


def written(
    knowledge: Knowledge, held: Mapping[str, Ref] | None = None, visitors: Iterable[Article] = ()
) -> Iterator[str]:
    """Everything the articles say, as TriG: ``entities``, ``claims`` and one graph for each article.

    Where `knowledge` has but some of the articles, `held` are the `addresses` of all, and `visitors` those that it has
    some words of.
    """
    held = addresses(knowledge.articles) if held is None else held
    yield from (visitor(each, held) for each in visitors)
    for each in knowledge.articles:
        yield from article(each, held)
    yield from map(thing, knowledge.things)
    yield from map(tenure, knowledge.tenures)
    yield from chain.from_iterable(map(deal, knowledge.deals))
    yield from map(event, knowledge.events)
    yield from map(voice, knowledge.voices)
    yield from map(value, knowledge.values)
    yield from chain.from_iterable(map(claim, knowledge.claims))
    yield from chain.from_iterable(map(statement, knowledge.statements))
    yield from map(mention, knowledge.namings)


def quads(
    knowledge: Knowledge, held: Mapping[str, Ref] | None = None, visitors: Iterable[Article] = ()
) -> Iterator[Quad]:
    """Everything the articles say, as quads; as `written`."""
    yield from ox.parse("".join(written(knowledge, held, visitors)), format=ox.RdfFormat.TRIG)


@cache
def ontology_graphs() -> tuple[Quad, ...]:
    """The ontology, the lists and the rules, each in its graph."""
    files = (("kg.ttl", "ontology"), ("vocab.ttl", "vocab"), ("rules.ttl", "vocab"))
    told = ((quad, graph_name(name)) for file, name in files for quad in ontology_quads(file))
    return tuple(Quad(quad.subject, quad.predicate, quad.object, graph) for quad, graph in told)

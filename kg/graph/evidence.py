"""What stands in the graph of an article: its data, the words that speak for and against claims, and mentions."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING

from kg import terms
from kg.fusion.values import worth
from kg.graph.notation import (
    ENTITIES,
    A,
    article_graph,
    article_node,
    block,
    concept,
    decimal,
    node,
    term,
    text,
)
from kg.iris import evidence_ref, mention_ref, publication_ref
from kg.lists import code_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.fusion.knowledge import Naming
    from kg.model import Article, Evidence, Manner, Ref, TimeSpan


def evidence(words: Evidence, target: Ref, manner: Manner | None = None) -> Iterator[str]:
    """Words that speak for or against a claim or statement; `manner` says how they render a statement."""
    told = f"{target}|{words.modality}|{words.refutes}|{words.hedge}"
    ref = evidence_ref(words.article, words.start, words.end, words.rule, told)
    read_by, confidence = _rule(words.rule)
    said = [
        (A, term("kg:Evidence")),
        (term("kg:refutes" if words.refutes else "kg:supports"), node(target)),
        *_place(words.article, words.start, words.end, words.quote),
        (term("kg:rule"), read_by),
        (term("kg:confidence"), confidence),
        (term("kg:modality"), concept("modality", words.modality)),
    ]
    if words.hedge:
        said.append((term("kg:hedge"), text(words.hedge)))
    if manner:
        said.append((term("kg:reportingMode"), concept("reporting-mode", manner)))
    graph = article_graph(words.article)
    for at, (start, end) in enumerate(words.segments, 1):
        segment = node(f"{ref}-s{at}")
        said.append((term("kg:hasSegment"), segment))
        parts = [(A, term("kg:Segment")), (term("kg:segmentStart"), str(start)), (term("kg:segmentEnd"), str(end))]
        yield block(graph, segment, parts)
    yield block(graph, node(ref), said)


@cache
def _rule(name: str) -> tuple[str, str]:
    found = terms.rule(name)
    return str(found.node), decimal(f"{found.confidence:f}")


def _place(article: str, start: int, end: int, quote: str) -> tuple[tuple[str, str], ...]:
    return (
        (term("kg:inArticle"), article_node(article)),
        (term("kg:start"), str(start)),
        (term("kg:end"), str(end)),
        (term("kg:exact"), text(quote)),
    )


def mention(naming: Naming) -> str:
    """Words that name an entity, or speak of a deal or an event."""
    start, end = naming.span
    said = [
        (A, term("kg:Mention")),
        (term("kg:mentions"), node(naming.target)),
        (term("kg:rule"), _rule(naming.rule)[0]),
        *_place(naming.article, start, end, naming.quote),
    ]
    return block(article_graph(naming.article), node(mention_ref(naming.article, start, end, naming.target)), said)


# ------------------------------------------------------------------------------ articles


def article(told: Article, addresses: Mapping[str, Ref]) -> Iterator[str]:
    """An article, and the publication it retells. `addresses` are those of the articles that are held."""
    said = [
        (A, term("schema:Article")),
        (term("schema:text"), text(told.text)),
        (term("kg:textSha256"), text(_digest(told.text))),
        (term("kg:textLength"), str(len(told.text))),
        *_publication(told.url, told.publisher, told.kind, told.published),
    ]
    if told.title:
        said.append((term("schema:headline"), text(told.title)))
    if (origin := told.based_on) is not None:
        held = addresses.get(origin.url)
        ref = held or publication_ref(origin.url, origin.publisher)
        said.append((term("schema:isBasedOn"), node(ref)))
        if not held:
            about = _publication(origin.url, origin.publisher, origin.kind, origin.published)
            yield block(ENTITIES, node(ref), [(A, term("schema:CreativeWork")), *about])
    yield block(article_graph(told.id), article_node(told.id), said)


def visitor(told: Article, addresses: Mapping[str, Ref]) -> str:
    """An article of which only some words are looked at: what it is and retells, without its text."""
    said = [
        (A, term("schema:Article")),
        (term("kg:textSha256"), text(_digest(told.text))),
        (term("kg:textLength"), str(len(told.text))),
    ]
    if (origin := told.based_on) is not None:
        ref = addresses.get(origin.url) or publication_ref(origin.url, origin.publisher)
        said.append((term("schema:isBasedOn"), node(ref)))
    return block(article_graph(told.id), article_node(told.id), said)


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def _publication(url: str, publisher: str, kind: str, published: TimeSpan | None) -> Iterator[tuple[str, str]]:
    if url:
        yield term("schema:url"), text(url)
    if publisher:
        yield term("dcterms:publisher"), text(publisher)
    if kind and (code := code_of("source-kind", kind)):
        yield term("kg:sourceKind"), concept("source-kind", code)
    if published and (value := worth(published)):
        yield term("kg:publishedDuring"), node(value.ref)

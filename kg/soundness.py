"""Whether a store is as a store must be: texts and their hashes, words in their places, one graph for each triple."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg import search
from kg.errors import StoreError
from kg.graph import CLAIMS, article_graph, short
from kg.iris import article_ref, iri
from kg.terms import KG, RDF, SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyoxigraph import Quad
    from pyoxigraph import Store as Graph

    from kg.store import Store


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check looked at, by name, and what it found wrong, a line each."""

    looked: Mapping[str, int]
    problems: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether something was looked at and nothing found."""
        return not self.problems


def check(store: Store) -> Checked:
    """Look whether all is as a store must be.

    Every article's text has its hash, every piece of evidence and every mention stands in its text, every claim and
    statement has evidence, no triple lies in two graphs, every reading is there, and word index and tally are in step.
    """
    looked = dict.fromkeys(("articles", "evidence", "claims", "quads", "readings"), 0)
    problems: list[str] = []
    for name, problem in _found(store):
        looked[name] += not problem
        if problem:
            problems.append(problem)
    if not search.in_step(store):
        problems.append(f"{search.FILE}: not the words of this graph; remove it, the next 'kg search' makes it anew")
    if not store.tallied():
        problems.append("tally.sqlite: not what the articles add up to; remove it, the next change makes it anew")
    return Checked(looked, tuple(problems))


def _found(store: Store) -> Iterator[tuple[str, str]]:
    """What was looked at, with what is wrong with it or with nothing."""
    graph = store.oxigraph
    for article in store.articles():
        yield from _article(graph, article)
    for kind in (KG.Claim, KG.Statement):
        for quad in graph.quads_for_pattern(None, RDF.type, kind, CLAIMS):
            yield "claims", ""
            if not _backed(graph, quad):
                yield "claims", f"{short(quad.subject)}: no evidence"
    for quad in graph:
        yield "quads", ""
        homes = [other.graph_name for other in graph.quads_for_pattern(quad.subject, quad.predicate, quad.object)]
        if len(homes) > 1 and quad.graph_name == min(homes, key=str):
            where = " and ".join(sorted(map(short, homes)))
            yield "quads", f"{quad.triple}: in {len(homes)} graphs, {where}"
    yield from _readings(store)


def _article(graph: Graph, article: str) -> Iterator[tuple[str, str]]:
    name = article_graph(article)
    [subject, text, told] = _text(graph, article)
    yield "articles", ""
    if not subject:
        yield "articles", f"{article}: in the list of articles, but not in the graph"
    elif hashlib.sha256(text.encode()).hexdigest() != told:
        yield "articles", f"{article}: its text is not the one that was read, the hash differs"
    for quad in graph.quads_for_pattern(None, KG.exact, None, name):
        start, end = (_number(graph, quad, property_) for property_ in (KG.start, KG.end))
        yield "evidence", ""
        if not 0 <= start < end <= len(text) or text[start:end] != _value(quad):
            yield "evidence", f"{short(quad.subject)}: not the words at {start} to {end} of {article}"


def _text(graph: Graph, article: str) -> tuple[bool, str, str]:
    subject = NamedNode(iri(article_ref(article)))
    text = _first(graph, subject, SCHEMA.text)
    return text is not None, text or "", _first(graph, subject, KG.textSha256) or ""


def _first(graph: Graph, subject: NamedNode, property_: NamedNode) -> str | None:
    found = next(iter(graph.quads_for_pattern(subject, property_, None)), None)
    return _value(found) if found else None


def _value(quad: Quad) -> str:
    return quad.object.value if isinstance(quad.object, Literal) else ""


def _number(graph: Graph, quad: Quad, property_: NamedNode) -> int:
    found = next(iter(graph.quads_for_pattern(quad.subject, property_, None, quad.graph_name)), None)
    text = _value(found) if found else ""
    return int(text) if text.isdecimal() else -1


def _backed(graph: Graph, quad: Quad) -> bool:
    return any(
        next(iter(graph.quads_for_pattern(None, property_, quad.subject)), None)
        for property_ in (KG.supports, KG.refutes)
    )


def _readings(store: Store) -> Iterator[tuple[str, str]]:
    for article in store.articles():
        try:
            [reading] = store.readings([article])
            wrong = "" if reading.article.id == article else f"{article}: its reading is of {reading.article.id}"
        except StoreError as error:
            wrong = str(error)
        yield "readings", ""
        if wrong:
            yield "readings", wrong

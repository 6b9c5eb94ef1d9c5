"""From a result to the words behind it: article, line, column and sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.terms import KG, RDF, SCHEMA
from kg.validation.report import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.results import Term
    from kg.validation.report import Found

_END = re.compile(r"[.!?][\"'”’)]*\s+|\n")


def located(store: ox.Store, found: Iterable[Found]) -> Iterator[Found]:
    """The results, each with its place where the store has evidence about the node."""
    texts: dict[str, str] = {}
    for each in found:
        spans = sorted(
            span for node in _evidence(store, each.focus, each.path, each.value) for span in _span(store, node)
        )
        yield replace(each, place=_place(store, texts, *spans[0])) if spans else each


def place(text: str, article: str, start: int, end: int) -> Place:
    """The place of a character range: line and column from 1, the words, and the sentence around them."""
    line = text.count("\n", 0, start) + 1
    column = start - (text.rfind("\n", 0, start) + 1) + 1
    before = [match.end() for match in _END.finditer(text, 0, start)]
    after = _END.search(text, max(end - 1, start))
    sentence = text[before[-1] if before else 0 : after.end() if after else len(text)]
    return Place(article, line, column, text[start:end], " ".join(sentence.split()))


def _evidence(store: ox.Store, focus: Term, path: str, value: Term | None) -> Iterator[Term]:
    """Nodes that stand in an article and speak of the focus, the closest kind of node only."""
    if not isinstance(focus, ox.NamedNode):
        return
    own = list(store.quads_for_pattern(focus, KG.inArticle, None, None))
    if own:
        yield focus
        return
    claims = _claims(store, focus, path, value)
    if claims:
        yield from (node for claim in claims for node in _about(store, claim))
        return
    yield from _about(store, focus)


def _claims(store: ox.Store, focus: ox.NamedNode, path: str, value: Term | None) -> list[Term]:
    """The claims about the focus: for the property and value of the result where there are such, else all."""
    claims = _subjects(store, RDF.subject, focus) or _subjects(store, RDF.object, focus)
    for property_, wanted in (
        (RDF.predicate, path),
        (RDF.object, value.value if isinstance(value, ox.NamedNode) else ""),
    ):
        fitting = [
            claim
            for claim in claims
            if wanted and any(q.object.value == wanted for q in store.quads_for_pattern(claim, property_, None, None))  # type: ignore[arg-type, union-attr]
        ]
        claims = fitting or claims
    return claims


def _about(store: ox.Store, node: Term) -> Iterator[Term]:
    for property_ in (KG.supports, KG.refutes, KG.mentions):
        yield from _subjects(store, property_, node)


def _subjects(store: ox.Store, property_: ox.NamedNode, node: Term) -> list[Term]:
    return [quad.subject for quad in store.quads_for_pattern(None, property_, node, None)]


def _span(store: ox.Store, node: Term) -> Iterator[tuple[str, int, int]]:
    """Article, start and end of evidence or of a mention; nothing where one is missing."""
    found = [_first(store, node, property_) for property_ in (KG.inArticle, KG.start, KG.end)]
    article, start, end = found
    if not (isinstance(article, ox.NamedNode) and isinstance(start, ox.Literal) and isinstance(end, ox.Literal)):
        return
    if start.value.isdecimal() and end.value.isdecimal():
        yield article.value, int(start.value), int(end.value)


def _first(store: ox.Store, node: Term, property_: ox.NamedNode) -> Term | None:
    values = sorted((quad.object for quad in store.quads_for_pattern(node, property_, None, None)), key=str)  # type: ignore[arg-type]
    return values[0] if values else None


def _place(store: ox.Store, texts: dict[str, str], article: str, start: int, end: int) -> Place | None:
    if article not in texts:
        words = _first(store, ox.NamedNode(article), SCHEMA.text)
        texts[article] = words.value if isinstance(words, ox.Literal) else ""
    text = texts[article]
    return place(text, article, start, min(end, len(text))) if start < len(text) else None

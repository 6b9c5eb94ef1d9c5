"""Finds companies under two names: "Acme, formerly known as Apex", "Apex, which is now called Acme"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from kg.iris import org_ref
from kg.lexicon import alternation, words
from kg.model import Entity, Evidence, Kind, Relation
from kg.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.model import Article, Ref, Span

RULES = (
    Rule(
        name="renamed",
        fires_on=(
            "Orbex Systems, formerly known as Quibbit Labs, hired staff.",
            "Quibbit Labs, which is now called Orbex Systems, hired staff.",
        ),
        silent_on=("Orbex Systems, formerly of Quibbit Labs, hired staff.",),
    ),
)
_NAME = r"(?P<name>[A-Z][\w&'’.-]*(?:[ \u00a0](?:[A-Z0-9][\w&'’.-]*|of|and|&))*[\w)])"


def renames(article: Article, entities: Sequence[Entity]) -> tuple[tuple[Relation, ...], tuple[Entity, ...]]:
    """Return ties ``formerly`` from each company's present name to its former one, and the entities with both names."""
    known = {entity.ref: entity for entity in entities}
    found: dict[tuple[Ref, str, object], Relation] = {}
    for entity in entities:
        for tie, name in _ties(article, entity) if entity.kind is Kind.ORGANIZATION else ():
            found.setdefault((tie.subject, tie.predicate, tie.object), tie)
            known[name.ref] = _with(known.get(name.ref), name)
    return tuple(found[key] for key in sorted(found, key=lambda key: found[key].evidence)), tuple(known.values())


def _ties(article: Article, entity: Entity) -> Iterator[tuple[Relation, Entity]]:
    """The ties that mentions of one company begin, each with the other name it gives."""
    for words_ in entity.evidence:
        for key, turned in (("formerly", False), ("renamed", True)):
            match = _behind(key).match(article.text, words_.end)
            if match and org_ref(match["name"]) != entity.ref:
                name = _named(article, match.span("name"))
                evidence = Evidence.cut(article, words_.start, match.end(), "renamed")
                here, there = (words_.start, words_.end), match.span("name")
                ends = ((name.ref, entity.ref), (there, here)) if turned else ((entity.ref, name.ref), (here, there))
                yield Relation(ends[0][0], "formerly", ends[0][1], evidence, *ends[1]), name


def _named(article: Article, span: Span) -> Entity:
    name = article.text[slice(*span)]
    return Entity(org_ref(name), Kind.ORGANIZATION, name, (name,), (Evidence.cut(article, *span, "name-context"),))


def _with(known: Entity | None, name: Entity) -> Entity:
    """The entity with one mention more, unless it has it."""
    if known is None:
        return name
    if any(each.start == name.evidence[0].start for each in known.evidence):
        return known
    return replace(
        known,
        surfaces=tuple(dict.fromkeys((*known.surfaces, *name.surfaces))),
        evidence=tuple(sorted((*known.evidence, *name.evidence), key=lambda each: each.start)),
    )


@cache
def _behind(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(words('identity', key))})[ \u00a0]{_NAME}")

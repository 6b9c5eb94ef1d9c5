"""What the page of an organisation, person, product, place or event shows, gathered from the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.server.facts import facts_about, facts_with, lines
from kg.server.nodes import Thing, kind_of
from kg.server.statements import sayings
from kg.server.wording import party_roles
from kg.terms import KG, ORG, RDF, SCHEMA, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyoxigraph as ox

    from kg.server.facts import Fact, Line
    from kg.server.nodes import Graph
    from kg.server.statements import Saying


@dataclass(frozen=True, slots=True)
class EntityView:
    """The page of an organisation, person, product, place or event."""

    thing: Thing
    kinds: tuple[str, ...]
    names: tuple[str, ...]
    lines: tuple[Line, ...]  # the entity as subject
    elsewhere: tuple[Line, ...]  # the entity as value, deals aside
    deals: tuple[Fact, ...]  # its part in each deal
    people: tuple[Tenure, ...]
    said: tuple[Saying, ...]
    about: tuple[Saying, ...]
    articles: tuple[tuple[Thing, int], ...]  # where it is named, how often
    neighbours: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person in a role; `tense` is past, present or future."""

    person: Thing
    title: str
    organization: Thing | None
    tense: str
    tenure: str


def entity(graph: Graph, node: ox.NamedNode) -> EntityView:
    """Gather what is known of an entity."""
    about, used = facts_about(graph, node), facts_with(graph, node)
    parts = [each for each in used if each.property in party_roles()]
    others = [each for each in used if each.property not in party_roles()]
    own = [each for each in about if each.property != KG.hasTenure.value]
    return EntityView(
        graph.thing(node),
        tuple(graph.name(type_) for type_ in graph.nodes(node, RDF.type)),
        tuple(term.value for term in graph.objects(node, SKOS.altLabel)),
        lines(own),
        lines(others),
        tuple(sorted(parts, key=lambda each: (each.subject.name, each.label))),
        tenures(graph, node),
        sayings(graph, [*graph.subjects(KG.speaker, node), *graph.subjects(KG.coSpeaker, node)]),
        sayings(graph, [*graph.subjects(SCHEMA.about, node), *graph.subjects(KG.spokenFor, node)]),
        named_in(graph, node),
        neighbours(node, about, used),
    )


def tenures(graph: Graph, node: ox.NamedNode) -> tuple[Tenure, ...]:
    """Give the roles of a person, or the people of an organisation, present ones first."""
    found = []
    for tenure in {*graph.subjects(ORG.member, node), *graph.subjects(ORG.organization, node)}:
        person, organization = graph.node(tenure, ORG.member), graph.node(tenure, ORG.organization)
        title = graph.text(tenure, KG.roleTitle) or ", ".join(map(graph.name, graph.nodes(tenure, ORG.role)))
        tense = graph.node(tenure, KG.roleTense)
        if person is not None:
            at = graph.thing(organization) if organization else None
            code = tense.value.rpartition("/")[2] if tense else "present"
            found.append(Tenure(graph.thing(person), title, at, code, tenure.value))
    return tuple(sorted(found, key=lambda each: (each.tense != "present", each.person.name, each.title, each.tenure)))


def named_in(graph: Graph, node: ox.NamedNode) -> tuple[tuple[Thing, int], ...]:
    """Give the articles that name an entity, with the number of mentions, most first."""
    counts: dict[ox.NamedNode, int] = {}
    for mention in graph.subjects(KG.mentions, node):
        if article := graph.node(mention, KG.inArticle):
            counts[article] = counts.get(article, 0) + 1
    found = [(graph.thing(article), count) for article, count in counts.items()]
    return tuple(sorted(found, key=lambda each: (-each[1], each[0].name, each[0].iri)))


_ENTITIES: Final = frozenset({"org", "person", "product", "place", "deal", "event"})


def neighbours(node: ox.NamedNode, about: Iterable[Fact], used: Iterable[Fact]) -> tuple[Thing, ...]:
    """Give the entities one claim away, by name."""
    ends = {each.value for each in about} | {each.subject for each in used}
    return tuple(sorted(each for each in ends if each.kind in _ENTITIES and each.iri != node.value))


def entity_kind(iri: str) -> bool:
    """Say whether an IRI is that of an entity with a page of its own kind."""
    return kind_of(iri) in _ENTITIES - {"deal"}

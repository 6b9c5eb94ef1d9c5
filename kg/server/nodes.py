"""What pages are made of: things with names, facts with their claims, and the words that carry them.

Every function reads a `pyoxigraph.Store` through `Graph`; nothing here knows of HTML. What comes out is frozen and
sorted, so the same store gives the same page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.prefixes import ID, VOCAB
from kg.results import shorten
from kg.terms import KG, ORG, RDF, RDFS, SCHEMA, SKOS, concepts, ontology_quads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HEADWORDS: Final = re.compile(r"^(?:has|is) (?:an? )?(?=\w)")
_KINDS: Final = {
    "org": "organisation", "person": "person", "product": "product", "place": "place", "deal": "deal",
    "event": "event", "statement": "statement", "article": "article", "claim": "claim", "tenure": "role",
    "commitment": "commitment", "voice": "unnamed speaker", "value": "value", "evidence": "evidence",
    "mention": "mention", "publication": "publication", "graph": "graph", "slot": "slot",
}  # fmt: skip
LONGEST_NAME: Final = 90


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """A node or a plain value: `iri` is empty for a value, `kind` is the type of its IRI or "text"."""

    name: str
    iri: str = ""
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Source:
    """One piece of evidence: the words, where they stand (code points), how they were read and how far they commit."""

    iri: str
    article: Thing
    start: int
    end: int
    words: str
    rule: str
    confidence: str
    modality: str  # code of the list
    denies: bool = False
    hedge: str = ""
    manner: str = ""  # for statements: direct, mixed, indirect
    segments: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One claim, with everything that backs or denies it."""

    claim: str
    subject: Thing
    property: str
    label: str
    value: Thing
    rank: str  # code of the list: preferred, normal, deprecated, unasserted
    articles: int
    origins: int
    contested: bool
    sources: tuple[Source, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Line:
    """One head of a sheet with all readings of its value; `contested` when they exclude each other."""

    label: str
    property: str
    facts: tuple[Fact, ...]
    contested: bool


class Graph:
    """A store, read by pattern. A triple lies in one named graph, so the graph of a triple never matters here."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store

    def objects(self, subject: ox.NamedNode, property_: ox.NamedNode) -> list[ox.NamedNode | ox.Literal]:
        """Give the values of a property, in the order of their text."""
        found = {quad.object for quad in self.store.quads_for_pattern(subject, property_, None)}
        return sorted((term for term in found if isinstance(term, ox.NamedNode | ox.Literal)), key=str)

    def nodes(self, subject: ox.NamedNode, property_: ox.NamedNode) -> list[ox.NamedNode]:
        """Give the values of a property that are nodes."""
        return [term for term in self.objects(subject, property_) if isinstance(term, ox.NamedNode)]

    def node(self, subject: ox.NamedNode, property_: ox.NamedNode) -> ox.NamedNode | None:
        """Give the first of them."""
        return next(iter(self.nodes(subject, property_)), None)

    def text(self, subject: ox.NamedNode, property_: ox.NamedNode) -> str:
        """Give the first value as text; an empty one where there is none."""
        return next((term.value for term in self.objects(subject, property_)), "")

    def number(self, subject: ox.NamedNode, property_: ox.NamedNode) -> int:
        """Give the first value as a whole number; 0 where there is none."""
        text = self.text(subject, property_)
        return int(text) if text.lstrip("-").isdigit() else 0

    def subjects(self, property_: ox.NamedNode, value: ox.NamedNode) -> list[ox.NamedNode]:
        """Give what has that value, in the order of IRIs."""
        found = {quad.subject for quad in self.store.quads_for_pattern(None, property_, value)}
        return sorted((node for node in found if isinstance(node, ox.NamedNode)), key=str)

    def pairs(self, property_: ox.NamedNode) -> Iterator[tuple[ox.NamedNode, ox.NamedNode | ox.Literal]]:
        """Give every subject of a property with its value."""
        for quad in self.store.quads_for_pattern(None, property_, None):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
                yield quad.subject, quad.object

    def is_a(self, node: ox.NamedNode, type_: ox.NamedNode) -> bool:
        """Say whether a node is of a class."""
        return next(self.store.quads_for_pattern(node, RDF.type, type_), None) is not None

    def of_type(self, type_: ox.NamedNode) -> list[ox.NamedNode]:
        """Give every node of a class."""
        return self.subjects(RDF.type, type_)

    def knows(self, node: ox.NamedNode) -> bool:
        """Say whether the store has a triple about the node."""
        return next(self.store.quads_for_pattern(node, None, None), None) is not None

    def thing(self, term: ox.NamedNode | ox.Literal) -> Thing:
        """Name a term."""
        if isinstance(term, ox.Literal):
            return Thing(term.value)
        return Thing(self.name(term), term.value, kind_of(term.value))

    def things(self, terms: Iterable[ox.NamedNode | ox.Literal]) -> tuple[Thing, ...]:
        """Name terms; sorted by name, case aside."""
        return tuple(sorted(map(self.thing, terms), key=lambda thing: (thing.name.casefold(), thing.iri)))

    def name(self, node: ox.NamedNode) -> str:
        """Give the name people know a node by, or words that describe it."""
        for property_ in (SKOS.prefLabel, RDFS.label, SCHEMA.headline):
            if text := self.text(node, property_):
                return text
        describe = _DESCRIBED.get(kind_of(node.value))
        return (describe(self, node) if describe else "") or shorten(node.value)


def kind_of(iri: str) -> str:
    """Give the type in an IRI of ours (org, person, deal ...), "vocab" for a list's entry, else "other"."""
    if iri.startswith(VOCAB):
        return "vocab"
    return iri.removeprefix(ID).partition("/")[0] if iri.startswith(ID) else "other"


def kind_word(kind: str) -> str:
    """Give the word for a type of IRI."""
    return _KINDS.get(kind, kind)


def clipped(text: str, length: int = LONGEST_NAME) -> str:
    """Cut a text at a word, with an ellipsis, when it is longer than `length`."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    return flat[: length + 1].rsplit(" ", 1)[0][:length].rstrip(" ,;:–—") + "…"


def _tenure_name(graph: Graph, node: ox.NamedNode) -> str:
    role = graph.text(node, KG.roleTitle) or ", ".join(graph.name(role) for role in graph.nodes(node, ORG.role))
    at = ", ".join(graph.name(org) for org in graph.nodes(node, ORG.organization))
    return f"{role}, {at}" if role and at else role or at


def _statement_name(graph: Graph, node: ox.NamedNode) -> str:
    return f"“{clipped(graph.text(node, SCHEMA.text))}”"


def _commitment_name(graph: Graph, node: ox.NamedNode) -> str:
    product = graph.node(node, KG.ofProduct)
    return graph.name(product) if product else ""


def _claim_name(graph: Graph, node: ox.NamedNode) -> str:
    parts = [graph.node(node, part) for part in (RDF.subject, RDF.predicate, RDF.object)]
    return " ".join(graph.name(part) for part in parts if part)


def _publication_name(graph: Graph, node: ox.NamedNode) -> str:
    return graph.text(node, SCHEMA.url) or node.value.rpartition("/")[2]


_DESCRIBED: Final = {
    "tenure": _tenure_name,
    "statement": _statement_name,
    "commitment": _commitment_name,
    "claim": _claim_name,
    "article": lambda _, node: node.value.rpartition("/")[2],
    "publication": _publication_name,
}


# ------------------------------------------------------------------------------------- facts


@cache
def labels() -> dict[str, str]:
    """Give the label of each term of the ontology as the head of a line: "Chief executive"."""
    return {iri: capital(_HEADWORDS.sub("", text)) for iri, text in _raw_labels().items()}


def _raw_labels() -> dict[str, str]:
    return {
        quad.subject.value: quad.object.value
        for quad in ontology_quads("kg.ttl")
        if quad.predicate == RDFS.label
        and isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.Literal)
    }


@cache
def _ends() -> dict[str, str]:
    """Give the head of a line that lists subjects: "Founder of" for "has founder", else the label itself."""
    raw = _raw_labels()
    plain = (" with", " of", " in", " on", " during")
    return {
        iri: f"{labels()[iri]} of" if text.startswith("has ") and not text.endswith(plain) else capital(text)
        for iri, text in raw.items()
    }


def backwards(property_: str) -> str:
    """Give the head of a line that lists what has this entity as a value."""
    return _ends().get(property_) or label_of(property_)


@cache
def party_roles() -> frozenset[str]:
    """Give the properties that tie a deal to a party."""
    quads = ontology_quads("kg.ttl")
    found = {str(getattr(quad.subject, "value", "")) for quad in quads if quad.object == KG.party}
    return frozenset(found | {KG.party.value})


def label_of(property_: str) -> str:
    """Give the head of a line for a property."""
    return labels().get(property_) or shorten(property_)


def capital(text: str) -> str:
    """Begin with a capital."""
    return text[:1].upper() + text[1:]


def facts_about(graph: Graph, node: ox.NamedNode) -> list[Fact]:
    """Give the claims whose subject is `node`, the better ones of a property first."""
    return _facts(graph, graph.subjects(RDF.subject, node))


def facts_with(graph: Graph, node: ox.NamedNode) -> list[Fact]:
    """Give the claims whose value is `node`."""
    return _facts(graph, graph.subjects(RDF.object, node))


def lines(facts: Iterable[Fact]) -> tuple[Line, ...]:
    """Group claims under the property they share."""
    ordered = sorted(facts, key=lambda each: (each.label, each.property))
    groups = groupby(ordered, key=lambda each: (each.label, each.property))
    return tuple(
        Line(label, property_, held, any(each.contested for each in held))
        for (label, property_), group in groups
        for held in (tuple(group),)
    )


def fact(graph: Graph, claim: ox.NamedNode) -> Fact | None:
    """Give a claim with its sources; None when the node is no claim."""
    parts = [graph.node(claim, part) for part in (RDF.subject, RDF.predicate)]
    value = next(iter(graph.objects(claim, RDF.object)), None)
    if parts[0] is None or parts[1] is None or value is None:
        return None
    return Fact(
        claim.value,
        graph.thing(parts[0]),
        parts[1].value,
        label_of(parts[1].value),
        graph.thing(value),
        _code(graph.node(claim, KG.rank)) or "unasserted",
        graph.number(claim, KG.articleCount),
        graph.number(claim, KG.originCount),
        next(graph.store.quads_for_pattern(claim, KG.contradicts, None), None) is not None,
        tuple(sources(graph, claim)),
    )


_RANKS: Final = ("preferred", "normal", "unasserted", "deprecated")


def _facts(graph: Graph, claims: Iterable[ox.NamedNode]) -> list[Fact]:
    found = [each for claim in claims if (each := fact(graph, claim)) is not None]
    return sorted(
        found,
        key=lambda f: (f.label, _RANKS.index(f.rank), -f.articles, f.value.name.casefold(), f.subject.name, f.claim),
    )


def sources(graph: Graph, target: ox.NamedNode) -> Iterator[Source]:
    """Give the evidence of a claim or statement, in order of articles and text."""
    found = [
        *(source(graph, node) for node in graph.subjects(KG.supports, target)),
        *(source(graph, node, denies=True) for node in graph.subjects(KG.refutes, target)),
    ]
    yield from sorted(found, key=lambda s: (s.denies, s.article.name, s.article.iri, s.start, s.end, s.iri))


def source(graph: Graph, node: ox.NamedNode, *, denies: bool = False) -> Source:
    """Give one piece of evidence."""
    article = graph.node(node, KG.inArticle)
    segments = sorted(
        (graph.number(part, KG.segmentStart), graph.number(part, KG.segmentEnd))
        for part in graph.nodes(node, KG.hasSegment)
    )
    return Source(
        node.value,
        graph.thing(article) if article else Thing("an article"),
        graph.number(node, KG.start),
        graph.number(node, KG.end),
        graph.text(node, KG.exact),
        _code(graph.node(node, KG.rule)),
        graph.text(node, KG.confidence),
        _code(graph.node(node, KG.modality)) or "asserted",
        denies,
        graph.text(node, KG.hedge),
        _code(graph.node(node, KG.reportingMode)),
        tuple(segments),
    )


def _code(node: ox.NamedNode | None) -> str:
    return node.value.rpartition("/")[2] if node else ""


def words_of(scheme: str, code: str) -> str:
    """Give the label of a list's entry; its code where the list has none."""
    return concepts(scheme)[code].label if code in concepts(scheme) else code


def node_of(path: str) -> ox.NamedNode | None:
    """Give the node of ``org/openai``; None for what cannot be an IRI."""
    try:
        return ox.NamedNode(ID + path)
    except ValueError:
        return None

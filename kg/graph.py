"""Knowledge to quads: entities, claims and the evidence of each article, every triple in exactly one graph.

Nothing here decides anything; what is written follows from the knowledge alone. No blank nodes, canonical literals.
"""

from __future__ import annotations

import datetime
import hashlib
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad

from kg.fusion.values import worth
from kg.iris import article_ref, claim_ref, evidence_ref, graph_ref, iri, mention_ref, publication_ref, slot_ref
from kg.model import Bound
from kg.prefixes import PREFIXES
from kg.terms import (
    DCTERMS,
    KG,
    ORG,
    OWL,
    QUDT,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    code_of,
    concept,
    concepts,
    ontology_quads,
    rule,
    single_valued,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.fusion.knowledge import Agreement, Claim, Happening, Knowledge, Naming, Said, Tenure, Thing, Voice
    from kg.fusion.values import Worth
    from kg.model import Article, Evidence, Manner, Ref, TimeSpan

_XSD: Final = PREFIXES["xsd"]
_DATE: Final = NamedNode(_XSD + "date")
_DECIMAL: Final = NamedNode(_XSD + "decimal")
_PRECISIONS: Final = {
    Bound.EXACT: "exact",
    Bound.ABOUT: "approximate",
    Bound.UP_TO: "at-most",
    Bound.AT_LEAST: "at-least",
    Bound.RANGE: "range",
}
#: Units in QUDT's words; others are entries of the list of units.
_UNITS: Final = {
    "count": "NUM",
    "months": "MO",
    "GW": "GigaW",
    "MW": "MegaW",
    "kW": "KiloW",
    "TW": "TeraW",
    "W": "W",
    "GWh": "GigaW-HR",
    "MWh": "MegaW-HR",
    "percent": "PERCENT",
}


@lru_cache(maxsize=65536)
def node(ref: Ref) -> NamedNode:
    """The node of a `Ref`, of any other ``type/slug``, or of an entry of a list."""
    return NamedNode(iri(ref))


def graph_name(name: str) -> NamedNode:
    """A named graph: entities, claims, derived, facts, ontology, vocab, or ``article-`` and an article's id."""
    return node(graph_ref(name))


ENTITIES: Final = graph_name("entities")
CLAIMS: Final = graph_name("claims")
DERIVED: Final = graph_name("derived")
FACTS: Final = graph_name("facts")


def article_graph(article: str) -> NamedNode:
    """The graph of one article: its data, its evidence and its mentions, and nothing else."""
    return graph_name(f"article-{article}")


@lru_cache(maxsize=1024)
def term(name: str) -> NamedNode:
    """A term by its prefixed name; AttributeError when the ontology does not describe it."""
    prefix, _, local = name.partition(":")
    return _NAMESPACES[prefix][local]


_NAMESPACES: Final = {"kg": KG, "schema": SCHEMA, "org": ORG, "skos": SKOS}


def quads(knowledge: Knowledge) -> Iterator[Quad]:
    """Everything the articles say, as quads of ``entities``, ``claims`` and one graph for each article."""
    addresses = {article.url: article_ref(article.id) for article in knowledge.articles if article.url}
    for article in knowledge.articles:
        yield from _article(article, addresses)
    yield from chain.from_iterable(map(_thing, knowledge.things))
    yield from chain.from_iterable(map(_tenure, knowledge.tenures))
    yield from chain.from_iterable(map(_deal, knowledge.deals))
    yield from chain.from_iterable(map(_event, knowledge.events))
    yield from chain.from_iterable(map(_voice, knowledge.voices))
    yield from chain.from_iterable(map(_value, knowledge.values))
    yield from chain.from_iterable(map(_claim, knowledge.claims))
    yield from chain.from_iterable(map(_statement, knowledge.statements))
    yield from chain.from_iterable(map(_mention, knowledge.namings))


def ontology_graphs() -> Iterator[Quad]:
    """The ontology, the lists and the rules, each in its graph."""
    for file, name in (("kg.ttl", "ontology"), ("vocab.ttl", "vocab"), ("rules.ttl", "vocab")):
        graph = graph_name(name)
        yield from (Quad(quad.subject, quad.predicate, quad.object, graph) for quad in ontology_quads(file))


# ---------------------------------------------------------------------------- entities


def _named(ref: Ref, type_: str, name: str) -> Iterator[Quad]:
    yield Quad(node(ref), RDF.type, term(type_), ENTITIES)
    yield Quad(node(ref), SKOS.prefLabel, Literal(name, language="en"), ENTITIES)


def _retired(names: Iterable[Ref], kept: Ref) -> Iterator[Quad]:
    """Names that no longer stand for anything lead to the one that does."""
    for name in names:
        yield Quad(node(name), OWL.deprecated, Literal(True), ENTITIES)
        yield Quad(node(name), DCTERMS.isReplacedBy, node(kept), ENTITIES)


def _thing(thing: Thing) -> Iterator[Quad]:
    yield from _named(thing.ref, thing.type, thing.names[0])
    yield from _retired(thing.retired, thing.ref)
    for name in thing.names[1:]:
        yield Quad(node(thing.ref), SKOS.altLabel, Literal(name, language="en"), ENTITIES)


def _tenure(tenure: Tenure) -> Iterator[Quad]:
    subject = node(tenure.ref)
    yield Quad(subject, RDF.type, KG.Tenure, ENTITIES)
    yield Quad(subject, ORG.member, node(tenure.person), ENTITIES)
    yield Quad(subject, KG.roleTense, concept("role-tense", tenure.tense), ENTITIES)
    if tenure.role in concepts("role"):
        yield Quad(subject, ORG.role, concept("role", tenure.role), ENTITIES)
    if tenure.organization:
        yield Quad(subject, ORG.organization, node(tenure.organization), ENTITIES)
    if tenure.valid:
        yield Quad(subject, KG.validDuring, node(tenure.valid), ENTITIES)
    for title in tenure.titles:
        yield Quad(subject, KG.roleTitle, Literal(title), ENTITIES)


def _deal(deal: Agreement) -> Iterator[Quad]:
    yield from _named(deal.ref, "kg:Deal", deal.label)
    yield from _retired(deal.retired, deal.ref)
    if deal.status:
        yield Quad(node(deal.ref), KG.latestStatus, concept("deal-status", deal.status), ENTITIES)
    for line, product in deal.commitments:
        yield Quad(node(deal.ref), KG.includesCommitment, node(line), ENTITIES)
        yield Quad(node(line), RDF.type, KG.Commitment, ENTITIES)
        yield Quad(node(line), KG.ofProduct, node(product), ENTITIES)
    for article in deal.reported_by:
        yield Quad(node(article_ref(article)), KG.reportsDeal, node(deal.ref), article_graph(article))


def _event(event: Happening) -> Iterator[Quad]:
    yield from _named(event.ref, event.type, event.label)
    yield from _retired(event.retired, event.ref)


# ------------------------------------------------------------------- claims and statements


def _claim(claim: Claim) -> Iterator[Quad]:
    local = claim.property.partition(":")[2]
    ref = claim_ref(claim.subject, local, claim.object)
    subject, property_ = node(ref), term(claim.property)
    yield Quad(subject, RDF.type, KG.Claim, CLAIMS)
    yield Quad(subject, RDF.subject, node(claim.subject), CLAIMS)
    yield Quad(subject, RDF.predicate, property_, CLAIMS)
    yield Quad(subject, RDF.object, node(claim.object), CLAIMS)
    if property_ in single_valued():
        yield Quad(subject, KG.slot, node(slot_ref(claim.subject, local)), CLAIMS)
    for tenure in claim.qualified_by:
        yield Quad(subject, KG.qualifiedBy, node(tenure), CLAIMS)
    for words in claim.evidence:
        yield from _evidence(words, ref)


def _statement(said: Said) -> Iterator[Quad]:
    subject = node(said.ref)
    yield Quad(subject, RDF.type, KG.Statement, CLAIMS)
    yield from _retired(said.retired, said.ref)
    yield Quad(subject, KG.speaker, node(said.speaker), CLAIMS)
    yield Quad(subject, SCHEMA.text, Literal(said.text), CLAIMS)
    links = ((KG.coSpeaker, said.co_speakers), (KG.spokenAs, said.tenures), (KG.spokenFor, said.organizations))
    for property_, refs in (*links, (SCHEMA.about, said.about)):
        yield from (Quad(subject, property_, node(ref), CLAIMS) for ref in refs)
    for words, manner in said.renderings:
        yield from _evidence(words, said.ref, manner)


def _voice(voice: Voice) -> Iterator[Quad]:
    yield Quad(node(voice.ref), RDF.type, KG.UnnamedSpeaker, CLAIMS)
    yield Quad(node(voice.ref), SKOS.prefLabel, Literal(voice.description, language="en"), CLAIMS)
    if voice.group:
        yield Quad(node(voice.ref), KG.isGroup, Literal(True), CLAIMS)


def _value(value: Worth) -> Iterator[Quad]:
    subject = node(value.ref)
    yield Quad(subject, RDF.type, term(value.type), CLAIMS)
    yield Quad(subject, RDFS.label, Literal(value.label, language="en"), CLAIMS)
    if value.type == "kg:TimeSpan":
        yield from _span(subject, value)
        return
    yield Quad(subject, KG.precision, concept("precision", _PRECISIONS[value.bound]), CLAIMS)
    if value.type == "kg:Money":
        yield Quad(subject, SCHEMA.currency, Literal(value.unit), CLAIMS)
    else:
        yield Quad(subject, QUDT.hasUnit, _unit(value.unit), CLAIMS)
    for property_, bound in ((SCHEMA.minValue, value.minimum), (SCHEMA.maxValue, value.maximum)):
        if bound is not None:
            whole = bound == bound.to_integral_value()
            literal = Literal(int(bound)) if whole else Literal(f"{bound.normalize():f}", datatype=_DECIMAL)
            yield Quad(subject, property_, literal, CLAIMS)


def _span(subject: NamedNode, value: Worth) -> Iterator[Quad]:
    yield Quad(subject, KG.edtf, Literal(value.unit), CLAIMS)
    for property_, bound in ((KG.earliest, value.minimum), (KG.latest, value.maximum)):
        if bound is not None:
            day = datetime.date.fromordinal(int(bound)).isoformat()
            yield Quad(subject, property_, Literal(day, datatype=_DATE), CLAIMS)


def _unit(unit: str) -> NamedNode:
    if unit in _UNITS:
        return NamedNode(PREFIXES["unit"] + _UNITS[unit])
    return concept("unit", code_of("unit", unit) or "other")


# ------------------------------------------------------------------------------ evidence


def _evidence(words: Evidence, target: Ref, manner: Manner | None = None) -> Iterator[Quad]:
    told = f"{target}|{words.modality}|{words.refutes}|{words.hedge}"
    ref = evidence_ref(words.article, words.start, words.end, words.rule, told)
    subject, graph, read_by = node(ref), article_graph(words.article), rule(words.rule)
    yield Quad(subject, RDF.type, KG.Evidence, graph)
    yield Quad(subject, KG.refutes if words.refutes else KG.supports, node(target), graph)
    yield from _place(subject, words.article, words.start, words.end, words.quote)
    yield Quad(subject, KG.rule, read_by.node, graph)
    yield Quad(subject, KG.confidence, Literal(f"{read_by.confidence:f}", datatype=_DECIMAL), graph)
    yield Quad(subject, KG.modality, concept("modality", words.modality), graph)
    if words.hedge:
        yield Quad(subject, KG.hedge, Literal(words.hedge), graph)
    if manner:
        yield Quad(subject, KG.reportingMode, concept("reporting-mode", manner), graph)
    for number, (start, end) in enumerate(words.segments, 1):
        segment = node(f"{ref}-s{number}")
        yield Quad(subject, KG.hasSegment, segment, graph)
        yield Quad(segment, RDF.type, KG.Segment, graph)
        yield Quad(segment, KG.segmentStart, Literal(start), graph)
        yield Quad(segment, KG.segmentEnd, Literal(end), graph)


def _place(subject: NamedNode, article: str, start: int, end: int, quote: str) -> Iterator[Quad]:
    graph = article_graph(article)
    yield Quad(subject, KG.inArticle, node(article_ref(article)), graph)
    yield Quad(subject, KG.start, Literal(start), graph)
    yield Quad(subject, KG.end, Literal(end), graph)
    yield Quad(subject, KG.exact, Literal(quote), graph)


def _mention(naming: Naming) -> Iterator[Quad]:
    graph, (start, end) = article_graph(naming.article), naming.span
    subject = node(mention_ref(naming.article, start, end, naming.target))
    yield Quad(subject, RDF.type, KG.Mention, graph)
    yield Quad(subject, KG.mentions, node(naming.target), graph)
    yield Quad(subject, KG.rule, rule(naming.rule).node, graph)
    yield from _place(subject, naming.article, start, end, naming.quote)


# ------------------------------------------------------------------------------ articles


def _article(article: Article, addresses: dict[str, Ref]) -> Iterator[Quad]:
    subject, graph = node(article_ref(article.id)), article_graph(article.id)
    yield Quad(subject, RDF.type, SCHEMA.Article, graph)
    yield Quad(subject, SCHEMA.text, Literal(article.text), graph)
    yield Quad(subject, KG.textSha256, Literal(hashlib.sha256(article.text.encode()).hexdigest()), graph)
    yield Quad(subject, KG.textLength, Literal(len(article.text)), graph)
    yield from _publication(subject, graph, article.url, article.publisher, article.kind, article.published)
    if article.title:
        yield Quad(subject, SCHEMA.headline, Literal(article.title), graph)
    if (origin := article.based_on) is not None:
        ref = addresses.get(origin.url) or publication_ref(origin.url, origin.publisher)
        yield Quad(subject, SCHEMA.isBasedOn, node(ref), graph)
        if ref not in addresses.values():
            yield Quad(node(ref), RDF.type, SCHEMA.CreativeWork, ENTITIES)
            yield from _publication(node(ref), ENTITIES, origin.url, origin.publisher, origin.kind, origin.published)


def _publication(
    subject: NamedNode, graph: NamedNode, url: str, publisher: str, kind: str, published: TimeSpan | None
) -> Iterator[Quad]:
    if url:
        yield Quad(subject, SCHEMA.url, Literal(url), graph)
    if publisher:
        yield Quad(subject, DCTERMS.publisher, Literal(publisher), graph)
    if kind and (code := code_of("source-kind", kind)):
        yield Quad(subject, KG.sourceKind, concept("source-kind", code), graph)
    if published and (value := worth(published)):
        yield Quad(subject, KG.publishedDuring, node(value.ref), graph)

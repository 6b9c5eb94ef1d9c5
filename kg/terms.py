"""The words the graph may use: closed namespaces, lists and extraction rules, read from ``ontology/``.

A term that ``ontology/kg.ttl`` does not describe cannot be written: ``KG.aquired`` fails where it stands,
at import, and not three rooms later.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.prefixes import PREFIXES
from kg.resources import ONTOLOGY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyoxigraph import Quad

__all__ = [
    "DCTERMS",
    "KG",
    "ORG",
    "OWL",
    "PREFIXES",
    "QUDT",
    "RDF",
    "RDFS",
    "SCHEMA",
    "SKOS",
    "Concept",
    "RuleTerm",
    "Terms",
]
__all__ += ["code_of", "concept", "concepts", "evidenced", "ontology_quads", "role_codes", "rule", "rules"]
__all__ += ["single_valued", "symmetric"]


def ontology_quads(name: str) -> Iterator[Quad]:
    """The triples of one file of ``ontology/``, such as ``kg.ttl``."""
    return parse(path=str(ONTOLOGY / name), format=RdfFormat.TURTLE)


@cache
def _described() -> frozenset[str]:
    return frozenset(quad.subject.value for quad in ontology_quads("kg.ttl") if isinstance(quad.subject, NamedNode))


class Terms:
    """A closed namespace: an attribute is a term the ontology describes, or an error that names it."""

    def __init__(self, prefix: str) -> None:
        self._base = PREFIXES[prefix]
        self._prefix = prefix
        self._nodes = {
            iri.removeprefix(self._base): NamedNode(iri) for iri in _described() if iri.startswith(self._base)
        }

    def __getattr__(self, name: str) -> NamedNode:
        try:
            return self._nodes[name]
        except KeyError:
            raise AttributeError(f"ontology/kg.ttl describes no term {self._prefix}:{name}") from None

    __getitem__ = __getattr__

    def __contains__(self, name: str) -> bool:
        return name in self._nodes

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._nodes))


KG: Final = Terms("kg")
SCHEMA: Final = Terms("schema")
ORG: Final = Terms("org")
SKOS: Final = Terms("skos")
DCTERMS: Final = Terms("dcterms")
OWL: Final = Terms("owl")
QUDT: Final = Terms("qudt")
RDF: Final = Terms("rdf")
RDFS: Final = Terms("rdfs")


@cache
def _typed(cls: NamedNode) -> frozenset[NamedNode]:
    kinds = (quad for quad in ontology_quads("kg.ttl") if quad.predicate == RDF.type and quad.object == cls)
    return frozenset(quad.subject for quad in kinds if isinstance(quad.subject, NamedNode))


def evidenced() -> frozenset[NamedNode]:
    """The properties whose direct triples need a claim."""
    return _typed(KG.EvidencedProperty)


def single_valued() -> frozenset[NamedNode]:
    """The properties for which two values of one subject compete."""
    return _typed(KG.SingleValuedProperty)


def symmetric() -> frozenset[NamedNode]:
    """The properties that are claimed once and hold in both directions."""
    return _typed(KG.SymmetricEvidencedProperty)


@cache
def properties() -> Mapping[str, NamedNode]:
    """The properties of the ontology by name (``hasCEO``) and by label without case (``has chief executive``)."""
    kinds = [NamedNode(PREFIXES["owl"] + name) for name in ("ObjectProperty", "DatatypeProperty")]
    nodes = frozenset[NamedNode]().union(*map(_typed, kinds))
    labels = (quad for quad in ontology_quads("kg.ttl") if quad.predicate == RDFS.label and quad.subject in nodes)
    labelled = {quad.object.value.casefold(): quad.subject for quad in labels if isinstance(quad.object, Literal)}
    named = {re.split("[#/]", node.value)[-1]: node for node in sorted(nodes, key=lambda node: node.value)}
    return {name: node for name, node in (labelled | named).items() if isinstance(node, NamedNode)}


# --------------------------------------------------------------------------------- lists


@dataclass(frozen=True, slots=True)
class Concept:
    """An entry of a list, with the words that stand for it; `order` is 0 where the list has none."""

    node: NamedNode
    code: str
    label: str
    others: tuple[str, ...]
    order: int


@cache
def _lists() -> Mapping[str, Mapping[str, Concept]]:
    words: dict[str, dict[str, list[str]]] = {}
    for quad in ontology_quads("vocab.ttl"):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, (Literal, NamedNode)):
            words.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object.value)
    found: dict[str, dict[str, Concept]] = {}
    for iri, about in words.items():
        for scheme in about.get(SKOS.inScheme.value, ()):
            code = iri.removeprefix(scheme + "/")
            found.setdefault(scheme.removeprefix(PREFIXES["v"]), {})[code] = _concept(iri, code, about)
    return found


def _concept(iri: str, code: str, about: Mapping[str, list[str]]) -> Concept:
    others = tuple(sorted(about.get(SKOS.altLabel.value, ())))
    order = int(about.get(SKOS.notation.value, ["0"])[0])
    return Concept(NamedNode(iri), code, about[SKOS.prefLabel.value][0], others, order)


def concepts(scheme: str) -> Mapping[str, Concept]:
    """The entries of a list (``deal-kind``, ``channel`` ...) by code. KeyError when there is no such list."""
    return _lists()[scheme]


def concept(scheme: str, code: str) -> NamedNode:
    """The entry `code` of a list; underscores stand for hyphens. KeyError when the list has no such entry."""
    return concepts(scheme)[code.replace("_", "-")].node


def _fold(words: str) -> str:
    return re.sub(r"[\W_]+", " ", words).casefold().strip()


@cache
def _by_words(scheme: str) -> Mapping[str, str]:
    return {
        _fold(word): each.code for each in concepts(scheme).values() for word in (each.code, each.label, *each.others)
    }


def code_of(scheme: str, words: str) -> str | None:
    """The code of the entry that `words` name (code or label, case and punctuation aside), or None."""
    return _by_words(scheme).get(_fold(words))


#: Words before a title that leave the role what it is.
_QUALIFIERS = "former current longtime then new acting interim incoming outgoing its their the ex group"
_BEFORE_TITLE = frozenset(_QUALIFIERS.split())


def role_codes(title: str) -> tuple[str, ...]:
    """The roles a title as written stands for: "co-founder and CEO" gives ("cofounder", "ceo")."""
    found: dict[str, None] = {}
    for part in re.split(r"\s*(?:,|/|&|;|\band\b)\s*", title):
        if (code := _role_code(part)) is not None:
            found[code] = None
    return tuple(found)


def _role_code(part: str) -> str | None:
    head = re.split(r"\s+(?:of|at|for|in)\s+", part, maxsplit=1)[0]
    for words in (part, head):
        tokens = _fold(words).split()
        while tokens and tokens[0] in _BEFORE_TITLE and " ".join(tokens) not in _by_words("role"):
            tokens = tokens[1:]
        if (code := _by_words("role").get(" ".join(tokens))) is not None:
            return code
    return None


# --------------------------------------------------------------------------------- rules


@dataclass(frozen=True, slots=True)
class RuleTerm:
    """An extraction rule: its node, what it reads, and the share of its readings that are right."""

    node: NamedNode
    name: str
    label: str
    confidence: Decimal


@cache
def rules() -> Mapping[str, RuleTerm]:
    """The extraction rules of ``ontology/rules.ttl`` by name."""
    labels: dict[str, str] = {}
    trust: dict[str, Decimal] = {}
    for quad in ontology_quads("rules.ttl"):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            name = quad.subject.value.removeprefix(PREFIXES["rule"])
            if quad.predicate == SKOS.prefLabel:
                labels[name] = quad.object.value
            elif quad.predicate == KG.confidence:
                trust[name] = Decimal(quad.object.value)
    return {
        name: RuleTerm(NamedNode(PREFIXES["rule"] + name), name, labels[name], trust[name]) for name in sorted(trust)
    }


def rule(name: str) -> RuleTerm:
    """The rule of that name. KeyError when ``ontology/rules.ttl`` does not list it."""
    try:
        return rules()[name]
    except KeyError:
        raise KeyError(f"extraction rule {name!r} is not listed in ontology/rules.ttl") from None

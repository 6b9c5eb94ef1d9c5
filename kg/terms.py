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
    "RuleTerm",
    "Terms",
    "evidenced",
    "ontology_quads",
    "properties",
    "rule",
    "rules",
    "single_valued",
    "symmetric",
]


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

"""How nodes, literals and blocks of triples are written in TriG, and nothing about what they mean.

Everything the articles say is written as text first: the engine reads text four times as fast as it takes quads one
by one, and reads it while the rest of the program goes on.
"""

from __future__ import annotations

import datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from kg import lists
from kg.iris import article_ref, graph_ref, iri
from kg.prefixes import PREFIXES
from kg.terms import DCTERMS, KG, ORG, OWL, QUDT, RDF, RDFS, SCHEMA, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from kg.model import Ref

_SPACES: Final = {
    "kg": KG,
    "schema": SCHEMA,
    "org": ORG,
    "skos": SKOS,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "dcterms": DCTERMS,
    "qudt": QUDT,
}


@lru_cache(maxsize=4096)
def node(ref: Ref) -> str:
    """The node of a `Ref`, of any other ``type/slug``, or of an entry of a list."""
    return f"<{iri(ref)}>"


@cache
def term(name: str) -> str:
    """A term by its prefixed name; AttributeError when the ontology does not describe it."""
    prefix, _, local = name.partition(":")
    return str(_SPACES[prefix][local])


@cache
def concept(scheme: str, code: str) -> str:
    """The entry `code` of a list. KeyError when the list has no such entry."""
    return str(lists.concept(scheme, code))


@lru_cache(maxsize=64)
def article_graph(article: str) -> str:
    """The graph of one article."""
    return node(graph_ref(f"article-{article}"))


@lru_cache(maxsize=64)
def article_node(article: str) -> str:
    """The node of one article."""
    return node(article_ref(article))


ENTITIES: Final = node(graph_ref("entities"))
CLAIMS: Final = node(graph_ref("claims"))
A: Final = term("rdf:type")


def text(words: str, language: str = "") -> str:
    """A literal of words, with a language where there is one."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"@{language}' if language else f'"{escaped}"'


def day(ordinal: Decimal) -> str:
    """A literal of a day, counted as ``datetime.date.toordinal`` does."""
    return f'"{datetime.date.fromordinal(int(ordinal)).isoformat()}"^^<{PREFIXES["xsd"]}date>'


def number(value: Decimal) -> str:
    """A literal of a number: whole numbers as integers, others as decimals without trailing zeros."""
    if value == value.to_integral_value():
        return str(int(value))
    return decimal(f"{value.normalize():f}")


def decimal(digits: str) -> str:
    """A literal of a decimal number in these digits."""
    return f'"{digits}"^^<{PREFIXES["xsd"]}decimal>'


def block(graph: str, subject: str, said: Iterable[tuple[str, str]]) -> str:
    """The triples of one subject in one graph; no text for no triples."""
    pairs = " ; ".join([f"{property_} {value}" for property_, value in said])
    return f"{graph} {{ {subject} {pairs} }}\n" if pairs else ""

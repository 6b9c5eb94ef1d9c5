"""The words of pages: what terms of the ontology, entries of lists and kinds of node are called there."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

import pyoxigraph as ox

from kg.lists import concepts
from kg.results import shorten
from kg.terms import KG, RDFS, ontology_quads

_HEADWORDS: Final = re.compile(r"^(?:has|is) (?:an? )?(?=\w)")
_KINDS: Final = {
    "org": "organisation", "person": "person", "product": "product", "place": "place", "deal": "deal",
    "event": "event", "statement": "statement", "article": "article", "claim": "claim", "tenure": "role",
    "commitment": "commitment", "voice": "unnamed speaker", "value": "value", "evidence": "evidence",
    "mention": "mention", "publication": "publication", "graph": "graph", "slot": "slot",
}  # fmt: skip
LONGEST_NAME: Final = 90


def kind_word(kind: str) -> str:
    """Give the word for a type of IRI."""
    return _KINDS.get(kind, kind)


def clipped(text: str, length: int = LONGEST_NAME) -> str:
    """Cut a text at a word, with an ellipsis, when it is longer than `length`."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    return flat[: length + 1].rsplit(" ", 1)[0][:length].rstrip(" ,;:–—") + "…"


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


def words_of(scheme: str, code: str) -> str:
    """Give the label of a list's entry; its code where the list has none."""
    return concepts(scheme)[code].label if code in concepts(scheme) else code

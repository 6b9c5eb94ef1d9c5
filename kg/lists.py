"""The lists of ``ontology/vocab.ttl`` (deal kinds, channels, roles ...), and the words that stand for an entry."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg.prefixes import PREFIXES
from kg.terms import SKOS, ontology_quads

if TYPE_CHECKING:
    from collections.abc import Mapping


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

"""Gives a kind to names that were left open, where the words around them leave no doubt: "the CEO of Acme"."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from kg.document import Mention, pattern
from kg.iris import org_ref, person_ref
from kg.lexicon import alternation, table
from kg.model import Kind

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    from kg.document import Document

_REFS = {Kind.PERSON: person_ref, Kind.ORGANIZATION: org_ref}


def promoted(document: Document) -> Document:
    """Return the document with kind and ref for the open names that a title, a founding or a parent shows.

    What is said of a name once holds for it wherever it stands open in the article.
    """
    kinds = _shown(document)
    if not kinds:
        return document
    surnames = {name.split()[-1]: name for name, kind in kinds.items() if kind is Kind.PERSON and " " in name}
    return replace(document, mentions=[_promote(mention, kinds, surnames) for mention in document.mentions])


def _shown(document: Document) -> dict[str, Kind]:
    """Return the kinds that the text shows of its open names; a name shown as two kinds stays open."""
    found: dict[str, set[Kind]] = {}
    masked = document.plain
    for kind, shape in _shapes():
        for match in masked.matches(shape):
            found.setdefault(masked.mention(match, "n").text, set()).add(kind)
    return {name: kinds.pop() for name, kinds in found.items() if len(kinds) == 1}


def _promote(mention: Mention, kinds: Mapping[str, Kind], surnames: Mapping[str, str]) -> Mention:
    name = mention.text if mention.text in kinds else surnames.get(mention.text, "")
    kind = kinds.get(name)
    if kind is None or mention.kind in {Kind.PERSON, Kind.ORGANIZATION, Kind.PLACE, Kind.HARDWARE, Kind.SERVICE}:
        return mention
    return replace(mention, kind=kind, ref=_REFS[kind](name))


@cache
def _shapes() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    ties = table("ties")
    macros = {
        "copula": alternation(table("relations")["copula"]),
        "appoint": alternation(table("relations")["appoint"]),
        "aside": r"(?: \([^()\n]{1,60}\))?",
        "unit_strict": alternation(set(ties["words"]["unit_strict"]) - {"part", "member", "brand", "branch"}),
    }
    return tuple((Kind(kind), pattern(source, macros)) for kind, sources in ties["kinds"].items() for source in sources)

"""Finds the other words of a sentence that stand for what a tie is between: "Acme (AC), which Ann Roe founded"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import islice, product
from typing import TYPE_CHECKING

from kg.document import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.document import Document, Mention
    from kg.model import Relation, Span

#: So many places at most are told of one tie, so that a row of pronouns costs linear time.
_MOST = 12
#: Pronouns that lead to nobody, with those of their sentence that stand for the same.
_SAME = {
    word: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in ("it|its", "we|our", "he|his", "she|her", "I|my")
    for word in words.lower().split("|")
}
_RELATIVE = re.compile(r",? (?P<word>which|who|that)\b(?! \w+ing\b)")


def again(document: Document, ties: Sequence[Relation]) -> Iterator[Relation]:
    """Yield ties once more for each place of their sentence that stands for the same: short names, pronouns, "which".

    The evidence stays the same; the spans lead to the words.
    """
    aliases = dict(_aliases(document)) if ties else {}
    for tie in ties:
        sentence = document.sentence(tie.evidence.start)
        subjects = _places(document, tie.subject, tie.subject_span, sentence, aliases)
        objects = [tie.object_span]
        if tie.predicate == "founded_by" and isinstance(tie.object, str):
            objects = _places(document, tie.object, tie.object_span, sentence, aliases)
        for subject, object_ in islice(product(subjects, objects), 1, _MOST):
            yield replace(tie, subject_span=subject, object_span=object_)


def _places(document: Document, ref: str, span: Span, sentence: Span, aliases: dict[Span, Span]) -> list[Span]:
    """Return where a sentence speaks of an entity, the place of the tie first."""
    same_ones = (m for m in document.mentions_in(*sentence) if ref and m.ref == ref)
    found = [(m.start, m.end) for m in islice(same_ones, _MOST)]
    if not ref:
        same = _SAME.get(document.text[slice(*span)].lower())
        found = [m.span() for m in islice(same.finditer(document.text, *sentence), _MOST)] if same else []
    places = [span, *(place for place in found if place != span)]
    places += [aliases[place] for place in places if place in aliases]
    for place in tuple(places):
        relative = _RELATIVE.match(document.text, place[1], sentence[1])
        if relative is not None:
            places.append(relative.span("word"))
    return list(dict.fromkeys(places))


def _aliases(document: Document) -> Iterator[tuple[Span, Span]]:
    """Yield the spans of names with those of the short names in brackets behind them."""
    masked = document.plain
    for match in masked.matches(_alias()):
        name, alias = masked.mention(match, "n"), masked.mention(match, "a")
        if not alias.ref:
            yield _span(name), _span(alias)


def _span(mention: Mention) -> Span:
    return mention.start, mention.end


@cache
def _alias() -> re.Pattern[str]:
    return pattern(r"{n:org} ?\((?:[a-z ]{0,30})?[\"']?{a:org|name}")

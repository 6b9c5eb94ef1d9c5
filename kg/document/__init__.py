"""An article made ready for rules: its sentences, what is mentioned where, and the masked text that patterns read.

In the masked text every name, sum, number, date and quotation is one character that says its kind. So a pattern
speaks of kinds, not of letters: ``{buyer:org} (?:has )?acquired {target:org}``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from kg.document.masked import Masked, mask, straight
from kg.document.patterns import pattern, spelled_out
from kg.document.things import BOUNDARY, MARKS, Form, Mention, Thing, Title, mark_of, without
from kg.registry import Registry, registry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.finding import Openings
    from kg.model import Article, Duration, Found, Money, Quantity, Ref, Span, TimeSpan
    from kg.quotations import Quotation

__all__ = [
    "BOUNDARY",
    "MARKS",
    "Document",
    "Form",
    "Masked",
    "Mention",
    "Thing",
    "Title",
    "mark_of",
    "mask",
    "pattern",
    "spelled_out",
    "straight",
    "without",
]


@dataclass(frozen=True)
class Document:
    """An article with all that is found in it before the rules begin."""

    article: Article
    paragraphs: Sequence[Span]
    sentences: Sequence[Span]
    quotations: Sequence[Quotation]
    mentions: Sequence[Mention]  # sorted, without overlap
    values: Sequence[Found[Money] | Found[Quantity] | Found[TimeSpan] | Found[Duration]] = ()  # sorted, without overlap
    titles: Sequence[Title] = ()
    openings: Openings | None = None  # how the words of each sentence begin, where they are looked up already
    registry: Registry = field(default_factory=registry)  # which names are one, and who makes and owns what

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    @cached_property
    def plain(self) -> Masked:
        """Masked text with quotations left open, for rules about what is said anywhere."""
        things = [*self.mentions, *self.values, *self.titles]
        return mask(self.text, self.sentences, self.paragraphs, things, self.openings)

    @cached_property
    def outer(self) -> Masked:
        """Masked text in which a quotation is one character, for rules about who speaks."""
        outside = without([*self.mentions, *self.values, *self.titles], self.quotations)
        return mask(self.text, self.outer_sentences, self.paragraphs, [*outside, *self.quotations])

    @cached_property
    def outer_sentences(self) -> Sequence[Span]:
        """The sentences, joined where one ends inside a quotation."""
        joined: list[Span] = []
        marks = iter(self.quotations)
        quotation = next(marks, None)
        for start, end in self.sentences:
            while quotation is not None and quotation.end <= start:
                quotation = next(marks, None)
            if joined and quotation is not None and quotation.start < joined[-1][1] and quotation.end > start:
                joined[-1] = (joined[-1][0], max(end, quotation.end))
            else:
                joined.append((start, end))
        return joined

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    def sentence(self, offset: int) -> Span:
        """Return the sentence that holds the character at `offset`, or the last one before it."""
        return self.sentences[max(0, bisect_right(self._sentence_starts, offset) - 1)]

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    def mentions_in(self, start: int, end: int) -> Sequence[Mention]:
        """Return the mentions that begin in ``[start, end)``."""
        first = bisect_right(self._mention_starts, start - 1)
        return self.mentions[first : bisect_right(self._mention_starts, end - 1)]

    def reaching(self, span: Span, ref: Ref | None) -> Span:
        """Return a span drawn out to the nearest mention of an entity, the one before it where both are as near."""
        named = self.by_ref.get(ref, []) if ref else []
        at = bisect_left(named, span[0], key=lambda mention: mention.start)
        near = [*named[max(0, at - 1) : at + 1]]
        if not near:
            return span
        best = min(near, key=lambda mention: max(span[0] - mention.end, mention.start - span[1], 0))
        return min(span[0], best.start), max(span[1], best.end)

    @cached_property
    def by_ref(self) -> Mapping[Ref, list[Mention]]:
        """The mentions of each entity, in order of the text."""
        found: dict[Ref, list[Mention]] = {}
        for mention in self.mentions:
            if mention.ref:
                found.setdefault(mention.ref, []).append(mention)
        return found

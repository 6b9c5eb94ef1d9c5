"""Says whom an article speaks of where a title stands alone: the firm of "chief executive Jane Doe"."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg.document import Form, Mention, without
from kg.mentions.coreference_press import press
from kg.mentions.coreference_seen import is_governed, is_subject
from kg.model import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from kg.document import Document
    from kg.model import Ref, Span

#: What a mention adds by its place in the sentence: subjects are spoken of, and most so what needs no name again.
_SUBJECT, _AGAIN, _OTHER, _GOVERNED = 3.0, 2.5, 1.0, 0.4
#: Each sentence further back counts for so much less, and once more where a paragraph ends between.
_FADING, _PARTED = 0.6, 0.6
#: What being named in the article as often as any other adds, and how often that must be.
_TOPIC, _OFTEN = 1.5, 3
#: So much the best must be ahead of the next.
_AHEAD = 1.15
_REACH = 4
#: Opens a clause whose subject is not what the sentence is about.
_BESIDES = re.compile(r"[a-z] (?:that|which|who|where|whose|because|after|before|while|when|than|if|as)\b")
_TOLD = re.compile(r"\b(?:told|tells|interview with|reported by|speaking to|spoke to)\s+(?:the\s+)?$")


@dataclass(frozen=True)
class Center:
    """Weighs which organisation a place of a document speaks of."""

    document: Document

    @cached_property
    def _press(self) -> frozenset[Ref]:
        return press(self.document)

    @cached_property
    def _outside(self) -> list[Mention]:
        """The mentions of organisations outside quotations."""
        firms = [m for m in self.document.mentions if m.kind is Kind.ORGANIZATION and m.ref]
        return [m for m in without(firms, self.document.quotations) if isinstance(m, Mention)]

    @cached_property
    def _share(self) -> Mapping[Ref, float]:
        """How often each organisation is named outside quotations, as a share of the one named most."""
        counts = Counter(mention.ref for mention in self._outside)
        most = max((_OFTEN, *counts.values()))
        return {ref: count / most for ref, count in counts.items()}

    def at(self, span: Span, taken: Collection[Ref] = ()) -> Ref | None:
        """Return the organisation that is spoken of where `span` stands, if one is clearly ahead.

        `taken` are those that cannot be meant, since another holds the post there.
        """
        weights: dict[Ref, float] = {}
        for ref, weight in self._near(span):
            weights[ref] = max(weights.get(ref, 0.0), weight)
        for ref, share in self._share.items():
            weights[ref] = weights.get(ref, 0.0) + _TOPIC * share
        ranked = sorted(
            ((weight, ref) for ref, weight in weights.items() if ref not in taken and ref not in self._press),
            reverse=True,
        )
        if not ranked:
            return None
        return ranked[0][1] if len(ranked) == 1 or ranked[0][0] >= _AHEAD * ranked[1][0] else None

    def _near(self, span: Span) -> Iterator[tuple[Ref, float]]:
        """Yield the organisations of the sentence of `span` and of those before it, each with its weight there."""
        sentence = self.document.sentence(span[0])
        weight = 1.0
        for _ in range(_REACH):
            for mention in self._within(sentence):
                yield mention.ref, weight * self._place(mention, sentence)
            if sentence[0] == 0:
                return
            before = self.document.sentence(sentence[0] - 1)
            if before == sentence:
                return
            parted = "\n" in self.document.text[before[1] - 1 : sentence[0] + 1]
            weight *= _FADING * (_PARTED if parted else 1.0)
            sentence = before

    def _within(self, sentence: Span) -> list[Mention]:
        return [m for m in self._outside if sentence[0] <= m.start < sentence[1]]

    def _place(self, mention: Mention, sentence: Span) -> float:
        """Return what a mention weighs by its place in its sentence."""
        text = self.document.text
        if _TOLD.search(text, max(0, mention.start - 30), mention.start):
            return 0.0
        if mention.form is not Form.NAME:
            return _AGAIN if not is_subject(text, sentence[0], mention.start, mention.end) else _SUBJECT
        if is_subject(text, sentence[0], mention.start, mention.end):
            return _GOVERNED if _BESIDES.search(text, sentence[0], mention.start) else _SUBJECT
        return _GOVERNED if is_governed(text, mention.start) and mention.start > sentence[0] else _OTHER

"""Says whom an article speaks of where a title stands alone: the firm of "chief executive Jane Doe"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from kg.document import Form, Mention, without
from kg.mentions.coreference_press import is_governing, press
from kg.mentions.coreference_voice import issuer, reporter
from kg.model import Kind
from kg.rules.role_weight import place_weight

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from kg.document import Document
    from kg.model import Ref, Role, Span

#: Each sentence further back counts for so much less, and once more where a paragraph ends between.
_FADING, _PARTED = 0.75, 0.5
#: The sentence behind, of the same paragraph, counts for so much.
_BEHIND = 0.4
#: Whom somebody speaks of in the same sentence may be another: "the CFO said Acme had promised it".
_SAID = 0.6
#: What being named in the article as often as any other adds, and how often that must be.
_TOPIC, _OFTEN = 1.5, 3
#: What being the one who issues the release, or tells the story, adds.
_ISSUER = 2.0
#: So much the best must be ahead of the next.
_AHEAD = 1.12
#: Below this weight the words near say little, and the article must speak of one so much more than of another.
_CLEAR, _TWICE = 1.0, 1.4
#: Whom the article names first is its topic where it is named nearly as often as any other.
_MOSTLY = 0.8
_REACH = 4
_BODIES = ("agency", "regulator", "watchdog", "ministry", "department", "commission", "committee", "court", "authority")
#: No post is told in more characters, and so near a title its speaker's words stand.
_POST, _BESIDE = 120, 80
#: Whom a speaker names as another: "our partnership with Acme".
_WITH = re.compile(r"\b(?:with|join|thank|joining|welcome|from)\s(?:the\s)?$")
#: "Acme gave us the land", "Acme is our partner".
_GIVES = re.compile(
    r"(?:['’]s)?(?: [a-z]+){1,3} us\b"
    r"| (?:is|was|has been|will be) (?:our|an? (?:[a-z-]+ ){0,2}(?:partner|customer|supplier))\b"
)
#: "Acme posted a loss. ... its CFO told analysts": who reports speaks to them.
_RESULTS = re.compile(r"[ \u00a0](?:reported|posted|booked|swung to)\b")
_CALL = re.compile(
    r"\b(?:told|telling) (?:analysts|investors)\b|\b(?:earnings|conference|results) call\b|\bon (?:a|the) call\b"
)


@dataclass(frozen=True)
class Center:
    """Weighs which organisation a place of a document speaks of. `found` are the roles that are clear."""

    document: Document
    found: Sequence[Role] = ()

    @cached_property
    def _never(self) -> frozenset[Ref]:
        """Those whose people are not told of by bare titles: papers and states."""
        return press(self.document) | {ref for ref, name in self.names.items() if is_governing(name)}

    @cached_property
    def names(self) -> Mapping[Ref, str]:
        """How each organisation is called first."""
        return {ref: mentions[0].text for ref, mentions in self.document.by_ref.items() if ref.startswith("org/")}

    @cached_property
    def _issuer(self) -> Ref:
        return issuer(self.document) or reporter(self.document)

    @cached_property
    def _results(self) -> Ref:
        """Who reports on results in the first sentences."""
        stop = max((end for _, end in self.document.sentences[:4]), default=0)
        text = self.document.text
        return next((m.ref for m in self._firms_in(0, stop) if m.form is Form.NAME and _RESULTS.match(text, m.end)), "")

    @cached_property
    def _first(self) -> Ref:
        """Whom the article names before any other: its headline mostly opens with whom it is about."""
        return next((mention.ref for mention in self._firms if mention.form is Form.NAME), "")

    @cached_property
    def _firms(self) -> list[Mention]:
        return self._firms_in(0, len(self.document.text))

    @cached_property
    def _outside(self) -> Collection[int]:
        """Where organisations are mentioned outside quotations, and not beside the people of other posts."""
        holes = [role.evidence for role in self.found if role.evidence.rule != "role-verb"]
        kept = without(without(self._firms, self.document.quotations), [h for h in holes if h.end - h.start < _POST])
        return {mention.start for mention in kept}

    @cached_property
    def _share(self) -> Mapping[Ref, float]:
        """How often each organisation is named outside quotations, as a share of the one named most; that one first.

        Those whose people no bare title tells of are left out.
        """
        spoken = without([m for m in self._firms if m.form is Form.NAME], self.document.quotations)
        counts = Counter(mention.ref for mention in spoken if isinstance(mention, Mention))
        most = max((_OFTEN, *counts.values()))
        ranked = sorted(((count / most, ref) for ref, count in counts.items() if ref not in self._never), reverse=True)
        return {ref: share for share, ref in ranked}

    def at(self, span: Span, taken: Collection[Ref] = (), *, told: bool = False) -> Ref | None:
        """Return the organisation that is spoken of where `span` stands, if one is clearly ahead.

        `taken` are those that cannot be meant, since another holds the post there. `told` says that a pronoun stands
        for the organisation, so that it was named near.
        """
        if self._is_unknown(span[0]):
            return None
        near: dict[Ref, float] = {}
        for ref, weight in self._near(span):
            near[ref] = max(near.get(ref, 0.0), weight)
        if self._issuer:
            near[self._issuer] = near.get(self._issuer, 0.0) + _ISSUER
        elif self._results and _CALL.search(self.document.text, *self.document.sentence(span[0])):
            near[self._results] = near.get(self._results, 0.0) + _ISSUER
        barred = {*taken, *self._others(span)}
        refs = [ref for ref, weight in near.items() if weight and ref not in barred and ref in self._share]
        far = (ref for ref in self._share if not near.get(ref) and ref not in barred)
        refs += [] if told else islice(far, 2)  # no third can be ahead, or the next
        ranked = sorted(((near.get(ref, 0.0) + _TOPIC * self._share[ref], ref) for ref in refs), reverse=True)
        if not ranked or ranked[0] == ranked[-1]:
            return ranked[0][1] if ranked else None
        (best, ref), (second, other) = ranked[:2]
        if near.get(ref, 0.0) >= _CLEAR and not near.get(other):
            return ref  # what the article speaks of most is not told of here
        if near.get(ref, 0.0) < _CLEAR and not told and self._share[ref] < _TWICE * self._share[other]:
            mostly = self._share.get(self._first, 0.0) >= _MOSTLY * max(self._share.values())
            return self._first if self._first not in barred and mostly else None
        return ref if best >= _AHEAD * second else None

    def _is_unknown(self, start: int) -> bool:
        """Tell whether the sentence opens with a body that nothing names: "The agency opened it under its chair"."""
        first = self.document.sentence(start)[0]
        opening = self.document.mentions_in(first, first + 1)
        return any(m.form is Form.NOMINAL and not m.ref and m.text.endswith(_BODIES) for m in opening)

    def _others(self, span: Span) -> Iterator[Ref]:
        """Yield whom the speaker beside `span` names as another: "our partnership with Acme," the CEO said."""
        quotations = self.document.quotations
        first = bisect_right(quotations, span[0] - _BESIDE, key=lambda quotation: quotation.end)
        last = bisect_left(quotations, span[1] + _BESIDE, key=lambda quotation: quotation.start)
        for quotation in quotations[first:last]:
            for mention in self._firms_in(quotation.start, quotation.end):
                with_ = _WITH.search(self.document.text, max(0, mention.start - 16), mention.start)
                if with_ or _GIVES.match(self.document.text, mention.end):
                    yield mention.ref

    def _firms_in(self, start: int, end: int) -> list[Mention]:
        return [m for m in self.document.mentions_in(start, end) if m.kind is Kind.ORGANIZATION and m.ref]

    def _near(self, span: Span) -> Iterator[tuple[Ref, float]]:
        """Yield the organisations of the sentence of `span` and of those before it, each with its weight there."""
        sentence = self.document.sentence(span[0])
        behind = self.document.sentence(sentence[1] + 1)
        if behind[0] >= sentence[1] and "\n" not in self.document.text[sentence[1] - 1 : behind[0]]:
            for mention in self._within(behind):
                yield mention.ref, _BEHIND * place_weight(self.document.text, mention, behind)
        weight = 1.0
        for _ in range(_REACH):
            for mention in self._within(sentence):
                said = _SAID if mention.start >= span[1] else 1.0
                yield mention.ref, weight * said * place_weight(self.document.text, mention, sentence)
            if sentence[0] == 0:
                return
            before = self.document.sentence(sentence[0] - 1)
            if before == sentence:
                return
            parted = "\n" in self.document.text[before[1] - 1 : sentence[0] + 1]
            weight *= _FADING * (_PARTED if parted else 1.0)
            sentence = before

    def _within(self, sentence: Span) -> list[Mention]:
        return [mention for mention in self._firms_in(*sentence) if mention.start in self._outside]

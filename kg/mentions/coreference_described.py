"""Leads descriptions of organisations to the one they stand for: "the lender", "the Lyon group", "the Acme parent"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from kg.lexicon import tag, words
from kg.mentions.coreference_homes import homes, is_apart, told_in
from kg.mentions.coreference_parts import cast
from kg.mentions.coreference_press import is_governing
from kg.mentions.coreference_seen import BEFORE, GOVERNED, NEXT_WORD, is_verb, nearest
from kg.mentions.coreference_voice import defined, reporter
from kg.mentions.coreference_words import is_bare
from kg.model import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.document import Document
    from kg.mentions.coreference_seen import Seen
    from kg.mentions.coreference_words import Anaphor
    from kg.model import Ref

#: So many sentences back an antecedent may stand.
_REACH = 5
#: Where another clause begins, or a list goes on.
_BREAK = re.compile(
    r"[,;:—–]|\b(?:that|which|who|whose|because|after|before|while|when|as|if|since|where|until|said|says|and|but)\b"
)
_INFINITIVE = re.compile(r"\b(?:to|will|would|can|could|may|should|must)\s\w+\s$")


#: What tells more of the one that is named and described.
_FOUNDED = re.compile(
    r"\s(?:\w+ly\s)?"
    r"(?:(?:co-)?(?:founded|led|run|started|created|built|backed|owned|headed|launched)|(?:in|with|for) which)\b"
)
#: What stands between a name and words that describe it: a comma, and a ticker before it.
_ASIDE = re.compile(r"(?:\s\([^()\n]{1,40}\))?,\s")
#: Among so many of the last an apposition's name stands.
_NEAR = 3


def _lead(known: Sequence[Seen]) -> Ref:
    """Return the organisation that an article has named first, and as often as any other so far, or nothing."""
    counts = Counter(one.ref for one in known)
    first = known[0].ref if known else ""
    return first if first and counts[first] == max(counts.values()) else ""


#: "would see Acme buy the company", "Acme, which will take the company"
_VERB = re.compile(
    r"(?:,[ \u00a0](?:which|who)(?:[ \u00a0]\w+)?)?[ \u00a0]"
    r"(?:to[ \u00a0])?[a-z]+[ \u00a0](?:(?:up|out|over|off)[ \u00a0])?"
)
_FIRMS = ("generic", "relational", "owners")


class Descriptions:
    """Knows what a document says of its organisations; `kinds` are the nouns each is described with.

    `issuer` is the one that a release speaks for, or empty.
    """

    def __init__(self, document: Document, kinds: Mapping[Ref, set[str]], issuer: Ref) -> None:
        self.document = document
        self.text = document.text
        self.kinds = kinds
        self.issuer = issuer
        self.starts = [start for start, _ in document.sentences]
        self.defined = defined(document)
        self.reporter = reporter(document)
        self.homes = homes(document)

    def _number(self, offset: int) -> int:
        """Return the number of the sentence at an offset."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def ref(self, anaphor: Anaphor, organizations: Sequence[Seen]) -> Ref:
        """Return whom a description stands for among the organisations seen before it, or nothing.

        Where it says where that one is at home, this is known from then on.
        """
        places = told_in(self.document, anaphor.start, anaphor.end)
        ref = self._stands_for(anaphor, organizations, places)
        if ref and places:
            self.homes.setdefault(ref, set()).update(places)
        return ref

    def _stands_for(self, anaphor: Anaphor, organizations: Sequence[Seen], places: set[str]) -> Ref:
        inside = {m.ref for m in self.document.mentions_in(anaphor.start, anaphor.end)}
        known = [o for o in organizations if o.ref not in inside and not self._governs(anaphor, o)]
        if anaphor.noun in words("nominals", "young"):
            known = [o for o in known if not self._is_grown(o.ref)]
        told = self._apposed(anaphor, known) or self._told(anaphor, known)
        if told is not None:
            return told
        if places:
            there = {o.ref for o in known if places & self.homes.get(o.ref, set())}
            if len(there) == 1:
                return there.pop()
            known = [o for o in known if not is_apart(places, self.homes.get(o.ref, set()))]
            sentence = self._number(anaphor.start)
            if not any(o.sentence == sentence for o in known) and (lead := _lead(known)):
                return lead  # at home where nobody else is: the one that the article is about
            if self._is_object(anaphor):
                known = self._without_subject(anaphor, known)
        elif self._is_object(anaphor):
            return self._other(anaphor, known)
        return self._nearest(anaphor, known)

    def _nearest(self, anaphor: Anaphor, known: Sequence[Seen]) -> Ref:
        paragraph = self._number(self.text.rfind("\n", 0, anaphor.start) + 1)
        return nearest(known, self._number(anaphor.start), _REACH, first=paragraph)

    def _apposed(self, anaphor: Anaphor, known: Sequence[Seen]) -> Ref | None:
        """Return whom a description stands beside: "Acme, the company founded by"."""
        if not (self.text.endswith(", ", 0, anaphor.start) and _FOUNDED.match(self.text, anaphor.end)):
            return None
        return next((o.ref for o in known[-_NEAR:] if _ASIDE.fullmatch(self.text, o.end, anaphor.start)), None)

    def _governs(self, anaphor: Anaphor, seen: Seen) -> bool:
        """Tell whether a firm is described, and what was seen is a ministry, a court or an agency."""
        firm = anaphor.noun.endswith("maker") or any(anaphor.noun in words("nominals", key) for key in _FIRMS)
        name = self.text[seen.start : seen.end]
        return firm and (is_governing(name) or not words("organizations", "bodies").isdisjoint(name.split()))

    def _is_grown(self, ref: Ref) -> bool:
        """Tell whether an organisation is no startup: its shares are traded, or it is one that invests."""
        firm = self.document.registry.by_ref.get(ref)
        return (firm is not None and bool(firm.ticker)) or "investor" in self.kinds.get(ref, ())

    def _told(self, anaphor: Anaphor, known: Sequence[Seen]) -> Ref | None:
        """Return whom the words of the description tell, nothing where they tell that it is open, or none."""
        written = self.text[anaphor.start : anaphor.end]
        if anaphor.noun in words("nominals", "owners") and (ref := self._owner(anaphor)):
            return ref
        if self.defined and written.lower() == "the company":
            return self.defined
        if self.reporter and written.lower() == "the company" and self._is_new(anaphor, known):
            return self.reporter
        if written.endswith("Company"):
            return self.issuer
        if "-backed " in written or "-owned " in written:
            return ""
        if ref := cast(self.text, anaphor.noun, known, self._number(anaphor.start)):
            return ref
        if anaphor.noun in words("nominals", "generic"):
            return None
        same = {o.ref for o in known if anaphor.noun in self.kinds.get(o.ref, ())}
        if len(same) == 1:
            return same.pop()
        bare = is_bare(anaphor.noun, written.split()[1:-1])
        return "" if bare or anaphor.noun in words("nominals", "strict") else None

    def _is_new(self, anaphor: Anaphor, known: Sequence[Seen]) -> bool:
        """Tell whether the paragraph of a description has named no organisation so far."""
        return not known or known[-1].end <= self.text.rfind("\n", 0, anaphor.start)

    def _subject(self, anaphor: Anaphor, known: Sequence[Seen]) -> Seen | None:
        """Return the last subject of the sentence so far."""
        sentence = self._number(anaphor.start)
        return next((o for o in reversed(known) if o.sentence == sentence and o.subject), None)

    def _without_subject(self, anaphor: Anaphor, known: Sequence[Seen]) -> list[Seen]:
        """Return those known but for the subject of the anaphor's clause, which would be "it"."""
        if known and self._acts(known[-1], anaphor):
            return [o for o in known if o.ref != known[-1].ref]
        subject = self._subject(anaphor, known)
        if subject is None or _BREAK.search(self.text, subject.end, anaphor.start):
            return list(known)
        return [o for o in known if o.ref != subject.ref]

    def _acts(self, last: Seen, anaphor: Anaphor) -> bool:
        """Tell whether the one named last does something to who is described: "Acme, which will take the company"."""
        return _VERB.fullmatch(self.text, last.end, anaphor.start) is not None

    def _other(self, anaphor: Anaphor, known: Sequence[Seen]) -> Ref:
        """Return whom an object stands for: not the subject of its clause, which would be "it"."""
        sentence, subject = self._number(anaphor.start), self._subject(anaphor, known)
        agents = {subject.ref if subject else ""} | {o.ref for o in known[-1:] if self._acts(o, anaphor)}
        others = {o.ref for o in known if o.sentence == sentence and o.ref not in agents}
        if others:
            return others.pop() if len(others) == 1 else ""
        return self._nearest(anaphor, self._without_subject(anaphor, known))

    def _owner(self, anaphor: Anaphor) -> Ref:
        """Return who makes or owns what the description names ("the Windows maker"), as the registry has it."""
        for mention in self.document.mentions_in(anaphor.start, anaphor.end):
            known = self.document.registry.by_ref.get(mention.ref)
            if known is None:
                continue
            ref = known.maker or known.parent or ""
            if ref in self.document.by_ref:
                return ref
            # an older name, or the name of the main product: "the Facebook parent"
            if mention.kind is Kind.ORGANIZATION and mention.text != known.names[0]:
                return mention.ref
        return ""

    def _is_object(self, anaphor: Anaphor) -> bool:
        """Tell whether the description is the object of a verb or preposition, so that its subject is another."""
        verb = NEXT_WORD.match(self.text, anaphor.end)
        if verb is not None and is_verb(verb["verb"]):
            return False
        word = BEFORE.search(self.text, max(0, anaphor.start - 24), anaphor.start)
        if word is None or word["word"].lower() in {"that", "and", "but", "as", "said", "says", "while", "when", "if"}:
            return False
        infinitive = _INFINITIVE.search(self.text, max(0, anaphor.start - 32), anaphor.start)
        return word["word"] in GOVERNED or tag(word["word"])[:2] == "VB" or infinitive is not None

"""Who speaks on without a name: "he", "they", "the managing director", led back to who was named or spoke before."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from kg.document import Form, Mention, Title
from kg.mentions.coreference_known import sex
from kg.model import Kind, Speaker

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.document import Document
    from kg.model import Ref, Role
    from kg.rules.speech.lines import Line
    from kg.rules.speech.phrases import Range

_SIGHT = 300  # characters before a sentence in which "the companies" finds its two, and "they" those who spoke
_NEAR = 700  # characters, about two paragraphs
_SINGULAR = frozenset({"he", "she"})
_SHORT = {
    "md": "managing director",
    "ceo": "chief executive",
    "cfo": "chief financial",
    "coo": "chief operating",
    "cto": "chief technology",
}
_EMPTY = frozenset({"officer", "and", "of", "the", "for"})
#: Words that make another office of a title: the vice president is not "the president".
_LESSER = frozenset({"vice", "deputy", "assistant", "former", "interim", "honorary"})
_TITLE_WORD = re.compile(r"[a-z]+")


class Followers:
    """Remembers who was named and who spoke in a document."""

    def __init__(self, document: Document, roles: Sequence[Role]) -> None:
        self.document = document
        self.last: tuple[Ref | None, int] = (None, 0)  # the last person to speak, and where
        self.before: Speaker | None = None  # who spoke last, named or not
        self.posted = {role.person for role in roles if role.title}
        self.titled = [(_words(role.title), role) for role in roles if role.tense == "present"]

    def keep(self, speaker: Speaker) -> Speaker:
        """Remember who spoke."""
        self.before = speaker
        return speaker

    def named(self, mention: Mention) -> Speaker:
        """Return the speaker a mention stands for."""
        word, ref = mention.text.lower(), mention.ref or None
        if word in _SINGULAR and (unnamed := self._unnamed(mention)):
            return unnamed
        if word in _SINGULAR:
            ref = self._only_person(mention) if ref is None else self._still(mention, ref)
        if ref and ref.startswith("person/"):
            self.last = (ref, mention.start)
        description = "" if ref or mention.form is not Form.NOMINAL else mention.text
        speaker = Speaker(ref, mention.text, (mention.start, mention.end), description, group=mention.plural)
        return self._again(speaker) if word == "they" else speaker

    def _unnamed(self, pronoun: Mention) -> Speaker | None:
        """Return the person nobody names who spoke right before: "A trader said rents fell. They rise, he added"."""
        before = self.before
        if before is None or before.ref or before.group or not before.span or not before.description:
            return None
        if before.span[0] == pronoun.start:
            return before
        start, end = before.span[1], pronoun.start
        sentence = self.document.sentence
        parted = "\n" in self.document.text[start:end] or sentence(start) == sentence(end)
        if parted or any(m.kind is Kind.PERSON and m.form is Form.NAME for m in self.document.mentions_in(start, end)):
            return None
        return replace(before, mention=pronoun.text, span=(pronoun.start, pronoun.end))

    def _again(self, speaker: Speaker) -> Speaker:
        """Return those who spoke just before where "they" go on."""
        before = self.before
        if before is None or not before.group or not (before.span and speaker.span):
            return speaker
        near = speaker.span[0] - before.span[1] < _SIGHT and not (speaker.ref and before.ref)
        return replace(speaker, ref=before.ref, description=before.description) if near else speaker

    def _only_person(self, pronoun: Mention) -> Ref | None:
        """Return the person who spoke last, or the only other one named since then; nobody where there are several."""
        last, at = self.last
        near = self.document.mentions_in(max(at, pronoun.start - _NEAR), pronoun.start)
        others = {m.ref for m in near if m.kind is Kind.PERSON and m.ref and m.form is Form.NAME and m.ref != last}
        if others:
            return others.pop() if len(others) == 1 else None
        return last if pronoun.start - at < _NEAR else None

    def _still(self, pronoun: Mention, ref: Ref) -> Ref:
        """Return who speaks on: the last speaker of the paragraph, not the one they told or spoke of in those words."""
        last, at = self.last
        asked = self.document.text[max(0, at - 3) : at] == "by "  # "Asked by Doe, Roe laughed"
        if asked or last in (None, ref) or at >= pronoun.start or "\n" in self.document.text[at : pronoun.start]:
            return ref
        told = self.document.mentions_in(self.document.sentence(at)[1], pronoun.start)
        since = {m.ref for m in told if m.kind is Kind.PERSON and m.form is Form.NAME and not self._is_quoted(m.start)}
        if since:
            return since.pop() if len(since) == 1 else ref
        named = next((m for m in self.document.by_ref.get(last or "", ()) if m.form is Form.NAME), None)
        other = "m" if pronoun.text.lower() == "she" else "f"
        return ref if named is None or sex(self.document.text, named.start, named.end) == other else last or ref

    def _is_quoted(self, at: int) -> bool:
        quotations = self.document.quotations
        before = bisect_right(quotations, at, key=lambda quotation: quotation.start) - 1
        return before >= 0 and at < quotations[before].end

    def pair(self, mention: Mention) -> tuple[Speaker, ...]:
        """Return both companies that "the companies" stands for, where the words before name exactly two."""
        they = mention.form is Form.PRONOUN
        if mention.ref or mention.form is Form.NAME or not (they or mention.kind is Kind.ORGANIZATION):
            return ()
        sentence = self.document.sentence(mention.start)
        near = self.document.mentions_in(sentence[0] if they else max(0, sentence[0] - _SIGHT), mention.start)
        if they and (any(m.kind is Kind.PERSON for m in near) or self._goes_on(mention)):
            return ()
        refs = dict.fromkeys(m.ref for m in near if m.kind is Kind.ORGANIZATION and m.ref)
        if len(refs) != 2:
            return ()
        return tuple(Speaker(ref, mention.text, (mention.start, mention.end), group=True) for ref in refs)

    def _goes_on(self, they: Mention) -> bool:
        """Tell whether several spoke just before, who go on: "..., the people said. ..., they said"."""
        before = self.before
        near = before is not None and before.span is not None and they.start - before.span[0] < _SIGHT
        return near and before is not None and before.group and before.ref is None

    def holder(self, line: Line, words: Range) -> Ref | None:
        """Return the one person named before who holds the title that is all a speaker is called by: "the MD"."""
        things = [thing for i in range(*words) if (thing := line.thing(i)) is not None]
        titles = [thing for thing in things if isinstance(thing, Title)]
        if len(titles) != 1 or line.word(words[0]) in ("a", "an", "one") or "i" in line.classes[slice(*words)]:
            return None
        owners = {thing.ref for thing in things if isinstance(thing, Mention) and thing.ref}
        if line.word(words[0]) != "the" and not owners:
            return None
        found = set(self._holders(titles[0], owners)) or self._without_post(titles[0].start)
        return found.pop() if len(found) == 1 else None

    def surname(self, word: str, at: int) -> Ref | None:
        """Return the one person who is called at `at` by a last name that is a word too: "Rice said"."""
        ref = self._surnames.get(word) or None
        self.last = (ref, at) if ref else self.last
        return ref

    @cached_property
    def _surnames(self) -> Mapping[str, Ref]:
        found: dict[str, Ref] = {}
        for mention in self.document.mentions:
            if mention.kind is Kind.PERSON and mention.form is Form.NAME and " " in mention.text and mention.ref:
                last = mention.text.rpartition(" ")[2]
                found[last] = mention.ref if found.get(last, mention.ref) == mention.ref else ""
        return found

    def _without_post(self, at: int) -> set[Ref]:
        """Return who was named not long before without a post: "Doe denied it." ... "the Acme boss said"."""
        near = self.document.mentions_in(max(0, at - _NEAR), at)
        return {m.ref for m in near if m.kind is Kind.PERSON and m.form is Form.NAME and m.ref} - self.posted

    def _holders(self, title: Title, owners: set[Ref]) -> Iterator[Ref]:
        wanted = _words(title.text)
        for held, role in self.titled:
            there = not owners or role.organization in (None, *owners)
            if there and role.evidence.start < title.start and wanted <= held and not (held - wanted) & _LESSER:
                yield role.person


def _words(title: str) -> frozenset[str]:
    words = " ".join(_SHORT.get(word, word) for word in _TITLE_WORD.findall(title.lower())).split()
    return frozenset(words) - _EMPTY

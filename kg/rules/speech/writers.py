"""On which networks and in which letters people write, as far as earlier words of the article tell it."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from functools import cache, cached_property
from typing import TYPE_CHECKING

from kg.lexicon import words
from kg.rules.speech.settings import channels, named

if TYPE_CHECKING:
    from kg.document import Document
    from kg.model import Ref, Sourced, Span, Speaker
    from kg.rules.speech.lines import Line

#: Channels on which one writes.
NETWORKS = frozenset({"linkedin", "x", "facebook", "instagram", "social-media", "blog"})
_WRITTEN = NETWORKS | {"note", "letter", "memo", "email"}
_POSTING = ("post", "tweet")
_LAWMAKERS = ("lawmakers", "senators", "Sens", "congressmen", "representatives", "members", "legislators")
_COMMENTER = re.compile(r"\b(?:comment[eo]rs?|users?|posters?|followers?|commentators?)\b", re.IGNORECASE)
_TOOK_TO = re.compile(r"(?:'s|’s)?,? (?:took to|turned to|posted|wrote|shared|announced)\b[^.\n]{0,40}")
_OTHERS = re.compile(r"(?:Others|Some|Another|Still others|Not everyone)\b")
_RECENT = 3000  # characters in which the letter of a group is remembered
_SEEN = 40  # mentions of a speaker that are looked at


class Writers:
    """Remembers who was said to write where."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.networks: dict[Ref, Sourced[str]] = {}
        self.crowd: tuple[int, Sourced[str] | None] = (-2, None)  # where nameless people last commented, with paragraph

    def remember(self, ref: Ref, channel: Sourced[str]) -> None:
        """Keep the first network that somebody was said to write on."""
        if channel.value in NETWORKS:
            self.networks.setdefault(ref, channel)

    def place(self, line: Line, lemma: str, speaker: Speaker) -> Sourced[str] | None:
        """Return where a speaker writes."""
        return self._written(line, lemma, speaker) or self._among(line, speaker) or self._posted(line)

    def _posted(self, line: Line) -> Sourced[str] | None:
        """Return the network last spoken of, where somebody writes "in a later post"."""
        posted = "post" in line.tokens and line.classes[line.tokens.index("post")] == "n"
        return self._network(line) if posted else None

    def _written(self, line: Line, lemma: str, speaker: Speaker) -> Sourced[str] | None:
        """Return the network that one who writes was said to write on, or the letter that a group sent."""
        if speaker.ref is not None:
            if lemma not in words("speech", "writing"):
                return None
            posted = self._network(line) if lemma in _POSTING else None
            return (
                self.networks.get(speaker.ref)
                or self._beside(line, speaker.ref)
                or posted
                or self._announced(line, speaker.ref)
            )
        noun = (speaker.description or speaker.mention).rpartition(" ")[2]
        if not noun.endswith("s") or not noun.isalpha():
            return None
        group = "|".join(_LAWMAKERS) if noun in _LAWMAKERS else noun
        near = rf"\bletters?\b[^.\n]{{0,60}}\b(?:{group})\b|\b(?:{group})\b[^.\n]{{0,60}}\bletters?\b"
        before = line.masked.start(line.starts[0])
        start = max(0, before - _RECENT)
        if self.document.text.find("letter", start, before) < 0:
            return None
        told = re.compile(near).search(self.document.text, start, before)
        return named(self.document, [told.span()]) if told else None

    def _among(self, line: Line, speaker: Speaker) -> Sourced[str] | None:
        """Return the post that a commenter comments on, also for those whom the next paragraph names among them."""
        if speaker.ref is None and _COMMENTER.search(speaker.description or speaker.mention):
            self.crowd = line.paragraph, self._network(line)
            return self.crowd[1]
        if self.crowd[1] is None or line.paragraph - self.crowd[0] > 1:
            return None
        offset = line.masked.start(line.starts[0])
        paragraph = self.document.paragraphs[bisect_right(self.document.paragraphs, (offset, sys.maxsize)) - 1]
        return self.crowd[1] if _OTHERS.match(self.document.text, paragraph[0]) else None

    def _beside(self, line: Line, ref: Ref) -> Sourced[str] | None:
        """Return where one writes by the sentence before: "Doe hailed it on LinkedIn. “Well done,” she wrote"."""
        start = line.masked.start(line.starts[0])
        before = self.document.sentence(max(0, start - 2))
        if before[0] >= start or "\n" in self.document.text[before[0] : start]:
            return None
        found = (
            named(self.document, [before]) if any(m.ref == ref for m in self.document.mentions_in(*before)) else None
        )
        return found if found is not None and found.value in _WRITTEN else None

    @cached_property
    def _posts(self) -> list[Span]:
        """Where networks are spoken of."""
        return [m.span() for m in _networks().finditer(self.document.text, self.document.article.body)]

    def _network(self, line: Line) -> Sourced[str] | None:
        """Return the network that was last spoken of before the line."""
        at = bisect_left(self._posts, (line.masked.start(line.starts[0]), 0))
        return named(self.document, [self._posts[at - 1]]) if at else None

    def _announced(self, line: Line, speaker: Ref) -> Sourced[str] | None:
        """Look for "Doe took to LinkedIn" before the line."""
        before = line.masked.start(line.starts[0])
        for mention in self.document.by_ref.get(speaker, ())[:_SEEN]:
            match = _TOOK_TO.match(self.document.text, mention.end, mention.end + 60) if mention.end < before else None
            if match is not None and (found := named(self.document, [match.span()])) and found.value in NETWORKS:
                return found
        return None


@cache
def _networks() -> re.Pattern[str]:
    return re.compile("|".join(pattern.pattern for pattern, code in channels() if code in NETWORKS - {"blog"}))

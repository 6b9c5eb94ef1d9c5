"""Where and when something was said, read from the words of its attribution."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import alternation, table, words
from kg.model import Evidence, Found, Manner, Modality, Sourced, TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.document import Document
    from kg.model import Ref, Span
    from kg.rules.speech.lines import Line


@cache
def _channels() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"\b(?:{source})\b"), code) for source, code in table("speech")["channels"])


_NEAR = 250  # characters around an attribution in which time and place of the saying stand


def outside(line: Line, spans: Iterable[Span], cue: Span) -> list[Span]:
    """Return the parts of a line's sentence around the attribution that are not said by the speaker."""
    start, end = line.span(0, len(line.tokens))
    start, end = max(start, cue[0] - _NEAR), min(end, cue[1] + _NEAR)
    parts = []
    for first, last in sorted(spans):
        if start < first:
            parts.append((start, min(first, end)))
        start = max(start, last)
    if start < end:
        parts.append((start, end))
    return [part for part in parts if part[1] > part[0]]


class Scene:
    """Remembers through a document on which channel whom was said to write."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.writers: dict[Ref, Sourced[str]] = {}
        self.last: tuple[int, Ref | None, Sourced[str]] | None = None
        self.release = _release(document)

    def channel(
        self, line: Line, parts: Sequence[Span], lemma: str, speaker: Ref | None, manner: Manner
    ) -> Sourced[str] | None:
        """Return the channel that the words of an attribution name, else the one the speaker is known to use here.

        That is the channel of the speaker's last statement in the same paragraph, a network the speaker was said
        to write on when this too is written, or the press release that the article is.
        """
        found = _named(self.document, parts) or self._kept(line, lemma, speaker)
        if found is not None:
            self.last = (line.paragraph, speaker, found)
            if speaker and found.value in _NETWORKS:
                self.writers.setdefault(speaker, found)
        return found or (self.release if manner is Manner.DIRECT else None)

    def _kept(self, line: Line, lemma: str, speaker: Ref | None) -> Sourced[str] | None:
        if self.last is not None and self.last[0] == line.paragraph and self.last[1] == speaker:
            return self.last[2]
        if speaker is None or lemma not in words("speech", "writing"):
            return None
        return self.writers.get(speaker) or self._announced(line, speaker)

    def _announced(self, line: Line, speaker: Ref) -> Sourced[str] | None:
        """Look for "Doe took to LinkedIn" before the line."""
        before = line.masked.start(line.starts[0])
        for mention in self.document.by_ref.get(speaker, ()):
            match = _TOOK_TO.match(self.document.text, mention.end, mention.end + 60) if mention.end < before else None
            if match is not None and (found := _named(self.document, [match.span()])) and found.value in _NETWORKS:
                return found
        return None


_NETWORKS = frozenset({"linkedin", "x", "facebook", "instagram", "social-media", "blog"})
_TOOK_TO = re.compile(r"(?:'s|’s)?,? (?:took to|turned to|posted|wrote|shared|announced)\b[^.\n]{0,40}")


def _named(document: Document, parts: Sequence[Span]) -> Sourced[str] | None:
    parts = [part for part in parts if _any_channel().search(document.text, *part)]
    for pattern, code in _channels():
        for start, end in parts:
            match = pattern.search(document.text, start, end)
            if match is not None:
                return Sourced(code, Evidence.cut(document.article, match.start(), match.end(), "channel"))
    return None


@cache
def _any_channel() -> re.Pattern[str]:
    return re.compile("|".join(pattern.pattern for pattern, _ in _channels()))


def _release(document: Document) -> Sourced[str] | None:
    """Return the words that show that the article is a press release."""
    match = _wire().search(document.text, document.article.body, document.article.body + _HEAD)
    if match is None:
        return None
    return Sourced("press-release", Evidence.cut(document.article, match.start(), match.end(), "channel"))


_HEAD = 1500  # characters in which a press release shows itself


@cache
def _wire() -> re.Pattern[str]:
    return re.compile(alternation(words("speech", "release")))


def time(document: Document, line: Line, parts: Sequence[Span], near: int) -> Sourced[TimeSpan] | None:
    """Return the date in the attribution that stands nearest to the offset `near`."""
    dates = [
        thing
        for at, letter in enumerate(line.classes)
        if letter == "D"
        and isinstance(thing := line.masked.atoms.get(line.starts[at]), Found)
        and isinstance(thing.value, TimeSpan)
        and any(a <= thing.start < b for a, b in parts)
    ]
    if not dates:
        return None
    best = min(dates, key=lambda d: (abs(d.start - near), d.start))
    return Sourced(best.value, Evidence.cut(document.article, best.start, best.end, "said-time"))


_MODALITY = (
    (re.compile(r"\b(?:will|plans? to|expected to|set to|due to|going to)\b"), Modality.PLANNED),
    (re.compile(r"\b(?:would|should)\b"), Modality.CONDITIONAL),
    (re.compile(r"\b(?:could|may|might)\b"), Modality.POSSIBLE),
    (re.compile(r"\b(?:reportedly|allegedly|is said to|are said to)\b"), Modality.REPORTED),
)


def modality(text: str) -> tuple[Modality, str]:
    """Return how far a text commits to the saying itself, and the word that says so, from the words before the verb."""
    for pattern, value in _MODALITY:
        if match := pattern.search(text):
            return value, match.group()
    return Modality.ASSERTED, ""

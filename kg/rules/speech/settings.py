"""Where and when something was said, read from the words of its attribution."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from kg.lexicon import alternation, table, words
from kg.model import Evidence, Found, Modality, Sourced, TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.document import Document
    from kg.model import Ref, Span, Speaker
    from kg.rules.speech.lines import Line


@cache
def _channels() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"\b(?:{source})\b"), code) for source, code in table("speech")["channels"])


#: Where and when something was said.
Setting: TypeAlias = "tuple[Sourced[str] | None, Sourced[TimeSpan] | None]"
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
    """Remembers through a document where and when whom was said to speak."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.writers: dict[Ref, Sourced[str]] = {}
        self.before: dict[Ref, Setting] = {}
        self.release = _release(document)

    def setting(self, line: Line, parts: Sequence[Span], cue: Span, lemma: str, speaker: Speaker) -> Setting:
        """Return where and when something was said: what the attribution says, else what earlier words tell.

        These are, in turn: the outlet's own report, the place where the speaker was last said to speak, a network
        the speaker was said to write on when this too is written, the post a commenter comments on, and the press
        release that the article is.
        """
        said = time(self.document, line, parts, cue[0])
        channel = _named(self.document, parts)
        if channel is not None:
            self._remember(speaker.ref, channel, said)
            return channel, said
        if lemma == "report" and (speaker.ref or "").startswith("org/"):
            return Sourced("report", Evidence.cut(self.document.article, *cue, "channel")), said
        return self._kept(line, lemma, speaker, said)

    def _remember(self, ref: Ref | None, channel: Sourced[str], said: Sourced[TimeSpan] | None) -> None:
        if ref is None:
            return
        self.before[ref] = (channel, said)
        if channel.value in _NETWORKS:
            self.writers.setdefault(ref, channel)

    def _kept(self, line: Line, lemma: str, speaker: Speaker, said: Sourced[TimeSpan] | None) -> Setting:
        ref, channel = speaker.ref, None
        if ref in self.before:
            channel, when = self.before[ref]
            return _again(channel), said or when
        if ref is not None and lemma in words("speech", "writing"):
            channel = self.writers.get(ref) or self._announced(line, ref)
        if ref is None and _COMMENTER.search(speaker.description or speaker.mention):
            channel = self._network(line)
        if channel is None and self.release is not None:
            return self.release, said or self._issued(self.release)
        return _again(channel), said

    def _issued(self, release: Sourced[str]) -> Sourced[TimeSpan] | None:
        """Return the day of a release: what is said in it is said when it is issued."""
        published = self.document.article.published
        return None if published is None else Sourced(published, replace(release.evidence, rule="said-time"))

    def _network(self, line: Line) -> Sourced[str] | None:
        """Return the network that was last spoken of before the line."""
        before = line.masked.start(line.starts[0])
        matches = list(_networks().finditer(self.document.text, self.document.article.body, before))
        return _named(self.document, [matches[-1].span()]) if matches else None

    def _announced(self, line: Line, speaker: Ref) -> Sourced[str] | None:
        """Look for "Doe took to LinkedIn" before the line."""
        before = line.masked.start(line.starts[0])
        for mention in self.document.by_ref.get(speaker, ()):
            match = _TOOK_TO.match(self.document.text, mention.end, mention.end + 60) if mention.end < before else None
            if match is not None and (found := _named(self.document, [match.span()])) and found.value in _NETWORKS:
                return found
        return None


def _again(channel: Sourced[str] | None) -> Sourced[str] | None:
    """Mark a channel as taken from earlier words."""
    return None if channel is None else replace(channel, evidence=replace(channel.evidence, rule="channel-kept"))


_COMMENTER = re.compile(r"\b(?:comment[eo]rs?|users?|posters?|followers?|commentators?)\b", re.IGNORECASE)
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
def _networks() -> re.Pattern[str]:
    return re.compile("|".join(pattern.pattern for pattern, code in _channels() if code in _NETWORKS - {"blog"}))


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

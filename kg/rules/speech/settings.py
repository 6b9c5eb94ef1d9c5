"""Where and when something was said, read from the words of its attribution."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from kg.lexicon import alternation, table, words
from kg.model import Evidence, Modality, Sourced, TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.document import Document
    from kg.model import Span
    from kg.rules.speech.lines import Line


@cache
def channels() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the words for channels with the code of each, the telling ones first."""
    return tuple((re.compile(rf"\b(?:{source})\b"), code) for source, code in table("speech")["channels"])


#: Where and when something was said.
Setting: TypeAlias = "tuple[Sourced[str] | None, Sourced[TimeSpan] | None]"
_HEARER = 40  # characters behind "told" in which the name of an outlet ends
_NEAR = 250  # characters around an attribution in which time and place of the saying stand


def outside(line: Line, spans: Iterable[Span], cue: Span, last: int | None) -> list[Span]:
    """Return the parts of a line's sentence around the attribution that are not said by the speaker.

    Nothing behind `last` is looked at, where it is told.
    """
    start, end = line.span(0, len(line.tokens))
    start, end = max(start, cue[0] - _NEAR), min(end, cue[1] + _NEAR)
    end = end if last is None else max(start, min(end, last))
    parts = []
    for first, last in sorted(spans):
        if start < first:
            parts.append((start, min(first, end)))
        start = max(start, last)
    if start < end:
        parts.append((start, end))
    return [part for part in parts if part[1] > part[0]]


def named(document: Document, parts: Sequence[Span]) -> Sourced[str] | None:
    """Return the channel that the parts name, if any."""
    parts = [part for part in parts if _any_channel().search(document.text, *part)]
    parts = [piece for part in parts for piece in _without(document.text, part)]
    for pattern, code in channels():
        for start, end in parts:
            match = pattern.search(document.text, start, end)
            if match is not None:
                return Sourced(code, Evidence.cut(document.article, match.start(), match.end(), "channel"))
    return None


def told_outlet(document: Document, cue: Span) -> Sourced[str] | None:
    """Return the interview that "told" and the name of an outlet behind it stand for."""
    match = _outlet().search(document.text, cue[0], cue[1] + _HEARER)
    return None if match is None else Sourced("interview", Evidence.cut(document.article, *match.span(), "channel"))


#: What is said of an outlet before its name.
_PRESS = "broadcaster|newspaper|daily|weekly|magazine|paper|news agency|news site|radio station|channel|outlet"


@cache
def _outlet() -> re.Pattern[str]:
    named = alternation(words("organizations", "media"))
    return re.compile(rf"\b(?:told|tells?) (?:(?:the )?(?:{named})\b|(?:[\w-]+ ){{0,2}}(?:{_PRESS}) [A-Z])")


#: What a speaker leans on or answers to is not where they speak: "said, citing a filing".
_LEANED_ON = re.compile(
    r"\b(?:citing|referring to|in (?:response|reply) to|responding to|commenting on|asked about"
    r"|(?:denied|denies|denying|rejected|dismissed)"
    r" (?:an? |the )?(?:\w+ )?reports?"
    r"|(?:seen|viewed|reviewed|obtained) by)\b[^,.;]*"
)


def _without(text: str, part: Span) -> list[Span]:
    """Return what is left of a part without what the speaker leans on."""
    holes = [match.span() for match in _LEANED_ON.finditer(text, *part)]
    edges = [part[0], *(edge for hole in holes for edge in hole), part[1]]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]


def code_of(words: str) -> str:
    """Return the code of the channel that words name, empty where they name none."""
    return next((code for pattern, code in channels() if pattern.search(words)), "")


@cache
def _any_channel() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(source for source, _ in table('speech')['channels'])})\b")


_MODALITY = (
    (re.compile(r"\b(?:will|plans? to|expected to|set to|due to|going to)\b"), Modality.PLANNED),
    (re.compile(r"\b(?:would|should)\b"), Modality.CONDITIONAL),
    (re.compile(r"\b(?:could|may|might)\b"), Modality.POSSIBLE),
    (re.compile(r"\b(?:reportedly|allegedly|is said to|are said to)\b"), Modality.REPORTED),
)
_ANY_MODALITY = re.compile("|".join(pattern.pattern for pattern, _ in _MODALITY))


def modality(text: str) -> tuple[Modality, str]:
    """Return how far a text commits to the saying itself, and the word that says so, from the words before the verb."""
    if _ANY_MODALITY.search(text) is None:
        return Modality.ASSERTED, ""
    for pattern, value in _MODALITY:
        if match := pattern.search(text):
            return value, match.group()
    return Modality.ASSERTED, ""

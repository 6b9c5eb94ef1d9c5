"""Where and when something was said, read from the words of its attribution."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.document import Found
from kg.lexicon import table
from kg.model import Evidence, Modality, Sourced, TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.document import Document
    from kg.model import Span
    from kg.rules.speech.lines import Line


@cache
def _channels() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"\b(?:{source})\b"), code) for source, code in table("speech")["channels"])


def outside(line: Line, spans: Iterable[Span]) -> list[Span]:
    """Return the parts of a line's sentence that are not said by the speaker."""
    start, end = line.span(0, len(line.tokens))
    parts = []
    for first, last in sorted(spans):
        if start < first:
            parts.append((start, min(first, end)))
        start = max(start, last)
    if start < end:
        parts.append((start, end))
    return parts


def channel(document: Document, parts: Sequence[Span]) -> Sourced[str] | None:
    """Return the channel that the words of an attribution name."""
    for pattern, code in _channels():
        for start, end in parts:
            match = pattern.search(document.text, start, end)
            if match is not None:
                return Sourced(code, Evidence.cut(document.article, match.start(), match.end(), "channel"))
    return None


def time(document: Document, line: Line, parts: Sequence[Span], near: int) -> Sourced[TimeSpan] | None:
    """Return the date in the attribution that stands nearest to the offset `near`."""
    dates = [
        thing
        for at, letter in enumerate(line.classes)
        if letter == "D" and isinstance(thing := line.masked.atoms.get(line.starts[at]), Found) and isinstance(thing.value, TimeSpan)
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

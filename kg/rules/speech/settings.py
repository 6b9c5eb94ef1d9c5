"""Where and when something was said, read from the words of its attribution."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from kg import edtf
from kg.lexicon import table, words
from kg.model import Evidence, Found, Modality, Sourced, TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.document import Document
    from kg.model import Span
    from kg.rules.speech.lines import Line


@cache
def channels() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the words for channels with the code of each, the telling ones first."""
    return tuple((re.compile(rf"\b(?:{source})\b"), code) for source, code in table("speech")["channels"])


#: Where and when something was said.
Setting: TypeAlias = "tuple[Sourced[str] | None, Sourced[TimeSpan] | None]"
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


def time(document: Document, line: Line, parts: Sequence[Span], near: int) -> Sourced[TimeSpan] | None:
    """Return the date in the attribution that stands nearest to the offset `near`."""
    published = document.article.published
    dates = [
        thing
        for at, letter in enumerate(line.classes)
        if letter == "D"
        and isinstance(thing := line.masked.atoms.get(line.starts[at]), Found)
        and isinstance(thing.value, TimeSpan)
        and any(a <= thing.start < b for a, b in parts)
        and ";" not in document.text[min(thing.start, near) : max(thing.start, near)]
        and _tells_when(line, at)
        and not _is_later(thing.value, published)
    ]
    if not dates:
        return _at_the_time(document, line, parts)
    best = min(dates, key=lambda d: (d.start < near, abs(d.start - near), d.start))
    return Sourced(_begun(best.value), Evidence.cut(document.article, best.start, best.end, "said-time"))


def _begun(value: TimeSpan) -> TimeSpan:
    """Return the time in which an open one begins: "since 2021, when Acme warned of it"."""
    return edtf.parse(value.edtf.removesuffix("/.."), value.text) if value.edtf.endswith("/..") else value


def _at_the_time(document: Document, line: Line, parts: Sequence[Span]) -> Sourced[TimeSpan] | None:
    """Return the date last told of before "Doe said at the time", month or day."""
    if not any(_THEN.search(document.text, *part) for part in parts):
        return None
    start = line.span(0, 1)[0]
    told = [day for day in days(document, (max(0, start - _NEAR), start)) if "-" in day.value.edtf]
    told = [day for day in told if "/" not in day.value.edtf and not _is_later(day.value, document.article.published)]
    return told[-1] if told else None


def days(document: Document, span: Span) -> Iterator[Sourced[TimeSpan]]:
    """Yield the dates in a span of the text."""
    values = document.values
    for found in values[bisect_left(values, span[0], key=lambda value: value.start) :]:
        if found.start >= span[1]:
            return
        if isinstance(found.value, TimeSpan):
            yield Sourced(found.value, Evidence.cut(document.article, found.start, found.end, "said-time"))


def _tells_when(line: Line, at: int) -> bool:
    """Tell whether the date at `at` may be that of the saying: not a dateline, a period, a life or a limit."""
    if at < line.dateline or _is_question(line, at):
        return False
    if line.word(at + 1 + (line.word(at + 1) == ",")) == "when":  # "since 2021, when Acme warned of it"
        return True
    thing = line.thing(at)
    named = _is_month(thing) and not _OCCASIONS.isdisjoint((line.word(at + 1), line.word(at + 2)))
    if not named and (line.word(at + 1) in _PERIODS or line.word(at - 1) in _LIMITS):
        return False
    if isinstance(thing, Found) and isinstance(thing.value, TimeSpan) and _QUARTER.search(thing.value.text):
        return False  # "on the third-quarter call": what is told of, not when
    segment = max(line.classes.rfind(mark, 0, at) for mark in ",q-") + 1
    return line.classes[segment : segment + 1] != "w" or "k" in line.classes[segment:at]  # "Doe, who joined in 2020"


def _is_question(line: Line, at: int) -> bool:
    """Tell whether a date is part of what somebody was asked: "Asked if it would close in 2027, Doe said"."""
    return line.word(0) in words("speech", "asking") and 2 < at < line.classes.rfind(",")


def _is_month(thing: object) -> bool:
    """Tell whether a date is a month: "the July call" was held then, "the second-quarter call" was not."""
    return isinstance(thing, Found) and isinstance(thing.value, TimeSpan) and bool(_MONTH.fullmatch(thing.value.edtf))


_MONTH = re.compile(r"\d{4}-\d\d")
_OCCASIONS = frozenset({"call", "conference", "summit", "briefing", "meeting"})
_QUARTER = re.compile(r"quarter|\bQ[1-4]\b", re.IGNORECASE)
_THEN = re.compile(r"\bat the time\b|\bback then\b|\b(?:said|added|wrote|argued|warned) then\b")


def _is_later(said: TimeSpan, published: TimeSpan | None) -> bool:
    return bool(said.earliest and published and published.latest and said.earliest > published.latest)


_PERIODS = frozenset(
    {
        "earnings",
        "results",
        "result",
        "report",
        "financial",
        "revenue",
        "profit",
        "sales",
        "call",
        "conference",
        "summit",
        "edition",
    }
)
_LIMITS = frozenset({"since", "until", "till", "by", "before", "through", "between"})


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

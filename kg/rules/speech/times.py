"""When something was said, read from the words of its attribution."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from kg import edtf
from kg.lexicon import words
from kg.model import Evidence, Found, Sourced, TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.document import Document
    from kg.model import Span
    from kg.rules.speech.lines import Line

_THEN_NEAR = 600  # characters before "at the time" in which that time is told


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
        and _tells_when(line, at, near)
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
    told = [day for day in days(document, (max(0, start - _THEN_NEAR), start)) if "-" in day.value.edtf]
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


def _tells_when(line: Line, at: int, near: int) -> bool:
    """Tell whether the date at `at` may be that of the saying at `near`: no dateline, period, life or limit."""
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
    between = line.classes[segment:at]
    if line.classes[segment : segment + 1] == "w" and "k" not in between:  # "Doe, who joined in 2020"
        verb = next((i for i in range(at, len(line.tokens)) if line.classes[i] == "k"), at)
        return verb > at and "," not in line.classes[at:verb]  # "who in 2020 said"
    return line.word(segment) not in _COMPARED or line.span(at, at + 1)[0] < near  # "says Doe, up from 5% in 2020"


def _is_question(line: Line, at: int) -> bool:
    """Tell whether a date is part of what somebody was asked: "Asked if it would close in 2027, Doe said"."""
    return line.word(0) in words("speech", "asking") and 2 < at < line.classes.rfind(",")


def _is_month(thing: object) -> bool:
    """Tell whether a date is a month or day: "the July call" was held then, "the second-quarter call" was not."""
    return isinstance(thing, Found) and isinstance(thing.value, TimeSpan) and bool(_MONTH.fullmatch(thing.value.edtf))


_MONTH = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
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
_COMPARED = frozenset({"up", "down", "compared", "versus", "against", "from", "more", "less", "higher", "lower"})
_LIMITS = frozenset({"since", "until", "till", "by", "before", "through", "between"})

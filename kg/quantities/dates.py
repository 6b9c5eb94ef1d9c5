"""Dates in a text: a time as worded, the part of it meant, the words that bound it, and the days all that allows."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from heapq import merge
from typing import TYPE_CHECKING

from kg.beginnings import Opened
from kg.lexicon import table
from kg.model import Found, TimeSpan
from kg.quantities import amounts, calendar, named, relative
from kg.quantities.moment import Moment, month_numbers
from kg.quantities.numbers import either
from kg.quantities.resolve import Time, between, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.quantities.calendar import Bounds

_READERS = {**named.READERS, **relative.READERS}
_PARTS = {
    "early": (0, 3),
    "mid": (1, 3),
    "middle": (1, 3),
    "late": (2, 3),
    "start": (0, 12),
    "beginning": (0, 12),
    "end": (11, 12),
    "close": (11, 12),
    "first half": (0, 2),
    "second half": (1, 2),
}
# "The end of 2026" and "end-2026" are parts of a year; "to end in 2026" and "will start in 2026" are verbs.
_PART = re.compile(
    r"(?<![a-z0-9])(?:the )?(?:(?:very )?(?P<part>early|mid|middle|late)(?:-| (?:(?:in|of) )?(?:the )?)"
    rf"|(?:very )?(?P<edge>{either(_PARTS)})(?:-| of (?:the )?)|(?P<side>earlier|later|so far) (?:in )?(?:the )?)\Z"
)
_BOUND = re.compile(
    r"(?<![a-z0-9])(?:(?P<until>not? later than|(?:on|by) or before|until|till|through(?! (?:in|on|at) )|thru|by)"
    r"|(?P<before>before|ahead of|prior to)"
    r"|(?P<since>as (?:early|soon) as|since|no earlier than|not before"
    r"|on or after|(?:starting|beginning|effective) from)|(?P<after>after|following)"
    r"|(?P<about>around|about|circa|roughly)|(?P<opens>from|between)|(?P<within>in|on|during|within|into))"
    r"(?: (?:in|on|around|about|at|as early as|as late as))?(?: the)? \Z"
)
_BEHIND = re.compile(
    r",? (?:and|or) (?P<later>beyond|after|later|onwards?|thereafter|afterwards?)\b|(?:,? |-)(?P<onward>onwards?)\b"
    r"| or (?P<earlier>earlier|sooner|before)\b"
)
_JOIN = re.compile(r",? (?P<word>to|through|until|and|or) (?:the )?| ?[-–—] ?")
_OPENING = re.compile(r"(?<![a-z])(?:from|(?P<between>between))(?: the)? \Z")
_COUNTED = re.compile(r"\b(?:some|nearly|almost|approximately|(?:more|fewer|less) than|over|at least|of about) \Z")
_TITLE = re.compile(r"[A-Z][a-z]+ [A-Z]")  # "This Week" is a programme
_STOP = re.compile(r"[.;!?] |\n")
_THINGS = re.compile(r" [a-z-]+s\b")
_AFTER_WEEKDAY = (", ", " ")
_REACH = 40  # characters before a date in which the words that bound it can begin
_HORIZON = 70  # characters before a date in which a word tells whether it is past or to come


@cache
def _pattern() -> Opened:
    shapes = "|".join([*relative.patterns(), *named.patterns()])
    first = either([*relative.first_words(), *named.first_words()])
    return Opened("|".join([first, *relative.openings(), *named.openings()]), shapes, "a-z0-9_.,/#$€£¥")


@cache
def _tenses() -> re.Pattern[str]:
    words = table("quantities")["dates"]
    return re.compile(rf"\b(?:(?P<future>{either(words['future'])})|{either(words['past'])})\b")


@cache
def _names() -> re.Pattern[str]:
    names = either([*month_numbers(), *table("quantities")["dates"]["weekdays"]])
    return re.compile(rf"(?<![a-z])(?:{names})(?![a-z])")


@cache
def _leads() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(table('quantities')['dates']['within'])}) \Z")


def dates(text: str, plain: str, published: TimeSpan | None = None) -> list[Found[TimeSpan]]:
    """Return the dates of a text and its plain form, in order; what is relative is counted from `published`."""
    found: list[Found[TimeSpan]] = []
    waiting: Time | None = None
    for time in _times(text, plain):
        if waiting and (joined := _joined(plain, waiting, time)):
            if joined is time:
                waiting = replace(time, start=waiting.start)
                continue
            found.append(_found(text, joined.start, joined.end, *between(waiting, time, published)))
            waiting = None
            continue
        if waiting:
            found.append(_found(text, waiting.start, waiting.end, *resolve(waiting, published)))
        waiting = time
    if waiting:
        found.append(_found(text, waiting.start, waiting.end, *resolve(waiting, published)))
    return found


def _found(text: str, start: int, end: int, bounds: Bounds, approximate: bool) -> Found[TimeSpan]:
    edtf = calendar.edtf(bounds, approximate=approximate)
    return Found(start, end, TimeSpan(*bounds, edtf, text[start:end]))


def _joined(plain: str, first: Time, second: Time) -> Time | None:
    """Return the second time alone where the first is its weekday, both as one where they make a range, else None."""
    gap = plain[first.end : second.core]
    if first.moment.kind == "weekday" and second.moment.kind == "day" and gap in _AFTER_WEEKDAY:
        return second
    join = _JOIN.fullmatch(gap)
    opening = _OPENING.search(plain, max(0, first.core - 16), first.core)
    if not join or (join["word"] == "and" and not (opening and opening["between"])) or not _pairs(first, second):
        return None
    return replace(first, start=opening.start() if opening else first.start, end=second.end)


def _pairs(first: Time, second: Time) -> bool:
    counted = first.moment.counted, second.moment.counted
    return counted == (None, None) and not first.moment.unknown and not second.moment.unknown


def _times(text: str, plain: str) -> Iterator[Time]:
    floor = 0
    for moment in merge(_moments(text, plain), relative.agos(plain), key=lambda moment: moment.start):
        if moment.start < floor:
            continue
        time = _surrounded(plain, moment, floor)
        if not moment.guarded or _stands(plain, time):
            yield time
            floor = time.end


def _moments(text: str, plain: str) -> Iterator[Moment]:
    for found in _pattern().matches(plain):
        kind = found.lastgroup or ""
        if _is_time(text, plain, found, kind):
            yield _READERS[kind](found)


def _is_time(text: str, plain: str, found: re.Match[str], kind: str) -> bool:
    """Tell whether names are written as names ("May", not "may") and a year is no number of things."""
    if kind in ("mdy", "dmy", "month", "weekday"):
        name = _names().search(plain, *found.span())
        return bool(name) and text[name.start()].isupper() if name else False
    if kind == "turned":
        return not _TITLE.match(text, found.start())
    if kind != "year" or not found["year_number"]:
        return True
    if amounts.tail(plain, found.end(), len(plain)).kind in ("unit", "currency"):
        return False
    if found["year_number"].endswith("00") and _THINGS.match(plain, found.end()):
        return False
    return not _COUNTED.search(plain, max(0, found.start() - 16), found.start())


def _stands(plain: str, time: Time) -> bool:
    """Tell whether a word that may be no time is one here, by the words before it."""
    if time.moment.kind != "month":
        return bool(time.part or time.side)
    return bool(time.part or time.bound or _leads().search(plain, max(0, time.core - 16), time.core))


def _surrounded(plain: str, moment: Moment, floor: int) -> Time:
    """Return the moment with the part of it meant and the words that bound it."""
    start = core = moment.start
    part = _PART.search(plain, max(floor, start - _REACH), start)
    if part:
        start = core = part.start()
    bound = _BOUND.search(plain, max(floor, start - _REACH), start)
    name = (bound.lastgroup or "") if bound else ""
    which = "end" if moment.kind == "close" else (part["part"] or part["edge"] or "") if part else ""
    side = (part["side"] or "") if part else ""
    end, name = _closed(plain, moment.end, name)
    # "From" and "between" belong to a date only where a second one follows, or "onward".
    start = bound.start() if bound and name != "opens" else start
    future = name in ("until", "before") or (name != "since" and _to_come(plain, start))
    return Time(start, core, end, moment, _PARTS.get(which), side, name, future)


def _closed(plain: str, end: int, bound: str) -> tuple[int, str]:
    """Return the end of the time with "and beyond" or "or earlier" behind it, and the bound these set."""
    behind = _BEHIND.match(plain, end)
    return (behind.end(), "until" if behind["earlier"] else "since") if behind else (end, bound)


def _to_come(plain: str, start: int) -> bool:
    """Tell whether the last word of tense before `start`, in its sentence, speaks of what is still to come."""
    tenses = list(_tenses().finditer(plain, max(0, start - _HORIZON), start))
    if not tenses or not tenses[-1]["future"]:
        return False
    return not _STOP.search(plain, tenses[-1].end(), start)

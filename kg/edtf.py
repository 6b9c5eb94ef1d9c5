"""Dates as people know them, Extended Date/Time Format (EDTF) level 1, and the days each allows."""

from __future__ import annotations

import datetime
import re

from kg.model import TimeSpan

_DATE = re.compile(
    r"""
    (?P<year>[0-9]{2}(?:[0-9]{2}|[0-9]X|XX))
    (?:-(?P<month>[0-9]{2}|XX)
        (?:-(?P<day>[0-9]{2}|XX)
            (?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?)?)?
    (?P<mark>[?~%]?)
    """,
    re.VERBOSE,
)
#: First and last month of the seasons EDTF numbers where a month would stand, as in the north; 14 is next February.
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
_OPEN = ("", "..")

Bounds = tuple[datetime.date | None, datetime.date | None]


def parse(text: str, words: str = "") -> TimeSpan:
    """Read an EDTF level 1 date or interval and give the first and last day it allows.

    "2025-11-03", "2025-11", "2025-11~" (approximate: the bounds are those of the month, the mark stays in `edtf`),
    "2025?", "2025-XX", "202X", "2025-22" (summer), "2025-11-03/..", "../2026-12-31". A time of day is read and left
    out of the bounds. `words` are kept as the words that say so.

    Raises ValueError, with a reason for people, where the text is no such date or names a day that does not exist.
    """
    edtf = text.strip()
    first, slash, last = edtf.partition("/")
    if not slash:
        return TimeSpan(*_bounds(first), edtf, words)
    if first in _OPEN and last in _OPEN:
        raise ValueError(f"'{edtf}' has neither a beginning nor an end")
    earliest = None if first in _OPEN else _bounds(first)[0]
    latest = None if last in _OPEN else _bounds(last)[1]
    if earliest and latest and earliest > latest:
        raise ValueError(f"'{edtf}' ends before it begins")
    return TimeSpan(earliest, latest, edtf, words)


def _bounds(text: str) -> Bounds:
    found = _DATE.fullmatch(text)
    if not found:
        raise ValueError(f"'{text}' is not a date such as 2025-11-03, 2025-11, 2025-11~ or 2025-11-03/..")
    year, month, day = found["year"], found["month"], found["day"]
    if "X" in year and (month or day):
        raise ValueError(f"'{text}' gives a month of an unknown year")
    if month == "XX" and day not in (None, "XX"):
        raise ValueError(f"'{text}' gives a day of an unknown month")
    if month in (None, "XX"):
        return _date(text, int(year.replace("X", "0")), 1, 1), _date(text, int(year.replace("X", "9")), 12, 31)
    if day in (None, "XX"):
        return _months(text, int(year), int(month))
    return (exact := _date(text, int(year), int(month), int(day))), exact


def _months(text: str, year: int, month: int) -> Bounds:
    first, last = _SEASONS.get(month, (month, month))
    earliest = _date(text, year, first, 1)
    after = _date(text, year + last // 12, last % 12 + 1, 1)
    return earliest, after - datetime.timedelta(days=1)


def _date(text: str, year: int, month: int, day: int) -> datetime.date:
    try:
        return datetime.date(year, month, day)
    except ValueError as error:
        raise ValueError(f"'{text}' is no day of the calendar") from error

"""Stretches of days: months, quarters and years as bounds, parts of them, and how they are written in EDTF."""

from __future__ import annotations

import datetime
from datetime import timedelta

Date = datetime.date
#: First and last day; None where it is open.
Bounds = tuple[Date | None, Date | None]
Stretch = tuple[Date, Date]
DAY = timedelta(days=1)


def months(year: int, first: int, last: int) -> Stretch:
    """Return the days from month `first` to month `last` of `year`; 13 is January after it, 0 December before."""
    return _first(year, first), _first(year, last + 1) - DAY


def _first(year: int, month: int) -> Date:
    year, month = min(max(year + (month - 1) // 12, 1), 9999), (month - 1) % 12 + 1
    return Date(year, month, 1)


def year(number: int) -> Stretch:
    """Return the days of a year."""
    return months(number, 1, 12)


def decade(number: int) -> Stretch:
    """Return the days of the decade that holds the year `number`."""
    first = number - number % 10
    return Date(first, 1, 1), Date(first + 9, 12, 31)


def later(day: Date, unit: str, count: int) -> Date:
    """Return the day `count` units (day, week, month, year, decade) after `day`, the last of a month too short."""
    if unit in ("day", "week"):
        try:
            return day + count * timedelta(days=7 if unit == "week" else 1)
        except OverflowError:
            return Date.max if count > 0 else Date.min
    steps = count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
    start, end = months(day.year, day.month + steps, day.month + steps)
    return min(start + (day.day - 1) * DAY, end)


def around(day: Date, unit: str, shift: int) -> Stretch:
    """Return the week, weekend, month, quarter, year or decade that lies `shift` units from that of `day`."""
    if unit in ("week", "weekend"):
        monday = day - day.weekday() * DAY + shift * 7 * DAY
        return (monday + 5 * DAY if unit == "weekend" else monday), monday + 6 * DAY
    if unit == "month":
        return months(day.year, day.month + shift, day.month + shift)
    if unit == "quarter":
        first = day.month - (day.month - 1) % 3 + 3 * shift
        return months(day.year, first, first + 2)
    return year(day.year + shift) if unit == "year" else decade(day.year + 10 * shift)


def part(stretch: Stretch, which: int, parts: int) -> Stretch:
    """Return the part number `which` (from 0) of `parts` equal parts, in whole months where the stretch has enough."""
    first, last = stretch
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    if count >= parts and first.day == 1 and (last + DAY).day == 1:
        return months(first.year, first.month + count * which // parts, first.month + count * (which + 1) // parts - 1)
    length = (last - first).days + 1
    return first + length * which // parts * DAY, first + (length * (which + 1) // parts - 1) * DAY


def edtf(bounds: Bounds, *, approximate: bool = False) -> str:
    """Return the bounds in Extended Date/Time Format, level 1; empty where both are open."""
    first, last = bounds
    mark = "~" if approximate else ""
    if first is None and last is None:
        return ""
    if first is None or last is None:
        return f"{_start(first)}{mark}/.." if first else f"../{_end(last)}{mark}"
    decade_long = last.year - first.year == 9 and first.year % 10 == 0
    if decade_long and (first, last) == decade(first.year) and not approximate:
        return f"{first.year // 10}X"
    start, end = _pair(first, last)
    return f"{start}{mark}" if start == end else f"{start}{mark}/{end}{mark}"


def _start(day: Date) -> str:
    return day.isoformat()[: 10 if day.day > 1 else 7 if day.month > 1 else 4]


def _end(day: Date | None) -> str:
    if day is None:
        return ".."
    closes = day == Date.max or (day + DAY).day == 1
    return day.isoformat()[: 10 if not closes else 7 if day.month < 12 else 4]


def _pair(first: Date, last: Date) -> tuple[str, str]:
    """Return both ends as coarsely as both allow."""
    length = max(len(_start(first)), len(_end(last)))
    return first.isoformat()[:length], last.isoformat()[:length]

"""The calendar unit that a time span fills: a day, a week, a month, a quarter, a half, a year."""

from __future__ import annotations

import calendar
import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.model import TimeSpan

_DAY = datetime.timedelta(days=1)
#: Months in a unit, and its name.
_UNITS = ((1, "month"), (3, "quarter"), (6, "half"), (12, "year"))


def precision(span: TimeSpan) -> str | None:
    """Name the unit that `span` fills exactly, "interval" for other bounds, None where both ends are open."""
    first, last = span.earliest, span.latest
    if first is None and last is None:
        return None
    if first is None or last is None:
        return "interval"
    if first == last:
        return "day"
    if first.weekday() == 0 and last - first == 6 * _DAY:
        return "week"
    return _months(first, last) or "interval"


def _months(first: datetime.date, last: datetime.date) -> str | None:
    if first.day != 1 or last.day != calendar.monthrange(last.year, last.month)[1]:
        return None
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    return next((name for size, name in _UNITS if months == size and (first.month - 1) % size == 0), None)

"""From words to days: which days a time allows, counted from the day of publication where the words leave it open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.quantities import calendar
from kg.quantities.calendar import DAY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import TimeSpan
    from kg.quantities.calendar import Bounds, Date, Stretch
    from kg.quantities.moment import Moment

OPEN: Bounds = (None, None)


@dataclass(frozen=True, slots=True)
class Time:
    """A moment with the words around it. `core` is where it begins without the words that bound it."""

    start: int
    core: int
    end: int
    moment: Moment
    part: tuple[int, int] | None = None
    side: str = ""
    bound: str = ""
    future: bool = False


def resolve(time: Time, published: TimeSpan | None) -> tuple[Bounds, bool]:
    """Return the days a time allows, both open where that cannot be known, and whether they are approximate."""
    bounds = _union(_bounded(time, day) for day in _anchors(published))
    exact = time.bound in ("until", "before", "since", "after")
    rough = (time.part is not None and not exact) or time.bound == "about"
    return bounds, bounds != OPEN and (rough or (time.moment.approximate and not exact))


def between(first: Time, second: Time, published: TimeSpan | None) -> tuple[Bounds, bool]:
    """Return the days from one time to another; a year one of them leaves out is that of the other."""
    first, second = replace(first, bound=""), replace(second, bound="")
    bounds = _union(_pair(first, second, day) for day in _anchors(published))
    return bounds, bounds != OPEN and bool(first.part or second.part)


def _anchors(published: TimeSpan | None) -> list[Date | None]:
    if published is None:
        return [None]
    days = {day for day in (published.earliest, published.latest) if day is not None}
    return sorted(days) or [None]  # type: ignore[return-value]


def _union(readings: Iterable[Bounds]) -> Bounds:
    """Return the days any of the readings allows: publication in a month leaves "yesterday" a month wide."""
    firsts, lasts = zip(*readings, strict=True)
    first = None if None in firsts else min(firsts)
    return first, None if None in lasts else max(lasts)


def _pair(first: Time, second: Time, day: Date | None) -> Bounds:
    if first.moment.yearless and not second.moment.yearless:
        end = _bounded(second, day)[1]
        start = _before(first, end) if end else None
    else:
        start = _bounded(first, day)[0]
        end = _after(second, start) if second.moment.yearless else _bounded(second, day)[1]
    return (start, end) if start and end and start <= end else OPEN


def _before(time: Time, end: Date) -> Date | None:
    """Return the first day of a yearless time that begins last before `end`."""
    stretch = time.moment.within(end.year)
    if stretch and stretch[0] > end:
        stretch = time.moment.within(end.year - 1)
    return _parted(time, stretch)[0] if stretch else None


def _after(time: Time, start: Date | None) -> Date | None:
    """Return the last day of a yearless time that ends first after `start`."""
    stretch = time.moment.within(start.year) if start else None
    if start and stretch and stretch[1] < start:
        stretch = time.moment.within(start.year + 1)
    return _parted(time, stretch)[1] if stretch else None


def _bounded(time: Time, day: Date | None) -> Bounds:
    """Return the days a time allows, with the words that bound it."""
    first, last = _days(time, day)
    if time.bound == "until":
        return None, last
    if time.bound == "before":
        # "Before the end of 2026" leaves the year to its last day.
        return None, last if time.part and time.part[0] == 11 else first and first - DAY
    if time.bound == "since":
        return first, None
    if time.bound == "after":
        return last and last + DAY, None
    return first, last


def _days(time: Time, day: Date | None) -> Bounds:
    stretch = _stretch(time.moment, day, future=time.future)
    if stretch[0] is None or stretch[1] is None:
        return stretch
    first, last = _parted(time, (stretch[0], stretch[1]))
    if day and time.side:
        first, last = (max(first, day), last) if time.side == "later" else (first, min(last, day))
    return (first, last) if first <= last else OPEN


def _parted(time: Time, stretch: Stretch) -> Stretch:
    if not time.part or stretch[0] == stretch[1]:  # "early Wednesday" is that day
        return stretch
    which, parts = time.part
    edge = parts == 12 and (stretch[1] - stretch[0]).days > 400  # the last year of a decade, not its last ten months
    return calendar.part(stretch, *((9 if which else 0, 10) if edge else time.part))


def _stretch(moment: Moment, day: Date | None, *, future: bool) -> Bounds:
    """Return the days of the moment itself."""
    if moment.year is not None:
        return moment.within(moment.year) or OPEN
    if day is None or moment.unknown:
        return OPEN
    if moment.counted:
        return (moment.ahead if future and moment.ahead else moment.counted)(day)
    if moment.shift is not None:
        return moment.within(day.year + moment.shift) or OPEN
    return _nearest(moment, day, future=future)


def _nearest(moment: Moment, day: Date, *, future: bool) -> Bounds:
    """Return the last time of the kind that has begun, or the first that has not ended where the text looks ahead."""
    spans = [span for step in range(-8, 9) if (span := moment.within(day.year + step))]
    if future:
        return next((span for span in spans if span[1] >= day), OPEN)
    return next((span for span in reversed(spans) if span[0] <= day), OPEN)

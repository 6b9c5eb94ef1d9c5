"""Drawing moments in lanes, under an axis of years or months.

A time known within bounds is a bar from its first to its last possible day; an open side fades out. Drawing is done in
whole units of an SVG of fixed width, so the same moments give the same picture.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.server.wording import clipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.server.nodes import Thing

WIDTH: Final = 1080
_LEFT: Final = 24
_RIGHT: Final = 24
_ROW: Final = 26
_LABEL: Final = 46  # characters
_CHAR: Final = 6.4


@dataclass(frozen=True, slots=True)
class Moment:
    """Something with a time: `first` and `last` are ordinal days, None where that side is open."""

    lane: str
    when: str
    first: int | None
    last: int | None
    what: str
    thing: Thing
    who: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A moment in its place."""

    moment: Moment
    x: int
    width: int
    row: int
    label: str
    label_x: int
    anchor: str
    open_left: bool
    open_right: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane, from `top` down."""

    heading: str
    top: int
    height: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of the axis."""

    x: int
    label: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """The days from `first` to `last` (ordinals) across the width of the drawing."""

    first: int
    last: int

    @property
    def days(self) -> int:
        """How many days there are."""
        return self.last - self.first

    def x(self, day: int | None, otherwise: int) -> int:
        """Give the place of a day, at the nearer edge where it lies outside; `otherwise` stands for an open side."""
        inner = WIDTH - _LEFT - _RIGHT
        held = min(max(otherwise if day is None else day, self.first), self.last)
        return _LEFT + round(inner * (held - self.first) / self.days)

    def shows(self, moment: Moment) -> bool:
        """Say whether a moment meets these days."""
        return (moment.first or moment.last or 0) <= self.last and (moment.last or moment.first or 0) >= self.first

    def ticks(self) -> Iterator[Tick]:
        """Give years where there are many, else months."""
        begin, end = datetime.date.fromordinal(self.first), datetime.date.fromordinal(self.last)
        months = (end.year - begin.year) * 12 + end.month - begin.month
        step = next((step for step in (1, 3, 6, 12, 24, 60, 120) if months / step <= 12), 600)
        number = (begin.year * 12 + begin.month - 1) // step * step
        while number <= end.year * 12 + end.month - 1:
            year, month = divmod(number, 12)
            day = datetime.date(max(year, 1), month + 1, 1)
            if begin <= day <= end:
                label = day.strftime("%Y") if step >= 12 or month == 0 else day.strftime("%b %Y")
                yield Tick(self.x(day.toordinal(), 0), label, month == 0 and step < 12)
            number += step


def lane(heading: str, top: int, moments: Iterable[Moment], scale: Scale) -> Lane:
    """Lay out moments from `top` down: each in the first row that has room for its bar and its label."""
    rows: list[int] = []  # where each row is taken up to
    bars = []
    for moment in moments:
        bar, left, right = _placed(moment, scale)
        row = next((number for number, taken in enumerate(rows) if taken <= left), len(rows))
        rows[row : row + 1] = [right]
        bars.append(replace(bar, row=row))
    return Lane(heading, top, max(len(rows), 1) * _ROW + 30, tuple(bars))


def _placed(moment: Moment, scale: Scale) -> tuple[Bar, int, int]:
    """Give a moment as a bar in no row yet, and what it takes up from left to right with its label."""
    x, end = scale.x(moment.first, scale.first), scale.x(moment.last, scale.last)
    width = max(end - x, 8)
    told = f"{moment.who}: {moment.what}" if moment.who and moment.lane == "said" else moment.what
    label = clipped(told, _LABEL)
    room = round(len(label) * _CHAR) + 14
    bounds = moment.first is None, moment.last is None
    if x + width + room <= WIDTH:
        return Bar(moment, x, width, 0, label, x + width + 7, "start", *bounds), x, x + width + room
    if x >= room:
        return Bar(moment, x, width, 0, label, x - 7, "end", *bounds), x - room, x + width
    return Bar(moment, x, width, 0, label, x + 8, "start", *bounds), x, x + width

"""A time as a text words it, before it is known which days are meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import table
from kg.quantities import calendar
from kg.quantities.calendar import Date

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.quantities.calendar import Bounds, Stretch

YEAR = "(?:19|20)[0-9]{2}"
#: "Next year", "the same year": a year counted from that of publication.
YEAR_OF = "(?:the )?(?:this|last|next|current|coming|previous|past|same) (?:calendar )?year|the year"
#: Words before a unit of time that point to another one.
TURN = "last|this past|past|previous|prior|preceding|this coming|this|current|next|coming|following|upcoming"
_AHEAD = {
    "this": 0,
    "current": 0,
    "same": 0,
    "the": 0,
    "next": 1,
    "coming": 1,
    "this coming": 1,
    "following": 1,
    "upcoming": 1,
}


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as worded. Either it lies in a year (given, relative, or left out), or it is counted from a day."""

    start: int
    end: int
    kind: str
    year: int | None = None
    shift: int | None = None  # years from the year of publication
    months: tuple[int, int] = (1, 12)
    days: tuple[int, int] | None = None
    counted: Callable[[Date], Bounds] | None = None
    ahead: Callable[[Date], Bounds] | None = None  # instead of `counted` where the text speaks of what is to come
    approximate: bool = False
    guarded: bool = False  # no time by itself: only behind a word of time ("in may"), or as a part ("end of the year")
    unknown: bool = False  # nothing bounds it: a quarter of a fiscal year nobody names

    @property
    def yearless(self) -> bool:
        """Tell whether the words leave the year open."""
        return self.year is None and self.shift is None and self.counted is None and not self.unknown

    def within(self, year: int) -> Stretch | None:
        """Return the days meant in a year; None where it has no such day."""
        if self.days is None:
            return calendar.months(year, *self.months)
        try:
            first = Date(year, self.months[0], self.days[0])
            last = Date(year, self.months[1], self.days[1])
        except ValueError:
            return None
        return (first, last) if first <= last else None


def steps(turn: str) -> int:
    """Return how many units "last", "this" or "next" point ahead."""
    return _AHEAD.get(turn, -1)


def read_year(words: str | None) -> tuple[int | None, int | None]:
    """Return the year `words` name, or how many years from now they point; both None for no words."""
    if not words:
        return None, None
    digits = re.sub("[^0-9]", "", words)
    if digits:
        return int(digits) if len(digits) == 4 else 2000 + int(digits), None
    first, *rest = words.split(" ")
    return None, steps(rest[0] if first == "the" and rest[0] != "year" else first)


@cache
def month_numbers() -> Mapping[str, int]:
    """Return the number of each month name and short form."""
    return {name: number for number, names in enumerate(table("quantities")["dates"]["months"], 1) for name in names}

"""Which days a timeline shows, and in which row each item stands, so that no item covers another or its name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.plots.style import WIDTH, extent, short

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

SIZE: Final = 8.0  # points
MOST_ROWS: Final = 60
MARGIN: Final = 1.15  # inches left of the axis
_INNER: Final = (WIDTH - MARGIN - 0.5) * 72  # points
#: Lengths of names tried one after the other until all rows fit; 0: equal times are one mark with a count.
_LENGTHS: Final = (64, 36, 18, 0)


@dataclass(frozen=True, slots=True)
class Item:
    """Something in time: first and last day as day numbers, None where nothing bounds it; `count` of equals."""

    lane: str
    first: int | None
    last: int | None
    what: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Window:
    """The days the axis shows."""

    first: int
    last: int

    @property
    def per_point(self) -> float:
        """Days to a point of the sheet."""
        return (self.last - self.first) / _INNER

    def bounds(self, item: Item) -> tuple[int, int]:
        """The days an item covers, cut to what is shown; what no day bounds goes on to the edge."""
        first = self.first if item.first is None else item.first
        last = self.last if item.last is None else item.last
        return min(max(first, self.first), self.last), max(min(last, self.last), self.first)


#: An item and its row within its lane.
Placed = tuple[Item, int]


def order(item: Item) -> tuple[int, int, str, str]:
    """Order items by time, then by lane and words."""
    first = item.first if item.first is not None else item.last or 0
    return first, item.last if item.last is not None else 10**7, item.lane, item.what


def days_shown(shown: Sequence[Item]) -> tuple[Window, int]:
    """Choose the days to show: all, unless a few far away would press the rest together; count what lies outside."""
    days = sorted(day for item in shown for day in (item.first, item.last) if day is not None)
    first, last = days[0], days[-1]
    low, high = days[len(days) // 20], days[-1 - len(days) // 20]
    core = max(high - low, 90)
    if last - first > 6 * core and len(days) > 20:
        first, last = max(first, low - core // 2), min(last, high + core // 2)
    pad = max((last - first) // 40, 3)
    chosen = Window(first - pad, last + pad + max((last - first) // 4, 12))  # names stand to the right
    outside = sum(not (first <= day <= last) for item in shown for day in (item.first, item.last) if day is not None)
    return chosen, outside


def arranged(shown: Sequence[Item], window: Window, names: Collection[str]) -> tuple[dict[str, list[Placed]], int]:
    """Give each item a row of its lane in which it and its name cover nothing, and how long names may be (0: counts).

    `names` are the lanes, from the top; those without an item are left out.
    """
    lanes: dict[str, list[Placed]] = {}
    for length in _LENGTHS:
        listed = list(shown) if length else _counted(shown)
        lanes = {
            lane: list(_packed([item for item in listed if item.lane == lane], window, length))
            for lane in names
            if any(item.lane == lane for item in listed)
        }
        if sum(max(row for _, row in placed) + 1 for placed in lanes.values()) <= MOST_ROWS:
            return lanes, length
    return lanes, 0


def _counted(shown: Sequence[Item]) -> list[Item]:
    counts = Counter(replace(item, what="") for item in shown)
    return sorted((replace(item, count=count) for item, count in counts.items()), key=order)


def _packed(listed: Sequence[Item], window: Window, length: int) -> Iterator[Placed]:
    ends: list[float] = []
    for item in listed:
        first, last = window.bounds(item)
        begin = first - 7 * window.per_point
        words, begins, _ = label(item, length, window)
        end = max(last, begins + extent(words, SIZE)[0] * window.per_point) + 14 * window.per_point
        row = next((number for number, taken in enumerate(ends) if taken <= begin), len(ends))
        ends[row:] = [end, *ends[row + 1 :]]
        yield item, row


def label(item: Item, length: int, window: Window) -> tuple[str, int, bool]:
    """Give the words beside an item, cut to the room there is, the day they begin at, and whether they lie upon it."""
    first, last = window.bounds(item)
    words = item.what if length else (f"×{item.count}" if item.count > 1 else "")
    room = (window.last - last) / window.per_point + 20
    if room < extent("m" * min(len(words), 24), SIZE)[0]:
        return short(words, length or 9), first, True
    return short(words, min(length or 9, int(room / extent("m", SIZE)[0]))), last, False

"""The timeline: what was said, what was published, what holds or is planned; a bar where the day is not known."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from matplotlib.lines import Line2D

from kg.plots.style import BLUE, FAINT, GREEN, INK, ORANGE, QUIET, RED, WIDTH, area, empty, extent, figure, short
from kg.queries import ask
from kg.results import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: Lanes from the top, with colour and shape of what stands in them.
_LANES: Final = {"said": (BLUE, "o"), "published": (GREEN, "s"), "holds": (RED, "D"), "planned": (ORANGE, "^")}
_ROW: Final = 0.23  # inches
_SIZE: Final = 8.0  # points
_MOST_ROWS: Final = 60
_MARGIN: Final = 1.15  # inches left of the axis
_INNER: Final = (WIDTH - _MARGIN - 0.5) * 72  # points
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
class _Window:
    """The days the axis shows."""

    first: int
    last: int

    @property
    def per_point(self) -> float:
        return (self.last - self.first) / _INNER

    def bounds(self, item: Item) -> tuple[int, int]:
        """The days an item covers, cut to what is shown; what no day bounds goes on to the edge."""
        first = self.first if item.first is None else item.first
        last = self.last if item.last is None else item.last
        return min(max(first, self.first), self.last), max(min(last, self.last), self.first)


_Placed = tuple[Item, int]


def fetch(store: Any, about: str | None) -> list[Item]:
    """Give the timeline, or what concerns one entity."""
    answer = ask(store, "timeline", {"about": about} if about else {})
    assert isinstance(answer, Rows)  # noqa: S101 - the library's question is a SELECT
    return items(answer.records())


def items(records: Iterable[Mapping[str, str]]) -> list[Item]:
    """Read the rows of the question ``timeline``, in order of time."""
    found = {
        Item(row["lane"], _day(row.get("earliest")), _day(row.get("latest")), _words(row)): None for row in records
    }
    bounded = [item for item in found if item.first is not None or item.last is not None]
    return sorted(bounded, key=_order)


def _order(item: Item) -> tuple[int, int, str, str]:
    first = item.first if item.first is not None else item.last or 0
    return first, item.last if item.last is not None else 10**7, item.lane, item.what


def _day(text: str | None) -> int | None:
    return datetime.date.fromisoformat(text).toordinal() if text else None


def _words(row: Mapping[str, str]) -> str:
    who = row.get("whoName", "")
    return f"{who}: {row['what']}" if who and row["lane"] == "said" else row["what"]


def title(about: str | None) -> str:
    """Say what the picture shows."""
    return f"Timeline of {about}" if about else "Timeline"


def draw(found: Sequence[Item], *, limit: int, title: str) -> Figure:
    """Draw the timeline; of more than `limit` items the last ones."""
    shown = list(found)[-limit:]
    if not shown:
        return empty(title, "nothing has a date")
    window, outside = _window(shown)
    lanes, length = _rows(shown, window)
    rows = sum(max(item_row for _, item_row in placed) + 1 for placed in lanes.values())
    height = 1.6 + min(rows * _ROW, max(_MOST_ROWS * _ROW, rows * 0.08)) + 0.25 * len(lanes)
    made = figure(height, title, _caption(shown, len(found) - len(shown), outside))
    axes = area(made, left=_MARGIN, right=0.5, top=0.8, bottom=0.7)
    axes.set_xlim(window.first, window.last)
    top = 0.0
    for lane, placed in lanes.items():
        top = _lane(axes, lane, placed, window, top, length)
    axes.set_ylim(top, -0.6)
    _calendar(axes)
    keys = [Line2D([], [], ls="", color=_LANES[k][0], marker=_LANES[k][1], markersize=6, label=k) for k in lanes]
    keys.append(Line2D([], [], color=QUIET, lw=4, alpha=0.5, label="some time within"))
    made.legend(handles=keys, loc="upper left", bbox_to_anchor=(0.01, 1 - 0.36 / height), ncols=6, frameon=False)
    return made


def _caption(shown: Sequence[Item], before: int, outside: int) -> str:
    parts = [f"{len(shown):,} items"]
    parts += [f"{outside:,} of them beyond the edge, where a mark points"] if outside else []
    parts += [f"{before:,} earlier ones left out"] if before else []
    return "; ".join(parts)


def _window(shown: Sequence[Item]) -> tuple[_Window, int]:
    """Choose the days to show: all, unless a few far away would press the rest together."""
    days = sorted(day for item in shown for day in (item.first, item.last) if day is not None)
    first, last = days[0], days[-1]
    low, high = days[len(days) // 20], days[-1 - len(days) // 20]
    core = max(high - low, 90)
    if last - first > 6 * core and len(days) > 20:
        first, last = max(first, low - core // 2), min(last, high + core // 2)
    pad = max((last - first) // 40, 3)
    window = _Window(first - pad, last + pad + max((last - first) // 4, 12))  # names stand to the right
    outside = sum(not (first <= day <= last) for item in shown for day in (item.first, item.last) if day is not None)
    return window, outside


def _rows(shown: Sequence[Item], window: _Window) -> tuple[dict[str, list[_Placed]], int]:
    """Give each item a row of its lane in which it and its name cover nothing, with the longest names that fit."""
    lanes: dict[str, list[_Placed]] = {}
    for length in _LENGTHS:
        listed = list(shown) if length else _counted(shown)
        lanes = {
            lane: list(_packed([item for item in listed if item.lane == lane], window, length))
            for lane in _LANES
            if any(item.lane == lane for item in listed)
        }
        if sum(max(row for _, row in placed) + 1 for placed in lanes.values()) <= _MOST_ROWS:
            return lanes, length
    return lanes, 0


def _counted(shown: Sequence[Item]) -> list[Item]:
    counts = Counter(replace(item, what="") for item in shown)
    return sorted((replace(item, count=count) for item, count in counts.items()), key=_order)


def _packed(listed: Sequence[Item], window: _Window, length: int) -> Iterator[_Placed]:
    ends: list[float] = []
    for item in listed:
        first, last = window.bounds(item)
        begin = first - 7 * window.per_point
        words, begins, _ = _label(item, length, window)
        end = max(last, begins + extent(words, _SIZE)[0] * window.per_point) + 14 * window.per_point
        row = next((number for number, taken in enumerate(ends) if taken <= begin), len(ends))
        ends[row:] = [end, *ends[row + 1 :]]
        yield item, row


def _label(item: Item, length: int, window: _Window) -> tuple[str, int, bool]:
    """Give the words beside an item, cut to the room there is, the day they begin at, and whether they lie upon it."""
    first, last = window.bounds(item)
    words = item.what if length else (f"×{item.count}" if item.count > 1 else "")
    room = (window.last - last) / window.per_point + 20
    if room < extent("m" * min(len(words), 24), _SIZE)[0]:
        return short(words, length or 9), first, True
    return short(words, min(length or 9, int(room / extent("m", _SIZE)[0]))), last, False


def _lane(axes: Axes, lane: str, placed: Sequence[_Placed], window: _Window, top: float, length: int) -> float:
    """Draw one lane below `top` (in rows) and give where the next begins."""
    colour, marker = _LANES[lane]
    bottom = top + max(row for _, row in placed) + 1
    axes.text(
        -0.012, top - 0.1, lane, transform=axes.get_yaxis_transform(), ha="right", va="top", weight="bold", color=colour
    )
    for item, row in placed:
        y = top + row
        first, last = window.bounds(item)
        exact = item.first == item.last
        if not exact:
            axes.plot([first, last], [y, y], color=colour, lw=4, alpha=0.4, solid_capstyle="butt", zorder=2)
        _ends(axes, item, window, y, colour, marker)
        text, begins, upon = _label(item, length, window)
        look = {"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.85} if upon and text else None
        axes.annotate(
            text, (begins, y), (7, 0), textcoords="offset points", va="center", color=INK, zorder=4,
            size=_SIZE if length else 6.5, bbox=look,
        )  # fmt: skip
    axes.axhline(bottom + 0.05, color=FAINT, lw=0.8)
    return bottom + 1.0


def _ends(axes: Axes, item: Item, window: _Window, y: float, colour: str, marker: str) -> None:
    """Mark the days that bound an item; an arrow where it goes on beyond the edge, or without a bound."""
    for day, edge, arrow in ((item.first, window.first, "<"), (item.last, window.last, ">")):
        if day is None or not window.first <= day <= window.last:
            beyond = edge if day is None else (window.first if day < window.first else window.last)
            shape = arrow if day is None else ("<" if day < window.first else ">")
            axes.plot([beyond], [y], color=colour, marker=shape, markersize=5, zorder=3, clip_on=False)
        else:
            size = 6 if item.first == item.last else 4
            axes.plot([day], [y], color=colour, marker=marker, markersize=size, zorder=3, mec="white", mew=0.5)


def _calendar(axes: Axes) -> None:
    first, last = (int(edge) for edge in axes.get_xlim())
    ticks, form = _ticks(first, last)
    axes.set_xticks(ticks, [datetime.date.fromordinal(tick).strftime(form) for tick in ticks])
    axes.set_yticks([])
    axes.tick_params(length=3)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x", color=FAINT, lw=0.6)


def _ticks(first: int, last: int) -> tuple[list[int], str]:
    """Give at most a dozen days to mark, first days of months or years in a long time, and how to write them."""
    if last - first < 70:
        return list(range(first, last + 1, 7)), "%Y-%m-%d"
    begin, end = datetime.date.fromordinal(max(first, 1)), datetime.date.fromordinal(last)
    months = range(begin.year * 12 + begin.month, end.year * 12 + end.month)
    step = next((step for step in (1, 2, 3, 6, 12, 24, 60, 120, 240) if len(months) / step <= 11), 1200)
    days = [datetime.date(month // 12, month % 12 + 1, 1).toordinal() for month in months if month % step == 0]
    return days, "%Y" if step >= 12 else "%Y-%m"

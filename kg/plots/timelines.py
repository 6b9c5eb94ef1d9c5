"""The timeline: what was said, what was published, what holds or is planned; a bar where the day is not known."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Final

from matplotlib.lines import Line2D

from kg.plots.spans import MARGIN, MOST_ROWS, SIZE, Item, arranged, days_shown, label, order
from kg.plots.style import BLUE, FAINT, GREEN, INK, ORANGE, QUIET, RED, area, empty, figure
from kg.queries import ask
from kg.results import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from kg.plots.spans import Placed, Window

#: Lanes from the top, with colour and shape of what stands in them.
_LANES: Final = {"said": (BLUE, "o"), "published": (GREEN, "s"), "holds": (RED, "D"), "planned": (ORANGE, "^")}
_ROW: Final = 0.23  # inches


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
    return sorted(bounded, key=order)


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
    window, outside = days_shown(shown)
    lanes, length = arranged(shown, window, _LANES)
    rows = sum(max(item_row for _, item_row in placed) + 1 for placed in lanes.values())
    height = 1.6 + min(rows * _ROW, max(MOST_ROWS * _ROW, rows * 0.08)) + 0.25 * len(lanes)
    made = figure(height, title, _caption(shown, len(found) - len(shown), outside))
    axes = area(made, left=MARGIN, right=0.5, top=0.8, bottom=0.7)
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


def _lane(axes: Axes, lane: str, placed: Sequence[Placed], window: Window, top: float, length: int) -> float:
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
        text, begins, upon = label(item, length, window)
        look = {"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.85} if upon and text else None
        axes.annotate(
            text, (begins, y), (7, 0), textcoords="offset points", va="center", color=INK, zorder=4,
            size=SIZE if length else 6.5, bbox=look,
        )  # fmt: skip
    axes.axhline(bottom + 0.05, color=FAINT, lw=0.8)
    return bottom + 1.0


def _ends(axes: Axes, item: Item, window: Window, y: float, colour: str, marker: str) -> None:
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

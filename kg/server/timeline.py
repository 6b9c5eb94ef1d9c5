"""The timeline: what was said, what was published, what holds or is planned, in three lanes."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.queries import ask
from kg.results import Rows
from kg.server.lanes import Lane, Moment, Scale, Tick, lane
from kg.server.nodes import Thing, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pyoxigraph as ox

_STRETCH: Final = 3
#: Each lane with the answers of the question ``timeline`` that it holds.
LANES: Final = (("Said", ("said",)), ("Published", ("published",)), ("Holds or planned", ("holds", "planned")))


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The page: the drawing, the rows for those who read, and the spans that zooming leads to."""

    about: Thing | None
    since: str
    until: str
    moments: tuple[Moment, ...]
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    height: int
    zooms: tuple[tuple[str, str, str], ...]  # what, since, until
    outside: int  # moments before or after


def moments(store: ox.Store, about: ox.NamedNode | None) -> list[Moment]:
    """Ask the library for everything that has a time."""
    answer = ask(store, "timeline", {"about": about} if about else {})
    return [_moment(row) for row in answer.records()] if isinstance(answer, Rows) else []


def _moment(row: Mapping[str, str]) -> Moment:
    node = row.get("node", "")
    thing = Thing(row["what"], node, kind_of(node))
    return Moment(
        row["lane"], row["when"], _day(row.get("earliest")), _day(row.get("latest")), row["what"], thing,
        row.get("whoName", ""),
    )  # fmt: skip


def _day(text: str | None) -> int | None:
    try:
        return datetime.date.fromisoformat(text[:10]).toordinal() if text else None
    except ValueError:
        return None


def dense(found: Iterable[Moment]) -> tuple[str, str]:
    """Give the days between which nine of ten ends lie, where the others stretch the axis to thrice that; else none."""
    days = _ends(found)
    if not days:
        return "", ""
    scale, tenth = _window(days, None, None), len(days) // 20
    inner = _window(days[tenth : len(days) - tenth], None, None)
    return (_iso(inner.first), _iso(inner.last)) if scale.days > _STRETCH * inner.days else ("", "")


def _ends(found: Iterable[Moment]) -> list[int]:
    return sorted(day for each in found for day in (each.first, each.last) if day is not None)


def drawn(found: Iterable[Moment], about: Thing | None, since: str = "", until: str = "") -> TimelineView:
    """Lay out moments between two days; days that nobody gives follow from the moments."""
    held = sorted(found, key=lambda m: (m.first or m.last or 0, m.last or m.first or 0, m.lane, m.what, m.thing.iri))
    days = _ends(held)
    scale = _window(days, _day(since), _day(until))
    shown = [each for each in held if scale.shows(each)]
    lanes: list[Lane] = []
    top = 34
    for heading, names in LANES:
        lanes.append(lane(heading, top, [each for each in shown if each.lane in names], scale))
        top += lanes[-1].height
    ends = _iso(scale.first), _iso(scale.last)
    zooms = (*_zooms(scale.first, scale.last), _all(days))
    ticks = tuple(scale.ticks())
    return TimelineView(about, *ends, tuple(shown), tuple(lanes), ticks, top + 8, zooms, len(held) - len(shown))


def _window(days: list[int], since: int | None, until: int | None) -> Scale:
    today = datetime.date(2000, 1, 1).toordinal()
    first, last = min(days, default=today), max(days, default=today + 365)
    pad = max((last - first) // 20, 15)
    first, last = since or first - pad, until or last + pad
    return Scale(first, max(last, first + 6))


def _zooms(first: int, last: int) -> tuple[tuple[str, str, str], ...]:
    span = last - first
    moves = (
        ("Earlier", first - span // 2, last - span // 2),
        ("Zoom in", first + span // 4, last - span // 4),
        ("Zoom out", first - span // 2, last + span // 2),
        ("Later", first + span // 2, last + span // 2),
    )
    return tuple((what, _iso(left), _iso(right)) for what, left, right in moves if right - left >= 6)


def _all(days: list[int]) -> tuple[str, str, str]:
    scale = _window(days, None, None)
    return "All", _iso(scale.first), _iso(scale.last)


def _iso(day: int) -> str:
    return datetime.date.fromordinal(min(max(day, 1), datetime.date.max.toordinal())).isoformat()

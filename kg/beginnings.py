"""Looks for a shape only where something stands that can begin it: few words of a text can begin a date or a title.

To pass over letters is fast for the engine of regular expressions, to ask at each of them what stands before is slow.
So the search jumps from one end of a word to the next and asks there.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Opened:
    r"""A pattern that matches only where `opening` does and none of the characters `joins` stands before.

    `joins` is written as in a class of characters and holds all small ASCII letters, or ``\w``.
    """

    def __init__(self, opening: str, shape: str, joins: str) -> None:
        self._shape = re.compile(shape)
        self._first = re.compile(rf"(?={opening})(?:{shape})")
        fast = joins.replace(r"\w", "A-Za-z0-9_")  # a class without classes in it is tested faster
        sure = rf"(?<![{joins}])" if joins != fast else ""
        self._gap = re.compile(rf"[^{fast}]{sure}(?={opening})")

    def matches(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Yield the matches in ``text[start:end]``, in order, without overlap; what stands before is looked at."""
        free = start
        if not start and (found := self._first.match(text, 0, end)) is not None:
            yield found
            free = found.end()
        for gap in self._gap.finditer(text, max(0, start - 1), end):
            if gap.end() >= free and (found := self._shape.match(text, gap.end(), end)) is not None:
                yield found
                free = found.end()

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match in ``text[start:end]``."""
        return next(self.matches(text, start, end), None)

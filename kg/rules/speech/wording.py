"""The words of a statement: from tokens of a line to spans of the article, without outer marks and last stops."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.quotations import Quotation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Span
    from kg.rules.speech.lines import Line
    from kg.rules.speech.phrases import Range

_EDGE = " \t\r\n\u00a0\"'`‘’“”„«»,.;:!?…-–—"
_WORD = re.compile(r"\w+(?:['’.&-]\w+)*")
_LONG = 4  # letters from which a word of a title has a capital
_TITLED = 0.8  # the share of such words in a title


def trimmed(text: str, span: Span) -> Span:
    """Return the span without marks, stops and space at either end; it may turn out empty."""
    start, end = span
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def quoted_words(text: str, line: Line, at: int) -> list[str]:
    """Return the words of the quotation that the token at `at` stands for."""
    thing = line.thing(at)
    return _WORD.findall(text, *thing.inner) if isinstance(thing, Quotation) else []


def quotes(line: Line, part: Range) -> list[int]:
    """Return the tokens of a part that stand for quotations."""
    return [at for at in range(*part) if line.classes[at] == "q"]


def quote_spans(text: str, line: Line, part: Range) -> Iterator[Span]:
    """Yield where the words of the quotations in a part stand."""
    for at in quotes(line, part):
        thing = line.thing(at)
        if isinstance(thing, Quotation):
            start, end = trimmed(text, thing.inner)
            if end > start:
                yield start, end


def is_titled(text: str, line: Line, at: int) -> bool:
    """Tell whether quoted words look like the title of a book or song: their long words have capitals."""
    long = [word for word in quoted_words(text, line, at) if len(word) >= _LONG]
    return bool(long) and sum(word[0].isupper() for word in long) >= _TITLED * len(long)

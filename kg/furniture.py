"""Tells the paragraphs of an article from what a web page puts between them: links, lists of headlines, buttons.

The idea is that of boilerplate detection on web pages (Kohlschütter, Fankhauser and Nejdl, *Boilerplate Detection
using Shallow Text Features*, WSDM 2010): short lines without a full stop, beside words that pages use, are no text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import alternation, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.model import Span

_LONGEST = 160  # characters of a headline
_ROW = 100  # characters of a row of buttons
_CLOSED = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")  # a sentence or a caption ends so, a headline rarely


def told(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    """Return the paragraphs that the article itself is made of, in order; the first, its headline, always is."""
    kept = list(paragraphs[:1])
    listing = False
    for number, span in enumerate(paragraphs[1:], 1):
        line = text[slice(*span)]
        listing = (_opens_list(line) and _is_headline(text, paragraphs, number + 1)) or (listing and _is_short(line))
        if not (listing or _is_link(line) or _is_furniture(line)):
            kept.append(span)
    return kept


def _opens_list(line: str) -> bool:
    return len(line) < _ROW and line.strip(" :-•*#").lower() in _lists()


def _is_headline(text: str, paragraphs: Sequence[Span], number: int) -> bool:
    return number < len(paragraphs) and _is_short(text[slice(*paragraphs[number])])


def _is_short(line: str) -> bool:
    """Tell whether a line may be a headline: short, and no sentence."""
    return len(line) < _LONGEST and _CLOSED.search(line) is None


def _is_link(line: str) -> bool:
    """Tell whether a line leads to another article: "Read more: Acme sues Borealis"."""
    return _link().match(line) is not None and _is_short(line)


def _is_furniture(line: str) -> bool:
    return _notice().match(line) is not None or (len(line) < _ROW and all(word in _buttons() for word in _parts(line)))


def _parts(line: str) -> Iterator[str]:
    """Yield the words of a row of buttons: what signs or wide gaps part, else the single words."""
    for part in re.split(r"\s*[|·•/,]\s*|\s{2,}|\t", line.lower()):
        if part in _buttons() or " " not in part:
            yield part
        else:
            yield from part.split(" ")


@cache
def _lists() -> frozenset[str]:
    return frozenset(table("pages")["lists"])


@cache
def _buttons() -> frozenset[str]:
    return frozenset([*table("pages")["buttons"], ""])


@cache
def _link() -> re.Pattern[str]:
    return re.compile(
        rf"\W*(?:{alternation(table('pages')['links'])})(?: (?:story|article|here|on))?\s*[:|»>–-]\s*\w", re.IGNORECASE
    )


@cache
def _notice() -> re.Pattern[str]:
    return re.compile(rf"[\s*•>|-]{{0,3}}(?:{alternation(table('pages')['notices'])})", re.IGNORECASE)

"""Names that tell their own kind, some without capitals: "graphics processing units", "the US government"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.document import Mention
from kg.lexicon import alternation, words
from kg.mentions.candidate import Candidate
from kg.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Special = tuple[Candidate, Kind | None]

_HOME = re.compile(
    r"\b(?:[Aa]ppeared (?:first )?(?:on|in|at)|originally (?:published|ran) (?:on|in|by|at))[ \u00a0]"
    r"(?P<name>(?:[Tt]he )?[A-Za-z][\w&-]*(?:\.\w+)*(?: [A-Z][\w&-]*){0,3})"
)
_TICKER = re.compile(
    r"\((?:[A-Z][A-Za-z]{2,9}|[A-Z]{2,6}(?: [A-Z]{2,6})?)\s?:\s?[A-Z0-9.]{1,6}(?:[;,] [A-Za-z :.]{2,30})?\)"
)
_GOVERNMENT = re.compile(r"[ \u00a0](?:(?:federal|state|central)[ \u00a0])?(?:government|administration)\b")
_INDEX = re.compile(r"[ \u00a0](?:[1-9]\d{1,3})\b(?![.,]?\d|[ \u00a0](?:[mbt]r?illion|percent|per cent))")
_COUNT = (
    r"(?:\d[\d,.]*|[Tt]housands|[Mm]illions|[Bb]illions|[Hh]undreds|[Dd]ozens|thousand|million|hundred|billion|dozen)"
)


@cache
def _spelled() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation(words('products', 'spelled'))})\b")


@cache
def _counted() -> re.Pattern[str]:
    nouns = alternation(words("products", "counted"))
    return re.compile(rf"\b{_COUNT}(?: of)?(?: (?!of\b|and\b|the\b|to\b)[\w-]+){{0,3}}? (?P<name>{nouns})\b")


def special(text: str, start: int, found: Sequence[Candidate]) -> Iterator[Special]:
    """Yield names that tell their own kind, with it, from `start` on; kind none marks what is no entity at all.

    Where one overlaps a candidate it goes before it.
    """
    yield from _hardware(text, start)
    yield from _governments(text, found)
    yield from _indices(text, found)
    if "(" in text:
        for match in _TICKER.finditer(text, start):
            yield Candidate(match.start(), match.end(), match.group()), None
    if "ppeared" in text or "originally" in text:
        for match in _HOME.finditer(text, start):
            yield Candidate(*match.span("name"), match["name"]), Kind.ORGANIZATION


def _hardware(text: str, start: int) -> Iterator[Special]:
    if "unit" in text or "accelerator" in text or "graphics" in text or "AI " in text:
        for match in _spelled().finditer(text, start):
            yield Candidate(match.start(), match.end(), match.group()), Kind.HARDWARE
    if any(
        noun in text for noun in ("chips", "processors", "accelerators", "servers", "units", "cards", "racks", "wafers")
    ):
        for match in _counted().finditer(text, start):
            yield Candidate(*match.span("name"), match["name"]), Kind.HARDWARE


def _governments(text: str, found: Sequence[Candidate]) -> Iterator[Special]:
    if "government" not in text and "administration" not in text:
        return
    for candidate in found:
        match = _GOVERNMENT.match(text, candidate.end)
        if match:
            yield Candidate(candidate.start, match.end(), text[candidate.start : match.end()]), Kind.ORGANIZATION


def _indices(text: str, found: Sequence[Candidate]) -> Iterator[Special]:
    for candidate in found:
        if candidate.text.split(" ")[-1] in words("names", "indices") and (match := _INDEX.match(text, candidate.end)):
            yield Candidate(candidate.start, match.end(), text[candidate.start : match.end()]), None


_GENERIC = re.compile(
    r"[ \u00a0](?:(?:AI|data-center|data-centre|server|graphics|inference|training|cloud)[ \u00a0])?"
    r"(?:chips|processors|accelerators|servers|semiconductors|graphics cards|superchips)\b"
)


def made_hardware(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Let a maker's name and a plain noun behind it be hardware together: "Acme chips"."""
    return [
        Mention(m.start, found.end(), text[m.start : found.end()], Kind.HARDWARE)
        if m.kind is Kind.ORGANIZATION and (found := _GENERIC.match(text, m.end))
        else m
        for m in mentions
    ]

"""What stands at a place of a text: mentions, job titles, values; and the characters that stand for them, masked."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from kg.model import Duration, Found, Kind, Money, Quantity, Ref, TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: One character per kind of thing, from Unicode's private use area.
MARKS: Mapping[str, str] = {
    "org": "\ue000",
    "person": "\ue001",
    "hardware": "\ue002",
    "service": "\ue003",
    "product": "\ue004",
    "place": "\ue005",
    "name": "\ue006",  # a name whose kind is open
    "money": "\ue007",
    "quantity": "\ue008",
    "date": "\ue009",
    "duration": "\ue00a",
    "quote": "\ue00b",
    "title": "\ue00c",  # a job title
}
#: Stands between sentences in masked text; a paragraph ends with a newline as well.
BOUNDARY = "\ue00f"
_KIND_MARK = {kind: "org" if kind is Kind.ORGANIZATION else kind.value for kind in Kind}
_OF_MENTION: Mapping[Kind | None, str] = {
    None: MARKS["name"],
    **{kind: MARKS[mark] for kind, mark in _KIND_MARK.items()},
}
_VALUE_MARK = {Money: "money", Quantity: "quantity", TimeSpan: "date", Duration: "duration"}


class Form(StrEnum):
    """How a mention refers."""

    NAME = "name"
    NOMINAL = "nominal"  # "the chipmaker", "one commenter"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """Words that stand for an entity. `ref` is empty where nothing says for which."""

    start: int
    end: int
    text: str
    kind: Kind | None
    form: Form = Form.NAME
    ref: Ref = ""
    plural: bool = False

    @property
    def mark(self) -> str:
        """The masked character's name."""
        return _KIND_MARK[self.kind] if self.kind else "name"


class Thing(Protocol):
    """Anything that stands at a place of the text."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """Behind the last character."""


@dataclass(frozen=True, slots=True)
class Title:
    """A job title and where it stands. `of` is the organisation or unit named in it, if any, as written."""

    start: int
    end: int
    text: str


def without(things: Iterable[Thing], holes: Iterable[Thing]) -> list[Thing]:
    """Return the things that overlap none of the holes. Both come sorted or not; neither overlaps itself."""
    spans = sorted((hole.start, hole.end) for hole in holes)
    starts = [start for start, _ in spans]
    kept = []
    for thing in things:
        before = bisect_right(starts, thing.end - 1) - 1
        if before < 0 or spans[before][1] <= thing.start:
            kept.append(thing)
    return kept


def mark_of(thing: Thing) -> str:
    """Return the character that stands for a thing in masked text."""
    if isinstance(thing, Mention):
        return _OF_MENTION[thing.kind]
    if isinstance(thing, Found):
        return MARKS[_VALUE_MARK[type(thing.value)]]
    return MARKS["title"] if isinstance(thing, Title) else MARKS["quote"]


def longest(things: Iterable[Thing]) -> list[Thing]:
    """Drop overlaps: the longest first, then the leftmost. Returned in order of the text."""
    taken: list[Thing] = []
    end = -1
    for thing in sorted(things, key=lambda t: (t.start, -t.end)):
        if thing.start >= end:
            taken.append(thing)
            end = thing.end
        elif thing.end - thing.start > taken[-1].end - taken[-1].start:
            taken[-1] = thing
            end = thing.end
    return taken

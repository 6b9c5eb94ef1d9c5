"""Reads rows of the book again, and remembers what was read."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Any

from kg.fusion import people
from kg.fusion.homonyms import Sighting
from kg.model import TimeSpan

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.model import Ref


class Remembered:
    """A function that is asked for each name once."""

    def __init__(self, made: Callable[[str], Any]) -> None:
        self._made = made
        self._met: dict[str, Any] = {}

    def __call__(self, name: str) -> Any:
        """What is known of a name."""
        if name not in self._met:
            self._met[name] = self._made(name)
        return self._met[name]

    def forget(self) -> None:
        """Ask anew, and hold nothing until then."""
        self._met.clear()


def unpacked(said: str) -> Any:
    """The parts of what is said in a row."""
    return json.loads(said)


def sighting(person: Ref, article: str, said: str) -> Sighting:
    """A person as an article knows them."""
    day, organizations, callings, company, posts = unpacked(said)
    return Sighting(
        (day, article), person, frozenset(organizations), frozenset(callings), frozenset(company), frozenset(posts)
    )


def witness(said: str) -> people.Witness:
    """What an article says of a tenure."""
    person, key, title, organization, tense, days = unpacked(said)
    published = None
    if days is not None:
        earliest, latest = (datetime.date.fromisoformat(day) if day else None for day in days[:2])
        published = TimeSpan(earliest, latest, *days[2:])
    return people.Witness(person, key, title, organization, tense, published)

"""Everything the store knows about one entity: its names, and the answers of the library that concern it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.library import question
from kg.lookup import find
from kg.queries import ask
from kg.results import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph as ox

#: Heading, question of the library, and the parameter that takes the entity.
_SECTIONS = (
    ("Names", "names", "entity"),
    ("Facts", "facts", "entity"),
    ("Roles", "roles", "organisation"),
    ("Roles", "roles", "person"),
    ("Deals", "deals", "party"),
    ("Contested", "conflicts", "subject"),
    ("Said by", "who-said", "speaker"),
    ("Said about", "who-said", "about"),
)


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of a portrait and the rows under it."""

    heading: str
    rows: Rows


def portrait(store: Any, name: str) -> Iterator[Section]:
    """Give what is known of the entity called `name` (any of its names, or an IRI), leaving out what is empty.

    A name that several entities share brings all of them. Raises UnknownNameError with near names.
    """
    entity = next(param for param in question("names").params if param.name == "entity")
    for term in entity.terms(name, lambda text: find(store, text)):
        yield from _sections(store, term)


def _sections(store: Any, term: ox.NamedNode | ox.Literal) -> Iterator[Section]:
    for heading, asked, param in _SECTIONS:
        answer = ask(store, asked, {param: term})
        if isinstance(answer, Rows) and (rows := answer.fetched()).rows:
            yield Section(heading, rows)

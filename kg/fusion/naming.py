"""Names that last: a deal, an event or a statement is called what its first sighting alone would call it.

The law: whatever appears later never changes a name; and a name that any part of the articles would have given is
either the name of the thing in the whole, or retired and leads there.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from kg.iris import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kg.model import Article, Ref

Item = TypeVar("Item")
#: Articles without a date come behind all that have one.
UNDATED = 10**7


@dataclass(frozen=True, slots=True)
class Named(Generic[Item]):
    """A group of sightings with its name, and the names that other sightings in it would have given."""

    ref: Ref
    group: tuple[Item, ...]
    retired: tuple[Ref, ...] = ()


def first_day(article: Article) -> tuple[int, str]:
    """What orders articles: the first day on which each can have appeared, then its id."""
    span = article.published
    day = (span.earliest or span.latest) if span else None
    return (day.toordinal() if day else UNDATED), article.id


def last_day(article: Article) -> int:
    """The last day on which an article can have appeared, as a number of days; UNDATED where nobody knows."""
    return article.published.latest.toordinal() if article.published and article.published.latest else UNDATED


def named(
    groups: Iterable[Sequence[Item]],
    *,
    order: Callable[[Item], tuple[object, ...]],
    own: Callable[[Item], Sequence[Ref]],
) -> list[Named[Item]]:
    """Name groups of sightings, in order of their first ones.

    `own` gives what one sighting alone would be called, then longer names for when that is taken. `order` tells which
    sighting is first; of two groups that want a name, the one that was seen first has it.
    """
    ordered = sorted((sorted(group, key=order) for group in groups), key=lambda group: order(group[0]))
    names: dict[Ref, int] = {}
    for at, group in enumerate(ordered):
        names[_free(own(group[0]), repr(order(group[0])), names)] = at
    former: dict[Ref, int] = {}
    for at, group in enumerate(ordered):
        for short, *longer in map(own, group):
            elsewhere = names.get(short, at) != at
            for ref in (short, *(longer if elsewhere else ())):
                if ref not in names:
                    former.setdefault(ref, at)
    retired: dict[int, list[Ref]] = defaultdict(list)
    for ref in sorted(former):
        retired[former[ref]].append(ref)
    return [Named(ref, tuple(ordered[at]), tuple(retired[at])) for ref, at in names.items()]


def _free(wanted: Sequence[Ref], key: str, taken: dict[Ref, int]) -> Ref:
    return next((ref for ref in wanted if ref not in taken), f"{wanted[-1]}-{digest(key)}")

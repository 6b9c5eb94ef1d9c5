"""Reports of one event from several articles, gathered into one, and the claims they make."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from kg.fusion.bonds import NONE, Bonds
from kg.fusion.cluster import clusters
from kg.fusion.knowledge import Happening
from kg.fusion.values import compatible, worth
from kg.iris import event_ref, place_ref, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.fusion.claims import Found, Values
    from kg.fusion.naming import Named
    from kg.fusion.values import Worth
    from kg.model import Article, Event, Ref

_CLASSES = {"layoff": "kg:Layoff", "launch": "kg:Launch", "lease": "kg:Lease", "appointment": "kg:Appointment"}
#: Reports of an event that share no detail are of one event when they appeared within so many days.
SAME_TIME = 120


@dataclass(frozen=True, slots=True)
class Sighting:
    """An event as one article tells it."""

    article: Article
    event: Event

    @property
    def key(self) -> tuple[str, int, int, str]:
        """What orders sightings, whatever the order of the articles."""
        return self.article.id, self.event.evidence.start, self.event.evidence.end, self.event.type


class Details:
    """What tells an event from others of its type and actor."""

    def __init__(self, sighting: Sighting) -> None:
        self.sighting = sighting
        event = sighting.event
        self.concerns = frozenset(each.value for each in event.concerns)
        self.quantity = worth(event.quantity.value) if event.quantity else None
        self.time = worth(event.time.value) if event.time else None
        self.place = slug(event.place) if event.place else ""

    @cached_property
    def published(self) -> int | None:
        """The day the article appeared, as a number, where that is known."""
        span = self.sighting.article.published
        day = (span.earliest or span.latest) if span else None
        return day.toordinal() if day else None


def gather(sightings: Iterable[Sighting], bonds: Bonds = NONE) -> list[list[Sighting]]:
    """Group sightings into events; only those of one type and actor can meet. `bonds` outrank what they say."""

    def parted(first: Details, second: Details) -> bool:
        return same(first, second) <= 0 or bonds.part(first.sighting.key, second.sighting.key)

    blocks: dict[tuple[str, str], list[Details]] = defaultdict(list)
    for sighting in sorted(sightings, key=lambda each: each.key):
        blocks[sighting.event.type, sighting.event.actor or ""].append(Details(sighting))
    groups = []
    for key in sorted(blocks):
        block = blocks[key]
        pairs = ((same(block[a], block[b]), a, b) for a, b in combinations(range(len(block)), 2))
        joined = bonds.joined([each.sighting.key for each in block])
        found = clusters(block, (pair for pair in pairs if pair[0] > 0), parted, joined)
        groups += [[each.sighting for each in group] for group in found]
    return groups


def same(first: Details, second: Details) -> float:
    """How surely two sightings are of one event; 0 when some detail excludes it or nothing speaks for it."""
    judged = [
        _overlap(first.concerns, second.concerns),
        _meet(first.quantity, second.quantity),
        _meet(first.time, second.time),
        None if not (first.place and second.place) else first.place == second.place,
    ]
    if False in judged:
        return 0.0
    agreed = judged.count(True)
    near = _near(first.published, second.published)
    if first.sighting.article.id == second.sighting.article.id:
        return agreed if agreed >= 2 else 0.0
    if near is False and first.time is None:
        return 0.0
    return agreed + 0.5 * bool(near)


def _overlap(first: frozenset[Ref], second: frozenset[Ref]) -> bool | None:
    return bool(first & second) if first and second else None


def _meet(first: Worth | None, second: Worth | None) -> bool | None:
    return compatible(first, second) if first and second else None


def _near(first: int | None, second: int | None) -> bool | None:
    return None if first is None or second is None else abs(first - second) <= SAME_TIME


def own_names(sighting: Sighting) -> tuple[Ref, ...]:
    """What an event is called by one sighting alone: actor, type, and what it concerns, where or how large."""
    return (event_ref(sighting.event.type, sighting.event.actor, _detail([sighting])),)


def _detail(group: Sequence[Sighting]) -> str:
    concerns = Counter(each.value for sighting in group for each in sighting.event.concerns)
    if concerns:
        return min(concerns, key=lambda ref: (-concerns[ref], ref)).partition("/")[2]
    places = sorted(slug(sighting.event.place) for sighting in group if sighting.event.place)
    if places:
        return places[0]
    sizes = sorted(made.ref for each in group if each.event.quantity and (made := worth(each.event.quantity.value)))
    return sizes[0].partition("/")[2] if sizes else ""


def happening(named: Named[Sighting], name_of: Mapping[Ref, str]) -> Happening:
    """The event as a node."""
    group = named.group
    event = group[0].event
    who = name_of.get(event.actor, event.actor.partition("/")[2]) if event.actor else "Somebody"
    concerns = sorted({name_of.get(each.value, "") for s in group for each in s.event.concerns} - {""})
    places = sorted({s.event.place for s in group if s.event.place})
    tail = f": {', '.join(concerns)}" if concerns else f" in {places[0]}" if places else ""
    return Happening(named.ref, _CLASSES.get(event.type, "kg:Event"), f"{who} {event.type}{tail}", named.retired)


def claims(ref: Ref, event: Event, values: Values) -> Iterator[Found]:
    """What one sighting says of the event."""
    if event.actor:
        yield ref, "kg:actor", event.actor, event.evidence, ""
    if event.quantity and (node := values.ref(event.quantity.value)):
        yield ref, "kg:quantity", node, event.quantity.evidence, ""
    if event.time and (node := values.ref(event.time.value)):
        yield ref, "kg:eventTime", node, event.time.evidence, ""
    for each in event.concerns:
        yield ref, "kg:concerns", each.value, each.evidence, ""
    if event.place:
        yield ref, "kg:eventPlace", place_ref(event.place), event.evidence, ""

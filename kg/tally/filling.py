"""Fills a book with what all articles say, for a store that has none yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.fusion.facts import Facts
from kg.fusion.homonyms import apart, parted, sightings
from kg.fusion.identity import keeping
from kg.tally import rows
from kg.tally.reach import Meetings
from kg.tally.state import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.fusion.homonyms import Sighting
    from kg.ledger import Judgement
    from kg.model import Reading, Ref
    from kg.registry import Registry
    from kg.tally.book import Book


def fill(
    book: Book, readings: Mapping[str, Reading], judgements: Sequence[Judgement], registry: Registry, stamp: str
) -> None:
    """Fill a book with what these articles say, by id, in step with the graph `stamp`; what it held is gone."""
    book.clear()
    judged = [each for each in judgements if each.sort == "entity"]
    state = State(book, readings.get, registry, after=False)
    ids = sorted(readings)
    keep = keeping(Facts.of([readings[id_] for id_ in ids]), judged, registry)
    book.add(row for id_ in ids for row in rows.as_read(readings[id_]))
    book.add(row for old, new in keep.items() for row in rows.kept(old, new))
    book.add(row for id_ in ids for row in rows.renamings(readings[id_], keep.get))
    book.add(row for id_ in ids for row in rows.under_kept_names(state.kept(id_), registry))
    book.add(_people((state.kept(id_) for id_ in ids), parted(judged), registry))
    book.add(row for id_ in ids for row in rows.under_last_names(state.last(id_)))
    book.add(row for id_ in ids for row in rows.fitted(state.fitted(id_), state.kind))
    meetings = Meetings(state, judgements)
    keys = [(id_, at) for id_ in ids for at in range(len(state.fitted(id_).deals))]
    book.add(meetings.amending(meetings.deals(keys)))
    book.seal(stamp)


def _people(
    readings: Iterable[Reading], forced: Mapping[Ref, Sequence[frozenset[str]]], registry: Registry
) -> Iterator[rows.Row]:
    met: dict[Ref, list[Sighting]] = {}
    for reading in readings:
        for each in sightings(reading, registry):
            met.setdefault(each.ref, []).append(each)
    for person, those in met.items():
        if len(those) > 1 and (person in forced or person not in registry.by_ref):
            yield from rows.apart(person, apart(person, those, forced.get(person, ())))

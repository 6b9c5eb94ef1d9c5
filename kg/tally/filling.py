"""Fills a book with what all articles say, for a store that has none yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.fusion.amendments import amends
from kg.fusion.homonyms import apart, parted, sightings
from kg.fusion.identity import keeping
from kg.tally import rows
from kg.tally.reach import Deals
from kg.tally.state import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from kg.fusion.homonyms import Sighting
    from kg.judgements import Judgement
    from kg.model import Reading, Ref
    from kg.registry import Registry
    from kg.tally.book import Book

#: So many readings are held at once; of more articles, each step reads them again.
_MANY: Final = 12_000


class Filling:
    """Fills a book step by step."""

    def __init__(
        self, book: Book, held: Callable[[str], Reading | None], registry: Registry, judgements: Sequence[Judgement]
    ) -> None:
        self._book = book
        self._registry = registry
        self._judgements = judgements
        self._state = State(book, held, registry, after=False)

    def fill(self, ids: Iterable[str], stamp: str) -> None:
        """Fill the book with what these articles say, in step with the graph `stamp`; what it held is gone."""
        ids = sorted(ids)
        state, registry = self._state, self._registry
        judged = [each for each in self._judgements if each.sort == "entity"]
        self._book.clear()
        self._put(ids, state.read, rows.as_read)
        likely = {ref for ref in self._book.names("named", "renamed") if state.likes(ref)}
        keep = keeping(state.facts(likely), judged, registry)
        self._book.add(row for old, new in keep.items() for row in rows.kept(old, new))
        self._put(ids, state.read, lambda reading: rows.renamings(reading, keep.get))
        self._put(ids, state.kept, lambda reading: rows.under_kept_names(reading, registry))
        self._book.add(_people(self._each(ids, state.kept), parted(judged), registry))
        self._put(ids, state.last, rows.under_last_names)
        self._put(ids, state.fitted, lambda reading: rows.fitted(reading, state.kind))
        self._amending(ids)
        self._book.seal(stamp)

    def _put(
        self, ids: Iterable[str], step: Callable[[str], Reading], told: Callable[[Reading], Iterator[rows.Row]]
    ) -> None:
        self._book.add(row for reading in self._each(ids, step) for row in told(reading))

    def _each(self, ids: Iterable[str], step: Callable[[str], Reading]) -> Iterator[Reading]:
        for at, id_ in enumerate(ids):
            yield step(id_)
            if at % _MANY == _MANY - 1:
                self._state.forget()

    def _amending(self, ids: Iterable[str]) -> None:
        """Deals that change earlier ones: what they are put together with is looked at, and no other deal."""
        deals = Deals([self._state], self._judgements)
        for reading in self._each(ids, self._state.fitted):
            told = enumerate(reading.deals)
            deals.reach([(reading.article.id, at) for at, deal in told if amends(reading.article, deal)])
        deals.judge()
        self._book.add(deals.meetings[0].amending(deals.meetings[0].deals(deals.keys)))


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

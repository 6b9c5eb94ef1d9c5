"""Tells of a change that was followed: the part of what all articles say that may differ, in one state."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from kg.fusion.claims import Values
from kg.fusion.former import FormerNames
from kg.fusion.gathering import Gathering, loose_hardware
from kg.fusion.ground import Ground
from kg.fusion.statements import renderings
from kg.tally import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.fusion.knowledge import Knowledge
    from kg.fusion.reports import Report
    from kg.model import Reading
    from kg.tally.following import Following
    from kg.tally.state import State


def tell(following: Following, state: State) -> Knowledge:
    """What is told in a state of a change of all that the change may touch."""
    meetings = following.deals.meetings[following.states.index(state)]
    reports = [report for key in sorted(following.deals.keys) if (report := meetings.report(key))]
    ground = _ground(following, state, reports, _readings(following, state, reports))
    return _Part(ground, following, reports).knowledge()


class _Part(Gathering):
    """A part of what all articles say: the reports of deals keep the places that they have in their articles."""

    def __init__(self, ground: Ground, following: Following, reports: Sequence[Report]) -> None:
        super().__init__(ground, following.judgements)
        self._reports = reports

    def reports(self) -> Iterator[Report]:
        yield from self._reports


def _readings(following: Following, state: State, reports: Sequence[Report]) -> list[Reading]:
    articles = {*following.concerned, *(report.article.id for report in reports)}
    articles |= state.articles("block", following.blocks) | state.articles("speaker", following.speakers)
    changed = (each.read(id_) for each in following.states for id_ in following.changed)
    shared = set(chain.from_iterable(rows.urls(reading.article) for reading in changed if reading))
    articles |= state.articles("url", shared)
    return [_thin(reading, following) for id_ in sorted(articles) if (reading := state.fitted(id_))]


def _thin(reading: Reading, following: Following) -> Reading:
    """What is told of an article: of one that is not concerned, only what is reached; deals come by themselves."""
    whole = reading.article.id in following.concerned
    return replace(
        reading,
        entities=reading.entities if whole else (),
        roles=reading.roles if whole else (),
        relations=reading.relations if whole else (),
        hardware=tuple(loose_hardware(reading)) if whole else (),
        deals=(),
        events=tuple(each for each in reading.events if rows.block_of(each) in following.blocks),
        statements=tuple(each.statement for each in renderings(reading) if each.speaker in following.speakers),
    )


def _ground(following: Following, state: State, reports: Sequence[Report], readings: Sequence[Reading]) -> Ground:
    """What is decided in the state, of all that is told of."""
    named = {party.ref for report in reports for party in report.deal.parties if party.ref}
    events = [event for reading in readings for event in reading.events]
    named |= {ref for event in events for ref in (event.actor, *(each.value for each in event.concerns)) if ref}
    values = Values()
    tenures = (state.tenure(ref, values) for ref in sorted(following.book.touched("tenure")))
    return Ground(
        readings=readings,
        kind=state.kind,
        names={ref: name for ref in named if (name := state.name(ref)) is not None},
        namings=FormerNames(readings, {}, Values()).namings(),
        tenures=tuple(tenure for tenure in tenures if tenure),
        held=state.held,
        owners=lambda _: state.root,
        things=lambda _: (),
        values=values,
    )

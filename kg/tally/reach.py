"""How far a change of some deals, events or statements reaches: to all that is put together with them, or named so.

What is found is closed: nothing outside it meets anything inside it, in the state before the change or after it. So
what is put together of it alone is what is put together of it among all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.fusion import events, statements
from kg.tally import rows
from kg.tally.meetings import Meetings, amending

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.judgements import Judgement
    from kg.model import Ref
    from kg.tally.meetings import Key
    from kg.tally.rows import Row
    from kg.tally.state import State


class Deals:
    """The reports that a change reaches, and with `amend` those of deals that refer to others."""

    def __init__(self, states: Sequence[State], judgements: Sequence[Judgement] = ()) -> None:
        self.meetings = [Meetings(state, judgements) for state in states]
        self.keys: set[Key] = set()

    def reach(self, seeds: Iterable[Key]) -> None:
        """Take in these reports and all that meet them, in whichever state."""
        queue = set(seeds) - self.keys
        while queue:
            self.keys |= queue
            queue = {other for key in queue for each in self.meetings for other in each.meeting(key)} - self.keys

    def judge(self) -> None:
        """Take in all that is judged, and what meets it then, if there is anything."""
        if self.keys and self.meetings[0].judged:
            self.reach(key for each in self.meetings for key in each.named())
            size = 0
            while size < len(self.keys):
                size = len(self.keys)
                self.reach([key for each in self.meetings for key in each.parted(self.keys)])

    def amend(self) -> list[list[Row]]:
        """Take in what deals refer to that change an earlier one; give their rows among those reached before.

        Which deal is referred to is decided among all that share parties with it.
        """
        reached = frozenset(self.keys)
        told: list[list[Row]] = []
        changing: set[Key] = set()
        for each in self.meetings:
            found = each.deals(reached)
            told.append(list(each.amending(found)))
            changing |= {(article, at) for _, _, article, at, _ in told[-1]}
            changing |= {key for deal in found for key in each.amending_beside(deal)}
        self.reach(changing)
        for each in self.meetings if changing else ():
            for deal in each.deals(frozenset(self.keys)):
                if not changing.isdisjoint(report.key for report in deal.group) and amending(deal):
                    self.reach(each.referred(deal))
        return told


def blocks(states: Sequence[State], seeds: Iterable[str]) -> set[str]:
    """The blocks of events that a change of some blocks reaches, through names that events of several would have."""
    found: set[str] = set()
    queue = set(seeds)
    while queue:
        found |= queue
        queue = {
            said
            for state in states
            for article in state.articles("block", queue)
            if (reading := state.fitted(article))
            for event in reading.events
            if rows.block_of(event) in found
            for name in events.own_names(events.Sighting(reading.article, event))
            for said in state.said("event", name)
        } - found
    return found


def speakers(states: Sequence[State], seeds: Iterable[Ref]) -> set[Ref]:
    """The speakers that a change of what some said reaches, through names that statements of several would have."""
    found: set[Ref] = set()
    queue = set(seeds)
    while queue:
        found |= queue
        queue = {
            said
            for state in states
            for article in state.articles("speaker", queue)
            if (reading := state.fitted(article))
            for each in statements.renderings(reading)
            if each.speaker in found
            for name in statements.own_names(each)
            for said in state.said("statement", name)
        } - found
    return found

"""Finds who takes part in a noun of dealing by the clauses behind it: "that A and B announced", "lets A use"."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from kg.rules.deals.bearers import carried
from kg.rules.deals.frames import verb_list
from kg.rules.deals.heads import heads

if TYPE_CHECKING:
    from kg.rules.deals.frames import Frame
    from kg.rules.deals.spots import Part, Spot


def said_of(spot: Spot, frame: Frame) -> list[Part]:
    """Return the parties of a relative clause: "the agreement that A announced", "the loan A agreed to provide"."""
    held, i = spot.held, spot.last + (spot.held.low(spot.last) == "," and spot.held.low(spot.last + 1) == "which")
    i -= held.low(i) not in ("that", "which")
    if not held.is_party(i + 1):
        return []
    verb = next((j for j in range(i + 2, min(i + 12, len(held.tokens))) if held.low(j) in verb_list("light")), -1)
    if verb < 0 or not held.is_party(verb - 1):
        return []
    near = range(verb, min(verb + 4, len(held.tokens)))
    role = carried(held, frame, next((j for j in near if held.low(j) in verb_list("giving")), verb), spot.first)
    return [(j, role) for j in range(i + 1, verb) if held.is_party(j)]


def enabled(spot: Spot) -> list[int]:
    """Return for whom the deal does something: "the deal with Acme lets [Borealis] use", "will give [Borealis]"."""
    held = spot.held
    if spot.arguments and spot.arguments[0].place == "object":
        return []
    placed = takewhile(lambda argument: argument.place, spot.arguments)
    end = max((argument.last for argument in placed), default=spot.last)
    near = range(end, min(len(held.tokens) - 1, end + 4))
    verb = next((k for k in near if held.low(k) in verb_list("enabling") and not held.mark(k)), -1)
    return [verb + 1] if verb >= 0 and held.is_party(verb + 1) and not held.is_possessive(verb + 1) else []


def between(spot: Spot, frame: Frame) -> list[Part]:
    """Return the parties of a deal "between A and B": whoever announces it is then none of them."""
    role = frame.role("between")
    found = [(i, role) for a in spot.arguments if a.place == "between" for i in heads(spot.held, a)]
    return found if role and len(found) > 1 else []

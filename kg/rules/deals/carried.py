"""Tells how far a deal has come by the verb that carries the noun for it: "closed a round", "has a contract with"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import DealKind, DealStatus
from kg.rules.deals.frames import word_list
from kg.rules.deals.spots import ONCE_DONE

if TYPE_CHECKING:
    from kg.rules.deals.clauses import Clause
    from kg.rules.deals.frames import Frame
    from kg.rules.deals.spots import Candidate, Spot

#: Kinds of which one told as past is over: an agreement of last year may still be open, a loan is paid out.
DONE = (DealKind.INVESTMENT, DealKind.FINANCING, DealKind.ACQUISITION)
_HAVING = ("has", "have", "had")


def settle(found: Candidate, spot: Spot, frame: Frame, start: int, light: int | None) -> None:
    """Let the verb that carries a noun, or what is past, say how far a deal has come, where no cue does.

    `start` is the first token of the noun's phrase, `light` that of the verb.
    """
    held = spot.held
    if found.standing and found.status_span is None:
        found.status = DealStatus.COMPLETED
    if found.status is None and frame.kind is DealKind.ACQUISITION and held.low(start - 1) in ONCE_DONE:
        found.status = DealStatus.COMPLETED  # "following its acquisition of Acme"
    if found.status is None and light is not None:
        done = _is_had(spot, frame) if held.low(light) in _HAVING else _completes(held, frame, light)
        found.status = DealStatus.COMPLETED if done else DealStatus.ANNOUNCED
    if found.status is None and (found.standing or (found.background and frame.kind in DONE)):
        found.status = DealStatus.COMPLETED


def _is_had(spot: Spot, frame: Frame) -> bool:
    """Tell whether what somebody has is in force: "has a contract with", not "has a deal to buy Acme"."""
    return frame.kind is not DealKind.ACQUISITION and spot.held.low(spot.last) != "to"


def _completes(held: Clause, frame: Frame, light: int) -> bool:
    """Tell whether the verb says that it is done: what is closed; a loan that is secured, though no contract."""
    word = held.low(light)
    if frame.kind in DONE and word in word_list("acting"):
        return held.low(light - 1) not in ("to", "be", "being")
    return word in word_list("completing") or (frame.kind in DONE and word in word_list("obtaining"))

"""Tells on whose machines something runs: "runs its models on Acme Cloud", "moves its servers to Acme"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import DealKind
from kg.rules.deals.frames import cue, goods
from kg.rules.deals.heads import heads, owners, services
from kg.rules.deals.spots import text_of

if TYPE_CHECKING:
    from kg.rules.deals.clauses import Argument, Clause
    from kg.rules.deals.spots import Spot


def is_hosted(spot: Spot) -> bool:
    """Tell whether it is told on whose machines: "runs its models on Acme Cloud"."""
    moved = is_moving(spot)
    places = ("to", "onto") if moved else ("on",)
    return any(a.place in places and (services(spot.held, a) or _is_home(spot, a, moved=moved)) for a in spot.arguments)


def is_cloud(held: Clause, i: int) -> bool:
    """Tell whether a party bears the name of a cloud: "uses Acme Cloud", "runs on AWS"."""
    mention = held.mention(i)
    cloud = next(what for what in goods() if what.kind is DealKind.CLOUD_SERVICES)
    return mention is not None and bool(cloud.trade.search(mention.text))


def is_moving(spot: Spot) -> bool:
    """Tell whether a verb moves something to where it runs from now on."""
    return spot.held.low(spot.first).startswith(("mov", "migrat", "shift"))


def _is_home(spot: Spot, argument: Argument, *, moved: bool) -> bool:
    """Tell whether a phrase names whose machines they are; what moves to a company need not be a workload."""
    if heads(spot.held, argument) and not moved:
        return True
    if spot.held.low(spot.first).startswith("train") and cue("works").search(text_of(spot, argument)):
        return False  # "to train its models on Acme's archive"
    named = heads(spot.held, argument) or owners(spot.held, argument)
    words = " ".join(text_of(spot, a) for a in spot.arguments)
    return bool(named) and bool(cue("hosted").search(words))

"""Tells whether the sum beside a verb of dealing is what the verb moves: capital, no fee, and no other noun's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rules.deals.frames import cue, word_list
from kg.rules.deals.heads import heads
from kg.rules.deals.spots import text_of

if TYPE_CHECKING:
    from kg.rules.deals.clauses import Argument
    from kg.rules.deals.frames import Frame
    from kg.rules.deals.spots import Spot


def fits_sum(spot: Spot, frame: Frame) -> bool:
    """Tell whether the sum stands where the frame asks for it, and is what it asks for: capital, no fee."""
    if frame.has("goods") and any(cue("capital_given").search(text_of(spot, a)) for a in spot.arguments[:2]):
        return False  # "committed $1 billion in financing": the noun tells the deal
    if frame.has("goods") and any(cue("fee").search(text_of(spot, argument)) for argument in spot.arguments):
        return False
    if frame.has("funded") and frame.role("object") and not any(heads(spot.held, a) for a in spot.objects[:1]):
        return False  # "gave $50,000": to whom stands before it
    if frame.has("funded"):
        return sum_object(spot) and not carries_noun(spot, frame) and _is_capital(spot)
    return sum_object(spot) if frame.has("sum") else _has_money(spot)


def _is_capital(spot: Spot) -> bool:
    """Tell whether the words say that a sum is capital, or whoever gives it is an investor by name."""
    words = " ".join(text_of(spot, argument) for argument in spot.arguments)
    told = cue("capital").search(words) or cue("led_beside").search(spot.behind(120))
    return bool(told) or any(_gives_money(spot, argument) for argument in spot.arguments)


def _gives_money(spot: Spot, argument: Argument) -> bool:
    """Tell whether a sum comes from somebody whose name is that of an investor."""
    named = [spot.held.mention(i) for i in heads(spot.held, argument)] if argument.place == "from" else []
    return any(mention is not None and cue("financiers").search(mention.text) for mention in named)


def sum_object(spot: Spot) -> bool:
    """Tell whether the object itself is a sum: not "raised its forecast to $5 billion"."""
    return any(spot.held.mark(i) == "money" for a in _taken(spot) for i in range(a.first, a.last))


def _taken(spot: Spot) -> list[Argument]:
    """Return what a verb moves: its object, and what stands right behind who is given it."""
    first, given = spot.objects[:1], spot.arguments[1:2]
    if first and given and not given[0].place and given[0].first == first[0].last and heads(spot.held, first[0]):
        return [*first, *given]
    return first


def _has_money(spot: Spot) -> bool:
    """Tell whether a sum is what the verb moves: "borrowed $2 billion", "with $2 billion borrowed from"."""
    if spot.held.mark(spot.first - 1) == "money":
        return True
    for argument in spot.arguments:
        reach = argument.last if argument.place == "object" else argument.first + 1
        if any(spot.held.mark(i) == "money" for i in range(argument.first, reach)):
            return True
    return False


def carries_noun(spot: Spot, frame: Frame) -> bool:
    """Tell whether the verb only carries a noun of dealing, which is then read instead: "sell a stake"."""
    backs = spot.held.low(spot.first).startswith(_BACKING)  # "backed Acme's bid"
    if not (backs or frame.has("goods") or frame.has("funded") or frame.has("percent")) or not spot.objects:
        return False
    tokens = range(spot.objects[0].first, spot.objects[0].last)
    return any(spot.held.low(i).removesuffix("s") in word_list("deal_nouns") for i in tokens)


_BACKING = ("back", "fund", "bankroll")

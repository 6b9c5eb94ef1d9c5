"""Finds who takes part in a noun of dealing by the prepositions behind it: "an order from Acme", "a deal with Acme"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import DealKind
from kg.rules.deals.frames import verb_list, word_list
from kg.rules.deals.heads import describing, heads, owners
from kg.rules.deals.relatives import GROUPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.rules.deals.clauses import Argument, Clause
    from kg.rules.deals.frames import Frame
    from kg.rules.deals.spots import Part, Spot

_OWNED = ("of", "for")  # "the sale of Acme's arm", "a loan for Acme's plant"
_WHERE = ("at", "in")  # "a lease at Acme's campus"
_LED = ("led", "backed", "headed", "spearheaded", "fronted")


def placed(spot: Spot, frame: Frame) -> Iterator[Part]:
    """Yield who takes part by the prepositions behind the noun; a list of examples goes on with the place before."""
    held, place, before = spot.held, "", ""
    for argument in spot.arguments:
        if place and _is_another(held, argument):
            return
        crowd = argument.place == "of" and held.low(argument.first - 2) in GROUPS  # "a group of investors"
        if crowd:
            continue
        if _is_of_other(held, spot, argument) or _is_of_paper(held, argument):
            return
        if argument.place not in word_list("naming") or frame.role(argument.place):  # "from investors such as A and B"
            place = argument.place
        led = place == "by" and held.low(argument.first - 2) in _LED
        if led and not frame.role(before) and frame.kind is None:
            yield from ((i, "giver") for i in heads(held, argument))  # "a transaction led by Acme": with its money
            continue
        if led and frame.role(before):
            place = before  # "sold to a group led by Acme"
        if held.low(argument.last) == "as" and held.low(argument.last + 1) in word_list("helping"):
            continue  # "with Acme as guarantor"
        before = place
        role = frame.role("winner") if place == "to" and _is_awarded(held, argument) else ""
        if place == "of" and frame.role("of") == "target" and _is_of_unit(held, argument):
            role = "seller"
        named = heads(held, argument) or (owners(held, argument) if place == "from" and frame.kind is None else [])
        yield from ((i, role or frame.role(place)) for i in named)  # "a deal for power from Acme's plant"
        yield from _owning(held, frame, argument)


def _is_of_other(held: Clause, spot: Spot, argument: Argument) -> bool:
    """Tell whether a phrase belongs to another noun of dealing: "fund the purchase with a loan from Acme"."""
    at = argument.first - 2
    other = held.low(at) in word_list("deal_nouns") and at >= spot.last and argument.place in ("from", "by")
    return other and held.low(held.phrase_start(at) - 1) in ("with", "through", "by")


def _is_of_paper(held: Clause, argument: Argument) -> bool:
    """Tell whether a phrase belongs to a paper in which a deal is told of: "a contract in a filing with Acme"."""
    if argument.place != "with":
        return False
    at = next((k for k in range(argument.first - 1, argument.first - 4, -1) if held.low(k) == argument.place), -1)
    return held.low(at - 1) in word_list("papers")


def _is_another(held: Clause, argument: Argument) -> bool:
    """Tell whether one more deal goes on behind a party: "an order with Acme and a $2 million order with Borealis"."""
    more = held.low(argument.first - 1) == "and" and held.low(argument.first) in ("a", "an", "another")
    return more and held.low(argument.last - 1) in word_list("deal_nouns")


def _is_of_unit(held: Clause, argument: Argument) -> bool:
    """Tell whether a phrase says whose unit is bought: "the purchase of the retail division of Acme"."""
    named = held.low(argument.last) == "of" and held.low(argument.last - 1) in word_list("assets")
    return named or held.low(argument.first - 2) in word_list("assets")


def _is_awarded(held: Clause, argument: Argument) -> bool:
    """Tell whether a phrase says to whom a deal "was awarded"."""
    return held.low(argument.first - 2) in verb_list("awarding")


def _owning(held: Clause, frame: Frame, argument: Argument) -> Iterator[Part]:
    """Yield whose unit or goods a phrase names: "its acquisition of Acme's retail arm"."""
    if frame.role("of") == "target" and argument.place == "of" and held.low(argument.last - 1) in word_list("assets"):
        yield from ((i, "seller") for i in owners(held, argument))
    hosted = frame.kind is DealKind.LEASE and argument.place in _WHERE
    hosted = hosted or (frame.kind is DealKind.LICENSING and argument.place == "to")  # "rights to Acme's songs"
    if frame.has("goods") or (frame.role("owner") and (hosted or argument.place in _OWNED)):
        yield from ((i, frame.role("owner")) for i in (*owners(held, argument), *describing(held, argument)))

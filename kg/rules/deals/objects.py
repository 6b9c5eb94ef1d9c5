"""Tells whether the object of a verb of dealing is what the verb asks for: a company, a thing, a sum, a share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.document import Form
from kg.model import Found, Kind, Quantity
from kg.rules.deals.belongings import each_share, is_site_of, is_unit, is_whole, site_from, taken_private
from kg.rules.deals.frames import cue, word_list
from kg.rules.deals.heads import heads, owners
from kg.rules.deals.hosting import is_hosted
from kg.rules.deals.payments import carries_noun, fits_sum, sum_object
from kg.rules.deals.spots import speaks_of_goods, text_of
from kg.rules.deals.subjects import subjects

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kg.rules.deals.clauses import Argument
    from kg.rules.deals.frames import Frame
    from kg.rules.deals.spots import Spot


class _Look(NamedTuple):
    """What a check of a verb's object looks at."""

    spot: Spot
    frame: Frame
    passive: bool
    headed: bool  # a party is the object


def fits_frame(spot: Spot, frame: Frame, *, passive: bool) -> bool:
    """Tell whether the object is what the frame asks for."""
    if (frame.has("goods") and spot.held.low(spot.last) == "out") or spot.held.low(spot.last) == "over":
        return False  # "sold out", "leasing over building"
    look = _Look(spot, frame, passive, any(heads(spot.held, argument) for argument in spot.objects))
    check = next((check for flag, check in _CHECKS.items() if frame.has(flag)), None)
    if check is not None:
        return check(look)
    return not frame.has("money") or fits_sum(spot, frame)


def _is_beside(look: _Look) -> bool:
    """Tell whether it is told of somebody who takes part beside others: "with Acme joining"."""
    spot = look.spot
    return spot.held.low(spot.first).endswith("ing") and bool(cue("with_before").search(spot.before(120)))


def _is_sold(look: _Look) -> bool:
    """Tell whether a company is sold to somebody: "Corvid has sold Acme to Borealis"."""
    spot = look.spot
    to = any(a.place in ("to", "including") and heads(spot.held, a) for a in spot.arguments)
    return to and (look.passive or _is_company(spot))


def _is_bought(look: _Look) -> bool:
    """Tell whether a sum is paid for a company: "pays $3 billion for Acme"."""
    spot = look.spot
    return sum_object(spot) and any(
        a.place == "for" and (heads(spot.held, a) or each_share(spot.held, a)) for a in spot.arguments
    )


def _is_taken_private(look: _Look) -> bool:
    """Tell whether a company is taken private."""
    spot = look.spot
    return taken_private(spot) >= 0 or (look.passive and spot.held.low(spot.last) == "private")


def _is_owned(look: _Look) -> bool:
    """Tell whether the object is a company, all of one or a part of one."""
    spot = look.spot
    if is_unit(spot) or look.frame.has("unit"):
        return is_unit(spot)
    if look.passive:
        return not _is_had_from(look)
    return look.headed or spot.antecedent >= 0 or site_from(spot) or is_whole(spot) or is_site_of(spot)


def _is_had_from(look: _Look) -> bool:
    """Tell whether no company is bought, but something from one: "the glass is bought from Acme"."""
    spot = look.spot
    named = any(a.place == "by" and heads(spot.held, a) for a in spot.arguments) or subjects(spot.held, spot.first)
    return not named and any(a.place == "from" and heads(spot.held, a) for a in spot.arguments)


def _counts_of(spot: Spot, argument: Argument) -> bool:
    """Tell whether a phrase names so many of somebody's things: "200 of Acme's robots"."""
    first = spot.objects[0].first if spot.objects else argument.first - 2
    counted = argument.place == "of" and (spot.held.mark(first) == "quantity" or spot.held.low(first)[:1].isdigit())
    return counted and bool(owners(spot.held, argument))


def _is_booked(look: _Look) -> bool:
    """Tell whether a thing is reserved with somebody: "booked capacity with Acme"."""
    spot = look.spot
    if any(a.place == "of" and owners(spot.held, a) for a in spot.arguments[:2]):
        return True  # "booked half of Acme's output"
    places = (a.place for a in spot.arguments if heads(spot.held, a) or (a.place == "at" and owners(spot.held, a)))
    room = any("capacity" in text_of(spot, a) for a in spot.arguments[:2])  # "most of the capacity at Acme's campus"
    return (room or _is_traded(look)) and any(place in ("with", "from", "at") for place in places)


def _is_theirs(look: _Look) -> bool:
    """Tell whether the object is somebody's goods: "picked Acme's engines", not "picked Acme's chief"."""
    held, objects = look.spot.held, look.spot.objects[:1]
    if look.passive or not any(owners(held, a) for a in objects):
        return False
    aimed = any(a.place == "for" for a in look.spot.arguments)  # "picked Acme's software for its network"
    return any(
        held.low(a.last - 1).endswith("s") or _is_thing(look.spot, a) or (aimed and held.mark(a.last - 1) != "title")
        for a in objects
    )


def _is_traded(look: _Look) -> bool:
    """Tell whether the object is a thing that is bought, not a company."""
    spot = look.spot
    measured = [a for a in spot.arguments[:2] if a.place in ("object", "in", "of", "worth")]
    if look.passive:
        return _is_had_from(look)
    if any(_counts_of(spot, a) for a in spot.arguments[:2]):
        return True
    got = any(a.place == "from" and heads(spot.held, a) for a in spot.arguments)
    got = got and (bool(spot.objects) or spot.held.low(spot.first).startswith(("bought", "buy")))
    return not look.headed and (got or any(_is_thing(spot, a) for a in measured))


def _is_aimed(look: _Look) -> bool:
    """Tell whether it is told on what two work together, and no deal is: "works with Acme on a robot"."""
    held = look.spot.held
    if held.low(look.spot.last) in ("on", "to") and len(subjects(held, look.spot.first)) > 1:
        return True  # "Acme and Borealis are to work together on"
    for argument in look.spot.arguments:
        if argument.place == "with" and heads(held, argument) and held.low(argument.last) in ("on", "to"):
            behind = held.tokens[argument.last + 1 : argument.last + 6]
            return not any(token.low.removesuffix("s") in word_list("deal_nouns") for token in behind)
    return False


def _is_company(spot: Spot) -> bool:
    """Tell whether the object is a company and nothing of it: "sold Acme to", not "sold Acme its chips"."""
    first = next(iter(spot.objects), None)
    if first is None or len(spot.objects) > 1 or first.last - first.first > 1:
        return False
    mention = spot.held.mention(first.first)
    return mention is not None and mention.kind is Kind.ORGANIZATION and mention.form is Form.NAME


def _is_part(look: _Look) -> bool:
    """Tell whether the object is a part of a company: "20 percent of Acme", not the right to it nor what is to come."""
    spot, frame = look.spot, look.frame
    if cue("side_before").search(spot.before(80)):
        return False  # "has the right to buy 10% of Acme"
    if frame.has("standing") and cue("planned_before").search(spot.before(30)):
        return False  # "will own 60% of the venture"
    if look.passive:
        return spot.held.mark(spot.first - 1) == "quantity"  # "is 30 percent owned by"
    return not carries_noun(spot, frame) and any(_measures(spot, a, ("percent", "shares")) for a in spot.objects[:1])


def _is_clientele(look: _Look) -> bool:
    """Tell whether who is listed is called a customer: "counts Acme among its customers"."""
    spot = look.spot
    return look.headed and not look.passive and bool(cue("clientele").search(spot.behind(160)))


def _is_chosen(look: _Look) -> bool:
    """Tell whether somebody is chosen to give something: "picked Acme to supply", "named Acme as its supplier"."""
    spot = look.spot
    if not (look.passive or look.headed):
        return False
    low = spot.held.low
    near = range(spot.last, min(len(spot.held.tokens), spot.last + 12))
    if any(a.place == "for" and speaks_of_goods(text_of(spot, a)) for a in spot.arguments):
        return True
    if any(low(i) == "to" and low(i + 1) in word_list("serving") for i in near):
        return True
    place = next((i for i in near if low(i) == "as"), None)
    return place is not None and any(
        low(i) in word_list("servants") or (low(i) == "partner" and low(i - 1) in word_list("serving_as"))
        for i in range(place + 1, place + 9)
    )


def rents_compute(spot: Spot) -> bool:
    """Tell whether what is rented is the use of computers, not of a place: "rent computing capacity"."""
    return any(
        cue("compute").search(text_of(spot, argument)) and not cue("site").search(text_of(spot, argument))
        for argument in spot.arguments[:2]
        if argument.place in ("object", "of")
    )


def _is_thing(spot: Spot, argument: Argument) -> bool:
    if cue("shares").search(text_of(spot, argument)):
        return False
    return speaks_of_goods(text_of(spot, argument)) or _measures(spot, argument, ("GW", "MW", "kW"))


def _measures(spot: Spot, argument: Argument, units: Sequence[str]) -> bool:
    """Tell whether a phrase is measured in one of these units."""
    atoms = (spot.held.masked.atoms.get(spot.held.tokens[i].at) for i in range(argument.first, argument.last))
    return any(isinstance(a, Found) and isinstance(a.value, Quantity) and a.value.unit in units for a in atoms)


_ROOM = ("square feet", "square meters", "MW", "GW", "acres", "hectares")

_CHECKS: Mapping[str, Callable[[_Look], bool]] = {
    "hosted": lambda look: not look.passive and is_hosted(look.spot),
    "listed": _is_clientele,
    "beside": _is_beside,
    "sold": _is_sold,
    "bought": _is_bought,
    "private": _is_taken_private,
    "aimed": _is_aimed,
    "percent": _is_part,
    "chosen": _is_chosen,
    "booked": _is_booked,
    "theirs": _is_theirs,
    "room": lambda look: not look.passive and any(_measures(look.spot, a, _ROOM) for a in look.spot.objects[:1]),
    "unit": _is_owned,
    "company": _is_owned,
    "things": _is_traded,
}

"""Reads verbs of dealing: "agreed to acquire", "will be supplied by", "raised $300 million from"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.lexicon import tag
from kg.model import DealKind, DealStatus
from kg.rules.deals import status
from kg.rules.deals.frames import cue, word_list
from kg.rules.deals.spots import candidate, describing, heads, owners, services, speaks_of_goods, text_of
from kg.rules.deals.subjects import subjects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.rules.deals.clauses import Argument
    from kg.rules.deals.frames import Frame
    from kg.rules.deals.spots import Candidate, Part, Spot

_DONE = (DealKind.ACQUISITION, DealKind.INVESTMENT, DealKind.FINANCING, DealKind.LEASE)  # in the past tense, done
_RENTING = {"lessee": "taker", "lessor": "giver"}
_BORROWING = {"investee": "borrower", "investor": "lender"}


def read_verb(spot: Spot, frame: Frame, form: str) -> Candidate | None:
    """Return the candidate of a verb in this form, or nothing when its object is not what the frame asks for."""
    held = spot.held
    if form in ("past", "participle") and held.low(spot.first - 1) in word_list("determiners"):
        return None  # "the leased capacity"
    if form == "base" and not held.mark(spot.first - 1) and tag(held.low(spot.first - 1)) in ("NN", "JJ"):
        return None  # "a pension fund"
    done = form in ("past", "participle")
    passive = done and (status.is_passive(spot.before(25)) or held.low(spot.last) == "by")
    if not _fits(spot, frame, passive=passive) or _carries_noun(spot, frame):
        return None
    if frame.has("standing") and held.low(spot.first - 1) == "to":
        return None  # "built to serve Acme"
    if frame.has("joint") and len(subjects(held, spot.first)) < 2:
        return None
    found = candidate(spot, frame, _parts(spot, frame, passive=passive))
    if found.kind is DealKind.INVESTMENT and frame.has("money") and cue("debt").search(found.words):
        found.kind = DealKind.FINANCING
        found.parties = [(mention, _BORROWING.get(role, role)) for mention, role in found.parties]
    if frame.kind is DealKind.LEASE and _rents_compute(spot):
        found.kind = DealKind.CLOUD_SERVICES
        found.parties = [(mention, _RENTING.get(role, role)) for mention, role in found.parties]
    if found.status is None and found.standing and frame.kind is DealKind.PARTNERSHIP:
        found.status = DealStatus.COMPLETED
    if found.status is None:
        found.status = _status(spot, frame, form)
    return found


def _fits(spot: Spot, frame: Frame, *, passive: bool) -> bool:
    """Tell whether the object is what the frame asks for."""
    if frame.has("goods") and spot.held.low(spot.last) == "out":
        return False  # "sold out"
    headed = any(heads(spot.held, argument) for argument in spot.objects)
    if frame.has("unit"):
        return _assets(spot)
    if frame.has("chosen"):
        return _is_chosen(spot, passive=passive, headed=headed)
    if frame.has("company"):
        return passive or headed or _assets(spot)
    if frame.has("things"):
        measured = [a for a in spot.arguments[:2] if a.place in ("object", "in", "of", "worth")]
        return not passive and not headed and any(speaks_of_goods(text_of(spot, a)) for a in measured)
    if frame.has("goods") and frame.has("money") and any(cue("fee").search(text_of(spot, a)) for a in spot.arguments):
        return False
    if frame.has("sum"):
        return any(spot.held.mark(i) == "money" for a in spot.objects[:1] for i in range(a.first, a.last))
    return not frame.has("money") or _has_money(spot)


def _is_chosen(spot: Spot, *, passive: bool, headed: bool) -> bool:
    """Tell whether somebody is chosen to give something: "picked Acme to supply", "chosen by Acme to build"."""
    if not (passive or headed):
        return False
    low = spot.held.low
    return any(
        low(i) == "to" and low(i + 1) in word_list("serving")
        for i in range(spot.last, min(len(spot.held.tokens), spot.last + 12))
    )


def _carries_noun(spot: Spot, frame: Frame) -> bool:
    """Tell whether the verb only carries a noun of dealing, which is then read instead: "sell a stake"."""
    if not frame.has("goods") or not spot.objects:
        return False
    tokens = range(spot.objects[0].first, spot.objects[0].last)
    return any(spot.held.low(i).removesuffix("s") in word_list("deal_nouns") for i in tokens)


def _has_money(spot: Spot) -> bool:
    for argument in spot.arguments:
        reach = argument.last if argument.place == "object" else argument.first + 1
        if any(spot.held.mark(i) == "money" for i in range(argument.first, reach)):
            return True
    return False


def _rents_compute(spot: Spot) -> bool:
    """Tell whether what is rented is the use of computers, not of a place: "rent computing capacity"."""
    return any(
        cue("compute").search(text_of(spot, argument)) and not cue("site").search(text_of(spot, argument))
        for argument in spot.objects[:1]
    )


def _assets(spot: Spot) -> bool:
    tokens = (i for argument in spot.objects for i in range(argument.first, argument.last))
    return any(spot.held.low(i) in word_list("assets") for i in tokens)


def _parts(spot: Spot, frame: Frame, *, passive: bool) -> Iterator[Part]:
    held = spot.held
    given = frame.role("giver") and any(a.place == "to" and heads(held, a) for a in spot.arguments)
    first = frame.role("object") if passive else frame.role("giver") if given else frame.role("subject")
    yield from ((i, first) for i in subjects(held, spot.first) or _behind(spot))
    for argument in spot.arguments:
        if argument.place == "object":
            yield from _object_parts(spot, frame, argument) if not passive else ()
        else:
            yield from _placed_parts(spot, frame, argument, passive=passive)


def _behind(spot: Spot) -> list[int]:
    """Return the subject that follows a participle: "By partnering with Acme, [Borealis] gains"."""
    held, i = spot.held, spot.last
    if not held.low(spot.first).split("-")[0].endswith("ing") or held.low(spot.first - 1) not in word_list("opening"):
        return []
    while i < min(len(held.tokens), spot.last + 25) and held.low(i) != ",":
        i += 1
    start = i + 1
    end = held.phrase(start) if start < len(held.tokens) else start
    return [end - 1] if end > start and held.is_party(end - 1) and not held.is_possessive(end - 1) else []


def _object_parts(spot: Spot, frame: Frame, argument: Argument) -> Iterator[Part]:
    held = spot.held
    if frame.has("unit"):
        yield from ((i, frame.role("subject")) for i in owners(held, argument))
        return
    role = frame.role("object")
    recipient = _recipient(spot, argument) if role and frame.has("goods") else -1
    if recipient >= 0:
        yield recipient, role
    yield from ((i, role) for i in heads(held, argument))
    owner = role if frame.has("company") and _assets(spot) else frame.role("owner")
    yield from ((i, owner) for i in owners(held, argument))
    if frame.role("owner") and (frame.has("goods") or cue("site").search(text_of(spot, argument))):
        yield from ((i, frame.role("owner")) for i in (*describing(held, argument), *services(held, argument)))


def _recipient(spot: Spot, argument: Argument) -> int:
    """Return who is given something: "gives Acme access to", "supply Acme with"; -1 when nobody is."""
    held, i = spot.held, argument.first
    if not held.is_party(i) or held.is_possessive(i) or i + 1 >= argument.last:
        return -1
    follows = held.low(i + 1)
    taken = follows in ("access", "immediate", "exclusive", "priority", "dedicated", "direct") or held.mark(i + 1) in (
        "money",
        "quantity",
    )
    return i if taken or follows in word_list("determiners") else -1


def _placed_parts(spot: Spot, frame: Frame, argument: Argument, *, passive: bool) -> Iterator[Part]:
    held = spot.held
    place = "subject" if passive and argument.place == "by" else argument.place
    role = frame.role(place)
    if frame.has("company") and place == "from" and _assets(spot):
        role = frame.role("object")
    if not place:
        return
    found = heads(held, argument)
    if role and found:
        yield from ((i, role) for i in found)
    elif frame.has("goods") and (_access(spot, argument) or speaks_of_goods(text_of(spot, argument))):
        found = [*owners(held, argument), *describing(held, argument), *services(held, argument)]
        yield from ((i, "giver") for i in found)


def _access(spot: Spot, argument: Argument) -> bool:
    """Tell whether the phrase says to what somebody is given access."""
    return argument.place == "to" and spot.held.low(argument.first - 2) == "access"


def _status(spot: Spot, frame: Frame, form: str) -> DealStatus:
    """Read the tense: what will be done is announced, what was done is done."""
    if frame.has("standing") or (
        form == "third" and frame.has("goods") and spot.held.low(len(spot.held.tokens) - 1) == "."
    ):
        return DealStatus.COMPLETED  # "supplies chips to": what is, not what is told in a headline
    if cue("planned_before").search(spot.before(60)) or form in ("base", "third", "ing") or frame.kind not in _DONE:
        return DealStatus.ANNOUNCED
    return DealStatus.COMPLETED

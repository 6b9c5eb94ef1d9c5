"""Reads verbs of dealing: "agreed to acquire", "will be supplied by", "raised $300 million from"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.document import MARKS
from kg.lexicon import tag
from kg.model import DealKind, DealStatus
from kg.rules.deals import status
from kg.rules.deals.asides import carries
from kg.rules.deals.clauses import Argument
from kg.rules.deals.filling import add_investee, add_maker, add_spoken_of, add_teller
from kg.rules.deals.frames import cue, word_list
from kg.rules.deals.objects import carries_noun, fits_frame, is_moving, is_unit, is_whole, rents_compute, taken_private
from kg.rules.deals.spots import (
    bare,
    candidate,
    describing,
    heads,
    idle,
    owners,
    services,
    speaks_of_goods,
    text_of,
)
from kg.rules.deals.subjects import following, subjects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.rules.deals.clauses import Clause
    from kg.rules.deals.frames import Frame
    from kg.rules.deals.spots import Candidate, Part, Spot

_DONE = (DealKind.ACQUISITION, DealKind.INVESTMENT, DealKind.FINANCING, DealKind.LEASE)  # in the past tense, done
_ONCE_DONE = ("after", "since", "following")
_RENTING = {"lessee": "taker", "lessor": "giver"}
_SUPPLIERS = ("supplier", "vendor", "manufacturer", "foundry", "utility")
_LENDING = {"taker": "borrower", "giver": "lender"}
_BUYING = {"investee": "target", "investor": "acquirer"}
_BORROWING = {"investee": "borrower", "investor": "lender"}


def read_verb(spot: Spot, frame: Frame, form: str) -> Candidate | None:
    """Return the candidate of a verb in this form, or nothing when its object is not what the frame asks for."""
    held = spot.held
    if _is_no_verb(held, spot.first, form) or _is_open_question(spot, frame):
        return None
    done = form in ("past", "participle")
    passive = done and (status.is_passive(spot.before(25)) or held.low(spot.last) == "by")
    if not fits_frame(spot, frame, passive=passive) or carries_noun(spot, frame):
        return None
    if frame.has("standing") and held.low(spot.first - 1) == "to":
        return None  # "built to serve Acme"
    if frame.has("joint") and not _is_joint(spot):
        return None
    parts = list(_parts(spot, frame, passive=passive))
    if idle(spot, frame, parts) and not _is_open(held, spot.first):
        return bare(spot, frame, spot.first)
    found = candidate(spot, frame, parts)
    found.unsure = frame.has("goods") and frame.role("subject") == "giver" and _may_be_other(held, spot.first)
    _fill(found, spot, frame, passive=passive)
    _last(found, spot, frame, form, passive=passive)
    _settle(found, spot, frame)
    if found.status is None and found.standing and frame.kind is DealKind.PARTNERSHIP:
        found.status = DealStatus.COMPLETED
    if found.status is None:
        found.status = _status(spot, frame, form)
    return found


def _is_joint(spot: Spot) -> bool:
    """Tell whether two act together: both as subject, "jointly", or one who is going to "with" another."""
    held = spot.held
    if len(subjects(held, spot.first)) > 1 or cue("jointly").search(spot.before(20)):
        return True
    coming = _goes_on(held, spot.first) or cue("planned_before").search(spot.before(40))
    beside = (i for a in spot.arguments if a.place == "with" for i in heads(held, a))
    return bool(coming) and any(held.mark(i) == "org" for i in beside)


def _goes_on(held: Clause, i: int) -> bool:
    """Tell whether a verb is in the progressive: "is building"."""
    return held.low(i).endswith("ing") and held.low(i - 1) in ("is", "are", "be", "been", "now")


def _last(found: Candidate, spot: Spot, frame: Frame, form: str, *, passive: bool) -> None:
    """Tell of a verb whether it speaks of what lasts, or of what is told as new: "moves its workloads to"."""
    if frame.has("hosted"):
        found.planned = found.planned or is_moving(spot)
        found.standing = found.standing or not found.planned
    found.planned = found.planned or _goes_on(spot.held, spot.first)
    backed = passive and frame.has("weak") and frame.kind is DealKind.INVESTMENT  # "is backed by Acme"
    found.standing = found.standing or backed or _gives_now(spot, frame, form, found)


def _is_open_question(spot: Spot, frame: Frame) -> bool:
    """Tell whether a deal is only asked for or ought to be, or a sum is owed by law: "whether Acme", "should buy"."""
    if cue("whether").search(spot.before(70)) or cue("ought").search(spot.before(50)):
        return True
    return frame.has("price") and bool(cue("quarrel").search(spot.before(90) + spot.behind(90)))


def _gives_now(spot: Spot, frame: Frame, form: str, found: Candidate) -> bool:
    """Tell whether goods change hands as a matter of course: "provides computing to Acme", "uses Acme's chips"."""
    if form == "third" and frame.kind is DealKind.LEASE and spot.held.low(len(spot.held.tokens) - 1) == ".":
        return found.value is None and len(found.refs) > 1  # "leases the building from Acme"
    if found.value is not None or not (frame.has("goods") and found.has("giver") and found.has("taker")):
        return False  # a sum is of one deal
    now = (form == "third" and bool(subjects(spot.held, spot.first))) or (
        form in ("past", "participle") and spot.held.low(spot.first - 1) in ("is", "are")
    )
    return now and (frame.role("subject") == "giver" or spot.held.low(spot.first) in word_list("using"))


def _is_no_verb(held: Clause, i: int, form: str) -> bool:
    """Tell a noun or an adjective by the words beside it: "the leased capacity", "a pension fund"."""
    before = held.low(i - 1)
    if form == "base":
        measured = held.mark(i - 1) in ("duration", "money", "quantity")  # "a 10-year power purchase"
        described = i > 1 and held.tokens[i - 1].text[0].isupper()  # "the Australian power company"
        return measured or (not held.mark(i - 1) and (tag(before) in ("NN", "JJ", "VBG") or described))
    if form == "ing" and before == ",":
        return held.low(i) in ("giving", "making", "providing", "offering")  # ", giving it a say": what comes of a deal
    if form == "ing" and not held.mark(i - 1):
        named = held.low(i + 1) in word_list("ventures")  # "a power leasing giant"
        planned = before.endswith("ed") and (
            tag(held.low(i - 2)) == "JJ" or held.low(i - 2) in word_list("determiners")
        )
        return named or planned or before in word_list("determiners")
    return form in ("past", "participle") and before in word_list("determiners")


def _settle(found: Candidate, spot: Spot, frame: Frame) -> None:
    """Let the words beside a verb of several kinds say what kind of deal it tells of."""
    if found.kind is DealKind.INVESTMENT and frame.has("money") and cue("debt").search(found.words):
        found.kind = DealKind.FINANCING
        found.parties = [(mention, _BORROWING.get(role, role)) for mention, role in found.parties]
    if (
        frame.has("chosen")
        and found.kind is None
        and any(t.low in _SUPPLIERS for t in spot.held.tokens[spot.last :][:12])
    ):
        found.kind = DealKind.SUPPLY
    if frame.has("percent") and any(cue("whole").search(text_of(spot, a)) for a in spot.objects[:1]):
        found.kind = DealKind.ACQUISITION
        found.parties = [(mention, _BUYING.get(role, role)) for mention, role in found.parties]
    if frame.has("chosen") and any(token.low in word_list("lending") for token in spot.held.tokens[spot.last :][:8]):
        found.kind, found.frame = DealKind.FINANCING, replace(frame, flags=frozenset())
        found.parties = [(mention, _LENDING.get(role, role)) for mention, role in found.parties]
    if frame.kind is DealKind.LEASE and rents_compute(spot):
        found.kind = DealKind.CLOUD_SERVICES
        found.parties = [(mention, _RENTING.get(role, role)) for mention, role in found.parties]


def _fill(found: Candidate, spot: Spot, frame: Frame, *, passive: bool) -> None:
    """Add the side that the verb leaves to what is told around it."""
    subject = frame.role("object") if passive else frame.role("subject")
    if subject and not found.has(subject) and _is_open(spot.held, spot.first):
        add_spoken_of(spot.document, found, subject)
    add_investee(found, spot)
    if frame.has("goods") and not frame.has("weak"):
        add_maker(found, spot)
    if frame.has("goods") and passive:
        add_teller(found, spot, "taker")


def _is_open(held: Clause, i: int) -> bool:
    """Tell whether the subject of the verb at `i` is an "it" that stands for nobody known."""
    for j in range(i - 1, max(-1, i - 10), -1):
        if held.low(j) == "it" and not held.mark(j):
            return True
        if held.mark(j) or not (carries(held, j) or held.is_verb(j) or tag(held.low(j)).startswith("VB")):
            return False
    return False


def _parts(spot: Spot, frame: Frame, *, passive: bool) -> Iterator[Part]:
    held = spot.held
    given = frame.role("giver") and any(a.place == "to" and heads(held, a) for a in spot.arguments)
    first = frame.role("object") if passive else frame.role("giver") if given else frame.role("subject")
    placed = list(_told_behind(spot, frame, passive=passive))
    taken = {mention.ref for i, role in placed if role and (mention := held.mention(i)) is not None}
    acting = (
        _described(spot)
        if passive and frame.has("weak")
        else subjects(held, spot.first) or following(held, spot.first, spot.last)
    )
    if passive and frame.has("goods") and not acting:
        acting = _owned_before(held, spot.first)
    if frame.has("goods") and len(acting) > 1:  # "Acme and Borealis agreed to power Borealis's plants"
        acting = [i for i in acting if (mention := held.mention(i)) is None or mention.ref not in taken] or acting
    if frame.has("company") and not passive and spot.antecedent >= 0:
        yield spot.antecedent, frame.role("object")
    yield from ((i, first) for i in acting)
    yield from placed


def _owned_before(held: Clause, i: int) -> list[int]:
    """Return whose goods a passive at `i` is said of: "Acme's chips are made"."""
    while held.low(i - 1) in word_list("carriers"):
        i -= 1
    return owners(held, Argument("own", held.phrase_start(i - 1), i)) if i > 0 else []


def _told_behind(spot: Spot, frame: Frame, *, passive: bool) -> Iterator[Part]:
    """Yield the parties of the phrases behind a verb; a list of examples goes on with the place before it."""
    place = ""
    for argument in spot.arguments:
        if argument.place not in word_list("listing") or frame.role(argument.place):
            place = argument.place
        if place != "object":
            yield from _placed_parts(spot, frame, replace(argument, place=place), passive=passive)
        elif not passive:
            yield from _object_parts(spot, frame, argument)


def _may_be_other(held: Clause, i: int) -> bool:
    """Tell whether a party that a deal is with stands right before an infinitive: "a deal with Acme to supply"."""
    if held.low(i - 1) != "to":
        return False
    named = held.before_aside(i - 2)
    return held.is_party(named) and held.low(held.phrase_start(named) - 1) == "with"


def _described(spot: Spot) -> list[int]:
    """Return whom a passive is said of: with "is" its subject, without the party right before it or its commas."""
    held, i = spot.held, spot.first
    if status.is_passive(spot.before(25)):
        return subjects(held, i)
    before = held.before_aside(i - 1)
    if held.is_party(before):
        return [before]
    start = held.phrase_start(i - 1)
    named = held.before_aside(start - 1) if held.low(start - 1) == "," else -1  # "Acme, a startup backed by"
    return [named] if named >= 0 and held.is_party(named) else []


def _object_parts(spot: Spot, frame: Frame, argument: Argument) -> Iterator[Part]:
    held = spot.held
    if frame.has("private"):
        yield taken_private(spot), frame.role("object")
        return
    if frame.has("unit"):
        yield from ((i, frame.role("subject")) for i in owners(held, argument))
        return
    role = frame.role("object")
    recipient = _recipient(spot, argument) if role and frame.has("goods") else -1
    if recipient >= 0:
        yield recipient, role
    if _is_given(spot, frame, argument):
        yield from ((i, role) for i in heads(held, argument))
    owner = "seller" if frame.has("company") and is_unit(spot) else frame.role("owner")
    yield from ((i, owner) for i in owners(held, argument))
    if frame.role("owner") and (
        frame.has("goods") or frame.kind is DealKind.LICENSING or cue("site").search(text_of(spot, argument))
    ):
        yield from ((i, frame.role("owner")) for i in (*describing(held, argument), *services(held, argument)))


def _is_given(spot: Spot, frame: Frame, argument: Argument) -> bool:
    """Tell whether what stands behind a recipient is traded, if anything does: "give Acme a say" is no trade."""
    held = spot.held
    if not (frame.has("goods") and frame.has("weak")) or held.low(argument.last) not in word_list("determiners"):
        return True
    end = held.phrase(argument.last)
    given = text_of(spot, Argument("object", argument.last, max(end, argument.last + 1)))
    return speaks_of_goods(given) or "access" in given or MARKS["quantity"] in given


def _recipient(spot: Spot, argument: Argument) -> int:
    """Return who is given something: "gives Acme access to", "supply Acme with"; -1 when nobody is."""
    held, i = spot.held, argument.first
    i += held.low(i) == "the"
    if not held.is_party(i) or held.is_possessive(i) or i + 1 >= argument.last:
        return -1
    at = i + 1 + (held.low(i + 1) in ("parent", "maker", "owner", "creator"))  # "gives the Acme parent access"
    follows = held.low(at)
    taken = follows in ("access", "immediate", "exclusive", "priority", "dedicated", "direct")
    taken = taken or held.mark(at) in ("money", "quantity")
    taken = taken or follows in ("power", "energy", "capacity")
    taken = taken or (argument.last > at and speaks_of_goods(text_of(spot, Argument("object", at, argument.last))))
    return i if taken or follows in word_list("determiners") else -1


def _placed_parts(spot: Spot, frame: Frame, argument: Argument, *, passive: bool) -> Iterator[Part]:
    held = spot.held
    place = "subject" if passive and argument.place == "by" else argument.place
    role = frame.role(place)
    if frame.has("company") and place == "of" and not is_whole(spot):
        role = "seller" if is_unit(spot) else ""  # "the retail arm of Acme"
    if not place:
        return
    found = heads(held, argument)
    if _access(spot, argument):
        yield from ((i, "giver") for i in _accessed(spot, argument))
    elif role and found:
        yield from ((i, role) for i in found)
    elif frame.kind is DealKind.LICENSING and place == "of":
        yield from ((i, frame.role("owner")) for i in (*owners(held, argument), *describing(held, argument)))
    elif frame.has("goods") and role and place in ("from", "to", "for") and owners(held, argument):
        yield from ((i, role) for i in owners(held, argument))  # "from Acme's plant"
    elif frame.has("goods") and place != "for" and speaks_of_goods(text_of(spot, argument)):
        yield from ((i, "giver") for i in _accessed(spot, argument))


def _accessed(spot: Spot, argument: Argument) -> list[int]:
    """Return whose goods a phrase speaks of; that chips bear the name of who makes them does not make them theirs."""
    held = spot.held
    found = [*heads(held, argument), *owners(held, argument), *describing(held, argument), *services(held, argument)]
    chips = any(held.mark(i) == "hardware" for i in range(argument.first, argument.last))
    if not (chips and _access(spot, argument)):
        return found
    makers = spot.document.registry.makers
    return [i for i in found if (mention := held.mention(i)) is not None and mention.ref not in makers]


def _access(spot: Spot, argument: Argument) -> bool:
    """Tell whether the phrase says to what somebody is given access."""
    return argument.place == "to" and spot.held.low(argument.first - 2) == "access"


def _status(spot: Spot, frame: Frame, form: str) -> DealStatus:
    """Read the tense: what will be done is announced, what was done is done."""
    if frame.has("standing") or (
        form == "third" and frame.has("goods") and spot.held.low(len(spot.held.tokens) - 1) == "."
    ):
        return DealStatus.COMPLETED  # "supplies chips to": what is, not what is told in a headline
    if form == "ing" and frame.kind in _DONE and spot.held.low(spot.first - 1) in _ONCE_DONE:
        return DealStatus.COMPLETED  # "after buying Acme"
    if spot.held.low(spot.first - 1) == "being":
        return DealStatus.ANNOUNCED
    if cue("planned_before").search(spot.before(60)) or form in ("base", "third", "ing") or frame.kind not in _DONE:
        return DealStatus.ANNOUNCED
    if frame.has("promised"):
        return DealStatus.ANNOUNCED
    return DealStatus.COMPLETED

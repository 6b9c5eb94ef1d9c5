"""Reads verbs of dealing: "agreed to acquire", "will be supplied by", "raised $300 million from"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.lexicon import tag
from kg.model import DealKind, DealStatus
from kg.rules.deals import status
from kg.rules.deals.actors import parts
from kg.rules.deals.asides import carries
from kg.rules.deals.filling import add_investee, add_maker, add_spoken_of
from kg.rules.deals.frames import cue, heard, word_list
from kg.rules.deals.hosting import is_moving
from kg.rules.deals.joint import goes_on, is_joint, may_be_other
from kg.rules.deals.objects import (
    fits_frame,
    rents_compute,
)
from kg.rules.deals.payments import carries_noun
from kg.rules.deals.spots import (
    ONCE_DONE,
    bare,
    candidate,
    idle,
    read_as_loan,
    text_of,
)
from kg.rules.deals.subjects import subjects
from kg.rules.deals.tellers import add_lessor, add_letting, add_teller

if TYPE_CHECKING:
    from kg.rules.deals.clauses import Clause
    from kg.rules.deals.frames import Frame
    from kg.rules.deals.spots import Candidate, Spot

_DONE = (DealKind.ACQUISITION, DealKind.INVESTMENT, DealKind.FINANCING, DealKind.LEASE)  # in the past tense, done
_NO_ARTICLES = ("each", "both", "that")  # "Acme and Borealis each put", "the bank that lent"
_RENTING = {"lessee": "taker", "lessor": "giver"}
_SUPPLIERS = ("supplier", "vendor", "manufacturer", "foundry", "utility")
_LENDING = {"taker": "borrower", "giver": "lender"}
_BUYING = {"investee": "target", "investor": "acquirer"}


def read_verb(spot: Spot, frame: Frame, form: str) -> Candidate | None:
    """Return the candidate of a verb in this form, or nothing when its object is not what the frame asks for."""
    held = spot.held
    if _is_no_verb(held, spot.first, form) or _is_open_question(spot, frame):
        return None
    done = form in ("past", "participle")
    if frame.has("percent") and frame.has("standing") and done and cue("buying_before").search(spot.before(60)):
        return None  # "to acquire the 30% held by Acme": who holds it sells it
    passive = done and (status.is_passive(spot.before(25)) or held.low(spot.last) == "by")
    if not fits_frame(spot, frame, passive=passive) or carries_noun(spot, frame):
        return None
    if (frame.has("standing") and held.low(spot.first - 1) == "to") or (frame.has("joint") and not is_joint(spot)):
        return None  # "built to serve Acme"
    frame = _to_come(spot, frame)
    acting = list(parts(spot, frame, passive=passive))
    if idle(spot, frame, acting) and not _is_open(held, spot.first):
        return bare(spot, frame, spot.first)
    found = candidate(spot, frame, acting)
    found.unsure = frame.has("goods") and frame.role("subject") == "giver" and may_be_other(held, spot.first)
    _fill(found, spot, frame, passive=passive)
    _last(found, spot, frame, form, passive=passive)
    _settle(found, spot, frame)
    if done and _is_told_of(found) and not cue("planned_before").search(spot.before(60)):
        found.status = found.status_span = None  # "bought Acme, people familiar with it said": it did, whoever says so
    if found.status is None and found.standing and frame.kind is DealKind.PARTNERSHIP:
        found.status = DealStatus.COMPLETED
    if found.status is None:
        found.status = _status(spot, frame, form)
    return found


def _to_come(spot: Spot, frame: Frame) -> Frame:
    """Return the frame of a verb that lasts as one of what is done under a deal where it is to come: "will serve"."""
    if frame.has("standing") and frame.has("company") and cue("planned_before").search(spot.before(20)):
        return replace(frame, flags=frame.flags - {"standing"} | {"weak"})
    return frame


def _is_told_of(found: Candidate) -> bool:
    """Tell whether nothing but who says so, named behind, makes it a rumour."""
    return (
        found.status is DealStatus.RUMOURED and found.status_span is not None and found.status_span[0] >= found.span[1]
    )


def _last(found: Candidate, spot: Spot, frame: Frame, form: str, *, passive: bool) -> None:
    """Tell of a verb whether it speaks of what lasts, or of what is told as new: "moves its workloads to"."""
    if frame.has("hosted"):
        found.planned = found.planned or is_moving(spot)
        found.standing = found.standing or not found.planned
    if goes_on(spot.held, spot.first):
        found.planned, found.background = True, False  # "After years of talks, Acme is selling"
    backed = passive and frame.has("weak") and frame.kind is DealKind.INVESTMENT  # "is backed by Acme"
    found.standing = found.standing or backed or _gives_now(spot, frame, form, found)


def _is_open_question(spot: Spot, frame: Frame) -> bool:
    """Tell whether a deal is only asked for or ought to be, or a sum is owed by law: "whether Acme", "should buy"."""
    if heard("whether", spot.before(60), spot.held.masked.sentences.words_at(spot.at)):
        return True
    if any(spot.held.low(a.first) in ("none", "nothing", "no") for a in spot.objects[:1]):
        return True  # "sells none of them to"
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
    if form == "third" and (before[:1].isdigit() or before in ("on", "of", "for", "with", "in", "own")):
        return True  # "40 ships", "models trained on chips in", "its own reserves"
    if form in ("base", "third") and (held.is_possessive(i - 1) or before == "whose"):
        return True  # "using its work"
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
    return form in ("past", "participle") and before in word_list("determiners") and before not in _NO_ARTICLES


def _settle(found: Candidate, spot: Spot, frame: Frame) -> None:
    """Let the words beside a verb of several kinds say what kind of deal it tells of."""
    if found.kind is DealKind.INVESTMENT and frame.has("money") and cue("debt").search(found.words):
        read_as_loan(found)
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
    add_letting(found, spot, frame)
    add_lessor(found, spot)
    if frame.has("goods") and not frame.has("weak"):
        add_maker(found, spot)
    if frame.has("goods") and passive and status.is_passive(spot.before(25)):
        add_teller(found, spot, "taker")


def _is_open(held: Clause, i: int) -> bool:
    """Tell whether the subject of the verb at `i` is an "it" that stands for nobody known."""
    for j in range(i - 1, max(-1, i - 10), -1):
        if held.low(j) == "it" and not held.mark(j):
            return True
        if held.mark(j) or not (carries(held, j) or held.is_verb(j) or tag(held.low(j)).startswith("VB")):
            return False
    return False


def _status(spot: Spot, frame: Frame, form: str) -> DealStatus:
    """Read the tense: what will be done is announced, what was done is done."""
    if frame.has("standing") or (
        form == "third" and frame.has("goods") and spot.held.low(len(spot.held.tokens) - 1) == "."
    ):
        return DealStatus.COMPLETED  # "supplies chips to": what is, not what is told in a headline
    if form == "ing" and frame.kind in _DONE and spot.held.low(spot.first - 1) in ONCE_DONE:
        return DealStatus.COMPLETED  # "after buying Acme"
    if spot.held.low(spot.first - 1) == "being":
        return DealStatus.ANNOUNCED
    if cue("planned_before").search(spot.before(60)) or form in ("base", "third", "ing") or frame.kind not in _DONE:
        return DealStatus.ANNOUNCED
    if frame.has("promised"):
        return DealStatus.ANNOUNCED
    return DealStatus.COMPLETED

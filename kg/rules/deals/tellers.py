"""Finds the other side of a deal in who tells of it, or in who lets another do something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.lexicon import tag, words
from kg.model import DealKind
from kg.rules.deals.asides import carries
from kg.rules.deals.frames import verb_list
from kg.rules.deals.parties import infer, mentions
from kg.rules.deals.subjects import subjects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.rules.deals.clauses import Clause
    from kg.rules.deals.frames import Frame
    from kg.rules.deals.spots import Candidate, Spot


def add_teller(found: Candidate, spot: Spot, role: str) -> None:
    """Let who tells of it take what nobody is said to get: "the power will be supplied by Acme, Borealis said"."""
    held = spot.held
    if len({told for _, told in found.parties}) != 1 or found.has(role):
        return
    tellers = [k for k in range(len(held.tokens) - 1) if held.is_party(k) and held.low(k + 1) in ("said", "says")]
    if len(tellers) == 1 and not held.is_possessive(tellers[0]):
        infer(found, mentions(spot.document, held, [(tellers[0], role)]))


def add_from_teller(found: Candidate, spot: Spot, frame: Frame) -> None:
    """Add who tells of a deal of which the words name one side: of a loan, an order, an agreement."""
    if frame.kind is DealKind.FINANCING and found.has("lender"):
        add_teller(found, spot, "borrower")
    elif frame.kind is DealKind.SUPPLY and found.has("taker"):
        add_teller(found, spot, "giver")  # "Acme said Borealis had cancelled an order"
    elif frame.role("with") == frame.role("subject") and len(found.refs) == 1 and not _is_with_another(spot, frame):
        acting = next(iter(found.parties))[0]
        tellers = list(_tellers(spot.held, spot.first))
        role = _GIVING.get(frame.kind, frame.role("winner") or frame.role("with"))
        told = mentions(spot.document, spot.held, [(k, role) for k in tellers[:1]])
        if told and told[0][0].end < acting.start and told[0][0].text not in words("organizations", "media"):
            infer(found, told)  # "Acme announced that Borealis has signed a lease"


#: What is announced of another's doing is mostly a sale: who tells that somebody has signed gives the goods.
_GIVING: dict[DealKind | None, str] = {
    DealKind.LEASE: "lessor",
    DealKind.LICENSING: "licensor",
    DealKind.PARTNERSHIP: "partner",
}


def _is_with_another(spot: Spot, frame: Frame) -> bool:
    """Tell whether the other side is spoken of without a name: "a deal with an unnamed customer"."""
    sides = ("with", "between", "from", "to", "by")
    return any(argument.place in sides and frame.role(argument.place) for argument in spot.arguments)


def _tellers(held: Clause, before: int) -> Iterator[int]:
    """Yield who tells what a clause behind says: "Acme (NYSE: AC) said today that", "Acme today announced that"."""
    for k in range(before - 2):
        if not held.is_party(k) or held.is_possessive(k):
            continue
        verb = _behind_name(held, k)
        if held.low(verb) in verb_list("telling") and _opens_clause(held, verb + 1, before):
            yield k


def _behind_name(held: Clause, k: int) -> int:
    """Return the verb behind a name at `k`, past its brackets, a date and adverbs."""
    k += 1
    if held.low(k) == "(":
        k = next((j + 1 for j in range(k, min(len(held.tokens), k + 12)) if held.low(j) == ")"), k)
    while held.mark(k) == "date" or held.low(k) == "today" or (k < len(held.tokens) and carries(held, k)):
        k += 1
    return k


def _opens_clause(held: Clause, i: int, before: int) -> bool:
    """Tell whether a clause with a subject of its own is told from `i` on: "that Borealis", "on Monday Borealis"."""
    for k in range(i, min(before, i + 6)):
        if held.low(k) == "that" or (held.mark(k) in ("org", "name") and not held.is_possessive(k)):
            return True
        if not (held.mark(k) == "date" or held.low(k) in ("on", "today", "in", "a", "statement", "filing", "late")):
            return False
    return False


def add_letting(found: Candidate, spot: Spot, frame: Frame) -> None:
    """Let whoever allows another to use something give it: "Acme agreed to let Borealis train on its archive"."""
    held = spot.held
    taking = frame.has("weak") and frame.has("goods") and frame.role("subject") == "taker"
    if not taking or len(found.refs) != 1 or not found.has("taker"):
        return
    to = held.low(spot.first - 1) == "to"
    named = spot.first - 1 - to
    verb = held.phrase_start(named) - 1 if held.is_party(named) else 0
    if verb <= 0 or held.low(verb) not in verb_list("letting") or held.mark(verb):
        return
    giving = mentions(spot.document, held, [(k, "giver") for k in subjects(held, verb)])
    if giving:
        found.parties += [party for party in giving if party[0].ref not in found.refs]
        found.planned = found.planned or held.low(verb - 1) in ("to", "will", "would") or tag(held.low(verb)) == "VBZ"


def add_lessor(found: Candidate, spot: Spot) -> None:
    """Let who tells that another has taken room be who lets it: "Acme said Borealis had leased 90,000 square feet"."""
    if found.kind is not DealKind.LEASE or [role for _, role in found.parties] != ["lessee"]:
        return
    told = mentions(spot.document, spot.held, [(k, "lessor") for k in list(_tellers(spot.held, spot.first))[:1]])
    if told and told[0][0].end < found.parties[0][0].start and told[0][0].text not in words("organizations", "media"):
        infer(found, told)

"""Reads nouns of dealing: "its $2 billion acquisition of", "signed an agreement with", "a round led by"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import DealKind, DealStatus
from kg.rules.deals.asides import whose
from kg.rules.deals.bearers import bearers, governor, light_verb, recipient
from kg.rules.deals.behind import between, enabled, said_of
from kg.rules.deals.carried import DONE, settle
from kg.rules.deals.clauses import Argument, Clause
from kg.rules.deals.filling import (
    add_ahead,
    add_both_ahead,
    add_heading,
    add_investee,
    add_spoken_of,
    resize,
    sold_by,
)
from kg.rules.deals.frames import cue, verb_list, word_list
from kg.rules.deals.governors import add_governing
from kg.rules.deals.heads import describing, owners
from kg.rules.deals.placed import placed
from kg.rules.deals.spots import candidate, read_as_loan, text_of
from kg.rules.deals.tellers import add_from_teller

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.rules.deals.frames import Frame
    from kg.rules.deals.spots import Candidate, Part, Spot


def read_noun(spot: Spot, frame: Frame) -> Candidate | None:
    """Return the candidate of a noun with the verb that carries it; nothing when it speaks of deals in general."""
    held = spot.held
    start = held.phrase_start(spot.first)
    light = light_verb(held, start)
    if _is_no_deal(spot, frame, start, light) or held.low(start) == "no":
        return None
    own = Argument("own", start, spot.first + 1)
    borne = list(bearers(held, frame, start, light, governor(spot, start), spot.first))
    parts = between(spot, frame) or [*borne, *_parts(spot, frame, own, borne=light is not None and bool(borne))]
    found = candidate(spot, frame, parts, start)
    found.definite = found.definite or _is_headline_word(spot, start)
    if frame.role("of") == "target" and _are_opposed(found):
        found.parties[0] = (found.parties[0][0], "target")  # "Acme's shareholders rejected Borealis's takeover"
    if frame.has("copula") and held.low(start - 1) == "as" and _is_choice(held, start):
        found.standing = False  # "chose Acme as our cloud provider"
    if _is_generic(found, frame, spot, start) or (frame.has("copula") and frame.has("pair") and len(found.refs) < 2):
        return None
    _fill(found, spot, frame, start)
    if frame.has("pair") and len(found.refs) < 2:
        found.kind = None
    add_investee(found, spot)
    resize(found, spot, light)
    if frame.has("part"):
        sold_by(found)
    settle(found, spot, frame, start, light)
    tied = frame.kind is DealKind.PARTNERSHIP or found.word.endswith("relationship")
    if tied and light is None and held.is_possessive(start) and len(found.refs) > 1:
        found.tie = True
        found.status = found.status or DealStatus.COMPLETED
    return found


def _are_opposed(found: Candidate) -> bool:
    """Tell whether of two that seem to buy one is bought: of two before the noun that are not named in one breath."""
    if [role for _, role in found.parties] != ["acquirer", "acquirer"]:
        return False
    return found.parties[1][0].start - found.parties[0][0].end > len(" and the ")


def _fill(found: Candidate, spot: Spot, frame: Frame, start: int) -> None:
    """Add the side that the words around the noun leave to the sentence or to the one before."""
    first, owner = frame.role("subject"), frame.role("possessor")
    if _is_fragment(found, spot, start):
        add_spoken_of(spot.document, found, first, shared=True)
    if frame.kind in _RAISED and not found.has(first):
        add_heading(found, spot, first)
    if start == 0 and frame.has("standing") and spot.held.low(spot.last) == "include":
        add_spoken_of(spot.document, found, first)  # "Customers include Acme"
    if owner and spot.held.low(start) in ("its", "their") and not found.has("seller"):
        add_spoken_of(spot.document, found, owner, shared=owner == frame.role("with"))
    if frame.has("side") and spot.held.low(start) in ("its", "their") and not found.has(owner):
        add_spoken_of(spot.document, found, owner)  # "Acme bought €70 million of its stock": another company's
    _fill_from_teller(found, spot, frame)
    if frame.role("with") == first and not found.refs:
        add_both_ahead(found, spot, start, first)
    if owner and not found.has(owner):
        add_ahead(found, spot, start, owner)
    add_governing(found, spot, frame, start)


def _fill_from_teller(found: Candidate, spot: Spot, frame: Frame) -> None:
    """Add who tells of a loan or an order as its other side, and read "a debt round" as the loan it is."""
    add_from_teller(found, spot, frame)
    if found.kind is DealKind.INVESTMENT and spot.held.low(spot.first - 1) == "debt":
        read_as_loan(found)


def _is_choice(held: Clause, start: int) -> bool:
    """Tell whether somebody chooses, in the active voice, right before a noun phrase that begins at `start`."""
    near = range(max(0, start - 14), start)
    return any(
        held.low(k) in verb_list("choosing") and held.low(k - 1) not in ("been", "be", "is", "was", "are", "were")
        for k in near
    )


def _is_no_deal(spot: Spot, frame: Frame, start: int, light: int | None) -> bool:
    """Tell whether the noun is a verb, another noun, or shares that stand beside a deal."""
    held = spot.held
    if start == spot.first and held.low(start - 1) in ("to", "will", "would", "not", "can", "could"):
        return True  # "offered to loan it"
    if held.low(spot.first) == "venture" and spot.last < len(held.tokens) and held.in_phrase(spot.last):
        return True  # "its venture arm", "venture capital"
    if held.low(start - 1) == "without":
        return True  # "used it without a license"
    if held.low(spot.last) in word_list("dues"):
        return True  # "lease payments"
    if held.low(spot.first) == "facility" and spot.last == spot.first + 1 and not _is_of_money(spot, start):
        return True  # "is building a facility"
    told = light is not None or recipient(held, start) >= 0
    if frame.has("side") and (not told or cue("whole").search(text_of(spot, Argument("own", start, spot.last)))):
        return True  # shares nobody buys or sells, or all of them, which is to buy the company
    return frame.has("part") and bool(cue("side_before").search(spot.before(80)))  # "a deal that could give it a stake"


def _is_of_money(spot: Spot, start: int) -> bool:
    """Tell whether a facility is one of credit, and no plant: a sum, or words of lending stand beside it."""
    priced = any(spot.held.mark(i) == "money" for i in range(start, min(len(spot.held.tokens), spot.last + 6)))
    return priced or bool(cue("credit").search(spot.before(90) + spot.behind(90)))


#: Kinds that a line of a list tells of in few words: "Acme - $30 million, Series B".
_RAISED = (DealKind.INVESTMENT, DealKind.FINANCING)


def _is_generic(found: Candidate, frame: Frame, spot: Spot, start: int) -> bool:
    """Tell whether a plural speaks of deals in general: "contracts between companies like A and B"."""
    bare = start == spot.first and start > 0 and frame.kind in DONE and not frame.has("joins")
    if bare and len(found.refs) < 2 and not found.sums:
        return True  # "debt", "funding": bare words for capital of any kind
    listed = any(argument.place in word_list("listing") for argument in spot.arguments)
    if (
        listed
        and frame.kind is None
        and found.word.endswith("s")
        and not any(m.start < found.span[0] for m, _ in found.parties)
    ):
        return True  # "$3 billion in deals with firms like A and B"
    counted = frame.has("joins") or (frame.has("alone") and frame.kind is not DealKind.INVESTMENT)
    if not found.word.endswith("s") or counted or found.value is not None:
        return False
    return (listed and frame.kind is None) or len(found.refs) < 2


def _is_headline_word(spot: Spot, start: int) -> bool:
    """Tell whether a fragment names the deal without an article: "Deal size: $2 billion"."""
    return start == 0 and spot.held.low(start) == spot.held.low(spot.first)


def _is_fragment(found: Candidate, spot: Spot, start: int) -> bool:
    """Tell whether a sentence without a verb names one side alone: "A $2 billion deal with Acme."."""
    held = spot.held
    if start > 1 or len(found.refs) != 1 or (found.value is None and held.mark(start + 1) != "duration"):
        return False
    return not any(
        held.is_finite(i) or held.is_verb(i) for i in range(spot.last, min(len(held.tokens), spot.last + 30))
    )


def _parts(spot: Spot, frame: Frame, own: Argument, *, borne: bool) -> Iterator[Part]:
    """Yield who takes part beside the noun; `borne`: a verb names whose deal it is, so that "its" names nobody else."""
    held = spot.held
    possessors = [i for i in owners(held, own) if not (borne and held.low(i) in ("its", "their"))]
    if held.low(own.first - 1) == "whose" and (owner := whose(held, own.first - 1)) >= 0:
        possessors.append(owner)  # "Acme, whose offer for Borealis"
    sold = frame.role("owned") and not any(argument.place == "of" for argument in spot.arguments)
    yield from ((i, frame.role("owned" if sold else "possessor")) for i in possessors)
    if not (possessors and frame.has("alone")):  # "Acme's Sunrise loan": what it is for
        yield from ((i, frame.role("modifier")) for i in describing(held, own))
    role = (frame.role("receiver") if possessors else "") or frame.role("subject")  # "Acme's investment gives Borealis"
    yield from (*said_of(spot, frame), *((i, role) for i in enabled(spot)))
    yield from placed(spot, frame)

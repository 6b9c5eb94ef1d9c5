"""Finds who takes part in a noun of dealing by the verb that carries it: "signed a deal", "was awarded a contract"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.lexicon import tag
from kg.model import DealKind
from kg.rules.deals import status
from kg.rules.deals.frames import verb_list, word_list
from kg.rules.deals.relatives import equating
from kg.rules.deals.subjects import following, subjects
from kg.rules.deals.under import owner_of_subject, under_at, under_deal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.rules.deals.clauses import Clause
    from kg.rules.deals.frames import Frame
    from kg.rules.deals.spots import Part, Spot


def light_verb(held: Clause, start: int) -> int | None:
    """Return the token of the light verb before a noun phrase: "signed [a deal]", "entered into [a pact]"."""
    i = start - 1
    if held.low(i) in ("of", "in", "worth") and held.mark(i - 1) in ("money", "quantity"):
        i -= 2  # "bought €70 million of [its stock]"
    if held.low(i) == "of" and held.low(i - 1) in word_list("steps"):
        i = held.phrase_start(i - 1) - 1  # "announced the financial close of [a loan]"
    if f"{held.low(i - 1)} {held.low(i)}" in verb_list("light"):
        return i - 1  # "lined up [a loan]"
    if held.low(i) in ("into", "on", "in", "to", "off", "for", "up", "upon", "as"):
        i -= 1
    if held.low(i) == "terms":
        i -= 1  # "agreed terms on [a takeover]"
    if held.mark(i) == "date" or (held.mark(i) == "money" and held.low(i + 1) == "for"):
        i -= 1  # "announced on Monday [a deal]", "pays $3 billion for [a stake]"
    if held.low(i) in verb_list("light"):
        return i
    near = held.low(i) in ("off", "up", "down", "out") or tag(held.low(i)).startswith("RB")
    return i - 1 if near and held.low(i - 1) in verb_list("light") else None


def governor(spot: Spot, start: int) -> int:
    """Return the token where the words begin that govern the noun: "walked away from [a merger]"; -1 if none do."""
    told = status.told(spot.held.masked, spot.held.tokens[start].at, spot.end(spot.last))
    if told is None or told[1] >= spot.held.tokens[start].at:
        return -1
    return next((i for i, token in enumerate(spot.held.tokens) if token.at >= told[1]), -1)


def bearers(held: Clause, frame: Frame, start: int, light: int | None, governed: int, noun: int) -> Iterator[Part]:
    """Yield who takes part in the noun whose phrase begins at `start`, by its verb `light` or the words that govern it.

    `governed` is where those words begin, -1 where there are none; `noun` is the token of the noun itself.
    """
    role = frame.role("subject")
    if light is not None:
        role = carried(held, frame, light, noun)
        yield from ((i, role) for i in subjects(held, light) or following(held, light, noun + 1))
    elif (given := recipient(held, start)) >= 0:
        yield from _given(held, frame, given, start, noun)
    elif frame.kind is DealKind.FINANCING and _is_paid_for(held, start - 1):
        yield from ((i, role) for i in _payer(held, start - 1))
    elif (under := under_at(held, start - 1)) >= 0:
        yield from under_deal(held, frame, under)
    elif frame.has("copula") and _is_equated(held, start):
        before = start - 2 if held.low(start - 1) == "," else -1  # "Acme, our primary cloud provider"
        before = start - 1 if held.is_party(start - 1) else before
        yield from ((i, role) for i in ([before] if before >= 0 else subjects(held, start - 1)))
    elif frame.has("copula") and (verb := equating(held, start)) > 0:
        yield from ((i, role) for i in subjects(held, verb))  # "is one of the largest buyers of"
    elif _goes_on(held, start) and (frame.kind is None or frame.role("with")):
        yield from ((i, role) for i in _carrying_before(held, start))
    elif governed >= 0:
        yield from ((i, role) for i in subjects(held, governed))


def _given(held: Clause, frame: Frame, given: int, start: int, noun: int) -> Iterator[Part]:
    """Yield who gives and who gets what the noun names: "awarded Acme a contract", "provides Acme with capital"."""
    giving = held.phrase_start(given) - 1
    shares = frame.role("to") if frame.has("side") or frame.has("part") else ""
    taking = shares or frame.role("winner") or frame.role("receiver") or frame.role("possessor")
    role = frame.role("giver") or carried(held, frame, giving, noun)
    if shares and held.low(start - 1) == "with":
        role, taking = taking, role  # who provides equity gets shares
    yield from ((i, role) for i in subjects(held, giving))
    yield given, taking


def _is_equated(held: Clause, start: int) -> bool:
    """Tell whether somebody is called by a noun: "Acme, our cloud provider", "is our cloud provider"."""
    if held.is_party(start - 1):
        verb = held.low(held.phrase_start(start - 1) - 1)  # "makes Acme the", "named Acme its"
        return verb in ("make", "makes", "made", "making") or verb in verb_list("choosing")
    return (held.low(start - 1) == "," and held.is_party(start - 2)) or held.low(start - 1) in word_list("copulas")


def _carrying_before(held: Clause, start: int) -> list[int]:
    """Return who carries what goes on before: "has agreements, including a deal with", "has offices and a pact"."""
    carrier = next((k for k in range(start - 2, max(-1, start - 20), -1) if held.low(k) in verb_list("light")), -1)
    return subjects(held, carrier) if carrier >= 0 else []


def recipient(held: Clause, start: int) -> int:
    """Return who is given a deal by the verb before: "awarded [Acme] a contract", "provide [Acme] with"; else -1."""
    beside = held.low(start - 1) == "with"
    given = start - 1 - beside
    if not held.is_party(given) or held.is_possessive(given):
        return -1
    return given if held.low(held.phrase_start(given) - 1) in verb_list("providing" if beside else "awarding") else -1


def _is_paid_for(held: Clause, at: int) -> bool:
    """Tell whether a verb before "with" or "by" says that a loan pays for something: "financed the plant with"."""
    if held.low(at - 1) == "help":
        return True
    if held.low(at) not in ("with", "by"):
        return False
    return any(held.low(k) in verb_list("financing") for k in range(max(0, at - 14), at))


def _payer(held: Clause, at: int) -> list[int]:
    """Return who pays for something with a loan: who acts, or who tells of it."""
    verb = next((k for k in range(at - 1, -1, -1) if held.low(k) in verb_list("financing")), at)
    found = subjects(held, verb)
    tellers = [k for k in range(len(held.tokens)) if held.is_party(k) and held.low(k + 1) in ("said", "says")]
    return found or owner_of_subject(held, verb) or (tellers if len(tellers) == 1 else [])


def _goes_on(held: Clause, start: int) -> bool:
    """Tell whether a noun goes on with what the verb before carries: ", including a deal", "and a partnership"."""
    before = held.low(start - 1)
    return before == "including" or (before == "and" and held.low(start) in ("a", "an"))


def carried(held: Clause, frame: Frame, light: int, noun: int) -> str:
    """Return the role of whoever signs, wins, turns down, receives or gives."""
    role = frame.role("subject")
    word = held.low(light)
    paid = held.low(noun).startswith("contract") or any(held.mark(k) == "money" for k in range(light, noun))
    won = word in verb_list("winning") or (word in verb_list("obtaining") and paid)
    won = won or (word in verb_list("booking") and held.low(noun).startswith("order"))
    won = won or (word in ("has", "have", "had") and held.low(noun + 1) == "from")  # "has an order from"
    if won and frame.role("winner"):
        role = frame.role("winner")
    elif frame.role("rejecter") and (word in verb_list("rejecting") or _is_accepted(held, light, noun)):
        role = frame.role("rejecter")
    elif word in verb_list("receiving"):
        role = frame.role("receiver") or role
    elif word in verb_list("selling") and frame.has("side"):
        role = frame.role("giver")  # "issued shares to"
    elif word in verb_list("giving") and frame.has("part") and _is_own(held, held.phrase_start(noun)):
        role = "seller"  # "sold its stake in Acme"
    elif frame.kind is DealKind.FINANCING and (word in verb_list("selling") or _offers(frame, word)):
        pass  # whoever sells bonds borrows
    elif word in verb_list("giving") or (frame.kind is DealKind.FINANCING and word in verb_list("buying")):
        role = frame.role("giver") or role
    return role


def _offers(frame: Frame, word: str) -> bool:
    """Tell whether somebody borrows by offering notes."""
    return word.startswith("offer") and frame.role("to") == "lender"


def _is_own(held: Clause, start: int) -> bool:
    """Tell whether a phrase says that what it names is one's own: "its stake", "their combined interest"."""
    return held.is_possessive(start) or held.low(start) in ("its", "their", "his", "our")


def _is_accepted(held: Clause, light: int, noun: int) -> bool:
    """Tell whether somebody accepts what another offers: "accepted a takeover by Acme", "backed Acme's offer"."""
    if held.low(light) not in verb_list("accepting"):
        return False
    whose = any(held.is_possessive(k) and held.mark(k) == "org" for k in range(light, noun))
    return whose or held.low(noun + 1) in ("by", "from", "offer", "bid")

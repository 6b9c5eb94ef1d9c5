"""Finds who takes part in a noun of dealing by the verb that carries it: "signed a deal", "was awarded a contract"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.lexicon import tag
from kg.model import DealKind
from kg.rules.deals import status
from kg.rules.deals.frames import entries, verb_list, word_list
from kg.rules.deals.subjects import following, subjects

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
    elif (under := _under_at(held, start - 1)) >= 0:
        yield from _under(held, frame, under)
    elif frame.has("copula") and _is_equated(held, start):
        before = start - 2 if held.low(start - 1) == "," else -1  # "Acme, our primary cloud provider"
        before = start - 1 if held.is_party(start - 1) else before
        yield from ((i, role) for i in ([before] if before >= 0 else subjects(held, start - 1)))
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


def _under_at(held: Clause, at: int) -> int:
    """Return the token where words for "under" begin that end at `at`: "as part of", "in"; -1 where none do."""
    if held.low(at) == "of" and held.low(at - 1) == "part":
        return at - 2 if held.low(at - 2) == "as" else -1
    return at if held.low(at) in ("in", "under", "through", "via", "as") else -1


def _under(held: Clause, frame: Frame, at: int) -> Iterator[Part]:
    """Yield who acts "under" a deal at the token `at`, and who stands beside: "will move to Acme under a pact"."""
    takes_part = any(held.low(k) in word_list("taking_part") for k in range(max(0, at - 8), at))
    role = frame.role("giver") if takes_part else ""
    yield from ((i, role or frame.role("subject")) for i in _acting_under(held, at))
    yield from ((i, frame.role("with")) for i in _beside(held, at))


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


def owner_of_subject(held: Clause, verb: int) -> list[int]:
    """Return whose thing is the subject of the verb at a token: "Acme's backlog includes", "its expansion is paid"."""
    i = verb
    while i > 0 and (held.low(i - 1) in word_list("carriers") or held.low(i - 1) == "being"):
        i -= 1
    start = held.phrase_start(i - 1) if i > 0 else i
    return [k for k in range(start, i) if held.is_party(k) and held.is_possessive(k)][:1]


def _acting_under(held: Clause, under: int) -> list[int]:
    """Return who acts "under" a deal; behind a comma who stands before it: "Acme, in partnership with"."""
    before = held.before_aside(under - 2) if held.low(under - 1) == "," else -1
    if before >= 0 and held.is_party(before) and not held.is_possessive(before):
        return [before]
    verb = next((k for k in range(under - 1, max(-1, under - 25), -1) if is_dealing(held, k)), -1)
    acting = (subjects(held, verb) if verb >= 0 else []) or subjects(held, under)
    return acting or (owner_of_subject(held, verb) if verb >= 0 else [])  # "Acme's turbines will power it under"


def is_dealing(held: Clause, k: int) -> bool:
    """Tell whether a token is a verb of dealing: "agreed to supply", "sold"."""
    entry = entries().get(held.low(k))
    return entry is not None and bool(entry.verbs) and not entry.nouns and not held.mark(k)


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


def _beside(held: Clause, under: int) -> list[int]:
    """Return to or from whom something goes "under" a deal: "will move its servers to Acme under an agreement"."""
    near = [i for i in range(max(0, under - 25), under) if held.is_party(i)]
    found = [i for i in near if (_is_taken(held, i) if held.is_possessive(i) else _is_beside(held, i))]
    return found or ([i for i in near[-1:] if _is_acted_on(held, i)] if held.low(under) == "under" else [])


def _is_acted_on(held: Clause, i: int) -> bool:
    """Tell whether a name stands behind the verb whose clause goes on: "will train Acme's staff under a contract"."""
    before = held.phrase_start(i) - 1
    verbs = (
        k for k in range(before, max(-1, before - 8), -1) if tag(held.low(k)).startswith("VB") and not held.mark(k)
    )
    verb = next(verbs, -1)
    return verb > 0 and not any(held.is_party(k) or held.low(k) in (",", "by") for k in range(verb + 1, before + 1))


def _is_beside(held: Clause, i: int) -> bool:
    before = held.phrase_start(i) - 1
    if held.low(before) in verb_list("joining"):
        return True  # "joined Acme in a venture"
    return held.low(before) in ("to", "from", "with") and held.low(before - 1) not in ("according", "due", "thanks")


def _is_taken(held: Clause, i: int) -> bool:
    """Tell whether what a party owns is used or passed on: "sells Acme's software", "to train on Acme's archive"."""
    at = i - 2 if held.low(i - 1) == "the" else i - 1
    if held.low(at) in ("into", "across", "onto", "in"):
        return any(
            held.low(k) in verb_list("taking_over") for k in range(max(0, at - 6), at)
        )  # "builds it into Acme's"
    return held.low(at - 1 if held.low(at) in ("on", "out") else at) in verb_list("taking_over")

"""Finds the other side of a noun of dealing by the grammar of its sentence, where no word of the lexicon carries it.

Whatever verb has the noun as its object, whoever the sentence goes on to speak of behind "With its purchase of", and
for whom the deal does something take part in it. Only a noun that one side is known of is read so: two names and a
word of dealing in one sentence are no deal unless its grammar joins them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.lexicon import tag
from kg.rules.deals.bearers import carried, owner_of_subject
from kg.rules.deals.frames import verb_list, word_list
from kg.rules.deals.inserted import end_of_aside
from kg.rules.deals.parties import mentions
from kg.rules.deals.subjects import resolving, subjects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.rules.deals.clauses import Clause
    from kg.rules.deals.frames import Frame
    from kg.rules.deals.spots import Candidate, Part, Spot

_REACH = 30  # tokens behind a noun that are looked at


class _Noun(NamedTuple):
    """A noun of dealing; its phrase begins at token `start`."""

    spot: Spot
    frame: Frame
    start: int


def add_governing(found: Candidate, spot: Spot, frame: Frame, start: int) -> None:
    """Add the sides that govern the noun, whose phrase begins at token `start`, where two become known in all."""
    role = frame.role("subject") or frame.role("possessor")
    if len(found.refs) > 1 or not role or frame.has("side") or frame.has("copula"):
        return
    parties = list(found.parties)
    for reading in (_governing, _fronting, _named_behind, _served):
        taken = {told for _, told in parties}
        open_role = _open_role(frame, role, taken)
        told = mentions(spot.document, spot.held, reading(_Noun(spot, frame, start), open_role)) if open_role else []
        known = {mention.ref for mention, _ in parties}
        parties += [party for party in told if party[0].ref not in known]
        sides = {told for _, told in parties}
        if len(parties) > 1 and (len(sides) > 1 or sides == {frame.role("with")}):
            found.parties = parties
            return


def _open_role(frame: Frame, role: str, taken: set[str]) -> str:
    """Return the role of whoever is found next; of who lends or invests nothing but the verb tells."""
    if role in taken and role != frame.role("with"):
        return _other_side(taken, frame)
    return role


def _other_side(taken: set[str], frame: Frame) -> str:
    """Return the role that is left where whoever acts is known."""
    places = ("of", "in", "into", "for", "with", "receiver", "to", "giver")
    return next((frame.role(place) for place in places if frame.role(place) and frame.role(place) not in taken), "")


def _governing(noun: _Noun, role: str) -> Iterator[Part]:
    """Yield who is the subject of the verb that governs the noun: "engineered [the takeover of X]"."""
    held = noun.spot.held
    verb = _verb_before(held, noun.start)
    if verb > 0 and _is_judged(held, verb):
        yield from ((i, role) for i in resolving(held, verb))
    elif verb > 0:
        acting = subjects(held, verb) or owner_of_subject(held, verb)
        yield from ((i, _by_verb(noun, verb, role)) for i in acting)


def _by_verb(noun: _Noun, verb: int, role: str) -> str:
    """Return the role of whoever does this to a deal: who buys into a round gives, whatever the noun says."""
    giver = noun.frame.role("giver")
    if not giver or role != noun.frame.role("subject"):
        return role
    if noun.spot.held.low(verb) in verb_list("buying"):
        return giver
    return carried(noun.spot.held, noun.frame, verb, noun.spot.first)


def _verb_before(held: Clause, start: int) -> int:
    """Return the verb right before a noun phrase, or -1 where none is or where it only judges or reports."""
    i = start - 1
    if held.low(i) == "of" and held.mark(i - 1) == "money":
        i -= 2  # "refinanced $800 million of [loans]"
    if held.low(i) in word_list("through"):
        i = _clause_verb(held, i)
    while held.mark(i) == "date" or held.low(i) in word_list("particles") or tag(held.low(i)) == "RB":
        i -= 1
    if i <= 0 or held.mark(i) or not tag(held.low(i)).startswith("VB"):
        return -1
    return -1 if held.low(i - 1) in ("was", "were", "is", "are", "been", "being", "be") else i


def _is_judged(held: Clause, verb: int) -> bool:
    """Tell whether a verb only judges or reports: who approves a deal need take no part in it."""
    return held.low(verb) in word_list("reporting") or held.low(verb) in verb_list("judging")


def _clause_verb(held: Clause, at: int) -> int:
    """Return the verb whose clause a preposition at `at` belongs to: "to [turn] its loan into"; -1 for none."""
    for k in range(at - 1, max(-1, at - 14), -1):
        if held.low(k) in (",", ";", "that", "which", "who") or held.low(k) in word_list("barriers"):
            return -1
        if held.mark(k) in ("org", "name") and not held.is_possessive(k):
            return -1
        verbal = tag(held.low(k)).startswith("VB") and not held.mark(k)
        if verbal and (held.low(k - 1) in word_list("carriers") or held.is_party(k - 1) or held.low(k - 1) == "and"):
            return k
    return -1


def _named_behind(noun: _Noun, role: str) -> Iterator[Part]:
    """Yield who is told to do it behind the noun: "a loan that [Acme] underwrote", "is the largest [Acme] has won"."""
    spot, held = noun.spot, noun.spot.held
    for k in range(spot.last, min(len(held.tokens) - 1, spot.last + _REACH)):
        if held.low(k) in word_list("superlatives") or (held.low(k) == "that" and k == spot.last):
            named = held.phrase(k + 1) - 1
            verb = next((j for j in range(named + 1, named + 5) if tag(held.low(j)).startswith("VB")), -1)
            acting = named > k and held.is_party(named) and not held.is_possessive(named)
            if acting and verb > 0 and not _is_judged(held, verb):
                yield named, _by_verb(noun, verb, role)
            return


def _fronting(noun: _Noun, role: str) -> Iterator[Part]:
    """Yield whom the sentence goes on to speak of: "In a deal with Acme, [Borealis] will", "With its purchase of"."""
    spot, held, start = noun.spot, noun.spot.held, noun.start
    if start == 0 or start > 5 or not any(held.low(k) in word_list("fronts") for k in range(start)):
        return
    if any(held.is_party(k) and not held.is_possessive(k) for k in range(start)):
        return
    for comma in range(spot.last, min(len(held.tokens) - 1, spot.last + _REACH)):
        if held.low(comma) == "," and (named := _begins_anew(held, comma + 1)) >= 0:
            yield named, role
            return


def _begins_anew(held: Clause, i: int) -> int:
    """Return the party that is the subject of a clause which begins at `i`; -1 where none does."""
    named = held.phrase(i) - 1
    if named < i or not held.is_party(named) or held.is_possessive(named):
        return -1
    behind = named + 1
    verbal = held.is_verb(behind) or tag(held.low(behind)).startswith(("VB", "MD", "RB"))
    return named if verbal else -1


def _served(noun: _Noun, role: str) -> Iterator[Part]:
    """Yield for whom a deal does something or whom it puts a price on: "will help [Acme]", "valued [Acme] at"."""
    spot, held, skipped = noun.spot, noun.spot.held, -1
    for k in range(spot.last, min(len(held.tokens) - 1, spot.last + _REACH)):
        if k < skipped:
            continue
        if held.low(k) == ",":
            skipped = end_of_aside(held, k)
        if held.mark(k) == "quote" or held.low(k) in (";", "because", "while", "but"):
            return
        if held.mark(k) or not held.is_party(k + 1) or held.is_possessive(k + 1):
            continue
        if held.low(k) in verb_list("valuing"):
            yield k + 1, role
            return
        if held.low(k) in verb_list("drawing") or f"{held.low(k - 1)} {held.low(k)}" in verb_list("drawing"):
            yield from ((i, noun.frame.role("giver")) for i in held.listed(_last_of_row(held, k + 1)))
            return
        if held.low(k) in verb_list("serving_verbs") and not any(held.is_party(j) for j in _between(spot, k, skipped)):
            yield k + 1, role
            return


def _last_of_row(held: Clause, i: int) -> int:
    """Return the last of the names that stand in a row from `i` on: "Acme, Borealis and Corvid"."""
    while held.low(i + 1) in (",", "and") and held.is_party(i + 2):
        i += 2
    return i


def _between(spot: Spot, verb: int, skipped: int) -> range:
    """Return the tokens between the noun's own phrases, or an aside behind them, and a verb."""
    placed = [argument.last for argument in spot.arguments if argument.place and argument.last <= verb]
    return range(max([*placed, spot.last, skipped]), verb)

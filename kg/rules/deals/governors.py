"""Finds the other side of a noun of dealing by the grammar of its sentence, where no word of the lexicon carries it.

Whatever verb has the noun as its object, whoever the sentence goes on to speak of behind "With its purchase of", and
for whom the deal does something take part in it. Only a noun that one side is known of is read so: two names and a
word of dealing in one sentence are no deal unless its grammar joins them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.lexicon import tag
from kg.model import Kind
from kg.rules.deals.frames import word_list
from kg.rules.deals.parties import mentions
from kg.rules.deals.serving import Noun, aimed_at, by_verb, is_judged, named_behind, served
from kg.rules.deals.subjects import resolving, subjects
from kg.rules.deals.under import owner_of_subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.rules.deals.clauses import Clause
    from kg.rules.deals.frames import Frame
    from kg.rules.deals.spots import Candidate, Part, Spot

_REACH = 30  # tokens behind a noun that are looked at


def add_governing(found: Candidate, spot: Spot, frame: Frame, start: int) -> None:
    """Add the sides that govern the noun, whose phrase begins at token `start`, where two become known in all."""
    role = frame.role("subject") or frame.role("possessor")
    if not role or frame.has("side") or frame.has("copula") or _is_settled(found, frame):
        return
    parties = list(found.parties)
    for reading in (_governing, _fronting, named_behind, served, aimed_at):
        taken = {told for _, told in parties}
        open_role = _open_role(frame, role, taken)
        told = mentions(spot.document, spot.held, reading(Noun(spot, frame, start), open_role)) if open_role else []
        known = {mention.ref for mention, _ in parties}
        added = [party for party in told if party[0].kind is Kind.ORGANIZATION and party[0].ref not in known]
        parties += added
        sides = {told for _, told in parties}
        joined = len(sides) > 1 or sides == {frame.role("with")} or (reading is served and len(added) > 1)
        if joined and len(parties) > 1:
            found.parties = parties
            return


def _is_settled(found: Candidate, frame: Frame) -> bool:
    """Tell whether both sides are known; of many who lend or invest the other side may still be open."""
    return len(found.refs) > 1 and not (
        frame.role("giver") and {role for _, role in found.parties} == {frame.role("giver")}
    )


def _open_role(frame: Frame, role: str, taken: set[str]) -> str:
    """Return the role of whoever is found next; of who lends or invests nothing but the verb tells."""
    if role in taken and role != frame.role("with"):
        return _other_side(taken, frame)
    return role


def _other_side(taken: set[str], frame: Frame) -> str:
    """Return the role that is left where whoever acts is known."""
    places = ("of", "in", "into", "for", "with", "receiver", "to", "giver")
    return next((frame.role(place) for place in places if frame.role(place) and frame.role(place) not in taken), "")


def _governing(noun: Noun, role: str) -> Iterator[Part]:
    """Yield who is the subject of the verb that governs the noun: "engineered [the takeover of X]"."""
    held = noun.spot.held
    if any(held.is_possessive(k) and held.mark(k) == "org" for k in range(noun.start + 1, noun.spot.first)):
        return  # "hailed Acme's deal": somebody else's
    if held.is_possessive(noun.start) and held.low(noun.start + 1) in ("'s", "'"):
        return
    verb = _verb_before(held, noun.start)
    if verb > 0 and is_judged(held, verb):
        yield from ((i, role) for i in resolving(held, verb))
    elif verb > 0:
        acting = subjects(held, verb) or owner_of_subject(held, verb)
        yield from ((i, by_verb(noun, verb, role)) for i in acting)


def _verb_before(held: Clause, start: int) -> int:
    """Return the verb right before a noun phrase, or -1 where none is or where it only judges or reports."""
    i = start - 1
    if held.low(i) == "of" and held.mark(i - 1) == "money":
        i -= 2  # "refinanced $800 million of [loans]"
    if held.low(i) in word_list("through"):
        i = _clause_verb(held, i)
    while held.mark(i) == "date" or held.low(i) in word_list("particles") or tag(held.low(i)) == "RB":
        i -= 1
    word = held.low(i)
    if (
        i <= 0
        or held.mark(i)
        or not tag(word).startswith("VB")
        or (word.endswith("ing") and word in word_list("function"))
    ):
        return -1  # "following its bid"
    return -1 if held.low(i - 1) in ("was", "were", "is", "are", "been", "being", "be") else i


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


def _fronting(noun: Noun, role: str) -> Iterator[Part]:
    """Yield whom the sentence goes on to speak of: "In a deal with Acme, [Borealis] will", "With its purchase of"."""
    spot, held, start = noun.spot, noun.spot.held, noun.start
    part_of = held.low(0) == "as" and start == 3  # "As part of the deal with Acme, [Borealis]"
    if not part_of and (start != 1 or held.low(0) not in word_list("fronts")):
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

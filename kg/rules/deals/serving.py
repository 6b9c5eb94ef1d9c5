"""Finds who takes part in a noun of dealing by the verbs behind it: "will help [Acme]", "that [Acme] underwrote"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.lexicon import tag
from kg.rules.deals.bearers import carried
from kg.rules.deals.clauses import Argument
from kg.rules.deals.frames import verb_list, word_list
from kg.rules.deals.heads import heads, owners
from kg.rules.deals.inserted import end_of_aside
from kg.rules.deals.under import is_dealing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.rules.deals.clauses import Clause
    from kg.rules.deals.frames import Frame
    from kg.rules.deals.spots import Part, Spot

_REACH = 30  # tokens behind a noun that are looked at


class Noun(NamedTuple):
    """A noun of dealing; its phrase begins at token `start`."""

    spot: Spot
    frame: Frame
    start: int


def named_behind(noun: Noun, role: str) -> Iterator[Part]:
    """Yield who is told to do it behind the noun: "a loan that [Acme] underwrote", "is the largest [Acme] has won"."""
    spot, held = noun.spot, noun.spot.held
    for k in range(spot.last, min(len(held.tokens) - 1, spot.last + _REACH)):
        if held.low(k) in word_list("superlatives") or (held.low(k) == "that" and k == spot.last):
            named = k + 1 if held.is_party(k + 1) and _carries(held.low(k + 2)) else held.phrase(k + 1) - 1
            verb = next(
                (j for j in range(named + 1, named + 5) if held.low(j) in verb_list("light") | verb_list("giving")), -1
            )
            acting = named > k and held.is_party(named) and not held.is_possessive(named)
            if acting and verb > 0 and not is_judged(held, verb):
                yield named, by_verb(noun, verb, role)
            return


def _carries(word: str) -> bool:
    """Tell whether whoever does so to a deal takes part in it."""
    return word in verb_list("light") or word in verb_list("giving")


def served(noun: Noun, role: str) -> Iterator[Part]:
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
        if held.low(k) in verb_list("uniting") or f"{held.low(k - 1)} {held.low(k)}" in verb_list("uniting"):
            yield from ((i, noun.frame.role("between")) for i in held.listed(_last_of_row(held, k + 1)))
            return
        if held.low(k) in verb_list("drawing") or f"{held.low(k - 1)} {held.low(k)}" in verb_list("drawing"):
            yield from ((i, noun.frame.role("giver")) for i in held.listed(_last_of_row(held, k + 1)))
            return
        its = held.low(0) in ("its", "their") and noun.start == 0 and held.low(k) in ("made", "makes", "turned")
        if (its or held.low(k) in verb_list("serving_verbs")) and not any(
            held.is_party(j) for j in _between(spot, k, skipped)
        ):
            yield k + 1, role
            return


def aimed_at(noun: Noun, role: str) -> Iterator[Part]:
    """Yield for whom something is to be done under a deal: "a contract to clean [Acme]'s offices"."""
    spot, held = noun.spot, noun.spot.held
    if noun.frame.kind is not None or not noun.frame.role("winner"):
        return
    for k in range(spot.last, min(len(held.tokens) - 2, spot.last + 9)):
        if held.mark(k) == "org" or held.low(k) in (",", ";", "that", "which", "with", "from"):
            return
        if held.low(k) == "to" and tag(held.low(k + 1)).startswith("VB") and not is_dealing(held, k + 1):
            end = held.phrase(k + 2)
            yield from ((i, role) for i in owners(held, Argument("object", k + 2, end)))
            yield from ((i, role) for i in heads(held, Argument("object", k + 2, end)))
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


def by_verb(noun: Noun, verb: int, role: str) -> str:
    """Return the role of whoever does this to a deal: who buys into a round gives, whatever the noun says."""
    giver = noun.frame.role("giver")
    if not giver or role != noun.frame.role("subject"):
        return role
    if noun.spot.held.low(verb) in verb_list("buying") or noun.spot.held.low(noun.start - 2) in word_list("backing"):
        return giver  # "was among the investors in"
    return carried(noun.spot.held, noun.frame, verb, noun.spot.first)


def is_judged(held: Clause, verb: int) -> bool:
    """Tell whether a verb only judges or reports: who approves a deal need take no part in it."""
    return held.low(verb) in word_list("reporting") or held.low(verb) in verb_list("judging")

"""Adds to a candidate what its own words leave out, where the text around it tells: a side, who sells, a new sum."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.document import MARKS, Form, Mention
from kg.model import DealKind, Found, Kind, Money
from kg.rules.deals.frames import cue, verb_list
from kg.rules.deals.parties import infer, mentions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.document import Document
    from kg.rules.deals.spots import Candidate, Spot


def _companies(document: Document, start: int, end: int, found: Candidate) -> dict[str, Mention]:
    """Return the companies named in a stretch of text that are no parties yet."""
    near = document.mentions_in(start, end)
    return {m.ref: m for m in near if m.kind is Kind.ORGANIZATION and m.ref and m.ref not in found.refs}


def add_spoken_of(document: Document, found: Candidate, role: str, *, shared: bool = False) -> None:
    """Give a role to the one company that the sentence before names, where "it" or "its" is left open.

    Where the role is not `shared`, nobody else may have it.
    """
    start = found.sentence[0]
    named = _companies(document, start, found.span[0], found)
    named = named or _companies(document, document.sentence(max(0, start - 2))[0], start, found)
    if (len(named) == 1 and not found.has(role)) or (shared and len(named) == len(found.refs) == 1):
        infer(found, [(mention, role) for mention in named.values()])


def add_investee(found: Candidate, spot: Spot) -> None:
    """Let a sum that nobody is said to get go to who tells of it: "Acme said Borealis will invest $2 billion"."""
    if not found.word.startswith("invest") or found.kind is not DealKind.INVESTMENT or found.value is None:
        return
    held = spot.held
    teller = next((k for k in range(spot.first) if held.is_party(k) and held.low(k + 1) in ("said", "says")), -1)
    if any(mention.form is Form.PRONOUN for mention, _ in found.parties):
        return  # "Acme said it would invest": whoever tells of it is who does it
    if teller >= 0 and {role for _, role in found.parties} == {"investor"}:
        told = mentions(spot.document, held, [(teller, "investee")])
        infer(found, told)


def add_ahead(found: Candidate, spot: Spot, start: int, role: str) -> None:
    """Let "its" at the head of a sentence be whom the sentence goes on to speak of: "Since its purchase of X, Acme"."""
    held = spot.held
    if start > 2 or held.low(start) not in ("its", "their") or len(found.refs) != 1:
        return
    comma = next((k for k in range(spot.last, min(len(held.tokens), spot.last + 20)) if held.low(k) == ","), -1)
    named = held.phrase(comma + 1) - 1 if 0 <= comma < len(held.tokens) - 1 else -1
    if named > comma and held.is_party(named) and not held.is_possessive(named):
        told = mentions(spot.document, held, [(named, role)])
        infer(found, told)


def add_heading(found: Candidate, spot: Spot, role: str) -> None:
    """Let the name that heads a line without a verb be whom it is about: "Acme - $30 million, Series B, led by X"."""
    held = spot.held
    first = 0 if held.is_party(0) else 1
    if not (held.is_party(first) and held.low(first + 1) in ("-", ",", ":", "(")):
        return
    if not any(held.is_verb(k) or held.is_finite(k) for k in range(first, min(len(held.tokens), spot.last + 12))):
        told = mentions(spot.document, held, [(first, role)])
        infer(found, told)


def add_both_ahead(found: Candidate, spot: Spot, start: int, role: str) -> None:
    """Let those who act together under a deal be its sides: "Through the collaboration, Acme and Borealis will"."""
    held = spot.held
    opening = held.low(start) == "the" and start <= 3 and spot.last + 1 < len(held.tokens)
    named = held.phrase(spot.last + 1) - 1 if opening and held.low(spot.last) == "," else -1
    if named <= spot.last or held.low(named + 1) != "and" or not held.is_party(named):
        return
    other = held.phrase(named + 2) - 1 if named + 2 < len(held.tokens) else -1
    if other > named and held.is_party(other) and not held.is_possessive(other):
        infer(found, mentions(spot.document, held, [(named, role), (other, role)]))


def add_maker(found: Candidate, spot: Spot) -> None:
    """Let whoever's name stands in the goods be the giver where none is told: "will buy 500 Acme turbines"."""
    certain = found.planned or found.value is not None or MARKS["quantity"] in found.words
    if not certain or found.has("giver") or not found.has("taker"):
        return
    for token in spot.held.tokens[spot.last : spot.last + 12]:
        thing = spot.held.masked.atoms.get(token.at)
        if isinstance(thing, Mention) and thing.kind is Kind.HARDWARE:
            ref = _named(spot.document, thing.text.split(" ")[0], thing.start)
            if ref and ref not in found.refs:
                infer(found, [(replace(thing, ref=ref, kind=Kind.ORGANIZATION), "giver")])
            return


def _named(document: Document, name: str, at: int) -> str:
    """Return the company of that name that the text before `at` speaks of, or that is known; empty when none is."""
    near = document.mentions_in(max(0, at - 3000), at)
    for mention in near:
        if mention.text.split(" ")[0] == name and mention.kind is Kind.ORGANIZATION and mention.ref:
            return mention.ref
    known = document.registry.find(name)
    return known.ref if known is not None and known.kind is Kind.ORGANIZATION else ""


_BOTH = re.compile(r"\b(?:the two(?: [a-z]+)?|both(?: [a-z]+)?|the pair|the duo)(?: [a-z]+){0,4} ?$", re.IGNORECASE)
_GROUP = re.compile(r"(?:the|these|those) (?:companies|firms|partners|parties|sides)$|they$", re.IGNORECASE)
_BESIDE = 40  # so many characters at most part "the two companies" from what they do


def add_pair(document: Document, found: Candidate) -> None:
    """Let "the two companies" be the two that the sentence before names, where nobody else acts."""
    role = found.frame.role("subject")
    if (
        not role
        or found.has(role)
        or found.frame.has("weak")
        or found.frame.has("joint")
        or not _is_of_two(document, found)
    ):
        return
    before = document.sentence(max(0, found.sentence[0] - 2))
    named = {m.ref: m for m in document.mentions_in(*before) if m.kind is Kind.ORGANIZATION and m.ref}
    if len(named) == 2 and before != found.sentence:
        infer(found, [(mention, role) for mention in named.values()])


def _is_of_two(document: Document, found: Candidate) -> bool:
    """Tell whether two act together: "the two investors [bought]", "the companies [signed a deal]"."""
    start = max(found.sentence[0], found.span[0] - _BESIDE)
    if _BOTH.search(document.text, start, found.span[0]):
        return True
    near = document.mentions_in(start, found.span[0]) if found.group else ()
    return any(m.plural and not m.ref and _GROUP.match(m.text) for m in near)


def resize(found: Candidate, spot: Spot, light: int | None) -> None:
    """Give a deal the sum it is raised to: "upsized its existing $2 billion facility to $3 billion"."""
    held = spot.held
    if light is None or held.low(light) not in verb_list("resizing"):
        return
    for i in range(spot.last, min(len(held.tokens) - 1, spot.last + 12)):
        if held.low(i) in (",", ";", "by"):
            return
        thing = held.masked.atoms.get(held.tokens[i + 1].at)
        if held.low(i) == "to" and isinstance(thing, Found) and isinstance(thing.value, Money):
            found.sums = [("value", thing)]
            found.standing = found.background = False
            return


def sold_by(found: Candidate) -> None:
    """Let whose stake another buys be who sells it: "will buy Acme's 10 percent stake in Borealis"."""
    whose = [i for i, (m, role) in enumerate(found.parties) if role == "investor" and m.start >= found.span[0]]
    others = any(role == "investor" and m.end < found.span[0] for m, role in found.parties)
    if whose and others and cue("buying_before").search(found.before):
        _sells(found, whose)
    issuers = [i for i, (m, role) in enumerate(found.parties) if role == "investee" and m.end < found.span[0]]
    if issuers and any(role == "investee" and m.start >= found.span[0] for m, role in found.parties):
        _sells(found, issuers)  # "Acme sold a stake in Borealis to": not a stake in itself


def _sells(found: Candidate, numbers: Iterable[int]) -> None:
    for i in numbers:
        found.parties[i] = (found.parties[i][0], "seller")

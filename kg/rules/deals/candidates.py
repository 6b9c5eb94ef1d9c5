"""Finds the words of dealing in an article and who takes which part in each: candidates, not yet deals."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.document import BOUNDARY
from kg.lexicon import tag
from kg.rules.deals.clauses import Clause, clause
from kg.rules.deals.frames import Entry, entries, triggers, verb_list, word_list
from kg.rules.deals.nouns import read_noun
from kg.rules.deals.spots import Candidate, Spot
from kg.rules.deals.stakes import read_as_purchase
from kg.rules.deals.verbs import read_verb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.document import Document

__all__ = ["Candidate", "candidates"]


def candidates(document: Document) -> Iterator[Candidate]:
    """Yield the words of dealing with their parties, in order of the text."""
    masked = document.plain
    held: Clause | None = None
    for at, word in triggers(masked, _boilerplate(masked.text)):
        if held is None or not held.tokens or at > held.tokens[-1].at:
            held = clause(masked, at)
        first = held.index(at)
        last = first + word.count(" ") + 1
        if first < 0 or not _whole(held, last, at + len(word)):
            continue
        spot = Spot(document, held, first, last)
        found = _read(spot, entries()[word])
        if found is not None:
            read_as_purchase(found, spot)
            yield found


_ABOUT = re.compile(
    rf"\n(?:About [^{BOUNDARY}]{{1,60}}|Forward-Looking Statements|Media Contacts?|Notes to Editors)\W*{BOUNDARY}\n"
)


def _boilerplate(text: str) -> int:
    """Return where a press release begins to speak of the companies in general."""
    found = _ABOUT.search(text, len(text) // 3)
    return found.start() if found else len(text)


def _whole(held: Clause, last: int, end: int) -> bool:
    """Tell whether the word of dealing ends where a token ends."""
    token = held.tokens[last - 1] if last <= len(held.tokens) else None
    return token is not None and token.at + len(token.text) == end


def _read(spot: Spot, entry: Entry) -> Candidate | None:
    if entry.nouns and _is_other_noun(spot):
        return None
    if entry.nouns and (not entry.verbs or _is_noun(spot.held, spot.first)):
        return read_noun(replace(spot, noun=True), entry.nouns[0])
    if spot.held.low(spot.first - 1) in word_list("before_nouns") and entry.verbs[0][1] != "ing":
        return None  # "with rent", "of use": nouns of which nothing is known
    return next((found for frame, form in entry.verbs if (found := read_verb(spot, frame, form))), None)


def _is_other_noun(spot: Spot) -> bool:
    """Tell whether the word before makes a noun another thing: "a court order", "in order"."""
    before = spot.held.low(spot.first - 1)
    return before in word_list("not_dealing") or (before == "in" and spot.held.low(spot.first) == "order")


def _is_noun(held: Clause, i: int) -> bool:
    """Tell a noun from a verb of the same spelling by the word before."""
    before = held.low(i - 1)
    doing = held.low(i).endswith("ing") and held.low(i + 1) in word_list("determiners")
    if doing and (held.is_party(i - 1) or tag(before) == "NNS"):
        return False  # "the banks financing the plant"
    if before in word_list("determiners") or before in ("'s", "'", "of", "in", "under") or held.is_possessive(i - 1):
        return True
    if held.low(i).endswith("ing") and (before in verb_list("light") or i == 0) and not _takes_object(held, i + 1):
        return True  # "received backing from", "Financing will be"
    if held.mark(i - 1) in ("money", "duration", "quantity") or tag(before) in ("JJ", "NN"):
        return True
    start = held.phrase_start(i)  # "signs $5 billion Acme lease"
    return start < i and (
        held.mark(start) in ("money", "duration", "quantity")
        or held.low(start) in _ARTICLES
        or held.is_possessive(start)
        or (held.is_party(start) and held.low(start - 1) in (*verb_list("light"), *_BEFORE_NOUNS))
    )


def _takes_object(held: Clause, i: int) -> bool:
    """Tell whether the words at `i` are the object of a word in -ing: "financing the plant"."""
    return held.low(i) in word_list("determiners") or bool(held.mark(i))


_BEFORE_NOUNS = ("in", "of", "under", "with", "from", "by")  # "$2 billion in Acme contracts"
_ARTICLES = ("a", "an", "the", "its", "their")

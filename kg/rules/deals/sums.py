"""Tells which sums of money belong to a word of dealing, and what each is: its value, or a sum beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.document import BOUNDARY, MARKS
from kg.lexicon import tag
from kg.model import Found, Money
from kg.rules.deals.frames import cue, heard, word_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.document import Masked
    from kg.rules.deals.clauses import Clause
    from kg.rules.deals.spots import Spot

_CONVERTED = re.compile(
    rf"{MARKS['money']}\s*(?:\(|\[|/|, or )\W*(?:or |about |around |roughly |nearly |approximately )*$"
)
_BEFORE = (("valuation", "valuation_before"), ("total_funding", "total_before"), ("other", "other_before"))
_AFTER = (
    ("per_share", "per_share"),
    ("valuation", "valuation_after"),
    ("annual", "annual_after"),
    ("total_funding", "total_after"),
    ("other", "other_after"),
)


def label(masked: Masked, position: int) -> str:
    """Return what the sum at a masked position is: value, or one of the sums that stand beside it."""
    before = masked.text[max(0, position - 90) : position].rsplit(BOUNDARY, 1)[-1]
    after = masked.text[position + 1 : position + 60].split(BOUNDARY)[0]
    words = masked.sentences.words_at(position)
    if _CONVERTED.search(before):
        return "converted"
    if _is_small(masked, position):
        return "per_share" if cue("per_share").search(after) else "other"
    if cue("deal_valued").search(before) or cue("over_term").search(after):
        return "value"
    for name, key in _AFTER:
        if heard(key, after, words):
            return name
    return next((name for name, key in _BEFORE if heard(key, before, words)), "value")


def _is_small(masked: Masked, position: int) -> bool:
    """Tell whether a sum is too small to be what a deal between companies is worth: a price for one piece."""
    found = masked.atoms.get(position)
    if not isinstance(found, Found) or not isinstance(found.value, Money):
        return False
    most = found.value.maximum or found.value.minimum
    return most is not None and most < _LEAST


_LEAST = 1000


def of(spot: Spot, begin: int, *, noun: bool) -> Iterator[tuple[str, Found[Money]]]:
    """Yield the sums of a word of dealing; of plain ones the first only, the others belong to other words."""
    held = spot.held
    taken = False
    for i in (*_sum_before(held, begin, noun), *range(begin, min(len(held.tokens), spot.last + 45))):
        if i >= spot.last and held.ends_reach(i) and not _values(held, i):
            return
        if i > spot.last and _is_of_another(spot, i):
            return
        thing = held.masked.atoms.get(held.tokens[i].at)
        if not isinstance(thing, Found) or not isinstance(thing.value, Money):
            continue
        what = label(held.masked, held.tokens[i].at)
        if what == "value" and (taken or (noun and i >= spot.last and not _own(held, i))):
            continue
        taken = taken or what in ("value", "total_funding", "other")
        yield what, thing


def _is_of_another(spot: Spot, i: int) -> bool:
    """Tell whether what is told from token `i` on, behind a word of dealing, is another deal, as sums there are."""
    held = spot.held
    if held.low(i) == "and" and _goes_on(held, i + 1) and not _paired(spot, i):
        return True  # "a deal with Acme, and Borealis is down for $2 billion"
    if held.low(i) in _JOINING and held.low(i - 1) in (",", ";") and held.is_possessive(i + 1):
        return True  # "bought Acme, and Borealis's $2 billion purchase of"
    if held.is_finite(i) and held.is_party(i - 1) and held.low(held.phrase_start(i - 1) - 1) == ",":
        return True  # "after a deal with Acme, Borealis is in talks on one worth $2 billion"
    # "its acquisition of Acme and the sale of Borealis for": the sum is of the sale
    return held.low(i) in word_list("own_nouns") and held.low(i - 1) in word_list("determiners")


_JOINING = ("and", "but", "while", "whereas")


def _goes_on(held: Clause, i: int) -> bool:
    """Tell whether another clause begins at `i`: "and [Borealis is down for]", "and [last month it agreed to]"."""
    i += held.mark(i) == "date"
    return held.is_party(i) and held.is_verb(i + 1)


def _paired(spot: Spot, i: int) -> bool:
    """Tell whether the "and" at `i` only joins two parties: "the deal between A and B is worth"."""
    return any(spot.held.low(j) == "between" for j in range(max(spot.last, i - 12), i))


def _values(held: Clause, i: int) -> bool:
    """Tell whether a relative clause gives the worth: "a deal that values the company at"."""
    worth = any(
        held.low(j).startswith("valu") or held.low(j) in ("worth", "reach", "total") for j in range(i + 1, i + 4)
    )
    return held.low(i) in ("that", "which") and worth


def _sum_before(held: Clause, begin: int, noun: bool) -> list[int]:
    """Return the sum that a noun measures: "$5 billion in [new notes]", "$2 billion of [its shares]"."""
    if noun and held.low(begin - 1) in ("in", "of") and held.mark(begin - 2) == "money":
        return [begin - 2]
    if not noun and held.mark(begin - 1) == "money":
        return [begin - 1]  # "$2 billion borrowed from"
    return []


def _own(held: Clause, i: int) -> bool:
    """Tell whether the sum at `i`, behind a noun, is said of it: "worth", "of", "for" before, no other noun behind."""
    before = i - 1
    while before > 0 and (held.low(before) in word_list("determiners") or tag(held.low(before)).startswith("RB")):
        before -= 1
    if held.low(before) not in word_list("measuring"):
        return False
    for j in range(i + 1, min(i + 6, len(held.tokens))):
        if held.low(j) in word_list("deal_nouns"):
            return False
        if not held.in_phrase(j):
            break
    return True

"""Finds asides between commas, so that what stands on both sides of one is read together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.lexicon import tag
from kg.rules.deals.frames import word_list

if TYPE_CHECKING:
    from kg.rules.deals.phrases import Phrases

_LONGEST = 25  # tokens of an aside


def closed_aside(held: Phrases, comma: int) -> int:
    """Return where it goes on with a preposition behind the aside that `comma` opens; `comma` where it does not.

    "sold its cable arm, which employs 900 people, [to] Acme".
    """
    if held.low(comma + 1) not in word_list("relatives") and held.low(comma + 1) not in word_list("determiners"):
        return comma
    related = held.low(comma + 1) in word_list("relatives")
    for k in range(comma + 2, min(len(held.tokens), comma + _LONGEST)):
        if held.low(k) == ",":
            goes_on = held.low(k + 1) in word_list("joining_on") or (related and held.low(k + 1) in word_list("finite"))
            return k + 1 if goes_on else comma
    return comma


def end_of_aside(held: Phrases, comma: int) -> int:
    """Return the comma that closes the relative clause which `comma` opens; `comma` where none does."""
    if held.low(comma + 1) not in word_list("relatives"):
        return comma
    near = range(comma + 2, min(len(held.tokens), comma + _LONGEST))
    return next((k for k in near if held.low(k) == ","), comma)


def opened_aside(held: Phrases, comma: int) -> int:
    """Return the comma that opens the aside which ends at `comma`; `comma` itself where none does.

    An aside of time or circumstance parts a subject from its verb or a verb from "to": "agreed[,] after a fight, to".
    """
    for k in range(comma - 1, max(0, comma - _LONGEST), -1):
        if held.low(k) == "," and _is_inserted(held, k + 1):
            before = held.low(k - 1)
            named = held.is_party(k - 1) or before == ")"
            return k if named or before in word_list("resolving") or held.is_verb(k - 1) else comma
    return comma


def _is_inserted(held: Phrases, k: int) -> bool:
    """Tell whether a word opens an aside of time or circumstance."""
    if held.mark(k):
        return held.mark(k) == "date"
    return held.low(k) in word_list("inserted") or tag(held.low(k)) in ("VBG", "VBN")

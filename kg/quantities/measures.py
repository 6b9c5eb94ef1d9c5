"""Counts and measures: so many of something, percent, gigawatts, shares."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import table
from kg.model import Quantity
from kg.quantities.numbers import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.quantities.amounts import Amount

_WORD_BEFORE = re.compile(r"([^\s]+)[ \t\xa0]+[(\"“‘']?\Z")
_SENTENCE_END = re.compile(r"[.!?:;\"”’)]\Z")
# What follows a number that is part of a name, a clock time, a fraction, an address or a score.
_NO_COUNT = re.compile(
    r"\w|[/:@_°#&=]|[.,][0-9]|['’][a-z]|-[0-9]"
    r"|[ -](?:thirds?|fourths?|fifths?|sixths?|fold|a\.m\.|p\.m\.|am\b|pm\b|o'clock|times\b|noon\b)"
)
_AT_AGE = re.compile(r"\b(?:aged?|age of) \Z")
_LONGEST = 9  # digits without a comma
_JOINED = re.compile(r"-[a-z]")


@cache
def _units() -> Mapping[str, str]:
    return {word: code for code, words in table("quantities")["measures"]["units"] for word in words}


@cache
def _labels() -> frozenset[str]:
    return frozenset(table("quantities")["measures"]["labels"])


@cache
def _openers() -> frozenset[str]:
    return frozenset(table("quantities")["measures"]["openers"])


def quantity(amount: Amount, text: str, plain: str) -> Quantity | None:
    """Return the amount as a measure or a count, or None when it is neither (a label, an age, a clock time)."""
    words = text[amount.start : amount.end]
    if amount.tail.kind == "unit":
        word = amount.tail.word
        code = "shares" if word.endswith(("share", "shares")) else _units()[word]
        return Quantity(clean(amount.minimum), clean(amount.maximum), code, amount.bound, words)
    if amount.symbol or amount.tail.kind in ("time", "old") or not _counts(amount, text, plain):
        return None
    return Quantity(clean(amount.minimum), clean(amount.maximum), "count", amount.bound, words)


def _counts(amount: Amount, text: str, plain: str) -> bool:
    """Tell whether a number without a unit says how many there are of something."""
    numeral = amount.numeral
    if numeral.shape == "vague" or (numeral.factor > 1 and not plain[numeral.end - 1].isdigit()):
        return numeral.factor > 1 and not _named(amount, text, plain)
    if numeral.shape not in ("digits", "words") or numeral.value <= 1 or numeral.value % 1:
        return False
    if _NO_COUNT.match(plain, numeral.end):
        return False
    if (
        numeral.shape == "digits"
        and plain[amount.start : amount.end].isdigit()
        and numeral.end - numeral.start > _LONGEST
    ):
        return False  # a key, a telephone number or an account
    if _JOINED.match(plain, numeral.end):
        return numeral.shape == "digits" and numeral.value >= 1000
    label = plain[numeral.start] == "0" or _AT_AGE.search(plain, max(0, amount.start - 12), amount.start)
    return amount.hedged or not (label or _set_apart(plain, amount) or _named(amount, text, plain))


def _set_apart(plain: str, amount: Amount) -> bool:
    """Tell whether the number stands between commas (an age), in brackets (a note) or before a line (a list)."""
    before, after = plain[max(0, amount.start - 2) : amount.start], plain[amount.end : amount.end + 1]
    listed = not before.strip(" ") or before.endswith("\n")
    return (
        (before == ", " and after in (",", ")") and amount.numeral.value < 130)
        or (before[-1:] in ("(", "[") and after in (")", "]"))
        or (listed and after in (".", ")"))
    )


def _named(amount: Amount, text: str, plain: str) -> bool:
    """Tell whether the number belongs to a name or label before it: "Phase 2", "Windows 11", "the Big Five"."""
    found = _WORD_BEFORE.search(text, max(0, amount.start - 32), amount.start)
    word = found[1] if found else ""
    if not word or _SENTENCE_END.search(word) or "," in plain[amount.start : amount.end]:
        return word.lower() in _labels()
    if word.lower() in _labels():
        return True
    written = text[amount.numeral.start]
    if written.isalpha():
        return written.isupper() and amount.numeral.factor == 1
    spelled = plain[amount.numeral.end - 1].isalpha() and plain[amount.numeral.end - 2].isalpha()
    owner = word.endswith(("'s", "’s", "s'", "s’"))
    return word[0].isupper() and word.lower() not in _openers() and not spelled and not owner

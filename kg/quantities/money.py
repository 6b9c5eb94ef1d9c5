"""Sums of money: a currency sign or name beside a number, within bounds."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import table
from kg.model import Bound, Found, Money
from kg.quantities import numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.quantities.amounts import Amount

_RATE = re.compile(
    r" ?/ ?(?P<slash>share|year|yr|month|mo|day|hour|hr|token|gpu-hour)\b"
    r"|[ -](?:a|an|per|each|every)[ -](?P<per>[a-z]+)|[ -](?P<adverb>annually|yearly|annual|monthly|apiece|quarterly)\b"
)
_ADVERBS = {"annually": "year", "yearly": "year", "annual": "year", "monthly": "month", "quarterly": "quarter"}
_SHORT = {"yr": "year", "mo": "month", "hr": "hour"}


def money(amount: Amount, text: str) -> Money | None:
    """Return the amount as a sum of money, or None when no currency stands beside it."""
    currency, part = _currency(amount, text)
    if not currency:
        return None
    low, high = (
        numbers.clean(limit * part if limit is not None else None) for limit in (amount.minimum, amount.maximum)
    )
    return Money(low, high, currency, amount.bound, text[amount.start : amount.end])


def rate(text: str, end: int) -> str:
    """Return what a sum that ends at `end` is paid for each ("share", "year", "month" ...), or an empty string."""
    found = _RATE.match(text[end : end + 24].lower())
    if not found:
        return ""
    word = found["slash"] or found["per"] or found["adverb"]
    return _ADVERBS.get(word) or _SHORT.get(word, word)


_FIGURES = re.compile(
    r"(?<![a-z0-9])(?:(?:low|mid|high|solid)(?:dle)?[- ])?"
    r"(?P<digits>six|seven|eight|nine|ten|eleven|twelve)[- ]figures?(?![a-z])"
)
_DIGITS = {word: count for count, word in enumerate(("six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 6)}


def figures(text: str, plain: str, sums: Iterable[Money]) -> Iterator[Found[Money]]:
    """Yield the sums told by their length, "low nine figures", in the currency that most of `sums` are in."""
    if "figure" not in plain:
        return
    named = Counter(each.currency for each in sums).most_common(1)
    for found in _FIGURES.finditer(plain) if named else ():
        least = Decimal(10) ** (_DIGITS[found["digits"]] - 1)
        yield Found(*found.span(), Money(least, None, named[0][0], Bound.AT_LEAST, text[found.start() : found.end()]))


_LINES = (240, 360, 480, 576, 720, 1080, 1440, 2160, 4320)  # of a picture: "1080p" is no price


def _currency(amount: Amount, text: str) -> tuple[str, Decimal]:
    word = amount.tail.word if amount.tail.kind == "currency" else ""
    sign = numbers.symbols().get(amount.symbol, "")
    if amount.symbol in table("quantities")["currencies"]["scaled_symbols"] and amount.numeral.factor == 1:
        return "", Decimal(1)
    if sign and amount.symbol != "$":
        return sign, Decimal(1)
    named, part = _named(amount, word, text)
    return (named, part) if named else (sign, Decimal(1))


def _named(amount: Amount, word: str, text: str) -> tuple[str, Decimal]:
    data = table("quantities")["currencies"]
    if word == "p" and (amount.numeral.factor > 1 or amount.numeral.value in _LINES):
        return "", Decimal(1)
    if word in data["hundredths"]:
        return data["hundredths"][word], Decimal("0.01")
    if word in data["guarded"] and amount.numeral.factor == 1 and amount.numeral.value < 1000:
        return "", Decimal(1)
    if word in _codes():
        capitals = text[amount.tail.start : amount.tail.end].strip(" -").isupper()
        return (_codes()[word], Decimal(1)) if capitals else ("", Decimal(1))
    return data["names"].get(word, ""), Decimal(1)


@cache
def _codes() -> Mapping[str, str]:
    return {code.lower(): code for code in table("quantities")["currencies"]["codes"]}

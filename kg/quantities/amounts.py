"""Puts a number together with its unit, its hedge and the second number of a range: one amount, not yet of a kind."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import table
from kg.model import Bound
from kg.quantities import bounds, numbers
from kg.quantities.numbers import Numeral, either

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.model import Span

_HALF = Decimal("0.5")
_SHAPES = {"couple": Bound.ABOUT}
_JOIN = re.compile(r"-? ?(?P<word>to|and|or) | ?[-–—] ?")


@dataclass(frozen=True, slots=True)
class Tail:
    """The unit behind a number: a currency name, a measure or a length of time."""

    kind: str  # currency, unit, time, old (an age or a point in time), none
    word: str
    start: int
    end: int
    half: bool = False  # "and a half" behind the unit
    plus: bool = False  # a plus before it: "20+ years"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number within bounds and the words around it that belong to it."""

    start: int
    end: int
    minimum: Decimal | None
    maximum: Decimal | None
    bound: Bound
    numeral: Numeral  # the last number written
    tail: Tail
    symbol: str
    hedged: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """A text in both forms, and the part of it in which the words of one amount can stand."""

    text: str
    plain: str
    floor: int
    ceiling: int


@cache
def _tail() -> re.Pattern[str]:
    data = table("quantities")
    money, measures, lengths = data["currencies"], data["measures"], data["durations"]
    codes = rf"(?:{either(code.lower() for code in money['codes'])})(?! ?[0-9])"
    names = rf"{either([*money['names'], *money['hundredths']])}|{codes}"
    units = either([word for _, words in measures["units"] for word in words if word not in ("share", "shares")])
    shares = rf"(?:(?:{either(measures['share_words'])}) ){{0,3}}shares?"
    times = either(
        [word for key in ("years", "decades", "quarters", "months", "weeks", "days") for word in lengths[key]]
    )
    apart = rf"(?P<old>[ -](?:{either(lengths['age'])})|(?: and \w+ months)? (?:{either(lengths['apart'])}))"
    gap = r"(?P<plus>\+|[ -]plus)?(?:[ -]|(?<=[0-9a-z½¼¾])(?=[a-z%])|(?<=[ -]))"
    kinds = rf"(?: ?of )?(?P<currency>{names})|(?P<unit>{units}|{shares})|(?P<time>{times})(?![a-z]){apart}?"
    half = r"(?P<half> and a half)?"
    return re.compile(rf"{gap}(?:{kinds}){half}(?![a-z0-9])")


def tail(plain: str, end: int, ceiling: int, *, of: bool = False) -> Tail:
    """Return the unit ``plain[end:ceiling]`` begins with; `of` allows "of" before it ("billions of dollars")."""
    found = _tail().match(plain, end, ceiling)
    if not found or (found["currency"] and " of " in found[0] and not of):
        return Tail("none", "", end, end)
    kind = next(name for name in ("currency", "unit", "time") if found[name])
    word = found[kind]
    kind = "old" if found["old"] else kind
    return Tail(kind, word, found.start(), found.end(), bool(found["half"]), bool(found["plus"]))


def amounts(text: str, plain: str, taken: Sequence[Span] = ()) -> Iterator[Amount]:
    """Yield the amounts of a text, from left to right, without overlap and outside the spans `taken` (sorted)."""
    starts = [start for start, _ in taken]
    done = 0
    for numeral in numbers.numerals(plain):
        here = bisect_right(starts, numeral.start)
        floor = max(done, taken[here - 1][1] if here else 0)
        place = _Place(text, plain, floor, starts[here] if here < len(starts) else len(plain))
        sound = _signed(place, numeral) if place.floor <= numeral.start and numeral.end <= place.ceiling else None
        if sound:
            amount = _amount(place, sound)
            yield amount
            done = amount.end


def _signed(place: _Place, numeral: Numeral) -> Numeral | None:
    """Return the number with its currency sign only if the letters of the sign are written as in the list.

    "TRY 5bn" is Turkish money, "try 5" is not.
    """
    behind = numeral.start + len(numeral.symbol)
    if not numeral.symbol or place.text[numeral.start : behind] in numbers.signs():
        return numeral
    return replace(numeral, start=behind + 1, symbol="") if place.plain[behind] == " " else None


def _amount(place: _Place, first: Numeral) -> Amount:
    unit = tail(place.plain, first.end, place.ceiling, of=first.shape != "digits")
    if first.symbol and unit.kind != "currency":
        unit = Tail("none", "", first.end, first.end)
    opening = bounds.opens_range(place.plain, first.start, place.floor)
    second = _second(place, first, unit, opening[0] if opening else "")
    if second:
        return _ranged(place, first, second, opening[1] if opening else first.start)
    return _single(place, first, unit)


def _single(place: _Place, numeral: Numeral, unit: Tail) -> Amount:
    end = max(numeral.end, unit.end)
    fixed = Bound.AT_LEAST if numeral.shape == "vague" or unit.plus else _SHAPES.get(numeral.shape, Bound.EXACT)
    before = bounds.hedge_before(place.plain, numeral.start, place.floor)
    after = bounds.hedge_after(place.plain, end, place.ceiling)
    bound = fixed if numeral.shape == "vague" else before[0] if before else after[0] if after else fixed
    minimum, maximum = bounds.limits(numeral.value + (_HALF if unit.half else 0), bound)
    start = before[1] if before else numeral.start
    end = after[1] if after else end
    return Amount(start, end, minimum, maximum, bound, numeral, unit, numeral.symbol, bool(before or after))


def _ranged(place: _Place, first: Numeral, second: tuple[Numeral, Tail], start: int) -> Amount:
    numeral, unit = second
    before = bounds.hedge_before(place.plain, start, place.floor)
    start = before[1] if before and before[0] is Bound.ABOUT else start
    end = max(numeral.end, unit.end)
    symbol = first.symbol or numeral.symbol
    return Amount(start, end, _scaled(first, numeral), numeral.value, Bound.RANGE, numeral, unit, symbol, hedged=True)


def _scaled(first: Numeral, second: Numeral) -> Decimal:
    """Return the first number of a range, which may leave its scale to the second: "10 to 12 million"."""
    shared = first.value * second.factor
    return shared if first.factor == 1 and second.factor > 1 and shared < second.value else first.value


def _second(place: _Place, first: Numeral, unit: Tail, opening: str) -> tuple[Numeral, Tail] | None:
    """Return the number and unit that make a range with the first, if the words between and around say so."""
    join = _JOIN.match(place.plain, unit.end, place.ceiling)
    if not join or first.shape not in ("digits", "words") or not _may_join(place, join, first, opening):
        return None
    found = numbers.pattern().match(place.plain, join.end(), place.ceiling)
    read = numbers.read(found) if found else None
    numeral = _signed(place, read) if read else None
    if not numeral or numeral.shape not in ("digits", "words") or place.plain[numeral.end : numeral.end + 1].isalnum():
        return None
    last = tail(place.plain, numeral.end, place.ceiling)
    return (numeral, last) if _agree(first, unit, numeral, last) and _scaled(first, numeral) < numeral.value else None


def _agree(first: Numeral, unit: Tail, second: Numeral, last: Tail) -> bool:
    """Tell whether two numbers can be of one thing: by their units, and by their currency signs."""
    units = unit.kind == "none" or (unit.kind == last.kind and unit.word.rstrip("s") == last.word.rstrip("s"))
    signs = second.symbol in ("", first.symbol) or (not first.symbol and first.factor == 1)
    return units and signs and (not first.symbol or last.kind in ("none", "currency"))


def _may_join(place: _Place, join: re.Match[str], first: Numeral, opening: str) -> bool:
    if join["word"] == "and":
        return opening == "between"
    if join["word"] == "to":
        return opening == "between" or not bounds.tells_change(place.plain, first.start, place.floor)
    return True

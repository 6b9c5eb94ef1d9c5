"""Numbers in digits and in words: 14,000; $38bn; half a million; hundreds of thousands; several dozen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from kg.beginnings import Opened
from kg.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

LONGEST = 24  # digits; what is longer is no number anybody writes in an article


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written. `start` and `end` are offsets of the text it was found in, a currency sign included."""

    start: int
    end: int
    value: Decimal
    shape: str  # digits, words, vague (a lower limit only), couple (roughly two), bare (a number without one)
    factor: Decimal = Decimal(1)  # the scale behind the digits: a million in "5 million"
    symbol: str = ""  # the currency sign before the digits, in lower case


def either(words: Iterable[str]) -> str:
    """Return a pattern for any of `words`, the longest first."""
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        groups.setdefault(word[:1], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in groups.items())


def lowered(words: Mapping[str, str]) -> dict[str, str]:
    """Return the mapping with its keys in lower case."""
    return {word.lower(): value for word, value in words.items()}


@cache
def symbols() -> Mapping[str, str]:
    """Return the currency of every sign and code that can stand before a number, in lower case."""
    money = table("quantities")["currencies"]
    return {**lowered(money["symbols"]), **lowered(money["kroner"]), **{code.lower(): code for code in money["codes"]}}


@cache
def signs() -> frozenset[str]:
    """Return the currency signs and codes that can stand before a number, as they are written."""
    money = table("quantities")["currencies"]
    return frozenset([*money["symbols"], *money["kroner"], *money["codes"]])


@cache
def unit_words() -> str:
    """Return a pattern for the words before which "a" or "half a" is a number."""
    data = table("quantities")
    lengths = [word for key in ("years", "decades", "months", "weeks", "quarters") for word in data["durations"][key]]
    return either([*lengths, *data["measures"]["bare"], *(f"{word}s" for word in data["measures"]["bare"])])


def _digits() -> str:
    data = table("quantities")["numbers"]
    short = either(data["short_scales"])
    letters = either(data["letter_scales"])  # "t" needs a currency too
    number = r"(?:[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])|[0-9]++)(?:\.[0-9]++|[½¼¾])?+"
    scale = rf"[ -]?(?:{either(data['scales'])})s?(?: (?:{either(data['scales'])}))?| ?(?:{short})"
    counted = either(word for word in data["short_scales"] if word != "mm")  # "300 mm" wafers are no millions
    # A letter behind a space needs a currency before it: "$38 B".
    money = rf"(?P<money>{number})(?P<scale>(?:{scale}| ?(?:{letters}))(?![a-z0-9]))?"
    count = rf"(?P<count>{number})(?P<times>(?:{scale.replace(short, counted)}|[kmb])(?![a-z0-9]))?"
    return rf"(?P<sign>{either(symbols())}) ?{money}|{count}"


def _words() -> str:
    data = table("quantities")["numbers"]
    scale = either(data["scales"])
    one = either(data["units"])
    small = rf"(?:(?:{either(data['tens'])})(?:[ -](?:{one}))?|{either(data['teens'])}|{one})"
    group = rf"(?:(?:{small}|an?)[ -]hundred(?:(?: and)? {small}\b)?|{small})"
    half = r"(?:[ -]and[ -]a[ -]half)"
    scales = rf"(?:[ -](?:{scale})\b)"
    cardinal = rf"{group}\b{half}?{scales}{{0,3}}(?:(?: and)? {group}{scales}{{1,3}}){{0,4}}{half}?"
    article = rf"an? (?:{scale}){scales}{{0,3}}{half}?"
    return rf"(?P<words>(?:{cardinal}|{article})(?![a-z]))"


def _parts() -> str:
    data = table("quantities")["numbers"]
    scale = either(data["scales"])
    plural = either(data["plurals"])
    of = rf"half(?: an? |[ -])(?:{scale}|(?={unit_words()}))|(?:(?:a|one|three) ?-?)?quarters?(?: of an? |-)(?:{scale})"
    several = rf"(?:{either([*data['several'], *data['couple']])})(?:[ -](?:{scale})s?){{1,3}}(?: of (?:{plural}))?"
    some = rf"(?:{either([*data['several'], *data['couple']])})(?=[ -](?:{unit_words()})\b)"
    vague = rf"(?:{plural})(?: of (?:{plural})){{0,2}}"
    multi = rf"multi-?(?:(?:{scale})\b|(?=(?:{unit_words()})\b))(?:-(?:{scale})\b)?"
    measures = either(table("quantities")["measures"]["bare"])
    bare = rf"an?(?=[ -](?:{unit_words()})\b)|first(?=[ -](?:{measures})\b)"
    scaled = (
        rf"(?:{either(word for word in data['scales'] if word.endswith('illion'))})(?=-(?:dollar|euro|pound|yen)\b)"
    )
    return (
        rf"(?P<half>(?:a )?(?:{of})(?![a-z])|(?:a )?half(?: an? |[ -])(?=(?:{unit_words()})\b))"
        rf"|(?P<several>(?:{several}|{some})(?![a-z]))|(?P<vague>(?:{vague})(?![a-z]))"
        rf"|(?P<multi>{multi})|(?P<bare>{bare})|(?P<scaled>{scaled})"
    )


@cache
def pattern() -> re.Pattern[str]:
    """Return the pattern of a number, to be matched where one may begin."""
    return re.compile(rf"{_digits()}|{_parts()}|{_words()}")


@cache
def _search() -> Opened:
    return Opened(_opening(), pattern().pattern, r"a-z0-9_./#@+,:$€£¥₹\-–")


def _opening() -> str:
    data = table("quantities")["numbers"]
    small = [*data["units"], *data["teens"], *data["tens"], *data["several"], *data["couple"]]
    words = either([*small, *data["plurals"], "half", "quarter", "multi"])
    scaled = rf"{either(data['scales'])}|{unit_words()}|half|quarter|few|couple|handful"
    signs = rf"(?=[^\s0-9]{{1,4}}+(?: \$)? ?[0-9])(?:{either(symbols())}) ?[0-9]"  # of most words the look ahead fails
    return rf"[0-9]|{words}|(?:an?|first)[ -](?:{scaled})|(?:m|b|tr)illion-|{signs}"


def numerals(plain: str) -> Iterator[Numeral]:
    """Yield the numbers of a text (see `kg.quantities.plain`), in order."""
    for found in _search().matches(plain):
        numeral = read(found)
        if numeral:
            yield numeral


_FRACTIONS = {ord("½"): ".5", ord("¼"): ".25", ord("¾"): ".75"}


def read(found: re.Match[str]) -> Numeral | None:
    """Return the number a match of `pattern` stands for; None for digits nobody would write."""
    written = found["money"] or found["count"]
    if written is None:
        return _READERS[found.lastgroup or ""](found)
    digits = written.replace(",", "").translate(_FRACTIONS)
    if len(digits) > LONGEST:
        return None
    factor = _factor((found["scale"] or found["times"] or "").strip(" -"))
    return Numeral(found.start(), found.end(), Decimal(digits) * factor, "digits", factor, found["sign"] or "")


@cache
def _scales() -> Mapping[str, Decimal]:
    data = table("quantities")["numbers"]
    tables = ("scales", "short_scales", "letter_scales", "plurals")
    return {word: Decimal(value) for name in tables for word, value in data[name].items()}


@cache
def _small() -> Mapping[str, Decimal]:
    data = table("quantities")["numbers"]
    return {word: Decimal(value) for name in ("units", "teens", "tens") for word, value in data[name].items()}


def _factor(words: str) -> Decimal:
    """Return the product of the scale words in `words`; 1 for none."""
    product = Decimal(1)
    for word in re.split(r"[ -]", words) if words else ():
        product *= _scales().get(word) or _scales().get(word.removesuffix("s")) or 1
    return product


def _read_words(found: re.Match[str]) -> Numeral:
    total, current, factor = Decimal(0), Decimal(0), Decimal(1)
    scales = table("quantities")["numbers"]["scales"]
    for word in re.split(r"[ -]", found["words"]):
        if word == "half":
            current += factor / 2
        elif word in scales:
            factor = _scales()[word]
            current = (current or 1) * factor
        elif word not in ("a", "an", "and"):
            total, current = (total + current, Decimal(0)) if factor > 100 else (total, current)
            current += _small()[word]
    return Numeral(found.start(), found.end(), total + current, "words", factor)


def _read_half(found: re.Match[str]) -> Numeral:
    words = found["half"]
    part = Decimal("0.5") if "half" in words else Decimal("0.75") if "three" in words else Decimal("0.25")
    factor = _factor(words)
    return Numeral(found.start(), found.end(), part * factor, "words", factor)


def _read_several(found: re.Match[str]) -> Numeral:
    shape = "couple" if "couple" in found["several"] else "vague"
    factor = _factor(found["several"])
    return Numeral(found.start(), found.end(), 2 * factor, shape, factor)


def _read_vague(found: re.Match[str]) -> Numeral:
    factor = _factor(found["vague"])
    return Numeral(found.start(), found.end(), factor, "vague", factor)


def _read_multi(found: re.Match[str]) -> Numeral:
    factor = _factor(found["multi"].removeprefix("multi").strip("-"))
    # "Multi-year" is two years or more; "multi-billion" is read like "billions".
    return Numeral(found.start(), found.end(), factor if factor > 1 else Decimal(2), "vague", factor)


def _read_bare(found: re.Match[str]) -> Numeral:
    return Numeral(found.start(), found.end(), Decimal(1), "bare")


def _read_scaled(found: re.Match[str]) -> Numeral:
    factor = _factor(found["scaled"])
    return Numeral(found.start(), found.end(), factor, "words", factor)


def clean(value: Decimal | None) -> Decimal | None:
    """Return the number without idle zeros, so that equal amounts are written alike."""
    if value is None:
        return None
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


_READERS = {
    "words": _read_words,
    "half": _read_half,
    "several": _read_several,
    "vague": _read_vague,
    "multi": _read_multi,
    "bare": _read_bare,
    "scaled": _read_scaled,
}

"""Words beside a number that bound it: more than, up to, about; and those that open a range or tell a change."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import table
from kg.model import Bound
from kg.quantities.numbers import either

if TYPE_CHECKING:
    from decimal import Decimal

_REACH = 48  # characters before a number in which its hedge can begin
# "Under a $5 billion contract", "over the five-year term": no bound, the article belongs to a noun behind the number.
_PREPOSITION = re.compile(r"(?:under|over|below) (?:a|an|the|its|their|this|that|those|these|our)[ ~]?")
_BOUNDS = {"about": Bound.ABOUT, "at_least": Bound.AT_LEAST, "up_to": Bound.UP_TO}

Limits = tuple["Decimal | None", "Decimal | None"]


@cache
def _before() -> re.Pattern[str]:
    hedges = table("quantities")["hedges"]
    # The longest hedge wins wherever it begins: "no more than" before "more than".
    kinds = "|".join(rf"(?P<{name}>{either(hedges[name])})" for name in ("up_to", "at_least", "about"))
    fillers = either(hedges["fillers"])
    return re.compile(rf"(?<![a-z0-9-])(?:{kinds})[ ~]?(?:(?:{fillers}) )?\Z")


@cache
def _after() -> re.Pattern[str]:
    hedges = table("quantities")["hedges"]
    kinds = "|".join(rf"(?P<{name}>{either(hedges['after_' + name])})" for name in _BOUNDS)
    return re.compile(rf" ?(?:{kinds})(?![a-z0-9]| to\b)")


@cache
def _change() -> re.Pattern[str]:
    hedges = table("quantities")["hedges"]
    return re.compile(rf"\b(?:{either(hedges['changes'])})\b[^.;]*\Z")


@cache
def _ranging() -> re.Pattern[str]:
    return re.compile(rf"\b(?:(?:{either(table('quantities')['hedges']['ranging'])}) )?(from|between) (?:the )?\Z")


def hedge_before(plain: str, start: int, floor: int) -> tuple[Bound, int] | None:
    """Return the bound that the words before `start` set and where they begin; nothing before `floor` is looked at."""
    found = _before().search(plain, max(floor, start - _REACH), start)
    if found and _PREPOSITION.fullmatch(found[0]):
        return None
    return (_BOUNDS[found.lastgroup or ""], found.start()) if found else None


def hedge_after(plain: str, end: int, ceiling: int) -> tuple[Bound, int] | None:
    """Return the bound that the words behind `end` and before `ceiling` set, and where they end."""
    found = _after().match(plain, end, ceiling)
    return (_BOUNDS[found.lastgroup or ""], found.end()) if found else None


def opens_range(plain: str, start: int, floor: int) -> tuple[str, int] | None:
    """Return "from" or "between" before `start`, if it opens a range there, and where the opening begins.

    "Ranging from" is given as "between": "from" alone also tells a change.
    """
    found = _ranging().search(plain, max(floor, start - _REACH), start)
    if not found:
        return None
    plainly = found[1] == "between" or not found[0].startswith("from")
    return ("between" if plainly else "from", found.start())


def tells_change(plain: str, start: int, floor: int) -> bool:
    """Tell whether the words before `start` speak of a rise or fall, so that "5 to 12" is two numbers."""
    return bool(_change().search(plain, max(floor, start - _REACH), start))


def limits(value: Decimal, bound: Bound) -> Limits:
    """Return the least and greatest amount a hedged number allows."""
    if bound is Bound.UP_TO:
        return None, value
    if bound is Bound.AT_LEAST:
        return value, None
    return value, value

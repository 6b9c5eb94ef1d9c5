"""Finds equipment that is read as hardware where it is traded: "generators from Acme", "the maker of turbines"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import alternation, beginning, words
from kg.mentions.candidate import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator

#: One of these must be in a text for equipment to be looked for.
_SIGNS = (
    "turbine",
    "engines",
    "generator",
    "batter",
    "fuel cell",
    "transformer",
    "optic",
    "interconnect",
    "interposer",
    "substrate",
    "reactor",
    "lithograph",
    "EUV ",
)
#: No such word stands between a count, or what somebody does, and the equipment.
SMALL = r"(?:of|and|or|the|to|in|into|on|onto|for|from|with|worth|at|by|as|than|that|is|are|will)\b"


@cache
def _gear() -> re.Pattern[str]:
    return re.compile(rf"(?:{beginning(words('products', 'traded'))})\b")


@cache
def _trade() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation(words('products', 'trades'))})(?: (?!{SMALL})[\w,.'’-]+){{0,4}}? $")


_FROM = re.compile(r" (?:made |built |supplied |ordered |bought )?(?:from|by) (?=[A-Z])")


def traded(text: str, start: int) -> Iterator[Candidate]:
    """Yield equipment beside what is done with it, or the one it comes from: "batteries from Acme"."""
    if not any(sign in text for sign in _SIGNS):
        return
    for match in _gear().finditer(text, start):
        if _FROM.match(text, match.end()) or _trade().search(text, max(start, match.start() - 60), match.start()):
            yield Candidate(match.start(), match.end(), match.group())

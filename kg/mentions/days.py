"""Tells which words with capitals are days, months and quarters and so no part of a name."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.lexicon import words
from kg.mentions.shapes import is_given

#: A stretch of a business year: "Acme Q3 FY2026 results", "Acme 1Q26", "FY25/26", "CY27".
_PERIOD = re.compile(
    r"(?:FY|CY)['’]?(?:(?:20)?[0-4]\d(?:[/-]\d\d)?E?)?|[QH][1-4](?:(?:FY|CY|['’])(?:20)?[0-4]\d)?|Q[1-4][0-4]\d|"
    r"(?:[1-4][QH]|9M)(?:(?:FY|CY)?['’]?(?:20)?[0-4]\d)?E?"
)
_SPANS = ("quarter", "half", "period", "year", "ended")  # "the October-quarter figures"


def _is_period(word: str) -> bool:
    head, _, tail = word.partition("-")
    return _PERIOD.fullmatch(word) is not None or (tail in _SPANS and head in words("names", "months"))


@lru_cache(maxsize=4096)
def _may_be_day(word: str) -> bool:
    return _is_period(word) or word in words("names", "days") or word in words("names", "months")


def is_day(text: str, match: re.Match[str], before: str, end: int) -> bool:
    """Tell whether a word is a day, a month or a quarter and no part of a name: The Sunday Post, Jun Doe.

    `before` is the word of the name before it, or nothing; the run of capitals ends at `end`.
    """
    bare = match.group().rstrip(".")
    if not _may_be_day(bare):
        return False
    if _is_period(bare):
        return True
    if bare in words("names", "days"):
        return not (match.end() < end and text[max(0, match.start() - 4) : match.start()] in ("The ", "the "))
    if not before and match.end() < end and is_given(bare) and not match.group().endswith("."):
        return text[match.end() + 1 : end].split()[0] in words("names", "days")
    return not (before and is_given(before))

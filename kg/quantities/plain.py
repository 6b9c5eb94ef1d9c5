"""The form of a text in which values are looked for: lower case, plain hyphens, every character in its place."""

from __future__ import annotations

import re

from kg.text import lower

#: Hyphens and spaces that differ only in print; the long dashes stay, they mean "to" between numbers.
_PRINT = [
    *((hyphen, "-") for hyphen in "\u2010\u2011\u00ad\u2212"),
    *((space, " ") for space in "\u00a0\u202f\u2009\u2007\t"),
]
# "14 000" and "14'000" with a narrow or fixed space or an apostrophe are "14,000".
_GROUP = re.compile("[\u00a0\u202f\u2009\u2007'\u2019](?<=[0-9].)(?=[0-9]{3}(?![0-9]))")

# "600 000 shares" with an ordinary space, where the last group is round and no name or month stands before.
_SPACED = re.compile(
    r"[1-9](?<![^\s($€£¥₹].)[0-9]{0,2} (?:[0-9]{3} )*[0-9]00(?![0-9]|[.,][0-9]| ?(?:mm|nm)\b)",
)
_NAME_BEFORE = re.compile(r"\b[A-Z][a-z]+\.? $")
# "1,7 billion", "2,5 %": a comma as elsewhere in Europe.
_COMMA = re.compile(
    r",(?<=[0-9],)(?=[0-9]{1,2}(?:[ -]?(?:[mbt]rd|[mbtr]{1,2}illion|bn|mn|bln|mln|percent|per cent|%|[gmk]w)))",
    re.IGNORECASE,
)


def _joined(found: re.Match[str]) -> str:
    named = _NAME_BEFORE.search(found.string, max(0, found.start() - 20), found.start())
    return found[0] if named else found[0].replace(" ", ",")


def plain(text: str) -> str:
    """Return `text` in lower case, of the same length, so that offsets hold in both."""
    if not text.isascii() or "'" in text:
        text = _GROUP.sub(",", text)
    low = lower(_COMMA.sub(".", _SPACED.sub(_joined, text)))
    for printed, meant in () if low.isascii() and "\t" not in low else _PRINT:
        low = low.replace(printed, meant)
    return low

"""Tells which numbers behind a name belong to it: "Hut 8", "TPU v5e", and not "May 5" or "Acme 40 percent"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import alternation, is_common, words
from kg.mentions.shapes import is_given, is_place
from kg.model import Kind

if TYPE_CHECKING:
    from kg.registry import Registry

_SMALL = re.compile(r"[ \u00a0][a-z]+")
_VERSION = re.compile(r"[ \u00a0]v\d{1,2}(?:\.\d)?[a-z]?\b")
#: The number of a branch of a union: "Local 512".
_LOCAL = re.compile(r"[ \u00a0][1-9]\d{0,4}(?:-[A-Z])?\b")
_NUMBER = re.compile(r"[ \u00a0](?P<digits>[1-9]\d{0,2})(?![\w%.,]\d|\w|%)")
#: No more digits than these stand behind an ordinary word: "Fund 2".
_FEW = 2


@cache
def _goes_on() -> re.Pattern[str]:
    """Return what stands behind a name that ends in a number, and not behind a count of things."""
    small = (
        "and|or|is|are|was|were|will|would|has|have|had|can|could|which|that|in|on|for|to|from|with|by|at|as|into|"
        "under|before|after|this|last|next|late|earlier|today|soon|first|also|already|still|now|too|said|says|announced|signed|against|than|but|while|when|runs|uses|campus|rocket|family|line|series|range"
    )
    nouns = alternation(words("products", "hardware") | words("products", "nouns"))
    return re.compile(
        rf"['’]s\b|[ \u00a0](?:\(|(?:{small}|CEO|Chief)\b|(?:[a-z][a-z-]+[ \u00a0])?{nouns}\b)|[.,;:)”\"—–]|$"
    )


@cache
def _legal() -> re.Pattern[str]:
    return re.compile(rf",?[ \u00a0](?:{alternation(words('organizations', 'legal'))})(?!\w)")


class Numbers:
    """Looks behind the names of one text."""

    def __init__(self, text: str, registry: Registry) -> None:
        self.text = text
        self.known = registry.find
        self.written = registry.by_name

    def behind(self, start: int, end: int, *, initial: bool) -> int:
        """Return where a run of capitals ends with the number that belongs to it; `initial`: it opens a sentence."""
        next_ = self.text[end + 1 : end + 2]  # most names have a small word behind them or a sign
        if next_ == "v" and (version := _VERSION.match(self.text, end)) is not None:
            return version.end()
        run = self.text[start:end]
        if run.isupper() and (small := _SMALL.match(self.text, end)) is not None:
            return small.end() if self.text[start : small.end()] in self.written else end  # SK hynix
        if not next_.isdigit():
            return end
        if (local := _LOCAL.match(self.text, end)) is not None and run.endswith("Local"):
            return local.end()
        number = _NUMBER.match(self.text, end)
        if number is None:
            return end
        legal = _legal().match(self.text, number.end())
        if legal is not None:
            return legal.end()
        known = self.known(self.text[start : number.end()]) is not None
        return number.end() if known or self._belongs(run, number, initial=initial) else end

    def _belongs(self, run: str, number: re.Match[str], *, initial: bool) -> bool:
        last = run.rsplit(" ", 1)[-1].rstrip(".")
        if any(last in words("names", key) for key in ("months", "days", "noise", "opening", "indices", "counted")):
            return False
        if last in words("products", "other_first") or is_place(run) or is_place(last):
            return False
        if is_given(last) and not self._is_hardware(run):
            return False
        if is_common(last) and ((initial and " " not in run) or len(number["digits"]) > _FEW):
            return False
        return _goes_on().match(self.text, number.end()) is not None

    def _is_hardware(self, run: str) -> bool:
        known = self.known(run)
        return known is not None and known.kind is Kind.HARDWARE

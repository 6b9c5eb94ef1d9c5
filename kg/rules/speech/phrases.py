"""Noun phrases on a line's class letters, to the left and to the right of a place. All walks are linear and bounded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Sequence

#: A range of tokens of one line, the end excluded.
Range = tuple[int, int]

_REACH = 40  # how many tokens a phrase may reach back
_ASIDE = 9  # how many tokens a bracket may hold
#: What may hang on a phrase to its left, by the letters that must stand before it.
_LINKS = {"q": "mT", "D": "dh", "i": "nmTjMpde", "c": "nmTpMe,)"}
_SERIAL = re.compile(r"(?:^|,)[dnmTjeh]{1,5}$")  # before the last comma of "A, B, and C"
_LAST_NAME = re.compile(r"[jT]*[me]$|d[^d]*$|[^di]+$")


def phrase_left(classes: str, end: int, tokens: Sequence[str]) -> Range | None:
    """Return the noun phrase that ends before `end`, with what hangs on it: "two people at the firm"."""
    at, low = end, max(0, end - _REACH)
    while at > low:
        step, further = _step_left(classes, at, end, tokens)
        at = step
        if not further:
            break
    return _trimmed(classes, at, end)


def _step_left(classes: str, at: int, end: int, tokens: Sequence[str]) -> tuple[int, bool]:
    """Return the next place to the left, and whether the phrase may go on from there."""
    letter, before = classes[at - 1], classes[at - 2] if at > 1 else " "
    if letter in "nmTjMh" or (letter == "g" and at < end):
        return at - 1, True
    if letter == "p" and at == end:
        return at - 1, before in "io" or (before in "nmTe" and tokens[at - 1].lower().endswith(("self", "selves")))
    if letter in "de":
        return at - 1, before in "dico"
    if letter == ")" and (opening := classes.rfind("(", max(0, at - _ASIDE), at)) > 0:
        return opening, True
    if letter == "," and classes[at : at + 1] == "c" and not _SERIAL.search(classes, max(0, at - 9), at - 1):
        return at, False  # "it runs for a year, and Acme said"
    if at < end and _hangs(letter, before, classes[at:end], tokens[max(0, at - 2) : at]):
        return at - 1, True
    return at, False


def _hangs(letter: str, before: str, phrase: str, tokens: Sequence[str]) -> bool:
    """Tell whether the last of `tokens`, of class `letter`, may stand inside a phrase that has `phrase` behind it."""
    if letter == "v":
        return before in "nmeT" and tokens[-1].lower() in words("speech", "described")
    if letter == ",":
        return before in "nmTe" and "c" in phrase.replace("TcT", "")
    if letter == "o":
        return tokens[0].lower() == "close"  # "people close to the matter"
    if letter == "i" and before == "v":  # "people briefed on the matter"
        return tokens[0].lower() in words("speech", "described")
    return before in _LINKS.get(letter, "")


def _trimmed(classes: str, start: int, end: int) -> Range | None:
    while start < end and classes[start] in "hic,r":
        start += 1
    phrase = classes[start:end]
    if start > 0 and classes[start - 1] == "i" and len(phrase) > 1:  # "In Ohio the governor said"
        match = _LAST_NAME.search(phrase)
        start += match.start() if match else 0
    return (start, end) if start < end else None


def phrase_right(classes: str, start: int, *, wide: bool = True) -> Range | None:
    """Return the noun phrase that begins at `start`; `wide` takes in what hangs on it by prepositions and "and"."""
    if classes[start : start + 1] == "p":
        return start, start + 1
    at, head = start, False
    while at < len(classes):
        step = _step_right(classes, start, at, head=head, wide=wide)
        if step is None:
            break
        head = head or classes[at] in "enmTjMhgq"
        at = step
    return (start, at) if at > start else None


def _step_right(classes: str, start: int, at: int, *, head: bool, wide: bool) -> int | None:
    letter, before, behind = classes[at], classes[at - 1 : at] or " ", classes[at + 1 : at + 2] or " "
    if letter in "nmTjMh" or (letter in "gq" and behind in "nmj"):
        return at + 1
    if letter in "de":
        return None if head and before not in "icdoM" else at + 1  # "two more mills"
    if letter == "D":
        return at + 1 if (at > start and before in "dh") or behind == "h" else None
    if letter in "ic":
        opens = head or (letter == "i" and before == "d" and at > start)  # "one of the people"
        return at + 1 if wide and opens and behind in "dnmTjMe" else None
    if letter == "o":  # "the addition of the mill to the firm's holdings"
        return at + 1 if wide and head and behind in "de" else None
    if letter == "(" and head and (closing := classes.find(")", at, at + _ASIDE)) > 0:
        return closing + 1
    return None

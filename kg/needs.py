"""What a text must hold for a pattern over masked text to match in it at all, read off the pattern.

A tie between a person and an organisation can stand only in a sentence that names both, so hundreds of patterns need
to look at few sentences. Only marks of kinds count (see `kg.document.MARKS`); what is said of words stays unread, so
a need is never more than the truth.
"""

from __future__ import annotations

import re
from functools import cache, cached_property, reduce
from itertools import groupby
from operator import or_
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.model import Span

#: Each a set of marks as bits: a match holds one of every set. The upper bits ask for a second one of a kind.
Needs = frozenset[int]

_NOTHING: Needs = frozenset()
_MARK = re.compile("[\ue000-\ue00e]")
_BITS = {chr(0xE000 + number): 1 << number for number in range(15)}
_SECOND = 16
_ESCAPED = re.compile(r"\\(?:[uU]([0-9A-Fa-f]{4})|.)", re.DOTALL)
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_GROUP = re.compile(r"\((?:\?(?:P<\w+>|>|[a-zA-Z-]*:))?(?!\?)")
_ASIDE = re.compile(r"\(\?(?:<?[=!]|#|P=)")  # what stands there, or is named again, is no text of the match itself
_FLAGS = re.compile(r"\(\?[a-zA-Z]+\)")
_PLAIN = re.compile(r"[^()|\[\\{}?*+\ue000-\ue00e]+")
_REPEAT = re.compile(r"(?:\{(\d*)(?:,\d*)?\}|[*+?])[?+]?")


def marks(text: str) -> int:
    """Return the bits of all marks in a text."""
    found = 0
    for mark in _MARK.findall(text):
        bit = _BITS[mark]
        found |= bit << _SECOND if found & bit else bit
    return found


def met(needs: Needs, held: int) -> bool:
    """Tell whether a text with the marks `held` may match a pattern with these needs."""
    return all(need & held for need in needs)


class Sentences:
    """The sentences of a masked text, each ended by `boundary`, to be found by the marks they hold."""

    def __init__(self, text: str, boundary: str) -> None:
        self._text = text
        self._boundary = boundary
        self._known: dict[Needs, list[Span]] = {}

    @cached_property
    def _held(self) -> list[tuple[int, int, int]]:
        """The sentences with the marks they hold."""
        found, start = [], 0
        for sentence in self._text.split(self._boundary):
            end = min(start + len(sentence) + 1, len(self._text))
            found.append((start, end, marks(sentence)))
            start = end
        return found

    def meeting(self, wanted: Needs) -> list[Span]:
        """Return where sentences stand that meet the needs; those that follow each other are one stretch."""
        if wanted not in self._known:
            groups = groupby(self._held, lambda sentence: met(wanted, sentence[2]))
            rows = [list(row) for fitting, row in groups if fitting]
            self._known[wanted] = [(row[0][0], row[-1][1]) for row in rows]
        return self._known[wanted]


@cache
def needs(source: str) -> Needs:
    """Return what the regular expression `source` needs; it is written without the flag for spaces and remarks."""
    return _choice(source, 0)[0]


def _choice(source: str, at: int) -> tuple[Needs, int]:
    """Read alternatives up to the bracket that closes them; return what all of them need, and where it stands."""
    read: list[Needs] = []
    while True:
        found, at = _row(source, at)
        read.append(found)
        if source[at : at + 1] != "|":
            break
        at += 1
    common = frozenset.intersection(*read)
    rest = [min(one - common, default=0) for one in read]
    return (common if 0 in rest else common | {reduce(or_, rest)}), at


def _row(source: str, at: int) -> tuple[Needs, int]:
    """Read what stands in a row, up to a bar or a closing bracket."""
    found: set[int] = set()
    while at < len(source) and source[at] not in "|)":
        piece, at = _piece(source, at)
        repeat = _REPEAT.match(source, at)
        if repeat is not None:
            at = repeat.end()
        if repeat is None or not _may_be_absent(repeat):
            found |= piece | {need << _SECOND for need in piece & found if need in _BITS.values()}
    return frozenset(found), at


def _may_be_absent(repeat: re.Match[str]) -> bool:
    return repeat.group()[0] in "?*" or (repeat.group()[0] == "{" and not (repeat[1] or "0").strip("0"))


def _piece(source: str, at: int) -> tuple[Needs, int]:
    """Read plain characters, a class or a group; return what it needs and where it ends."""
    if (plain := _PLAIN.match(source, at)) is not None:
        return _NOTHING, plain.end()
    sign = source[at]
    if sign == "\\":
        return _escaped(source, at)
    if sign == "[" and (listed := _CLASS.match(source, at)):
        return _listed(listed.group()), listed.end()
    if sign != "(":
        return (_one(sign)), at + 1
    if (flags := _FLAGS.match(source, at)) is not None:
        return _NOTHING, flags.end()
    aside = _ASIDE.match(source, at)
    inside = aside or _GROUP.match(source, at)
    if inside is None:
        return _NOTHING, at + 1
    found, end = _choice(source, inside.end())
    return (_NOTHING if aside else found), end + 1


def _escaped(source: str, at: int) -> tuple[Needs, int]:
    found = _ESCAPED.match(source, at)
    if found is None:
        return _NOTHING, at + 1
    sign = chr(int(found[1], 16)) if found[1] else ""
    return (_one(sign)), found.end()


def _one(sign: str) -> Needs:
    return frozenset({_BITS[sign]}) if sign in _BITS else _NOTHING


def _listed(written: str) -> Needs:
    """Return what a class of characters needs: one of its marks, where it holds nothing but marks."""
    inner = written[1:-1]
    return frozenset({reduce(or_, map(_BITS.__getitem__, inner))}) if inner and set(inner) <= _BITS.keys() else _NOTHING

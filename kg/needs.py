"""What a text must hold for a pattern over masked text to match in it at all, read off the pattern.

A tie between a person and an organisation can stand only in a sentence that names both, and a founding only where one
of the words for it is used; so hundreds of patterns need to look at few sentences. A need is never more than the truth.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache, reduce
from operator import or_
from typing import NamedTuple

#: Sets of marks as bits (see `kg.document.MARKS`); the upper bits stand for a second one of a kind.
Marks = frozenset[int]
BITS = {chr(0xE000 + number): 1 << number for number in range(15)}
SECOND = 16
_LETTERS = re.compile("[A-Za-z]+")
SHORT, LONG = 3, 4  # first letters by which a word is known; a shorter one is known as a whole
_WHOLE = re.compile(r"\\(?:b|[sW]\+)|[\ue000-\ue00e](?![?*{])")  # no letter can follow
#: Words that stand in most sentences: to need one of them tells little.
_COMMON = {
    "an", "and", "are", "as", "at", "by", "for", "from", "has", "have", "in", "is", "it", "its", "of", "on", "or",
    "that", "the", "to", "was", "were", "with",
}  # fmt: skip
_ESCAPED = re.compile(r"\\(?:[uU]([0-9A-Fa-f]{4})|.)", re.DOTALL)
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_BRACKET = re.compile(rf"\\.|{_CLASS.pattern}|[()]", re.DOTALL)
_GROUP = re.compile(r"\((?:\?(?:P<\w+>|>|[a-zA-Z-]*:))?(?!\?)")
_ASIDE = re.compile(r"\(\?(?:<?[=!]|#|P=)")  # what stands there, or is named again, is no text of the match itself
_FLAGS = re.compile(r"\(\?[a-zA-Z]+\)")
_PLAIN = re.compile(r"[^()|\[\]\\{}?*+.^$\ue000-\ue00e]+")
_REPEAT = re.compile(r"(?:\{(\d*)(?:,\d*)?\}|[*+?])[?+]?")


class Needs(NamedTuple):
    """A match holds a mark of every set, and a word that begins with one of the openings, where there are any.

    `more` are further sets of openings, the most telling first: of each one begins a word as well.
    """

    marks: Marks = frozenset()
    words: frozenset[str] = frozenset()
    more: tuple[frozenset[str], ...] = ()


_NOTHING = Needs()


def needs(shape: re.Pattern[str]) -> Needs:
    """Return what a pattern needs. It is compiled without the flag for spaces and remarks."""
    return needs_of(shape.pattern)  # a pattern's own hash takes longer than the search would


#: A letter that looks back at itself: it begins a word.
_BEHIND = re.compile(r"([A-Za-z])\(\?<=\\b\1\)")

#: A word that may be written in one: "co-?founder".
_HYPHEN = re.compile(r"(?<![A-Za-z\\])(\\b)?([A-Za-z]+)-\?([A-Za-z]+)(?![?*+{])")

#: A letter that may be a capital: "[Uu]nder".
_EITHER = re.compile(r"\[([A-Z])(?i:\1)\](?=[a-z])")


@cache
def needs_of(source: str) -> Needs:
    """Return what a pattern needs, read off its text alone."""
    spelled = _HYPHEN.sub(r"\1(?:\2-\3|\2\3)", _BEHIND.sub(r"\\b\1", _EITHER.sub(r"\1", source)))
    return _choice(spelled, 0, edge=False)[0]


#: What is read, where it ends, and whether no letter can stand directly before what follows it.
_Read = tuple[Needs, int, bool]


def _choice(source: str, at: int, *, edge: bool) -> _Read:
    """Read alternatives up to the bracket that closes them; return what all of them need."""
    read: list[Needs] = []
    edges = True
    while True:
        found, at, behind = _row(source, at, edge=edge)
        read.append(found)
        edges = edges and behind
        if source[at : at + 1] != "|":
            break
        at += 1
    common = frozenset.intersection(*(one.marks for one in read))
    rest = [min(one.marks - common, default=0) for one in read]
    words = frozenset[str]().union(*(one.words for one in read)) if all(one.words for one in read) else frozenset()
    more = read[0].more if len(read) == 1 else ()
    return Needs(common if 0 in rest else common | {reduce(or_, rest)}, words, more), at, edges


def _row(source: str, at: int, *, edge: bool) -> _Read:
    """Read what stands in a row, up to a bar or a closing bracket."""
    found: set[int] = set()
    words: list[frozenset[str]] = []
    while at < len(source) and source[at] not in "|)":
        piece, at, behind = _piece(source, at, edge=edge)
        repeat = _REPEAT.match(source, at)
        at = repeat.end() if repeat is not None else at
        if repeat is None or not _may_be_absent(repeat):
            found |= piece.marks | {need << SECOND for need in piece.marks & found if need in BITS.values()}
            words += [piece.words, *piece.more] if piece.words else []
            edge = behind
        edge = edge and behind
    first, *more = sorted(words, key=_telling, reverse=True) or [frozenset()]
    return Needs(frozenset(found), first, tuple(more)), at, edge


def _telling(words: frozenset[str]) -> int:
    """Rank words by how much they tell: the longer, the rarer."""
    return min((1 if word in _COMMON else len(word) for word in words), default=0)


def _may_be_absent(repeat: re.Match[str]) -> bool:
    return repeat.group()[0] in "?*" or (repeat.group()[0] == "{" and not (repeat[1] or "0").strip("0"))


def _piece(source: str, at: int, *, edge: bool) -> _Read:
    """Read plain characters, a class or a group."""
    if (plain := _PLAIN.match(source, at)) is not None:
        end = plain.end()
        end -= end - at > 1 and _REPEAT.match(source, end) is not None  # only the last character is repeated
        ends = _WHOLE.match(source, end) is not None
        return _plain(source[at:end], edge=edge, ends=ends), end, not source[end - 1].isalpha()
    sign = source[at]
    if sign == "\\":
        return _escaped(source, at)
    if sign == "[" and (listed := _CLASS.match(source, at)):
        return _listed(listed.group()), listed.end(), not _LETTERS.search(listed.group()) and "^" not in listed.group()
    if sign != "(":
        return _one(sign), at + 1, sign in BITS
    if (flags := _FLAGS.match(source, at)) is not None:
        return _NOTHING, flags.end(), edge
    aside = _ASIDE.match(source, at)
    inside = aside or _GROUP.match(source, at)
    if inside is None:
        return _NOTHING, at + 1, False
    end = _closings(source)[at]
    if aside:
        return _NOTHING, end + 1, edge and "P=" not in inside.group()
    found, behind = _inside(source[inside.end() : end], edge=edge)
    return found, end + 1, behind


@lru_cache(maxsize=1024)
def _inside(source: str, *, edge: bool) -> tuple[Needs, bool]:
    """Read what stands in a group; the same groups stand in many patterns."""
    found, _, behind = _choice(source, 0, edge=edge)
    return found, behind


@lru_cache(maxsize=1024)
def _closings(source: str) -> dict[int, int]:
    """Return where each bracket that opens a group is closed."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for match in _BRACKET.finditer(source):
        if match.group() == "(":
            opened.append(match.start())
        elif match.group() == ")":
            found[opened.pop()] = match.start()
    return found


def _plain(written: str, *, edge: bool, ends: bool) -> Needs:
    """Return the words of plain characters whose beginning is sure to be one."""
    found = []
    for word in _LETTERS.finditer(written):
        whole = word.end() < len(written) or ends
        if (edge or word.start()) and (whole or len(word.group()) >= SHORT):
            found.append(frozenset({word.group()[:LONG].casefold()}))
    first, *more = sorted(found, key=_telling, reverse=True) or [frozenset()]
    return Needs(words=first, more=tuple(more))


def _escaped(source: str, at: int) -> _Read:
    found = _ESCAPED.match(source, at)
    if found is None:
        return _NOTHING, at + 1, False
    sign = chr(int(found[1], 16)) if found[1] else source[at + 1]
    if found[1]:
        return _one(sign), found.end(), not sign.isalpha()
    return _NOTHING, found.end(), sign in "bsWdA" or not sign.isalnum()


def _one(sign: str) -> Needs:
    return Needs(frozenset({BITS[sign]})) if sign in BITS else _NOTHING


def _listed(written: str) -> Needs:
    """Return what a class of characters needs: one of its marks, where it holds nothing but marks."""
    inner = written[1:-1]
    if not inner or not set(inner) <= BITS.keys():
        return _NOTHING
    return Needs(frozenset({reduce(or_, map(BITS.__getitem__, inner))}))

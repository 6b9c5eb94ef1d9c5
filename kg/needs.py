"""What a text must hold for a pattern over masked text to match in it at all, read off the pattern.

A tie between a person and an organisation can stand only in a sentence that names both, and a founding only where one
of the words for it is used; so hundreds of patterns need to look at few sentences. A need is never more than the truth.
"""

from __future__ import annotations

import re
from functools import cache, cached_property, lru_cache, reduce
from operator import or_
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kg.model import Span

#: Sets of marks as bits (see `kg.document.MARKS`); the upper bits stand for a second one of a kind.
Marks = frozenset[int]
_MARK = re.compile("[\ue000-\ue00e]")
_BITS = {chr(0xE000 + number): 1 << number for number in range(15)}
_SECOND = 16
_LETTERS = re.compile("[A-Za-z]+")
_LENGTHS = (3, 4, 5)  # letters by which a word is known; with fewer it stands in every text
_ESCAPED = re.compile(r"\\(?:[uU]([0-9A-Fa-f]{4})|.)", re.DOTALL)
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_GROUP = re.compile(r"\((?:\?(?:P<\w+>|>|[a-zA-Z-]*:))?(?!\?)")
_ASIDE = re.compile(r"\(\?(?:<?[=!]|#|P=)")  # what stands there, or is named again, is no text of the match itself
_FLAGS = re.compile(r"\(\?[a-zA-Z]+\)")
_PLAIN = re.compile(r"[^()|\[\]\\{}?*+.^$\ue000-\ue00e]+")
_REPEAT = re.compile(r"(?:\{(\d*)(?:,\d*)?\}|[*+?])[?+]?")


class Needs(NamedTuple):
    """A match holds a mark of every set, and a word that begins with one of the openings, where there are any."""

    marks: Marks = frozenset()
    words: frozenset[str] = frozenset()


_NOTHING = Needs()


def marks(text: str) -> int:
    """Return the bits of all marks in a text."""
    found = 0
    for mark in _MARK.findall(text):
        bit = _BITS[mark]
        found |= bit << _SECOND if found & bit else bit
    return found


def openings(text: str) -> frozenset[str]:
    """Return the first three, four and five letters of all words of a text."""
    return frozenset[str]().union(*map(_beginnings, _LETTERS.findall(text)))


@lru_cache(maxsize=65536)
def _beginnings(word: str) -> tuple[str, ...]:
    return tuple(word[:length] for length in _LENGTHS)


def met(needed: Needs, text: str) -> bool:
    """Tell whether a text may match a pattern with these needs."""
    return _held(needed.marks, marks(text)) and not (needed.words and needed.words.isdisjoint(openings(text)))


@lru_cache(maxsize=65536)
def _held(wanted: Marks, held: int) -> bool:
    return all(need & held for need in wanted)


class _Sentence(NamedTuple):
    start: int
    end: int
    held: int  # marks
    words: frozenset[str]  # how they begin


class Sentences:
    """The sentences of a masked text, each ended by `boundary`, to be found by what they hold."""

    def __init__(self, text: str, boundary: str) -> None:
        self._text = text
        self._boundary = boundary
        self._known: dict[Marks, list[_Sentence]] = {}

    @cached_property
    def _all(self) -> list[_Sentence]:
        found, start = [], 0
        for sentence in self._text.split(self._boundary):
            end = min(start + len(sentence) + 1, len(self._text))
            found.append(_Sentence(start, end, marks(sentence), openings(sentence)))
            start = end
        return found

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset[str]().union(*(sentence.words for sentence in self._all))

    def meeting(self, needed: Needs) -> list[Span]:
        """Return where the sentences stand that meet the needs, each with the boundary that ends it."""
        absent = needed.words.isdisjoint
        if needed.words and absent(self._words):
            return []
        marked = self._marked(needed.marks)
        if needed.words:
            marked = [sentence for sentence in marked if not absent(sentence.words)]
        return [(sentence.start, sentence.end) for sentence in marked]

    @cached_property
    def _kinds(self) -> frozenset[int]:
        return frozenset(sentence.held for sentence in self._all)

    def _marked(self, wanted: Marks) -> list[_Sentence]:
        """Return the sentences with these marks; they differ in few ways, so few need to be compared."""
        if wanted not in self._known:
            fitting = {held for held in self._kinds if _held(wanted, held)}
            self._known[wanted] = [sentence for sentence in self._all if sentence.held in fitting]
        return self._known[wanted]


def needs(shape: re.Pattern[str]) -> Needs:
    """Return what a pattern needs. It is compiled without the flag for spaces and remarks."""
    return _needs(shape.pattern, shape.flags)  # a pattern's own hash takes longer than the search would


@cache
def _needs(source: str, flags: int) -> Needs:
    found = _choice(source, 0, edge=False)[0]
    return Needs(found.marks) if flags & re.IGNORECASE else found


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
    return Needs(common if 0 in rest else common | {reduce(or_, rest)}, words), at, edges


def _row(source: str, at: int, *, edge: bool) -> _Read:
    """Read what stands in a row, up to a bar or a closing bracket."""
    found: set[int] = set()
    words: frozenset[str] = frozenset()
    while at < len(source) and source[at] not in "|)":
        piece, at, behind = _piece(source, at, edge=edge)
        repeat = _REPEAT.match(source, at)
        at = repeat.end() if repeat is not None else at
        if repeat is None or not _may_be_absent(repeat):
            found |= piece.marks | {need << _SECOND for need in piece.marks & found if need in _BITS.values()}
            words = max(words, piece.words, key=_telling)
            edge = behind
        edge = edge and behind
    return Needs(frozenset(found), words), at, edge


def _telling(words: frozenset[str]) -> int:
    """Rank words by how much they tell: the longer, the rarer."""
    return min(map(len, words), default=0)


def _may_be_absent(repeat: re.Match[str]) -> bool:
    return repeat.group()[0] in "?*" or (repeat.group()[0] == "{" and not (repeat[1] or "0").strip("0"))


def _piece(source: str, at: int, *, edge: bool) -> _Read:
    """Read plain characters, a class or a group."""
    if (plain := _PLAIN.match(source, at)) is not None:
        end = plain.end()
        end -= end - at > 1 and _REPEAT.match(source, end) is not None  # only the last character is repeated
        return _plain(source[at:end], edge=edge), end, not source[end - 1].isalpha()
    sign = source[at]
    if sign == "\\":
        return _escaped(source, at)
    if sign == "[" and (listed := _CLASS.match(source, at)):
        return _listed(listed.group()), listed.end(), not _LETTERS.search(listed.group()) and "^" not in listed.group()
    if sign != "(":
        return _one(sign), at + 1, sign in _BITS
    if (flags := _FLAGS.match(source, at)) is not None:
        return _NOTHING, flags.end(), edge
    aside = _ASIDE.match(source, at)
    inside = aside or _GROUP.match(source, at)
    if inside is None:
        return _NOTHING, at + 1, False
    found, end, behind = _choice(source, inside.end(), edge=edge)
    return (_NOTHING, end + 1, edge and "P=" not in inside.group()) if aside else (found, end + 1, behind)


def _plain(written: str, *, edge: bool) -> Needs:
    """Return the longest word of plain characters whose beginning is sure to be one."""
    words = [word for word in _LETTERS.finditer(written) if edge or word.start()]
    longest = max((word.group()[: _LENGTHS[-1]] for word in words), key=len, default="")
    return Needs(words=frozenset({longest})) if len(longest) >= _LENGTHS[0] else _NOTHING


def _escaped(source: str, at: int) -> _Read:
    found = _ESCAPED.match(source, at)
    if found is None:
        return _NOTHING, at + 1, False
    sign = chr(int(found[1], 16)) if found[1] else source[at + 1]
    if found[1]:
        return _one(sign), found.end(), not sign.isalpha()
    return _NOTHING, found.end(), sign in "bsWdA" or not sign.isalnum()


def _one(sign: str) -> Needs:
    return Needs(frozenset({_BITS[sign]})) if sign in _BITS else _NOTHING


def _listed(written: str) -> Needs:
    """Return what a class of characters needs: one of its marks, where it holds nothing but marks."""
    inner = written[1:-1]
    if not inner or not set(inner) <= _BITS.keys():
        return _NOTHING
    return Needs(frozenset({reduce(or_, map(_BITS.__getitem__, inner))}))

"""Finds where patterns over masked text can match: only in sentences that hold the marks and words they need."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from kg.needs import BITS, LONG, SECOND, SHORT, Marks, Needs, needs_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import Span

Label = TypeVar("Label")
_MARK = re.compile("[\ue000-\ue00e]")
_OPENS = re.compile(r"((?:\(\?:)*)\\A")
_HEAD = re.compile(rf"([a-z]{{1,{LONG}}})[a-z]*")


def marks(text: str) -> int:
    """Return the bits of all marks in a text."""
    found = 0
    for mark in _MARK.findall(text):
        bit = BITS[mark]
        found |= bit << SECOND if found & bit else bit
    return found


def openings(text: str) -> frozenset[str]:
    """Return the first three and four letters of all words of a text, in lower case."""
    heads = frozenset(_HEAD.findall(text.casefold()))
    return heads.union([head[:SHORT] for head in heads])


def beginning(word: str) -> str:
    """Return the first letters by which `openings` knows a word in lower case."""
    return word[:LONG]


def met(needed: Needs, text: str) -> bool:
    """Tell whether a text may match a pattern with these needs."""
    return _held(needed.marks, marks(text)) and not (needed.words and needed.words.isdisjoint(openings(text)))


@lru_cache(maxsize=65536)
def _held(wanted: Marks, held: int) -> bool:
    return all(need & held for need in wanted)


class Openings(tuple[frozenset[str], ...]):
    """How the words of each sentence of a text begin."""

    @classmethod
    def of(cls, sentences: Iterable[str]) -> Openings:
        """Look them up."""
        return cls(map(openings, sentences))

    @cached_property
    def all(self) -> frozenset[str]:
        """How the words of all sentences begin."""
        return frozenset[str]().union(*self)


class _Sentence(NamedTuple):
    span: Span
    kind: int  # one bit for all sentences that hold the same marks
    words: frozenset[str]  # how they begin


class Sentences:
    """The sentences of a masked text, each ended by `boundary`, to be found by what they hold.

    `words` says of each how its words begin; it may know more words than the masked text shows.
    """

    def __init__(self, text: str, boundary: str, words: Openings | None = None) -> None:
        self._text = text
        self._boundary = boundary
        self._given = words
        self._kinds: dict[int, int] = {}  # marks to the bit of the sentences that hold them
        self._holding: dict[int, int] = {}  # a need to the bits of the kinds that meet it
        self._known: dict[Marks, list[_Sentence]] = {}

    @cached_property
    def _openings(self) -> Openings:
        return self._given or Openings.of(self._text.split(self._boundary))

    @cached_property
    def _all(self) -> list[_Sentence]:
        found, start, kinds = [], 0, self._kinds
        for sentence, words in zip(self._text.split(self._boundary), self._openings, strict=False):
            end = min(start + len(sentence) + 1, len(self._text))
            kind = kinds.setdefault(marks(sentence), 1 << len(kinds))
            found.append(_Sentence((start, end), kind, words))
            start = end
        return found

    @property
    def words(self) -> frozenset[str]:
        """How the words of all sentences begin."""
        return self._openings.all

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.span[0] for sentence in self._all]

    def words_at(self, position: int) -> frozenset[str]:
        """Return how the words of the sentence at a position begin."""
        return self._all[max(0, bisect_right(self._starts, position) - 1)].words

    def meeting(self, needed: Needs) -> list[Span]:
        """Return where the sentences stand that meet the needs, each with the boundary that ends it."""
        words = needed.words
        if words and words.isdisjoint(self.words):
            return []
        marked = self._known.get(needed.marks)
        if marked is None:
            marked = self._known[needed.marks] = self._marked(needed.marks)
        if words:
            return [sentence.span for sentence in marked if not words.isdisjoint(sentence.words)]
        return [sentence.span for sentence in marked]

    def _marked(self, wanted: Marks) -> list[_Sentence]:
        """Return the sentences with these marks; they differ in few ways, so few need to be compared."""
        sentences, bits = self._all, -1
        for need in wanted:
            bits &= self._holding.get(need) or self._meet(need)
        return [sentence for sentence in sentences if sentence.kind & bits]

    def _meet(self, need: int) -> int:
        bits = self._holding[need] = sum(bit for held, bit in self._kinds.items() if held & need)
        return bits


class Member(Generic[Label]):
    r"""A pattern of a family with its label; it is compiled when a text first meets its needs.

    One that begins with `\A`, in brackets or not, is tried only where a sentence begins.
    """

    def __init__(self, label: Label, source: str) -> None:
        self.label = label
        self.needed = needs_of(source)
        self._opens = _OPENS.match(source) is not None
        self._source = _OPENS.sub(r"\1", source) if self._opens else source

    @cached_property
    def shape(self) -> re.Pattern[str]:
        """The pattern itself."""
        return re.compile(self._source)

    def matches(self, text: str, span: Span) -> Iterable[re.Match[str]]:
        """Return the matches inside a sentence of masked text, in order."""
        start, end = span
        if not self._opens:
            return self.shape.finditer(text, start, end)
        found = self.shape.match(text, start + text.startswith("\n", start), end)
        return () if found is None else (found,)


class Family(Generic[Label]):
    """Patterns looked for together, each with a label; those whose words a text lacks are passed over at once."""

    def __init__(self, sources: Iterable[tuple[Label, str]]) -> None:
        self.members = [Member(label, source) for label, source in sources]
        self._always = [number for number, member in enumerate(self.members) if not member.needed.words]
        self._by_word: dict[str, list[int]] = {}
        for number, member in enumerate(self.members):
            for word in member.needed.words:
                self._by_word.setdefault(word, []).append(number)

    def possible(self, words: frozenset[str]) -> list[Member[Label]]:
        """Return the patterns that a text may match whose words begin so, in order."""
        found = set(self._always).union(*[self._by_word[word] for word in self._by_word.keys() & words])
        return [self.members[number] for number in sorted(found)]

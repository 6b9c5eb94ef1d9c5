"""Finds where patterns over masked text can match: only in sentences that hold the marks and words they need."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property, lru_cache, reduce
from operator import or_
from typing import TYPE_CHECKING, Generic, TypeVar

from kg.needs import BITS, LONG, SECOND, SHORT, Marks, Needs, needs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
    return _NONE.union(*map(_openings, text.split()))


_NONE = frozenset[str]()


@lru_cache(maxsize=16384)
def _openings(piece: str) -> frozenset[str]:
    heads = _HEAD.findall(piece.casefold())
    return frozenset([*heads, *(head[:SHORT] for head in heads)])


def beginning(word: str) -> str:
    """Return the first letters by which `openings` knows a word in lower case."""
    return word[:LONG]


def met(needed: Needs, text: str) -> bool:
    """Tell whether a text may match a pattern with these needs."""
    if not _held(needed.marks, marks(text)):
        return False
    wanted = (needed.words, *needed.more) if needed.words else ()
    held = openings(text) if wanted else frozenset()
    return not any(words.isdisjoint(held) for words in wanted)


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
        return frozenset(self._sentences)

    @cached_property
    def _sentences(self) -> dict[str, int]:
        """For each opening a bit for every sentence in which a word begins so, the lowest for the first."""
        found: dict[str, int] = {}
        for number, heads in enumerate(self):
            for head in heads:
                found[head] = found.get(head, 0) | 1 << number
        return found

    @cached_property
    def _known(self) -> dict[frozenset[str], int]:
        return {}

    def holding(self, words: frozenset[str]) -> int:
        """Return the bits of the sentences in which a word begins in one of these ways."""
        bits = self._known.get(words)
        if bits is None:
            bits = self._known[words] = reduce(or_, [self._sentences[word] for word in words & self.all], 0)
        return bits


class Sentences:
    """The sentences of a masked text, each ended by `boundary`, to be found by what they hold.

    `words` says of each how its words begin; it may know more words than the masked text shows. Sets of sentences are
    numbers, with a bit for each sentence, the lowest for the first.
    """

    def __init__(self, text: str, boundary: str, words: Openings | None = None, kinds: Sequence[int] = ()) -> None:
        self._text = text
        self._boundary = boundary
        self._given = words
        self._marks = kinds  # of each sentence, as `marks` returns them, where they are known
        self._kinds: dict[int, int] = {}  # marks to the sentences that hold just these
        self._holding: dict[int, int] = {}  # a need to the sentences that meet it
        self._known: dict[Marks, int] = {}

    @cached_property
    def _openings(self) -> Openings:
        return self._given or Openings.of(self._text.split(self._boundary))

    @cached_property
    def _spans(self) -> list[Span]:
        found, start, kinds = [], 0, self._kinds
        sentences = self._text.split(self._boundary)
        for number, held in enumerate(self._marks or map(marks, sentences)):
            if number >= len(self._openings):
                break  # what follows the last boundary
            end = min(start + len(sentences[number]) + 1, len(self._text))
            kinds[held] = kinds.get(held, 0) | 1 << number
            found.append((start, end))
            start = end
        return found

    @property
    def words(self) -> frozenset[str]:
        """How the words of all sentences begin."""
        return self._openings.all

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self._spans]

    def words_at(self, position: int) -> frozenset[str]:
        """Return how the words of the sentence at a position begin."""
        return self._openings[max(0, bisect_right(self._starts, position) - 1)]

    def meeting(self, needed: Needs) -> list[Span]:
        """Return where the sentences stand that meet the needs, each with the boundary that ends it."""
        bits = self._known.get(needed.marks)
        if bits is None:
            bits = self._known[needed.marks] = self._marked(needed.marks)
        if bits and needed.words:
            bits &= self._openings.holding(needed.words)
            for words in needed.more:
                bits = bits and bits & self._openings.holding(words)
        found = []
        while bits:
            found.append(self._spans[(bits & -bits).bit_length() - 1])
            bits &= bits - 1
        return found

    def _marked(self, wanted: Marks) -> int:
        """Return the sentences with these marks; they differ in few ways, so few need to be compared."""
        bits = (1 << len(self._spans)) - 1
        for need in wanted:
            bits &= self._holding.get(need) or self._meet(need)
        return bits

    def _meet(self, need: int) -> int:
        bits = self._holding[need] = sum(bits for held, bits in self._kinds.items() if held & need)
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

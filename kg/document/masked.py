"""Masked text, in which every name, sum, number, date and quotation is one character that says its kind.

Sentences are parted by `BOUNDARY`. Curly marks are straightened one for one, which keeps offsets easy to carry back.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.document.things import BOUNDARY, Mention, Thing, longest, mark_of
from kg.finding import Sentences
from kg.needs import BITS, SECOND, needs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.finding import Family, Label, Openings
    from kg.model import Span

_OWN = re.compile("[\ue000-\ue00f]")
_STRAIGHT = tuple(zip("’‘“”–\u00a0\u2009\u202f", "''\"\"-   ", strict=True))


@dataclass(frozen=True, slots=True)
class Masked:
    """Masked text with the way back to the article's offsets."""

    text: str
    cuts: tuple[int, ...]  # masked positions where a piece of plain text begins
    origins: tuple[int, ...]  # the article's offsets there
    atoms: Mapping[int, Thing]  # masked position to the thing behind the character
    sentences: Sentences

    def matches(self, shape: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield the matches of a pattern that stays inside a sentence, in order of the text.

        Only sentences that hold all the kinds of things the pattern speaks of are looked at.
        """
        for start, end in self.sentences.meeting(needs(shape)):
            yield from shape.finditer(self.text, start, end)

    def each(self, family: Family[Label]) -> Iterator[tuple[Label, re.Match[str]]]:
        """Yield the matches of the patterns of a family, one pattern after another, each with the pattern's label."""
        for member in family.possible(self.sentences.words):
            for span in self.sentences.meeting(member.needed):
                for match in member.matches(self.text, span):
                    yield member.label, match

    def start(self, position: int) -> int:
        """Return the article's offset of the masked character at `position`."""
        atom = self.atoms.get(position)
        if atom is not None:
            return atom.start
        piece = bisect_right(self.cuts, position) - 1
        return self.origins[piece] + position - self.cuts[piece]

    def span(self, match: re.Match[str], group: str | int = 0) -> Span:
        """Return where a match, or one of its groups, stands in the article."""
        first, last = match.span(group)
        atom = self.atoms.get(last - 1)
        return self.start(first), atom.end if atom is not None else self.start(last - 1) + 1

    def thing(self, match: re.Match[str], group: str) -> Thing:
        """Return what the one-character group `group` stands for."""
        return self.atoms[match.start(group)]

    def things(self, match: re.Match[str], group: str | int = 0) -> list[Thing]:
        """Return all things inside a match or group, in order of the text."""
        first, last = match.span(group)
        return [self.atoms[i] for i in range(first, last) if i in self.atoms]

    def mention(self, match: re.Match[str], group: str) -> Mention:
        """Return the mention behind the one-character group `group`."""
        thing = self.thing(match, group)
        if not isinstance(thing, Mention):
            raise TypeError(f"group {group!r} holds no mention")
        return thing

    def mentions(self, match: re.Match[str], group: str | int = 0) -> list[Mention]:
        """Return the mentions inside a match or group, in order of the text."""
        return [thing for thing in self.things(match, group) if isinstance(thing, Mention)]


class _Writer:
    """Writes masked text piece by piece and keeps the way back."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._pieces: list[str] = []
        self._cuts: list[int] = []
        self._origins: list[int] = []
        self._atoms: dict[int, Thing] = {}
        self._length = 0
        self._held = 0  # the marks of the sentence so far
        self._kinds: list[int] = []  # those of the sentences before

    def plain(self, start: int, end: int) -> None:
        """Write a stretch of the text as it is."""
        if start < end:
            self._cuts.append(self._length)
            self._origins.append(start)
            self._pieces.append(self._text[start:end])
            self._length += end - start

    def atom(self, position: int, thing: Thing) -> None:
        """Write the text from an offset on up to a thing, and the character that stands for it."""
        self.plain(position, thing.start)
        self._atoms[self._length] = thing
        mark = mark_of(thing)
        self._pieces.append(mark)
        bit = BITS[mark]
        self._held |= bit << SECOND if self._held & bit else bit  # as `kg.finding.marks` has it
        self._length += 1

    def stop(self, end: int, *, paragraph: bool) -> None:
        """End a sentence at an offset of the text, and with it a paragraph."""
        self._cuts.append(self._length)
        self._origins.append(end - 1)
        self._pieces.append(BOUNDARY + "\n" if paragraph else BOUNDARY)
        self._kinds.append(self._held)
        self._held = 0
        self._length += 1 + paragraph

    def masked(self, words: Openings | None) -> Masked:
        """Return what is written."""
        text = "".join(self._pieces)
        sentences = Sentences(text, BOUNDARY, words, self._kinds)
        return Masked(text, tuple(self._cuts), tuple(self._origins), self._atoms, sentences)


def mask(
    text: str,
    sentences: Sequence[Span],
    paragraphs: Sequence[Span],
    things: Iterable[Thing],
    words: Openings | None = None,
) -> Masked:
    """Return the masked text of `sentences`. Of overlapping things the longest stays, then the leftmost.

    `words` says how the words of each sentence begin; without it they are looked up.
    """
    writer, chosen, at = _Writer(straight(text)), longest(things), 0
    ends = {end for _, end in paragraphs}
    for start, end in sentences:
        position = start
        while at < len(chosen) and chosen[at].start < end:
            thing = chosen[at]
            at += 1
            if thing.start >= position:
                writer.atom(position, thing)
                position = thing.end
        writer.plain(position, end)
        writer.stop(max(position, end), paragraph=end in ends or position in ends)
    return writer.masked(words)


def straight(text: str) -> str:
    """Return the text with curly marks, dashes and odd spaces as on a typewriter, every character in its place.

    The characters that masks are made of, which web pages use for pictures, become ones that nobody knows.
    """
    if text.isascii():
        return text
    for printed, plain in _STRAIGHT:
        text = text.replace(printed, plain)
    return _OWN.sub("\ufffd", text)

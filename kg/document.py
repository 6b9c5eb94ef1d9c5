"""An article made ready for rules: its sentences, what is mentioned where, and the masked text that patterns read.

In the masked text every name, sum, number, date and quotation is one character that says its kind, and
sentences are parted by `BOUNDARY`. So a pattern speaks of kinds, not of letters: ``{buyer:org} (?:has )?acquired
{target:org}``. Curly marks are straightened one for one, which keeps offsets easy to carry back.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from kg.finding import Sentences
from kg.model import Article, Duration, Found, Kind, Money, Quantity, Ref, Span, TimeSpan
from kg.needs import needs
from kg.registry import Registry, registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.finding import Family, Label, Openings
    from kg.quotations import Quotation

#: One character per kind of thing, from Unicode's private use area.
MARKS: Mapping[str, str] = {
    "org": "\ue000",
    "person": "\ue001",
    "hardware": "\ue002",
    "service": "\ue003",
    "product": "\ue004",
    "place": "\ue005",
    "name": "\ue006",  # a name whose kind is open
    "money": "\ue007",
    "quantity": "\ue008",
    "date": "\ue009",
    "duration": "\ue00a",
    "quote": "\ue00b",
    "title": "\ue00c",  # a job title
}
#: Stands between sentences in masked text; a paragraph ends with a newline as well.
BOUNDARY = "\ue00f"
_UNIONS = {"thing": ("hardware", "service", "product"), "any": tuple(k for k in MARKS if k != "quote")}
_OWN = re.compile("[\ue000-\ue00f]")
_STRAIGHT = tuple(zip("’‘“”–\u00a0\u2009\u202f", "''\"\"-   ", strict=True))
_KIND_MARK = {kind: "org" if kind is Kind.ORGANIZATION else kind.value for kind in Kind}
_VALUE_MARK = {Money: "money", Quantity: "quantity", TimeSpan: "date", Duration: "duration"}


class Form(StrEnum):
    """How a mention refers."""

    NAME = "name"
    NOMINAL = "nominal"  # "the chipmaker", "one commenter"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """Words that stand for an entity. `ref` is empty where nothing says for which."""

    start: int
    end: int
    text: str
    kind: Kind | None
    form: Form = Form.NAME
    ref: Ref = ""
    plural: bool = False

    @property
    def mark(self) -> str:
        """The masked character's name."""
        return _KIND_MARK[self.kind] if self.kind else "name"


class Thing(Protocol):
    """Anything that stands at a place of the text."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """Behind the last character."""


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


@dataclass(frozen=True, slots=True)
class Title:
    """A job title and where it stands. `of` is the organisation or unit named in it, if any, as written."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Document:
    """An article with all that is found in it before the rules begin."""

    article: Article
    paragraphs: Sequence[Span]
    sentences: Sequence[Span]
    quotations: Sequence[Quotation]
    mentions: Sequence[Mention]  # sorted, without overlap
    values: Sequence[Found[Money] | Found[Quantity] | Found[TimeSpan] | Found[Duration]] = ()  # sorted, without overlap
    titles: Sequence[Title] = ()
    openings: Openings | None = None  # how the words of each sentence begin, where they are looked up already
    registry: Registry = field(default_factory=registry)  # which names are one, and who makes and owns what

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    @cached_property
    def plain(self) -> Masked:
        """Masked text with quotations left open, for rules about what is said anywhere."""
        things = [*self.mentions, *self.values, *self.titles]
        return mask(self.text, self.sentences, self.paragraphs, things, self.openings)

    @cached_property
    def outer(self) -> Masked:
        """Masked text in which a quotation is one character, for rules about who speaks."""
        outside = without([*self.mentions, *self.values, *self.titles], self.quotations)
        return mask(self.text, self.outer_sentences, self.paragraphs, [*outside, *self.quotations])

    @cached_property
    def outer_sentences(self) -> Sequence[Span]:
        """The sentences, joined where one ends inside a quotation."""
        joined: list[Span] = []
        marks = iter(self.quotations)
        quotation = next(marks, None)
        for start, end in self.sentences:
            while quotation is not None and quotation.end <= start:
                quotation = next(marks, None)
            if joined and quotation is not None and quotation.start < joined[-1][1] and quotation.end > start:
                joined[-1] = (joined[-1][0], max(end, quotation.end))
            else:
                joined.append((start, end))
        return joined

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    def sentence(self, offset: int) -> Span:
        """Return the sentence that holds the character at `offset`, or the last one before it."""
        return self.sentences[max(0, bisect_right(self._sentence_starts, offset) - 1)]

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    def mentions_in(self, start: int, end: int) -> Sequence[Mention]:
        """Return the mentions that begin in ``[start, end)``."""
        first = bisect_right(self._mention_starts, start - 1)
        return self.mentions[first : bisect_right(self._mention_starts, end - 1)]

    def reaching(self, span: Span, ref: Ref | None) -> Span:
        """Return a span drawn out to the nearest mention of an entity, the one before it where both are as near."""
        named = self.by_ref.get(ref, []) if ref else []
        at = bisect_left(named, span[0], key=lambda mention: mention.start)
        near = [*named[max(0, at - 1) : at + 1]]
        if not near:
            return span
        best = min(near, key=lambda mention: max(span[0] - mention.end, mention.start - span[1], 0))
        return min(span[0], best.start), max(span[1], best.end)

    @cached_property
    def by_ref(self) -> Mapping[Ref, list[Mention]]:
        """The mentions of each entity, in order of the text."""
        found: dict[Ref, list[Mention]] = {}
        for mention in self.mentions:
            if mention.ref:
                found.setdefault(mention.ref, []).append(mention)
        return found


def without(things: Iterable[Thing], holes: Iterable[Thing]) -> list[Thing]:
    """Return the things that overlap none of the holes. Both come sorted or not; neither overlaps itself."""
    spans = sorted((hole.start, hole.end) for hole in holes)
    starts = [start for start, _ in spans]
    kept = []
    for thing in things:
        before = bisect_right(starts, thing.end - 1) - 1
        if before < 0 or spans[before][1] <= thing.start:
            kept.append(thing)
    return kept


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
    text, chosen = straight(text), _longest(things)
    ends = {end for _, end in paragraphs}
    pieces: list[str] = []
    cuts: list[int] = []
    origins: list[int] = []
    atoms: dict[int, Thing] = {}
    length = at = 0

    def add(start: int, end: int) -> None:
        nonlocal length
        if start < end:
            cuts.append(length)
            origins.append(start)
            pieces.append(text[start:end])
            length += end - start

    for start, end in sentences:
        position = start
        while at < len(chosen) and chosen[at].start < end:
            thing = chosen[at]
            at += 1
            if thing.start < position:
                continue
            add(position, thing.start)
            atoms[length] = thing
            pieces.append(mark_of(thing))
            length += 1
            position = thing.end
        add(position, end)
        stop = BOUNDARY + "\n" if end in ends or position in ends else BOUNDARY
        cuts.append(length)
        origins.append(max(position, end) - 1)
        pieces.append(stop)
        length += len(stop)
    masked = "".join(pieces)
    return Masked(masked, tuple(cuts), tuple(origins), atoms, Sentences(masked, BOUNDARY, words))


def straight(text: str) -> str:
    """Return the text with curly marks, dashes and odd spaces as on a typewriter, every character in its place.

    The characters that masks are made of, which web pages use for pictures, become ones that nobody knows.
    """
    if text.isascii():
        return text
    for printed, plain in _STRAIGHT:
        text = text.replace(printed, plain)
    return _OWN.sub("\ufffd", text)


def mark_of(thing: Thing) -> str:
    """Return the character that stands for a thing in masked text."""
    if isinstance(thing, Mention):
        return MARKS[thing.mark]
    if isinstance(thing, Found):
        return MARKS[_VALUE_MARK[type(thing.value)]]
    return MARKS["title"] if isinstance(thing, Title) else MARKS["quote"]


def _longest(things: Iterable[Thing]) -> list[Thing]:
    """Drop overlaps: the longest first, then the leftmost. Returned in order of the text."""
    taken: list[Thing] = []
    end = -1
    for thing in sorted(things, key=lambda t: (t.start, -t.end)):
        if thing.start >= end:
            taken.append(thing)
            end = thing.end
        elif thing.end - thing.start > taken[-1].end - taken[-1].start:
            taken[-1] = thing
            end = thing.end
    return taken


_SLOT = re.compile(r"\{(?:(?P<name>[a-z_]\w*):)?(?P<kinds>[a-z]+(?:\|[a-z]+)*)\}")


def pattern(source: str, macros: Mapping[str, str] | None = None, flags: int = 0) -> re.Pattern[str]:
    """Compile a pattern over masked text, written as `spelled_out` has it."""
    return re.compile(spelled_out(source, macros), flags)


def spelled_out(source: str, macros: Mapping[str, str] | None = None) -> str:
    """Return a pattern over masked text as a regular expression.

    ``{org}`` stands for one organisation, ``{buyer:org|name}`` for a group of that name, ``{thing}`` for any
    product, ``{any}`` for anything but a quotation. ``<said>`` inserts the macro of that name. A gap that must
    stay inside one sentence is ``<gap>``: any text without a boundary.
    """
    table = {"gap": f"[^{BOUNDARY}]*?", **(macros or {})}
    expanded = re.sub(r"(?<!\?P)<([a-z_]+)>", lambda m: f"(?:{table[m[1]]})" if m[1] in table else m[0], source)
    return _SLOT.sub(_slot, expanded)


def _slot(match: re.Match[str]) -> str:
    kinds = [k for kind in match["kinds"].split("|") for k in _UNIONS.get(kind, (kind,))]
    marks = "".join(MARKS[kind] for kind in kinds)
    return f"(?P<{match['name']}>[{marks}])" if match["name"] else f"[{marks}]"

"""Sentences of masked text as tokens, each with a one-letter class, so that rules on syntax are short patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.document import BOUNDARY, MARKS, Form, Mention
from kg.lexicon import branches, tag
from kg.rules.speech.classes import in_place, letter_of
from kg.rules.speech.cues import cue_forms, cue_heads, phrases
from kg.rules.speech.nouns import is_determiner

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.document import Masked
    from kg.model import Span


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence: its tokens with their masked positions, and one class letter for each."""

    tokens: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    classes: str
    masked: Masked
    paragraph: int  # number of the paragraph

    def span(self, first: int, last: int) -> Span:
        """Return where the tokens from `first` up to but without `last` stand in the article."""
        begin, end = self.starts[first], self.ends[last - 1]
        atom = self.masked.atoms.get(end - 1)
        return self.masked.start(begin), atom.end if atom is not None else self.masked.start(end - 1) + 1

    @property
    def dateline(self) -> int:
        """Return the index behind the place, day and agency before the first sentence; 0 where there is none."""
        match = _DATELINE.match(self.classes)
        return match.end() if match else 0

    def thing(self, index: int) -> object:
        """Return what the token at `index` stands for, if it is one masked character."""
        return self.masked.atoms.get(self.starts[index])

    def word(self, index: int) -> str:
        """Return the token at `index` in lower case; empty outside the line."""
        return self.tokens[index].lower() if 0 <= index < len(self.tokens) else ""

    def lemma(self, index: int) -> str:
        """Return the base form of the verb of speech at `index`."""
        return cue_forms()[self.tokens[index].lower()][0]


_ATOMS = {
    **{MARKS[name]: "m" for name in ("org", "person", "hardware", "service", "product", "place", "name")},
    **{MARKS[name]: "M" for name in ("money", "quantity", "duration")},
    MARKS["date"]: "D",
    MARKS["quote"]: "q",
    MARKS["title"]: "T",
}
_NAMES = "".join(mark for mark, letter in _ATOMS.items() if letter == "m")
_PUT_IT = re.compile(rf"(?<=[tsg] )[{_NAMES}](?=$| be)")  # "as Doe put it", whose "it" is a mention
_POSSESSIVES = frozenset({"his", "its", "their", "my", "our", "your"})
_UNSURE = re.compile("[-kKhp]")  # letters that what stands beside them can change
_UNSURE_OR_PER = re.compile("[-kKhpi]")
_PER = ("per", "Per")
_SIGNS = ("-", "—")  # "— Jane Doe, chief executive of Acme"
#: A sentence longer than this, in masked characters, is read in pieces: what hangs together stands closer.
_LONGEST = 1500
#: "PARIS, May 3 (Agency) -" before a sentence.
_DATELINE = re.compile(
    r"[mn]{0,4}(?:,m{1,3})?(?:,D)?,?\([mn]{1,3}\)-+"
    r"|m{1,4}(?:,m{1,3})?,?D?(?:cm{1,3}c)?-+|m{1,3},D(?=[mnjde])"
)
_RELATIVES = ((",", "which"), (",", "who"), (",", "whose"))  # behind a name
_SHORT = 60  # characters of "Doe's answer?"
_WORDS = re.compile(r"[a-z]+")


@cache
def _token() -> re.Pattern[str]:
    short = "Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Jr|Sr|Inc|Corp|Co|Ltd|St|Rev|Prof|Lt"
    return re.compile(
        rf"([{''.join(_ATOMS)}]|\b(?:{branches(phrases())})\b"
        rf"|\b[Pp]ut(?:s|ting)? [{_NAMES}](?=[,:]? ?[,:{MARKS['quote']}])"
        rf"|\blet(?:s|ting)? [{_NAMES}] be known"
        r"|[a-z]++(?= )"  # most words, so that nothing else is tried on them
        rf"|(?:[A-Z]\.)+[A-Z]\b\.?|\b(?:{short})\.|\b[A-Z]\.(?=\s[A-Z])"  # U.S., Mr., J.
        r"|'(?:s|re|ll|ve|d|m)\b|\bn't\b|(?=\w++'t)\w+(?=n't\b)|n't\b"
        r"|[\w$€£¥#@%](?:[\w,.:/&-]*\w)?(?:'[A-Z]\w+)?%?|--|\.\.\.|\S) ?"
    )


def lines(masked: Masked) -> Iterator[Line]:
    """Yield the sentences in which somebody may speak: those with a verb of speech, a quotation, a colon at the end.

    The sentence before one that is a quotation and nothing else is one of them: it may tell whose words they are.
    """
    position, paragraph, heads, quote = 0, 0, cue_heads(), MARKS["quote"]
    before = ""  # the sentence that ends at `position`, where it was left out
    for piece in masked.text.split(BOUNDARY):
        paragraph += piece.startswith("\n")
        if before and piece.strip() == quote and not piece.startswith("\n"):
            yield _line(masked, before[:_LONGEST], position - len(before) - 1, paragraph)
        before = piece
        if quote in piece or _leads(piece) or not heads.isdisjoint(_WORDS.findall(piece.lower())):
            for start in range(0, len(piece), _LONGEST):
                yield _line(masked, piece[start : start + _LONGEST], position + start, paragraph)
            before = ""
        position += len(piece) + 1


def _leads(piece: str) -> bool:
    last = piece.rstrip()[-1:]
    return piece.lstrip()[:1] in _SIGNS or last == ":" or (last == "?" and len(piece) < _SHORT and "'s " in piece)


def _line(masked: Masked, piece: str, offset: int, paragraph: int) -> Line:
    found = list(_token().finditer(piece))
    starts = tuple([match.start() + offset for match in found])
    ends = tuple([match.end(1) + offset for match in found])
    tokens = tuple([_PUT_IT.sub("it", word) if " " in (word := match[1]) else word for match in found])
    letters = [
        _letter_of_atom(masked, word, start) if word in _ATOMS else letter_of(word)
        for word, start in zip(tokens, starts, strict=True)
    ]
    if letters[:1] == ["m"] and _opens_small(tokens[0]) and tokens[1:3] not in _RELATIVES:
        letters[0] = letter_of(tokens[0].lower())
    for index in _unsure(letters, tokens):
        letters[index] = _beside(masked, tokens, starts, letters, index)
    return Line(tokens, starts, ends, in_place("".join(letters), tokens), masked, paragraph)


def _unsure(letters: Sequence[str], tokens: Sequence[str]) -> Iterator[int]:
    """Yield where a letter depends on what stands beside it."""
    shape = _UNSURE_OR_PER if "per" in tokens or "Per" in tokens else _UNSURE
    return (match.start() for match in shape.finditer("".join(letters)))


def _beside(masked: Masked, tokens: Sequence[str], starts: Sequence[int], letters: Sequence[str], index: int) -> str:
    """Return the letter of a token whose neighbours decide."""
    word, letter = tokens[index], letters[index]
    if letter == "-":
        inside = 0 < index < len(tokens) - 1 and starts[index - 1] + len(tokens[index - 1]) == starts[index]
        return "n" if inside and starts[index] + 1 == starts[index + 1] and len(word) == 1 else letter  # "Acme-class"
    if letter == "i":
        return "A" if word in _PER and _is_source(tokens, letters, index) else letter
    if letter == "p":
        her = _is_her(masked, starts[index]) and "".join(letters[index + 1 : index + 2]) in ("n", "j")
        return "d" if her and not (index and letters[index - 1] == "k") else letter
    if not index:
        return letter
    if letter == "h":  # "it's", not "Acme's"
        return "b" if word == "'s" and letters[index - 1] in "pwtW" else letter
    return "m" if word[0].isupper() and not _is_headline(tokens) else letter


def _is_source(tokens: Sequence[str], letters: Sequence[str], per: int) -> bool:
    """Tell "Per the filing, ..." and "..., per Acme" from "a dollar per share"."""
    behind = letters[per + 1] if per + 1 < len(letters) else ""
    named = behind in ("m", "d", "e") or (behind == "n" and tokens[per + 1].endswith("s"))
    return named and (per == 0 or tokens[per - 1] == ",")


def _is_her(masked: Masked, position: int) -> bool:
    thing = masked.atoms.get(position)
    return isinstance(thing, Mention) and thing.text.lower() == "her"


def _is_headline(tokens: Sequence[str]) -> bool:
    """Tell whether most words have a capital, so that a capital makes no verb a name."""
    words = [word for word in tokens if word[0].isalpha()]
    return 2 * sum(word[0].isupper() for word in words) > len(words)


def _opens_small(word: str) -> bool:
    """Tell whether a capital at the sentence's start says nothing: the word is no name."""
    known = tag(word.lower()) if word[0].isupper() else ""
    return bool(known) and not known.startswith("NNP")


def _letter_of_atom(masked: Masked, word: str, position: int) -> str:
    letter = _ATOMS[word]
    thing = masked.atoms.get(position)
    if letter == "m" and isinstance(thing, Mention):
        if thing.form is Form.PRONOUN:
            return "d" if thing.text.lower() in _POSSESSIVES else "p"
        if thing.form is Form.NOMINAL and is_determiner(thing.text.split(" ", 1)[0]):
            return "e"
    return letter

"""Sentences of masked text as tokens, each with a one-letter class, so that rules on syntax are short patterns.

The classes: m name, e description with its determiner ("the company"), n noun, p pronoun, T title, d determiner, j adjective, h possessive mark, M number, D date,
q quotation, k finite verb of speech, K its -ing form, I its infinitive behind "to", y its passive, A "according to",
v other verb, g other -ing form, x auxiliary, b form of be, ! negation, r adverb, i preposition, o "to", t "that",
w relative, W question word, c coordination, s subordination, and punctuation as it stands (- for every dash).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.document import BOUNDARY, MARKS, Form, Mention
from kg.lexicon import alternation, tag
from kg.rules.speech.cues import cue_forms, cue_heads, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

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

    def lemma(self, index: int) -> str:
        """Return the base form of the verb of speech at `index`."""
        return cue_forms()[self.tokens[index].lower()][0]


_MARK_CLASS = {
    **dict.fromkeys("org person hardware service product place name".split(), "m"),
    **dict.fromkeys("money quantity duration".split(), "M"),
    "date": "D",
    "quote": "q",
    "title": "T",
}
_ATOM_CLASS = {MARKS[name]: letter for name, letter in _MARK_CLASS.items()}
_WORD_CLASS = {
    word: letter
    for letter, group in {
        "t": "that",
        "w": "who which whom whose",
        "W": "what whether how why when where whatever if",
        "c": "and or & nor plus",
        "s": "but yet while because although though as since after before until unless than so till whereas once lest despite",
        "!": "not n't never hardly neither cannot",
        "b": "is are was were be been being am 're 'm isn aren wasn weren",
        "x": "has have had do does did will would can could may might shall should must 'll 've 'd won ca having let",
        "d": "the a an this these those his her its their my our your some many several other another both all any each every no most "
        "more few one two three four five six seven eight nine ten dozens hundreds thousands such certain various either what's",
        "p": "he she they it we i you there who'd everyone everybody someone somebody others anyone nobody none himself herself "
        "themselves itself him them me us",
        "i": "of in on at for with from by about during to via through against over under into between among within without toward "
        "towards across around amid near behind beyond outside inside per like upon regarding concerning including throughout onto "
        "along alongside above below despite versus",
        "o": "to",
        "r": "also later now then still again even just only too ago earlier recently repeatedly separately previously already "
        "ever once here today yesterday tomorrow",
        "A": "according",
    }.items()
    for word in group.split()
}
_POSSESSIVES = frozenset("his its their my our your".split())
_SIGNS = ("-", "—")  # "— Jane Doe, chief executive of Acme"
_PUNCTUATION = {"/": "c", "—": "-", "–": "-", "--": "-", "-": "-", "[": "(", "]": ")", "…": ".", "...": ".", "?": ".", "!": "."}
_CLASS_OF_TAG = {"JJ": "j", "JJR": "j", "JJS": "j", "RB": "r", "RBR": "r", "RBS": "r", "IN": "i", "CC": "c", "DT": "d", "PRP$": "d",
                 "PRP": "p", "CD": "M", "MD": "x", "VB": "v", "VBD": "v", "VBN": "v", "VBZ": "v", "VBP": "v", "VBG": "g", "PDT": "d",
                 "WRB": "W", "WP": "w", "WDT": "w", "EX": "p", "RP": "r", "UH": "r", "TO": "o"}  # fmt: skip
_ENDINGS = (("ly", "r"), ("ing", "g"), ("ed", "v"))


@cache
def _token_pattern() -> re.Pattern[str]:
    atoms = "".join(_ATOM_CLASS)
    return re.compile(
        rf"[{atoms}]|\b(?:{alternation(phrases())})\b|(?:[A-Z]\.)+[A-Z]\b\.?|\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Jr|Sr|Inc|Corp|Co|Ltd|St|Rev|Prof|Lt)\."
        r"|\b[A-Z]\.(?=\s[A-Z])|'(?:s|re|ll|ve|d|m)\b|\bn't\b|\w+(?=n't\b)|n't\b|[\w$€£¥#@%](?:[\w,.:/&-]*\w)?(?:'[A-Z]\w+)?%?|--|\.\.\.|\S",
    )


@cache
def word_class(word: str) -> str:
    """Return the class of a word or punctuation mark, looked at alone."""
    lower = word.lower()
    if lower in cue_forms():
        return {"ing": "K", "base": "k", "finite": "k", "participle": "k"}[cue_forms()[lower][1]]
    if lower in _WORD_CLASS:
        return _WORD_CLASS[lower]
    if not word[0].isalnum():
        return "M" if len(word) > 1 and any(map(str.isdigit, word)) else "m" if len(word) > 1 and word[0] in "@#" else _punctuation(word)
    if word[0].isdigit():
        return "M"
    if word[0].isupper():
        return "m"
    return _common_class(lower)


def _punctuation(word: str) -> str:
    return "h" if word in ("'s", "'") else "n" if word.startswith("'") else _PUNCTUATION.get(word, word if len(word) == 1 else "n")


def _common_class(lower: str) -> str:
    known = tag(lower)
    if known:
        return _CLASS_OF_TAG.get(known, "n")
    return next((letter for ending, letter in _ENDINGS if lower.endswith(ending)), "n")


#: What a token is in its place. Each pattern marks one letter, which becomes the letter beside it.
_IN_PLACE: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(source), letter)
    for source, letter in (
        (r"(?<=o)k", "I"),
        (r"(?<=[dh])[vk](?=[jnmTKkvxb])", "j"),  # "the proposed merger"
        (r"(?<=[dh])[Kg](?=[jnm])", "j"),
        (r"(?<=[hj])[kv](?!e)", "n"),  # "its report", "a bold claim"
        (r"(?<=[dh]r)[vk](?=[jnmT])", "j"),  # "the newly formed company"
        (r"(?<=[ic])k(?=[knivb,.])|(?<=[ig])k(?=t)", "n"),  # "in response to"
        (r"(?<=[mp])n(?=o[vnk])", "v"),  # "it plans to"
        (r"(?<=p)n(?=[tdpeM])", "v"),
        (r"(?<=b)k|(?<=br)k|(?<=b!)k", "y"),
        (r"(?<=b)K|(?<=br)K|(?<=b!)K", "k"),  # "is saying"
        (r"k(?=[krx!]*k)(?<=[nmejT]k)", "n"),  # "media reports say"
    )
)


def _in_place(classes: str, tokens: list[str]) -> str:
    if classes[:1] == "k" and tokens[0].lower() not in ("asked", "told", "called", "reported"):
        classes = "n" + classes[1:]
    for pattern, letter in _IN_PLACE:
        classes = pattern.sub(letter, classes)
    classes = _INSIDE.sub(r"\1n", classes)
    return _NOUNS.sub(lambda m: "n" if _is_noun(tokens, m.start()) else m.group(), classes)


_INSIDE = re.compile(r"(k[rD]*i[dDjnMmTh]*[nD])k")  # "said during its earnings call"
_NOUNS = re.compile(r"(?<=[nD])k|(?<=[dM])[kv]")
#: Determiners that can stand alone: "many say", "one in five report".
_ALONE = frozenset("some many several other another both all any each most more few one others these those this that such".split())


def _is_noun(tokens: list[str], at: int) -> bool:
    """Tell "the earnings call" from "analysts call": a base form agrees with no single thing."""
    word, before = tokens[at].lower(), tokens[at - 1].lower()
    if _WORD_CLASS.get(before) == "d":
        return before not in _ALONE or (word.endswith("s") and before not in ("one", "another"))
    if before[0].isdigit() or word not in cue_forms():
        return word.endswith("s")
    return cue_forms()[word][1] == "base" and not tokens[at - 1].lower().endswith(("s", "people", "men", "women"))


def lines(masked: Masked) -> Iterator[Line]:
    """Yield the sentences in which somebody may speak: those with a verb of speech or a quotation."""
    position, paragraph, heads, quote = 0, 0, cue_heads(), MARKS["quote"]
    for piece in masked.text.split(BOUNDARY):
        if piece.startswith("\n"):
            paragraph += 1
        if quote in piece or piece.lstrip()[:1] in _SIGNS or piece.rstrip()[-1:] == ":" or not heads.isdisjoint(re.findall(r"[a-z]+", piece.lower())):
            yield _line(masked, piece, position, paragraph)
        position += len(piece) + 1


def _line(masked: Masked, piece: str, offset: int, paragraph: int) -> Line:
    tokens, starts, ends, letters = [], [], [], []
    for match in _token_pattern().finditer(piece):
        word = match.group()
        tokens.append(word)
        starts.append(offset + match.start())
        ends.append(offset + match.end())
        letters.append(_letter(masked, word, starts[-1], len(letters) == 0))
    _join_contractions(tokens, letters)
    return Line(tuple(tokens), tuple(starts), tuple(ends), _in_place("".join(letters), tokens), masked, paragraph)


def _letter(masked: Masked, word: str, position: int, first: bool) -> str:
    letter = _ATOM_CLASS.get(word)
    if letter is None:
        if first and word[0].isupper() and tag(word.lower()) and not tag(word.lower()).startswith("NNP"):
            return word_class(word.lower())
        return word_class(word)
    if letter == "m" and isinstance(thing := masked.atoms.get(position), Mention) and thing.form is Form.PRONOUN:
        return "d" if thing.text.lower() in _POSSESSIVES else "p"
    if letter == "m" and isinstance(thing, Mention) and thing.form is Form.NOMINAL:
        return "e" if _WORD_CLASS.get(thing.text.split(" ", 1)[0].lower()) == "d" else "m"
    return letter


def _join_contractions(tokens: list[str], letters: list[str]) -> None:
    """Tell "it's" (a verb) from "Acme's" (a possessive)."""
    for index in range(1, len(tokens)):
        if tokens[index] == "'s" and letters[index - 1] in "pwtW":
            letters[index] = "b"

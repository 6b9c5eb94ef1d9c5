"""Decides which runs of capitals are names at all: at sentence starts and in headlines a capital says nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.lexicon import is_common, tag, words
from kg.mentions import cues
from kg.mentions.candidate import Candidate
from kg.mentions.head_noun import head_label
from kg.mentions.shapes import ends_in_head, is_given, is_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.model import Span
    from kg.registry import Registry

#: What may follow a name that opens a sentence, where the same word could be an ordinary one.
_SUBJECT = re.compile(r"['’]s\b|[ \u00a0](?:(?:also|now|recently|has|have|had) )?([a-z]+)\b")
_FINITE = ("VBD", "VBZ", "VBN", "MD")
_APPOSED = re.compile(r",\s(?:an?|the|one of the|which|whose)\s(?P<words>[\w’'\-& ]{3,90})")
#: Tags of words that open a sentence before a name but rarely belong to the name.
_LOOSE = ("VB", "RB", "IN", "DT", "PRP", "W", "CC", "MD", "UH", "TO", "EX", "CD", "PDT")


def settle(
    text: str, found: Sequence[Candidate], headlines: Sequence[Span], registry: Registry
) -> tuple[list[Candidate], frozenset[str]]:
    """Return the candidates that stand, in order, and the forms that are sure to be names.

    A form is sure when it is written with capitals where nothing else asks for them.
    """
    sure = frozenset(c.text for c in found if not c.initial) | frozenset(
        c.text for c in found if c.initial and _stands_alone(text, c, registry)
    )
    sure |= _leading(sure)
    kept = [s for c in found if (s := _settled(text, c, sure, registry)) is not None]
    reader = _Headline(text, sure | {c.text for c in kept if not is_common(c.text)}, registry)
    extra = [c for span in headlines for c in reader.names(span)]
    return sorted([*kept, *extra]), sure


def _leading(sure: frozenset[str]) -> frozenset[str]:
    """Return the first words of firms' names that may stand for the whole: "Obelisk" of "Obelisk Systems"."""
    parts = [form.split() for form in sure if " " in form]
    firms = [words_ for words_ in parts if ends_in_head(words_[-1]) and words_[0] not in words("names", "opening")]
    return frozenset(first for first, *_ in firms if tag(first.lower()) in ("", "NN", "NNP") and not is_place(first))


def _stands_alone(text: str, candidate: Candidate, registry: Registry) -> bool:
    """Tell whether a form at the start of a sentence is a name on the face of it."""
    parts = candidate.text.split()
    if len(parts) == 1:
        if not is_common(candidate.text):
            return True
        apposed = _APPOSED.match(text, candidate.end)
        if apposed is not None and head_label(apposed["words"]) == "org-noun-apposed":
            return True  # "Anchor, the Oslo payments startup, said"
        return registry.find(candidate.text) is not None and (_acts(text, candidate.end) or apposed is not None)
    return not is_common(parts[0]) and not _describes(parts[0])


def _describes(word: str) -> bool:
    """Tell whether a word says what an organisation is and begins no name: "Chipmaker"."""
    return word.lower() in words("organizations", "nouns") and not ends_in_head(word)


def _acts(text: str, end: int) -> bool:
    """Tell whether a verb or a possessive follows."""
    follows = _SUBJECT.match(text, end)
    if follows is None:
        return False
    word = follows[1]
    return word is None or word == "and" or tag(word).startswith(_FINITE) or (word[-1] == "s" and word in cues.verbs())


def _settled(text: str, candidate: Candidate, sure: frozenset[str], registry: Registry) -> Candidate | None:
    if candidate.text in words("names", "defined") and not registry.find(candidate.text):
        return None
    candidate = _without_verb(candidate, sure, registry)
    if not candidate.initial or candidate.text in sure:
        return candidate
    first, _, rest = candidate.text.partition(" ")
    if not rest:
        return None
    if registry.find(candidate.text) or not _is_loose(first, rest, sure, registry):
        return candidate
    start = candidate.start + len(first) + 1
    if is_common(rest) and rest not in sure and " " not in rest:
        return None
    return Candidate(start, candidate.end, text[start : candidate.end])


def _is_loose(first: str, rest: str, sure: frozenset[str], registry: Registry) -> bool:
    """Tell whether the first word, which opens a sentence, is no part of the name behind it."""
    if _describes(first):
        return True
    if not is_common(first) or is_given(first):
        return False
    if rest in sure or registry.find(rest):
        return True
    if rest.rsplit(" ", 1)[-1] in words("organizations", "heads"):
        return False
    return tag(first.lower()).startswith(_LOOSE) or first.lower() in words("organizations", "person_nouns")


def _without_verb(candidate: Candidate, sure: frozenset[str], registry: Registry) -> Candidate:
    """Cut "Acme Lands" in a title cited inside a sentence back to the name that is known."""
    parts = candidate.text.split()
    for number, part in enumerate(parts[1:], 1):
        if tag(part.lower()) in ("VBZ", "VBD") and is_common(part) and not registry.find(candidate.text):
            head = " ".join(parts[:number])
            if head in sure:
                return replace(candidate, end=candidate.start + len(head), text=head)
    return candidate


#: Tags of words that are no surname behind a given name.
_NO_SURNAME = ("V", "IN", "TO", "DT", "CC", "PRP", "MD")


class _Headline:
    """Looks for names where all words have capitals."""

    _TOKEN = re.compile(r"[^\s,;:!?()\[\]“”\"—–/|]+")
    _LONGEST = 6

    def __init__(self, text: str, names: frozenset[str], registry: Registry) -> None:
        self.text = text
        self.registry = registry
        self.sure = names
        self.folded = {name.upper() for name in names if len(name) > 2}

    def names_in(self, tokens: Sequence[Span]) -> Iterator[Candidate]:
        """Yield the longest known forms, then runs of unknown words."""
        at = 0
        while at < len(tokens):
            length = self._longest(tokens, at) or self._unknown(tokens, at)
            if length:
                start, end = tokens[at][0], self._bare_end(tokens[at + length - 1])
                yield Candidate(start, end, self.text[start:end], headline=True)
            at += length or 1

    def names(self, span: Span) -> Iterator[Candidate]:
        """Yield the names in one headline."""
        yield from self.names_in([match.span() for match in self._TOKEN.finditer(self.text, *span)])

    def _bare_end(self, token: Span) -> int:
        start, end = token
        word = self.text[start:end]
        bare = re.sub(r"(?:['’]s|['’.])$", "", word)
        bare = re.sub(r"[-‑][a-zA-Z]+$", "", bare) if _suffix(bare) else bare
        return start + len(bare)

    def _longest(self, tokens: Sequence[Span], at: int) -> int:
        start = tokens[at][0]
        for length in range(min(self._LONGEST, len(tokens) - at), 0, -1):
            last = tokens[at + length - 1]
            if self.text[last[1] - 1] == "," or self._parted(tokens[at : at + length]):
                continue
            if self._is_known(self.text[start : self._bare_end(last)]):
                return length
        return 0

    def _parted(self, tokens: Sequence[Span]) -> bool:
        return any(b[0] - a[1] != 1 for a, b in pairwise(tokens))

    def _is_known(self, form: str) -> bool:
        if form in self.sure or (form.isupper() and form in self.folded):
            return True
        if form in words("names", "noise") or not form[:1].isalnum():
            return False
        known = self.registry.find(form)
        return known is not None and (" " in form or not is_common(form))

    def _unknown(self, tokens: Sequence[Span], at: int) -> int:
        """Count the words from `at` on that no word list knows, or take a given name with what follows."""
        if at + 1 < len(tokens) and self._is_surname(tokens[at], tokens[at + 1]):
            more = is_given(self.text[slice(*tokens[at + 1])]) and at + 2 < len(tokens)
            return 3 if more and self._is_surname(tokens[at + 1], tokens[at + 2]) else 2
        length = 0
        while at + length < len(tokens) and self._is_unknown(tokens[at + length]):
            if length and self._parted(tokens[at + length - 1 : at + length + 1]):
                break
            length += 1
            stop = tokens[at + length - 1][1]
            if self.text[stop - 2 : stop] in ("'s", "’s"):
                break
        return length

    def _is_surname(self, first: Span, second: Span) -> bool:
        """Tell whether an ordinary word behind a given name is a surname."""
        word = self.text[second[0] : self._bare_end(second)]
        given = self.text[first[0] : first[1]]
        if not word[:1].isupper() or not is_given(given) or self._parted([first, second]):
            return False
        known = tag(word.lower())
        return not known if given in words("given_names", "words") else not known.startswith(_NO_SURNAME)

    def _is_unknown(self, token: Span) -> bool:
        word = self.text[token[0] : self._bare_end(token)]
        if len(word) < 2 or not word[0].isalpha() or not any(c.isupper() for c in word):
            return False
        if word.isupper() and len(word) > 5:
            return False  # a headline in capitals: only what the text knows
        if any(word in words("names", key) for key in ("noise", "months", "days", "opening")):
            return False
        if len(word) == 2 and word.isupper() and word not in words("names", "noise"):
            return not tag(word.lower()).startswith(_LOOSE)  # "MG Doe", and not "PLAN TO BUILD"
        return not any(is_common(part) for part in re.split(r"[-‑]", word)) and word not in words("places", "demonyms")


def _suffix(word: str) -> bool:
    tail = re.split(r"[-‑]", word)[-1].lower()
    return tail in words("names", "suffixes") and len(tail) < len(word)

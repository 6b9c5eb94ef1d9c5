"""Finds job titles: "CEO", "former chief product officer", "vice president of data centres", "Commerce Secretary"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.document import Title
from kg.finding import Openings, beginning
from kg.lexicon import table, tag, words
from kg.title_area import is_given, with_area
from kg.title_words import title_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.model import Span


def find_titles(text: str, sentences: Sequence[Span], begun: Openings | None = None) -> list[Title]:
    """Return the job titles in the given sentences of `text`, in order, without overlap.

    Titles joined by "and" are separate. An organisation behind "of" or "at" is not part of a title; an area is.
    `begun` says how the words of each sentence begin; without it they are looked up.
    """
    begun = begun or Openings.of(text[start:end] for start, end in sentences)
    return [
        title
        for (start, end), heads in zip(sentences, begun, strict=True)
        if not _last_openings().isdisjoint(heads)
        and not _last_words().isdisjoint(_LOW_WORD.findall(text[start:end].lower()))
        for title in _titles_in(text, start, end)
    ]


_LOW_WORD = re.compile(r"[a-z]+")


@cache
def _last_words() -> frozenset[str]:
    """Return the last words of all heads, in lower case: a sentence without any of them holds no title."""
    data = table("titles")
    heads = [*data["short"], *data["heads"], *data["guarded"], "chief officer", "chief officers"]
    return frozenset(_LOW_WORD.findall(head.lower())[-1] for head in heads)


@cache
def _last_openings() -> frozenset[str]:
    return frozenset(map(beginning, _last_words()))


def _titles_in(text: str, start: int, end: int) -> Iterator[Title]:
    position = start
    while (match := title_pattern().search(text, position, end)) is not None:
        if (
            _is_surname(text, match)
            or _BRAND.match(text, match.start(), end)
            or _OFFICE_OF.search(text, max(start, match.start() - 30), match.start())
        ):
            position = match.end()
            continue
        stop = with_area(text, match, end)
        begin = _behind_name(text, match, start)
        yield Title(begin, stop, text[begin:stop])
        position = stop


#: "the Office of the Attorney General": a body, and nobody's title.
_OFFICE_OF = re.compile(r"\bOffice of (?:the )?(?:[A-Z]\w+['’]s? )?$")
#: "MP Acme", "GM Acme": letters that open the name of a firm, for people have two names.
_BRAND = re.compile(r"(?:MP|MD) [A-Z][a-z]+(?! [A-Z])")
_WORD_BEFORE = re.compile(r"([A-Z][\w-]+)[ \u00a0]$")


def _is_surname(text: str, match: re.Match[str]) -> bool:
    """Tell whether the one word of a title is the surname behind a given name: "Kristopher King"."""
    before = _WORD_BEFORE.search(text, max(0, match.start() - 24), match.start()) if match.group().istitle() else None
    return before is not None and " " not in match.group() and is_given(before[1])


_NAME_BEFORE = re.compile(r"[A-Z][\w.&-]*[ \u00a0]$")
_NAME_BEHIND = re.compile(r"[ \u00a0]([A-Z]\w*)")
_CAPITALS = re.compile(r"(?:[A-Z][\w&]*[ \u00a0])+(?=[a-z])")


def _behind_name(text: str, match: re.Match[str], sentence: int) -> int:
    """Return where the title begins: behind the words that a name before it keeps ("Acme Cloud president")."""
    capitals = _CAPITALS.match(text, *match.span())
    if capitals and _NAME_BEFORE.search(text, max(sentence, match.start() - 30), match.start()):
        return capitals.end()
    name = _NAME_BEHIND.match(text, match.end())
    if match.group()[0].isupper() or (name is not None and not is_given(name[1])):
        return match.start()  # "the pension manager Acme Capital" tells of a firm
    return _widened(text, match.start(), sentence)


#: Words that tell more of a title, up to what cannot: "its plant manager", ", works council chair".
_MORE = re.compile(
    r"(?:^|[,(:;—–-][ \u00a0]|\b(?:the|an?|its|their|our|his|her|as)[ \u00a0]|s?['’]s?[ \u00a0])"
    r"((?:[a-z][a-z-]+[ \u00a0]){1,3})$"
)
_TELLING = frozenset({"NN", "NNS", "JJ"})
_OF_TIME = ("-serving", "-time", "-term", "-old", "-based", "-born")


def _widened(text: str, start: int, sentence: int) -> int:
    """Return where a title begins with the nouns that tell more of it, whatever they are: "plant manager"."""
    more = _MORE.search(text, max(sentence, start - 48), start)
    if more is None:
        return start
    begin = start
    for word in reversed(list(_LOW_WORDS.finditer(text, *more.span(1)))):
        telling = tag(word.group()) in _TELLING or ("-" in word.group() and not word.group().endswith(_OF_TIME))
        if word.group() in _plain() or not (telling or tag(word.group()) == "VBG"):
            return begin
        begin = word.start() if telling else begin  # "consulting" tells more only behind another word
    return begin


_LOW_WORDS = re.compile(r"[a-z-]+")


@cache
def _plain() -> frozenset[str]:
    """Return words that tell nothing of a title: "its new chief"."""
    return words("relations", "before_title") | words("nominals", "generic") | words("titles", "not_area")

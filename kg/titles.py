"""Finds job titles: "CEO", "former chief product officer", "vice president of data centres", "Commerce Secretary"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.document import Title
from kg.lexicon import is_common, table, tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.model import Span

_SPACE = r"[ \u00a0]"
_NAME = rf"{_SPACE}[A-Z][\w'’-]+"
_NAMES = rf"{_NAME}(?:{_SPACE}(?:[A-Z]\.|d[aeiu]|van|von|der|al|bin|la|del))*{_NAME}"
_SHOWN = {"NAME": rf",?{_NAME}", "NAMES": _NAMES, "ASIDE": rf",{_NAMES}(?:{_NAME})?,"}
_AREA_WORD = r"(?:[A-Za-z][\w'’/-]*|R&D|M&A)"
_AREA_JOIN = rf"(?:,{_SPACE}(?:and|&){_SPACE}|{_SPACE}(?:and|&){_SPACE}|{_SPACE})"
_AREA = re.compile(
    rf"(?P<by>{_SPACE}(?:of|for|in){_SPACE}(?:the{_SPACE})?|,{_SPACE})(?P<words>{_AREA_WORD}(?:{_AREA_JOIN}{_AREA_WORD}){{0,7}})"
)
#: "VP Investor Relations": what stands behind a rank without any word between.
_FIELD = re.compile(
    rf"(?:{_SPACE}(?:[A-Z][a-z]+|&|and)){{0,3}}{_SPACE}(?:Relations|Engineering|Sales|Marketing|Operations|Development"
    r"|Finance|Strategy|Communications|Research|Affairs|Infrastructure|Partnerships|Alliances|Product|Procurement)(?=,|;|$)"
)
#: "head of Compute at Acme", "president for the Nordics, Spain and North Africa at Acme": whatever has capitals
#: between is the field.
_NAMED_AREA = re.compile(
    rf"(?P<area>{_SPACE}(?:of|for){_SPACE}(?P<low>(?:[a-z-]+{_SPACE}){{0,5}})[A-Z][\w&.-]*"
    rf"(?:,?{_SPACE}(?:(?:and|&){_SPACE})?(?:the{_SPACE})?[A-Z][\w&.-]*){{0,8}}),?{_SPACE}at{_SPACE}(?:the{_SPACE})?[A-Z]"
)
_WORD = re.compile(_AREA_WORD)
_AREA_TAGS = frozenset({"NN", "NNS", "JJ", "VBG", "NNP", "NNPS"})
_MAXIMUM_AREA = 7
#: Letters of fields ("AI", "HR"); more of them are mostly a body.
_FEW_LETTERS = 2
_FIRST = 5


def find_titles(text: str, sentences: Iterable[Span]) -> list[Title]:
    """Return the job titles in the given sentences of `text`, in order, without overlap.

    Titles joined by "and" are separate. An organisation behind "of" or "at" is not part of a title; an area is.
    """
    return [
        title
        for start, end in sentences
        if not _last_words().isdisjoint(_LOW_WORD.findall(text[start:end].lower()))
        for title in _titles_in(text, start, end)
    ]


_LOW_WORD = re.compile(r"[a-z]+")


@cache
def _last_words() -> frozenset[str]:
    """Return the last words of all heads, in lower case: a sentence without any of them holds no title."""
    data = table("titles")
    heads = [*data["short"], *data["heads"], *data["guarded"], "chief officer", "chief officers"]
    return frozenset(_LOW_WORD.findall(head.lower())[-1] for head in heads)


def _titles_in(text: str, start: int, end: int) -> Iterator[Title]:
    position = start
    while (match := _title().search(text, position, end)) is not None:
        if (
            _is_surname(text, match)
            or _BRAND.match(text, match.start(), end)
            or _OFFICE_OF.search(text, max(start, match.start() - 30), match.start())
        ):
            position = match.end()
            continue
        stop = _with_area(text, match, end)
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
    return before is not None and " " not in match.group() and _is_given(before[1])


@cache
def _is_given(word: str) -> bool:
    return any(word in given for given in table("given_names").values())


_NAME_BEFORE = re.compile(r"[A-Z][\w.&-]*[ \u00a0]$")
_CAPITALS = re.compile(r"(?:[A-Z][\w&]*[ \u00a0])+(?=[a-z])")


def _behind_name(text: str, match: re.Match[str], sentence: int) -> int:
    """Return where the title begins: behind the words that a name before it keeps ("Acme Cloud president")."""
    capitals = _CAPITALS.match(text, *match.span())
    if capitals and _NAME_BEFORE.search(text, max(sentence, match.start() - 30), match.start()):
        return capitals.end()
    return match.start()


def _with_area(text: str, match: re.Match[str], end: int) -> int:
    """Return where the title ends: behind its area, if it has one."""
    if (named := _NAMED_AREA.match(text, match.end(), end)) is not None and _is_named_field(named):
        return named.end("area")
    head = (match["head"] or match["guarded"] or match["short"] or "").lower()
    if head not in _lower("with_area"):
        return match.end()
    area = _AREA.match(text, match.end(), end)
    if area is None:
        field = _FIELD.match(text, match.end(), end)
        return field.end() if field and match.group()[0].isupper() else match.end()
    words = list(_WORD.finditer(text, *area.span("words")))[:_MAXIMUM_AREA]
    written = area["by"].startswith(",")
    if written and not (match.group()[0].isupper() and text[area.start("words")].isupper()):
        return match.end()
    kept = _area_words([w.group() for w in words], capitals=written)
    small = match.group()[0].islower() and area["by"].endswith(("the ", "the\u00a0"))  # "secretary of the Acme Board"
    whole = small or (head in {"president", "chairman"} and "vice" not in match.group().lower() and not written)
    if kept and whole and _is_firm([w.group() for w in words[:kept]]):
        return match.end()
    if not kept or (written and text[words[kept - 1].end() : words[kept - 1].end() + 1].isalnum()):
        return match.end()
    return words[kept - 1].end()


def _joins(word: str) -> bool:
    """Tell whether a small word may stand before the names of a field: "head of data centres for the Nordics"."""
    return word in ("the", "and", "for", "in", "across") or _is_area(word)


def _is_named_field(named: re.Match[str]) -> bool:
    """Tell whether the words with capitals behind a title are a field and no body: "head of the ABC"."""
    last = named["area"].split()[-1]
    letters = last.isupper() and len(last) > _FEW_LETTERS and last not in table("titles")["area_short"]
    return not letters and all(map(_joins, named["low"].split()))


def _is_firm(words: Sequence[str]) -> bool:
    """Tell whether the words behind "president of" are the name of a firm rather than a field."""
    return words[0][0].isupper() and (words[-1] == "Local" or words[-1] in table("organizations")["heads"])


def _area_words(words: Sequence[str], *, capitals: bool) -> int:
    """Return how many of the words behind "of" make an area; none, when they turn out to be a name."""
    kept = 0
    for number, word in enumerate(words):
        if word in {"and", "&"}:
            continue
        if word[0].isupper() and (words[0].islower() or kept) and _is_given(word) and words[number + 1 : number + 2]:
            return kept  # "head of engineering Mark Doe", "Minister for Digital Affairs Mark Doe"
        partly = tag(word.lower()) == "VBN" and number + 1 < len(words) and _is_area(words[number + 1])
        if not (_is_area(word) or partly) or (capitals and not word[0].isupper()):
            # "director of Strategic Partners Acme": a capital word left over says that all of it is a name
            return 0 if word[0].isupper() and kept == number and words[0][0].isupper() else kept
        kept = number + 1
    return kept


@cache
def _is_area(word: str) -> bool:
    if word in table("titles")["area_short"]:
        return True
    lower = word.lower()
    if lower in table("titles")["not_area"] or lower.endswith(("'s", "’s")):
        return False
    return (is_common(lower) and tag(lower) in _AREA_TAGS) or (word.islower() and ("-" in word or not tag(word)))


@cache
def _lower(key: str) -> frozenset[str]:
    return frozenset(word.lower() for word in table("titles")[key])


@cache
def _title() -> re.Pattern[str]:
    """Compile the pattern of a title: words before a head, and the head."""
    data = table("titles")
    chief = rf"[Cc]hief(?:{_SPACE}(?:and{_SPACE}|&{_SPACE})?[A-Za-z][\w-]*){{1,4}}?{_SPACE}[Oo]fficers?"
    heads = rf"(?P<head>{chief}|(?:[Cc]hief{_SPACE})?(?:{_cased(data['heads'])}))"
    short = rf"(?P<short>{_exact(data['short'])})(?!\w)"
    guarded = "|".join(map(_guard, data["guarded"].items()))
    before = rf"(?:(?:{_cased(data['times'])})[ \u00a0-])?(?:(?:{_cased(data['before'])})[ \u00a0-]){{0,4}}"
    return re.compile(
        rf"(?<![\w@#.&-])(?={_cased(_openings(data))}){before}"
        rf"(?:{short}{_TO_BE}|(?:{heads}{_TO_BE}|(?P<guarded>{guarded}))(?![\w-]|['’]\w{{2,}}))"
    )


#: Behind the post of who will hold it: "CEO-designate".
_TO_BE = "(?:-(?:designate|elect|in-waiting))?"
#: Words before what somebody becomes: "as its new chair", "as a partner".
_AS = "|".join(
    rf"(?<=\bas{_SPACE}{article}{new})"
    for article in ("", *(rf"{word}{_SPACE}" for word in ("a", "an", "the", "its", "their")))
    for new in ("", rf"new{_SPACE}")
)


#: Words before a post that is told as somebody's: "its chair, Jane Doe", "the Acme chair, said".
_OWN = "|".join(
    [rf"(?<={word}{_SPACE})" for word in (r"\bits", r"\btheir", "['’]s")]
    + [rf"(?<=\b(?!The)[A-Z][\w&]{{{count}}}{_SPACE})" for count in range(1, 14)]
)
_OWN_ENDS = rf"(?=[,.;)]|{_SPACE}(?:since|until|and|who|said|says|told|has|had|is|was|will|would)\b)"


def _openings(data: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Yield the first letters of all titles: to look at them first saves time, for few words have them."""
    yield "chi"
    for key in ("times", "before", "short", "heads", "guarded"):
        yield from (re.split("[ -]", word)[0][:_FIRST] for word in data[key])


def _guard(item: tuple[str, Sequence[str]]) -> str:
    word, followers = item
    tail = _exact(table("names")["generic_tail"])
    shown = "|".join(
        _SHOWN.get(follower, "PERSON" if follower == "PERSON" else rf"{_SPACE}{follower}\b")
        for follower in followers
        if follower not in ("AS", "OWN")
    )
    shown = shown.replace("PERSON", rf"(?!(?:{_NAME}){{1,3}}{_SPACE}(?:{tail})\b){_SHOWN['NAMES']}")
    became = rf"|(?:{_AS}){_cased([word])}" if "AS" in followers else ""
    own = rf"|(?:{_OWN}){_cased([word])}{_OWN_ENDS}" if "OWN" in followers else ""
    return rf"{_cased([word])}(?={shown}){became}{own}"


def _exact(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


def _cased(words: Iterable[str]) -> str:
    """Return an alternation of the words, the longest first, each also with capitals."""
    groups: dict[str, list[str]] = {}  # by first letter, since all are tried at every word
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        either = re.sub(r"(?<![\w.])[a-z]", _either, word).replace(" ", _SPACE)
        first = either[:4] if either[0] == "[" else either[0]
        groups.setdefault(first, []).append(either[len(first) :])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in groups.items())


def _either(match: re.Match[str]) -> str:
    return f"[{match.group().upper()}{match.group()}]"

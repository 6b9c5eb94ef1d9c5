"""The pattern of job titles, put together from the lexicon: words before a head, and the head."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.beginnings import Opened
from kg.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_SPACE = r"[ \u00a0]"
_NAME = rf"{_SPACE}[A-Z][\w'’-]+"
_NAMES = rf"{_NAME}(?:{_SPACE}(?:[A-Z]\.|d[aeiu]|van|von|der|al|bin|la|del))*{_NAME}"
_SHOWN = {"NAME": rf",?{_NAME}", "NAMES": _NAMES, "ASIDE": rf",{_NAMES}(?:{_NAME})?,"}
_FIRST = 5


@cache
def title_pattern() -> Opened:
    """Compile the pattern of a title: words before a head, and the head."""
    data = table("titles")
    chief = rf"[Cc]hief(?:{_SPACE}(?:and{_SPACE}|&{_SPACE})?[A-Za-z][\w-]*){{1,4}}?{_SPACE}[Oo]fficers?"
    heads = rf"(?P<head>{chief}|(?:[Cc]hief{_SPACE})?(?:{_cased(data['heads'])}))"
    short = rf"(?P<short>{_exact(data['short'])})(?!\w)"
    guarded = "|".join(map(_guard, data["guarded"].items()))
    before = rf"(?:(?:{_cased(data['times'])})[ \u00a0-])?(?:(?:{_cased(data['before'])})[ \u00a0-]){{0,4}}"
    post = rf"(?:{short}{_TO_BE}|(?:{heads}{_TO_BE}|(?P<guarded>{guarded}))(?![\w-]|['’]\w{{2,}}))"
    return Opened(_cased(_openings(data)), before + post, r"\w@#.&-")


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
_OWN_ENDS = (
    rf"(?=[,.;)]|{_SPACE}(?:since|until|and|who|said|says|told|has|had|is|was|will|would"
    r"|last|this|next|in|on|after|amid|under|when)\b)"
)


def _openings(data: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Yield the first letters of all titles."""
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

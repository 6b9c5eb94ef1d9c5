"""Where the organisations of an article are at home, which tells descriptions apart: "the Dutch company"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import table, tag, words
from kg.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.document import Document, Mention
    from kg.model import Ref

_BASED = r"-(?:based|headquartered)"
_BEFORE = re.compile(
    rf"(?P<home>[A-Z][\w.]*)(?P<based>{_BASED})?[ \u00a0](?P<kind>(?:[a-z&][\w&-]*[ \u00a0]|AI[ \u00a0]){{1,5}})$"
)
_BEHIND = re.compile(rf",\s(?:a|an|the)\s(?P<home>[A-Z][\w.]*)(?P<based>{_BASED})?[ \u00a0][a-z]")
#: "Acme, based in Oslo, Norway", "Acme, of Oslo"
_LIES = re.compile(
    r",\s(?:(?:which\sis\s)?(?:based|headquartered)\sin|of)\s"
    r"(?P<home>[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)(?:,\s(?P<land>[A-Z][\w.]+))?(?=[,.])"
)
_WORD = re.compile(rf"(.+){_BASED}")
_LANDS = frozenset({"US", "U.S.", "UK", "U.K.", "EU"})
_CHARACTERS = 64


@cache
def _nations() -> Mapping[str, str]:
    """The nation that each land, people, state or town is of, as far as the lexicon knows."""
    told = {word: nation for nation, names in table("places")["nations"].items() for word in (nation, *names)}
    return dict.fromkeys(words("places", "states"), "American") | told


def _is_nation(word: str) -> bool:
    """Tell whether a word says of which nation an organisation is: "Dutch", "US"."""
    return word in words("places", "demonyms") or word in _LANDS


def _lie_in(places: Iterable[str]) -> set[str]:
    """Return places with the nation of each; a nation stands for its other names."""
    nations = {_nations().get(place, "") for place in places} - {""}
    return nations | {place for place in places if not (_is_nation(place) and place in _nations())}


def homes(document: Document) -> dict[Ref, set[str]]:
    """Return where each organisation is said to be at home: "Dutch chip maker Acme", "Acme, an Oslo-based lender".

    Beside a town stands its nation, where the lexicon knows it, as descriptions call it.
    """
    found: dict[Ref, set[str]] = {}
    for mention in document.mentions:
        if mention.kind is Kind.ORGANIZATION and mention.ref and (told := _told(document.text, mention)):
            found.setdefault(mention.ref, set()).update(_lie_in(told))
    return found


def told_in(document: Document, start: int, end: int) -> set[str]:
    """Return where a description says that its organisation is at home, as `homes` does: "the Oslo, Norway company"."""
    inside = document.text[start:end].split()
    named = document.mentions_in(start, end)
    told = {m.text for m in named if m.kind is Kind.PLACE} | {word for word in inside if _is_nation(word)}
    return _lie_in(told | {based[1] for word in inside if (based := _WORD.fullmatch(word))})


def is_apart(places: set[str], homes: set[str]) -> bool:
    """Tell whether homes are told that are others: of two towns, or of two nations; a town may lie in any nation."""
    for level in (True, False):
        here, there = ({place for place in told if _is_nation(place) == level} for told in (places, homes))
        if here and there and not here & there:
            return True
    return False


def _told(text: str, mention: Mention) -> set[str]:
    before = _BEFORE.search(text, max(0, mention.start - _CHARACTERS), mention.start)
    if before is not None and _has_verb(before["kind"]):
        before = None
    around = (before, _BEHIND.match(text, mention.end))
    told = {match["home"] for match in around if match and (match["based"] or _is_nation(match["home"]))}
    lies = _LIES.match(text, mention.end)
    return told | {place for place in (lies.groups() if lies else ()) if place}


def _has_verb(words_: str) -> bool:
    return any(tag(word).startswith(("VBD", "VBZ", "IN", "TO", "DT", "CC", "MD")) for word in words_.split())

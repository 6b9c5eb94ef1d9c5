"""Names that tell their own kind, and names of no entity, by the words beside them: "the US government"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import alternation, words
from kg.mentions import plain_hardware
from kg.mentions.candidate import Candidate
from kg.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Special = tuple[Candidate, Kind | None]

_HOME = re.compile(
    r"\b(?:[Aa]ppeared (?:first )?(?:on|in|at)|originally (?:published|ran) (?:on|in|by|at))[ \u00a0]"
    r"(?P<name>(?:[Tt]he )?[A-Za-z][\w&-]*(?:\.\w+)*(?: [A-Z][\w&-]*){0,3})"
)
_TICKER = re.compile(
    r"\((?:[A-Z][A-Za-z]{2,9}\s?[|/]\s?)?"
    r"(?:[A-Z][A-Za-z]{2,9}|[A-Z]{2,6}(?: [A-Z]{2,6})?)\s?:\s?[A-Z0-9.]{1,6}(?:[;,] [A-Za-z :.]{2,30})?\)"
    r"|\([A-Z]{1,5}\.[A-Z]{1,3}\)"
)
_GOVERNMENT = re.compile(r"[ \u00a0](?:(?:federal|state|central)[ \u00a0])?(?:government|administration)\b")
#: "the Danish state": who acts and owns, where no noun follows that it describes
_STATE = re.compile(
    r"[ \u00a0]state(?=[.,;:)]|['’]s\b|[ \u00a0](?:and|or|is|was|has|had|will|would|may|could|became|becomes|said|says|"
    r"to|for|in|on|at|by|with|from|as|which|that|holds|held|owns|bought|took|takes|keeps|sold|paid|put|agreed|remains|"
    r"through)\b)"
)
_INDEX = re.compile(r"[ \u00a0](?:[1-9]\d{1,3})\b(?![.,]?\d|[ \u00a0](?:[mbt]r?illion|percent|per cent))")


def special(text: str, start: int, found: Sequence[Candidate]) -> Iterator[Special]:
    """Yield names that tell their own kind, with it, from `start` on; kind none marks what is no entity at all.

    Where one overlaps a candidate it goes before it.
    """
    for named in plain_hardware.plain(text, start):
        yield named, Kind.HARDWARE
    for named in plain_hardware.describing(text, found):
        yield named, None
    yield from _governments(text, found)
    yield from _states(text, found)
    yield from _ministries(text, start)
    yield from _romance(text, start)
    yield from _committees(text, start)
    for match in _COUNTED.finditer(text, start) if _COUNTED_NAME.search(text) else ():
        yield Candidate(*match.span("name"), match["name"]), Kind.ORGANIZATION
    yield from _indices(text, found)
    if "(" in text:
        for match in _TICKER.finditer(text, start):
            yield Candidate(match.start(), match.end(), match.group()), None
    if "ppeared" in text or "originally" in text:
        for match in _HOME.finditer(text, start):
            yield Candidate(*match.span("name"), match["name"]), Kind.ORGANIZATION


def _governments(text: str, found: Sequence[Candidate]) -> Iterator[Special]:
    if "government" not in text and "administration" not in text:
        return
    for candidate in found:
        match = _GOVERNMENT.match(text, candidate.end)
        if match:
            yield Candidate(candidate.start, match.end(), text[candidate.start : match.end()]), Kind.ORGANIZATION


def _states(text: str, found: Sequence[Candidate]) -> Iterator[Special]:
    """Yield states by their people: "sold to the Danish state"."""
    if " state" not in text:
        return
    for candidate in found:
        if candidate.text in words("places", "demonyms") and text.endswith(("the ", "The "), 0, candidate.start):
            match = _STATE.match(text, candidate.end)
            if match:
                yield Candidate(candidate.start, match.end(), text[candidate.start : match.end()]), Kind.ORGANIZATION


@cache
def _body() -> re.Pattern[str]:
    heads, joins = (
        alternation(words("organizations", "first_heads")),
        "de la|de los|de las|des|del|della|dei|do|du|de|di|da",
    )
    link = rf"[ \u00a0](?:(?:{joins}|pour|para|per|et|y|e)[ \u00a0](?:[ld]['’])?|d['’])"
    return re.compile(rf"\b(?:{heads})(?:{link}\w{{3,}})+")


def _romance(text: str, start: int) -> Iterator[Special]:
    """Yield bodies whose names go on with small words: "Caisse des reports de l'Orvault"."""
    if any(join in text for join in (" des ", " del ", " de l", " de s", " du ")):
        for match in _body().finditer(text, start):
            if any(word[0].islower() and len(word) > 3 for word in match.group().split(" ")):
                yield Candidate(*match.span(), match.group()), Kind.ORGANIZATION


@cache
def _ministry() -> re.Pattern[str]:
    fields, homes = alternation(words("places", "ministries")), alternation(words("places", "demonyms"))
    states = alternation(words("places", "countries"))
    return re.compile(
        rf"\b(?P<ministry>(?:(?:{homes})[ \u00a0]|(?:{states})['’]s[ \u00a0])?(?:{fields})[ \u00a0]ministry)\b"
        rf"|\b(?P<agency>(?:{states})['’]s[ \u00a0](?:{fields})[ \u00a0]agency)\b"
        rf"|\b(?P<rule>[Gg]overnment of (?:{states}))\b"
    )


_RULES = re.compile(r"ministry\b|agency\b|overnment of ")
_HOME_AND_FIELD = 80  # characters of the words before "ministry"


def _ministries(text: str, start: int) -> Iterator[Special]:
    """Yield what rules a state and is written small: "the French economy ministry", "the government of Canada"."""
    for rule in _RULES.finditer(text, start):
        match = _ministry().search(text, max(start, rule.start() - _HOME_AND_FIELD), rule.end() + _HOME_AND_FIELD)
        if match is not None:
            start = match.end()
            yield Candidate(*match.span(), match.group()), Kind.ORGANIZATION


#: A body of a parliament, which papers write small: "the House energy and commerce committee".
_COMMITTEE = re.compile(
    r"\b(?:House|Senate|Commons|Lords|Bundestag)[ \u00a0](?:[A-Za-z-]+,?[ \u00a0]){1,5}?(?:sub)?committee\b"
)


#: "research firm 123 Group": a number is the first word of the name.
_COUNTED_NAME = re.compile(r"\d{2,4}[ \u00a0](?:Group|Capital|Partners|Labs|Ventures|Research|Industries|Media)\b")
_COUNTED = re.compile(
    r"\b(?:firm|company|consultancy|startup|fund|investor|[Tt]he)[ \u00a0]"
    rf"(?P<name>{_COUNTED_NAME.pattern})"
)


def _committees(text: str, start: int) -> Iterator[Special]:
    if "committee" in text:
        for match in _COMMITTEE.finditer(text, start):
            yield Candidate(*match.span(), match.group()), Kind.ORGANIZATION


def _indices(text: str, found: Sequence[Candidate]) -> Iterator[Special]:
    for candidate in found:
        if candidate.text.split(" ")[-1] in words("names", "indices") and (match := _INDEX.match(text, candidate.end)):
            yield Candidate(candidate.start, match.end(), text[candidate.start : match.end()]), None

"""Says how far a job title reaches: "head" with its area in "head of data centres at Acme"."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.lexicon import is_common, table, tag

if TYPE_CHECKING:
    from collections.abc import Sequence

_SPACE = r"[ \u00a0]"
_AREA_WORD = r"(?:[A-Za-z][\w'’/-]*|R&D|M&A)"
#: A comma goes on to another field where the last one follows behind "and": "cloud, data and security".
_ROW = rf",{_SPACE}(?=(?:[\w-]+{_SPACE}){{0,2}}[\w-]+(?:,{_SPACE}[\w-]+)*,?{_SPACE}(?:and|&){_SPACE}[\w-])"
_AREA_JOIN = rf"(?:,{_SPACE}(?:and|&){_SPACE}|{_SPACE}(?:and|&|\+){_SPACE}|{_ROW}|{_SPACE})"
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
_AND = re.compile(rf"(?:and|&){_SPACE}")
_WORD = re.compile(_AREA_WORD)
_WHERE = frozenset({"department", "school", "faculty", "college", "institute", "university", "laboratory"})
_LAST = re.compile(rf"{_SPACE}([a-z]+)")
_AREA_TAGS = frozenset({"NN", "NNS", "JJ", "VBG", "NNP", "NNPS"})
_MAXIMUM_AREA = 7
#: Letters of fields ("AI", "HR"); more of them are mostly a body.
_FEW_LETTERS = 2


def with_area(text: str, match: re.Match[str], end: int) -> int:
    """Return where the title ends: behind its area, if it has one."""
    if (named := _NAMED_AREA.match(text, match.end(), end)) is not None and _is_named_field(named):
        return named.end("area")
    head = (match["head"] or match["guarded"] or match["short"] or "").lower()
    if head not in _lower("with_area"):
        return match.end()
    area = _AREA.match(text, match.end(), end)
    if area is None:
        bare = _FIELD.match(text, match.end(), end)
        return bare.end() if bare and match.group()[0].isupper() else match.end()
    written = area["by"].startswith(",")
    if written and not (match.group()[0].isupper() and text[area.start("words")].isupper()):
        return match.end()
    words = list(_WORD.finditer(text, *area.span("words")))[:_MAXIMUM_AREA]
    kept = _whole(text, words[: _area_words([w.group() for w in words], capitals=written)])
    if not kept or (written and text[kept[-1].end() : kept[-1].end() + 1].isalnum()):
        return match.end()
    small = match.group()[0].islower() and area["by"].endswith(("the ", "the\u00a0"))  # "secretary of the Acme Board"
    whole = small or (head in {"president", "chairman"} and "vice" not in match.group().lower() and not written)
    field = [w.group() for w in kept]
    behind = _LAST.match(text, kept[-1].end(), end)
    if behind is not None and behind[1] in _WHERE:
        return match.end()  # "dean of the business school at"
    return (
        match.end()
        if _is_body([*field, behind[1]] if behind else field) or (whole and _is_firm(field))
        else kept[-1].end()
    )


def _whole(text: str, words: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return the words up to a comma behind which they do not go on to the last of a row."""
    for number, (one, next_) in enumerate(pairwise(words), 1):
        between = text[one.end() : next_.start()]
        if "," in between and not _AND.search(text, one.end(), words[-1].start()):
            return words[:number]
    return words


def _is_body(words: Sequence[str]) -> bool:
    """Tell whether words are a name and the noun of its kind: "president of the Acme Metalworkers union"."""
    return words[0][0].isupper() and len(words) > 1 and words[-1] in table("names")["bodies"]


def _joins(word: str) -> bool:
    """Tell whether a small word may stand before the names of a field: "head of data centres for the Nordics"."""
    return word in ("the", "and", "for", "in", "across") or _is_area(word)


def _is_named_field(named: re.Match[str]) -> bool:
    """Tell whether the words with capitals behind a title are a field and no body: "head of the ABC"."""
    last = named["area"].split()[-1]
    if last in table("titles")["bodies"]:
        return False  # "director of the Grid Office at the ministry"
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
        if word[0].isupper() and (words[0].islower() or kept) and is_given(word) and words[number + 1 : number + 2]:
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
def is_given(word: str) -> bool:
    """Tell whether a word is a given name."""
    return any(word in given for given in table("given_names").values())


@cache
def _lower(key: str) -> frozenset[str]:
    return frozenset(word.lower() for word in table("titles")[key])

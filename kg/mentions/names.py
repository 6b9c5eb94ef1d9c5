"""Finds where names stand: runs of capitalised words, and lower-case brands, with their offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.lexicon import is_common

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.model import Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may be a name. `initial`: the first word also begins a sentence, so its capital says nothing."""

    start: int
    end: int
    text: str
    initial: bool


_UPPER = "".join(c for c in map(chr, (*range(0x530), *range(0x1E00, 0x1F00))) if c.isupper())
_TAIL = rf"(?:['’](?:[{_UPPER}]\w*)|[-.&+][{_UPPER}0-9]\w*|-\w+)*"
_WORD = rf"(?:[{_UPPER}](?:\.[{_UPPER}])+\.?|[{_UPPER}]\.(?=\s[{_UPPER}])|(?:[a-z]{{1,2}}-?|[0-9]{{1,3}})?[{_UPPER}]\w*{_TAIL})"
_JOIN = rf"(?:[ \u00a0]+(?:(?:&|of|de|van|von|der|bin|al|la|le|du|da|dos|del)[ \u00a0]+)*|,[ ](?=(?:Inc|Ltd|LLC|Corp|L\.P)\b))"
_NAME = re.compile(rf"(?<![\w@#/.])(?:{_WORD})(?:{_JOIN}{_WORD})*")
_LEGAL_STOP = re.compile(r"(?:Inc|Ltd|Corp|Co|Bros|Jr|Sr)$")
_DROP = re.compile(
    r"(?:The|A|An|In|On|At|By|For|But|And|As|If|With|When|While|After|Before|Its|It|He|She|They|We|I|This|That|These|Those)\s+"
)
_TITLE = re.compile(
    r"\s*\b(?:CEO|CFO|CTO|COO|CIO|President|Chairman|Chairwoman|Chair|Secretary|Senator|Sen\.|Rep\.|Minister|Mr\.|Ms\.|"
    r"Mrs\.|Dr\.|Governor|Director|Analyst|Vice|Senior|Chief|Executive|Officer|Founder|Co-founder)\b\.?\s*"
)
_NOISE = frozenset(
    "I January February March April May June July August September October November December Monday Tuesday "
    "Wednesday Thursday Friday Saturday Sunday Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec AI CEO CFO CTO COO "
    "IPO Q1 Q2 Q3 Q4 H1 H2 Mr Mrs Ms Dr USD GW MW".split()
)


def candidates(text: str, sentences: Sequence[Span]) -> list[Candidate]:
    """Return the places of `text` that may be names, in order, without overlap."""
    found = []
    starts = [start for start, _ in sentences]
    for start, end in sentences:
        for match in _NAME.finditer(text, start, end):
            at = match.start()
            for title in _TITLE.finditer(text, match.start(), match.end()):
                found.extend(_clean(text, at, title.start(), starts))
                at = title.end()
            found.extend(_clean(text, at, match.end(), starts))
    return found


def _clean(text: str, start: int, end: int, starts: list[int]) -> list[Candidate]:
    while (drop := _DROP.match(text, start, end)) is not None:
        start = drop.end()
    words = text[start:end].rstrip()
    end = start + len(words)
    initial = not text[starts[bisect_right(starts, start) - 1] : start].strip(" “\"'‘(")
    single = " " not in words
    if not words or single and (_DROP.match(words + " ") or words[:1].isdigit() and len(words) < 5):
        return []
    if words in _NOISE or (single and words[0].isupper() and words[1:].islower() and is_common(words) and initial):
        return []
    if _LEGAL_STOP.search(words) and text[end : end + 1] == ".":
        end += 1
    return [Candidate(start, end, text[start:end], initial)] if start < end else []

"""Finds where names may stand: runs of capitalised words, lower-case brands, names with digits, with their offsets.

Whether a run is a name, and of what, is decided later from all the article says (`settling`, `kinds`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import alternation, is_common, words
from kg.mentions.cutting import Cutter
from kg.mentions.joining import Joiner
from kg.mentions.shapes import is_place

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from kg.document import Title
    from kg.mentions.candidate import Candidate
    from kg.model import Span
    from kg.registry import Registry


_UPPER = "".join(c for c in map(chr, (*range(0x530), *range(0x1E00, 0x1F00))) if c.isupper())
_GAP = "[ \u00a0]"
_DOMAINS = "ai|AI|com|io|org|net|co|tv|dev|app|gov|edu"
_TAIL = (
    rf"['’][{_UPPER}]\w+|&[{_UPPER}]\w*|\.(?:{_DOMAINS})(?!\w)|[-‑]\w+(?:\.\d+)?|(?<=\d)\.\d+\w*"
    rf"|(?<=[{_UPPER}]{{2}}):\d{{3,5}}[{_UPPER}]?(?!\w)"
)
_WORD = (
    rf"(?:(?:[{_UPPER}]\.){{2,}}(?:[{_UPPER}](?!\w))?|(?:[{_UPPER}]|Bros|Ste?|Ft|Mt)\.(?={_GAP}[{_UPPER}])|plc(?!\w)"
    rf"|(?:[a-z]{{1,3}}|[a-z]-|[ae]l-|\d{{1,4}}-?)?[{_UPPER}]\w*(?:{_TAIL})*\+?)"
)
_UNITS = rf"{_GAP}?(?:%|per|[mbtr]\w*illion|times|x\b|[GMk]W|gigaw|megaw|points?)"
_VERSION = rf"(?:{_GAP}\d{{1,2}}\.\d{{1,2}}(?![\d%]|[.,]\d)(?!{_UNITS}))?"


@cache
def _run() -> re.Pattern[str]:
    particle = alternation(words("names", "particles"))
    legal = alternation(words("organizations", "legal"))
    small = rf"{_GAP}{{1,2}}(?:(?:{particle}){_GAP}){{0,3}}(?:[dl]['’])?"
    join = rf"(?:{small}|{_GAP}?&{_GAP}?|\.?,?{_GAP}?(?=(?:{legal}|Jr|Sr)(?!\w)))"
    capital = rf"(?=(?:[a-z\d][a-z\d-]{{0,4}}+)?[{_UPPER}]|plc)"  # only saves time: few words have one so early
    return re.compile(rf"(?<![\w@#$€£¥.]){capital}(?!\d+\b){_WORD}{_VERSION}(?:{join}{_WORD}{_VERSION}){{0,11}}")


def candidates(
    text: str, sentences: Sequence[Span], titles: Sequence[Title], registry: Registry
) -> tuple[list[Candidate], list[Span]]:
    """Return the places of `text` that may be names, in order, without overlap, and the sentences that are headlines.

    Of headlines nothing is returned but the headlines; their names are looked for when the others are known.
    """
    cutter, joiner = Cutter(text, titles, registry), Joiner(text, registry)
    found: list[Candidate] = []
    headlines: list[Span] = []
    for start, end in sentences:
        runs = [match.span() for match in _run().finditer(text, start, end)]
        if runs and is_headline(text, start, end, runs):
            headlines.append((start, end))
        else:
            found.extend(joiner.joined(_cut(cutter, runs, start)))
    return _parted(found, registry), headlines


def _cut(cutter: Cutter, runs: Sequence[Span], sentence: int) -> list[Candidate]:
    """Return the candidates of a sentence's runs; one may reach into the next run: "Hut 8 Corp."."""
    found: list[Candidate] = []
    for start, end in runs:
        if not found or start >= found[-1].end:
            found.extend(cutter.cut(start, end, sentence))
    return found


def _stands(part: str, forms: Set[str], registry: Registry) -> bool:
    return part in forms or part in registry.by_name or is_place(part)


def _parted(found: Sequence[Candidate], registry: Registry) -> list[Candidate]:
    """Part two names that a hyphen joins: "the Acme-Bolt deal"."""
    forms = {candidate.text for candidate in found}
    result: list[Candidate] = []
    for candidate in found:
        first, hyphen, second = candidate.text.partition("-")
        if (
            hyphen
            and candidate.text not in registry.by_name
            and all(_stands(part, forms, registry) for part in (first, second))
        ):
            at = candidate.start + len(first)
            result.append(replace(candidate, end=at, text=first))
            result.append(replace(candidate, start=at + 1, text=second, initial=False))
        else:
            result.append(candidate)
    return result


def may_be_open(candidate: Candidate, sure: frozenset[str]) -> bool:
    """Tell whether a form stays a name although its kind is not clear: a word no list knows, sure to be a name."""
    parts = candidate.text.split()
    return (candidate.text in sure or not candidate.headline) and not any(is_common(part) for part in parts)


_SMALL = re.compile(r"[a-z](?<![\w'’.-].)[a-z]{3,}")


def is_headline(text: str, start: int, end: int, runs: Sequence[Span]) -> bool:
    """Tell whether a sentence is written with capitals throughout, so that they do not tell names."""
    covered = sum(e - s for s, e in runs)
    if covered < 0.5 * (end - start) or text[end - 1] in ".,;" or end - start > 300:
        return text[start:end].isupper() and " " in text[start:end]
    capital = sum(text.count(" ", s, e) + 1 for s, e in runs)
    small = sum(match.group() not in words("names", "headline_small") for match in _SMALL.finditer(text, start, end))
    return capital >= 3 and capital >= 4 * small

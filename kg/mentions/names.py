"""Finds where names may stand: runs of capitalised words, lower-case brands, names with digits, with their offsets.

Whether a run is a name, and of what, is decided later from all the article says (`settling`, `kinds`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import alternation, is_common, tag, words
from kg.mentions.shapes import ends_in_head, is_given, is_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.document import Title
    from kg.model import Span
    from kg.registry import Registry


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """Words that may be a name.

    `initial`: the first word opens a sentence or a quotation, so its capital says nothing. `headline`: all words of
    the sentence have capitals.
    """

    start: int
    end: int
    text: str
    initial: bool = False
    headline: bool = False


_UPPER = "".join(c for c in map(chr, (*range(0x530), *range(0x1E00, 0x1F00))) if c.isupper())
_GAP = "[ \u00a0]"
_DOMAINS = "ai|AI|com|io|org|net|co|tv|dev|app|gov|edu"
_TAIL = rf"['’][{_UPPER}]\w+|&[{_UPPER}]\w*|\.(?:{_DOMAINS})(?!\w)|[-‑]\w+(?:\.\d+)?|(?<=\d)\.\d+\w*"
_WORD = (
    rf"(?:(?:[{_UPPER}]\.){{2,}}(?:[{_UPPER}](?!\w))?|(?:[{_UPPER}]|Bros|St|Ft|Mt)\.(?={_GAP}[{_UPPER}])|plc(?!\w)"
    rf"|(?:[a-z]{{1,3}}|[a-z]-|[ae]l-|\d{{1,4}}-?)?[{_UPPER}]\w*(?:{_TAIL})*\+?)"
)
_UNITS = rf"{_GAP}?(?:%|per|[mbtr]\w*illion|times|x\b|[GMk]W|gigaw|megaw|points?)"
_VERSION = rf"(?:{_GAP}\d{{1,2}}\.\d{{1,2}}(?![\d%]|[.,]\d)(?!{_UNITS}))?"


@cache
def _run() -> re.Pattern[str]:
    particle = alternation(words("names", "particles"))
    legal = alternation(words("organizations", "legal"))
    join = rf"(?:{_GAP}{{1,2}}(?:(?:{particle}){_GAP}){{0,3}}|{_GAP}?&{_GAP}?|\.?,?{_GAP}?(?=(?:{legal}|Jr|Sr)(?!\w)))"
    return re.compile(rf"(?<![\w@#$€£¥.])(?=[\w])(?!\d+\b){_WORD}{_VERSION}(?:{join}{_WORD}{_VERSION}){{0,11}}")


_TOKEN = re.compile(r"[^\s,]+")
_UNIT = re.compile(r"[DRI]-[A-Z][A-Za-z.]*|\d+(?:[KMBTGWDHQX]|GW|MW|KW|TB|GB|PM|AM|MB|FY|PB|EX|H\d\d|Q\d\d)s?")
_OPENS = re.compile(r"(?:^|[“\"‘'(\[:;—–•*…>|«]|[\s.]-|\d[.)]|[.!?]['’”\"]?)\s*$")
_NUMBER = re.compile(r"[ \u00a0][1-9]\d?(?![\w%.,]\d|\w|%)")
_MODEL = re.compile(
    r"[ \u00a0][1-9]\d{1,3}(?=[ \u00a0](?:systems?|chips?|processors?|servers?|racks?|GPUs?|accelerators?|clusters?)\b)"
)
_NUMBERED = re.compile(
    r"['’]s\b|[ \u00a0](?:\(|(?:said|says|has|is|was|will|announced|signed|CEO|Chief|campus|"
    r"chips?|models?|platform|rocket)\b)"
)
#: No name is joined beyond so many characters.
_LONGEST = 80
_CLOSING = ('" ', "” ", "' ", "’ ", ") ")
#: Words in capitals that close a name.
_TAILS = frozenset(["NA", "II", "III", "IV"])
_PLURAL_HARDWARE = frozenset(["CPUs", "GPUs", "TPUs", "NPUs", "LPUs", "DPUs", "XPUs", "ASICs", "FPGAs"])
#: Words that are written with a point.
_SHORTENED = frozenset(
    ["Jr", "Sr", "Inc", "Corp", "Ltd", "Co", "Bros", "L.L.C", "L.P", "N.V", "B.V", "S.A", "S.A.S", "S.p.A", "S.r.l"]
)
_NICK = re.compile(r"(?: [A-Z]\.)? [\"“'‘(]")
_LONG = re.compile(r" (?:of|for|on) ")
_HYPHEN = re.compile(r"[-‑]")


def candidates(
    text: str, sentences: Sequence[Span], titles: Sequence[Title], registry: Registry
) -> tuple[list[Candidate], list[Span]]:
    """Return the places of `text` that may be names, in order, without overlap, and the sentences that are headlines.

    Of headlines nothing is returned but the headlines; their names are looked for when the others are known.
    """
    finder = _Finder(text, titles, registry)
    found: list[Candidate] = []
    headlines: list[Span] = []
    for start, end in sentences:
        runs = [match.span() for match in _run().finditer(text, start, end)]
        if runs and is_headline(text, start, end, runs):
            headlines.append((start, end))
        else:
            found.extend(finder.joined([c for s, e in runs for c in finder.cut(s, e, start)]))
    return found, headlines


def may_be_open(candidate: Candidate, sure: frozenset[str]) -> bool:
    """Tell whether a form stays a name although its kind is not clear: a word no list knows, sure to be a name."""
    parts = candidate.text.split()
    return (candidate.text in sure or not candidate.headline) and not any(is_common(part) for part in parts)


_SMALL = re.compile(r"(?<![\w'’.-])[a-z]{4,}")


def is_headline(text: str, start: int, end: int, runs: Sequence[Span]) -> bool:
    """Tell whether a sentence is written with capitals throughout, so that they do not tell names."""
    covered = sum(e - s for s, e in runs)
    if covered < 0.5 * (end - start) or text[end - 1] in ".,;" or end - start > 300:
        return text[start:end].isupper() and " " in text[start:end]
    capital = sum(text.count(" ", s, e) + 1 for s, e in runs)
    small = sum(match.group() not in words("names", "headline_small") for match in _SMALL.finditer(text, start, end))
    return capital >= 3 and capital >= 4 * small


def _closes_name(word: str) -> bool:
    return ends_in_head(word) or word in words("organizations", "legal")


class _Finder:
    """Cuts runs of capitals into candidates."""

    def __init__(self, text: str, titles: Sequence[Title], registry: Registry) -> None:
        self.text = text
        self.titles = titles
        self.ends = [title.end for title in titles]
        self.known = registry.find

    def cut(self, start: int, end: int, sentence: int) -> Iterator[Candidate]:
        """Yield the candidates of one run: parted at job titles, months and hyphens, trimmed at both sides."""
        initial = self._opens(start, sentence)
        end = self._with_number(start, end)
        if (not initial or " " in self.text[start:end]) and self.known(self.text[start:end]):
            stop = self._with_point((self.text.rfind(" ", start, end) + 1 or start, end))
            yield Candidate(start, stop, self.text[start:stop])
            return
        for first, last in self._between_titles(start, end):
            for tokens in self._segments(first, last, initial and first == start):
                yield from self._trimmed(tokens, initial and tokens[0][0] == start)

    def _with_number(self, start: int, end: int) -> int:
        """Take in a number that belongs to the name: Hut 8."""
        number = _NUMBER.match(self.text, end)
        if number is None:
            return end
        return (
            number.end()
            if _NUMBERED.match(self.text, number.end()) or self.known(self.text[start : number.end()])
            else end
        )

    def _opens(self, start: int, sentence: int) -> bool:
        return start == sentence or _OPENS.search(self.text, max(sentence, start - 6), start) is not None

    def _between_titles(self, start: int, end: int) -> Iterator[Span]:
        for number in range(bisect_left(self.ends, start + 1), len(self.titles)):
            title = self.titles[number]
            if title.start >= end:
                break
            if start < title.start:
                yield start, title.start
            start = max(start, title.end)
        if start < end:
            yield start, end

    def _segments(self, start: int, end: int, initial: bool) -> Iterator[list[Span]]:
        """Yield groups of words that belong together."""
        group: list[Span] = []
        for match in _TOKEN.finditer(self.text, start, end):
            word = match.group()
            span, closes = self._part(match)
            if self._is_day(match, group, end):
                closes, span = True, None
            elif not group and self._is_opening(word, match.start() == start and initial):
                span = None
            if group and self._is_dateline(word, group):
                yield group
                group = []
            if span is not None:
                group.append(span)
            if (closes or word in _PLURAL_HARDWARE) and group:
                yield group
                group = []
        if group:
            yield group

    def _is_dateline(self, word: str, group: Sequence[Span]) -> bool:
        """Tell whether a place in capitals follows a name that is written otherwise: "Jane Doe LONDON"."""
        before = self.text[group[0][0] : group[-1][1]]
        return len(word) > 3 and word.isupper() and not before.isupper() and is_place(word.title())

    def _part(self, match: re.Match[str]) -> tuple[Span | None, bool]:
        """Return the part of a hyphenated word that may be a name, and whether the run ends there."""
        word = match.group()
        if ("-" not in word and "‑" not in word) or word in words("names", "noise"):
            return match.span(), False
        head, *rest = _HYPHEN.split(word)
        tail = _HYPHEN.split(word, maxsplit=1)[1]
        if head.lower() in words("names", "prefixes") and tail[:1].isupper():
            return (match.start() + len(head) + 1, match.end()), False
        cuts = tail in words("names", "suffixes") or rest[-1] in words("names", "suffixes")
        if cuts or (tail.islower() and self.known(head) is not None):
            return (match.start(), match.start() + len(head)), True
        return match.span(), False

    def _is_day(self, match: re.Match[str], group: Sequence[Span], end: int) -> bool:
        """Tell whether a word is a day or a month and no part of a name: The Sunday Post, Jun Doe, Theresa May."""
        bare = match.group().rstrip(".")
        if bare in words("names", "days"):
            return not (match.end() < end and self.text[max(0, match.start() - 4) : match.start()] in ("The ", "the "))
        if bare not in words("names", "months"):
            return False
        if not group and match.end() < end and is_given(bare) and not match.group().endswith("."):
            return self.text[match.end() + 1 : end].split()[0] in words("names", "days")
        return not (group and is_given(self.text[slice(*group[-1])]))

    @staticmethod
    def _is_opening(word: str, initial: bool) -> bool:
        return word in words("names", "function") or (initial and word in words("names", "opening"))

    def _trimmed(self, tokens: list[Span], initial: bool) -> Iterator[Candidate]:
        """Yield the candidate that is left when words that belong to no name are taken from both sides."""
        text = self.text
        if len(tokens) > 1 and text[slice(*tokens[0])] in words("organizations", "leading_honorifics"):
            tokens, initial = tokens[1:], False
        while tokens and self._strips_first(tokens):
            tokens, initial = tokens[1:], False
        while len(tokens) > 1 and self._strips_last(text[slice(*tokens[-1])]):
            tokens = tokens[:-1]
        if not tokens:
            return
        start, end = self._with_article(tokens[0][0]), self._with_point(tokens[-1])
        name = text[start:end]
        if self._is_noise(name, start):
            return
        yield Candidate(start, end, name, initial and start == tokens[0][0])

    def _strips_first(self, tokens: Sequence[Span]) -> bool:
        word = self.text[slice(*tokens[0])]
        rest = self.text[tokens[0][0] : tokens[-1][1]]
        if word in words("places", "demonyms"):
            last = self.text[slice(*tokens[-1])]
            if len(tokens) == 1 or last in words("organizations", "heads") or last in words("organizations", "legal"):
                return False
            return not self.known(rest) and not is_place(rest)
        if word not in words("names", "noise") or self.known(rest):
            return False
        return len(tokens) == 1 or not all(is_common(self.text[slice(*token)]) for token in tokens[1:])

    @staticmethod
    def _strips_last(word: str) -> bool:
        return word in words("names", "noise") and word.isupper() and word not in _TAILS and not _closes_name(word)

    def _with_article(self, start: int) -> int:
        """Take in "The" where it is part of a known name: The Information."""
        if self.text[start - 4 : start] == "The ":
            rest = re.compile(r"[\w&.]+(?: [A-Z][\w&.]+)*").match(self.text, start)
            if rest and self.known(f"The {rest.group()}"):
                return start - 4
        return start

    def _with_point(self, token: Span) -> int:
        """Take in the point behind a legal form."""
        start, end = token
        word = self.text[start:end]
        if self.text[end : end + 1] == "." and word in _SHORTENED:
            return end + 1
        return end

    def _is_noise(self, name: str, start: int) -> bool:
        if name in words("names", "noise") or _UNIT.fullmatch(name):
            return self.known(name) is None and not (" " in name and self.text.endswith(" of ", 0, start))
        return len(name) == 1 and name != "X"

    def joined(self, found: list[Candidate]) -> list[Candidate]:
        """Join neighbours that one name is made of: Bank of X, Centers for X, X and Y Commission."""
        result: list[Candidate] = []
        for candidate in found:
            while result and (count := self._joins(result, candidate)):
                first = result[-count]
                del result[-count:]
                whole = self.text[first.start : candidate.end]
                candidate = Candidate(first.start, candidate.end, whole, first.initial)
            result.append(candidate)
        return result

    def _joins(self, before: Sequence[Candidate], second: Candidate) -> int:
        """Return how many of the names before are one with this."""
        first = before[-1]
        gap = self.text[first.end : second.start]
        if len(gap) > 8 or len(first.text) > _LONGEST:
            return 0
        if gap in _CLOSING and len(before) > 1 and self._is_nickname(before[-2], first):
            return 2
        last = first.text.rsplit(" ", 1)[-1]
        if gap in (" of ", " of the "):
            return int(last in words("organizations", "of_heads"))
        if gap in (" for ", " for the "):
            return int(last in words("organizations", "for_heads"))
        if gap in ("'s ", "’s ", "' ", "’ "):
            return int(self._owns(first, second, gap))
        return int(gap in (" and ", ", ", ", and ") and self._enumerates(first, second, gap))

    @staticmethod
    def _owns(first: Candidate, second: Candidate, gap: str) -> bool:
        """Tell whether owner and owned are one name: People's Bank, Firefighters' Pension Plan."""
        if first.text.rsplit(" ", 1)[-1] in words("organizations", "owners"):
            return True
        plural = gap[1] == " " and tag(first.text.rsplit(" ", 1)[-1].lower()) == "NNS"
        last = second.text.split()
        return plural and (ends_in_head(last[-1]) or ends_in_head(" ".join(last[-2:])))

    def _is_nickname(self, given: Candidate, nick: Candidate) -> bool:
        """Tell whether a name stands in marks between given name and surname: Edward "Ed" Doe."""
        gap = self.text[given.end : nick.start]
        if len(given.text.split()) > 3 or self.known(nick.text):
            return False
        return _NICK.fullmatch(gap) is not None and " " not in nick.text and is_given(given.text.split()[0])

    def _enumerates(self, first: Candidate, second: Candidate, gap: str) -> bool:
        """Tell whether ordinary words are joined in a name: Department of Health and Human Services."""
        if not all(is_common(word) for word in second.text.split()):
            return False
        if self.known(second.text):
            return False
        if _LONG.search(first.text) and is_common(first.text.rsplit(" ", 1)[-1]):
            return True
        ordinary = all(is_common(word) for word in first.text.split()) and not self.known(first.text)
        return gap == " and " and ordinary and second.text.split()[-1] in words("organizations", "and_heads")

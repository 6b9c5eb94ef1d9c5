"""Cuts runs of capitals into candidates: at job titles, days and hyphens, and free of words that belong to no name."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from kg.lexicon import is_common, words
from kg.mentions.candidate import Candidate
from kg.mentions.days import is_day
from kg.mentions.numbered import Numbers
from kg.mentions.shapes import ends_in_head, is_given, is_place
from kg.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.document import Title
    from kg.model import Span
    from kg.registry import Registry

_TOKEN = re.compile(r"[^\s,]+")
_UNIT = re.compile(
    r"[DRI]-[A-Z][A-Za-z.]*|FY\d{2,4}|[QH][1-4]FY\d\d|[1-4][QH]\d\d"
    r"|\d+(?:[KMBTGWDHQX]|GW|MW|KW|TB|GB|PM|AM|MB|FY|PB|EX|H\d\d|Q\d\d)s?"
)
_SUMS = ("$", "€", "£", "¥")
#: Measures and sums that stand before a name: "the 50MW Acme 2", "the W2bn Acme order".
_MEASURE = re.compile(r"\d+(?:\.\d+)?(?:GW|MW|KW|kW|TB|GB)h?|(?:W|Won|Rs|RM|Rp|SFr|[DNS]Kr)\d[\d.,]*(?:m|bn|tn|trn?)")
_OPENS = re.compile(r"(?:^-{0,2}|[“\"‘'(\[\]:;—–•*…>|«]|[\s.]-|\d[.)]|[.!?]['’”\"]?)\s*$")
#: "910B processors": no sum of money
_ORDINAL_MODEL = re.compile(r"\d{3}[A-Z][ \u00a0](?:AI[ \u00a0])?(?:chips?|processors?|accelerators?|GPUs?)\b")
#: Words in capitals that close a name.
_TAILS = frozenset(["NA", "II", "III", "IV"])
_PLURAL_HARDWARE = frozenset(["CPUs", "GPUs", "TPUs", "NPUs", "LPUs", "DPUs", "XPUs", "ASICs", "FPGAs"])
#: Words that are written with a point.
_SHORTENED = frozenset(
    ["Jr", "Sr", "Inc", "Corp", "Ltd", "Co", "Bros", "L.L.C", "L.P", "N.V", "B.V", "S.A", "S.A.S", "S.p.A", "S.r.l"]
)
_HYPHEN = re.compile(r"[-‑]")
_NOUN = re.compile(r"[ \u00a0]([a-z]+)")
#: "Acme Class A common stock": what is issued, not who issues it.
_ISSUE = re.compile(
    r"[ \u00a0](?:Class|Series)[ \u00a0][A-Z](?:-?\d)?"
    r"(?=(?:[ \u00a0][a-z-]+){0,2}[ \u00a0](?:shares?|stock|units?|notes?|warrants?|stockholders|shareholders)\b)"
)
_NUMERAL = re.compile(
    r"(?:Two|Three|Four|Five|Seven|Nine|Ten)[ \u00a0](?P<noun>[A-Z][a-z]+s)[ \u00a0](?P<head>[A-Z]\w+)"
)
_FIRMS = frozenset(["Advisors", "Capital", "Energy", "Equity", "Group", "Holdings", "Partners", "Ventures"])
#: The second half of a name: "Bakers" "and Millers Association", "Workers" "' Union".
_BEHIND = re.compile(
    r"(?:['’]s?|[ \u00a0](?:and|&))(?:[ \u00a0][A-Z][\w-]+){0,2}?[ \u00a0](?P<head>[A-Z][a-z]+)(?![ \u00a0][A-Z])"
)
_REST = re.compile(r"[\w&.]+(?: [A-Z][\w&.]+)*")


def _is_thing(noun: str) -> bool:
    return any(noun in words("products", key) for key in ("nouns", "hardware"))


def _closes_name(word: str) -> bool:
    return ends_in_head(word) or word in words("organizations", "legal")


class Cutter:
    """Cuts runs of capitals into candidates."""

    def __init__(self, text: str, titles: Sequence[Title], registry: Registry) -> None:
        self.text = text
        self.titles = titles
        self.ends = [title.end for title in titles]
        self.known = registry.find
        self.numbers = Numbers(text, registry)

    def cut(self, start: int, end: int, sentence: int) -> Iterator[Candidate]:
        """Yield the candidates of one run: parted at job titles, months and hyphens, trimmed at both sides."""
        initial = self._opens(start, sentence)
        run = self.text[start:end]
        issue = _ISSUE.search(self.text, start, end + 40) if "Class " in run or "Series " in run else None
        end = self.numbers.behind(start, end, initial=initial) if issue is None else min(end, issue.start())
        if (not initial or " " in self.text[start:end]) and self.known(self.text[start:end]):
            stop = self._with_point((self.text.rfind(" ", start, end) + 1 or start, end))
            yield Candidate(start, stop, self.text[start:stop])
            return
        for first, last in self._between_titles(start, end):
            for tokens in self._segments(first, last, initial and first == start):
                for group in self._apart(tokens, of=self._is_post(first)):
                    yield from self._trimmed(group, initial and group[0][0] == start)

    def _opens(self, start: int, sentence: int) -> bool:
        before = self.text[max(sentence, start - 6) : start]
        if before[-1:] == " " and before[-2:-1].isalnum():
            return False  # a word stands before, as it mostly does
        return not before or _OPENS.search(before) is not None

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
            if is_day(self.text, match, self.text[slice(*group[-1])] if group else "", end):
                closes, span = True, None
            elif not group and self._is_opening(word, match.start() == start and initial):
                span = span if self._is_numeral_name(match.start(), end) else None
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

    def _is_post(self, start: int) -> bool:
        """Tell whether a title and "of" stand before: "chairman of Acme Jane Doe"."""
        return self.text.endswith(" of ", 0, start) and self.ends[bisect_left(self.ends, start - 4) :][:1] == [
            start - 4
        ]

    def _apart(self, tokens: list[Span], *, of: bool) -> Iterator[list[Span]]:
        """Part two places at "&", and take a person from the employer or unit before: "Global Plants Jane Doe"."""
        names = [self.text[slice(*token)] for token in tokens]
        names = [name.title() if name.isupper() else name for name in names]
        at = names.index("&") if "&" in names else 0
        if at and is_place(" ".join(names[:at])) and is_place(" ".join(names[at + 1 :])):
            yield from (tokens[:at], tokens[at + 1 :])
        elif len(names) > 3 and is_given(names[-2]) and not is_common(names[-1]) and all(map(is_common, names[:-2])):
            yield tokens[-2:]
        elif 2 < len(names) < 5 and is_given(names[1]) and not is_given(names[0]) and self._employs(names):
            yield from (tokens[:1], tokens[1:])
        elif of and len(names) > 2 and (is_given(names[-2]) or len(names[-2]) == 1) and not _closes_name(names[-1]):
            yield from (tokens[:-2], tokens[-2:])
        else:
            yield tokens

    def _employs(self, names: Sequence[str]) -> bool:
        """Tell whether a known organisation stands before a full name: "the Bundestag Jane Doe"."""
        known = self.known(names[0])
        return (
            known is not None
            and known.kind is Kind.ORGANIZATION
            and self.known(" ".join(names)) is None
            and (not is_common(names[0]) and not _closes_name(names[-1]))
        )

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

    def _is_numeral_name(self, start: int, end: int) -> bool:
        """Tell whether a number opens the name of a firm: "Two Rivers Capital"."""
        name = _NUMERAL.match(self.text, start, end)
        return name is not None and is_common(name["noun"]) and name["head"] in _FIRMS

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
        while len(tokens) > 1 and (self._strips_last(text[slice(*tokens[-1])]) or self._is_field(tokens)):
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
        if len(tokens) > 1 and _MEASURE.fullmatch(word):
            return True
        rest = self.text[tokens[0][0] : tokens[-1][1]]
        if word in words("places", "demonyms"):
            last = self.text[slice(*tokens[-1])]
            if len(tokens) == 1 or last in words("organizations", "heads") or last in words("organizations", "legal"):
                return False
            return not self.known(rest) and not is_place(rest) and not self._goes_on(tokens)
        if word not in words("names", "noise") or self.known(rest):
            return False
        return len(tokens) == 1 or not all(is_common(self.text[slice(*token)]) for token in tokens[1:])

    def _goes_on(self, tokens: Sequence[Span]) -> bool:
        """Tell whether ordinary words go on to the head of a body: "Danish Dock Workers' Union"."""
        behind = _BEHIND.match(self.text, tokens[-1][1])
        if behind is None or behind["head"] not in words("organizations", "and_heads"):
            return False
        return all(is_common(self.text[slice(*token)]) for token in tokens[1:])

    @staticmethod
    def _strips_last(word: str) -> bool:
        return word in words("names", "noise") and word.isupper() and word not in _TAILS and not _closes_name(word)

    def _is_field(self, tokens: Sequence[Span]) -> bool:
        """Tell whether "AI" says what the noun behind a known name is about: "Acme AI software"."""
        start, end = tokens[0][0], tokens[-1][1]
        if not self.text.endswith(" AI", start, end) or (noun := _NOUN.match(self.text, end)) is None:
            return False
        name, first = self.text[start:end], self.text[start : end - 3]
        if not (noun[1].removesuffix("s") in words("organizations", "nouns") or _is_thing(noun[1])) or self.known(name):
            return False
        return self.known(first) is not None or first in words("places", "demonyms")

    def _with_article(self, start: int) -> int:
        """Take in "The" where it is part of a known name: The Information."""
        if self.text.endswith("The ", 0, start):
            rest = _REST.match(self.text, start)
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
        if name.endswith(" AI") and name[:-3] in words("places", "demonyms") and not self.known(name):
            return True
        if _ORDINAL_MODEL.match(self.text, start):
            return False
        if self.text[start + len(name) : start + len(name) + 1] in _SUMS:
            return True  # "NT$1,370"
        if name in words("names", "noise") or _UNIT.fullmatch(name):
            return self.known(name) is None and not (" " in name and self.text.endswith(" of ", 0, start))
        return len(name) == 1 and name != "X"

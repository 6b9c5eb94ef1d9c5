"""Who said what: reports inside sentences, and quotations that go on without an attribution of their own."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.model import Manner, Span
from kg.quotations import Quotation
from kg.rules.speech.lines import Line, lines
from kg.rules.speech.phrases import Range, phrase_right
from kg.rules.speech.subjects import Subject, main_subject
from kg.rules.speech.reports import Report, reports

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from kg.document import Document

#: So many words stand as speech of their own, also inside somebody else's sentence.
DIRECT_WORDS = 6
_DIRECT_SHARE = 0.4
_MANY_SHARE = 0.75  # with several quotations, the report is what holds them together
_EDGE = " \t\r\n\u00a0\"'`‘’“”„«»,.;:!?…-–—"
_WORD = re.compile(r"\w+(?:['’.&-]\w+)*")
_SIGNED = re.compile(r"q[.,]?-(?=[mT][^vxbkq]*$)")
_SIGNATURE = re.compile(r"-T?m[^vxbkq]*$")
_THAT_JOINT = re.compile(r",?ct")
_PURE = re.compile(r"[q.,()-]*$")


@dataclass(frozen=True, slots=True)
class Said:
    """Words with the line that attributes them; `subject` is None where they go on after `after`."""

    number: int  # of the line the last words stand in
    line: Line
    spans: tuple[Span, ...]
    manner: Manner
    report: Report | None = None
    subject: Subject | None = None
    after: int | None = None  # index of the words these go on from; their speaker is the same
    split: bool = False


def said(document: Document, taken: Sequence[Span] = ()) -> list[Said]:
    """Return everything somebody said in a document, in order of reading, outside the paragraphs `taken`."""
    found = [
        line for line in lines(document.outer) if not taken or not _within(line.masked.start(line.starts[0]), taken)
    ]
    return _Reader(document, found).read()


def _within(offset: int, spans: Sequence[Span]) -> bool:
    at = bisect_right(spans, (offset, sys.maxsize)) - 1
    return at >= 0 and spans[at][0] <= offset < spans[at][1]


def _quotes_in(report: Report) -> Iterator[int]:
    return (q for a, b in report.parts for q in range(a, b) if report.line.classes[q] == "q")


class _Reader:
    """Goes through the lines once and remembers who spoke last."""

    def __init__(self, document: Document, found: Sequence[Line]) -> None:
        self.text = document.text
        self.lines = found
        self.reports = [tuple(reports(line)) for line in found]
        self.out: list[Said] = []

    def read(self) -> list[Said]:
        for number, line in enumerate(self.lines):
            accepted = self._accepted(number)
            inner = {q for report, nested in accepted if nested for q in _quotes_in(report)}
            for report, nested in accepted:
                self.out.extend(self._of_report(number, report, frozenset() if nested else inner))
            used = {q for report, _ in accepted for q in _quotes_in(report)}
            self._left_over(number, used)
        return self.out

    def _accepted(self, number: int) -> list[tuple[Report, bool]]:
        """Return the reports of a line that stand, and whether they are a quotation inside another report."""
        accepted: list[tuple[Report, bool]] = []
        taken: list[Range] = []
        for report in self.reports[number]:
            nested = any(a <= report.cue[0] < b for a, b in taken)
            if nested:
                long = report.quoted and any(self._words(report.line, q) >= DIRECT_WORDS for q in _quotes_in(report))
                if long and len(report.parts) == 1 and report.line.classes[report.parts[0][0] - 1] in ",:":
                    accepted.append((report, True))
            elif report.parts and not any(a < end and start < b for start, end in report.parts for a, b in taken):
                accepted.append((report, False))
                taken.extend(report.parts)
        return accepted

    # ------------------------------------------------------------------------- reports

    def _of_report(self, number: int, report: Report, inner: Set[int]) -> Iterator[Said]:
        line = report.line
        if report.quoted:
            spans = tuple(span for part in report.parts for span in self._quotes(line, part))
            yield Said(number, line, spans, Manner.DIRECT, report, report.subject, split=len(spans) > 1)
            return
        if len(report.parts) > 1:
            spans = tuple(self._trim(line.span(*part)) for part in report.parts)
            manner = Manner.MIXED if any("q" in line.classes[a:b] for a, b in report.parts) else Manner.INDIRECT
            yield Said(number, line, spans, manner, report, report.subject, split=True)
            return
        for part in self._segments(line, report.parts[0]):
            yield from self._of_part(number, report, part, inner)

    def _segments(self, line: Line, part: Range) -> Iterator[Range]:
        """Cut "that A and that B" where B holds words enough to be speech of their own."""
        start, end = part
        for joint in _THAT_JOINT.finditer(line.classes, start, end):
            if any(self._words(line, i) >= DIRECT_WORDS for i in range(joint.end(), end) if line.classes[i] == "q"):
                if joint.start() > start:
                    yield (start, joint.start())
                start = joint.end()
        yield (start, end)

    def _of_part(self, number: int, report: Report, part: Range, inner: Set[int]) -> Iterator[Said]:
        line = report.line
        quotes = [i for i in range(*part) if line.classes[i] == "q" and i not in inner]
        whole = self._trim(line.span(*part))
        if whole[1] <= whole[0]:
            return
        if not quotes:
            yield Said(number, line, (whole,), Manner.INDIRECT, report, report.subject)
            return
        spans = tuple(self._trim(self._quotation(line, i).inner) for i in quotes)
        longest = max(self._words(line, i) for i in quotes)
        share = sum(b - a for a, b in spans) / (whole[1] - whole[0])
        enough = _DIRECT_SHARE if len(quotes) == 1 else _MANY_SHARE
        if longest >= DIRECT_WORDS and share >= enough or share > 0.9:
            yield Said(number, line, spans, Manner.DIRECT, report, report.subject, split=len(spans) > 1)
        else:
            yield Said(number, line, (whole,), Manner.MIXED, report, report.subject)

    # --------------------------------------------------------------- quotations left over

    def _left_over(self, number: int, used: set[int]) -> None:
        line = self.lines[number]
        for at in (i for i, letter in enumerate(line.classes) if letter == "q" and i not in used):
            spans = tuple(self._quotes(line, (at, at + 1)))
            if not spans:
                continue
            if _PURE.match(line.classes):
                self._alone(number, spans)
            elif signer := self._signature(number):
                self.out.append(Said(number, line, spans, Manner.DIRECT, None, signer))
            elif line.classes[at - 1 : at] == ":" and at:
                subject = main_subject(line, at - 1)
                if subject and self._words(line, at) > 2:
                    self.out.append(Said(number, line, spans, Manner.DIRECT, None, subject))
            elif self._words(line, at) >= DIRECT_WORDS and not self._titled(line, at):
                self._loose(number, at, spans)

    def _alone(self, number: int, spans: tuple[Span, ...]) -> None:
        """Attribute a sentence that is a quotation: by the next sentence, the colon before it, or what went before."""
        line = self.lines[number]
        after = self._next_attribution(number)
        if after is not None:
            self.out.append(Said(number + 1, after.line, spans, Manner.DIRECT, after, after.subject))
            return
        signed = self._signed_next(number)
        if signed is not None and (name := phrase_right(signed.classes, 1)):
            self.out.append(
                Said(number, signed, spans, Manner.DIRECT, None, Subject(name, (name[1], len(signed.tokens))))
            )
            return
        before = self.lines[number - 1] if number else None
        if before is not None and before.classes.endswith(":") and line.paragraph - before.paragraph <= 1:
            subject = next((r.subject for r in reversed(self.reports[number - 1])), None)
            subject = subject or main_subject(before, len(before.classes) - 1)
            if subject:
                self.out.append(Said(number, before, spans, Manner.DIRECT, None, subject))
                return
        if not self.out:
            return
        last = self.out[-1]
        since = line.paragraph - self.lines[last.number].paragraph
        same = since == 0
        if last.manner is not Manner.INDIRECT or same:
            if same and last.manner is Manner.DIRECT and last.number == number - 1:
                self.out[-1] = replace(last, spans=last.spans + spans, number=number, split=True)
            elif since <= 1:
                self.out.append(Said(number, line, spans, Manner.DIRECT, after=len(self.out) - 1))

    def _signature(self, number: int) -> Subject | None:
        """Return who signs a quotation behind a dash: '"..." - Jane Doe, chief executive'."""
        match = _SIGNED.match(self.lines[number].classes)
        found = phrase_right(self.lines[number].classes, match.end()) if match else None
        return Subject(found, (found[1], len(self.lines[number].tokens))) if found else None

    def _signed_next(self, number: int) -> Line | None:
        """Return the next line where it is nothing but a dash and a name."""
        line = self.lines[number + 1] if number + 1 < len(self.lines) else None
        near = line is not None and line.paragraph - self.lines[number].paragraph <= 1
        return line if near and line is not None and _SIGNATURE.match(line.classes) else None

    def _next_attribution(self, number: int) -> Report | None:
        if number + 1 >= len(self.lines) or self.lines[number + 1].paragraph != self.lines[number].paragraph:
            return None
        return next((r for r in self.reports[number + 1] if not r.parts and r.subject), None)

    def _loose(self, number: int, at: int, spans: tuple[Span, ...]) -> None:
        """Attribute quoted words in a sentence without a verb of speech."""
        line = self.lines[number]
        subject = main_subject(line, at)
        if subject is not None:
            self.out.append(Said(number, line, spans, Manner.DIRECT, None, subject))

    def _titled(self, line: Line, at: int) -> bool:
        words = _WORD.findall(self.text, *self._quotation(line, at).inner)
        long = [word for word in words if len(word) > 3]
        return bool(long) and sum(word[0].isupper() for word in long) >= 0.8 * len(long)

    # ------------------------------------------------------------------------- spans

    def _quotation(self, line: Line, at: int) -> Quotation:
        thing = line.masked.atoms[line.starts[at]]
        assert isinstance(thing, Quotation)
        return thing

    def _words(self, line: Line, at: int) -> int:
        return len(_WORD.findall(self.text, *self._quotation(line, at).inner))

    def _quotes(self, line: Line, part: Range) -> Iterator[Span]:
        for at in range(*part):
            if line.classes[at] == "q":
                start, end = self._trim(self._quotation(line, at).inner)
                if end > start:
                    yield start, end

    def _trim(self, span: Span) -> Span:
        start, end = span
        while start < end and self.text[start] in _EDGE:
            start += 1
        while end > start and self.text[end - 1] in _EDGE:
            end -= 1
        return start, end

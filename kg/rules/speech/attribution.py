"""Who said what: reports inside sentences, and quotations that go on without an attribution of their own."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.model import Manner, Span
from kg.rules.speech.heads import is_person
from kg.rules.speech.lines import Line, lines
from kg.rules.speech.rendering import Said, is_long, render
from kg.rules.speech.reports import reports
from kg.rules.speech.signers import asked, labelled, named, phrased, signer, source, speaking
from kg.rules.speech.sources import vouches
from kg.rules.speech.subjects import Subject, main_subject
from kg.rules.speech.wording import is_titled, quote_spans, quoted_words, quotes

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from kg.document import Document
    from kg.rules.speech.phrases import Range
    from kg.rules.speech.sources import Report

_PURE = re.compile(r"[q.,()-]*$")
_SIGNATURE = re.compile(r"-T?m[^xbkq]*$")
_NEXT = 5  # characters between two sentences that follow each other
_MOST_PARTS = 40  # of one statement; what goes on longer is another one
_FEWEST_WORDS = 3  # behind a colon


def said(document: Document, taken: Sequence[Span] = ()) -> list[Said]:
    """Return everything somebody said in a document, in order of reading, outside the paragraphs `taken`."""
    found = [line for line in lines(document.outer) if line.tokens]
    if taken:
        found = [line for line in found if not _within(line.masked.start(line.starts[0]), taken)]
    return _Reader(document, found).read()


def _within(offset: int, spans: Sequence[Span]) -> bool:
    at = bisect_right(spans, (offset, sys.maxsize)) - 1
    return at >= 0 and spans[at][0] <= offset < spans[at][1]


def _holds(outer: Report, inner: Report) -> bool:
    """Tell whether a report is part of what another one reports, and not the other way round."""
    if not any(start <= inner.cue[0] < end for start, end in outer.parts):
        return False
    return not any(start <= outer.cue[0] < end for start, end in inner.parts)


def _quotes_in(report: Report) -> set[int]:
    return {at for part in report.parts for at in quotes(report.line, part)}


class _Reader:
    """Goes through the lines once and remembers who spoke last."""

    def __init__(self, document: Document, found: Sequence[Line]) -> None:
        self.text = document.text
        self.lines = found
        self.reports = [tuple(reports(line)) for line in found]
        self.open = {two.start for one, two in pairwise(document.quotations) if one.continues}
        self.out: list[Said] = []

    def read(self) -> list[Said]:
        """Return what is said in all lines."""
        for number, line in enumerate(self.lines):
            accepted = self._accepted(number) if self.reports[number] else []
            inner = {at for report, nested in accepted if nested for at in _quotes_in(report)} if accepted else set()
            for report, nested in accepted:
                self.out.extend(render(self.text, number, report, frozenset() if nested else inner))
            if "q" in line.classes:
                self._left_over(number, {at for report, _ in accepted for at in _quotes_in(report)})
        return self.out

    def _told(self, number: int) -> list[Report]:
        """Return the reports of a line, without "according to the paper" where it goes on with "Doe said"."""
        found = self.reports[number]
        if len(found) < 2:
            return list(found)
        told = [report for report in found if report.parts and report.lemma != "according to"]
        return [r for r in found if r.lemma != "according to" or not any(vouches(r, report) for report in told)]

    def _accepted(self, number: int) -> list[tuple[Report, bool]]:
        """Return the reports of a line that stand, and whether they are a quotation inside another report."""
        accepted: list[tuple[Report, bool]] = []
        taken: list[Range] = []
        reports = self._told(number)
        for report in reports:
            inside = any(start <= report.cue[0] < end for start, end in taken)
            if inside or any(_holds(other, report) for other in reports):
                if self._stands_inside(report):
                    accepted.append((report, True))
            elif report.parts and not any(a < end and start < b for start, end in report.parts for a, b in taken):
                accepted.append((report, False))
                taken.extend(report.parts)
        return accepted

    def _stands_inside(self, report: Report) -> bool:
        """Tell whether a report inside another has a quotation of its own: 'Doe said Roe told staff, "..."'."""
        if not report.quoted or len(report.parts) != 1:
            return False
        first = report.parts[0][0]
        return report.line.classes[first - 1] in ",:" and is_long(self.text, report.line, first)

    # --------------------------------------------------------------- quotations left over

    def _left_over(self, number: int, used: Set[int]) -> None:
        line = self.lines[number]
        for at in quotes(line, (0, len(line.tokens))):
            spans = tuple(quote_spans(self.text, line, (at, at + 1))) if at not in used else ()
            if not spans:
                continue
            if _PURE.match(line.classes):
                self._alone(number, spans, at)
            elif subject := self._subject_beside(line, at) or self._speaking(number, at) or self._still(line, at):
                self._beside(Said(number, line, spans, Manner.DIRECT, None, subject))

    def _still(self, line: Line, at: int) -> Subject | None:
        """Return who spoke the quoted words before a semicolon: '"A," she mused; "B."'."""
        last = self.out[-1] if self.out and line.classes[at - 1 : at] == ";" else None
        return last.subject if last and last.line is line and last.report is None else None

    def _beside(self, said: Said) -> None:
        """Add quoted words that no verb attributes, to those of the same sentence where they go on."""
        last = self.out[-1] if self.out else None
        if last and last.line is said.line and last.report is None and last.subject and last.manner is Manner.DIRECT:
            self.out[-1] = replace(last, spans=last.spans + said.spans)
        else:
            self.out.append(said)

    def _subject_beside(self, line: Line, at: int) -> Subject | None:
        """Return who speaks quoted words that no verb of speech attributes: by signature, colon or subject."""
        if signed := signer(line) or phrased(line, at) or speaking(self.text, line, at):
            return signed
        if at and line.classes[at - 1] == ":":
            few = len(quoted_words(self.text, line, at)) < _FEWEST_WORDS
            return None if few else source(line, at - 1) or main_subject(line, at - 1) or labelled(line, at - 1)
        loose = is_long(self.text, line, at) and not is_titled(self.text, line, at)
        return main_subject(line, at) if loose and line.classes[at - 1 : at] not in ("c",) else None

    def _speaking(self, number: int, at: int) -> Subject | None:
        """Return who is said to speak in the middle of a sentence that ends with a colon and quoted words."""
        line = self.lines[number]
        if not at or line.classes[at - 1] != ":" or line.classes[at + 1 :].strip(".,"):
            return None
        return next((r.subject for r in self.reports[number] if r.parts and r.cue[1] < at), None)

    def _alone(self, number: int, spans: tuple[Span, ...], at: int) -> None:
        """Attribute a sentence that is a quotation: by what stands around it, or by who spoke before."""
        if (after := self._next_attribution(number)) is not None:
            self.out.append(Said(number + 1, after.line, spans, Manner.DIRECT, after, after.subject))
        elif (signed := self._signed_next(number)) is not None:
            self.out.append(Said(number, signed, spans, Manner.DIRECT, None, named(signed, 1)))
        elif (before := self._announced(number)) is not None:
            self.out.append(Said(number, self.lines[number - 1], spans, Manner.DIRECT, None, before))
        elif (teller := self._teller(number)) is not None:
            self.out.append(Said(number, self.lines[number - 1], spans, Manner.DIRECT, None, teller))
        elif self.out:
            self._go_on(number, spans, at)

    def _go_on(self, number: int, spans: tuple[Span, ...], at: int) -> None:
        """Let the last speaker go on, in the same statement where nothing comes between."""
        line, last = self.lines[number], self.out[-1]
        apart = line.paragraph - self.lines[last.number].paragraph
        thing = line.thing(at)
        joined = (apart == 0 and last.number == number - 1) or (apart == 1 and getattr(thing, "start", -1) in self.open)
        if joined and last.manner is Manner.DIRECT and len(last.spans) < _MOST_PARTS:
            self.out[-1] = replace(last, spans=last.spans + spans, number=number)
        elif apart == 0 or (apart == 1 and last.manner is not Manner.INDIRECT):
            self.out.append(Said(number, line, spans, Manner.DIRECT, after=len(self.out) - 1))

    def _announced(self, number: int) -> Subject | None:
        """Return who speaks according to a line before that ends with a colon."""
        before = self.lines[number - 1] if number else None
        near = before is not None and self.lines[number].starts[0] - before.ends[-1] < _NEXT
        if before is not None and near and (owner := asked(before)):
            return owner
        if before is None or not before.classes.endswith(":"):
            return None
        if self.lines[number].paragraph - before.paragraph > 1:
            return None
        told = next((report.subject for report in reversed(self.reports[number - 1])), None)
        return told or main_subject(before, len(before.classes) - 1)

    def _teller(self, number: int) -> Subject | None:
        """Return the one person of whom the sentence before tells: 'Doe has heard it before. "Let them try."'"""
        before = self.lines[number - 1] if number else None
        if before is None or self.reports[number - 1] or self.lines[number].starts[0] - before.ends[-1] >= _NEXT:
            return None
        if before.paragraph != self.lines[number].paragraph or "q" in before.classes:
            return None
        subject = main_subject(before, len(before.classes))
        told = [thing for i in range(len(before.tokens)) if is_person(thing := before.thing(i))]
        return subject if subject and len(told) == 1 and told[0] is before.thing(subject.words[-1] - 1) else None

    def _signed_next(self, number: int) -> Line | None:
        """Return the next line where it is nothing but a dash and a name."""
        line = self.lines[number + 1] if number + 1 < len(self.lines) else None
        if line is None or line.paragraph - self.lines[number].paragraph > 1 or not _SIGNATURE.match(line.classes):
            return None
        return line if named(line, 1) else None

    def _next_attribution(self, number: int) -> Report | None:
        """Return the attribution that the next sentence is: '"Is it?" Doe asked.'"""
        if number + 1 >= len(self.lines) or self.lines[number + 1].paragraph != self.lines[number].paragraph:
            return None
        return next((report for report in self.reports[number + 1] if not report.parts), None)

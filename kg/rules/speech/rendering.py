"""How a report renders what is said: in quoted words, in the writer's words, or in both."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Manner, Span
from kg.rules.speech.wording import is_titled, quote_spans, quoted_words, quotes, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from kg.rules.speech.lines import Line
    from kg.rules.speech.phrases import Range
    from kg.rules.speech.sources import Report
    from kg.rules.speech.subjects import Subject

#: So many quoted words stand as speech of their own, also inside somebody else's sentence.
DIRECT_WORDS = 6
# So large a share of a report must they be; with several quotations, the report is what holds them together.
_SHARE, _SHARE_OF_MANY, _NEARLY_ALL = 0.4, 0.75, 0.9
_PARTED = (",ct", ",t", ",st")
_ONE = 80  # characters in which two short clauses are one remark: "the price was full but that it was fair"
_CALLING = ("call", "dub", "label")
_CLAUSE = 5  # tokens before a colon that are a report of their own
_JOINT = re.compile(r",?ct(?![io])|,?st(?![io])|,t(?=[^;]*,ct)|:(?=q)|,(?=q$)")
_PARTING = ("ct", ",ct", ",t", "st", ",st")  # of two things said, whatever they are


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

    @property
    def told(self) -> list[Span]:
        """Where what is said stands, together with the words of the speaker that are left out of it."""
        return [self.line.span(*part) for part in self.report.parts] if self.report else []


def render(text: str, number: int, report: Report, inner: Set[int]) -> Iterator[Said]:
    """Yield what a report says; the quotations `inner` have speakers of their own."""
    line = report.line
    if report.quoted:
        spans = tuple(span for part in report.parts for span in quote_spans(text, line, part))
        if spans:
            yield Said(number, line, spans, Manner.DIRECT, report, report.subject)
    elif len(report.parts) > 1:
        spans = tuple(span for part in report.parts if (span := trimmed(text, line.span(*part)))[1] > span[0])
        manner = Manner.MIXED if any(quotes(line, part) for part in report.parts) else Manner.INDIRECT
        if spans:
            yield Said(number, line, spans, manner, report, report.subject)
    else:
        for part in _segments(text, line, report.parts[0]):
            said = _part(text, number, report, part, inner)
            if said is not None:
                yield said


def is_long(text: str, line: Line, at: int) -> bool:
    """Tell whether a quotation has words enough to be speech of its own."""
    return len(quoted_words(text, line, at)) >= DIRECT_WORDS


def _segments(text: str, line: Line, part: Range) -> Iterator[Range]:
    """Cut "that A, and that B", and "that A and that B" where one holds words enough to be speech of their own."""
    start, end = part
    first, last = line.span(start, end) if end > start else (0, 0)
    parting = _PARTING if last - first > _ONE else _PARTED
    for joint in _JOINT.finditer(line.classes[:end], start):
        if joint.group()[-2:] == "st" and line.word(joint.end() - 2) != "but":
            continue
        if joint.group() == ":" and joint.start() - start < _CLAUSE:
            continue
        alone = joint.start() == start + 1 and line.classes[start] == "q"
        quoted = quotes(line, (start if alone else joint.end(), end))
        if joint.group() in parting or any(is_long(text, line, at) for at in quoted):
            if joint.start() > start:
                yield start, joint.start()
            start = joint.end()
    yield start, end


def _part(text: str, number: int, report: Report, part: Range, inner: Set[int]) -> Said | None:
    line = report.line
    whole = trimmed(text, line.span(*part))
    if whole[1] <= whole[0]:
        return None
    own = [at for at in quotes(line, part) if at not in inner]
    if not own and set(line.classes[slice(*part)]) <= set("q.,"):
        return None
    spans = tuple(span for at in own for span in quote_spans(text, line, (at, at + 1)))
    if not spans:
        return Said(number, line, (whole,), Manner.INDIRECT, report, report.subject)
    if len(own) == part[1] - part[0] == 1 and report.lemma in _CALLING and is_titled(text, line, own[0]):
        return None  # "what the city calls “Project Cane”"
    share = sum(end - start for start, end in spans) / (whole[1] - whole[0])
    enough = _SHARE if len(own) == 1 else _SHARE_OF_MANY
    if line.word(part[0] - 1) == "as" and not is_long(text, line, own[0]):  # "which she described as “poor”"
        return Said(number, line, (whole,), Manner.MIXED, report, report.subject)
    if share > _NEARLY_ALL or (share >= enough and any(is_long(text, line, at) for at in own)):
        return Said(number, line, spans, Manner.DIRECT, report, report.subject)
    return Said(number, line, (whole,), Manner.MIXED, report, report.subject)

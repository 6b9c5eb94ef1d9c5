"""Who speaks quoted words that no verb attributes: by a dash, by "from", or by nothing but a name and a colon."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.document import Mention
from kg.model import Kind
from kg.quotations import Quotation
from kg.rules.speech.phrases import phrase_left, phrase_right
from kg.rules.speech.subjects import Subject, subject_after, subject_before

if TYPE_CHECKING:
    from kg.rules.speech.lines import Line

_SIGNED = re.compile(r"q[.,]?-(?=[mT][^vxbkq]*$)")
_FEWEST = 3  # tokens before a label
_VERDICT = re.compile(r"(?P<who>[dT]?[mTe]{1,3})hj?n\.$")
_FINITE = re.compile(r"[vkxb]")
_LEADS_OVER = ",?!"  # what ends quoted words that a sentence goes on from
_APART = 9  # tokens between "from" and a colon


def signer(line: Line) -> Subject | None:
    """Return who signs a quotation behind a dash: '"..." - Jane Doe, chief executive'."""
    match = _SIGNED.match(line.classes)
    return named(line, match.end()) if match else None


def source(line: Line, colon: int) -> Subject | None:
    """Return "Doe" of 'The firm has this word from Doe: "..."'."""
    thing = line.thing(colon - 1)
    if not isinstance(thing, Mention) or thing.kind is not Kind.PERSON:
        return None
    start = max((i for i in range(max(0, colon - _APART), colon) if line.word(i) in ("from", "by")), default=-1)
    return Subject((start + 1, colon)) if start >= 0 and "k" not in line.classes[start:colon] else None


def labelled(line: Line, colon: int) -> Subject | None:
    """Return who speaks in 'Chief executive Jane Doe: "..."', where nothing but a name stands before the colon."""
    found = phrase_left(line.classes, colon, line.tokens)
    return Subject(found) if found and "m" in line.classes[slice(*found)] and found[0] < _FEWEST else None


def asked(line: Line) -> Subject | None:
    """Return "Doe" of 'Doe's answer? "..."'."""
    match = _VERDICT.match(line.classes)
    return Subject((0, match.end("who"))) if match and line.tokens[-1] == "?" else None


def phrased(line: Line, at: int) -> Subject | None:
    """Return "Doe" of 'which, in the words of Doe, "..."'."""
    end = at - (line.classes[at - 1 : at] == ",")
    found = phrase_left(line.classes, end, line.tokens)
    if found is None:
        return None
    of = next((i for i in range(*found) if line.word(i) == "of"), found[0] - 1)
    words = line.word(of) == "of" and line.word(of - 1) in ("words", "phrase")
    return Subject((of + 1, end)) if words and of + 1 < end else None


def speaking(text: str, line: Line, at: int) -> Subject | None:
    """Return "Doe" of '"...," Doe shrugged': quoted words that lead over to a subject, whatever it does."""
    classes, quotation = line.classes, line.thing(at)
    if not isinstance(quotation, Quotation) or classes[:at].strip("crs,"):
        return None
    outer = classes[at + 1 : at + 2] == ","
    if not outer and text[quotation.inner[1] - 1] not in _LEADS_OVER:
        return None
    start = at + 1 + outer
    verb = _FINITE.search(classes, start)
    if verb is None or "q" in classes[start : verb.start()]:
        return None
    subject = subject_after(line, start) if verb.start() == start else subject_before(line, verb.start(), shared=False)
    return subject if subject and subject.words[0] >= start and _is_somebody(line, subject) else None


def _is_somebody(line: Line, subject: Subject) -> bool:
    things = (line.thing(i) for part in (subject.words, subject.beside) if part for i in range(*part))
    return any(isinstance(thing, Mention) and thing.kind is not Kind.PLACE for thing in things)


def named(line: Line, at: int) -> Subject | None:
    """Return the name that begins at `at` as a speaker, with what is told of them."""
    found = phrase_right(line.classes, at)
    if found is None:
        return None
    return Subject(found, (found[1], len(line.tokens)) if found[1] < len(line.tokens) else None)

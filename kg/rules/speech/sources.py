"""Reports without a verb of speech: "according to", "the claim that", "puts the cost at"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.document import Mention
from kg.lexicon import words
from kg.rules.speech.clauses import VERB, past_adverbials
from kg.rules.speech.closings import past_openers
from kg.rules.speech.cues import frames, is_document
from kg.rules.speech.endings import content_end
from kg.rules.speech.heads import head_of, is_mute
from kg.rules.speech.phrases import Range, phrase_left, phrase_right
from kg.rules.speech.subjects import Subject, subject_before

if TYPE_CHECKING:
    from kg.rules.speech.lines import Line

_SUM = re.compile(r"[Mq]")
_OWN = ("his", "her", "its", "their")
_ANSWERED = ("rejected", "rejects", "denied", "denies", "disputed", "disputes", "dismissed", "dismisses", "contested")
_FEWEST = 3  # tokens in what a noun reports
_WRITERS = ("my", "our", "your")
_VIEW = re.compile(r"i(?:[dp]|d?[jn]*[mneT]{1,3}(?P<h>h))(?P<noun>j?n)(?:i(?P<after>d?[jn]*[mneT]{1,4}))?,")


@dataclass(frozen=True, slots=True)
class Report:
    """A verb of speech with its subject and the parts of what is said; no part where the words stand elsewhere."""

    line: Line
    cue: Range
    lemma: str
    subject: Subject
    parts: tuple[Range, ...]

    @property
    def quoted(self) -> bool:
        """Whether all that is said stands in quotation marks."""
        return bool(self.parts) and all(set(self.line.classes[a:b]) <= set("q,") for a, b in self.parts)


def according(line: Line, at: int, floor: int) -> Report | None:
    """Read "according to Doe, ..." and "..., according to Doe"."""
    classes = line.classes
    behind = at + 1 + (classes[at + 1 : at + 2] == "o")
    found = phrase_right(classes, behind) if behind > at + 1 or line.word(at) == "per" else None
    if found is None:
        return None
    stop = found[1]
    while stop < len(classes) and classes[stop] in "jiodnmeTMhvgpr":  # "people familiar with the matter"
        stop += 1
    first = at == 0 or (at < 3 and classes[at - 1] in "cs,r")
    parts = _behind_source(classes, stop, line) if first else _around_source(line, at, stop, floor)
    parts = tuple(part for part in parts if part[1] > part[0])
    return Report(line, (at, stop), "according to", Subject((found[0], stop)), parts) if parts else None


def _behind_source(classes: str, stop: int, line: Line) -> tuple[Range, ...]:
    comma = classes.find(",", stop, stop + 20)
    begin = comma + 1 if comma >= 0 else stop
    return ((begin, content_end(line, begin)),) if begin < len(classes) - 1 else ()


def _around_source(line: Line, at: int, stop: int, floor: int) -> tuple[Range, ...]:
    classes, end = line.classes, at - (line.classes[at - 1] == ",")
    if end > 0 and classes[end - 1] == "w":  # "which, according to Doe, is late"
        [(start, last)] = _behind_source(classes, stop, line) or ((stop, stop),)
        comma = classes.find(",", start, last)
        return ((start, comma if comma > 0 else last),)
    left = (past_openers(line, floor, end), end)
    goes_on = classes[stop : stop + 1] == "," and VERB.search(classes, stop) and classes[stop + 1] not in "wcsKgT"
    goes_on = goes_on and classes[stop + 1 : stop + 3] != "iW"  # "in what would be a first"
    return (left, (stop + 1, content_end(line, stop + 1))) if goes_on else (left,)


def noun(line: Line, at: int, _floor: int) -> Report | None:
    """Read "reports that ...", "Doe's claim that ..."."""
    if line.word(at).removesuffix("s") not in words("speech", "nouns"):
        return None
    if line.word(at - 1 - (line.classes[at - 1 : at] in ("d", "j"))) in words("speech", "unsaid"):
        return None
    if _is_answered(line, at + 2):
        return None
    part = (at + 2, content_end(line, at + 2))
    owned = line.classes[at - 1 : at] == "h"
    owner = phrase_left(line.classes, at - 1 if owned else at + 1, line.tokens)
    if at > 0 and (getattr(line.thing(at - 1), "text", "").lower() or line.word(at - 1)) in _OWN:
        owner = (at - 1, at)
    if owner is None or part[1] - part[0] < _FEWEST:
        return None
    return Report(line, (at, at + 1), line.word(at), Subject(owner if owned else _bare(line, owner)), (part,))


def _is_answered(line: Line, at: int) -> bool:
    """Tell whether words behind "a claim that" tell who denies it: "a claim that the firm's clerk rejected"."""
    found = phrase_right(line.classes, at, wide=False)
    behind = found[1] + (line.classes[found[1] : found[1] + 1] == "r") if found else at
    return found is not None and line.word(behind) in _ANSWERED


def _bare(line: Line, phrase: Range) -> Range:
    """Leave out what came of the report: "shares fell after reports"."""
    start, end = phrase
    before = (i + 1 for i in range(end - 2, start - 1, -1) if line.word(i) in words("speech", "before_nouns"))
    return next(before, start), end


def amount(line: Line, at: int, _floor: int) -> Report | None:
    """Read "puts the cost at $3 billion", "put growth at “low double digits”"."""
    if line.word(at).partition(" ")[0] not in words("speech", "amounts") and line.classes[at] != "k":
        return None
    sum_ = _SUM.search(line.classes, at + 1)
    end = sum_.end() if sum_ else 0
    if sum_ is None or not any(line.word(i) == "at" for i in range(end - 4, end - 1)):
        return None
    if VERB.search(line.classes, at + 1, end) and line.classes[at] == "k":
        return None
    subject = subject_before(line, at)
    fits = subject is not None and not is_mute(line, subject.words)
    return Report(line, (at, at + 1), "put", subject, ((at + 1, end),)) if subject and fits else None


def passive(line: Line, at: int, _floor: int) -> Report | None:
    """Read "Doe was told by Acme that ...", "Acme was reported by Doe to be for sale"."""
    found = phrase_right(line.classes, at + 2, wide=False) if line.word(at + 1) == "by" else None
    if found is None:
        return None
    start = past_adverbials(line, found[1])
    letter, allowed = line.classes[start : start + 1], frames()[line.lemma(at)]
    if letter == "t" and "hearer" in allowed:
        start += 1
    elif letter != "o" or "clause" not in allowed:
        return None
    part = (start, content_end(line, start))
    return Report(line, (at, at + 1), line.lemma(at), Subject(found), (part,)) if part[1] > part[0] else None


def asked(line: Line) -> Report | None:
    """Read "Asked by Doe whether rents would fall, Roe laughed", "Pressed by Doe on what rents would do, ..."."""
    if line.word(1) != "by" or line.word(0) not in words("speech", "asking"):
        return None
    found = phrase_right(line.classes, 2, wide=False)
    if found and line.classes[found[1] : found[1] + 2] == "im":  # "Doe of Acme"
        found = phrase_right(line.classes, 2)
    start = found[1] + (line.word(found[1]) in ("on", "about", "as")) if found else 0
    start += line.classes[start : start + 1] == "o"
    comma = line.classes.find(",", start)
    if found is None or comma < 0 or (line.classes[start] != "W" and line.word(start) != "if"):
        return None
    return Report(line, (0, found[1]), "ask", Subject(found), ((start, comma),))


def viewed(line: Line) -> Report | None:
    """Read "In her view, ...", "In the opinion of Doe, ..."."""
    match = _VIEW.match(line.classes)
    if match is None or line.word(0) != "in" or line.word(match.end("noun") - 1) not in words("speech", "views"):
        return None
    owner = match.span("after") if match["after"] else (1, match.end("noun") - 1 - (match["h"] is not None))
    text = line.thing(owner[0])
    if line.word(owner[0]) in _WRITERS or (isinstance(text, Mention) and text.text.lower() in _WRITERS):
        return None
    part = (match.end(), content_end(line, match.end()))
    fits = part[1] - part[0] >= _FEWEST
    return Report(line, (0, match.end() - 1), "view", Subject(owner), (part,)) if fits else None


def vouches(source: Report, report: Report) -> bool:
    """Tell whether a source only vouches that somebody spoke: "Doe told staff ..., according to a recording"."""
    start, end = source.parts[0]
    if start > source.cue[0] or start == report.cue[1]:
        return start in (report.subject.words[0], report.cue[1])
    if len(source.parts) > 1 or not is_document(source.line.word(head_of(source.line, source.subject.words))):
        return False
    return start <= report.subject.words[0] < report.cue[0] < end

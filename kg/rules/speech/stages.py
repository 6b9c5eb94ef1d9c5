"""Where somebody is told to have taken the word, in sentences that report none of the words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.document import Form
from kg.lexicon import beginning, table
from kg.model import Kind
from kg.rules.speech.settings import named
from kg.rules.speech.times import days

if TYPE_CHECKING:
    from kg.document import Document
    from kg.model import Ref, Sourced, Span, TimeSpan

_THERE = re.compile(r"\b(?:[Aa]t|[Dd]uring|[Ii]n|[Oo]n) [^.,;:\n“”\"]*$")
_BEFORE = 70  # characters between "at" and the word for the occasion
#: What one does on such an occasion.
_TAKES_THE_WORD = re.compile(
    r"\b(?:emphasi[sz]|outlin|discuss|spoke|speak|express|address|appear|talk|tout|la(?:id|ying) out|lays out|describ"
    r"|unveil|present|deliver|announc|remark|comment|hint|reveal|stress|ma(?:de|king) the|[Aa]sked)"
)
_LASTS = 800  # characters, about two paragraphs


@dataclass(frozen=True, slots=True)
class Stage:
    """An occasion on which one person takes the word, and its day."""

    start: int
    channel: Sourced[str]
    said: Sourced[TimeSpan] | None


def stages(document: Document) -> dict[Ref, list[Stage]]:
    """Return the occasions of each person, in order of the text."""
    found: dict[Ref, list[Stage]] = {}
    last: Span = (-1, -1)
    spoken_of = tuple(word for word in table("speech")["occasions"] if word in document.text)
    for match in _any_of(spoken_of).finditer(document.text, document.article.body) if spoken_of else ():
        there = _THERE.search(document.text, max(0, match.start() - _BEFORE), match.start())
        sentence = document.sentence(match.start())
        if there is None or sentence == last or not _TAKES_THE_WORD.search(document.text, *sentence):
            continue
        last = sentence
        told_of = document.mentions_in(*sentence)
        people = {m.ref for m in told_of if m.kind is Kind.PERSON and m.form is not Form.NOMINAL}
        channel = named(document, [(there.start(), match.end())])
        if channel is not None and len(people) == 1 and (ref := people.pop()):
            found.setdefault(ref, []).append(Stage(sentence[0], channel, _day(document, sentence)))
    return found


@cache
def _any_of(occasions: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:{beginning(occasions)})\b")


def _day(document: Document, span: Span) -> Sourced[TimeSpan] | None:
    """Return the first day or month in a sentence; a mere year or quarter belongs to a name ("the 2025 summit")."""
    return next((found for found in days(document, span) if _MONTH_OR_DAY.match(found.value.edtf)), None)


_MONTH_OR_DAY = re.compile(r"[^/]*\d-\d[^/]*$")


def stage_of(known: dict[Ref, list[Stage]], ref: Ref | None, offset: int) -> Stage | None:
    """Return the occasion on which a person who speaks at `offset` was last told to take the word, if near."""
    near = [stage for stage in known.get(ref or "", ()) if 0 <= offset - stage.start < _LASTS]
    return near[-1] if near else None

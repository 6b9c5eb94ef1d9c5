"""Whom a relative clause or an apposition right before a verb of speech belongs to: "Doe, head of Acme, who said"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING

from kg.document import Mention
from kg.model import Kind
from kg.rules.speech.cues import is_document
from kg.rules.speech.phrases import Range, phrase_left

if TYPE_CHECKING:
    from kg.rules.speech.lines import Line

_FINITE = re.compile(r"[vkxby]")
_PARTED = re.compile(r"[,;:qkt-]")


@dataclass(frozen=True, slots=True)
class Subject:
    """Who speaks: the words, and words beside them that describe the speaker further."""

    words: Range
    beside: Range | None = None
    relative: bool = False


def titled(line: Line, phrase: Range) -> Subject | None:
    """Find "Doe" in "Jane Doe, head of research at Acme said", whose second comma is left out."""
    classes = line.classes
    if phrase[0] < 2 or classes[phrase[0] - 1] != "," or "T" not in classes[slice(*phrase)]:
        return None
    person = line.thing(phrase[0] - 2)
    if not isinstance(person, Mention) or person.kind is not Kind.PERSON or _has_person(line, phrase):
        return None
    return Subject((phrase[0] - 2, phrase[0] - 1), phrase)


def _has_person(line: Line, phrase: Range) -> bool:
    things = (line.thing(at) for at in range(*phrase))
    return any(isinstance(thing, Mention) and thing.kind is Kind.PERSON for thing in things)


def antecedent(line: Line, at: int) -> Subject | None:
    """Find "Doe" in "no word from Doe, who said"."""
    end = at - 1 if at > 0 and line.classes[at - 1] == "," else at
    found = phrase_left(line.classes, end, line.tokens)
    if found is None:
        return None
    if line.word(at) == "which" and (first := paper(line, at)):
        return Subject((first, end), None, relative=True)
    thing = line.thing(end - 1)
    if (described := titled(line, found)) is not None:  # "Doe, head of research at Acme, who believes"
        return Subject(described.words, described.beside, relative=True)
    if line.word(at) == "who" and isinstance(thing, Mention) and thing.kind is Kind.PERSON:
        found = (end - 1, end) if "i" in line.classes[slice(*found)] else found
    return Subject(found, None, relative=True)


def paper(line: Line, which: int) -> int:
    """Return where "a report by Doe" begins in "it leans on a report by Doe, which found"; 0 where there is none."""
    start = max(map(line.classes.rfind, ",;:vkxbqw", repeat(0), repeat(which - 1))) + 1
    head = next((i for i in range(which - 1, start, -1) if is_document(line.word(i))), 0)
    first = max(line.classes.rfind(letter, start, head) for letter in "de") if head else 0
    return first if first > 0 and line.classes[first - 1] == "i" else 0


def relative_before(line: Line, at: int) -> Subject | None:
    """Find "official" in "an official who relayed the exchange said"."""
    classes = line.classes
    who = classes.rfind("w", max(0, at - 12), at)
    if who <= 0 or line.word(who) != "who":
        return None
    if _PARTED.search(classes, who, at) or not _FINITE.search(classes, who, at):
        return None
    found = phrase_left(classes, who, line.tokens)
    return Subject(found) if found else None

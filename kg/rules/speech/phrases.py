"""Noun phrases around a verb of speech: who speaks, on a line's class letters. All walks are linear and bounded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.document import Mention
from kg.model import Kind

if TYPE_CHECKING:
    from kg.rules.speech.lines import Line

#: A range of tokens of one line, the end excluded.
Range = tuple[int, int]

_REACH = 40  # how many tokens a subject may reach back
_HEADS = "nmTjMhg"
_POSTMODIFIERS = frozenset("briefed based involved acquainted surveyed interviewed asked quoted headquartered".split())
_LAST_NAME = re.compile(r"[jT]*[me]$|d[^d]*$|[^di]+$")
_APPOSITION = re.compile(r"(?:w|[djnmeTMqr]|[gvi])[^:;]*$")
_FINITE = re.compile(r"[vkxby]")
#: What may stand between a subject and its verb.
BETWEEN = "rx!bD"


@dataclass(frozen=True, slots=True)
class Subject:
    """Who speaks: the words, and words beside them that describe the speaker further."""

    words: Range
    beside: Range | None = None
    relative: bool = False


def phrase_left(classes: str, end: int, tokens: tuple[str, ...]) -> Range | None:
    """Return the noun phrase that ends before `end`."""
    at, low, listed = end, max(0, end - _REACH), False
    while at > low:
        letter, before = classes[at - 1], classes[at - 2] if at > 1 else ""
        if letter in _HEADS and not (letter in "gM" and at == end):
            at -= 1
        elif letter == "q" and before in "mT" and before and at < end:  # a nickname inside a name
            at -= 1
        elif letter == "M" or (letter == "p" and at == end):
            at -= 1
            if letter == "p" and before != "i":
                break
        elif letter in "de":
            at -= 1
            if before not in "dic" or not before:
                break
        elif letter == "D" and before in "dh" and before and at < end:  # "its first-quarter report"
            at -= 1
        elif letter == "i" and before and before in "nmTjMpde" and at < end:
            at -= 1
        elif letter == "v" and tokens[at - 1].lower() in _POSTMODIFIERS and before in "nme" and at < end:
            at -= 1
        elif letter == "c" and before and before in "nmTpMe," and at < end:
            listed = True
            at -= 1
        elif letter == "," and listed and before in "nmTe" and at < end:
            at -= 1
        elif letter == ")" and (opening := classes.rfind("(", max(0, at - 9), at)) > 0:
            at = opening
        else:
            break
    return _trimmed(classes, at, end)


def _trimmed(classes: str, start: int, end: int) -> Range | None:
    while start < end and classes[start] in "hic,r":
        start += 1
    phrase = classes[start:end]
    if start > 0 and classes[start - 1] == "i" and len(phrase) > 1:  # "In Ohio the governor said"
        match = _LAST_NAME.search(phrase)
        start += match.start() if match else 0
    return (start, end) if start < end else None


def phrase_right(classes: str, start: int, *, wide: bool = True) -> Range | None:
    """Return the noun phrase that begins at `start`; `wide` takes in what hangs on it by prepositions and "and"."""
    at, size, head = start, len(classes), False
    while at < size:
        letter, behind = classes[at], classes[at + 1] if at + 1 < size else ""
        if letter == "p":
            at += at == start
            break
        if letter in "de":
            if head and classes[at - 1] not in "icd":
                break
            head = head or letter == "e"
            at += 1
        elif letter == "D" and (at > start and classes[at - 1] in "dh" or behind == "h"):
            at += 1
        elif letter in "nmTjMh" or (letter in "gq" and behind in tuple("nmj")):
            head = True
            at += 1
        elif wide and head and letter in "ic" and behind and behind in "dnmTjMe":
            at += 1
        elif letter == "(" and head and (closing := classes.find(")", at, at + 9)) > 0:
            at = closing + 1
        else:
            break
    return (start, at) if at > start else None


def subject_before(line: Line, cue: int, depth: int = 0) -> Subject | None:
    """Return the subject of the verb at `cue`, looked for to its left."""
    classes = line.classes
    at = cue
    while at > 0 and classes[at - 1] in BETWEEN:
        at -= 1
    if at == 0 or depth > 3:
        return None
    before = classes[at - 1]
    if before == "w":
        return _antecedent(line, at - 1)
    if before == "c" or classes[cue : cue + 1] in ("K", "I"):
        return main_subject(line, cue, depth)
    if before in ",-":
        return _behind_apposition(line, at - 1, depth) or (main_subject(line, cue, depth) if _shares(classes, at) else None)
    found = phrase_left(classes, at, line.tokens)
    if found and (relative := _relative_before(line, found[0])) is not None:
        return relative
    return Subject(found) if found else None


def _shares(classes: str, at: int) -> bool:
    """Tell whether a comma before a verb may part verbs of one subject: "cut prices, said it would go on and ..."."""
    return _FINITE.search(classes, 0, max(0, at - 1)) is not None and "q" not in classes[max(0, at - 2) : at]


def _antecedent(line: Line, at: int) -> Subject | None:
    end = at - 1 if at > 0 and line.classes[at - 1] == "," else at
    found = phrase_left(line.classes, end, line.tokens)
    if found and line.classes[end - 1] == "m" and "i" in line.classes[slice(*found)] and line.tokens[at].lower() == "who":
        thing = line.masked.atoms.get(line.starts[end - 1])
        if isinstance(thing, Mention) and thing.kind is Kind.PERSON:  # "no word on Jane Doe, who said"
            found = (end - 1, end)
    return Subject(found, None, relative=True) if found else None


def _behind_apposition(line: Line, comma: int, depth: int) -> Subject | None:
    """Find "Doe" in "Doe, the head of Acme, said", through several appositions."""
    classes, end = line.classes, comma
    for _ in range(3):
        mark = classes[comma]
        start = classes.rfind(mark, max(0, comma - 30), comma)
        if start <= 0 or not _APPOSITION.match(classes[start + 1 : comma]):
            return None
        if classes[start - 1] == "w":
            return _antecedent(line, start - 1)
        found = phrase_left(classes, start, line.tokens)
        if found is None:
            return None
        before = classes[found[0] - 1] if found[0] else ""
        core = classes[slice(*found)].split("i")[0]
        if before == "," and not set(core) & set("mpe"):
            comma = start
            continue
        if before == "i" and "m" not in classes[slice(*found)]:
            return None
        return Subject(found, (start + 1, end))
    return None


def _relative_before(line: Line, at: int) -> Subject | None:
    """Find "official" in "an official who relayed the exchange said"."""
    classes = line.classes
    who = classes.rfind("w", max(0, at - 12), at)
    if who <= 0 or line.tokens[who].lower() != "who" or re.search(r"[,;:qkt-]", classes[who:at]) or not _FINITE.search(classes, who, at):
        return None
    found = phrase_left(classes, who, line.tokens)
    return Subject(found) if found else None


def main_subject(line: Line, cue: int, depth: int = 0) -> Subject | None:
    """Return the subject of the clause that `cue` shares or hangs on: "X cut jobs and said", "X fell, saying"."""
    classes = line.classes
    start = max(classes.rfind(";", 0, cue), classes.rfind(":", 0, cue)) + 1
    relative = classes.rfind("w", start, cue)
    if relative > 0 and "," not in classes[relative:cue] and _FINITE.search(classes, relative, cue):
        start = relative
    if classes[cue : cue + 1] == "K" and (first := classes.find("k", start, cue)) >= 0:
        subject = subject_before(line, first, depth + 1)
        if subject is not None:
            return subject
    for match in _FINITE.finditer(classes, start, cue):
        if classes[match.start() - 1 : match.start()] in ("o", "W"):
            continue
        subject = subject_before(line, match.start(), depth + 1)
        if subject is not None:
            return subject
    return None


def subject_after(line: Line, cue: int) -> Subject | None:
    """Return the subject of an inverted verb: "said Jane Doe, who runs Acme"."""
    start = cue + 1
    while start < len(line.classes) and line.classes[start] == "r":
        start += 1
    found = phrase_right(line.classes, start)
    if found is None or not re.search(r"[nmepTjM]$", line.classes[slice(*found)]):
        return None
    end = found[1]
    if line.classes[end : end + 1] in (",", "-", "("):
        stop = min((i for i in (line.classes.find(c, end + 1) for c in ".q;:") if i > 0), default=len(line.classes))
        return Subject(found, (end + 1, stop)) if stop > end + 1 else Subject(found)
    return Subject(found)

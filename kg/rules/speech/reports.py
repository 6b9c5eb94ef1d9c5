"""Reports of speech inside one sentence: for each verb or noun of speech who speaks and what is said."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.document import Form, Mention
from kg.model import Kind
from kg.rules.speech.clauses import VERB
from kg.rules.speech.closings import closing
from kg.rules.speech.complements import complement
from kg.rules.speech.cues import frames, is_document
from kg.rules.speech.heads import head_of, is_mute
from kg.rules.speech.phrases import Range, phrase_right
from kg.rules.speech.sources import Report, according, amount, asked, noun, passive, viewed
from kg.rules.speech.subjects import Subject, subject_before

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from kg.rules.speech.lines import Line


_CUE = re.compile(r"[kKIA]|n(?=t)|v(?=[dejnmThgicrstoD,]{1,24}[Mq])|y(?=i)")
_FIRST = ("i", "k", "v")  # letters of "In her view", "Asked by", "Pressed by"
_NEGATED = re.compile(r"!r*$")
_FINITE_VERB = re.compile(r"[rx!]*[vbx]")
_FINITE = re.compile(r"[bx]+")
_MAIN_VERB = re.compile(r"(?:,|(?<=q))(?=[rx!]*[vkxb])")
_BY_DOING = ("respond", "reply", "answer", "counter", "begin", "start", "continue", "finish")  # "replied by saying"
_PERHAPS = ("can", "could", "may", "might", "must", "should")  # "a mill may tell its buyers to wait"
_ACTS = ("order", "tell", "ask", "instruct", "command")  # "asked the agency to restore its permit"
_AT_A_SUM = ("put it", "estimate")
_GLADLY = ("pleased", "proud", "excited", "thrilled", "delighted", "happy", "glad", "honored", "honoured")


def reports(line: Line) -> Iterator[Report]:
    """Yield the reports of a line, from left to right. A verb inside quoted words is not seen at all."""
    floor, last = 0, None  # behind the last attribution that closed what it reports; the last report
    if line.classes[:1] in _FIRST and (found := asked(line) or viewed(line)) is not None:
        yield found
    for match in _CUE.finditer(line.classes):
        found = _READERS.get(match.group(), _verb)(line, match.start(), floor)
        if found is not None:
            if last is not None and _goes_on(line, last, found):  # "said another, adding that"
                found = replace(found, subject=last.subject)
            yield found
            last = found
            if found.parts and found.parts[-1][1] <= found.cue[0]:
                floor = found.cue[1]


def _goes_on(line: Line, last: Report, found: Report) -> bool:
    """Tell whether an -ing form hangs on an attribution right before it."""
    start, end = last.cue[1], found.cue[0]
    closed = bool(last.parts) and last.parts[-1][1] <= last.cue[0]
    return (
        closed
        and line.classes[end] == "K"
        and line.classes[end - 1] == ","
        and not VERB.search(line.classes, start, end)
    )


def _verb(line: Line, cue: int, floor: int) -> Report | None:
    lemma = line.lemma(cue)
    allowed = frames()[lemma]
    if lemma == "ask" and cue == 0 and line.word(1) == "by":
        return None
    if lemma in _AT_A_SUM and (found := amount(line, cue, floor)) is not None:
        return found
    if _silent(line, cue, lemma) or _is_reduced(line, cue, lemma):
        return None
    before = subject_before(line, cue)
    if before is not None and is_mute(line, before.words):
        before = None
    if not _may_say(line, cue, before, allowed):
        return None
    parts = _before_clause(line, cue, complement(line, cue + 1, allowed))
    if parts and before is not None and _is_act(line, cue, before, parts[0]):
        return None
    if before is not None and len(parts) == 1 and (before.relative or line.classes[before.words[0] - 1] == "w"):
        parts = _before_main(line, parts[0])
    if parts and before is not None and not _behind_quote(line.classes, cue, before):
        left = _interrupted(line, before, floor) if line.classes[parts[0][0]] == "q" else ()
        return Report(line, (cue, cue + 1), lemma, before, (*left, *parts))
    closed = closing(line, cue, floor, allowed, before)
    if closed is not None:
        return Report(line, closed[1], lemma, closed[0], closed[2])
    return Report(line, (cue, cue + 1), lemma, before, parts) if parts and before else None


def _may_say(line: Line, cue: int, subject: Subject | None, allowed: Set[str]) -> bool:
    """Tell whether a subject is one that a verb makes speak: a document that shows, a house that has learned."""
    if subject is None:
        return not {"documentary", "learned"} & allowed
    if _is_none(line, subject.words[0], line.lemma(cue)) or (
        "learned" in allowed and not _has_learned(line, cue, subject)
    ):
        return False
    return "documentary" not in allowed or _is_paper(line, subject.words)


def _before_clause(line: Line, cue: int, parts: tuple[Range, ...]) -> tuple[Range, ...]:
    """End "After remarks by Doe suggesting it would fall, shares rose" where the sentence itself begins."""
    if line.classes[cue] != "K" or len(parts) != 1 or VERB.search(line.classes, 0, cue):
        return parts
    if line.classes[0] not in "is":  # "A letter by Doe saying it was late was found"
        verbs = [match.start() for match in _FINITE.finditer(line.classes, *parts[0])]
        return ((parts[0][0], verbs[-1]),) if len(verbs) > 1 else parts
    comma = line.classes.find(",", *parts[0])
    return ((parts[0][0], comma),) if comma > 0 and VERB.search(line.classes, comma, parts[0][1]) else parts


def _before_main(line: Line, part: Range) -> tuple[Range, ...]:
    """End "For Doe, who recalls that rents fell, the offer is late" where the main sentence goes on."""
    if (verb := _MAIN_VERB.search(line.classes, part[0] + 1, part[1])) and _is_whole(line, part[0], verb.start()):
        return ((part[0], verb.start()),)  # "Acme, which says rents fell, bought a mill"
    comma = line.classes.find(",", *part)
    phrase = phrase_right(line.classes, comma + 1) if comma > 0 else None
    goes_on = phrase is not None and _FINITE_VERB.match(line.classes, phrase[1], part[1])
    return ((part[0], comma),) if goes_on else (part,)


def _is_whole(line: Line, start: int, end: int) -> bool:
    """Tell whether words may be all that is said: a clause, an infinitive, something and its name."""
    return line.classes[start] == "o" or line.classes[end - 1] == "q" or bool(VERB.search(line.classes, start, end))


def _is_paper(line: Line, phrase: Range) -> bool:
    """Tell whether a phrase names a document, also with whose it is: "a survey by the University of Salem"."""
    spots = [head_of(line, phrase), phrase[0] - 2, phrase[0] - 3] if line.classes[phrase[0] - 1] in "id" else phrase[:1]
    return any(is_document(line.word(at)) for at in (head_of(line, phrase), *spots))


def _is_reduced(line: Line, cue: int, lemma: str) -> bool:
    """Tell whether a verb only describes the noun before it: "the terms offered by Acme"."""
    if line.word(cue + 1) != "by" or line.classes[cue] != "k" or lemma in _BY_DOING:
        return False
    found = phrase_right(line.classes, cue + 2, wide=False)  # but "said by email that"
    return found is not None and "m" in line.classes[slice(*found)]


def _silent(line: Line, cue: int, lemma: str) -> bool:
    """Tell whether nothing is reported: "did not say", "declined to say", "it is important to note"."""
    if lemma == "tell" and line.word(cue - 1) == "all" and line.word(cue + 1) == ",":  # "All told, it won"
        return True
    if line.word(cue) == "notes" and line.word(cue + 1) == ":" and line.classes[cue - 1] not in "mpe":  # "Show notes:"
        return True
    if _NEGATED.search(line.classes[max(0, cue - 3) : cue]):
        return lemma != "deny"
    if line.word(cue - 1) in _PERHAPS:
        return True
    if line.classes[cue] != "I" or cue < 2 or line.word(cue - 2) in _GLADLY:
        return False
    return line.classes[cue - 2] in "jvbgny"


def _has_learned(line: Line, cue: int, subject: Subject) -> bool:
    """Tell whether a house that reports has found something out: "The Salem Times has learned"."""
    thing = line.thing(subject.words[1] - 1)
    perfect = line.word(cue - 1) in ("has", "have") and not line.word(cue).endswith("ing")
    return perfect and isinstance(thing, Mention) and thing.kind is Kind.ORGANIZATION and thing.form is Form.NAME


def _is_act(line: Line, cue: int, subject: Subject, part: Range) -> bool:
    """Tell whether a firm or body makes somebody do something, which is more than words: "The city ordered it to"."""
    behind = part[0] == cue + 1 and line.classes[part[0]] not in "Wq"
    if not behind or line.lemma(cue) not in _ACTS or "o" not in line.classes[slice(*part)]:
        return False
    thing = line.thing(head_of(line, subject.words))
    return not (isinstance(thing, Mention) and thing.kind is Kind.PERSON)


def _is_none(line: Line, at: int, lemma: str) -> bool:
    """Tell whether hardly anybody says so: "few doubt that", "not everybody thinks"."""
    return line.word(at) in ("few", "hardly") or (line.classes[at - 1 : at] == "!" and lemma in ("think", "believe"))


def _behind_quote(classes: str, at: int, subject: Subject) -> bool:
    """Tell whether quoted words end before a verb, and not what describes its subject: 'Doe, known as "J.", said'."""
    at -= classes[at - 1 : at] == ","
    return at > 0 and classes[at - 1] == "q" and (subject.beside is None or subject.beside[1] != at)


def _interrupted(line: Line, subject: Subject, floor: int) -> tuple[Range, ...]:
    """Return the first part of a quotation that its attribution interrupts: '"A," Doe said, "B."'."""
    start = subject.words[0]
    at = start - (line.classes[start - 1 : start] == ",")
    return ((at - 1, at),) if at > floor and line.classes[at - 1] == "q" else ()


_READERS = {"A": according, "n": noun, "v": amount, "y": passive}

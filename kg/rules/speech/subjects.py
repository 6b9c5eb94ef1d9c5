"""Who speaks: the subject of a verb of speech, before it, behind it, or shared with another verb."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from kg.document import Mention
from kg.model import Kind
from kg.rules.speech.antecedents import Subject, antecedent, paper, relative_before, titled
from kg.rules.speech.heads import head_of, is_person
from kg.rules.speech.phrases import phrase_left, phrase_right

if TYPE_CHECKING:
    from kg.rules.speech.lines import Line

__all__ = ["Subject", "main_subject", "subject_after", "subject_before"]

_APPOSITION = re.compile(r"[wdjnmeTMqrgvi][^:;]*$|k[^:;]*$")
_FINITE = re.compile(r"[vkxby]")
_LISTING = re.compile(r",w[^,]*[vkxby][dnmTjeh,]*")  # ", whose clients include Acme, Orbex"
_NOMINAL = re.compile(r"[nmepTjM]$")
_ASKED = ("asked", "told", "quoted", "questioned", "pressed")  # "Doe, asked about it, said"
_DOUBTING = ("wonder", "ask", "question")
_SUBORDINATE = ("because", "after", "when", "since", "although", "though")
_JOINS = ("but", "yet", "then")  # may part two verbs of one subject
_BETWEEN = "rx!bD"  # what may stand between a subject and its verb
_DEEPEST = 3  # how many appositions may follow each other
_APART = 30  # how many tokens an apposition may hold


def subject_before(line: Line, verb: int, *, shared: bool = True) -> Subject | None:
    """Return the subject of the verb at `verb`, looked for to its left; `shared` allows that of another verb."""
    classes, at = line.classes, verb
    while at > 0 and classes[at - 1] in _BETWEEN:
        at -= 1
    if at == 0:
        return None
    before = classes[at - 1]
    if before == "w":
        return _related(line, at - 1)
    if classes[verb] == "K" and (owner := _participle(line, at, verb)):
        return owner
    if before == "c" or line.word(at - 1) in _JOINS or classes[verb] in "KI":
        return main_subject(line, verb) if shared else None
    if before in ",-":
        apart = _behind_apposition(line, at - 1)
        return apart or (main_subject(line, verb) if shared and _shares(classes, at) else None)
    found = phrase_left(classes, at, line.tokens)
    if shared and found and "D" in classes[at:verb] and classes[found[0] - 1 : found[0]] == "i":
        return main_subject(line, verb) or Subject(found)  # "Acme fell and at a fair last week said"
    if found and line.word(found[0] - 1) == "of" and line.word(found[0] - 2) in ("none", "neither"):
        return None
    described = relative_before(line, found[0] if found else at)  # also "an official who asked not to be named said"
    return described or (titled(line, found) or Subject(found) if found else None)


def _related(line: Line, at: int) -> Subject | None:
    """Return whom "who" or "which" at `at` stands for; who told something "in a filing, which said" more."""
    first = paper(line, at) if line.word(at) == "which" else 0
    teller = main_subject(line, first) if first and line.word(first - 1) == "in" else None
    return teller or antecedent(line, at)


def _participle(line: Line, at: int, verb: int) -> Subject | None:
    """Find "Doe" in "a letter from Doe saying", "footage of Doe warning": a person right before the -ing form."""
    thing = line.thing(at - 1)
    if line.classes[at - 1] == "n" and line.word(at - 1).endswith("s") and line.lemma(verb) in _DOUBTING:
        found = phrase_left(line.classes, at, line.tokens)  # "leaving analysts wondering"
        return Subject(found) if found and found[0] > 0 and line.classes[found[0] - 1] != "," else None
    inside = line.classes[at - 2 : at - 1] in ("T", "i") or _FINITE.search(line.classes, 0, at) is None
    return Subject((at - 1, at)) if inside and isinstance(thing, Mention) and thing.kind is Kind.PERSON else None


def _shares(classes: str, at: int) -> bool:
    """Tell whether a comma may part two verbs of one subject: "cut prices, said it would go on and ..."."""
    return _FINITE.search(classes, 0, max(0, at - 1)) is not None and "q" not in classes[max(0, at - 2) : at]


def _behind_apposition(line: Line, comma: int) -> Subject | None:
    """Find "Doe" in "Doe, the head of Acme, said", through several appositions."""
    classes, end = line.classes, comma
    for _ in range(_DEEPEST):
        start = classes.rfind(classes[comma], max(0, comma - _APART), comma)
        if start <= 0 or not _APPOSITION.match(classes[start + 1 : comma]):
            return None
        if classes[start + 1] == "k" and line.word(start + 1) not in _ASKED and classes[start + 2] not in "io":
            return None
        if _is_state(line, start, comma):
            comma = start
            continue
        if classes[start - 1] == "w":
            return _related(line, start - 1)
        found = phrase_left(classes, start, line.tokens)
        if found is None:
            return None
        clause = classes.rfind(",w", max(0, found[0] - _APART), found[0])
        if clause > 0 and _LISTING.fullmatch(classes, clause, found[0]):
            start = clause  # "Doe, whose clients include Acme, Orbex and others, said"
            found = phrase_left(classes, start, line.tokens) or found
        core, before = classes[slice(*found)].split("i")[0], classes[max(0, found[0] - 1)]
        if before == "i" and "m" not in classes[slice(*found)]:
            return None
        if before != "," or found[0] == 0 or set(core) & set("mpe") or is_person(line.thing(start + 1)):
            return Subject(found, (start + 1, end))
        comma = start
    return None


def _is_state(line: Line, start: int, comma: int) -> bool:
    """Tell whether no more than the state of a town stands between two commas: "a mill in Salem, Ohio, said"."""
    first, second = line.thing(start - 1), line.thing(start + 1)
    town = isinstance(first, Mention) and first.kind is Kind.PLACE
    state = isinstance(second, Mention) and second.kind is Kind.PLACE
    return town and line.classes[start + 1 : comma] in ("m", "m.", "n.") and (state or line.word(comma - 1) == ".")


def main_subject(line: Line, verb: int) -> Subject | None:
    """Return the subject of the clause that `verb` shares or hangs on: "X cut jobs and said", "X fell, saying"."""
    classes = line.classes
    start = max(classes.rfind(";", 0, verb), classes.rfind(":", 0, verb)) + 1
    relative = classes.rfind("w", start, verb)
    if relative > 0 and "," not in classes[relative:verb] and _FINITE.search(classes, relative, verb):
        start = relative
    start = max(start, _clause_start(line, start, verb))
    places = [match.start() for match in islice(_FINITE.finditer(classes, start, verb), _APART)]
    if classes[verb : verb + 1] == "K" and (first := classes.find("k", start, verb)) >= 0:
        places.insert(0, first)
    for place in places:
        if classes[place - 1 : place] not in ("o", "W"):
            subject = subject_before(line, place, shared=False)
            if subject is not None:
                return subject
    first = line.dateline  # "Acme (XNAS: ACM), a maker of pumps, today announced"
    named = classes[first : first + 2] in ("m,", "m(") and ";" not in classes[first:verb]
    return Subject((first, first + 1)) if named else None


def _clause_start(line: Line, start: int, verb: int) -> int:
    """Return where the clause begins that a subordinate sentence of its own holds: "rose because Doe rose and said"."""
    for at in range(verb - 1, max(start, verb - _APART), -1):
        if line.classes[at] == "s" and line.word(at) in _SUBORDINATE:
            return at + 1 if _FINITE.search(line.classes, at, verb - 1) and "," not in line.classes[at:verb] else 0
    return 0


def subject_after(line: Line, verb: int) -> Subject | None:
    """Return the subject of an inverted verb: "said Jane Doe, who runs Acme"."""
    classes, start = line.classes, verb + 1
    while classes[start : start + 1] == "r":
        start += 1
    found = phrase_right(classes, start)
    if found and classes[slice(*found)] == "d" and line.word(start) in ("another", "others", "some", "one", "many"):
        return Subject(found)
    if found is None or not _NOMINAL.search(classes[slice(*found)]) or classes[head_of(line, found)] == "M":
        return None  # "add 1.5 gigawatts": a measure does not speak
    end = found[1]
    if classes[end : end + 1] not in (",", "-", "("):
        return Subject(found)
    stop = min((at for mark in ".q;:" if (at := classes.find(mark, end + 1)) > 0), default=len(classes))
    return Subject(found, (end + 1, stop)) if stop > end + 1 else Subject(found)

"""The shape of clauses behind a verb of speech: what may stand before them, and whether there is one at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.document import Mention
from kg.lexicon import words
from kg.model import Found, TimeSpan
from kg.rules.speech.phrases import phrase_right

if TYPE_CHECKING:
    from collections.abc import Set

    from kg.rules.speech.lines import Line

#: Any verb but one of which no clause can be made.
VERB = re.compile(r"[vbxky]")
_PREDICATE = re.compile(r"(?:,(?!c)[^,.;:q]{1,20},)?[rD]*(?P<aux>[x!r]*)(?P<verb>[vbxky])")
_TO_DO = re.compile(r"o[vk][^,.;:q]{0,25}[xb]")
_OBJECTS = tuple("pde")  # behind "saved", which may be a participle elsewhere
_PAST = ("after", "before", "since")  # "said after the vote that"
_OCCASION = re.compile(r"[nk]{1,2}(?=[twWrD]|[io][dm])")
_TO_SOMEBODY = re.compile(r"o(?=[dnmTpe])")


def past_adverbials(line: Line, at: int) -> int:
    """Skip times, places and hearers: "on Monday", "in a statement", "to reporters", "recently"."""
    classes = line.classes
    while at < len(classes):
        if (classes[at] in "rD" and classes[at + 1 : at + 2] != "h") or (
            classes[at] == "s" and line.word(at) in _PAST and classes[at + 1 : at + 2] in ("d", "D", "t")
        ):
            found = phrase_right(classes, at + 1, wide=False) if classes[at] == "s" else None
            occasion = _OCCASION.match(classes, at + 1) if classes[at] == "D" else None  # "on the third-quarter call"
            at = found[1] if found else occasion.end() if occasion else at + 1
        elif classes[at : at + 2] == "Dh" and _is_inside(line, at):
            at = (phrase_right(classes, at, wide=False) or (at, at + 2))[1]
        elif is_about(line, at):
            break
        elif classes[at] == "i" or (_TO_SOMEBODY.match(classes, at) and _is_somebody(line, at + 1)):
            found = phrase_right(classes, at + 1, wide=False)
            if found is None:
                break
            at = found[1]
        elif (
            classes[at] in "vk"
            and line.word(at) in words("speech", "handed")
            and classes[at + 1 : at + 2] in ("i", "o")
        ):
            at += 1
        elif line.word(at) in ("last", "this", "earlier", "next") and (classes[at + 1 : at + 2] or " ") in "nDmde":
            at += 2
        else:
            break
    return at


def is_about(line: Line, at: int) -> bool:
    """Tell whether a word stands before a number, as in "reckons around half of them are late"."""
    return line.word(at) in ("about", "around", "over", "under") and (
        line.classes[at + 1 : at + 2] == "M" or line.word(at + 1) == "half"
    )


def _is_inside(line: Line, at: int) -> bool:
    """Tell "in Monday's announcement" from "Monday's announcement"."""
    thing = line.thing(at)
    return (
        isinstance(thing, Found)
        and isinstance(thing.value, TimeSpan)
        and thing.value.text.startswith(("in ", "at ", "on "))
    )


def _is_somebody(line: Line, at: int) -> bool:
    """Tell "to reporters" from "to hand over"."""
    found = phrase_right(line.classes, at, wide=False)
    several = found is not None and line.word(found[1] - 1).endswith("s")
    return line.classes[at] != "n" or several or line.word(at) in ("staff", "parliament", "congress")


def past_hearer(classes: str, at: int) -> int:
    """Skip whom somebody speaks to."""
    found = phrase_right(classes, at, wide=False)
    return found[1] if found else at


def has_clause(line: Line, start: int, end: int, allowed: Set[str]) -> bool:
    """Tell whether a subject and its verb follow: "it would raise", "Acme, which makes chips, is hiring"."""
    classes = line.classes
    gerund = line.word(start).endswith("ing") and classes[start + 1 : start + 2] in (
        "d",
        "e",
        "m",
    )  # "refitting the halls costs"
    found = phrase_right(classes, start + gerund)
    if found and classes[slice(*found)] == "p" and classes[found[1] : found[1] + 1] == "c":  # "he and Doe met"
        further = phrase_right(classes, found[1] + 1)
        found = (found[0], further[1]) if further else found
    if found and "transitive" not in allowed and _TO_DO.match(classes, found[1], end):
        return True  # "the decision to close the mill is final"
    if found and "transitive" not in allowed and _is_subject(line, found) and classes[found[1] : found[1] + 1] in "jn":
        return True  # "they single out one mill"
    match = _PREDICATE.match(classes, found[1], end) if found else None
    if found and "transitive" not in allowed and classes[found[1] : min(found[1] + 1, end)] == "q":
        return True  # "it “will not sell”"
    if found is None or match is None:
        return False
    if "transitive" not in allowed or classes[slice(*found)] == "p" or match["aux"]:
        return True
    if match["verb"] in "xb" or classes[match.end() : match.end() + 1] in _OBJECTS:
        return True
    return not line.word(match.end() - 1).endswith(("ed", "en", "n", "t"))


def _is_subject(line: Line, phrase: tuple[int, int]) -> bool:
    """Tell whether a phrase is a pronoun that can be nothing but a subject."""
    thing = line.thing(phrase[0])
    word = thing.text.lower() if isinstance(thing, Mention) else line.word(phrase[0])
    return phrase[1] - phrase[0] == 1 and word in ("he", "she", "they", "we")

"""Leads words for a side of a dealing to who is on it: "the buyer" behind "Acme sold its mill to Bolt"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import all_forms, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.mentions.coreference_seen import Seen
    from kg.model import Ref

#: So many sentences back the dealing may be told.
_REACH = 12
_BETWEEN = 160
_PREPOSITION = re.compile(r"\b(?P<word>by|from|to|with|for|of|in)\s(?:the\s)?$")
_WORD = re.compile(r"[a-z]+")


@cache
def _verbs() -> dict[str, str]:
    """Every form of a verb of dealing, with what its subject does: it gives, serves its object, or takes."""
    data = table("nominals")["dealing"]
    return {form: side for side in ("gives", "serves", "takes") for form in all_forms(data[side])}


def asked(noun: str) -> str:
    """Return the side of a dealing that a noun names, or nothing."""
    data = table("nominals")["dealing"]
    return next((side for side in ("gives", "takes", "taken") if noun in data[f"{side}_nouns"]), "")


def cast(text: str, noun: str, known: Sequence[Seen], sentence: int) -> Ref:
    """Return who is on the side that `noun` names in the nearest dealing told before.

    `known` are the organisations seen so far, `sentence` is the number of the sentence of the noun. Nothing is
    returned where no dealing is told, or the noun names no side of one.
    """
    if not (side := asked(noun)):
        return ""
    for number in range(sentence, max(-1, sentence - _REACH - 1), -1):
        here = [one for one in known if one.sentence == number]
        subject = next((one for one in here if one.subject and not one.inner), None)
        sides: dict[str, Ref] = {}
        for other in here:
            if subject and other.ref != subject.ref and 0 < other.start - subject.end < _BETWEEN:
                sides |= _sides(text, subject, other)
        if sides:
            return sides.get(side, "")
    return ""


def _sides(text: str, subject: Seen, other: Seen) -> dict[str, Ref]:
    """Return who gives, who takes and who is taken in what a sentence tells between its subject and another."""
    between = text[subject.end : other.start]
    verb = next((_verbs()[word] for word in _WORD.findall(between) if word in _verbs()), "")
    before = _PREPOSITION.search(between)
    if not verb or (before is not None and before["word"] == "by"):
        told = {"takes": {"takes": other.ref, "taken": subject.ref}, "": {}}
        return told.get(verb, {"gives": other.ref})
    if before is None and verb != "serves":
        return {verb: subject.ref, "taken": other.ref}
    gives = verb != "takes" if before is None or before["word"] in ("with", "in", "of") else before["word"] == "to"
    return {"gives": subject.ref, "takes": other.ref} if gives else {"gives": other.ref, "takes": subject.ref}

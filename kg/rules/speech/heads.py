"""What heads a noun phrase, and whether it can speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.document import Mention
from kg.lexicon import words
from kg.model import Kind

if TYPE_CHECKING:
    from kg.rules.speech.lines import Line
    from kg.rules.speech.phrases import Range


def is_person(thing: object) -> bool:
    """Tell whether what a token stands for is a person, named or not."""
    return isinstance(thing, Mention) and thing.kind is Kind.PERSON


def is_mute(line: Line, phrase: Range) -> bool:
    """Tell whether a phrase names a thing that cannot speak."""
    head = head_of(line, phrase)
    thing = line.thing(head)
    if isinstance(thing, Mention) and thing.text.lower() in ("i", "you"):  # the writer and the reader
        return True
    if line.classes[slice(*phrase)] == "M" and line.word(head).isdigit():  # "14 recommend buying it"
        return True
    return line.classes[head] in "ndpjg" and line.word(head).removesuffix("s") in words("speech", "mute")


def head_of(line: Line, phrase: Range) -> int:
    """Return the index of a phrase's head: the last word before what hangs on it."""
    stops = (line.classes.find(letter, *phrase) for letter in "io")
    head = min((stop for stop in stops if stop >= 0), default=phrase[1]) - 1
    while head > phrase[0] and line.classes[head] in "jv" and line.classes[head - 1] in "njv":  # "people close to"
        head -= 1
    return max(phrase[0], head)

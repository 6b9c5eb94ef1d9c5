"""What the words before a name say of its kind, as labels; their weights stand in ``names.toml``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.lexicon import words
from kg.mentions import cues
from kg.mentions.head_noun import head_label
from kg.mentions.shapes import is_given, is_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ARTICLE = re.compile(r",\s|\b(?:an?|the|its|their|our|his|her)\s")
_HOME = ("-based", "-headquartered", "-founded", "-listed")
_OWNED = ("-owned", "-backed", "-controlled")
_FROM = ("of", "from")
_ENDINGS = ("’s", "'s", "s’", "s'", *_HOME, *_OWNED)


def titled(title: str) -> Iterator[str]:
    """Yield what a title before a name says: some are what firms are called as well ("publisher")."""
    if title in words("organizations", "both_nouns"):
        yield "both-noun"
    else:
        yield "org-noun-before" if title in words("organizations", "nouns") else "title-before"


def apposed_to(noun: str) -> Iterator[str]:
    """Yield what a noun and a comma before a name say: "the startup, Acme, said", "its next chip, Acme, is late"."""
    if noun in words("organizations", "nouns") or noun in words("nominals", "specific"):
        yield "org-noun-before"
    elif noun in words("products", "hardware"):
        yield "hardware-noun-before"


def phrase(tail: str) -> Iterator[str]:
    """Yield the label of the longest known phrase at the end of `tail`, the words before a name in its line."""
    parts = tail.split(" ")[-3:]
    lowered = [part.lower() for part in parts]
    if parts[-1].endswith(_ENDINGS):
        yield from filter(None, [_joined(parts[-1])])
    elif parts[-1].endswith("."):  # a sentence ends here, but for "Mr."
        yield from ["honorific"] if cues.before().get(lowered[-1][:-1]) == "honorific" else []
    elif lowered[-1] == "from" and len(lowered) > 1 and lowered[-2] in words("nominals", "generic"):
        yield "home-from"  # "the retail group from Acme"
    elif (count := _known(lowered)) > 0:
        yield from _said(tail, lowered, count)
    else:
        yield from _loose(parts, lowered)


def of_person(tail: str, line: str, *, is_bracketed: bool) -> Iterator[str]:
    """Yield what a full name before says: "Jane Doe of Acme", "Jane Doe (ACM)"."""
    parts = tail.split(" ")[-4:]
    if line.endswith("("):
        yield from ["person-bracket"] if is_bracketed and _is_person(parts[-3:]) else []
    elif parts[-1] == "the" and parts[-2:-1] == ["of"]:
        yield from ["person-of-the"] if _is_person(tail.split(" ")[-5:-2]) else []
    elif parts[-1] in _FROM and _is_person(parts[:-1]):
        yield "person-of"


def _is_person(parts: Sequence[str]) -> bool:
    """Tell whether words end in a full name: "the analyst Jane Doe"."""
    return len(parts) > 1 and parts[-1][:1].isupper() and any(map(is_given, parts[:-1])) and parts[-1][-1:].isalpha()


def _joined(word: str) -> str:
    """Return what the word before a name says by its end: "Acme's", "Acme-owned", "Lisbon-based"."""
    if word.endswith(("’s", "'s", "s’", "s'")):
        if not is_place(word[:-2]):
            return "owned-by"
        return "nation-owned" if word[:-2] in words("places", "countries") else ""
    if word.endswith(_HOME):
        return "home-before"
    return "org-phrase-before" if word.endswith(_OWNED) else ""


def _known(lowered: Sequence[str]) -> int:
    """Return how many of the last words are the longest known phrase."""
    return next((n for n in range(len(lowered), 0, -1) if cues.before().get(" ".join(lowered[-n:]))), 0)


def _said(tail: str, lowered: Sequence[str], count: int) -> Iterator[str]:
    """Yield what a known phrase of so many words says, and what stands before "the"."""
    label = cues.before()[" ".join(lowered[-count:])]
    if label in ("called", "named") and tail.split(" ")[-2:][0].islower():  # and not "rival Acme named Jane Doe"
        label = head_label(_ARTICLE.split(" ".join(tail.split(" ")[-7:-1]))[-1]) or label
    yield label
    if label == "the-before":
        yield from _governed(lowered[:-1])


def _governed(lowered: Sequence[str]) -> Iterator[str]:
    """Yield what a phrase before "the" says: "told the Acme Times"."""
    for count in (2, 1):
        if cues.before().get(" ".join(lowered[-count:])) == "org-phrase-before":
            yield "org-phrase-before"
            return


def _loose(parts: Sequence[str], lowered: Sequence[str]) -> Iterator[str]:
    """Yield what words that are no known phrase say: "the Chinese Acme", "chipmakers like Acme", "to Acme"."""
    if lowered[-2:-1] == ["the"] and parts[-1] in words("places", "demonyms"):
        yield "org-phrase-before"
        return
    kind = lowered[-2] if lowered[-1] in ("like", "including") and len(lowered) > 1 else ""
    if (kind or (lowered[0] if lowered[1:] == ["such", "as"] else "")) in cues.firms():
        yield "org-phrase-before"
    elif parts[-1] in words("names", "arguments"):
        yield "argument"

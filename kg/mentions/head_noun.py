"""Finds the noun that heads a phrase beside a name, which says what the name stands for."""

from __future__ import annotations

import re

from kg.lexicon import words
from kg.mentions import cues

_WORDS = re.compile(r"[\w'’.&-]+")


def head_label(phrase: str) -> str:
    """Return the label of the noun that heads a phrase ("retail electricity company that ..."), or nothing."""
    found, previous = "", ""
    for match in _WORDS.finditer(phrase):
        word = match.group()
        if word in words("names", "apposition_stops") or word.endswith(("'s", "’s")):
            if found or word in ("that", "which", "who", "of"):
                break
            previous = ""
            continue
        label = cues.apposed().get(f"{previous} {word}") or cues.apposed().get(word, "")
        if found and not label:
            break
        found, previous = label or found, word
    return found

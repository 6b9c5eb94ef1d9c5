"""Tells nouns from the verbs of speech they look like: "the earnings call", "analysts call"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import table, words
from kg.rules.speech.cues import cue_forms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_BEFORE_NOUNS = ("after", "before", "despite", "since", "until")  # "after remarks by Doe"
_OWN_PAST = ("forecast", "read", "put")  # past forms like the base form
_OF_MONEY = frozenset({"earnings", "results", "sales"})  # plurals that say nothing: "the earnings call"
#: Determiners of several: "other northern states" holds no verb.
_SEVERAL = frozenset({"other", "these", "those", "many", "several", "both", "all", "some", "few", "two", "three"})


@cache
def grammar() -> Mapping[str, str]:
    """Return the letters of the words of grammar."""
    return {word: letter for letter, group in table("speech")["letters"].items() for word in group.split()}


def is_determiner(word: str) -> bool:
    """Tell whether a word opens a noun phrase."""
    return grammar().get(word.lower()) == "d"


def is_past(word: str) -> bool:
    """Tell whether a word is a past form of a verb of speech."""
    lower = word.lower()
    return cue_forms().get(lower, ("", "base"))[1] in ("finite", "participle") and not lower.endswith("s")


def shape(word: str) -> str:
    """Return the shape of a form of a verb of speech: base, finite, participle or ing."""
    return cue_forms()[word.lower()][1]


def _opener(tokens: Sequence[str], at: int) -> str:
    """Return the determiner up to three tokens before `at`, empty where there is none."""
    found = (tokens[i].lower() for i in range(at - 1, max(-1, at - 4), -1) if is_determiner(tokens[i]))
    return next(found, "")


def is_noun(letters: str, tokens: Sequence[str], at: int) -> bool:
    """Tell "the earnings call" from "analysts call": a base form agrees with no single thing."""
    word, before = tokens[at].lower(), tokens[at - 1].lower()
    if letters[at - 1] == "d" and not before[0].isalnum():  # "its shares", whose "its" is a mention
        return True
    if word in _OWN_PAST and letters[at + 1 : at + 2] in ("j", "n", "e", "d"):
        return False  # "the company forecast core sales"
    if before in _BEFORE_NOUNS:
        return word.endswith("s")
    if is_determiner(before):
        plural = word.endswith("s") and before not in ("one", "another")
        return plural or before not in words("speech", "alone")
    if (
        before[0].isdigit()
        or letters[at - 1] == "M"
        or word not in cue_forms()
        or letters[max(0, at - 3) : at] == "Mim"
    ):
        return word.endswith("s")
    opener = _opener(tokens, at)
    if (word.endswith("s") and opener in _SEVERAL) or (opener in ("a", "an") and shape(word) == "base"):
        return True
    return shape(word) == "base" and (before in _OF_MONEY or not before.endswith(("s", "people", "men", "women")))

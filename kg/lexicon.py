"""The words the rules know: lists from ``ontology/lexicon``, verb forms made from them, and a general word list.

The general list is the lexicon of Eric Brill's part-of-speech tagger (Brown corpus and Penn Treebank, MIT
licence), which the package TextBlob carries; only that file is read, TextBlob itself is never imported.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.resources import ONTOLOGY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_VOWEL = "aeiou"


@cache
def table(name: str) -> Mapping[str, Any]:
    """Return the lexicon file ``ontology/lexicon/<name>.toml``."""
    return tomllib.loads((ONTOLOGY / "lexicon" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str, key: str) -> frozenset[str]:
    """Return the word list `key` of the lexicon file `name`."""
    return frozenset(table(name)[key])


def alternation(items: Iterable[str]) -> str:
    """Return a regular expression for any of `items`, the longest first; a space stands for any run of space."""
    ordered = sorted(set(items), key=lambda item: (-len(item), item))
    return "|".join(re.escape(item).replace(r"\ ", r"\s+") for item in ordered)


def branches(items: Iterable[str]) -> str:
    """Return what `alternation` does, parted by first letters: where hundreds are tried at every word, it is faster."""
    return "|".join(f"{re.escape(first)}(?:{alternation(rest)})" for first, rest in _by_first(items).items())


def beginning(items: Iterable[str]) -> str:
    """Return what `branches` does for items that begin where a word does, written so that a search can jump there."""
    parts = ((re.escape(first), alternation(rest)) for first, rest in _by_first(items).items())
    return "|".join(rf"{first}(?<=\b{first})(?:{rest})" for first, rest in parts)


def _by_first(items: Iterable[str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for item in sorted(set(items)):
        groups.setdefault(item[0], []).append(item[1:])
    return groups


# ------------------------------------------------------------------------------------- verbs


@cache
def _irregular() -> Mapping[str, tuple[str, str]]:
    return {lemma: (past, participle) for lemma, past, participle in table("verbs")["irregular"]}


@cache
def forms(lemma: str) -> tuple[str, str, str, str, str]:
    """Return base, third person, past, past participle and present participle of a verb.

    Of a verb of several words the first is inflected: "carry out", "carries out", "carried out" ...
    """
    head, _, rest = lemma.partition(" ")
    tail = f" {rest}" if rest else ""
    past, participle = _irregular().get(head, (_past(head),) * 2)
    return tuple(form + tail for form in (head, _third(head), past, participle, _ing(head)))  # type: ignore[return-value]


def all_forms(lemmas: Iterable[str]) -> list[str]:
    """Return every form of every verb, without repetition, in a fixed order."""
    return list(dict.fromkeys(form for lemma in lemmas for form in forms(lemma)))


def _doubles(head: str) -> bool:
    return head in table("verbs")["doubling"]


def _third(head: str) -> str:
    if re.search(r"(?:s|x|z|ch|sh|o)$", head):
        return head + "es"
    if head.endswith("y") and head[-2] not in _VOWEL:
        return head[:-1] + "ies"
    return {"have": "has", "be": "is"}.get(head, head + "s")


def _past(head: str) -> str:
    if head.endswith("e"):
        return head + "d"
    if head.endswith("y") and head[-2] not in _VOWEL:
        return head[:-1] + "ied"
    return head + (head[-1] if _doubles(head) else "") + "ed"


def _ing(head: str) -> str:
    if head.endswith("ie"):
        return head[:-2] + "ying"
    if head.endswith("e") and not head.endswith(("ee", "oe", "ye")) and head != "be":
        return head[:-1] + "ing"
    return head + (head[-1] if _doubles(head) else "") + "ing"


# ------------------------------------------------------------------------- general word list


@cache
def _brill() -> Mapping[str, str]:
    spec = find_spec("textblob")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("the package textblob, whose word list the reading needs, is not installed")
    path = Path(spec.submodule_search_locations[0], "en", "en-lexicon.txt")
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ", 1) for line in lines if line and not line.startswith(";;;") and " " in line)


def tag(word: str) -> str:
    """Return the most frequent Penn Treebank tag of a word form, case as given; empty for an unknown form."""
    return _NEWER.get(word) or _brill().get(word, "")


_NEWER = {"ai": "NN"}  # in the word list a part of "ain't"


#: "annualised": the word list is American.
_BRITISH = re.compile(r"(?<=[a-z]{3})is(?=(?:e[drs]?|ing|ations?|ational|able)$)")


@cache
def is_common(word: str) -> bool:
    """Tell whether a word, read in lower case, is an ordinary English word rather than a name."""
    lower = word.lower()
    known = _brill().get(lower) or _brill().get(_BRITISH.sub("iz", lower), "")
    return bool(known) and not known.startswith("NNP")

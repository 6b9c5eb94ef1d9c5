"""The verbs that report speech, and what may follow each of them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import forms, table, words

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What may follow a verb of speech; the names of the lists in ``ontology/lexicon/speech.toml``.
FRAMES = (
    "clause",
    "that",
    "quoted",
    "hearer",
    "question",
    "infinitive",
    "request",
    "naming",
    "object",
    "attitude",
    "transitive",
    "inserted",
    "documentary",
    "sum",
    "announced",
    "learned",
)


_OTHERS = {"according", "per", "pressed", "quizzed", "challenged", "grilled"}


@cache
def frames() -> Mapping[str, frozenset[str]]:
    """Return for each verb, in its base form, the frames it stands in."""
    found: dict[str, set[str]] = {}
    for frame in FRAMES:
        for lemma in table("speech")[frame]:
            found.setdefault(lemma, set()).add(frame)
    return {lemma: frozenset(names) for lemma, names in found.items()}


@cache
def cue_forms() -> Mapping[str, tuple[str, str]]:
    """Return for each form of a verb of speech its base form and its shape: base, finite, participle or ing.

    A form that is both past and participle is called finite.
    """
    found: dict[str, tuple[str, str]] = {}
    for lemma in frames():
        base, third, past, participle, ing = forms(lemma)
        for form, shape in (
            (ing, "ing"),
            (participle, "participle"),
            (base, "base"),
            (third, "finite"),
            (past, "finite"),
        ):
            found[form] = (lemma, shape)
    return found


@cache
def cue_heads() -> frozenset[str]:
    """Return the first words of all forms: a sentence without any of them reports nothing."""
    return (
        frozenset(form.split(" ")[0] for form in cue_forms())
        | words("speech", "amounts")
        | words("speech", "views")
        | _OTHERS
    )


@cache
def phrases() -> tuple[str, ...]:
    """Return the forms of more than one word, the longest first."""
    return tuple(sorted((form for form in cue_forms() if " " in form), key=lambda form: (-len(form), form)))


def is_document(word: str) -> bool:
    """Tell whether a noun names something written, such as a report or a filing."""
    return word.lower().removesuffix("s") in words("speech", "documents")

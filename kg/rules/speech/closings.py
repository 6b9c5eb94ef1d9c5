"""Attributions behind or inside what is said: "..., Doe said", '"...," said Doe', "A, Doe said, B"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.lexicon import words
from kg.rules.speech.clauses import VERB, past_adverbials, past_hearer
from kg.rules.speech.endings import content_end
from kg.rules.speech.heads import is_mute
from kg.rules.speech.phrases import Range, phrase_right
from kg.rules.speech.subjects import Subject, subject_after

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from kg.rules.speech.lines import Line

_UNQUOTED = frozenset({"clause", "hearer", "question"})
_INVERTED = frozenset({"clause", "quoted", "question"})
_PREDICATE = re.compile(r"[rx!]*[vbxky]|ov")
_APART = 14  # tokens between a speaker and a colon
_CUT_OFF = "wtWc"  # before an inserted attribution: what is said begins behind it
_RELATIVE = re.compile(r",w[^,;:q]{1,20}(?=,)")
_SUBORDINATE = frozenset({"when", "while", "as", "after", "before", "because", "since", "although", "though", "once"})
#: What shows that a noun phrase behind a verb is no inverted subject: "estimates the change saved money".
_GOES_ON = tuple("vbxkyjnmedpg")
_HANGING = frozenset({"before", "after", "because", "unless", "if", "once"})
_ADVERBS = re.compile(r"r{1,2},")


def closing(
    line: Line, verb: int, floor: int, allowed: Set[str], before: Subject | None
) -> tuple[Subject, Range, tuple[Range, ...]] | None:
    """Return speaker, attribution and what is said around it; nothing left of `floor` is looked at.

    What is said is empty where a sentence is an attribution alone: the words stand in the sentence before.
    """
    if not allowed & (_INVERTED | {"hearer"}) or line.classes[verb] in "KI":
        return None
    if line.classes[verb + 1 : verb + 2] == "o" and line.lemma(verb) == "add":  # "the mill adds to a row of them"
        return None
    for subject, first, last in _attributions(line, verb, allowed, before):
        left = _left(line, first, last, floor, allowed)
        if not left and subject.words[0] > verb and (right := _behind_colon(line, subject)):
            return subject, (verb, subject.words[1]), right
        if left is None:
            continue
        relative = not left and first > 1 and line.classes[first - 2] in _CUT_OFF
        right = _resumed(line, last, left, relative=relative)
        if right and not left and not relative:
            left = _own_subject(line, first, right[0][0], floor)
        if right and not left and not allowed & _UNQUOTED and "q" not in line.classes[right[0][0] : right[0][1]]:
            continue
        parts = (*left, *right)
        if parts or first == 0:
            return subject, (min(first, verb), max(last, verb + 1)), parts
    return None


def _attributions(
    line: Line, verb: int, allowed: Set[str], before: Subject | None
) -> Iterator[tuple[Subject, int, int]]:
    """Yield the readings of an attribution: its subject, its first token and the token behind it."""
    start = verb
    while start and line.classes[start - 1] == "r":
        start -= 1
    inverted = start == 0 or line.classes[start - 1] in ",q-"
    after = subject_after(line, verb) if inverted and allowed & _INVERTED else None
    if after is not None and line.classes[after.words[1] : after.words[1] + 1] not in _GOES_ON:
        yield after, start, after.words[1]
    if before is not None and not before.relative and before.words[0] < verb:
        yield before, before.words[0], past_hearer(line.classes, verb + 1) if "hearer" in allowed else verb + 1


def _left(line: Line, first: int, last: int, floor: int, allowed: Set[str]) -> tuple[Range, ...] | None:
    """Return what stands before an attribution that begins at `first`, or None where that is nothing said."""
    classes = line.classes
    if first == 1 and line.word(0) == "as":  # "As Doe said, ..."
        return ()
    if first <= floor:
        return () if first == 0 and VERB.search(classes, 1) else None
    as_said = classes[first - 1] == "s" and line.word(first - 1) == "as"
    or_so = line.word(first - 1) == "so" and line.word(first - 2) == "or"  # "..., or so Doe maintains"
    end = first - as_said - 2 * or_so
    if classes[end - 1] not in ",q-.":
        return None
    end -= classes[end - 1] in ",-"
    if end > 0 and classes[end - 1] in _CUT_OFF:  # "which, analysts say, causes delays"
        return ()
    start = past_openers(line, max(floor, classes.rfind(":", floor, end) + 1), end)
    if end <= start or _hangs_on(line, start, end):
        return None
    if classes[end - 1] == "q":
        whole = classes[end - 2] != ":" and (VERB.search(classes, start, end) or end - start == 1)
        return ((start, end),) if whole else ((end - 1, end),)
    inserted = "inserted" in allowed and "," in (classes[last : last + 1], classes[last - 1])
    if not allowed & {"clause", "hearer"} and not inserted:
        return None
    start = _last_clause(classes, start, end) if as_said else start
    return ((start, end),) if VERB.search(classes, start, end) or "o" in classes[start:end] else ()


def _hangs_on(line: Line, start: int, end: int) -> bool:
    """Tell whether the words before an attribution only say when or why: "When Acme paid, Doe complained"."""
    return (
        line.word(start) in _SUBORDINATE and "," not in line.classes[start:end] and "q" not in line.classes[start:end]
    )


def _own_subject(line: Line, first: int, right: int, floor: int) -> tuple[Range, ...]:
    """Return "The review" of "The review, analysts say, could take a year": what resumes there lacks its subject."""
    end = first - (line.classes[first - 1] == ",")
    start = past_openers(line, max(floor, line.classes.rfind(":", floor, end) + 1), end)
    goes_on = line.classes[right] in "rx!vbky" or (line.word(right) == "no" and line.word(right + 1) == "longer")
    return ((start, end),) if end > start and goes_on else ()


def past_openers(line: Line, start: int, end: int) -> int:
    """Skip what joins a sentence to the one before it: "But", "Now", "More broadly,"."""
    start = max(start, line.dateline)
    while start < end and (line.classes[start] in ",.-c" or line.word(start) in words("speech", "openers")):
        start += 1
    match = _ADVERBS.match(line.classes, start, end)
    return match.end() if match else start


def _last_clause(classes: str, start: int, end: int) -> int:
    """Return where the last of several joined clauses begins: "as reported" vouches for that one alone."""
    at = classes.rfind(",c", start, end)
    return at + 2 if at > 0 and VERB.search(classes, at, end) else start


def _past_relative(classes: str, at: int) -> int:
    """Skip ", which runs the plant," behind a speaker."""
    match = _RELATIVE.match(classes, at)
    return match.end() if match else at


def _resumed(line: Line, last: int, left: tuple[Range, ...], *, relative: bool) -> tuple[Range, ...]:
    """Return what goes on behind an inserted attribution that ends before `last`."""
    classes = line.classes
    if left and classes[left[-1][1] - 1] == "q":
        quote = classes.find("q", last)
        near = (
            quote > 0
            and classes[quote - 1] in ",:;-.cs"
            and VERB.search(classes, _past_relative(classes, last), quote) is None
        )
        return ((quote, quote + 1),) if near else ()
    at = past_adverbials(line, last)
    if classes[at : at + 1] != "," or "," in classes[last:at]:
        return ()
    if left and (joined := _joined(line, last, at + 1)):
        return joined
    end = content_end(line, at + 1)
    subject = phrase_right(classes, at + 1)
    goes_on = classes[at + 1] not in "gK" and _PREDICATE.match(classes, subject[1] if subject else at + 1, end)
    goes_on = goes_on or (not left and line.word(0) == "as" and VERB.search(classes, at + 1, end))  # "As Doe told us,"
    return ((at + 1, end),) if goes_on or relative or (left and _hangs_behind(line, at + 1)) else ()


def _joined(line: Line, verb: int, at: int) -> tuple[Range, ...]:
    """Return what goes on with "and" or "but" behind an inserted attribution: "Rents fell, Doe said, but costs rose".

    A verb without a subject goes on where its tense is that of what is said: "It lasts a year, Doe said, and ends".
    """
    classes, end = line.classes, content_end(line, at + 1)
    if (classes[at] != "c" and line.word(at) != "but") or "k" in classes[at:end]:
        return ()
    start = at + 1 + (classes[at + 1 : at + 2] == "s")
    if line.word(start) == "at" and line.word(start + 1) == "least":
        start += 2
    elif line.word(start) == "in":  # "and in future it will"
        start = past_adverbials(line, start)
    subject = phrase_right(classes, start)
    match = _PREDICATE.match(classes, subject[1] if subject else start, end)
    if match is None or (subject and is_mute(line, subject)):
        return ()
    present = line.word(match.end() - 1).endswith("s") or classes[match.start()] in "xb"
    return ((at, end),) if subject or (present and not line.word(verb - 1).endswith("s")) else ()


def _behind_colon(line: Line, subject: Subject) -> tuple[Range, ...]:
    """Return what follows a colon behind an attribution with its subject: "Not so, countered Doe, who runs it: ..."."""
    start = subject.words[1]
    colon = line.classes.find(":", start, start + _APART)
    if colon < 0 or (colon > start and line.classes[start] != ","):
        return ()
    end = content_end(line, colon + 1)
    return ((colon + 1, end),) if VERB.search(line.classes, colon, end) else ()


def _hangs_behind(line: Line, at: int) -> bool:
    """Tell whether the words at `at` hang on what is said: "..., Doe said, before ...", not "in what is a blow"."""
    if line.word(at) == "in":
        return line.word(at + 1) == "which" and line.word(at + 2) == "case"
    return (line.classes[at] == "i" and line.word(at) != "with") or line.word(at) in _HANGING

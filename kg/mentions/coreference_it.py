"""Leads "it" and "its" to the organisation they stand for: the subject of the clause, or of the sentence before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.lexicon import alternation, words
from kg.mentions.coreference_seen import is_finite, only, outer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.mentions.coreference_seen import Seen
    from kg.mentions.coreference_words import Anaphor
    from kg.model import Ref

_INANIMATE = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Tt]hat|[Aa]n?)\s(?:[\w-]+\s){0,3}"
    rf"(?:{alternation(words('nominals', 'inanimate'))})\s(?:\w+ly\s)?(?P<verb>[a-z]+)"
)
_SAYING = re.compile(r"(?:said|says|saying|adding|added|announced|expects|hopes|believes)(?:\sthat)?\s$")
_SAYS = re.compile(r"[ \u00a0](?:said|says|added|adds|noted|wrote)\b")
#: So many characters before the pronoun a thing may be told of.
_THING = 160
#: What may open a sentence before its subject: "In March it".
_FIRST = re.compile(r"(?:(?:In|On|At|By|Last|This|Since|Earlier this|But|And|Yet)[ \u00a0](?:[\w-]+[ \u00a0]){0,2})?")
#: The pronoun does or has something: it does not stand for a deal or a plan, as with "it is" or "it would".
_ACTS = re.compile(
    r"[ \u00a0](?:has|had|also|now|then|\w+ed|\w{3,}s|bought|sold|took|paid|made|spent|won|lost|built|went|began)\b"
    r"(?! been\b)"
)
#: "paid Acme to license its", "a seat on its board": what is somebody else's
_OTHERS = re.compile(r"\b(?:to license|licensing|seats? on)[ \u00a0]$")
_URGED = re.compile(
    r"\b(?:urg|press|push|forc|order|warn|call|compell|requir|persuad|tell|told|allow|want|expect|help|let)(?:e?d|s|es|ing)?"
    r"(?:[ \u00a0]on)?[ \u00a0](?:the[ \u00a0])?$"
)
_TO = re.compile(r"[ \u00a0]to[ \u00a0][a-z]+(?:[ \u00a0][a-z]+)?[ \u00a0]")
_HIRES = re.compile(
    r"\b(?:(?:re-?)?hir(?:e[ds]?|ing)|recruit(?:s|ed|ing)?|poach(?:es|ed|ing)?|ke(?:pt|eps?)|retain(?:s|ed|ing)?"
    r"|(?:bring|brought) over|(?:taking|took) on) $"
)
_COMMA = len(", ")


def it(text: str, begin: int, sentence: int, anaphor: Anaphor, known: Sequence[Seen]) -> Ref:
    """Return whom a pronoun stands for among the organisations seen before it, or nothing.

    `sentence` is the number of its sentence, which begins at `begin`.
    """
    start = anaphor.start
    here = [o for o in known if o.sentence == sentence]
    if _speaks_of_thing(text, begin, start, here) and not (here and text.startswith("its ", start)):
        return ""
    if start == begin or not here or (_SAYS.match(text, anaphor.end) and not any(o.subject for o in here)):
        return _opening(text, begin, anaphor, [o for o in known if o.sentence == sentence - 1])
    if start - here[-1].end == _COMMA and text.startswith(", its ", here[-1].end):
        here = [o for o in here if o.ref != here[-1].ref]  # "Acme, its largest customer": somebody else's
    elif other := _hired_from(text, start, here):
        return other
    elif _is_others(text, start, here[-1]):
        return here[-1].ref
    return next((o.ref for o in reversed(here) if o.subject), "") or only(here, owner=True) or only(here)


def _hired_from(text: str, start: int, here: Sequence[Seen]) -> Ref:
    """Return whose people are taken on: Bolt's for "Acme bought Bolt and hired its founder"."""
    if not _HIRES.search(text, max(0, start - 20), start):
        return ""
    subjects = {o.ref for o in here if o.subject} or {o.ref for o in here[:1]}
    return next((o.ref for o in reversed(here) if o.ref not in subjects), "")


def _is_others(text: str, start: int, last: Seen) -> bool:
    """Tell whether what follows is that of the one named last, who is no subject: "urged Acme to sell its mill"."""
    if last.subject:
        return False
    urged = _TO.fullmatch(text, last.end, start) and _URGED.search(text, max(0, last.start - 40), last.start)
    return bool(urged or _OTHERS.search(text, max(0, start - 24), start))


def _speaks_of_thing(text: str, begin: int, start: int, here: Sequence[Seen]) -> bool:
    """Tell whether the clause before speaks of a thing that "it" may mean: "the deal shows that"."""
    if _SAYING.search(text, max(0, start - 20), start):
        return False
    last = max((o.start for o in here[-3:] if o.subject), default=0)
    found = _INANIMATE.search(text, max(begin, last, start - _THING), start)
    return found is not None and is_finite(found["verb"])


def _opening(text: str, begin: int, anaphor: Anaphor, before: Sequence[Seen]) -> Ref:
    """Return the subject of the sentence before, when it is an organisation.

    Where none is its subject, a pronoun that opens the next as a subject stands for the only one it speaks of.
    """
    subjects = [o for o in before if o.subject]
    if subjects or not _ACTS.match(text, anaphor.end):
        return subjects[0].ref if subjects else ""
    return only(outer(before)) if _FIRST.fullmatch(text, begin, anaphor.start) else ""

"""What an earlier mention was in its sentence, which makes it a likely antecedent: subject, owner, one of a row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.lexicon import tag
from kg.mentions import cues

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.model import Ref

_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD", "VBN"})
_DOES = frozenset({"org-verb", "act", "speech-verb"})
_VERB_NOUNS = frozenset(
    {
        "plans",
        "reports",
        "offers",
        "aims",
        "hopes",
        "claims",
        "counts",
        "names",
        "signs",
        "deals",
        "bets",
        "moves",
        "looks",
        "works",
        "needs",
        "hosts",
        "runs",
        "says",
        "bid",
        "cut",
        "put",
        "set",
        "bet",
        "quit",
        "split",
    }
)
NEXT_WORD = re.compile(
    r"(?:[ \u00a0]\([A-Z0-9.: /]{2,24}\))?"  # a ticker
    r"(?:,?\s+(?:also|recently|now|still|already|then|just|later|never|\w+ly"
    r"|(?:earlier[ \u00a0])?(?:on|last|this|in|late|early)[ \u00a0](?:[A-Z][a-z]+|week|month|year|quarter|today)))?"
    r"[ \u00a0](?P<verb>[a-z]+)(?:n['’]t)?\b"
)
_APPOSITION = re.compile(
    r",\s(?!(?:and|or|but|as|while|after|before|because|when|if|so|then|saying|said|says|according|citing)\b)[a-z]+\b"
    r"(?:[^,.;]|(?<=\b[A-Z])\.){1,120},\s(?P<verb>[a-z]+)\b"
)
#: Behind a name that stands between commas itself: "The regulator, Acme, would".
_ENCLOSED = re.compile(r",\s(?P<verb>[a-z]+)\b")
_SKIPPED = ' "“(\n\t\u00a0\u2009\u202f'
_PIECES = re.compile(r"[\w'’]+|[^\w'’\s\"“(]")  # words, and signs that part them
BEFORE = re.compile(r"(?P<word>[\w'’]+)[\s\"“(]*$")
GOVERNED = frozenset(
    {
        "of",
        "with",
        "from",
        "by",
        "for",
        "in",
        "on",
        "to",
        "at",
        "between",
        "against",
        "into",
        "via",
        "through",
        "than",
        "like",
        "including",
        "and",
        "or",
        "over",
        "about",
    }
)
_INVERTED = re.compile(
    r"(?:said|says|wrote|writes|added|adds|told|explained|noted|stated|argued|asked|according\s+to)[,\s]+"
    r"(?P<between>(?:(?!(?:that|it|he|she|they|we|would|will|could|may|might|had|has|have|is|was|were|be|in|on|to|by)\b)"
    r"[\w'’&.,-]+\s+){0,6})$"
)
#: "said the order from Acme was": a noun is the subject, and the name a part of it.
_PARTS = re.compile(r"\b(?:from|with|to|by|on|against|between|than|over|into)\s(?:the\s)?$")
#: "for Acme to buy": Acme buys
_FOR = re.compile(r"\sto\s[a-z]+")
#: "For Acme, ...": what the sentence is about.
_FRONTED = re.compile(r"(?:And\s|But\s)?For\s[^,.]{1,60},")
#: "Shares of Acme rose", "Net profit at Acme fell": Acme is spoken of.
_OPENED = 60  # no more characters stand before it
_SHARES = re.compile(
    r"(?:(?:The )?[Ss]hares (?:of|in)|[Ss]tock (?:of|in)"
    r"|(?:[A-Z][a-z]+\s)?(?:[a-z]+\s){0,2}(?:[Rr]evenues?|[Ss]ales|[Pp]rofits?|[Ee]arnings|[Ii]ncome|[Oo]rders|[Bb]ookings)"
    r" (?:at|of|for))\s(?:the\s|parent\s)?$"
)
#: "Acme's shares rose": Acme is spoken of.
_MEASURE = re.compile(
    r"['’]s?[ \u00a0](?:[a-z-]+[ \u00a0]){0,2}"
    r"(?:shares?|stock|revenues?|sales|profits?|earnings|income|results|orders|bonds)[ \u00a0]"
)
#: What may stand before the mention that opens a sentence: "In Acme's last report, the company ..."
OPENING = re.compile(r"[\s\"“'‘(]*(?:(?:In|On|At|During|With|Under|For|By|And|But)\s)?(?:the\s|The\s)?")


@dataclass(slots=True)
class Seen:
    """An earlier mention with what makes it a likely antecedent."""

    ref: Ref
    start: int
    end: int
    sentence: int
    subject: bool
    owner: bool  # a possessive that opens its sentence
    governed: bool = False  # behind a preposition
    grouped: bool = False  # one of several in a row: "A, B and C"
    quoted: int = 0  # the number of the quotation around it, counted from 1
    inner: bool = False  # the subject of a clause that tells more of a noun: "customers that Acme has served"


def is_governed(text: str, start: int) -> bool:
    """Tell whether a preposition stands before the mention that begins at `start`."""
    before = text[max(0, start - 24) : start].rstrip(_SKIPPED).rpartition(" ")[2]
    if not before.isalpha():
        before = (_PIECES.findall(before) or [""])[-1]
    return before.lower() in GOVERNED


def is_measured(text: str, sentence: int, start: int, end: int) -> bool:
    """Tell whether a sentence opens with the shares or results of the mention, and so speaks of it."""
    if start - sentence >= _OPENED:
        return False
    return bool((start == sentence and _MEASURE.match(text, end)) or _SHARES.fullmatch(text, sentence, start))


#: "customers that Acme has", "the site where Acme built"
_OF_NOUN = re.compile(r"(?P<noun>[a-z]+),?[ \u00a0](?:that|which|whom|where|when)[ \u00a0](?:the[ \u00a0])?$")


def is_inner(text: str, start: int) -> bool:
    """Tell whether the clause that the mention opens only tells more of the noun before it."""
    noun = _OF_NOUN.search(text, max(0, start - 32), start)
    return noun is not None and tag(noun["noun"])[:2] == "NN"


def is_subject(text: str, sentence: int, start: int, end: int) -> bool:
    """Tell whether the mention is the subject of a verb; `sentence` is where its sentence begins."""
    if is_measured(text, sentence, start, end):
        return True
    if (said := _INVERTED.search(text[max(sentence, start - 60) : start])) and not _PARTS.search(said["between"]):
        return True
    if _FOR.match(text, end) and text.endswith("for ", 0, start):
        return True
    if sentence != start and is_governed(text, start):
        return bool(_FRONTED.match(text, sentence) and text[end : end + 1] == ",")
    verb = NEXT_WORD.match(text, end) or _APPOSITION.match(text, end)
    if verb is None and text.endswith(", ", sentence, start):
        verb = _ENCLOSED.match(text, end)
    return verb is not None and is_verb(verb["verb"])


def is_finite(verb: str) -> bool:
    """Tell whether a verb form takes a subject."""
    return tag(verb) in _FINITE


def is_verb(word: str) -> bool:
    """Tell whether a word behind a name is a verb with a subject."""
    return tag(word) in _FINITE or word in _VERB_NOUNS or (word.endswith("s") and cues.verbs().get(word) in _DOES)


def only(seen: Iterable[Seen], *, owner: bool = False) -> Ref:
    """Return the one entity among those seen, if it is one."""
    refs = {one.ref for one in seen if one.owner or not owner}
    return refs.pop() if len(refs) == 1 else ""


def outer(seen: Iterable[Seen]) -> list[Seen]:
    """Return those of the main clause that are no part of a phrase, of a row or of a clause about a noun."""
    return [one for one in seen if not (one.grouped or one.governed or one.inner)]


def nearest(known: Sequence[Seen], sentence: int, reach: int, *, first: int = 0, people: bool = False) -> Ref:
    """Return the entity of the nearest sentence that has one.

    In the sentence itself its last subject counts, in one before its first; else the only entity there. One that is
    only part of a phrase gives way to those of earlier sentences of the paragraph, which begins with sentence `first`.
    """
    weak = ""
    for number in range(sentence, max(-1, sentence - reach - 1), -1):
        here = [one for one in known if one.sentence == number]
        if weak and number < first:
            return weak
        subjects = [
            one.ref for one in here if one.subject and not one.grouped and (not one.inner or number == sentence)
        ]
        if subjects:
            return subjects[-1] if number == sentence else subjects[0]
        alone = [one for one in here if not one.grouped]
        ref = only(here, owner=True) or only(alone) or only([one for one in alone if not one.inner])
        if ref and (people or not all(one.governed for one in here)):
            return ref
        weak = weak or ref
        if people and here:
            return ""
    return weak

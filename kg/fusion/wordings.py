"""The words of a statement as one or several articles give them, and when two wordings are of one statement."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING

from kg.fusion.naming import UNDATED
from kg.iris import normalised
from kg.lexicon import table, words
from kg.model import Manner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.fusion.statements import Rendering

#: A stretch of words this long inside another statement of the same speaker is the same statement, trimmed.
TRIMMED = 5
#: Two quotations that share this part of the shorter one's words, in one run, are one that was cut at both ends.
RUN = 0.6
#: Quotations that go on differently need so much in common: an outlet that changed a word.
ALTERED = 0.75
#: A paraphrase shares this part of its content words with what it renders, and at least so many of them. Chosen on
#: made-up pairs; annotated pairs may move it.
OVERLAP = 0.6
SHARED = 5
#: A paraphrase half of whose words stand in stretches of three and more that the other has too borrows from it.
BORROWED = 0.5
#: A whole clause of another quotation, this long, is that quotation cut short when both appear within so many days.
CLAUSE = 4
SAME_DAYS = 14
#: So many words in a row, with persons and tenses shifted, make two quotations one: an outlet fitted them in.
REPORTED = 8
#: Reported speech that only shifts persons and tenses is the same statement when so many words carry meaning.
WEIGHTY = 3
_GRAMMAR = (
    "a an and are as at be been but by can could did do does for from had has have he her his i if in into is it its "
    "may might more most must no not of on or our she should so than that the their them then there these they this "
    "to us was we were what when where which who will with would you your"
)
_FUNCTION_WORDS = frozenset(_GRAMMAR.split())
_SPELLED = {"lled": "led", "lling": "ling", "ise": "ize", "ised": "ized", "ises": "izes", "ising": "izing",
            "isation": "ization", "our": "or", "ours": "ors", "oured": "ored", "tre": "ter", "tres": "ters",
            "yse": "yze", "ence": "ense", "ogue": "og"}  # fmt: skip
_SPELLING = re.compile(r"(?<=\w\w)(?:lled|lling|is(?:e[sd]?|ing|ation)|our(?:s|ed)?|tres?|yse|ence|ogue)$")
_CLAUSE = re.compile(r"[,.;:!?—–]")


class Wording:
    """All renderings of one speaker in the same words: what is compared, however often it was reported."""

    def __init__(self, text: str, renderings: Sequence[Rendering]) -> None:
        self.text = text
        self.words = text.split()
        self.renderings = sorted(renderings, key=lambda each: each.key)
        self.articles = frozenset(each.article for each in renderings)
        self.quoted = any(each.statement.manner is Manner.DIRECT for each in renderings)

    @cached_property
    def days(self) -> tuple[int, int] | None:
        """The first and the last day on which the articles can have appeared, where that is known."""
        known = [each.day for each in self.renderings if each.day != UNDATED]
        return (min(known), max(known)) if known else None

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers in it, in digits or words."""
        return frozenset(word for word in self.words if word[0].isdigit() or word in words("identity", "numbers"))

    @cached_property
    def shifted(self) -> tuple[str, ...]:
        """The words as they are whoever reports them: persons, tenses and endings aside."""
        return tuple(_shifts().get(word) or _stem(word) for word in self.words)

    @cached_property
    def spelled(self) -> tuple[str, ...]:
        """The words in one spelling: outlets change "fuelled" to "fueled"."""
        return tuple(_SPELLING.sub(lambda found: _SPELLED[found[0]], word) for word in self.words)

    @cached_property
    def clauses(self) -> frozenset[str]:
        """The wordings of whole clauses, alone and joined, from the first clause on."""
        found: set[str] = set()
        for each in {each.statement.text for each in self.renderings}:
            ends = [match.start() for match in _CLAUSE.finditer(each)]
            found.update(normalised(each[:end]) for end in ends)
        return frozenset(found)

    @cached_property
    def content(self) -> frozenset[str]:
        """The words that carry meaning, plurals and the like cut off."""
        return frozenset(_stem(word) for word in self.words if word not in _FUNCTION_WORDS)

    @cached_property
    def runs(self) -> frozenset[str]:
        """All runs of three words, or the whole when it is shorter; also with persons and tenses shifted."""
        told = (self.words, self.shifted)
        return frozenset(" ".join(each[at : at + 3]) for each in told for at in range(max(1, len(each) - 2)))


def _stem(word: str) -> str:
    word = word.removesuffix("'s")
    for ending in ("ing", "es", "ed", "s"):
        if len(word) > len(ending) + 3 and word.endswith(ending):
            return word[: -len(ending)]
    return word


def same(first: Wording, second: Wording) -> float:
    """How surely two wordings of one speaker are one statement: 0 when they are not, 1 when one holds the other."""
    short, long = sorted((first, second), key=lambda each: (len(each.words), each.text))
    if len(short.words) >= TRIMMED and f" {short.text} " in f" {long.text} ":
        return 1.0
    if len(short.words) >= CLAUSE and short.text in long.clauses and _same_days(short, long):
        return 0.999
    if short.quoted and long.quoted:
        shifted = len(short.words) >= REPORTED and _reported(short, long)
        return 0.998 if shifted else _cut_differently(short.spelled, long.spelled)
    if short.numbers and long.numbers and not short.numbers & long.numbers:
        return 0.0
    if _reported(short, long):
        return 0.998
    common = len(short.content & long.content)
    part = common / max(1, min(len(short.content), len(long.content)))
    if common < SHARED:
        return 0.0
    return part * 0.99 if part >= OVERLAP or _borrowed(short.shifted, long.shifted) >= BORROWED else 0.0


def _borrowed(short: Sequence[str], long: Sequence[str]) -> float:
    """Which part of the words of one stand in stretches of three words that the other has too."""
    there = {tuple(long[at : at + 3]) for at in range(len(long) - 2)}
    covered = {at + step for at in range(len(short) - 2) if tuple(short[at : at + 3]) in there for step in range(3)}
    return len(covered) / max(1, len(short))


def _same_days(first: Wording, second: Wording) -> bool:
    a, b = first.days, second.days
    return bool(a and b and b[0] - a[1] <= SAME_DAYS and a[0] - b[1] <= SAME_DAYS)


def _reported(short: Wording, long: Wording) -> bool:
    """Whether one is the other with persons and tenses shifted, as reported speech shifts them."""
    few, many = " ".join(short.shifted), " ".join(long.shifted)
    return len(short.words) >= TRIMMED and len(short.content) >= WEIGHTY and f" {few} " in f" {many} "


@cache
def _shifts() -> dict[str, str]:
    rows = table("identity")["shifted"].items()
    return {word: key for key, row in rows for word in row}


def _cut_differently(short: Sequence[str], long: Sequence[str]) -> float:
    """Whether two quotations are pieces of one: the part of the shorter one that both share, 0 when they are not.

    Pieces of one text continue each other; two texts that only begin or end alike go on in different words.
    """
    run, at, there = _longest_run(short, long)
    part = run / max(1, len(short))
    go_on = min(at, there) == 0 and min(len(short) - at - run, len(long) - there - run) == 0
    if run < TRIMMED or part < (RUN if go_on else ALTERED) or (not go_on and run < 2 * TRIMMED):
        return 0.0
    return part


def _longest_run(first: Sequence[str], second: Sequence[str]) -> tuple[int, int, int]:
    """The longest run of words in both: how many, and where it begins in each."""
    best = (0, 0, 0)
    before = [0] * (len(second) + 1)
    for place, word in enumerate(first):
        row = [0] * (len(second) + 1)
        for at, other in enumerate(second):
            if word == other:
                row[at + 1] = before[at] + 1
                if row[at + 1] > best[0]:
                    best = (row[at + 1], place + 1 - row[at + 1], at + 1 - row[at + 1])
        before = row
    return best


def apart(first: Wording, second: Wording) -> bool:
    """One article that renders two wordings means two statements, unless one is part of the other."""
    if first.articles & second.articles and f" {first.text} " not in f" {second.text} ":
        return f" {second.text} " not in f" {first.text} "
    return False

"""The same words from several articles, trimmed, split or paraphrased, become one statement."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from kg.fusion.bonds import NONE, Bonds
from kg.fusion.cluster import clusters
from kg.fusion.knowledge import Said, Voice
from kg.fusion.naming import UNDATED, first_day, last_day
from kg.fusion.people import spoken_as
from kg.iris import normalised, statement_ref, voice_ref
from kg.lexicon import table, words
from kg.model import Manner
from kg.terms import code_of, concept

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.fusion.claims import Found, Values
    from kg.fusion.knowledge import Tenure
    from kg.fusion.naming import Named
    from kg.model import Reading, Ref, Speaker, Statement, TimeSpan

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
#: Word runs that so many statements of one speaker share say nothing about which of them are the same.
COMMON = 40

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
_RANK = {Manner.DIRECT: 0, Manner.MIXED: 1, Manner.INDIRECT: 2}


@dataclass(frozen=True, slots=True)
class Rendering:
    """A statement as one article renders it, with its speaker as a node."""

    article: str
    speaker: Ref
    statement: Statement
    day: int = UNDATED  # the first day on which the article can have appeared
    last: int = UNDATED  # and the last one

    @property
    def key(self) -> tuple[str, int, int, str]:
        """What orders renderings, whatever the order of the articles."""
        evidence = self.statement.evidence
        return self.article, evidence.start, evidence.end, evidence.rule


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


def renderings(reading: Reading) -> Iterator[Rendering]:
    """The statements of one article with their speakers as nodes; an unnamed speaker belongs to the article."""
    for statement in reading.statements:
        (day, article), last = first_day(reading.article), last_day(reading.article)
        speaker = speaker_ref(article, statement.speaker, statement.evidence.start)
        yield Rendering(article, speaker, statement, day, last)


def own_names(rendering: Rendering) -> tuple[Ref, ...]:
    """What a statement is called by one rendering alone."""
    return (statement_ref(rendering.speaker, rendering.statement.text),)


def speaker_ref(article: str, speaker: Speaker, at: int) -> Ref:
    """The node of a speaker: the entity, or a voice of this article by its description, else by its place."""
    if speaker.ref:
        return speaker.ref
    words = speaker.description or speaker.mention
    return voice_ref(article, words or "unnamed", "" if words else str(at))


def voices(article: str, statement: Statement) -> Iterator[Voice]:
    """The unnamed among the speakers of a statement."""
    for speaker in (statement.speaker, *statement.co_speakers):
        if not speaker.ref:
            words = speaker.description or speaker.mention or "unnamed"
            yield Voice(speaker_ref(article, speaker, statement.evidence.start), words, speaker.group)


def fuse_speaker(found: Iterable[Rendering], bonds: Bonds = NONE) -> list[list[Rendering]]:
    """Group the renderings of one speaker into statements. `bonds` are judgements, which outrank the words."""
    by_words: dict[tuple[str, tuple[int, ...]], list[Rendering]] = defaultdict(list)
    for each in found:
        by_words[normalised(each.statement.text), bonds.mark(each.key)].append(each)
    wordings = [Wording(words[0], by_words[words]) for words in sorted(by_words)]
    keys = [wording.renderings[0].key for wording in wordings]

    def parted(first: Wording, second: Wording) -> bool:
        return _apart(first, second) or bonds.part(first.renderings[0].key, second.renderings[0].key)

    groups = clusters(wordings, _pairs(wordings), parted, bonds.joined(keys))
    return [sorted((r for each in group for r in each.renderings), key=lambda r: r.key) for group in groups]


def _pairs(wordings: Sequence[Wording]) -> Iterator[tuple[float, int, int]]:
    by_run: dict[str, list[int]] = defaultdict(list)
    for index, wording in enumerate(wordings):
        for run in wording.runs:
            by_run[run].append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for indexes in by_run.values():
        if len(indexes) <= COMMON:
            shared.update((a, b) for at, a in enumerate(indexes) for b in indexes[at + 1 :])
    for a, b in shared:
        if score := same(wordings[a], wordings[b]):
            yield score, a, b


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


def _apart(first: Wording, second: Wording) -> bool:
    """One article that renders two wordings means two statements, unless one is part of the other."""
    if first.articles & second.articles and f" {first.text} " not in f" {second.text} ":
        return f" {second.text} " not in f" {first.text} "
    return False


def said(named: Named[Rendering], held: Iterable[Tenure] = ()) -> Said:
    """One statement out of its renderings: the longest direct wording, else the longest there is.

    `held` are the tenures of the speaker.
    """
    group = named.group
    best = min((each.statement for each in group), key=_precedence)
    speaker = group[0].speaker
    statements = [each.statement for each in group]
    titles = {(each.role, each.organization) for each in statements if each.role}
    tenures = {ref for title, org in titles for ref in spoken_as(held, title or "", org)}
    co_speakers = {
        speaker_ref(each.article, other, each.statement.evidence.start)
        for each in group
        for other in each.statement.co_speakers
    }
    return Said(
        ref=named.ref,
        speaker=speaker,
        text=best.text,
        renderings=tuple(sorted((each.evidence, each.manner) for each in statements)),
        co_speakers=tuple(sorted(co_speakers - {speaker})),
        tenures=tuple(sorted(tenures)),
        organizations=tuple(sorted({each.organization for each in statements if each.organization})),
        about=tuple(sorted({ref for each in statements for ref in each.about})),
        retired=named.retired,
    )


def _precedence(statement: Statement) -> tuple[int, int, int, str]:
    """Direct before indirect, then the most words, then in one piece: a reporter who splits changes the marks."""
    parts = len(statement.evidence.segments)
    return _RANK[statement.manner], -len(normalised(statement.text).split()), parts, statement.text


def circumstances(ref: Ref, group: Sequence[Rendering], values: Values) -> Iterator[Found]:
    """When and where the renderings say it was said. KeyError for a channel the list does not have.

    A day behind one on which an article had reported it is that of something else.
    """
    reported = min(each.last for each in group)
    for each in group:
        statement = each.statement
        if statement.said and _may_be(statement.said.value, reported) and (node := values.ref(statement.said.value)):
            yield ref, "kg:saidDuring", node, statement.said.evidence, ""
        if statement.channel:
            code = code_of("channel", statement.channel.value) or statement.channel.value
            concept("channel", code)
            yield ref, "kg:channel", f"vocab/channel/{code}", statement.channel.evidence, ""


def _may_be(said: TimeSpan, reported: int) -> bool:
    return said.earliest is None or said.earliest.toordinal() <= reported


def features(first: Rendering, second: Rendering) -> Iterator[tuple[bool, str, float]]:
    """What speaks for (True) and against two renderings being of one statement, in words, and how much they share."""
    a, b = (Wording(normalised(each.statement.text), [each]) for each in (first, second))
    yield first.speaker == second.speaker, f"speakers: {first.speaker}, {second.speaker}", 0.0
    if verdict := same(a, b):
        yield True, "the rules take them for one", verdict
    common = sorted(a.content & b.content)
    part = len(common) / max(1, min(len(a.content), len(b.content)))
    yield part >= OVERLAP, f"{part:.0%} of the words that carry meaning are shared: {', '.join(common[:12])}", part
    if a.numbers and b.numbers and not a.numbers & b.numbers:
        yield False, f"other numbers: {', '.join(sorted(a.numbers))}; {', '.join(sorted(b.numbers))}", 0.0
    if first.article == second.article:
        yield False, f"one article, {first.article}, has both", 0.0

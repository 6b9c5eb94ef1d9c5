"""The same words from several articles, trimmed, split or paraphrased, become one statement."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.fusion.bonds import NONE, Bonds
from kg.fusion.cluster import clusters
from kg.fusion.knowledge import Said, Voice
from kg.fusion.naming import UNDATED, first_day, last_day
from kg.fusion.people import spoken_as
from kg.fusion.wordings import OVERLAP, Wording, apart, same
from kg.iris import normalised, statement_ref, voice_ref
from kg.lists import code_of, concept
from kg.model import Manner

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.fusion.claims import Found, Values
    from kg.fusion.knowledge import Tenure
    from kg.fusion.naming import Named
    from kg.model import Reading, Ref, Speaker, Statement, TimeSpan

#: Word runs that so many statements of one speaker share say nothing about which of them are the same.
COMMON = 40
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
        return apart(first, second) or bonds.part(first.renderings[0].key, second.renderings[0].key)

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

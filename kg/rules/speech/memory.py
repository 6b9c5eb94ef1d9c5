"""Remembers through a document where and when whom was said to speak, and who goes on there."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from kg.rules.speech.stages import Stage, stage_of, stages
from kg.rules.speech.writers import NETWORKS, Writers

if TYPE_CHECKING:
    from kg.document import Document
    from kg.model import Ref, Sourced, Speaker, TimeSpan
    from kg.rules.speech.lines import Line
    from kg.rules.speech.settings import Setting
    from kg.rules.speech.speakers import Voice

_OCCASIONS = frozenset(
    {"podcast", "earnings-call", "conference-call", "press-conference", "press-briefing", "event", "hearing", "call"}
)
#: Channels on which one goes on to speak for a while, on the same day.
LASTING = _OCCASIONS | {"interview"}
_AGAIN = re.compile(r"\b(?:[Tt]he|[Tt]hat|[Tt]his|[Ss]ame) (?:\w+ ){0,2}$")
_PRONOUNS = ("he", "she", "they")
_AUDIENCE = 3  # paragraphs in which those speak whom the writer first speaks of together: "executives said on the call"


class Memory:
    """What earlier words of a document tell of those who speak later."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.writers = Writers(document)
        self.before: dict[Ref | str, tuple[int, Setting]] = {}  # with the paragraph
        self.days: dict[str, Sourced[TimeSpan]] = {}  # by code of the channel
        self.occasion: tuple[int, Setting] = (-1, (None, None))  # the last one, with its paragraph
        self.dated: dict[Ref, tuple[int, Sourced[TimeSpan]]] = {}  # who was last said to speak on a day, with paragraph
        self.last: tuple[int, Voice | None, Setting] = (-1, None, (None, None))  # what was said last, with paragraph

    def settle(self, line: Line, voice: Voice, found: Setting) -> None:
        """Keep where and when somebody spoke as it was found in the end, with a day that only other words told."""
        self.last = line.paragraph, voice, found
        known = voice.speaker.ref or voice.speaker.description
        if found[1] is not None and self.before.get(known) == (line.paragraph, (found[0], None)):
            self.before[known] = line.paragraph, found

    def added(self, line: Line, lemma: str, voice: Voice) -> Setting | None:
        """Return the setting of the words right before, to which a person or the firm "added" something."""
        paragraph, before, setting = self.last
        if before is None:
            return None
        one = {before.speaker.ref, before.organization} & {voice.speaker.ref, voice.organization} - {None}
        return (again(setting[0]), setting[1]) if lemma == "add" and one and paragraph == line.paragraph else None

    def same_paragraph(self, line: Line, ref: Ref | None) -> Sourced[TimeSpan] | None:
        """Return the day on which the speaker was said to speak before in the paragraph."""
        paragraph, said = self.dated.get(ref or "", (-1, None))
        return (
            replace(said, evidence=replace(said.evidence, rule="said-kept"))
            if said and paragraph == line.paragraph
            else None
        )

    def just_dated(self, line: Line, ref: Ref | None) -> Sourced[TimeSpan] | None:
        """Return the day on which the speaker was said to speak just before, where only now the occasion is told."""
        paragraph, said = self.dated.get(ref or "", (-2, None))
        return said if line.paragraph - paragraph <= 1 else None

    def same_day(self, channel: Sourced[str]) -> Sourced[TimeSpan] | None:
        """Return the day of an occasion that is spoken of again: "during the press conference"."""
        start = channel.evidence.start
        again = _AGAIN.search(self.document.text, max(0, start - 30), start)
        return self.days.get(channel.value) if again else None

    def remember(self, line: Line, speaker: Speaker, setting: Setting) -> None:
        """Keep where and when somebody is said to speak."""
        channel, said = setting
        ref = speaker.ref
        if channel is None:
            return
        if said is not None:
            self.days[channel.value] = said
        if channel.value in _OCCASIONS:
            self.occasion = line.paragraph + (_AUDIENCE if ref is None else 0), setting
        self.before[ref or speaker.description] = line.paragraph, setting
        if ref is not None:
            self.writers.remember(ref, channel)

    def kept(self, line: Line, lemma: str, speaker: Speaker, said: Sourced[TimeSpan] | None) -> Setting:
        """Return where the speaker still speaks, writes, is told to have taken the word, or others just spoke."""
        ref = speaker.ref
        known = ref or (speaker.description if speaker.mention.lower() in _PRONOUNS else "")
        if known in self.before and (setting := self._still(line, known, lemma, said)):
            return setting
        if channel := self.writers.place(line, lemma, speaker):
            return again(channel), said
        if stage := stage_of(self.stages, ref, line.masked.start(line.starts[0])):
            return again(stage.channel), said or stage.said
        told = lemma == "tell" and "reporters" in line.tokens and self._is_before_press()
        if ref is not None and line.paragraph <= self.occasion[0] + told:
            channel, when = self.occasion[1]
            return again(channel), said or when
        return None, said

    def _is_before_press(self) -> bool:
        channel = self.occasion[1][0]
        return channel is not None and channel.value.startswith("press-")

    def _still(self, line: Line, ref: Ref | str, lemma: str, said: Sourced[TimeSpan] | None) -> Setting | None:
        """Return where and when the speaker was last said to speak, if they may still do so."""
        paragraph, (channel, when) = self.before[ref]
        if not _goes_on(channel, when, lemma, said):
            return None
        posted = channel is not None and channel.value in NETWORKS - {"blog"}  # each post has a day of its own
        return again(channel), said or (None if posted and line.paragraph - paragraph > 1 else when)

    @cached_property
    def stages(self) -> dict[Ref, list[Stage]]:
        """Where people are told to have taken the word."""
        return stages(self.document)


def _goes_on(
    channel: Sourced[str] | None, when: Sourced[TimeSpan] | None, lemma: str, said: Sourced[TimeSpan] | None
) -> bool:
    """Tell whether one who spoke through a channel may still do so: not when they tell somebody, or on another day."""
    if said is not None and (when is None or when.value != said.value):
        return False
    return lemma != "tell" or channel is None or channel.value in LASTING


def again(channel: Sourced[str] | None) -> Sourced[str] | None:
    """Mark a channel as taken from other words than those of the attribution."""
    return None if channel is None else replace(channel, evidence=replace(channel.evidence, rule="channel-kept"))

"""Where and when something was said as far as earlier words of the article tell it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from kg.model import Evidence, Sourced
from kg.rules.speech.gatherings import gathering
from kg.rules.speech.news import is_another_day, news
from kg.rules.speech.releases import release
from kg.rules.speech.settings import named, told_outlet
from kg.rules.speech.stages import Stage, stage_of, stages
from kg.rules.speech.times import time
from kg.rules.speech.writers import NETWORKS, Writers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.document import Document
    from kg.model import Ref, Span, Speaker, TimeSpan
    from kg.rules.speech.lines import Line
    from kg.rules.speech.settings import Setting
    from kg.rules.speech.speakers import Voice

_OCCASIONS = frozenset(
    {"podcast", "earnings-call", "conference-call", "press-conference", "press-briefing", "event", "hearing", "call"}
)
#: Channels on which one goes on to speak for a while, on the same day.
LASTING = _OCCASIONS | {"interview"}
_EARNINGS = re.compile(
    r"\b(?:earnings|results|quarterly) (?:\w+ )?call\b|\bquarter(?:ly)? (?:\w+ )?(?:earnings|results)\b"
    r"|\breport(?:ed|s)\b[^.\n]{0,40}\b(?:results|earnings|profits?)\b"
)
_AGAIN = re.compile(r"\b(?:[Tt]he|[Tt]hat|[Tt]his|[Ss]ame) (?:\w+ ){0,2}$")
_PRONOUNS = ("he", "she", "they")
_AUDIENCE = 3  # paragraphs in which those speak whom the writer first speaks of together: "executives said on the call"


class Scene:
    """Remembers through a document where and when whom was said to speak."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.writers = Writers(document)
        self.before: dict[Ref | str, tuple[int, Setting]] = {}  # with the paragraph
        self.days: dict[str, Sourced[TimeSpan]] = {}  # by code of the channel
        self.occasion: tuple[int, Setting] = (-1, (None, None))  # the last one, with its paragraph
        self.dated: dict[Ref, tuple[int, Sourced[TimeSpan]]] = {}  # who was last said to speak on a day, with paragraph
        self.release = release(document)
        self.gathering = gathering(document)
        self.news = news(document)
        self.last: tuple[int, Voice | None, Setting] = (-1, None, (None, None))  # what was said last, with paragraph

    def setting(self, line: Line, parts: Sequence[Span], cue: Span, lemma: str, voice: Voice) -> Setting:
        """Return where and when something was said, with the day of the news where nothing else tells the day."""
        found = self._of_the_day(self._told(line, parts, cue, lemma, voice), line, voice, cue, lemma, parts)
        self.last = line.paragraph, voice, found
        known = voice.speaker.ref or voice.speaker.description
        if found[1] is not None and self.before.get(known) == (line.paragraph, (found[0], None)):
            self.before[known] = line.paragraph, found
        return found

    def _added(self, line: Line, lemma: str, voice: Voice) -> Setting | None:
        """Return the setting of the words right before, to which a person or the firm "added" something."""
        paragraph, before, setting = self.last
        if before is None:
            return None
        one = {before.speaker.ref, before.organization} & {voice.speaker.ref, voice.organization} - {None}
        return (again(setting[0]), setting[1]) if lemma == "add" and one and paragraph == line.paragraph else None

    def _told(self, line: Line, parts: Sequence[Span], cue: Span, lemma: str, voice: Voice) -> Setting:
        """Return where and when something was said: what the attribution says, else what earlier words tell.

        These are, in turn: the outlet's own report, the place where the speaker was last said to speak, a network
        the speaker was said to write on when this too is written, the post a commenter comments on, the occasion
        on which others speak in the paragraph, and the gathering or press release that the article tells or is.
        """
        speaker = voice.speaker
        said = time(self.document, line, parts, cue[0])
        channel = self._call(named(self.document, parts))
        if channel is not None:
            said = said or self._same_day(channel) or self._just_dated(line, speaker.ref) or self._day_of(channel)
            self._remember(line, speaker, (channel, said))
            return channel, said
        if (
            lemma == "tell"
            and (speaker.ref or "").startswith("person/")
            and (outlet := told_outlet(self.document, cue))
        ):
            return outlet, said
        if lemma == "report" and (speaker.ref or "").startswith("org/"):
            channel = Sourced("report", Evidence.cut(self.document.article, *cue, "channel"))
            self._remember(line, speaker, (channel, said))
            return channel, said
        if said is not None and speaker.ref is not None:
            self.dated[speaker.ref] = line.paragraph, said
        setting = (said is None and self._added(line, lemma, voice)) or self._kept(line, lemma, speaker, said)
        if setting[0] is None and self.gathering and self.gathering.heard(self.document, voice, lemma, cue):
            return again(self.gathering.channel), said or self.gathering.said
        return setting if setting[0] or self.release is None else self._released(self.release, speaker, said)

    def _released(self, release: Sourced[str], speaker: Speaker, said: Sourced[TimeSpan] | None) -> Setting:
        """Return the setting of what stands in a release; what was said on another day was not said in it."""
        issued = self._issued(release)
        if said is not None and issued is not None and said.value.latest != issued.value.latest:
            return None, said
        own = release.value == "statement" and speaker.mention.lower() == "we"
        return replace(release, value="blog") if own else release, said or issued

    def _of_the_day(
        self, setting: Setting, line: Line, voice: Voice, cue: Span, lemma: str, parts: Sequence[Span]
    ) -> Setting:
        """Return the setting with the day of the news, where the speaker is party to it and no other day is told."""
        channel, said = setting
        if said is not None or any(is_another_day(self.document.text[a:b]) for a, b in parts):
            return setting
        if said := self._same_paragraph(line, voice.speaker.ref):
            return channel, said
        if self.news is None:
            return setting
        return channel, self.news.told(self.document, voice, cue, lemma, channel.value if channel else "")

    def _same_paragraph(self, line: Line, ref: Ref | None) -> Sourced[TimeSpan] | None:
        """Return the day on which the speaker was said to speak before in the paragraph."""
        paragraph, said = self.dated.get(ref or "", (-1, None))
        return (
            replace(said, evidence=replace(said.evidence, rule="said-kept"))
            if said and paragraph == line.paragraph
            else None
        )

    def _day_of(self, channel: Sourced[str]) -> Sourced[TimeSpan] | None:
        """Return the day of the hearing or launch that the article tells of, where a channel is of that kind."""
        return self.gathering.said if self.gathering and self.gathering.channel.value == channel.value else None

    def _just_dated(self, line: Line, ref: Ref | None) -> Sourced[TimeSpan] | None:
        """Return the day on which the speaker was said to speak just before, where only now the occasion is told."""
        paragraph, said = self.dated.get(ref or "", (-2, None))
        return said if line.paragraph - paragraph <= 1 else None

    @cached_property
    def _earnings(self) -> int | None:
        """Where the first words on an earnings call end."""
        found = _EARNINGS.search(self.document.text, self.document.article.body)
        return found.end() if found else None

    def _call(self, channel: Sourced[str] | None) -> Sourced[str] | None:
        """Tell what "on the call" and "told investors" mean where the article speaks of an earnings call before."""
        if channel is None or channel.value != "call":
            return channel
        told_of = self.gathering is not None and self.gathering.channel.value == "earnings-call"
        if told_of or (self._earnings is not None and self._earnings <= channel.evidence.start):
            return replace(channel, value="earnings-call")
        return None if channel.evidence.quote.startswith("t") else channel

    def _same_day(self, channel: Sourced[str]) -> Sourced[TimeSpan] | None:
        """Return the day of an occasion that is spoken of again: "during the press conference"."""
        start = channel.evidence.start
        again = _AGAIN.search(self.document.text, max(0, start - 30), start)
        return self.days.get(channel.value) if again else None

    def _remember(self, line: Line, speaker: Speaker, setting: Setting) -> None:
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

    def _kept(self, line: Line, lemma: str, speaker: Speaker, said: Sourced[TimeSpan] | None) -> Setting:
        ref = speaker.ref
        known = ref or (speaker.description if speaker.mention.lower() in _PRONOUNS else "")
        if known in self.before and (setting := self._still(line, known, lemma, said)):
            return setting
        if channel := self.writers.place(line, lemma, speaker):
            return again(channel), said
        if stage := stage_of(self.stages, ref, line.masked.start(line.starts[0])):
            return again(stage.channel), said or stage.said
        if ref is not None and line.paragraph <= self.occasion[0]:
            channel, when = self.occasion[1]
            return again(channel), said or when
        return None, said

    def _still(self, line: Line, ref: Ref | str, lemma: str, said: Sourced[TimeSpan] | None) -> Setting | None:
        """Return where and when the speaker was last said to speak, if they may still do so."""
        paragraph, (channel, when) = self.before[ref]
        if not _goes_on(channel, when, lemma, said):
            return None
        posted = channel is not None and channel.value in NETWORKS - {"blog"}  # each post has a day of its own
        return again(channel), said or (None if posted and line.paragraph - paragraph > 1 else when)

    def _issued(self, release: Sourced[str]) -> Sourced[TimeSpan] | None:
        """Return the day of a release: what is said in it is said when it is issued."""
        published = self.document.article.published
        return None if published is None else Sourced(published, replace(release.evidence, rule="said-time"))

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

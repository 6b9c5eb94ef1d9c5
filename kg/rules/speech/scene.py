"""Where and when something was said as far as earlier words of the article tell it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from kg.model import Evidence, Sourced
from kg.rules.speech.gatherings import gathering
from kg.rules.speech.memory import Memory, again
from kg.rules.speech.news import is_another_day, news
from kg.rules.speech.releases import release
from kg.rules.speech.settings import named, told_outlet
from kg.rules.speech.times import time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.document import Document
    from kg.model import Span, Speaker, TimeSpan
    from kg.rules.speech.lines import Line
    from kg.rules.speech.settings import Setting
    from kg.rules.speech.speakers import Voice

_EARNINGS = re.compile(
    r"\b(?:earnings|results|quarterly) (?:\w+ )?call\b|\bquarter(?:ly)? (?:\w+ )?(?:earnings|results)\b"
    r"|\breport(?:ed|s)\b[^.\n]{0,40}\b(?:results|earnings|profits?)\b|\b(?:in|for) the (?:\w+ )?quarter\b"
)
_PRESS = re.compile(r" with (?:the |\w+ )?(?:journalists|reporters|press|media)\b")


class Scene:
    """Remembers through a document where and when whom was said to speak."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.memory = Memory(document)
        self.release = release(document)
        self.gathering = gathering(document)
        self.news = news(document)

    def setting(self, line: Line, parts: Sequence[Span], cue: Span, lemma: str, voice: Voice) -> Setting:
        """Return where and when something was said, with the day of the news where nothing else tells the day."""
        found = self._of_the_day(self._told(line, parts, cue, lemma, voice), line, voice, cue, lemma, parts)
        self.memory.settle(line, voice, found)
        return found

    def _told(self, line: Line, parts: Sequence[Span], cue: Span, lemma: str, voice: Voice) -> Setting:
        """Return where and when something was said: what the attribution says, else what earlier words tell.

        These are, in turn: the outlet's own report, the place where the speaker was last said to speak, a network
        the speaker was said to write on when this too is written, the post a commenter comments on, the occasion
        on which others speak in the paragraph, and the gathering or press release that the article tells or is.
        """
        speaker, said = voice.speaker, time(self.document, line, parts, cue[0])
        if (told := self._named(line, parts, cue, lemma, speaker, said)) is not None:
            return told
        if said is not None and speaker.ref is not None:
            self.memory.dated[speaker.ref] = line.paragraph, said
        setting = (said is None and self.memory.added(line, lemma, voice)) or self.memory.kept(
            line, lemma, speaker, said
        )
        if setting[0] is None and self.gathering and self.gathering.heard(self.document, voice, lemma, cue):
            return again(self.gathering.channel), said or self.gathering.said
        return setting if setting[0] or self.release is None else self._released(self.release, speaker, said)

    def _named(
        self, line: Line, parts: Sequence[Span], cue: Span, lemma: str, speaker: Speaker, said: Sourced[TimeSpan] | None
    ) -> Setting | None:
        """Return the setting whose place the attribution itself names, also by the verb or by whom one tells."""
        channel, kind = self._call(named(self.document, parts)), (speaker.ref or "").partition("/")[0]
        if channel is not None:
            said = said or self.memory.same_day(channel) or self.memory.just_dated(line, speaker.ref)
            said = said or self._day_of(channel)
        elif lemma == "tell" and kind == "person" and (outlet := told_outlet(self.document, cue)):
            return outlet, said
        elif lemma == "report" and kind == "org":
            channel = Sourced("report", Evidence.cut(self.document.article, *cue, "channel"))
        else:
            return None
        self.memory.remember(line, speaker, (channel, said))
        return channel, said

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
        if said := self.memory.same_paragraph(line, voice.speaker.ref):
            return channel, said
        if self.news is None:
            return setting
        return channel, self.news.told(self.document, voice, cue, lemma, channel.value if channel else "")

    def _day_of(self, channel: Sourced[str]) -> Sourced[TimeSpan] | None:
        """Return the day of the hearing or launch that the article tells of, where a channel is of that kind."""
        return self.gathering.said if self.gathering and self.gathering.channel.value == channel.value else None

    @cached_property
    def _earnings(self) -> int | None:
        """Where the first words on an earnings call end."""
        found = _EARNINGS.search(self.document.text, self.document.article.body)
        return found.end() if found else None

    def _call(self, channel: Sourced[str] | None) -> Sourced[str] | None:
        """Tell what a call is and what "told investors" means where the article speaks of results before."""
        if channel is None or channel.value not in ("call", "conference-call"):
            return channel
        if _PRESS.match(self.document.text, channel.evidence.end):
            return channel
        told_of = self.gathering is not None and self.gathering.channel.value == "earnings-call"
        if told_of or (self._earnings is not None and self._earnings <= channel.evidence.start):
            return replace(channel, value="earnings-call")
        return None if channel.evidence.quote.startswith("t") else channel

    def _issued(self, release: Sourced[str]) -> Sourced[TimeSpan] | None:
        """Return the day of a release: what is said in it is said when it is issued."""
        published = self.document.article.published
        return None if published is None else Sourced(published, replace(release.evidence, rule="said-time"))

"""Where and when something was said as far as earlier words of the article tell it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, cached_property
from typing import TYPE_CHECKING

from kg.lexicon import alternation, words
from kg.model import Evidence, Sourced
from kg.rules.speech.gatherings import gathering
from kg.rules.speech.settings import named, time
from kg.rules.speech.stages import Stage, stage_of, stages
from kg.rules.speech.writers import Writers

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
)
_AGAIN = re.compile(r"\b(?:[Tt]he|[Tt]hat|[Tt]his|[Ss]ame) (?:\w+ ){0,2}$")
_OWN_VOICE = re.compile(
    r"\b[Ww]e(?:['’]re| are) (?:\w+ )?"
    r"(?:announcing|(?:excited|thrilled|pleased|proud|delighted|happy) to (?:announce|share))"
    r"|\b[Tt]oday,? we(?:['’]re| are|['’]ve| have)? (?:announc|shar|launch|sign|join|partner)"
)
#: The dateline of a release, which tells the year as well: "LYON, France – March 4, 2026 –".
_DATELINE = re.compile(
    r"(?m)^[A-Z][\w .,&()-]{2,60} ?[–—-]{1,2} ?(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}),? 20\d\d ?[–—-]"
)
_PRONOUNS = ("he", "she", "they")
_AUDIENCE = 3  # paragraphs in which those speak whom the writer first speaks of together: "executives said on the call"
_HEAD = 1500  # characters in which a press release shows itself


class Scene:
    """Remembers through a document where and when whom was said to speak."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.writers = Writers(document)
        self.before: dict[Ref | str, tuple[int, Setting]] = {}  # with the paragraph
        self.days: dict[str, Sourced[TimeSpan]] = {}  # by code of the channel
        self.occasion: tuple[int, Setting] = (-1, (None, None))  # the last one, with its paragraph
        self.dated: dict[Ref, tuple[int, Sourced[TimeSpan]]] = {}  # who was last said to speak on a day, with paragraph
        self.release = _release(document)
        self.gathering = gathering(document)

    def setting(self, line: Line, parts: Sequence[Span], cue: Span, lemma: str, voice: Voice) -> Setting:
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
        if lemma == "report" and (speaker.ref or "").startswith("org/"):
            channel = Sourced("report", Evidence.cut(self.document.article, *cue, "channel"))
            self._remember(line, speaker, (channel, said))
            return channel, said
        if said is not None and speaker.ref is not None:
            self.dated[speaker.ref] = line.paragraph, said
        setting = self._kept(line, lemma, speaker, said)
        if setting[0] is None and self.gathering and self.gathering.heard(self.document, voice, lemma, cue):
            return again(self.gathering.channel), said or self.gathering.said
        return setting if setting[0] or self.release is None else (self.release, said or self._issued(self.release))

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
        if self._earnings is not None and self._earnings <= channel.evidence.start:
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
        lasting = channel is not None and channel.value in LASTING
        return again(channel), said or (when if lasting or line.paragraph - paragraph <= 1 else None)

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


def _release(document: Document) -> Sourced[str] | None:
    """Return the words that show that the article is a press release, or a firm's own announcement."""
    head = document.text[document.article.body : document.article.body + _HEAD]
    dated, own = " 20" in head, "We" in head or " we" in head
    return (
        _shown(document, _wire(), "press-release")
        or (_shown(document, _DATELINE, "press-release") if dated else None)
        or (_shown(document, _OWN_VOICE, "statement") if own else None)
    )


def _shown(document: Document, shape: re.Pattern[str], code: str) -> Sourced[str] | None:
    """Return the words near the beginning that show what the article is, with the code of that channel."""
    start = document.article.body
    match = shape.search(document.text, start, start + _HEAD)
    return Sourced(code, Evidence.cut(document.article, match.start(), match.end(), "channel")) if match else None


@cache
def _wire() -> re.Pattern[str]:
    return re.compile(alternation(words("speech", "release")))

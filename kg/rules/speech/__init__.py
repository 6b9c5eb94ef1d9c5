"""Finds who said what: quotations and reports, with speaker, role, channel and time."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from typing import TYPE_CHECKING

from kg.model import Evidence, Kind, Manner, Sourced, Statement
from kg.rules.speech import settings
from kg.rules.speech.attribution import said
from kg.rules.speech.cues import frames
from kg.rules.speech.examples import RULES
from kg.rules.speech.hindsight import continued, fill
from kg.rules.speech.scene import Scene
from kg.rules.speech.speakers import Speakers, Voice
from kg.rules.speech.turns import Turn, turns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.document import Document
    from kg.model import Ref, Role, Span
    from kg.rules.speech.rendering import Said

__all__ = ["RULES", "statements"]

_NAMED = re.compile(r"(?:[A-Z][\w’'&.-]*(?: |$)|(?:of|for|the|and|on|&) )+")
_OVER = re.compile(r"[,;scA-]")
_STOPS = frozenset(".!?:;,")
_FEWEST = 2  # paragraphs of an article with a headline
_SHORT, _LONGEST = 3, 160  # letters of words that need no capital, characters of a headline
_BY_MANNER = {Manner.DIRECT: "speech-direct", Manner.MIXED: "speech-mixed", Manner.INDIRECT: "speech-indirect"}


def statements(document: Document, roles: Sequence[Role]) -> tuple[Statement, ...]:
    """Return the statements of a document, in order of the text, each with the words that carry it."""
    speakers = Speakers(document, roles)
    laid_out = turns(document)
    found = said(document, sorted(turn.paragraph for turn in laid_out))
    voices: list[Voice | None] = []
    made: dict[int, Statement] = {}  # by number of what is said
    out = [_turn(document, turn, speakers.named_at(turn.name)) for turn in laid_out]
    scene = Scene(document)
    told: dict[int, list[Span]] = {}  # by where their line begins
    for item in found:
        told.setdefault(item.line.starts[0], []).extend(item.told)
    headlines = _headlines(document)
    for item in found:
        voice = voices[item.after] if item.after is not None else None
        if item.subject is not None:
            voice = speakers.voice(item.line, item.subject, item.spans[0][0])
        voices.append(voice)
        if voice is not None and (item.manner is Manner.DIRECT or not _within(item.spans[0][0], headlines)):
            statement = _statement(document, item, voice, scene, told[item.line.starts[0]])
            made[len(voices) - 1] = continued(statement, made.get(item.after) if item.after is not None else None)
            speakers.papers.remember(statement)
    out += made.values()
    return tuple(fill(document, sorted(out, key=lambda s: (s.evidence.start, s.evidence.end)), headlines))


def _within(offset: int, spans: Sequence[Span]) -> bool:
    at = bisect_right(spans, (offset, sys.maxsize)) - 1
    return at >= 0 and offset < spans[at][1]


def _headlines(document: Document) -> list[Span]:
    """Return the headlines: what they report the article tells again."""
    text, paragraphs = document.text, document.paragraphs
    if len(paragraphs) < _FEWEST:
        return []
    ends = [span for span in paragraphs if text[span[1] - 1] not in _STOPS]
    return [span for span in ends if span == paragraphs[0] or _is_titled(text[slice(*span)])]


def _is_titled(line: str) -> bool:
    long = [word for word in line.split() if len(word) > _SHORT and word[0].isalpha()]
    return len(line) < _LONGEST and len(long) > 1 and all(word[0].isupper() for word in long)


def _statement(document: Document, item: Said, voice: Voice, scene: Scene, told: Sequence[Span]) -> Statement:
    spans = tuple(sorted(item.spans))
    cue = item.line.span(*item.report.cue) if item.report else spans[0]
    lemma = item.report.lemma if item.report else ""
    holes = [cue] if item.report and item.report.lemma == "report" else []
    if voice.speaker.span and _NAMED.fullmatch(voice.speaker.mention):  # "the Salem Forum" is no forum
        holes.append(voice.speaker.span)
    if item.manner is Manner.DIRECT and "naming" in frames().get(lemma, ()):  # "described it in an email as a ..."
        told = [span for span in told if span not in item.told]
    parts = settings.outside(item.line, [*spans, *told, *holes], cue, _last(item))
    modality, hedge = settings.modality(document.text[max(item.line.span(0, 1)[0], cue[0] - 30) : cue[0]])
    channel, when = scene.setting(item.line, parts, cue, lemma, voice)
    return Statement(
        manner=item.manner,
        text=" ".join(document.text[a:b] for a, b in spans),
        spans=spans,
        speaker=voice.speaker,
        evidence=Evidence.cut(
            document.article,
            spans[0][0],
            spans[-1][1],
            "speech-split" if len(spans) > 1 and item.manner is Manner.DIRECT else _BY_MANNER[item.manner],
            modality,
            hedge=hedge,
            segments=spans if len(spans) > 1 else (),
        ),
        co_speakers=voice.others,
        role=voice.role,
        organization=voice.organization,
        channel=channel,
        said=when,
        about=_about(document, spans),
    )


def _last(item: Said) -> int | None:
    """Return where the words about the saying end that stand behind what is said, if it stands behind its verb."""
    report, line = item.report, item.line
    if report is None or not report.parts or report.parts[0][0] < report.cue[1]:
        return None
    stop = _OVER.search(line.classes, report.parts[-1][1])
    return line.span(stop.start(), stop.end())[0] if stop else None


def _turn(document: Document, turn: Turn, voice: Voice) -> Statement:
    start, end = turn.content
    channel = Sourced("x", Evidence.cut(document.article, *turn.handle, "channel")) if turn.handle else None
    return Statement(
        manner=Manner.DIRECT,
        text=document.text[start:end],
        spans=(turn.content,),
        speaker=voice.speaker,
        evidence=Evidence.cut(document.article, start, end, "speech-turn"),
        role=voice.role,
        organization=voice.organization,
        channel=channel,
        about=_about(document, (turn.content,)),
    )


def _about(document: Document, spans: Sequence[Span]) -> tuple[Ref, ...]:
    found = [m.ref for a, b in spans for m in document.mentions_in(a, b) if m.ref and m.kind is not Kind.PLACE]
    return tuple(dict.fromkeys(found))

"""Finds who said what: quotations and reports, with speaker, role, channel and time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Evidence, Kind, Manner, Statement
from kg.rules.speech import settings
from kg.rules.speech.attribution import Said, said
from kg.rules.speech.speakers import Speakers, Voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.document import Document
    from kg.model import Ref, Role, Span

_RULES = {Manner.DIRECT: "speech-direct", Manner.MIXED: "speech-mixed", Manner.INDIRECT: "speech-indirect"}


def statements(document: Document, roles: Sequence[Role]) -> tuple[Statement, ...]:
    """Return the statements of a document, in order of the text, each with the words that carry it."""
    speakers = Speakers(document, roles)
    found = said(document)
    voices: list[Voice | None] = []
    out = []
    for item in found:
        voice = voices[item.after] if item.after is not None else speakers.voice(item.line, item.subject) if item.subject else None
        voices.append(voice)
        if voice is not None:
            out.append(_statement(document, item, voice))
    return tuple(sorted(out, key=lambda s: (s.evidence.start, s.evidence.end)))


def _statement(document: Document, item: Said, voice: Voice) -> Statement:
    spans = tuple(sorted(item.spans))
    parts = settings.outside(item.line, spans)
    cue = item.line.span(*item.report.cue) if item.report else spans[0]
    before = document.text[max(parts[0][0] if parts else cue[0], cue[0] - 30) : cue[0]]
    modality, hedge = settings.modality(before) if item.report else settings.modality("")
    rule = "speech-split" if item.split and item.manner is Manner.DIRECT else _RULES[item.manner]
    segments = spans if len(spans) > 1 else ()
    return Statement(
        manner=item.manner,
        text=" ".join(document.text[a:b] for a, b in spans),
        spans=spans,
        speaker=voice.speaker,
        evidence=Evidence.cut(
            document.article, spans[0][0], spans[-1][1], rule, modality, hedge=hedge, segments=segments
        ),
        co_speakers=voice.others,
        role=voice.role,
        organization=voice.organization,
        channel=settings.channel(document, parts),
        said=settings.time(document, item.line, parts, cue[0]),
        about=_about(document, spans),
    )


def _about(document: Document, spans: Sequence[Span]) -> tuple[Ref, ...]:
    found = [m.ref for a, b in spans for m in document.mentions_in(a, b) if m.ref and m.kind is not Kind.PLACE]
    return tuple(dict.fromkeys(found))

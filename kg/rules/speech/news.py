"""The day of the news: when the parties speak whom a report of that day's news quotes without a day of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from kg.model import Kind
from kg.rules.speech.cues import cue_forms
from kg.rules.speech.times import days

if TYPE_CHECKING:
    from kg.document import Document
    from kg.model import Ref, Sourced, Span, TimeSpan
    from kg.rules.speech.speakers import Voice

_LEAD = 4  # paragraphs, with the headline
_FRESH = timedelta(days=3)  # between the news and its report
_NEAR = 60  # characters before a day in which shares are spoken of
_MARKET = re.compile(r"\b(?:shares|stock(?! market| exchange)|closing|trading|index)\b", re.IGNORECASE)
_DATELINE = re.compile(r"[^.\n]{0,60}?(?:\([A-Z][\w ]+\) ?[-–—]+|[-–—]{1,2}) ")
#: What puts the saying on another day than the news.
_ANOTHER_DAY = re.compile(
    r"\b(?:earlier|previously|recent(?:ly)?|last|ago|at the time|then|since|once|before|repeatedly|long"
    r"|in (?:19|20)\d\d|(?:this|past) (?:week|month|year|spring|summer|autumn|fall|winter))\b"
)
_PERFECT = re.compile(r"\b(?:has|have|had|will|would|is|are|was|were)(?: \w+ly)?(?: also| not)? ?$")
_SPOKESPERSON = re.compile(r"\b(?:spokes\w+|representative)\b", re.IGNORECASE)
_ANALYST = re.compile(
    r"\b(?:senator|congress\w+|lawmaker|governor|MEP|MP|analyst|researcher|economist|professor|lecturer|consultant)",
    re.IGNORECASE,
)
#: A vote or a decision of those who meet: "the council on Thursday approved the lease".
_VOTE = re.compile(
    r"\b(?:council|commission(?:ers)?|board|committee|district|trustees|supervisors|shareholders|stockholders|lawmakers)\b"
    r"[^.;\n]{0,60}\b(?:voted?|approved|rejected|backed|passed|endorsed)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]+")
#: Where one may speak on the day of the news; an interview, a note or a report may be older.
_CHANNELS = frozenset(
    {
        "",
        "statement",
        "press-release",
        "filing",
        "call",
        "conference-call",
        "earnings-call",
        "press-conference",
        "press-briefing",
        "blog",
        "x",
        "linkedin",
        "email",
    }
)


@dataclass(frozen=True, slots=True)
class News:
    """What happened on one day, as the first paragraphs tell it, and the organisations named with it."""

    day: Sourced[TimeSpan]
    parties: frozenset[Ref]
    speakers: frozenset[Ref] = frozenset()  # the people named there, who speak that day wherever they do
    is_vote: bool = False  # of a body, where all who are there speak to it

    def told(self, document: Document, voice: Voice, cue: Span, lemma: str, channel: str) -> Sourced[TimeSpan] | None:
        """Return the day of the news for a party that "said" something, with the verb at `cue`."""
        if not self._may_speak(voice):
            return None
        there = channel in _CHANNELS or voice.speaker.ref in self.speakers
        if cue[0] < self.day.evidence.start or not there:
            return None
        simple = lemma == "according to" or _is_simple_past(document.text, cue)
        return replace(self.day, evidence=replace(self.day.evidence, rule="said-kept")) if simple else None

    def _may_speak(self, voice: Voice) -> bool:
        """Tell whether somebody is a party, speaks for one, or has a post and no other house; analysts have one."""
        ref, role = voice.speaker.ref or "", voice.role or ""
        if ref in self.speakers or not self.parties.isdisjoint((ref, voice.organization or "")):
            return bool(ref) or _SPOKESPERSON.search(voice.speaker.description) is not None
        if not ref.startswith("person/") or _ANALYST.search(role):
            return False
        return self.is_vote or (bool(role) and voice.organization is None)


def is_another_day(text: str) -> bool:
    """Tell whether the words of an attribution put it on another day: "said last year", "has long said"."""
    return _ANOTHER_DAY.search(text) is not None


def _is_simple_past(text: str, cue: Span) -> bool:
    before = text[max(0, cue[0] - 25) : cue[0]]
    for match in _WORD.finditer(text, *cue):
        form = cue_forms().get(match.group())
        if form is not None and form[1] == "finite" and not match.group().endswith("s"):
            return _PERFECT.search(before + text[cue[0] : match.start()]) is None
    return False


def news(document: Document) -> News | None:
    """Return the day of the news, where the first paragraphs tell one that is not much older than the article."""
    paragraphs = document.paragraphs[:_LEAD]
    if not paragraphs or document.article.published is None:
        return None
    for day in days(document, (paragraphs[0][0], paragraphs[-1][1])):
        sentence = document.sentence(day.evidence.start)
        if _is_news(document, sentence, day):
            told = [m for span in (paragraphs[0], sentence) for m in document.mentions_in(*span)]
            people = frozenset(m.ref for m in told if m.kind is Kind.PERSON and m.ref and m.start >= sentence[0])
            parties = frozenset(m.ref for m in told if m.kind is Kind.ORGANIZATION and m.ref)
            is_vote = _VOTE.search(document.text, *sentence) is not None
            return News(day, parties, people, is_vote) if parties or is_vote else None
    return None


def _is_news(document: Document, sentence: Span, found: Sourced[TimeSpan]) -> bool:
    """Tell whether a date is one day, that of the article or just before, and neither a dateline nor a day of trade."""
    published, day = document.article.published, found.value
    if published is None or day.earliest is None or day.earliest != day.latest or published.latest is None:
        return False
    if not timedelta(0) <= published.latest - day.earliest <= _FRESH:
        return False
    dateline, at = _DATELINE.match(document.text, *sentence), found.evidence.start
    return not (dateline and at < dateline.end()) and not _MARKET.search(
        document.text, max(sentence[0], at - _NEAR), at
    )

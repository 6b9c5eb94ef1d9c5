"""What a whole article tells of, a hearing, a launch, an episode or a call on results, and who spoke there."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Evidence, Kind, Sourced
from kg.rules.speech.programmes import programme
from kg.rules.speech.times import days

if TYPE_CHECKING:
    from kg.document import Document
    from kg.model import Ref, Span, TimeSpan
    from kg.rules.speech.speakers import Voice

_HEARING = re.compile(r"\bhearings?\b|\btestif(?:y|ied|ies)\b|\btestimony\b|\bcross-examination\b")
#: A gathering that the article comes from; "announced the launch of a pump" is none.
_LAUNCH = re.compile(
    r"\b(?:[Aa]t|[Ff]rom|[Dd]uring|[Oo]pened) (?:the|an?|its|their|this|last)(?: [\w’'-]+){0,4}?"
    r" (?:launch|unveiling|ceremony|keynote|(?:press|news) conference)\b"
)
#: A call on results, and what shows that the article goes through it: those who ask, or the call again.
_RESULTS = re.compile(
    r"\b(?:earnings|results|quarterly|quarter) (?:\w+ )?(?:conference )?call\b"
    r"|\bcall with (?:\w+ )?(?:analysts|investors)\b"
    r"|\b(?:told|telling) (?:\w+ )?(?:analysts|investors) on (?:the|an?) (?:\w+ )?call\b"
)
#: A meeting with talks, and the words that show that the article goes through them.
_FORUM = re.compile(  # a letter first that looks back at itself, so that the search can jump to it
    r"[FfCcSsEeMmDd](?<=\b.)(?:(?:(?<=[Ff])(?:orum|estival)|(?<=[Cc])on(?:ference|gress|vention)|(?<=[Ss])(?:ummit|ymposium)"
    r"|(?<=[Ee])xpo|(?<=[Mm])eetup|(?<=d)ays of talks)\b"
    r"|(?<=[Dd])ay\b(?:(?<=[Mm]arkets .ay)|(?<=nvestor .ay)|(?<=nalyst .ay)|(?<=eveloper .ay)|(?<=artner .ay)))"
)
_STAGED = re.compile(
    r"\b(sessions?|panel(?:list)?s?|on stage|stage|moderator|audience|keynotes?|delegates|attendees|speakers?|corridors"
    r"|podium|applause|opening day|[Tt]akeaways|Q&A|presentations|prepared remarks|by video"
    r"|(?:first|second|third|last) (?:day|morning|afternoon))\b"
)
_FEWEST_STAGED = 3
_ON_CALL = re.compile(r"\b(?:[Oo]n|[Dd]uring|[Ii]n) the call\b|\banalysts?\b|\b[Aa]sked\b|\bQ&A\b|\bprepared remarks\b")
#: Where somebody tells those who are there, and not a paper.
_THOSE_THERE = re.compile(
    r"\s*(?:(?:the|his|her|their|an?|two|three|fellow) )*"
    r"(?:colleagues|lawmakers|commissioners|senators|members|delegates|audience|panel|committee|judges?|jurors|crowd|guests|attendees|council|board|reporters|journalists|(?:co-)?hosts?|show|program(?:me)?|listeners)\b"
)
_TELLING = re.compile(r"\bt(?:old|ells?|elling)\b")
_ASKING = ("ask", "wonder", "question", "query", "inquire", "want to know")
_BEFORE = re.compile(r"\b(?:has|have|had) (?:\w+ )?\w+$")
_OUTSIDE = re.compile(r"(?:Outside|After(?:wards?)?|Later|Before)\b")
_WITNESS = re.compile(r"\b(?:witness(?:es)?|lawyers?|attorneys?|counsel)\b")
_ANALYST = re.compile(r"\banalyst|\bresearcher|\bconsultant", re.IGNORECASE)
#: Without any of these words there is nothing to look for.
_TOLD_BY = {
    "hearing": ("hearing", "testi", "cross-exam"),
    "event": ("launch", "unveiling", "ceremony", "keynote", "conference"),
}
_HEAD, _LEAD = 1500, 900  # characters in which a hearing, and a launch, show themselves
_FEWEST = 2  # words that speak of a hearing
_NEAR = 20  # characters before a verb that hold its "has"


@dataclass(frozen=True, slots=True)
class Gathering:
    """An occasion with its day, and whose it is; without `hosts` anybody may speak there."""

    channel: Sourced[str]
    said: Sourced[TimeSpan] | None = None
    hosts: frozenset[Ref] = frozenset()

    def heard(self, document: Document, voice: Voice, lemma: str, cue: Span) -> bool:
        """Tell whether somebody who is quoted with the verb at `cue` spoke there."""
        speaker, hearing = voice.speaker, self.channel.value == "hearing"
        broadcast = self.channel.value in ("podcast", "interview")
        person = (speaker.ref or "").startswith("person/") or (broadcast and speaker.mention.lower() in ("he", "she"))
        if not person and not (hearing and speaker.ref is None and _WITNESS.search(speaker.description)):
            return False
        if self.channel.value == "podcast" or (self.channel.value == "earnings-call" and lemma in _ASKING):
            return True
        if self.hosts and voice.organization not in (None, *self.hosts):
            return False
        if _ANALYST.search(voice.role or "") or _BEFORE.search(document.text, max(0, cue[0] - _NEAR), cue[1]):
            return False
        return not _elsewhere(document, lemma, cue)


def _elsewhere(document: Document, lemma: str, cue: Span) -> bool:
    start = document.paragraphs[max(0, bisect_right(document.paragraphs, (cue[0], sys.maxsize)) - 1)][0]
    if lemma == "tell":
        verb = _TELLING.search(document.text, *cue)
        if not _THOSE_THERE.match(document.text, verb.end() if verb else cue[1]):
            return True
    return _OUTSIDE.match(document.text, start) is not None


def gathering(document: Document) -> Gathering | None:
    """Return what the article tells of, where its beginning shows it (of an episode, also its end)."""
    return _broadcast(document) or _hearing(document) or _launch(document) or _results(document) or _talks(document)


def _sourced(document: Document, code: str, match: re.Match[str]) -> Sourced[str]:
    return Sourced(code, Evidence.cut(document.article, match.start(), match.end(), "channel"))


def _broadcast(document: Document) -> Gathering | None:
    """Return the episode or broadcast that the article retells, with the day that is told beside it."""
    found = programme(document)
    if found is None:
        return None
    start = found[1].start()
    return Gathering(_sourced(document, *found), _day(document, document.sentence(start)))


def _hearing(document: Document) -> Gathering | None:
    if not any(word in document.text for word in _TOLD_BY["hearing"]):
        return None
    found = list(_HEARING.finditer(document.text, document.article.body))
    if len(found) < _FEWEST or found[0].start() > document.article.body + _HEAD:
        return None
    day = _day(document, document.sentence(found[0].start())) if found[0].group().startswith("hearing") else None
    return Gathering(_sourced(document, "hearing", found[0]), day)


def _launch(document: Document) -> Gathering | None:
    start = document.article.body
    told = any(document.text.find(word, start, start + _LEAD) >= 0 for word in _TOLD_BY["event"])
    match = _LAUNCH.search(document.text, start, start + _LEAD) if told else None
    day = _day(document, document.sentence(match.start())) if match else None
    if match is None or day is None:
        return None
    sentence = document.sentence(match.start())
    hosts = {m.ref for m in document.mentions_in(*sentence) if m.kind is Kind.ORGANIZATION and m.ref}
    code = "press-conference" if match.group().endswith("s conference") else "event"
    return Gathering(_sourced(document, code, match), day, frozenset(hosts)) if hosts else None


def _results(document: Document) -> Gathering | None:
    """Return the call on results that the article goes through, with the companies named beside it as its hosts."""
    start = document.article.body
    called = document.text.find("call", start, start + _LEAD) >= 0  # all that shows such a call speaks of one
    match = _RESULTS.search(document.text, start, start + _LEAD) if called else None
    if match is None or len(list(_ON_CALL.finditer(document.text, match.end()))) < _FEWEST:
        return None
    opening = document.sentences[: bisect_right(document.sentences, (match.start(), sys.maxsize))]
    hosts = {m.ref for span in opening for m in document.mentions_in(*span) if m.kind is Kind.ORGANIZATION and m.ref}
    day = next((day for span in reversed(opening) if (day := _day(document, span)) is not None), None)
    return Gathering(_sourced(document, "earnings-call", match), day, frozenset(hosts))


def _talks(document: Document) -> Gathering | None:
    """Return the forum or conference of whose talks the article tells: several words for them, none for one speaker."""
    start = document.article.body
    match = _FORUM.search(document.text, 0, start + _LEAD)
    if match is None or len({found.lower() for found in _STAGED.findall(document.text, start)}) < _FEWEST_STAGED:
        return None
    return Gathering(_sourced(document, "event", match), _day(document, document.sentence(match.start())))


def _day(document: Document, sentence: Span) -> Sourced[TimeSpan] | None:
    """Return the first day in a sentence; a month or year would be another occasion's."""
    return next((found for found in days(document, sentence) if _ONE_DAY.fullmatch(found.value.edtf)), None)


_ONE_DAY = re.compile(r"\d{4}-\d\d-\d\d[~?%]?")

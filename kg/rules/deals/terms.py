"""Attaches to a deal how long it runs and what happens when."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import table
from kg.model import Bound, DealDate, DealStatus, Duration, Evidence, Sourced, TimeSpan

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence

    from kg.model import Found, Span
    from kg.rules.deals.ground import Ground
    from kg.rules.deals.spots import Candidate


_TERM = re.compile(
    r"(?:over|for|term|spanning|lasting|maturing in|matures in|through|across|runs?|during|of|next|a|an)\W*"
    r"(?:\w+\W+){0,3}$",
    re.I,
)


_NO_TERM = re.compile(
    r"\b(?:ago|earlier|later|old|after|within|since|took|takes?|taken|spent|lost|cost|costs|delayed|locked out for|"
    r"first|every|renew(?:als?|able)?|options?)\b\W*(?:\w+\W+){0,2}$|\bby\W*$|"
    r"(?<!maturing )(?<!matures )(?<!mature )\b(?:in|past|last|previous)\W+(?:the\W+|\w+ly\W+)?$",
    re.I,
)


# What has gone on already is no term: "has been the backbone for four years".
_LASTED = re.compile(r"\b(?:has|have|had) (?:been|waited|worked|used|relied|served|run|spent)\b[^.;]{0,80}$", re.I)


def durations(ground: Ground, spans: Sequence[Span]) -> tuple[Sourced[Duration], ...]:
    """Return the term, where one is told: "seven-year", "over 15 years", "runs from 2029 to 2034"."""
    found = [
        Sourced(f.value, Evidence.cut(ground.article, f.start, f.end, "deal-duration"))
        for f in ground.values(spans, Duration)
        if _is_term(ground, f)
    ]
    found += [s for f in ground.values(spans, TimeSpan) if (s := _span_term(ground, f)) is not None]
    return tuple(found)


# What is counted in years that are joined to their noun, and is no term: "a five-year renewal", "every four-year".
_OTHER_TERM = re.compile(r"\b(?:first|every|renew(?:als?|able)?|options?)\b\W*(?:\w+\W+){0,2}$", re.IGNORECASE)
_NO_TERM_AFTER = re.compile(r"\W*(?:ago|old|earlier|later|before|of experience|renewal|extension|options?)\b", re.I)


def _is_term(ground: Ground, found: Found[Duration]) -> bool:
    before = ground.text[max(0, found.start - 40) : found.start]
    after = ground.text[found.end : found.end + 30]
    if _LASTED.search(ground.text, max(0, found.start - 120), found.start):
        return False
    if _NO_TERM_AFTER.match(after) or "decade" in found.value.text:
        return False
    if "-" in found.value.text:  # "under a 12-year contract"
        return not _OTHER_TERM.search(before)
    return not _NO_TERM.search(before) and (
        bool(_TERM.search(before)) or bool(re.search(r"(?i)(?:duration|term|length):?\W*$", before))
    )


def _span_term(ground: Ground, found: Found[TimeSpan]) -> Sourced[Duration] | None:
    """Return the length of an interval that a deal runs through: from 2029 to 2034 are five years."""
    span = found.value
    before = ground.text[max(0, found.start - 30) : found.start]
    if (
        span.earliest is None
        or span.latest is None
        or not re.search(r"(?:runs?|running|lasts?|term|spans?)\W*$", before)
    ):
        return None
    months = (span.latest.year - span.earliest.year) * 12
    if months < 12:
        return None
    text = ground.text[found.start : found.end]
    value = Duration(Decimal(months), Decimal(months), Bound.EXACT, text)
    return Sourced(value, Evidence.cut(ground.article, found.start, found.end, "deal-duration"))


def dates(ground: Ground, spans: Sequence[Span], members: Sequence[Candidate]) -> tuple[DealDate, ...]:
    """Return the dates of a deal, each called by the nearest word that says what happens then.

    Where none does, a date right beside a word of dealing in the past is when the deal became known.
    """
    found: list[DealDate] = []
    previous = 0
    for f in ground.values(spans, TimeSpan):
        start, end = max(0, f.start - 70, previous), min(len(ground.text), f.end + 50)
        evidence = Evidence.cut(ground.article, f.start, f.end, "deal-date")
        happens = _events(ground.text[start : f.start], f.value.text, ground.text[f.end : end])
        if not happens and any(_happened(ground, member, f) for member in members):
            happens = ("announced",)
        if "announced" in happens and _is_ahead(ground, f.value.earliest):
            happens = tuple(what for what in happens if what != "announced")
        found += [DealDate(what, f.value, evidence) for what in happens]
        previous = f.end
    return tuple(found)


def _is_ahead(ground: Ground, day: datetime.date | None) -> bool:
    """Tell whether a day lies behind that of the article; nothing that lies ahead has been announced then."""
    published = ground.article.published
    return bool(day and published and published.latest and day > published.latest)


_BESIDE = 60  # so many characters at most part a date from the word of dealing that it dates


def _happened(ground: Ground, member: Candidate, date: Found[TimeSpan]) -> bool:
    """Tell whether a date says when what is told as done or agreed happened: "bought in 2019", "in May it signed"."""
    if member.standing or member.frame.has("weak") or member.status not in (DealStatus.COMPLETED, DealStatus.ANNOUNCED):
        return False
    if not member.sentence[0] <= date.start < member.sentence[1]:
        return False
    first, last = min(member.span[1], date.end), max(member.span[0], date.start)
    if _is_ahead(ground, date.value.latest):
        return False
    return last - first <= _BESIDE and not re.search(r"[;:]\s", ground.text[first:last])


_RANGE = re.compile(r"\bfrom\b.+\b(?:to|through|until)\b", re.IGNORECASE)


_EXTENDED = re.compile(r"\bexten(?:d|ds|ded|ding|sion)\b[^.;]{0,60}\b(?:to|until|through)\W*$", re.IGNORECASE)


_RUNS = re.compile(r"\b(?:runs?|running|lasts?|goes|extends?|valid|in force)\W*$", re.IGNORECASE)


def _events(before: str, text: str, after: str) -> tuple[str, ...]:
    """Return what happens at a date: the nearest word before it says so, else the first one behind it."""
    if _RANGE.search(text):
        return ("start", "end")
    if (
        _RUNS.search(before)
        or _EXTENDED.search(before)
        or (re.match(r"(?i)(?:until|through)\b", text) and not _nearest(before, ("deployment", "expansion")))
    ):
        return ("end",)
    what = _nearest(re.split(r"[;.]", before)[-1])
    return (what,) if what else tuple(w for w in (_first(re.split(r"[;.,]", after)[0]),) if w)


def _nearest(before: str, among: Sequence[str] = ()) -> str:
    """Return the event whose word stands last in the text; only certain events where some are given."""
    places = [
        (match.end(), what)
        for what, pattern in _happenings().items()
        if not among or what in among
        for match in pattern.finditer(before)
    ]
    if not places:
        return ""
    told = {what for _, what in places}
    what = max(places)[1]
    return "deployment" if what == "closing" and "deployment" in told else what  # "deployment will be completed by"


def _first(after: str) -> str:
    places = [(match.start(), what) for what, pattern in _happenings().items() if (match := pattern.search(after))]
    return min(places)[1] if places else ""


@cache
def _happenings() -> Mapping[str, re.Pattern[str]]:
    return {
        what: re.compile(rf"\b(?:{source})\b", re.IGNORECASE) for what, source in table("deals")["happenings"].items()
    }

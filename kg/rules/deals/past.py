"""Tells whether a text puts a word of dealing into the past: "three years ago", "in 2019", "last September"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.model import TimeSpan

if TYPE_CHECKING:
    from kg.rules.deals.ground import Ground
    from kg.rules.deals.spots import Candidate

_SETTLED = 75  # days behind which a round or a loan told in passing has been paid


_MONTHS_AGO = re.compile(r"\b(?:[3-9]|1\d|[a-z]{4,}) months (?:ago|earlier|before)\b", re.IGNORECASE)


def is_months_past(ground: Ground, member: Candidate) -> bool:
    """Tell whether a date beside a word of dealing lies months before the article."""
    published = ground.article.published
    if is_past(ground, member) or _MONTHS_AGO.search(ground.text, *member.sentence):
        return True
    if published is None or published.earliest is None:
        return False
    days = [found.value.latest for found in ground.values([member.sentence], TimeSpan)]
    return any(day is not None and (published.earliest - day).days > _SETTLED for day in days)


def is_long_past(ground: Ground, member: Candidate) -> bool:
    """Tell whether a word of dealing is put a year or more back, and no month is named that is nearer."""
    published = ground.article.published
    if not is_past(ground, member):
        return False
    if published is None or published.earliest is None:
        return True
    spans = [found.value for found in ground.values([member.sentence], TimeSpan)]
    days = [s.latest for s in spans if s.latest and s.earliest and (s.latest - s.earliest).days <= _MONTH]
    return not days or any((published.earliest - day).days > _OLD for day in days)


_MONTH = 31
_OLD = 450  # days behind which what was agreed goes on or is over, and is no news


_AGO = re.compile(
    r"\b(?:(?:years?|decades?) (?:ago|earlier|before)|[Ll]ast year|[Aa] year ago|"
    r"(?:[Ii]n|[Ss]ince|as early as|of) (?:(?:early|late|mid) ?-?)?(?:[A-Z][a-z]+ )?(?P<year>(?:19|20)\d\d))\b"
)


def is_of_year(ground: Ground, member: Candidate, by: int = 1) -> bool:
    """Tell whether a noun of dealing is called after a year gone by: "its 2021 purchase of Acme"."""
    published = ground.article.published
    now = published.latest.year if published is not None and published.latest is not None else None
    return now is not None and any(int(year) <= now - by for year in _YEAR.findall(ground.text, *member.span))


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def is_past(ground: Ground, member: Candidate, by: int = 1) -> bool:
    """Tell whether the words around a word of dealing put it `by` years or more before the year of the article."""
    published = ground.article.published
    now = published.latest.year if published is not None and published.latest is not None else None
    if is_of_year(ground, member, by):
        return True
    start, end = max(member.sentence[0], member.span[0] - 60), min(member.sentence[1], member.span[1] + 120)
    for found in _AGO.finditer(ground.text, start, end):
        if found["year"] is None and (by == 1 or "decade" in found[0]):
            return True
        if found["year"] is not None and now is not None and int(found["year"]) <= now - by:
            return True
    return False

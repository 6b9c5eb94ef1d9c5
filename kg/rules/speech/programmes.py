"""The episode or broadcast through which an article goes, as its beginning and the words of those who go on tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.document import Document

#: What nobody writes who does not retell an episode.
_EPISODE = re.compile(
    r"\b(?:[Ff]ull|[Tt]his week['’]s|[Ll]atest|[Nn]ew(?:est)?) episode\b"
    r"|\b[Ii]n this episode\b|\b[Oo]n (?:this|the latest) episode\b|\bwherever you (?:listen|get your podcasts)\b"
    r"|\b[Ss]how [Nn]otes\b|\b[Tt]his episode (?:is|was) (?:sponsored|brought|produced|supported)\b"
    r"|\b(?:[Hh]ost|[Cc]o-hosts?|[Hh]osts) [A-Z][^.\n]{2,60}"
    r" (?:sits? down with|talks? (?:to|with)|speaks? (?:to|with)|interviews?)\b"
)
#: What a report of other things may say as well: only words for a talk that goes on make it the article's occasion.
_ON_PODCAST = re.compile(
    r"\b[Ee]pisodes? of\b"
    r"|\b(?:[Oo]n|[Tt]o|[Oo]f|[Ww]ith) (?:the|his|her|their|an?|[A-Z][\w’']*)(?: [\w’'&-]+){0,6}? [Pp]odcast\b"
)
_ON_AIR = re.compile(
    r"\b(?:appear(?:s|ed|ing)|(?:was|were|is|are) (?:an? |the )?(?:guests?|interviewed)|joined|went) on (?:the )?[A-Z]"
    r"|\b(?:an|[Tt]he|their|[Ii]ts) (?:[\w-]+ )?appearances? on (?:the )?[A-Z]"
)
_GOES_ON = re.compile(
    r"\b(co-?hosts?|hosts?|interview(?:er)?|conversation|episode|transcript|listeners|recorded|taped|panel(?:l)?ist"
    r"|moderator|the (?:show|program(?:me)?|broadcaster))\b",
    re.IGNORECASE,
)
_FEWEST = 2  # different ones of these words
_HEAD, _LEAD = 1500, 900  # characters in which an episode and the mention of a broadcast stand
_WORDS = ("pisode", "wherever you ", "ost", "how notes", "how Notes")
_AIR = ("appear", "guest", "interviewed on", "joined on", "went on")


def programme(document: Document) -> tuple[str, re.Match[str]] | None:
    """Return the code of the channel and the words that tell of the episode or broadcast that an article retells."""
    text, start = document.text, document.article.body
    if any(word in text for word in _WORDS):
        match = _EPISODE.search(text, start, start + _HEAD) or _EPISODE.search(text, max(start, len(text) - _HEAD))
        if match is not None:
            return "podcast", match
    lead = text[: start + _LEAD]
    if ("odcast" in lead or "pisode" in lead) and (match := _ON_PODCAST.search(lead)) and _goes_on(text, match.end()):
        return "podcast", match
    if any(word in lead for word in _AIR) and (match := _ON_AIR.search(lead)) and _goes_on(text, match.end()):
        return "interview", match
    return None


def _goes_on(text: str, at: int) -> bool:
    return len({found.lower() for found in _GOES_ON.findall(text, at)}) >= _FEWEST

"""What shows that an article is a press release, or the announcement of a firm in its own voice."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import alternation, words
from kg.model import Evidence, Sourced

if TYPE_CHECKING:
    from kg.document import Document

_OWN_VOICE = re.compile(
    r"\b[Ww]e(?:['’]re| are) (?:\w+ )?"
    r"(?:announcing|(?:excited|thrilled|pleased|proud|delighted|happy) to (?:announce|share))"
    r"|\b[Tt]oday,? we(?:['’]re| are|['’]ve| have)? (?:announc|shar|launch|sign|join|partner)"
)
#: The dateline of a release, which tells the year as well: "LYON, France – March 4, 2026 –".
_DATELINE = re.compile(
    r"(?m)^[A-Z][\w .,&()-]{2,60} ?[–—-]{1,2} ?(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}),? 20\d\d ?[–—-]"
)
_HEAD = 1500  # characters in which a press release shows itself


def release(document: Document) -> Sourced[str] | None:
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

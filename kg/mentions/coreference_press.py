"""Tells which organisations an article only cites: papers that report, and firms whose people comment."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from kg.lexicon import words
from kg.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.document import Document, Mention
    from kg.model import Ref

_TOLD = re.compile(
    r"\b(?:told|interview\s+with|tells|according\s+to\s+(?:a\s+report\s+(?:by|in|from)\s+))\s*(?:the\s+)?$",
    re.IGNORECASE,
)
#: Who reports its own results is no paper.
_RESULTS = (
    r"(?!\s(?:[\w$€£¥.%’'-]+\s){0,6}?"
    r"(?:profits?|loss|losses|revenues?|sales|earnings|results|income|growth|turnover|orders)\b)"
)
_PRESS = re.compile(
    rf"(?:(?:has|had|also|\w+ly)\s+){{0,2}}(?:(?:first\s+)?(?:reported|reports)\b{_RESULTS}|(?:wrote|understands)\b)"
)
#: Who employs somebody that only watches: "an economist at the broker Acme", "Acme analyst Jane Doe".
_WATCHERS = (
    r"(?:[Aa]nalysts?|[Ee]conomists?|[Ss]trategists?|professors?|lecturers?|consultants?|researchers?|commentators?)"
)
_WATCHER_OF = re.compile(
    rf"\b{_WATCHERS}(?:\s[\w,&-]+){{0,4}}?\s(?:at|with|of|from|for)\s(?:the\s)?(?:[a-z-]+\s){{0,3}}$"
)
_WATCHER = re.compile(rf"(?:['’]s?)?\s(?:[a-z-]+\s){{0,3}}{_WATCHERS}\b")

#: "OSLO--(NEWSLINE)--", "OSLO /Newsline/ --"
_WIRE = re.compile(r"[)/]\s*[-–—]")

#: An article is about the two organisations that it names most, if it names them twice at least.
_MATTER = 2


def press(document: Document) -> frozenset[Ref]:
    """Return the organisations that the article only cites: as press, or as the employer of somebody who comments."""
    cited: set[Ref] = set()
    acting: set[Ref] = set()
    firms = [mention for mention in document.mentions if mention.kind is Kind.ORGANIZATION]
    people = {mention.end for mention in document.mentions if mention.kind is Kind.PERSON}
    for mention in firms:
        before = document.text[max(0, mention.start - 60) : mention.start]
        wire = before[-1:] in ("(", "/") and _WIRE.match(document.text, mention.end)
        behind = _PRESS.match(document.text, mention.end + 1) or _WATCHER.match(document.text, mention.end)
        aside = before.endswith(" (") and mention.start - 2 in people  # "Jane Doe (Acme) asked"
        cites = wire or aside or behind or _TOLD.search(before) or _WATCHER_OF.search(before)
        (cited if cites else acting).add(mention.ref)
    return frozenset(cited - acting) | _media(firms)


def _media(firms: Sequence[Mention]) -> frozenset[Ref]:
    """Return the papers and broadcasters that the article is not about."""
    named = Counter(mention.ref for mention in firms)
    matter = {ref for ref, _ in named.most_common(_MATTER)}
    papers = words("organizations", "media")
    return frozenset(m.ref for m in firms if m.text in papers and (m.ref not in matter or named[m.ref] < _MATTER))


def is_governing(name: str) -> bool:
    """Tell whether a name is that of a government, a ministry, a court: it has no chief executive."""
    return not words("organizations", "governing").isdisjoint(name.split())

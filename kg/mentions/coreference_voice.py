"""Whose voice tells an article: the issuer of a release, the writer of a post, who holds a call on results."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from kg.document import Mention, without
from kg.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.document import Document
    from kg.model import Ref

_ANNOUNCES = re.compile(
    r"[^.\n]{0,200}?\b(?:today\s+announced|announced\s+today|is\s+pleased\s+to\s+announce|announces)\b"
)
_ABOUT = re.compile(r"^About\s+(?=\S)", re.MULTILINE)


def issuer(document: Document) -> Ref:
    """Return the organisation that an article speaks for: a press release, or a first-person post of its publisher."""
    organizations = [m for m in document.mentions if m.kind is Kind.ORGANIZATION and m.ref]
    by_start = {m.start: m for m in organizations}
    publisher = document.article.publisher.casefold()
    if publisher:
        for mention in organizations:
            if mention.text.casefold() == publisher:
                return mention.ref
    by_text = {mention.text: mention.ref for mention in reversed(organizations)}
    for about in _ABOUT.finditer(document.text):
        if about.end() in by_start:
            return by_start[about.end()].ref
        if (ref := by_text.get(document.text[about.end() :].split("\n", 1)[0].strip())) is not None:
            return ref
    for mention in organizations[:6]:
        if _ANNOUNCES.match(document.text, mention.end):
            return mention.ref
    return _narrator(document, organizations)


#: "Acme Q4 2025 earnings call", "Acme executives spent much of the call": who reports tells the story.
_REPORTS = re.compile(
    r"(?:['’]s?)?(?:[ \u00a0](?!(?:and|with|over|on|as|by|from)\b)[\w'’-]+){0,4}?"
    r"[ \u00a0](?:earnings|results|conference|investor|analysts?)[ \u00a0](?:call|day|update|presentation)\b"
)


def reporter(document: Document) -> Ref:
    """Return who holds the call on results that the headline or the first sentence of an article is about."""
    stop = max((end for _, end in document.sentences[:2]), default=0)
    named = (m for m in document.mentions_in(0, stop) if m.kind is Kind.ORGANIZATION and m.ref)
    return next((m.ref for m in named if _REPORTS.match(document.text, m.end)), "")


_COMPANY = re.compile(
    r"\.?(?:\s?\([^()\n]{1,60}\)){0,3}\s?\((?:[“\"][^“”\"\n]{1,40}[”\"],?\s(?:or|and)\s)?"
    r"(?:the\s)?[“\"](?:the\s)?Company[”\"]"
)


def defined(document: Document) -> Ref:
    """Return the organisation that a release calls "the Company" by its own word: 'Acme Inc. (the "Company")'."""
    if "Company" not in document.text:
        return ""
    firms = [m for m in document.mentions if m.kind is Kind.ORGANIZATION and m.ref]
    refs = {m.ref for m in firms if _COMPANY.match(document.text, m.end)}
    return refs.pop() if len(refs) == 1 else ""


_WE = re.compile(r"[wWoO](?<!\w.)(?:(?<=[wW])e|(?<=[oO])ur)\b")  # a letter first, so that the search can jump to it


_BY = re.compile(r"^By (?:the )?(?=[A-Z])", re.MULTILINE)
#: Whom the narrator speaks of as another: "our partnership with Acme", "we thank Acme", "Acme tells us".
_OTHER = re.compile(r"\b(?:[Ww]e|[Oo]ur|us)\b[^.\n]{0,60}\b(?:with|to|from|by|via|thank|on)\s(?:the\s)?$")
_US = re.compile(r"(?:['’]s)?\s(?:\w+ly\s)?\w+\sus\b")
#: What those say who watch a firm and value its shares: their "we" is no party to what they tell.
_VALUES = re.compile(
    r"\b(?:[Tt]arget price|[Pp]rice target|[Oo]ur (?:estimates?|rating|target|model|checks)\b|"
    r"[Ww]e (?:(?:had |have )?model(?:led|ed)?|rate|reiterate our|roll forward)\b)"
)


def _narrator(document: Document, organizations: Sequence[Mention]) -> Ref:
    """Return whose voice tells the article: often "we" outside quotations, and one organisation above all others."""
    text = document.text
    voices = (Mention(m.start(), m.end(), m.group(), None) for m in _WE.finditer(text, document.article.body))
    spoken = without(voices, document.quotations)
    if len(spoken) < 4 or _VALUES.search(text):  # a stray "we" of a reporter is nobody's voice
        return ""
    bylines = {by.end() for by in _BY.finditer(text)}
    writers = [m.ref for m in organizations if m.start in bylines]
    others = {
        m.ref for m in organizations if _OTHER.search(text, max(0, m.start - 80), m.start) or _US.match(text, m.end)
    }
    ranked = Counter(m.ref for m in organizations if m.ref not in others).most_common(2)
    clear = ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1])
    return writers[0] if writers else ranked[0][0] if clear else ""

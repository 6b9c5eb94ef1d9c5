"""Whom a description of a firm or body stands for where it speaks: "the Dutch company said", "according to the agency".

The words that stand for a name are read before (coreference), which leaves them open where several firms fit. That
somebody speaks is further evidence: a firm tells of itself, what it says begins with its name, and it goes on speaking.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from kg.document import Form, Mention
from kg.lexicon import words
from kg.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.document import Document
    from kg.model import Ref, Span

_FAR = 700  # characters before a body in which its name stands
_BACK = 2  # sentences of the paragraph in which a firm is looked for
_OPENING = 4  # characters before the first name of a sentence: "The "
_BODY = re.compile(
    r"\b(?:[Rr]egulator|[Ww]atchdog|[Aa]gency|[Cc]ommission|[Dd]epartment|[Mm]inistry|[Aa]uthority|[Oo]ffice|[Bb]ureau"
    r"|[Cc]ouncil|[Aa]dministration|[Bb]oard|[Cc]ourt|[Ss]ervice)\b"
)
_BEFORE = 40  # characters before a name that tell what it is: "the environment agency, APA"
_FIRST = re.compile(
    r"(?:[\w’']+['’]s|[Tt]he (?:world|country|nation|region)['’]s) (?:\w+-)?(?:largest|biggest|leading|oldest|top)\b"
)
_MANAGEMENT = re.compile(r"(?:[Tt]he (?:\w+ )?)?[Mm]anagement$")
_PARTS = frozenset({"chapter", "board", "branch", "division", "arm"})
_PAIR = re.compile(
    r"(?:[Bb]oth|[Tt]he(?: two)?|[Tt]he other) (?:companies|firms|groups|sides|parties|partners|carmakers)$"
)


def stands_for_firm(text: str, thing: object) -> bool:
    """Tell whether words describe one firm or body: by a known noun, or as the first of its kind somewhere."""
    if isinstance(thing, Mention):
        return thing.kind is Kind.ORGANIZATION and thing.form is Form.NOMINAL and not thing.plural
    noun = text.rpartition(" ")[2].lower()
    known = noun in words("nominals", "specific") or noun in words("nominals", "generic") or noun.endswith("maker")
    return _FIRST.match(text) is not None or (text[:4] in ("the ", "The ") and known and " of " not in text)


def firm(document: Document, span: Span, content: int, last: Ref | None) -> Ref | None:
    """Return the firm or body that the words at `span` stand for; `last` is the firm that spoke last."""
    text = document.text[slice(*span)]
    if _BODY.search(text):
        return last if last is not None and _names_body(last) else _body(document, span)
    sentence = document.sentence(span[0])
    taken = {m.ref for m in document.mentions_in(*sentence) if m.form is Form.NOMINAL and m.start != span[0]}
    for ref in _candidates(document, span, content, last):
        if ref not in taken:
            return ref
    return None


def _candidates(document: Document, span: Span, content: int, last: Ref | None) -> Iterator[Ref]:
    """Yield the firms that may be meant, the likeliest first."""
    sentence = document.sentence(span[0])
    if content < span[0] and (first := _opening(document, (content, span[0]))):
        yield first
    before = {m.ref for m in _named(document, (sentence[0], span[0]))}
    if len(before) == 1 and content > span[0]:
        yield from before
    yield from _openings(document, sentence)
    if last is not None:
        yield last


def _openings(document: Document, sentence: Span) -> Iterator[Ref]:
    """Yield the firms with which the sentences of the paragraph before begin, the nearest first."""
    for _ in range(_BACK):
        end = sentence[0]
        sentence = document.sentence(max(0, end - 2))
        if "\n" in document.text[sentence[1] : end] or sentence[0] >= end:
            return
        if first := _opening(document, sentence):
            yield first


def _named(document: Document, span: Span) -> Sequence[Mention]:
    """Return the names of firms in a span; bodies are none."""
    found = (m for m in document.mentions_in(*span) if m.kind is Kind.ORGANIZATION and m.form is Form.NAME and m.ref)
    return [m for m in found if not _BODY.search(m.text)]


def _opening(document: Document, span: Span) -> Ref | None:
    first = next(iter(_named(document, span)), None)
    return first.ref if first is not None and first.start - span[0] <= _OPENING else None


def _body(document: Document, span: Span) -> Ref | None:
    """Return the last body named before, or the firm that is said to be one: "the environment agency, APA"."""
    for mention in reversed(document.mentions_in(max(0, span[0] - _FAR), span[0])):
        if mention.kind is not Kind.ORGANIZATION or mention.form is not Form.NAME or not mention.ref:
            continue
        start = document.sentence(mention.start)[0]
        beside = document.text[max(start, mention.start - _BEFORE) : mention.start]
        if _BODY.search(mention.text) or _names_body(mention.ref) or re.search(rf"{_BODY.pattern},? ?\(?$", beside):
            return mention.ref
    return None


def _names_body(ref: Ref) -> bool:
    """Tell whether an organisation is a body by its full name: "org/energy-information-administration"."""
    return _BODY.search(ref.replace("-", " ")) is not None


def management(document: Document, span: Span, last: Ref | None) -> Ref | None:
    """Return the firm whose management speaks: the one that spoke last, else the first the headline names."""
    if not _MANAGEMENT.match(document.text, *span):
        return None
    headline = document.paragraphs[0]
    return last or next((m.ref for m in _named(document, headline)), None)


def whole(head: str, things: Sequence[object]) -> Ref | None:
    """Return the organisation for which a part of it speaks: "Acme's Ohio chapter", "its board"."""
    owner = next((thing for thing in things if isinstance(thing, Mention)), None) if head in _PARTS else None
    return (owner.ref or None) if owner is not None and owner.kind is Kind.ORGANIZATION else None


def pair(document: Document, span: Span) -> Sequence[Ref]:
    """Return the two firms of the headline for "the companies", where it names just two."""
    if not _PAIR.match(document.text, *span):
        return ()
    refs = dict.fromkeys(m.ref for m in islice(_named(document, document.paragraphs[0]), 3))
    return tuple(refs) if len(refs) == 2 else ()

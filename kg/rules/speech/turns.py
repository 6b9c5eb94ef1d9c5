"""Speech that the layout attributes: transcript turns ("DOE: ...") and signed posts ("... — Jane Doe (@doe)")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.lexicon import words
from kg.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.document import Document
    from kg.model import Span

_LABEL = re.compile(
    r"(?P<name>[A-Z][\w.'’-]{0,30}(?: [A-Z][\w.'’-]{0,30}){0,4})"
    r"(?:,? \([^()\n]{2,60}\)|, [^:\n.]{2,60})?: (?=\S)"
)
_SIGNATURE = re.compile(r"\s*[-–—]{1,2}\s?(?P<name>[^@()\n]{2,60}?) \((?P<handle>@\w{1,20})\)[^\n]{0,40}$")
_FEWEST = 2  # turns in a transcript
_EDGE = " \"'“”‘’"


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says, the span of the speaker's name, and the paragraph that holds both."""

    content: Span
    name: Span
    paragraph: Span
    handle: Span | None = None


def turns(document: Document) -> list[Turn]:
    """Return the turns and signed posts of a document, in order."""
    return sorted([*_transcript(document), *_posts(document)], key=lambda turn: turn.content)


def _transcript(document: Document) -> Iterator[Turn]:
    text = document.text
    labels = [(span, match) for span in document.paragraphs if (match := _LABEL.match(text, *span))]
    sure = [match["name"] for _, match in labels if _speaks(document, match, sure=True)]
    if len(sure) < _FEWEST:
        return
    for span, match in labels:
        content = _trimmed(text, match.end(), span[1])
        if content[1] > content[0] and (match["name"] in sure or _speaks(document, match, sure=False)):
            yield Turn(content, match.span("name"), span)


def _speaks(document: Document, match: re.Match[str], *, sure: bool) -> bool:
    """Tell whether a label names a speaker: a person, "Host", or, among such labels, any name of several words."""
    name = match["name"]
    if name.lower() in words("speech", "labels"):
        return True
    found = document.mentions_in(match.start("name"), match.end("name"))
    return any(m.end >= match.end("name") and (m.kind is Kind.PERSON or (not sure and " " in m.text)) for m in found)


def _posts(document: Document) -> Iterator[Turn]:
    """Yield posts that end in a signature with a handle, in the same paragraph or in one of its own."""
    text, before = document.text, None
    for span in document.paragraphs:
        match = (
            _SIGNATURE.search(text, max(span[0], span[1] - 160), span[1])
            if "(@" in text[max(span[0], span[1] - 160) : span[1]]
            else None
        )
        if match is not None:
            inside = span if match.start() > span[0] else before
            if inside is not None:
                end = match.start() if inside is span else inside[1]
                content = _trimmed(text, inside[0], end)
                if content[1] > content[0]:
                    yield Turn(content, match.span("name"), inside, match.span("handle"))
        before = span


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE + ".,;:!?…":
        end -= 1
    return start, end

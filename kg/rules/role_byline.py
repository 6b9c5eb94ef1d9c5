"""Finds who wrote an article for an agency: "OSLO (Newsline) - ..." and "(Reporting by Ann Roe; Editing by Bo Poe)"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.model import Evidence, Kind, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.document import Document
    from kg.model import Ref

_LINE = re.compile(r"^[(\[]?(?=(?:[A-Z][a-z]+ )?(?:[Rr]eporting|[Ww]riting|[Ee]diting) by ).+$", re.MULTILINE)
_EDITING = re.compile(r"\b[Ee]diting by ")
_WIRE = re.compile(r"[)/]\s*[-–—]")
#: So far into an article a dateline reaches.
_HEAD = 1500


def reporters(document: Document) -> Iterator[Role]:
    """Yield the posts of those whom the last lines of an agency's article name."""
    house = None
    for line in _LINE.finditer(document.text):
        house = house or _house(document)
        if house is None:
            return
        editing = _EDITING.search(line.group())
        desk = line.start() + editing.start() if editing else line.end()
        for person in document.mentions_in(*line.span()):
            if person.kind is Kind.PERSON and person.ref:
                title = "editor" if person.start > desk else "reporter"
                evidence = Evidence.cut(document.article, line.start(), person.end, "role-title")
                yield Role(person.ref, title, house, evidence, person_span=(person.start, person.end))


def _house(document: Document) -> Ref | None:
    """Return the agency of the dateline: "OSLO, May 3 (Newsline) - "."""
    for mention in document.mentions_in(0, _HEAD):
        wire = document.text[mention.start - 1 : mention.start] in ("(", "/")
        if wire and mention.kind is Kind.ORGANIZATION and _WIRE.match(document.text, mention.end):
            return mention.ref or None
    return None

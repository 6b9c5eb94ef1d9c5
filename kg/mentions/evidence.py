"""What the words around a name say of its kind, as labels; their weights stand in ``names.toml``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.mentions.evidence_before import apposed_to, of_person, phrase, titled
from kg.mentions.evidence_behind import Behind
from kg.mentions.shapes import ends_in_head

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.mentions.candidate import Candidate

#: "spokesperson" + "for Acme Robotics" at the end of the words before
_AT_FIRM = re.compile(
    r"[ \u00a0](?:at|of|for|with|from)[ \u00a0](?:the[ \u00a0])?[A-Z][\w&.’'-]*(?:[ \u00a0][A-Z&][\w&.’'-]*){0,4}$"
)
#: "Jane Doe, " before a title
_HOLDER = re.compile(r"[A-Z][\w’'-]+(?:[ \u00a0][A-Z]\.)?[ \u00a0][A-Z][\w’'-]+(?:,[ \u00a0]|[ \u00a0]\()$")
_REACH = 60
_AT = re.compile(r"[ \u00a0](?:at|of|for|with)(?:[ \u00a0][Tt]he)?$")
_AT_ENDS = ("at", "of", "for", "with", "the", "The")
#: "the ACB said": letters with an article that describe no noun
_ACRONYM = re.compile(r"[A-Z]{3,6}")
_ALONE = re.compile(
    r"['’]s\b|[,.;:)”\"]|$|[ \u00a0](?:and|or|is|was|has|had|will|would|said|says|to|in|on|at|for|by|did|does|"
    r"which|who|[a-z]+(?:ed|es)\b)"
)


class Surroundings(Behind):
    """Reads what stands around candidates in one text."""

    def labels(self, candidate: Candidate) -> Iterator[str]:
        """Yield the labels of the evidence that the words before and behind a candidate give."""
        yield from self.before(candidate)
        yield from self.behind(candidate)

    def before(self, candidate: Candidate) -> Iterator[str]:
        """Yield the labels of what stands before."""
        text, start = self.text, candidate.start
        line = text[max(text.rfind("\n", max(0, start - 48), start) + 1, start - 48, 0) : start]
        tail = line.rstrip(" \u00a0“\"‘'(*_[")
        reach = start - (len(line) - len(tail))
        parted = (
            tail.endswith(",") and reach - 1 in self.title_ends and " " in candidate.text and "&" not in candidate.text
        )
        if parted and self._is_firm_behind(self.title_ends[reach - 1].start):
            yield "title-at"
            return
        if reach in self.title_ends or (parted and not ends_in_head(candidate.text.rsplit(" ", 1)[-1])):
            title = self.title_ends.get(reach) or self.title_ends[reach - 1]
            yield from titled(title.text.lower())
            return
        at = _AT.search(tail) if tail.endswith(_AT_ENDS) else None
        if at and reach - len(at.group()) in self.title_ends:
            yield "title-at"
        elif tail.endswith(",") and text.startswith(",", candidate.end):
            noun = tail.rstrip(",").rsplit(" ", 1)[-1]
            yield from apposed_to(noun)
            if " " in candidate.text and self._is_holder(reach - 1):
                yield "title-before"
        else:
            yield from phrase(tail)
            yield from of_person(tail, line, is_bracketed=text.startswith(")", candidate.end))
            if tail[-3:].lower() == "the" and _ACRONYM.fullmatch(candidate.text) and _ALONE.match(text, candidate.end):
                yield "the-acronym"

    def _is_firm_behind(self, start: int) -> bool:
        """Tell whether a title begins behind its holder, so that its firm comes next: "Jane Doe (CEO, Acme Labs)"."""
        return _HOLDER.search(self.text, max(0, start - 48), start) is not None

    def _is_holder(self, end: int) -> bool:
        """Tell whether a title and its organisation end here: "a spokesperson for Acme" before ", Jane Doe,"."""
        phrase = _AT_FIRM.search(self.text, max(0, end - _REACH), end)
        return phrase is not None and phrase.start() in self.title_ends

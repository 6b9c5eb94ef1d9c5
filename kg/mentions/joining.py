"""Joins neighbours that one name is made of: Bank of X, Centers for X, X and Y Commission, Edward "Ed" Doe."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.lexicon import is_common, tag, words
from kg.mentions.candidate import Candidate
from kg.mentions.shapes import ends_in_head, is_given, is_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.registry import Registry

#: No name is joined beyond so many characters.
_LONGEST = 80
#: No firm is named after more partners before the last.
_PARTNERS = 4
_CLOSING = ('" ', "” ", "' ", "’ ", ") ")
_NICK = re.compile(r"(?: [A-Z]\.)? [\"“'‘(]")
_LONG = re.compile(r" (?:of|for|on) ")


#: Houses whose committees are bodies of their own: "Senate Finance Committee".
_HOUSES = frozenset({"Senate", "House", "Commons", "Lords", "Assembly", "Parliament", "Council"})


def _outside(candidate: Candidate) -> Candidate | None:
    """Return the name without the body inside an organisation that it ends in: "Acme" of "Acme Board of Directors"."""
    bodies = words("names", "inner_bodies")
    if candidate.text in bodies:
        return None
    parts = candidate.text.split(" ")
    for number in range(max(1, len(parts) - 3), len(parts) - 1):
        if " ".join(parts[number:]) in bodies and parts[number - 1] not in _HOUSES:
            name = " ".join(parts[:number])
            return replace(candidate, end=candidate.start + len(name), text=name)
    return candidate


class Joiner:
    """Joins the candidates of one text."""

    def __init__(self, text: str, registry: Registry) -> None:
        self.text = text
        self.known = registry.find

    def joined(self, found: Sequence[Candidate]) -> list[Candidate]:
        """Join neighbours that one name is made of: Bank of X, Centers for X, X and Y Commission."""
        result: list[Candidate] = []
        for candidate in found:
            while result and (count := self._joins(result, candidate)):
                first = result[-count]
                del result[-count:]
                whole = self.text[first.start : candidate.end]
                candidate = Candidate(first.start, candidate.end, whole, first.initial)
            result.append(candidate)
        return [kept for candidate in result if (kept := _outside(candidate)) is not None]

    def _joins(self, before: Sequence[Candidate], second: Candidate) -> int:
        """Return how many of the names before are one with this."""
        first = before[-1]
        gap = self.text[first.end : second.start]
        if len(gap) > len(" for the ") or len(first.text) > _LONGEST:
            return 0
        if gap in _CLOSING and len(before) > 1 and self._is_nickname(before[-2], first):
            return 2
        if first.text in words("names", "inner_bodies"):
            return 0
        if gap == ", " and "&" in second.text and (count := self._firm(before, second)):
            return count
        last = first.text.rsplit(" ", 1)[-1]
        if gap in (" of ", " of the "):
            goes_on = _LONG.search(first.text) is not None and is_common(last)  # "Commission for Regulation of"
            return int(goes_on or last in words("organizations", "of_heads"))
        if gap in (" on ", " on the "):
            return int(last in words("organizations", "on_heads"))
        if gap in (" for ", " for the "):
            return int(last in words("organizations", "for_heads"))
        if gap == "/":
            return int(self._alternates(first, second))
        if gap in ("'s ", "’s ", "' ", "’ "):
            return int(self._owns(first, second, gap))
        return int(gap in (" and ", ", ", ", and ") and self._enumerates(first, second, gap))

    def _begins(self, first: Candidate, second: Candidate) -> bool:
        """Tell whether a field opens an enumeration that a body ends: "the Steel, Coal and Glass Federation"."""
        parts = second.text.split()
        return (
            "and" in parts
            and parts[-1] in words("organizations", "and_heads")
            and self.text.endswith("the ", 0, first.start)
            and _is_field(first.text)
            and all(map(is_common, (part.rstrip("'’") for part in parts)))
        )

    def _firm(self, before: Sequence[Candidate], second: Candidate) -> int:
        """Return how many names before are one known firm with this: "Acme, Bolt, Cole & Dunn"."""
        found = (
            n for n in range(1, min(len(before), _PARTNERS) + 1) if self.known(self.text[before[-n].start : second.end])
        )
        return next(found, 0)

    @staticmethod
    def _owns(first: Candidate, second: Candidate, gap: str) -> bool:
        """Tell whether owner and owned are one name: People's Bank, Firefighters' Pension Plan."""
        if first.text.rsplit(" ", 1)[-1] in words("organizations", "owners"):
            return True
        plural = gap[1] == " " and tag(first.text.rsplit(" ", 1)[-1].lower()) == "NNS"
        last = second.text.split()
        return plural and (ends_in_head(last[-1]) or ends_in_head(" ".join(last[-2:])))

    def _is_nickname(self, given: Candidate, nick: Candidate) -> bool:
        """Tell whether a name stands in marks between given name and surname: Edward "Ed" Doe."""
        gap = self.text[given.end : nick.start]
        if len(given.text.split()) > 3 or self.known(nick.text):
            return False
        return _NICK.fullmatch(gap) is not None and " " not in nick.text and is_given(given.text.split()[0])

    def _enumerates(self, first: Candidate, second: Candidate, gap: str) -> bool:
        """Tell whether ordinary words are joined in a name: Department of Health and Human Services."""
        if gap == ", " and self._begins(first, second):
            return True
        if not all(is_common(word) for word in second.text.split()):
            return False
        if self.known(second.text):
            return False
        if _LONG.search(first.text) and is_common(first.text.rsplit(" ", 1)[-1]):
            return True
        if gap != " and " or self.known(first.text):
            return False
        last = second.text.rsplit(" ", 1)[-1]
        if last in words("organizations", "and_heads"):
            return _is_field(first.text) or (" " in second.text and _is_field(_without_home(first.text)))
        return " " not in second.text and last in words("organizations", "fields") and _ends_in_field(first.text)

    def _alternates(self, first: Candidate, second: Candidate) -> bool:
        """Tell whether a stroke joins ordinary words in a name: "Farms/Fisheries Alliance"."""
        parts, last = [*first.text.split(), *second.text.split()], second.text.rsplit(" ", 1)[-1]
        return last in words("organizations", "and_heads") and all(map(is_common, parts)) and not self.known(first.text)


def _is_field(name: str) -> bool:
    """Tell whether a name is made of ordinary words and no body of its own."""
    if not all(map(is_common, name.split())) or name in words("organizations", "governing"):
        return False
    parts = name.split(" ")
    weak = any(parts[-1] in words("organizations", key) for key in ("weak_heads", "fields"))
    return (
        name != ""
        and not (len(parts) > 1 and ends_in_head(" ".join(parts[-2:])))
        and (weak or not ends_in_head(parts[-1]))
    )


def _without_home(name: str) -> str:
    """Return the name without the place or people before it: "Securities" of "U.S. Securities"."""
    parts = name.split()
    for number in range(min(2, len(parts) - 1), 0, -1):
        home = " ".join(parts[:number])
        if is_place(home) or home in words("places", "demonyms"):
            return " ".join(parts[number:])
    return ""


def _ends_in_field(name: str) -> bool:
    """Tell whether a field of business ends a name that another may follow: "Acme Defence" and "Space"."""
    first, _, last = name.rpartition(" ")
    return first != "" and last in words("organizations", "fields")

"""Parts, or keeps together, those whom the words of a deal give one role: rows of names, units and who sells them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.document import Document, Mention

_LISTED = re.compile(r",? (?:and |& )?(?:the )?", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|by) (?:[\w-]+ ){0,4}$")
_PAIR = 2


def is_row(document: Document, first: Mapping[str, Mention], chosen: Mapping[str, str]) -> bool:
    """Tell whether all parties stand in one row, so that the other side is not named: "A, B and C have contracts".

    `first` says where each takes part, `chosen` as what. Of two it is one that deals with the other.
    """
    if len(first) <= _PAIR or set(chosen.values()) != {"partner"}:
        return False
    row = sorted(first.values(), key=lambda mention: mention.start)
    return all(_LISTED.fullmatch(document.text, one.end, other.start) for one, other in pairwise(row))


def part_sellers(document: Document, chosen: dict[str, str], first: Mapping[str, Mention]) -> None:
    """Let the company whose unit is bought from somebody else be the target: "the arm of Acme from Borealis"."""
    sellers = [key for key, role in chosen.items() if role == "seller"]
    if len(sellers) < _PAIR or "target" in chosen.values():
        return
    giving = {key for key in sellers if _FROM.search(document.text, max(0, first[key].start - 40), first[key].start)}
    if giving:
        chosen.update({key: "target" for key in sellers if key not in giving})

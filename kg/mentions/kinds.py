"""Decides what a name stands for, from all that an article says about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.document import Mention
from kg.lexicon import is_common, tag
from kg.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.mentions.names import Candidate

_HARDWARE = re.compile(r"\b(?:[GCTLNID]PUs?|chips?|UltraServers?|[A-Z]{1,3}\d{3,4}X?s?|processors?|accelerators?)$")
_LEGAL = re.compile(
    r"\b(?:Inc|Ltd|LLC|Corp|Corporation|Group|Bank|Capital|Holdings|Ventures|Partners|Technologies|Labs|Systems|"
    r"University|Institute|Agency|Commission|Department|Ministry|Times|Journal|Post|Services|AI|Energy|Networks)\b"
)
_TITLE = re.compile(
    r"(?:CEO|secretary|minister|CTO|CFO|COO|president|founder|analyst|chairman|executive|officer|Mr\.|Ms\.|Dr\.|member)[ ,]+$",
    re.I,
)


def decide(text: str, found: Sequence[Candidate]) -> list[Mention]:
    """Return the candidates as mentions with their kind, or none where nothing tells."""
    votes: dict[str, Kind | None] = {}
    for candidate in found:
        votes[candidate.text] = votes.get(candidate.text) or _kind(text, candidate)
    return [Mention(c.start, c.end, c.text, votes[c.text]) for c in found]


def _kind(text: str, candidate: Candidate) -> Kind | None:
    words = candidate.text.split()
    if _HARDWARE.search(candidate.text):
        return Kind.HARDWARE
    if _LEGAL.search(candidate.text):
        return Kind.ORGANIZATION
    if len(words) > 1 and _TITLE.search(text[max(0, candidate.start - 30) : candidate.start]):
        return Kind.PERSON
    if len(words) == 1:
        known = tag(candidate.text)
        mixed = not candidate.text[1:].islower()
        return Kind.ORGANIZATION if mixed or (known == "" or known == "NNP") and not is_common(candidate.text) else None
    return Kind.PERSON if len(words) <= 3 and not any(map(is_common, words)) else Kind.ORGANIZATION

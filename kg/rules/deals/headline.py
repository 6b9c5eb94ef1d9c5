"""Tells headlines, which leave out hedges and names, from the story under them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.rules.deals.spots import Candidate

_LINE = 150  # so many masked characters a headline has at most


def is_headline(candidate: Candidate) -> bool:
    """Tell whether a word of dealing stands in a line without a full stop."""
    line = candidate.around.rstrip()
    return len(line) < _LINE and line[-1:] not in ".!?:\"'"

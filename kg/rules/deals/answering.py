"""Reads what one side does for what the other did in the sentence before: "In return, the startup will pay"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.document import Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.document import Document, Mention
    from kg.model import Span
    from kg.rules.deals.spots import Candidate

_IN_RETURN = re.compile(r"\W*in (?:return|exchange)\b", re.IGNORECASE)
_OPPOSED = {"taker": "giver", "giver": "taker", "investor": "investee", "partner": "partner"}


def answer(document: Document, found: Sequence[Candidate]) -> None:
    """Give to a sentence that tells what is done in return the two sides of the sentence before."""
    for i, candidate in enumerate(found):
        if len(candidate.refs) == 1 and _IN_RETURN.match(document.text, candidate.sentence[0]):
            before = _before(document, candidate.sentence)
            told = next((c for c in reversed(found[:i]) if c.sentence == before and len(c.refs) == 2), None)
            if told is not None:
                _turn(candidate, _giving_first(told))


def _before(document: Document, sentence: Span) -> Span:
    return document.sentence(max(0, sentence[0] - 2))


def _giving_first(told: Candidate) -> list[Mention]:
    """Return the two sides, who does something for the other first: who gives, or else acts."""
    return [mention for mention, _ in sorted((p for p in told.parties if p[0].ref), key=lambda p: (p[1] == "taker", p))]


def _turn(candidate: Candidate, sides: Sequence[Mention]) -> None:
    """Let who acts be the one to whom something was done before, and the other take what it gives."""
    [(acting, role)] = [party for party in candidate.parties if party[0].ref]
    first, second = sides
    if acting.ref not in (first.ref, second.ref) or role not in _OPPOSED:
        return
    if acting.form is not Form.NAME:
        acting = replace(acting, ref=second.ref)
    other = first if acting.ref == second.ref else second
    candidate.parties = [(acting, role), (replace(acting, ref=other.ref), _OPPOSED[role])]
    candidate.inferred = {other.ref}

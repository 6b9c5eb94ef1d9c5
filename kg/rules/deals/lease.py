"""Finds whose lease it is where the sentence names no tenant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import DealKind, Kind
from kg.rules.deals.frames import cue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.document import Document, Mention
    from kg.rules.deals.spots import Candidate


def fill(document: Document, found: Sequence[Candidate]) -> None:
    """Give a lease of offices without parties to the organisation its sentence, or the one before it, is about."""
    for candidate in found:
        if candidate.kind is not DealKind.LEASE or candidate.refs or candidate.definite or candidate.frame.verb:
            continue
        if not cue("premises").search(candidate.words):
            continue
        tenant = _tenant(document, candidate)
        if tenant is not None:
            candidate.parties.append((tenant, "lessee"))


def _tenant(document: Document, candidate: Candidate) -> Mention | None:
    start, end = candidate.sentence
    before = document.sentence(max(0, start - 2))
    for first, last in ((start, end), before):
        named = [m for m in document.mentions_in(first, last) if m.kind is Kind.ORGANIZATION and m.ref]
        if named:
            return named[0]
    return None

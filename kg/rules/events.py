"""Finds events that are no deals: layoffs, launches, leases, appointments."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.document import Document
    from kg.model import Event


def events(document: Document) -> tuple[Event, ...]:
    """Finds events that are no deals: layoffs, launches, leases, appointments."""
    return ()

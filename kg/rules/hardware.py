"""Finds how many of which hardware."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.document import Document
    from kg.model import HardwareUse


def hardware(document: Document) -> tuple[HardwareUse, ...]:
    """Finds how many of which hardware."""
    return ()

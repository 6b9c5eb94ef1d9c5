"""Finds deals."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.document import Document
    from kg.model import Deal, HardwareUse


def deals(document: Document, used: Sequence[HardwareUse]) -> tuple[Deal, ...]:
    """Finds deals."""
    return ()

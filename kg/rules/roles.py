"""Finds who holds which role where."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.document import Document
    from kg.model import Role


def roles(document: Document) -> tuple[Role, ...]:
    """Finds who holds which role where."""
    return ()

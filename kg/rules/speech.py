"""Finds who said what."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.document import Document
    from kg.model import Role, Statement


def statements(document: Document, roles: Sequence[Role]) -> tuple[Statement, ...]:
    """Finds who said what."""
    return ()

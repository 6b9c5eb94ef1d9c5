"""Finds ties between entities that no other record carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.document import Document
    from kg.model import Relation


def relations(document: Document) -> tuple[Relation, ...]:
    """Finds ties between entities that no other record carries."""
    return ()

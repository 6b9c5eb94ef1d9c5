"""Finds deals: who deals with whom, as what, for how much, and how far it has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rules import Rule
from kg.rules.deals.assembly import assemble

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.document import Document
    from kg.model import Deal, HardwareUse


def deals(document: Document, used: Sequence[HardwareUse]) -> tuple[Deal, ...]:
    """Return the deals an article tells of, those it reports first; `used` are its counts of hardware."""
    return assemble(document, used)


RULES = (
    Rule(
        "deal-verb",
        fires_on=(
            "Brightwater Inc. has agreed to acquire Kelp Systems for $2 billion.",
            "Kelp Systems will be acquired by Brightwater Inc.",
            "Brightwater Inc. is in talks to invest $300 million in Kelp Systems.",
        ),
        silent_on=(
            "Brightwater Inc. acquired a taste for risk.",
            "Brightwater Inc. said its customers use more power.",
        ),
    ),
    Rule(
        "deal-noun",
        fires_on=(
            "Brightwater Inc. signed a $4 billion agreement with Kelp Systems.",
            "Brightwater Inc. completed its acquisition of Kelp Systems.",
        ),
        silent_on=("Brightwater Inc. said it was a big deal.",),
    ),
    Rule(
        "deal-party",
        fires_on=("Brightwater Inc. signed a $4 billion agreement with Kelp Systems.",),
        silent_on=("Brightwater Inc. makes turbines.",),
    ),
    Rule(
        "deal-value",
        fires_on=("Brightwater Inc. will buy Kelp Systems for $2 billion.",),
        silent_on=("Brightwater Inc. reported revenue of $2 billion.",),
    ),
    Rule(
        "deal-status",
        fires_on=("Brightwater Inc. called off its takeover of Kelp Systems.",),
        silent_on=("Brightwater Inc. makes turbines.",),
    ),
)

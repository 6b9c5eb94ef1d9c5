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
            "Brightwater Inc. has agreed to acquire Kelp Systems Inc. for $2 billion.",
            "Kelp Systems Inc. will be acquired by Brightwater Inc.",
            "Brightwater Inc. is in talks to invest $300 million in Kelp Systems Inc.",
            "Kelp Systems Inc. raised $90 million from Fernhill Capital.",
            "Brightwater Inc. will supply Kelp Systems Inc. with 20,000 chips.",
            "Brightwater Inc. has picked Kelp Systems Inc. to supply its turbines.",
            "Brightwater Inc. is selling its retail arm to Kelp Systems Inc. for $40 million.",
            "Brightwater Inc. secured $40 million from investors including Fernhill Capital.",
            "Brightwater Inc. will buy up to 20% of Kelp Systems Inc. from its founder.",
            "Kelp Systems Inc. was sold to Brightwater Inc. in 2019.",
            "Brightwater Inc. built a campus. The campus is leased to Kelp Systems Inc.",
        ),
        silent_on=(
            "Brightwater Inc. acquired a taste for risk.",
            "Brightwater Inc. said its customers use more power.",
            "Brightwater Inc. raised prices by 4 percent.",
            "Brightwater Inc. raised its forecast to $5 billion.",
            "Brightwater Inc. picked Kelp Systems Inc. as the better story.",
            "Brightwater Inc. secured $40 million of savings.",
        ),
    ),
    Rule(
        "deal-noun",
        fires_on=(
            "Brightwater Inc. signed a $4 billion agreement with Kelp Systems Inc.",
            "Brightwater Inc. completed its acquisition of Kelp Systems Inc.",
            "Kelp Systems Inc. secured a $700 million credit facility from Fernhill Bank.",
            "Brightwater Inc. has broken off negotiations with Kelp Systems Inc. on a joint venture.",
            "Brightwater Inc. placed an order with Kelp Systems Inc. for 500 turbines.",
            "Brightwater Inc.'s sole tenant will be Kelp Systems Inc.",
        ),
        silent_on=(
            "Brightwater Inc. said it was a big deal.",
            "Contracts between companies like Brightwater Inc. and Kelp Systems Inc. are long.",
            "Brightwater Inc. asked Kelp Systems Inc. to obey a court order.",
        ),
    ),
    Rule(
        "deal-party",
        fires_on=("Brightwater Inc. signed a $4 billion agreement with Kelp Systems Inc.",),
        silent_on=("Brightwater Inc. makes turbines.",),
    ),
    Rule(
        "deal-party-inferred",
        fires_on=(
            "Brightwater Inc. built a campus. The campus is leased to Kelp Systems Inc.",
            "The power will be supplied by Kelp Systems Inc., Brightwater Inc. said.",
        ),
        silent_on=("Brightwater Inc. signed a $4 billion agreement with Kelp Systems Inc.",),
    ),
    Rule(
        "deal-value",
        fires_on=("Brightwater Inc. will buy Kelp Systems Inc. for $2 billion.",),
        silent_on=("Brightwater Inc. reported revenue of $2 billion.",),
    ),
    Rule(
        "deal-status",
        fires_on=("Brightwater Inc. called off its takeover of Kelp Systems Inc.",),
        silent_on=("Brightwater Inc. makes turbines.",),
    ),
    Rule(
        "deal-duration",
        fires_on=("Brightwater Inc. signed a seven-year agreement with Kelp Systems Inc.",),
        silent_on=("Brightwater Inc. bought Kelp Systems Inc. seven years ago.",),
    ),
    Rule(
        "deal-date",
        fires_on=("Brightwater Inc. will buy Kelp Systems Inc. and expects to close the deal by the end of 2027.",),
        silent_on=("Brightwater Inc. opened an office in 2027.",),
    ),
    Rule(
        "workload",
        fires_on=(
            "Brightwater Inc. signed an agreement with Kelp Systems Inc. for computing capacity to train its models.",
        ),
        silent_on=("Brightwater Inc. trains its staff.",),
    ),
)

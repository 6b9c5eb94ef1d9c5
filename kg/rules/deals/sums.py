"""Tells what a sum of money is: the deal's own value, or one of the sums that stand beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.document import MARKS
from kg.rules.deals.frames import cue

if TYPE_CHECKING:
    from kg.document import Masked

_CONVERTED = re.compile(
    rf"{MARKS['money']}\s*(?:\(|\[|/|, or )\W*(?:or |about |around |roughly |nearly |approximately )*$"
)
_BEFORE = (("valuation", "valuation_before"), ("total_funding", "total_before"), ("other", "other_before"))
_AFTER = (
    ("per_share", "per_share"),
    ("valuation", "valuation_after"),
    ("annual", "annual_after"),
    ("total_funding", "total_after"),
    ("other", "other_after"),
)


def label(masked: Masked, position: int) -> str:
    """Return what the sum at a masked position is: value, or one of the sums that stand beside it."""
    before = masked.text[max(0, position - 90) : position]
    after = masked.text[position + 1 : position + 60]
    if _CONVERTED.search(before):
        return "converted"
    if cue("deal_valued").search(before):
        return "value"
    for name, key in _AFTER:
        if cue(key).search(after):
            return name
    return next((name for name, key in _BEFORE if cue(key).search(before)), "value")

"""Writes how often each rule was right on annotated articles into the list of rules, as its confidence.

The confidence is the smoothed precision (right + 1) / (readings + 2), so that few readings prove little; a rule with
fewer readings than `ENOUGH` keeps what stands in the list.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.scores import Tally

#: So many readings of a rule make a measurement.
ENOUGH: Final = 5
_TRUST = re.compile(
    r"(?m)^    kg:confidence [0-9.]+(?: ;\n    kg:measuredReadings [0-9]+ ;\n    kg:measuredRight [0-9]+)? \.$"
)
_ENTRY = re.compile(r"(?m)^rule:(\S+) a kg:ExtractionRule(?:.|\n)*?\.$(?=\n\n|\n?\Z)")


def confidence(tally: Tally) -> Decimal:
    """The smoothed share of readings that are right, to two places."""
    return (Decimal(tally.right + 1) / Decimal(tally.found + 2)).quantize(Decimal("0.01")).normalize()


def calibrated(rules: str, measured: Mapping[str, Tally]) -> str:
    """Return the Turtle of ``rules.ttl`` with the confidence of every rule that was measured, and what it rests on."""

    def entry(match: re.Match[str]) -> str:
        tally = measured.get(match[1])
        return match.group() if tally is None or tally.found < ENOUGH else _TRUST.sub(_words(tally), match.group())

    return _ENTRY.sub(entry, rules)


def _words(tally: Tally) -> str:
    return (
        f"    kg:confidence {confidence(tally)} ;\n"
        f"    kg:measuredReadings {tally.found} ;\n    kg:measuredRight {tally.right} ."
    )

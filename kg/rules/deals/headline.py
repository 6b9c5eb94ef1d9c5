"""What a headline tells of a deal beyond its own words: who the other side is that the opening sentence leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.document import Form
from kg.model import DealKind, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.document import Document, Mention
    from kg.rules.deals.spots import Candidate

#: The two sides of a deal in which capital changes hands.
_SIDES = {
    DealKind.ACQUISITION: ("acquirer", "target"),
    DealKind.INVESTMENT: ("investor", "investee"),
    DealKind.FINANCING: ("lender", "borrower"),
}


def is_headline(candidate: Candidate) -> bool:
    """Tell whether a word of dealing stands in a line without a full stop, which leaves out hedges and names."""
    line = candidate.around.rstrip()
    return len(line) < _LINE and line[-1:] not in ".!?:\"'"


_LINE = 150  # so many masked characters a headline has at most


def complete(document: Document, found: Sequence[Candidate], lead: int) -> None:
    """Give a one-sided deal of the opening, which ends at `lead`, the other of the two companies in the headline."""
    named = _named(document)
    opening = [c for c in found if c.sentence[1] <= lead and not (c.background or c.frame.has("joins"))]
    if len(named) != 2 or any(named.keys() <= c.refs for c in opening):
        return
    for candidate in opening:
        sides = _SIDES.get(candidate.kind) if candidate.kind is not None and not candidate.frame.has("weak") else None
        told = {role for _, role in candidate.parties}
        if sides is None or candidate.value is None or len(candidate.refs) != 1 or not candidate.refs < named.keys():
            continue
        missing = [side for side in sides if side not in told]
        if len(missing) == 1 and told < set(sides):
            candidate.parties += [(m, missing[0]) for ref, m in named.items() if ref not in candidate.refs]


def _named(document: Document) -> dict[str, Mention]:
    """Return the companies that the headline names."""
    if not document.sentences or document.text[document.sentences[0][1] - 1] in ".!?":
        return {}
    near = document.mentions_in(*document.sentences[0])
    return {m.ref: m for m in near if m.kind is Kind.ORGANIZATION and m.form is Form.NAME and m.ref}

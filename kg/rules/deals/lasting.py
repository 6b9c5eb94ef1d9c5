"""What the words before one of dealing tell beyond its parties: that a tie lasts, and who else is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.document import Form
from kg.lexicon import tag
from kg.model import Found, TimeSpan
from kg.rules.deals.frames import cue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.rules.deals.clauses import Clause
    from kg.rules.deals.frames import Frame
    from kg.rules.deals.spots import Spot


def lasts(spot: Spot, frame: Frame, behind: str) -> bool:
    """Tell whether a verb says what has gone on: "uses since 2019", "has used for eight years"."""
    held = spot.held
    near = held.tokens[spot.last : spot.last + 20]
    if frame.has("weak") and any(token.mark == "date" and _is_since(held.masked.atoms[token.at]) for token in near):
        return True
    before = spot.first - 2 if tag(held.low(spot.first - 1)).startswith("RB") else spot.first - 1
    return held.low(before) in ("has", "have", "'ve") and bool(cue("for_years").search(behind))


def _is_since(thing: object) -> bool:
    return (
        isinstance(thing, Found) and isinstance(thing.value, TimeSpan) and thing.value.text.lower().startswith("since")
    )


def strangers(held: Clause, begin: int) -> frozenset[str]:
    """Return the organisations named before a token."""
    named = (held.mention(i) for i in range(begin) if held.mark(i) == "org")
    return frozenset(
        mention.ref for mention in named if mention is not None and mention.form is Form.NAME and mention.ref
    )


def unknown(held: Clause, parts: Iterable[tuple[int, str]]) -> frozenset[str]:
    """Return the roles of those tokens that are names of which nothing is known: that side is told, if not by whom."""
    return frozenset(role for i, role in parts if role and held.mark(i) == "name" and not _has_ref(held, i))


def _has_ref(held: Clause, i: int) -> bool:
    mention = held.mention(i)
    return mention is not None and bool(mention.ref)

"""Decides from the evidence added up what a form of a name stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.lexicon import table
from kg.model import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Neither an organisation nor a person, a place or a product: laws, meetings, programmes, nationalities.
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a form of a name stands for. `kind` is none where the evidence does not decide; `other` is no entity."""

    kind: Kind | None
    other: bool = False


def decision(score: Mapping[str, float]) -> Decision:
    """Return what the sums of evidence say: the best kind, where it is enough and clear of the next."""
    ranked = sorted(((value, kind) for kind, value in score.items()), key=lambda pair: (-pair[0], pair[1]))
    if not ranked:
        return Decision(None)
    best, kind = ranked[0]
    second = ranked[1][0] if len(ranked) > 1 else 0.0
    if kind == OTHER and best > 0:
        return Decision(None, other=True)
    if best < table("names")["least"] or best - second < table("names")["lead"]:
        return Decision(None)
    return Decision(Kind(kind))

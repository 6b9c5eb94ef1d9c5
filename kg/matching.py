"""Pairs what was read with what is to be found: spans by their overlap, sums by their bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kg.model import Span


def match(
    golds: Sequence[Any], founds: Sequence[Any], alike: Callable[[Any, Any], float], floor: float
) -> list[tuple[int, int]]:
    """Pair each with at most one, the most alike first."""
    ranked = sorted(
        ((alike(gold, found), i, j) for i, gold in enumerate(golds) for j, found in enumerate(founds)),
        key=lambda item: (-item[0], item[1], item[2]),
    )
    used_golds: set[int] = set()
    used_founds: set[int] = set()
    pairs = []
    for value, i, j in ranked:
        if value >= floor and i not in used_golds and j not in used_founds:
            used_golds.add(i)
            used_founds.add(j)
            pairs.append((i, j))
    return pairs


def overlap(a: Span, b: Span) -> float:
    """Characters in both spans over the characters from the first of either to the last."""
    both = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return both / (max(a[1], b[1]) - min(a[0], b[0]))


def same_sum(gold: Mapping[str, Any] | None, found: Mapping[str, Any] | None) -> bool:
    """Tell whether two sums are the same within half a percent, bound by bound."""
    if not gold or not found:
        return not gold and not found
    ends = [(gold.get(end), found.get(end)) for end in ("min", "max")]
    close = all(
        (a is None and b is None) or (a is not None and b is not None and abs(a - b) <= 0.005 * max(abs(a), 1))
        for a, b in ends
    )
    return close and bool(gold["currency"] == found["currency"])

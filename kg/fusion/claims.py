"""Gathers single findings into claims: one for each subject, property and object, with all its evidence."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

from kg.fusion.knowledge import Claim
from kg.fusion.values import worth
from kg.model import Evidence, Ref

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.fusion.values import Value, Worth

#: Subject, property, object, evidence, and the tenure that qualifies it ("" for none).
Found: TypeAlias = tuple[Ref, str, Ref, Evidence, Ref]

_SYMMETRIC = frozenset({"kg:partnersWith", "kg:competesWith"})


class Values:
    """The values met so far, by name."""

    def __init__(self) -> None:
        self.met: dict[Ref, Worth] = {}

    def ref(self, value: Value | None) -> Ref | None:
        """The node of a value, None for one that says nothing."""
        made = worth(value) if value is not None else None
        if made is None:
            return None
        self.met[made.ref] = made
        return made.ref


def gather(found: Iterable[Found]) -> tuple[Claim, ...]:
    """One claim for each subject, property and object; evidence sorted, each piece once. Nothing ties with itself."""
    evidence: dict[tuple[Ref, str, Ref], set[Evidence]] = defaultdict(set)
    qualified: dict[tuple[Ref, str, Ref], set[Ref]] = defaultdict(set)
    for subject, property_, object_, words, tenure in found:
        if subject == object_:
            continue
        if property_ in _SYMMETRIC:
            subject, object_ = sorted((subject, object_))
        evidence[subject, property_, object_].add(words)
        if tenure:
            qualified[subject, property_, object_].add(tenure)
    return tuple(
        Claim(*key, evidence=tuple(sorted(evidence[key])), qualified_by=tuple(sorted(qualified[key])))
        for key in sorted(evidence)
    )

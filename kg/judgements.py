"""Judgements of people on what is the same and what is not, and whether they hold together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.model import Ref

#: Types of things that can be judged, one with another of its own sort.
SORTS: Final = {"org": "entity", "person": "entity", "product": "entity", "place": "entity"} | {
    each: each for each in ("deal", "event", "statement")
}


class LedgerError(KgError):
    """A ledger that cannot be read, or that contradicts itself."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What somebody says of two names. `line` is where it stands in the ledger, 0 for none."""

    verdict: str  # same, different, unsure
    a: str
    b: str
    reason: str = ""
    author: str = ""
    date: str = ""
    line: int = 0

    @property
    def sort(self) -> str:
        """What is judged: entity, deal, event or statement."""
        return SORTS[self.a.partition("/")[0]]

    def concerns(self, first: str, second: str) -> bool:
        """Whether it is about these two, in either order."""
        return {self.a, self.b} == {first, second}


def check(judgements: Iterable[Judgement], name: str) -> None:
    """LedgerError when judgements contradict each other or go in a circle; it names the lines."""
    same = [each for each in judgements if each.verdict == "same"]
    _refuse_circles(same, name)
    chains: dict[str, dict[str, Judgement]] = {}
    for each in same:
        chains.setdefault(each.a, {})[each.b] = each
        chains.setdefault(each.b, {})[each.a] = each
    for each in judgements:
        if each.verdict == "different" and (way := _way(chains, each.a, each.b)):
            told = ", ".join(str(step.line) for step in way)
            raise LedgerError(
                f"{name}, line {each.line}: {each.a} and {each.b} are different here, but the same by line {told}; "
                "remove one of them"
            )


def _refuse_circles(same: Sequence[Judgement], name: str) -> None:
    """Who follows retired names must arrive at one that is kept."""
    for group in _groups(same):
        if group <= {each.b for each in same}:
            lines = ", ".join(str(each.line) for each in same if each.a in group)
            names = ", ".join(sorted(group))
            raise LedgerError(f"{name}: lines {lines} go in a circle over {names}; one name must be kept (a, never b)")


def _groups(same: Iterable[Judgement]) -> list[set[str]]:
    """The names that are the same, each group once."""
    groups: list[set[str]] = []
    for each in same:
        met = [group for group in groups if each.a in group or each.b in group]
        groups = [group for group in groups if group not in met] + [{each.a, each.b}.union(*met)]
    return groups


def _way(chains: Mapping[str, Mapping[str, Judgement]], start: str, end: str) -> list[Judgement]:
    """The judgements that make two names the same, in order; none when nothing does."""
    reached: dict[str, list[Judgement]] = {start: []}
    queue = [start]
    while queue:
        at = queue.pop(0)
        for there, judgement in sorted(chains.get(at, {}).items()):
            if there not in reached:
                reached[there] = [*reached[at], judgement]
                queue.append(there)
    return reached.get(end, [])


def kept(judgements: Iterable[Judgement]) -> dict[Ref, Ref]:
    """The name kept for each retired name of an entity."""
    same = [each for each in judgements if each.verdict == "same" and each.sort == "entity"]
    retired = {each.b for each in same}
    keep: dict[Ref, Ref] = {}
    for group in _groups(same):
        chosen = next((each.a for each in same if each.a in group and each.a not in retired), min(group))
        keep |= dict.fromkeys(sorted(group - {chosen}), chosen)
    return keep

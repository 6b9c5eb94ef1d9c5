"""Many readings to one knowledge: each entity, deal, statement, event and claim once, with all that speaks for it.

A pure function of the set of readings: their order does not matter. Each kind of thing is gathered by keys
(entity, speaker, parties, actor), and what is gathered under one key depends on nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.fusion.gathering import Gathering
from kg.fusion.ground import Ground
from kg.garbage import uncollected
from kg.registry import registry as known_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kg.fusion.knowledge import Knowledge, Thing
    from kg.fusion.naming import Named
    from kg.fusion.reports import Report
    from kg.fusion.statements import Rendering
    from kg.judgements import Judgement
    from kg.model import Reading, Ref
    from kg.registry import Registry

__all__ = ["Groups", "fuse", "groups"]


def fuse(
    readings: Iterable[Reading], judgements: Iterable[Judgement] = (), registry: Registry | None = None
) -> Knowledge:
    """All that the readings say, each thing once. ValueError when two readings are of one article.

    `judgements` outrank the rules on what is the same and what is not. `registry` is the one the readings were made
    with; default: the package's own.
    """
    with uncollected():
        ordered = sorted(readings, key=lambda reading: reading.article.id)
        _refuse_twins(ordered)
        told = tuple(judgements)
        return Gathering(Ground.of(ordered, told, registry or known_names()), told).knowledge()


@dataclass(frozen=True)
class Groups:
    """What fusion put together: for who asks why, or doubts it. `root` gives the owner that stands for a subsidiary."""

    deals: tuple[Named[Report], ...]
    statements: tuple[Named[Rendering], ...]
    root: Callable[[Ref], Ref]
    things: tuple[Thing, ...]


def groups(
    readings: Iterable[Reading], judgements: Iterable[Judgement] = (), registry: Registry | None = None
) -> Groups:
    """What `fuse` puts together, before it is turned into claims."""
    ordered = sorted(readings, key=lambda reading: reading.article.id)
    told = tuple(judgements)
    gathering = Gathering(Ground.of(ordered, told, registry or known_names()), told)
    root = gathering.owners()
    return Groups(
        tuple(gathering.deals(root)), tuple(gathering.statements()), root, gathering.ground.things(frozenset())
    )


def _refuse_twins(readings: Sequence[Reading]) -> None:
    for first, second in pairwise(readings):
        if first.article.id == second.article.id:
            raise ValueError(f"two readings of article {first.article.id!r}")

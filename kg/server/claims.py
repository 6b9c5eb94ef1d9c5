"""What the page of a claim shows: its evidence, and the claims it competes or agrees with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.server.facts import fact
from kg.server.wording import label_of
from kg.terms import KG

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.server.facts import Fact
    from kg.server.nodes import Graph, Thing


@dataclass(frozen=True, slots=True)
class ClaimView:
    """The page of a claim: its evidence, and the claims it competes or agrees with."""

    thing: Thing
    fact: Fact
    qualified: tuple[Thing, ...]
    relations: tuple[tuple[str, Fact], ...]
    rivals: tuple[Fact, ...]


_RELATIONS: Final = ("contradicts", "refines", "compatibleWith", "incomparableWith", "outranks")


def claim(graph: Graph, node: ox.NamedNode) -> ClaimView | None:
    """Gather a claim; None when the node is none."""
    found = fact(graph, node)
    if found is None:
        return None
    related = [
        (label_of(KG[name].value).lower(), other)
        for name in _RELATIONS
        for rival in graph.nodes(node, KG[name])
        if (other := fact(graph, rival)) is not None
    ]
    slot = graph.node(node, KG.slot)
    rivals = [each for each in graph.subjects(KG.slot, slot) if each != node] if slot else []
    return ClaimView(
        graph.thing(node),
        found,
        graph.things(graph.nodes(node, KG.qualifiedBy)),
        tuple(related),
        tuple(other for rival in rivals if (other := fact(graph, rival)) is not None),
    )

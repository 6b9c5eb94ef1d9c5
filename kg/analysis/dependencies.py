"""Who supplies whom, and through what: organisations that need what others make, run or deliver, step by step."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.analysis.network import Tie, kind_of, name_of, ties_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    import networkx as nx

#: Said of who needs, about what is needed; and the other way round.
_NEEDS: Final = frozenset({"kg:customerOf", "kg:usesProduct", "kg:usesHardware", "kg:madeBy", "kg:offeredBy"})
_NEEDED: Final = frozenset({"kg:supplierOf", "kg:hosts"})
#: Parties of a deal that receive goods, services or room, and those that deliver. Money is no supply.
_RECEIVES: Final = frozenset({"kg:customer", "kg:buyer", "kg:lessee", "kg:licensee"})
_DELIVERS: Final = frozenset({"kg:provider", "kg:supplier", "kg:seller", "kg:lessor", "kg:licensor"})
#: In a deal with such a party a seller sells a company or shares, which is no supply.
_SHARES: Final = frozenset({"kg:acquirer", "kg:target", "kg:investor", "kg:investee"})
_TRADES: Final = frozenset({"kg:buyer", "kg:seller"})
_USES: Final = frozenset({"kg:usesProduct", "kg:usesHardware"})
_OFF: Final = frozenset({"denied", "cancelled"})


@dataclass(frozen=True, slots=True)
class Need:
    """`dependent` needs what `supplier` makes or delivers, through deals and products if any, as `ties` say."""

    dependent: str
    supplier: str
    through: tuple[str, ...]
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A need in the tree of one organisation, `level` steps from it. `again`: its supplier stands elsewhere already."""

    level: int
    need: Need
    again: bool


def needs(graph: nx.MultiDiGraph[str]) -> list[Need]:
    """Give all needs between two organisations, each by its shortest way. Denied and cancelled deals give none."""
    arrows = _arrows(graph)
    organisations = (node for node in graph if kind_of(node) == "org")
    return [need for organisation in organisations for need in _needs_of(arrows, organisation)]


def tree(
    graph: nx.MultiDiGraph[str], starts: Collection[str], *, depth: int | None = None, dependents: bool = False
) -> list[Step]:
    """Give what `starts` depend on, and what that depends on, in the order of a tree read from the top.

    With `dependents` the tree holds who depends on them instead. Each organisation is followed where it stands first,
    nearest to the start; elsewhere its step says `again`.
    """
    found = needs(graph)
    nearer: dict[str, list[Need]] = {}
    for need in found:
        nearer.setdefault(need.supplier if dependents else need.dependent, []).append(need)
    end = "dependent" if dependents else "supplier"
    for branch in nearer.values():
        branch.sort(key=lambda need: (name_of(graph, getattr(need, end)).casefold(), getattr(need, end)))
    return [step for start in sorted(starts) for step in _steps(nearer, start, depth, end)]


def _steps(nearer: Mapping[str, list[Need]], start: str, depth: int | None, end: str) -> Iterator[Step]:
    parents = {start: start}
    levels = {start: 0}
    waiting = deque([start])
    while waiting:  # breadth first: who is followed where
        node = waiting.popleft()
        for need in nearer.get(node, ()) if depth is None or levels[node] < depth else ():
            if (other := getattr(need, end)) not in parents:
                parents[other], levels[other] = node, levels[node] + 1
                waiting.append(other)
    stack = [(start, iter(nearer.get(start, ()) if depth is None or depth > 0 else ()))]
    while stack:  # depth first: the order of reading
        node, branch = stack[-1]
        if (following := next(branch, None)) is None:
            stack.pop()
            continue
        other = getattr(following, end)
        again = parents.get(other) != node or other == start
        yield Step(levels[node] + 1, following, again)
        if not again and (depth is None or levels[other] < depth):
            stack.append((other, iter(nearer.get(other, ()))))


# ------------------------------------------------------------------------------ arrows


def _arrows(graph: nx.MultiDiGraph[str]) -> dict[str, dict[str, Tie]]:
    """Give, for every node, what it needs directly, with the tie told most often."""
    arrows: dict[str, dict[str, Tie]] = {}
    for source, target, tie in sorted(_directed(graph), key=lambda arrow: (*arrow[:2], -arrow[2].articles, arrow[2])):
        arrows.setdefault(source, {}).setdefault(target, tie)
    return arrows


def _directed(graph: nx.MultiDiGraph[str]) -> Iterator[tuple[str, str, Tie]]:
    for source, target, tie in ties_of(graph):
        if tie.kind != "deal" and graph.nodes[source].get("status") not in _OFF:
            if tie.property in _NEEDS:
                yield source, target, tie
            elif tie.property in _NEEDED:
                yield target, source, tie
    for deal in graph:
        if kind_of(deal) == "deal" and graph.nodes[deal].get("status") not in _OFF:
            yield from _of_deal(deal, [data["tie"] for _, _, data in graph.out_edges(deal, data=True)])


def _of_deal(deal: str, ties: list[Tie]) -> Iterator[tuple[str, str, Tie]]:
    if any(tie.property in _SHARES for tie in ties):
        ties = [tie for tie in ties if tie.property not in _TRADES]
    providers = [tie.target for tie in ties if tie.property in _DELIVERS]
    for tie in ties:
        if tie.property in _RECEIVES:
            yield tie.target, deal, tie
        elif tie.property in _DELIVERS:
            yield deal, tie.target, tie
        elif tie.property in _USES:  # who delivers by means of something needs it
            yield from ((provider, tie.target, tie) for provider in providers)


def _needs_of(arrows: Mapping[str, Mapping[str, Tie]], start: str) -> Iterator[Need]:
    """Follow deals and products, breadth first, to the organisations behind them."""
    ways: dict[str, tuple[tuple[str, ...], tuple[Tie, ...]]] = {start: ((), ())}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        needed = arrows.get(node, {})
        for other, tie in needed.items():
            if other in ways or (kind_of(other) == "org" and kind_of(node) == "product" and start in needed):
                continue  # a product of one's own is needed for its parts, not for who makes it too
            through, ties = ways[node]
            if kind_of(other) == "org":
                ways[other] = (through, (*ties, tie))
                yield Need(start, other, through, (*ties, tie))
            elif kind_of(other) in ("deal", "product"):
                ways[other] = ((*through, other), (*ties, tie))
                waiting.append(other)

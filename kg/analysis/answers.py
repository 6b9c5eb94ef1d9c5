"""The questions about the network as one call each, with an answer that can be written as table, records or graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kg.analysis import dependencies as supply
from kg.analysis import exposure as sums
from kg.analysis.answer import Answer
from kg.analysis.communities import communities as groups_of
from kg.analysis.network import DEFAULT_KINDS, NODE_KINDS, between, checked, name_of, network, places, resolve
from kg.analysis.paths import shortest
from kg.analysis.ranks import EXACT, MEASURES, ranked
from kg.analysis.sentences import told
from kg.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from decimal import Decimal

    import networkx as nx

    from kg.analysis.answer import Record
    from kg.analysis.network import Tie
    from kg.analysis.paths import Path

#: What the sums of an exposure are, and are not.
EXPOSURE_NOTE: Final = (
    "sums are of total values as told, in their own currency, nothing converted; a deal of several parties counts "
    "whole for each counterparty and once in a total; 'overlap' is what the lines of a total count more than once; "
    "deals may still be parts of one another; deals called off are listed and are no exposure"
)


def path(store: Any, start: str, end: str, *, k: int = 3, kinds: Collection[str] = DEFAULT_KINDS) -> Answer:
    """How are two entities connected? Gives the `k` shortest paths through ties of `kinds`, each hop with its sentence.

    Raises UnknownNameError with near names, QueryError for an unknown kind.
    """
    graph = network(store, kinds)
    found = shortest(graph, places(graph, store, start), places(graph, store, end), k=k)
    sentences = told(store, (hop.ties[0] for path in found for hop in path))
    rows = tuple(_hops(graph, found, sentences))
    columns = ("path", "from", "tie", "to", "sentence", "article", "articles")
    note = f"{len(found)} paths" if found else f"nothing connects {start} and {end} through {', '.join(sorted(kinds))}"
    used = {(hop.source, hop.target) for path in found for hop in path}
    return Answer(columns, rows, note, between(graph, used))


def _hops(graph: nx.MultiDiGraph[str], found: list[Path], sentences: dict[Tie, str]) -> Iterator[Record]:
    for number, steps in enumerate(found, 1):
        for place, hop in enumerate(steps, 1):
            tie, more = hop.ties[0], len(hop.ties) - 1
            label = f"{tie.label} →" if hop.forward else f"← {tie.label}"
            yield {
                "path": number,
                "hop": place,
                "from": _named(graph, hop.source),
                "tie": label + (f" (+{more})" if more else ""),
                "to": _named(graph, hop.target),
                **_source(tie, sentences),
                "kind": tie.kind,
                "fromNode": hop.source,
                "toNode": hop.target,
            }


def _source(tie: Tie, sentences: dict[Tie, str]) -> Record:
    return {
        "sentence": sentences[tie], "article": tie.headline, "articles": tie.articles, "words": tie.words,
        "articleNode": tie.article, "start": tie.start, "end": tie.end, "told": tie.told,
    }  # fmt: skip


def _named(graph: nx.MultiDiGraph[str], node: str) -> str:
    status = graph.nodes[node].get("status", "")
    return name_of(graph, node) + (f" ({status})" if status else "")


def rank(
    store: Any, by: str = "pagerank", *, nodes: Collection[str] = (), kinds: Collection[str] = DEFAULT_KINDS
) -> Answer:
    """Who is central? Ranks entities (those of the kinds `nodes`) by degree, pagerank or betweenness.

    Raises QueryError for an unknown measure or kind.
    """
    checked(nodes, NODE_KINDS, "kind of entity")
    graph = network(store, kinds)
    rows: list[Record] = [
        {
            "place": each.place, "name": each.name, "kind": NODE_KINDS.get(each.kind, each.kind), "degree": each.degree,
            "pagerank": round(each.pagerank, 5), "betweenness": round(each.betweenness, 5), "node": each.node,
        }
        for each in ranked(graph, by, nodes)
    ]  # fmt: skip
    note = "; ".join([MEASURES[by], *(text for name, text in MEASURES.items() if name != by)])
    note += "; deals, products and people count as entities, two that are tied count once, and talk is no tie"
    note += "; betweenness is estimated from a sample" if len(graph) > EXACT else ""
    marks: dict[str, Record] = {
        str(row["node"]): {name: row[name] for name in ("place", "degree", "pagerank", "betweenness")} for row in rows
    }
    columns = ("place", "name", "kind", "degree", "pagerank", "betweenness")
    return Answer(columns, tuple(rows), note, graph.subgraph(marks), marks)


def communities(store: Any, *, resolution: float = 1.0, kinds: Collection[str] = DEFAULT_KINDS) -> Answer:
    """Which entities belong together? Groups by the Louvain method; a higher `resolution` parts them further."""
    graph = network(store, kinds)
    found = groups_of(graph, resolution=resolution)
    rows: tuple[Record, ...] = tuple(
        {
            "group": group.number, "size": len(group.members), "ties inside": group.inside, "ties out": group.outside,
            "members": "; ".join(name_of(graph, node) for node in group.members), "nodes": " ".join(group.members),
        }
        for group in found.groups
    )  # fmt: skip
    note = (
        f"modularity {found.modularity:.3f} (0: no more than chance, 1: the most there can be); "
        "members with most ties inside their group come first"
    )
    marks: dict[str, Record] = {node: {"group": group.number} for group in found.groups for node in group.members}
    return Answer(("group", "size", "ties inside", "ties out", "members"), rows, note, graph, marks)


def dependencies(store: Any, name: str, *, depth: int | None = None, dependents: bool = False) -> Answer:
    """On whom does an organisation depend, step by step, and through what; or, with `dependents`, who depends on it?

    Raises UnknownNameError with near names.
    """
    graph = network(store, ("deal", "supply"))
    steps = supply.tree(graph, places(graph, store, name), depth=depth, dependents=dependents)
    sentences = told(store, (tie for step in steps for tie in step.need.ties))
    rows = tuple(_step(graph, step, sentences, dependents) for step in steps)
    used = {node for step in steps for node in (step.need.dependent, step.need.supplier, *step.need.through)}
    who = "depends on it" if dependents else "it depends on"
    note = "needs of goods, services and room as told; '…' stands elsewhere too, where it is followed; money is no need"
    return Answer(
        ("level", who, "through", "sentence", "article"),
        rows,
        note if rows else f"{name}: no need is told",
        graph.subgraph(used),
    )


def _step(graph: nx.MultiDiGraph[str], step: supply.Step, sentences: dict[Tie, str], dependents: bool) -> Record:
    need = step.need
    head, other = ("depends on it", need.dependent) if dependents else ("it depends on", need.supplier)
    tie = need.ties[-1] if dependents else need.ties[0]
    return {
        "level": step.level,
        head: "· " * (step.level - 1) + name_of(graph, other) + (" …" if step.again else ""),
        "through": " → ".join(_named(graph, node) for node in need.through),
        **_source(tie, sentences),
        "sentence": "\n".join(dict.fromkeys(sentences[tie] for tie in need.ties)),
        "dependentNode": need.dependent,
        "supplierNode": need.supplier,
        "throughNodes": " ".join(need.through),
    }


def exposure(store: Any, name: str) -> Answer:
    """How much money do deals tie an organisation to others with? By counterparty and currency, the overlap stated.

    Raises UnknownNameError with near names, or when the organisation is in no deal.
    """
    organisations = resolve(store, name)
    found = sums.deals(store)
    lines = sums.exposure(found, organisations)
    if not lines:
        raise UnknownNameError(f"{name}: takes part in no deal; 'kg deals' lists the deals")
    graph = network(store, ("deal",))
    used = {iri for line in lines for iri in line.deals} | {line.counterparty for line in lines} | {*organisations}
    columns = ("counterparty", "as", "standing", "currency", "from", "to", "deals", "shared", "overlap")
    return Answer(columns, tuple(map(_exposed, lines)), EXPOSURE_NOTE, graph.subgraph(used))


def _exposed(line: sums.Exposure) -> Record:
    known = bool(line.currency)
    return {
        "counterparty": line.name or "in all",
        "as": ", ".join(line.roles),
        "standing": line.standing,
        "currency": line.currency or "value not told",
        "from": _amount(line.low) if known else "",
        "to": ("open" if line.high is None else _amount(line.high)) if known else "",
        "deals": len(line.deals),
        "shared": line.shared,
        "overlap": _amount(line.overlap) if known and not line.counterparty else "",
        "node": line.counterparty,
        "dealNodes": " ".join(line.deals),
    }


def _amount(amount: Decimal) -> str:
    return f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount.normalize():,f}"

"""The network of entities: one question of the library gives every tie, with the words that say so.

The graph is a `networkx.MultiDiGraph`. A node is the IRI of an organisation, person, product, place, deal or event,
with ``name``, ``kind`` and, for a deal, ``status``. An edge is one claim (or one statement about something), its key
the claim's IRI, its ``tie`` a `Tie`. Nodes and edges are added in the order of their IRIs, so whatever walks the graph
walks it the same way each time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import networkx as nx

from kg.errors import QueryError, UnknownNameError
from kg.lookup import find
from kg.params import Param
from kg.prefixes import ID
from kg.queries import ask
from kg.results import Rows, shorten
from kg.terms import KG, ORG, SCHEMA, ontology_quads

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from pyoxigraph import NamedNode

#: The kinds of ties, and the properties of each. A property that stands nowhere is of the kind "other".
_PROPERTIES: Final[dict[str, tuple[NamedNode, ...]]] = {
    "supply": (
        KG.customerOf, KG.supplierOf, KG.usesProduct, KG.usesHardware, KG.madeBy, KG.offeredBy, KG.availableOn,
        KG.hosts,
    ),
    "partner": (KG.partnersWith,),
    "rival": (KG.competesWith,),
    "ownership": (KG.investsIn, SCHEMA.parentOrganization, KG.partOf),
    "role": (KG.hasCEO, KG.hasBoardMember, KG.hasTenure, SCHEMA.founder, ORG.memberOf),
    "place": (KG.headquarters, KG.eventPlace),
    "event": (KG.actor, KG.concerns),
    "speech": (SCHEMA.about,),
}  # fmt: skip
#: Every kind of tie; "deal" are the parties of deals.
TIE_KINDS: Final = ("deal", *_PROPERTIES, "other")
#: What is no dealing but talk: left out unless asked for.
DEFAULT_KINDS: Final = tuple(kind for kind in TIE_KINDS if kind != "speech")
#: Every kind of node, as IRIs name them, and the word for it.
NODE_KINDS: Final = {
    "org": "organisation",
    "person": "person",
    "product": "product",
    "deal": "deal",
    "event": "event",
    "place": "place",
}


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """One claim that ties two entities, with the first words that say so; `start` and `end` count code points."""

    source: str
    target: str
    property: str  # with its prefix: "kg:customer"
    label: str
    kind: str
    articles: int
    words: str
    article: str
    headline: str
    start: int
    end: int
    told: str  # the claim or statement


def network(store: Any, kinds: Collection[str] = DEFAULT_KINDS) -> nx.MultiDiGraph[str]:
    """Draw the network from a store, by one question. `kinds` of ties are kept; QueryError for an unknown kind."""
    wanted = checked(kinds, TIE_KINDS, "kind of tie")
    answer = ask(store, "network")
    assert isinstance(answer, Rows)  # noqa: S101 - the library's question is a SELECT
    return network_of(record for record in answer.records() if _kind_of_tie(record["tie"]) in wanted)


def network_of(records: Iterable[Mapping[str, str]]) -> nx.MultiDiGraph[str]:
    """Draw the network from the rows of the question ``network``, in any order."""
    rows = sorted(
        records, key=lambda row: (row["source"], row["target"], row["tie"], row["told"], row.get("status", ""))
    )
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for iri, name, status in sorted({_end(row, side) for row in rows for side in ("source", "target")}):
        about = {"status": status} if status else {}
        graph.add_node(iri, name=name, kind=kind_of(iri), **about)
    for row in rows:
        tie = _tie(row)
        graph.add_edge(tie.source, tie.target, key=f"{tie.told} {tie.property}", tie=tie)
    return graph


def _end(row: Mapping[str, str], side: str) -> tuple[str, str, str]:
    return row[side], row[f"{side}Name"], row.get("statusName", "") if side == "source" else ""


def _tie(row: Mapping[str, str]) -> Tie:
    label = re.sub(r"^has (?!an? )", "", row["tieName"])
    return Tie(
        row["source"], row["target"], shorten(row["tie"]), label, _kind_of_tie(row["tie"]), int(row.get("articles", 1)),
        row["words"], row["article"], row["headline"], int(row["start"]), int(row["end"]), row["told"],
    )  # fmt: skip


def kind_of(iri: str) -> str:
    """Name the kind of a node by its IRI: org, person, product, place, deal, event."""
    return iri.removeprefix(ID).partition("/")[0]


@cache
def _kinds() -> dict[str, str]:
    kinds = {term.value: kind for kind, terms in _PROPERTIES.items() for term in terms}
    parties = (quad.subject for quad in ontology_quads("kg.ttl") if quad.object == KG.party)
    return kinds | {str(getattr(term, "value", "")): "deal" for term in parties}


def _kind_of_tie(property_: str) -> str:
    return _kinds().get(property_, "other")


def checked(given: Collection[str], known: Iterable[str], what: str) -> frozenset[str]:
    """Give the names as a set; QueryError with a near name for one that is not `known`."""
    known = tuple(known)
    for name in given:
        if name not in known:
            near = get_close_matches(name, known, 1)
            hint = f"did you mean '{near[0]}'?" if near else f"known are {', '.join(known)}"
            raise QueryError(f"no {what} '{name}'; {hint}")
    return frozenset(given)


def resolve(store: Any, name: str) -> tuple[str, ...]:
    """Give the IRIs of the entities called `name` (any of their names, or an IRI). UnknownNameError with near names."""
    entity = Param("name", "iri", "", "an entity")
    return tuple(term.value for term in entity.terms(name, lambda text: find(store, text)))


def places(graph: nx.MultiDiGraph[str], store: Any, name: str) -> tuple[str, ...]:
    """Give the nodes called `name`. UnknownNameError with near names, or when nothing ties what has the name."""
    found = tuple(iri for iri in resolve(store, name) if iri in graph)
    if not found:
        raise UnknownNameError(f"{name}: known, but nothing ties it to anything here; see 'kg show {_quoted(name)}'")
    return found


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name


def ties_of(graph: nx.MultiDiGraph[str]) -> Iterator[tuple[str, str, Tie]]:
    """Yield every tie with its ends."""
    for source, target, data in graph.edges(data=True):
        yield source, target, data["tie"]


def between(graph: nx.MultiDiGraph[str], pairs: Collection[tuple[str, str]]) -> nx.MultiDiGraph[str]:
    """Give the part of the network with every tie between the two nodes of each pair, in either direction."""
    part: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for source, target, key, data in graph.edges(keys=True, data=True):
        if (source, target) in pairs or (target, source) in pairs:
            part.add_edge(source, target, key=key, **data)
    part.add_nodes_from((node, graph.nodes[node]) for node in list(part))
    return part


def simple(graph: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """Give the undirected graph in which two tied entities share one edge, whatever ties them and however often.

    An edge carries ``ties``: those that most articles tell come first.
    """
    flat: nx.Graph[str] = nx.Graph()
    flat.add_nodes_from(graph.nodes(data=True))
    for source, target, tie in ties_of(graph):
        if flat.has_edge(source, target):
            flat.edges[source, target]["ties"].append(tie)
        else:
            flat.add_edge(source, target, ties=[tie])
    for source, target in flat.edges():
        flat.edges[source, target]["ties"].sort(key=lambda tie: (-tie.articles, tie.kind == "speech", tie))
    return flat


def name_of(graph: nx.Graph[str], iri: str) -> str:
    """Give the name of a node."""
    return str(graph.nodes[iri]["name"])

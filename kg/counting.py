"""How much a store holds, counted once and then carried on by what changes add and take away."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from kg.errors import KgError
from kg.files import whole
from kg.graph import CLAIMS, ENTITIES, FACTS
from kg.library import Question
from kg.queries import ask
from kg.results import Rows
from kg.terms import KG, RDF, SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.changes import Delta
    from kg.store import Store

FILE: Final = "counts.json"
_KINDS: Final = (SCHEMA.Organization, SCHEMA.Person, SCHEMA.Place, SCHEMA.Product, KG.Hardware, KG.CloudService)
#: What is counted by its class: in which graph (None: all), and of which classes.
_CLASSES: Final[dict[str, tuple[Any, tuple[Any, ...]]]] = {
    "articles": (None, (SCHEMA.Article,)),
    "entities": (ENTITIES, _KINDS),
    "deals": (ENTITIES, (KG.Deal,)),
    "statements": (CLAIMS, (KG.Statement,)),
    "claims": (CLAIMS, (KG.Claim,)),
    "evidence": (None, (KG.Evidence,)),
}
_OTHERS: Final = {
    "facts": "SELECT (COUNT(*) AS ?n) { GRAPH g:facts { ?s ?p ?o } }",
    "conflicts": "SELECT (COUNT(DISTINCT ?slot) AS ?n) { ?a kg:contradicts ?b ; kg:slot ?slot }",
}


def counts(store: Store) -> dict[str, int]:
    """The articles, entities, deals, statements, claims, evidence, facts and conflicts of a store, by name.

    A store in a folder that is open for writing keeps them, and after a change of a few articles they are not counted
    again.
    """
    if store.path is None:
        return _counted(store)
    held = _held(store)
    if held and held[0] == store.manifest.graph:
        return held[1]
    if held and store.followed and held[0] == store.followed[0]:
        told = _carried(held[1], store.oxigraph, store.followed[1])
    else:
        told = _counted(store)
    _keep(store, told)
    return told


def _counted(store: Store) -> dict[str, int]:
    told = {name: _asked(store, _of_classes(*chosen)) for name, chosen in _CLASSES.items()}
    return told | {name: _asked(store, text) for name, text in _OTHERS.items()}


def _of_classes(graph: Any, classes: tuple[Any, ...]) -> str:
    found = f"VALUES ?class {{ {' '.join(map(str, classes))} }} ?x a ?class"
    return f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {f'GRAPH {graph} {{ {found} }}' if graph else found} }}"


def _asked(store: Store, text: str) -> int:
    rows = ask(store, Question("count", "", "", (), text))
    return int(next(rows.records())["n"]) if isinstance(rows, Rows) else 0


# ------------------------------------------------------------------------------- carried on


def _carried(before: dict[str, int], graph: Any, delta: Delta) -> dict[str, int]:
    """The counts after a change, of which `graph` is what came out."""
    told = dict(before)
    for quads, sign in ((delta.gone, -1), (delta.new, 1)):
        for quad in quads:
            told["facts"] += sign * (quad.graph_name == FACTS)
            if quad.predicate == RDF.type:
                for name, (home, classes) in _CLASSES.items():
                    told[name] += sign * (quad.object in classes and home in (None, quad.graph_name))
    told["conflicts"] += _conflicts(graph, delta)
    return told


def _conflicts(graph: Any, delta: Delta) -> int:
    """How many more slots hold claims that contradict each other."""
    claims = {quad.subject for quad in delta if quad.predicate in (KG.contradicts, KG.slot)}
    more = 0
    for after in (True, False):
        slots = {slot for claim in claims for slot in _values(graph, delta, claim, KG.slot, after)}
        more += (1 if after else -1) * sum(_disputed(graph, delta, slot, after) for slot in slots)
    return more


def _disputed(graph: Any, delta: Delta, slot: Any, after: bool) -> bool:
    claims = _subjects(graph, delta, KG.slot, slot, after)
    return any(next(_values(graph, delta, claim, KG.contradicts, after), None) for claim in claims)


def _values(graph: Any, delta: Delta, subject: Any, property_: Any, after: bool) -> Iterator[Any]:
    found = graph.quads_for_pattern(subject, property_, None)
    yield from (quad.object for quad in found if after or quad not in delta.new)
    gone = (quad for quad in delta.gone if not after and quad.subject == subject)
    yield from (quad.object for quad in gone if quad.predicate == property_)


def _subjects(graph: Any, delta: Delta, property_: Any, value: Any, after: bool) -> Iterator[Any]:
    found = graph.quads_for_pattern(None, property_, value)
    yield from (quad.subject for quad in found if after or quad not in delta.new)
    gone = (quad for quad in delta.gone if not after and quad.object == value)
    yield from (quad.subject for quad in gone if quad.predicate == property_)


# ------------------------------------------------------------------------------- on disk


def _held(store: Store) -> tuple[str, dict[str, int]] | None:
    """The graph that was counted last, and how much it holds."""
    assert store.path is not None  # noqa: S101 - who has no folder keeps nothing
    try:
        held = json.loads((store.path / FILE).read_text("utf-8"))
        told = {name: int(held["counts"][name]) for name in (*_CLASSES, *_OTHERS)}
        return str(held["graph"]), told
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _keep(store: Store, told: dict[str, int]) -> None:
    assert store.path is not None  # noqa: S101 - who has no folder keeps nothing
    if store.mode == "write":
        try:
            with whole(store.path / FILE) as file:
                file.write(json.dumps({"graph": store.manifest.graph, "counts": told}).encode())
        except KgError:
            return  # they are counted again

"""Runs the derivation rules: how claims relate, which one wins, and the direct triples that follow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import QueryTriples, RdfFormat

from kg.graph import DERIVED, FACTS
from kg.resources import ONTOLOGY

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Store

_INTO = {"derived": DERIVED, "facts": FACTS}


@dataclass(frozen=True, slots=True)
class Derivation:
    """A CONSTRUCT query and the graph its triples go to."""

    name: str
    title: str
    into: NamedNode
    text: str


@cache
def derivations() -> tuple[Derivation, ...]:
    """The rules of ``ontology/derivation/`` in the order of their names, in which they run."""
    return tuple(_derivation(path.stem, path.read_text("utf-8")) for path in sorted(ONTOLOGY.glob("derivation/*.rq")))


def _derivation(name: str, text: str) -> Derivation:
    header = dict(re.findall(r"^# (title|into): (.+)$", text, re.MULTILINE))
    return Derivation(name, header["title"], _INTO[header["into"]], text)


def derive(store: Store) -> None:
    """Fill ``g:derived`` and ``g:facts`` of a store that holds ontology, entities, claims and articles.

    Both graphs are made anew from the rest of the store. Each rule sees what the rules before it found.
    """
    for graph in (DERIVED, FACTS):
        store.clear_graph(graph)
    for rule in derivations():
        found = store.query(rule.text)  # of the store as it was: what is added meanwhile is not seen
        assert isinstance(found, QueryTriples)  # noqa: S101 - every rule is a CONSTRUCT
        # as text, which the engine writes and reads without Python
        told = found.serialize(format=RdfFormat.N_TRIPLES)
        assert told is not None  # noqa: S101 - no file is named
        store.bulk_load(told, format=RdfFormat.N_TRIPLES, to_graph=rule.into, lenient=True)

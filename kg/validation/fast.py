"""The fast way: compiled shapes asked of an Oxigraph store, all nodes or only some."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.prefixes import PREFIXES
from kg.results import plain, shown
from kg.validation.report import Found, Looked

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from kg.results import Term
    from kg.validation.compile import Check, Compiled, Target
    from kg.validation.shapes import Node
    from kg.validation.sound import Sound

_SUBCLASS = ox.NamedNode(PREFIXES["rdfs"] + "subClassOf")
_SLOT = re.compile(r"\{[?$](\w+)\}")


def subclasses(store: ox.Store) -> Callable[[str], list[str]]:
    """A function from a class to itself and every class below it in the store."""
    below: dict[str, set[str]] = {}
    for quad in store.quads_for_pattern(None, _SUBCLASS, None, None):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
            below.setdefault(quad.object.value, set()).add(quad.subject.value)

    def closure(cls: str) -> list[str]:
        seen: set[str] = set()
        waiting = [cls]
        while waiting:
            found = waiting.pop()
            if found not in seen:
                seen.add(found)
                waiting += below.get(found, ())
        return sorted(seen)

    return closure


def run(
    store: ox.Store,
    compiled: Compiled,
    focus: Collection[str] | None = None,
    first: Mapping[Node, Sound] | None = None,
    *,
    at_once: int = 2,
) -> list[Found]:
    """The results of every check; with `focus` (IRIs) only those of these nodes, whatever the size of the store.

    The questions to be asked `first` spare many others when all nodes are looked at. Of these questions several are
    asked `at_once`: the engine answers outside of Python's lock.
    """
    start = _only(focus)

    def results(checks: Sequence[Check]) -> list[Found]:
        root = checks[0].root
        asked = first.get(root) if first and not start else None
        done = asked.covers if asked and asked.holds(store) else ()
        left = [check for check in checks if not (check.shape in done and check.focus == "?this")]
        return [found for check in left for found in _results(store, check, check.query(compiled.targets[root], start))]

    checks = [check for check in compiled.checks if check.root not in compiled.left]
    parts = [list(part) for _, part in groupby(checks, key=lambda check: check.root)]
    if start or at_once == 1:
        return [found for part in parts for found in results(part)]
    with ThreadPoolExecutor(at_once) as pool:
        return [found for part in pool.map(results, parts) for found in part]


def coverage(store: ox.Store, targets: dict[Node, Target], focus: Collection[str] | None = None) -> Iterator[Looked]:
    """How many focus nodes each root shape has."""
    start = _only(focus)
    for root, target in targets.items():
        text = f"SELECT (COUNT(DISTINCT ?this) AS ?nodes) WHERE {{ {start} {target.some if start else target.all} }}"
        [row] = _ask(store, text)
        yield Looked(plain_name(root), int(plain(row["nodes"])))


def plain_name(node: Node) -> str:
    """A shape's IRI; a blank node by its label."""
    return f"_:{node.value}" if isinstance(node, ox.BlankNode) else node.value


def _only(focus: Iterable[str] | None) -> str:
    if focus is None:
        return ""
    return f"VALUES ?this {{ {' '.join(str(ox.NamedNode(iri)) for iri in sorted(focus))} }}"


def _results(store: ox.Store, check: Check, text: str) -> Iterator[Found]:
    for row in _ask(store, text):
        failed = [int(number) for number in plain(row["failed"]).split()] if "failed" in row else range(1)
        path = plain(row["path"]) if check.path == "?path" and "path" in row else check.path.removeprefix("?path")
        value = row.get(check.value[1:])
        messages = tuple(_filled(message, row) for message in check.messages)
        for number in failed:
            yield Found(
                row[check.focus[1:]], path, value, check.components[number], check.severity, plain_name(check.shape),
                messages,
            )  # fmt: skip


def _ask(store: ox.Store, text: str) -> Iterator[dict[str, Term]]:
    answer = store.query(text, use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)  # noqa: S101 - every text here is a SELECT
    names = [variable.value for variable in answer.variables]
    for row in answer:
        yield {name: term for name, term in zip(names, row, strict=True) if term is not None}


def _filled(message: str, row: dict[str, Term]) -> str:
    """A message with the values of its variables, as ``{?name}`` or ``{$name}``."""
    return _SLOT.sub(lambda slot: shown(row[slot[1]]) if slot[1] in row else slot.group(), message)

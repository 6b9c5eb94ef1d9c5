"""The fast way: compiled shapes asked of an Oxigraph store, all nodes or only some."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.results import plain, shown
from kg.validation.report import Found, Looked
from kg.validation.targets import Nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    from kg.results import Term
    from kg.validation.compile import Check, Compiled
    from kg.validation.shapes import Node
    from kg.validation.sound import Sound
    from kg.validation.targets import Target

    #: The nodes that each root shape is to look at.
    Focus: TypeAlias = Mapping[Node, Sequence[ox.NamedNode]]

#: Questions asked at once: the engine answers outside of Python's lock.
_AT_ONCE: Final = 2
_SLOT = re.compile(r"\{[?$](\w+)\}")


def run(
    store: ox.Store,
    compiled: Compiled,
    focus: Focus | None = None,
    first: Mapping[Node, Sound] | None = None,
    *,
    at_once: int = _AT_ONCE,
) -> list[Found]:
    """The results of every check; with `focus` only those of the nodes given for a root shape (see `focused`).

    The questions to be asked `first` spare many others. Of these questions several are asked `at_once`.
    """

    def results(checks: Sequence[Check]) -> list[Found]:
        root = checks[0].root
        start = "" if focus is None else _only(focus[root])
        asked = first.get(root) if first else None
        done = asked.covers if asked and asked.holds(store, start) else ()
        left = [check for check in checks if not (check.shape in done and check.focus == "?this")]
        return [found for check in left for found in _results(store, check, check.query(compiled.targets[root], start))]

    checks = [check for check in compiled.checks if check.root not in compiled.left]
    parts = [list(part) for _, part in groupby(checks, key=lambda check: check.root)]
    if focus is not None:
        return [found for part in parts if focus[part[0].root] for found in results(part)]
    if at_once == 1:
        return [found for part in parts for found in results(part)]
    with ThreadPoolExecutor(at_once) as pool:
        return [found for part in pool.map(results, parts) for found in part]


def focused(store: ox.Store, targets: Mapping[Node, Target], focus: Iterable[str]) -> Focus:
    """Which of some nodes (IRIs) each root shape looks at, whatever the size of the store."""
    nodes = Nodes(store, focus)
    return {root: target.among(nodes) for root, target in targets.items()}


def coverage(store: ox.Store, targets: Mapping[Node, Target], focus: Focus | None = None) -> Iterator[Looked]:
    """How many focus nodes each root shape has."""
    if focus is not None:
        yield from (Looked(plain_name(root), len(focus[root])) for root in targets)
        return

    def count(target: Target) -> int:
        [row] = _ask(store, f"SELECT (COUNT(DISTINCT ?this) AS ?nodes) WHERE {{ {target.all} }}")
        return int(plain(row["nodes"]))

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        yield from map(Looked, map(plain_name, targets), pool.map(count, targets.values()))


def plain_name(node: Node) -> str:
    """A shape's IRI; a blank node by its label."""
    return f"_:{node.value}" if isinstance(node, ox.BlankNode) else node.value


def _only(nodes: Iterable[ox.NamedNode]) -> str:
    return f"VALUES ?this {{ {' '.join(map(str, nodes))} }}"


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

"""Which nodes a root shape looks at: a pattern that finds all of them, and a look at a few."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.terms import RDF

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.validation.shapes import Node, ShapeGraph


@dataclass(frozen=True, slots=True)
class Target:
    """The focus nodes of a root shape. `all` is the pattern that binds ``?this`` to them; the rest says the same."""

    all: str
    classes: frozenset[Node] = frozenset()  # with the classes below
    subjects_of: tuple[Node, ...] = ()
    objects_of: tuple[Node, ...] = ()
    nodes: frozenset[Node] = frozenset()

    def among(self, nodes: Nodes) -> list[ox.NamedNode]:
        """Those of some nodes that are focus nodes."""
        return [node for node, kinds in nodes.kinds.items() if kinds & self.classes or self._is(nodes, node)]

    def _is(self, nodes: Nodes, node: ox.NamedNode) -> bool:
        return (
            node in self.nodes
            or any(nodes.has(node, each) for each in self.subjects_of)
            or any(nodes.ends(each, node) for each in self.objects_of)
        )


class Nodes:
    """Some nodes of a store, in order of their IRIs, with their `kinds`; what is asked of one is asked once."""

    def __init__(self, store: ox.Store, focus: Iterable[str]) -> None:
        self._store: Any = store
        self._met: dict[tuple[Node | None, ...], bool] = {}
        found = {node: store.quads_for_pattern(node, RDF.type, None) for node in map(ox.NamedNode, sorted(focus))}
        self.kinds = {node: frozenset(quad.object for quad in quads) for node, quads in found.items()}

    def has(self, node: Node, property_: Node) -> bool:
        """Whether a node has a value of a property."""
        return self._known(node, property_, None)

    def ends(self, property_: Node, node: Node) -> bool:
        """Whether a node is a value of a property."""
        return self._known(None, property_, node)

    def _known(self, *pattern: Node | None) -> bool:
        if pattern not in self._met:
            self._met[pattern] = next(self._store.quads_for_pattern(*pattern), None) is not None
        return self._met[pattern]


def target_of(shapes: ShapeGraph, root: Node, subclasses: Callable[[str], list[str]]) -> Target:
    """The target that a root shape declares."""
    classes = [*shapes.all(root, "targetClass"), *([root] if shapes.is_class(root) else [])]
    kinds = sorted({kind for cls in classes for kind in subclasses(cls.value)})
    subjects, objects, nodes = (shapes.all(root, f"target{name}") for name in ("SubjectsOf", "ObjectsOf", "Node"))
    parts = [_among([f"<{kind}>" for kind in kinds], "?this a {}")] if kinds else []
    parts += [_among([str(each) for each in subjects], "?this {} ?targetOther")] if subjects else []
    parts += [_among([str(each) for each in objects], "?targetOther {} ?this")] if objects else []
    parts += [f"VALUES ?this {{ {' '.join(map(str, nodes))} }}"] if nodes else []
    every = parts[0] if len(parts) == 1 else " UNION ".join(f"{{ {part} }}" for part in parts)
    return Target(every, frozenset(map(ox.NamedNode, kinds)), tuple(subjects), tuple(objects), frozenset(nodes))


def _among(terms: list[str], pattern: str) -> str:
    """A triple with one of several terms."""
    if len(terms) == 1:
        return f"{pattern.format(terms[0])} ."
    return f"VALUES ?targetTerm {{ {' '.join(terms)} }} {pattern.format('?targetTerm')} ."

"""Shapes made ready to be asked: compiled, with the questions that are asked first; once for those of the project."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox

from kg.prefixes import PREFIXES
from kg.validation.compile import Compiled, compile_shapes
from kg.validation.shapes import ShapeGraph
from kg.validation.sound import Sound, sound

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from kg.validation.shapes import Node

    #: Classes with one right above each.
    Classes: TypeAlias = frozenset[tuple[str, str]]

_SUBCLASS = ox.NamedNode(PREFIXES["rdfs"] + "subClassOf")


@dataclass(frozen=True, slots=True)
class Ready:
    """Shapes as they are asked of data with certain classes: `first` the questions that spare many others."""

    index: ShapeGraph
    compiled: Compiled
    first: dict[Node, Sound]


def ready(store: ox.Store, files: Sequence[Path] = ()) -> Ready:
    """Make the shapes in files, by default those of the project, ready for a store. ShapesError for no SHACL."""
    classes = hierarchy(store)
    return _made(classes, tuple(files)) if files else _ours(classes)


@cache
def _ours(classes: Classes) -> Ready:
    return _made(classes, ())


def _made(classes: Classes, files: tuple[Path, ...]) -> Ready:
    index, below = ShapeGraph.read(*files), subclasses(classes)
    compiled = compile_shapes(index, below)
    return Ready(index, compiled, sound(index, compiled, below))


def hierarchy(store: ox.Store) -> Classes:
    """The classes of a store, each with those right above it."""
    quads = store.quads_for_pattern(None, _SUBCLASS, None, None)
    ends = ((quad.subject, quad.object) for quad in quads)
    return frozenset((a.value, b.value) for a, b in ends if isinstance(a, ox.NamedNode) and isinstance(b, ox.NamedNode))


def subclasses(classes: Classes) -> Callable[[str], list[str]]:
    """A function from a class to itself and every class below it."""
    below: dict[str, set[str]] = {}
    for cls, above in classes:
        below.setdefault(above, set()).add(cls)

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

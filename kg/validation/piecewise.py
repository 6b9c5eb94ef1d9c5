"""A store validated by the parts it is made of, while it is made: the same report, and no graph larger than a part.

Shapes that compare nodes wherever they stand say so (``shp:looksFar``); they are asked of the whole when it is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.graph import ontology_graphs
from kg.results import plain
from kg.validation import fast
from kg.validation.compile import compile_shapes
from kg.validation.shapes import ShapeGraph
from kg.validation.sound import sound

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from kg.validation.compile import Compiled
    from kg.validation.report import Found
    from kg.validation.shapes import Node

_FAR = "https://w3id.org/aideals/shapes/looksFar"


class Piecewise:
    """The project's shapes held against one part of a store after another; `found` is what came of it."""

    def __init__(self) -> None:
        known = ox.Store()
        known.bulk_extend(ontology_graphs())
        index, below = ShapeGraph.read(), fast.subclasses(known)
        self.compiled = compile_shapes(index, below)
        far = {root for root in self.compiled.targets if index.is_on(root, _FAR)}
        self._near, self._wide = _only(self.compiled, far, keep=False), _only(self.compiled, far, keep=True)
        self._first = sound(index, self.compiled, below)
        self.found: list[Found] = []
        #: How many parts were looked at.
        self.parts = 0

    def look(self, graph: ox.Store, guests: Collection[str]) -> None:
        """Validate a part, given the nodes of it that are at home in another; several threads may."""
        found = fast.run(graph, self._near, None, self._first, at_once=1)
        self.found += [each for each in found if plain(each.focus) not in guests]
        self.parts += 1

    def far(self, graph: ox.Store) -> Iterator[Found]:
        """What the shapes that look far find in the whole."""
        yield from fast.run(graph, self._wide)


def _only(compiled: Compiled, roots: Collection[Node], *, keep: bool) -> Compiled:
    checks = tuple(check for check in compiled.checks if (check.root in roots) == keep)
    return type(compiled)(checks, compiled.targets, compiled.left)

"""A store validated by the parts it is made of, while it is made: the same report, and no graph larger than a part.

Shapes that compare nodes wherever they stand say so (``shp:looksFar``); they are asked of the whole when it is made.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.graph import ontology_graphs
from kg.results import plain
from kg.validation import fast
from kg.validation.ready import Ready, ready

if TYPE_CHECKING:
    from collections.abc import Collection

    from kg.validation.compile import Compiled
    from kg.validation.report import Found

_FAR = "https://w3id.org/aideals/shapes/looksFar"


class Piecewise:
    """The project's shapes held against one part of a store after another; `found` is what came of it."""

    def __init__(self) -> None:
        self.found: list[Found] = []
        #: How many parts were looked at.
        self.parts = 0

    @cached_property
    def _ready(self) -> Ready:
        known = ox.Store()
        known.bulk_extend(ontology_graphs())
        return ready(known)

    @property
    def compiled(self) -> Compiled:
        """The shapes as they are asked."""
        return self._ready.compiled

    def look(self, graph: ox.Store, guests: Collection[str]) -> None:
        """Validate a part, given the nodes of it that are at home in another; several threads may."""
        found = fast.run(graph, self._only(far=False), None, self._ready.first, at_once=1)
        self.found += [each for each in found if plain(each.focus) not in guests]
        self.parts += 1

    def far(self, graph: ox.Store) -> list[Found]:
        """What the shapes that look far find in the whole."""
        return fast.run(graph, self._only(far=True))

    def _only(self, *, far: bool) -> Compiled:
        index = self._ready.index
        checks = tuple(check for check in self.compiled.checks if index.is_on(check.root, _FAR) == far)
        return replace(self.compiled, checks=checks)

"""One question for many constraints: whether every focus node has the single values that it needs, each as it must be.

Where the answer is yes, as in data that a program made, none of the constraints need be asked about one by one. The
answer can be no without any fault (a node with two classes is counted twice); then they are asked, so that results
never depend on this.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.validation.conditions import Conditions
from kg.validation.shapes import Unsupported

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.validation.compile import Compiled
    from kg.validation.shapes import Node, ShapeGraph
    from kg.validation.targets import Target

_SH = "http://www.w3.org/ns/shacl#"
#: What a constraint may say to be asked about in this way.
_WORDS = """
    path name description order group message severity defaultValue minCount maxCount class datatype nodeKind
    minExclusive minInclusive maxExclusive maxInclusive minLength maxLength pattern flags languageIn in node not and or
    xone lessThan lessThanOrEquals
"""
_KNOWN = frozenset(_SH + name for name in _WORDS.split())
_PAIRS = (("lessThan", "<"), ("lessThanOrEquals", "<="))


@dataclass(frozen=True, slots=True)
class Sound:
    """A question about all focus nodes of a root shape, and the property shapes that it covers."""

    covers: frozenset[Node]
    target: str  # the pattern that finds all focus nodes
    body: str  # the pattern that finds their values, and whether these are ``?good``

    def holds(self, store: ox.Store, only: str = "") -> bool:
        """Whether no focus node, or none of `only` (a VALUES of focus nodes), breaks any of the constraints covered."""
        nodes = f"SELECT (COUNT(DISTINCT ?this) AS ?all) WHERE {{ {only or self.target} }}"
        rows = f"SELECT {_COUNTS} WHERE {{ {only or self.target} {self.body} }}"
        return len({number for query in (nodes, rows) for number in _numbers(store, query)}) == 1


#: How many rows, how many nodes, and how many rows that keep all conditions.
_COUNTS = "(COUNT(*) AS ?rows) (COUNT(DISTINCT ?this) AS ?nodes) (SUM(?good) AS ?right)"


def _numbers(store: ox.Store, query: str) -> list[str]:
    answer = store.query(query, use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)  # noqa: S101 - every text here is a SELECT
    return [str(term) for row in answer for term in row]


def sound(shapes: ShapeGraph, compiled: Compiled, subclasses: Callable[[str], list[str]]) -> dict[Node, Sound]:
    """The questions to be asked first, by root shape."""
    found = {}
    for root, target in compiled.targets.items():
        fitting = [
            shape for shape in shapes.all(root, "property") if root not in compiled.left and _fits(shapes, shape)
        ]
        if len(fitting) > 1:
            found[root] = _Asking(shapes, subclasses, fitting).sound(target)
    return found


def _fits(shapes: ShapeGraph, shape: Node) -> bool:
    """Whether a property shape demands at most one value, and nothing but what a condition on that value can say."""
    grave = shapes.one(shape, "severity") in (None, ox.NamedNode(_SH + "Violation"))
    said = {name for name in shapes.predicates(shape) if name.startswith(_SH)}
    counts = [[value.value for value in shapes.all(shape, name)] for name in ("minCount", "maxCount")]
    return grave and said <= _KNOWN and counts[0] in ([], ["0"], ["1"]) and counts[1] == ["1"]


class _Asking:
    """Writes the question for some property shapes of one root."""

    def __init__(self, shapes: ShapeGraph, subclasses: Callable[[str], list[str]], properties: list[Node]) -> None:
        self.shapes = shapes
        self.conditions = Conditions(shapes, subclasses)
        self.names: dict[str, str] = {}
        self.paths: dict[Node, str] = {}
        for shape in properties:
            if (path := shapes.one(shape, "path")) is not None:
                self.paths[shape] = shapes.path(path)
                self.names.setdefault(self.paths[shape], f"?one{len(self.names)}")

    def sound(self, target: Target) -> Sound:
        needed = {self.paths[shape] for shape in self.paths if self.shapes.all(shape, "minCount")[:1] == [_ONE]}
        told = {shape: tests for shape in self.paths if (tests := self._tests(shape, needed)) is not None}
        steps = [f"?this {path} {self.names[path]} ." for path in self.names if path in needed]
        steps += [f"OPTIONAL {{ ?this {path} {self.names[path]} }}" for path in self.names if path not in needed]
        good = " && ".join(test for tests in told.values() for test in tests) or "true"
        return Sound(frozenset(told), target.all, f"{' '.join(steps)} BIND(IF({good}, 1, 0) AS ?good)")

    def _tests(self, shape: Node, needed: set[str]) -> list[str] | None:
        """The conditions on the value; None for what only a question of its own can say."""
        path = self.paths[shape]
        name = self.names[path]
        try:
            tests = [test for _, test in self.conditions.of_value(shape, name)]
        except Unsupported:
            return None
        for word, sign in _PAIRS:
            for other in self.shapes.all(shape, word):
                if str(other) not in self.names:
                    return None
                tests.append(f"(!BOUND({self.names[str(other)]}) || {name} {sign} {self.names[str(other)]})")
        free = "" if path in needed else f"!BOUND({name}) || "
        return [f"({free}COALESCE({test}, false))" for test in tests]


_ONE = ox.Literal(1)

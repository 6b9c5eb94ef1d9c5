"""Constraints on one value as SPARQL conditions: true when the value keeps them."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.prefixes import PREFIXES
from kg.validation.shapes import Node, ShapeGraph, Unsupported

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_XSD = PREFIXES["xsd"]
#: Datatypes whose lexical form SPARQL can test by a cast, and those with nothing to test.
_CAST = frozenset(_XSD + name for name in ("integer", "decimal", "double", "float", "boolean", "dateTime", "date"))
_FREE = frozenset({_XSD + "string", _XSD + "anyURI", PREFIXES["rdf"] + "langString"})
_COMPARISONS = {"minExclusive": ">", "minInclusive": ">=", "maxExclusive": "<", "maxInclusive": "<="}
_KINDS = {
    "IRI": "isIRI({0})",
    "Literal": "isLiteral({0})",
    "BlankNode": "isBlank({0})",
    "BlankNodeOrIRI": "(isBlank({0}) || isIRI({0}))",
    "BlankNodeOrLiteral": "(isBlank({0}) || isLiteral({0}))",
    "IRIOrLiteral": "(isIRI({0}) || isLiteral({0}))",
}
_DEEPEST = 12  # shapes nested deeper are recursive, or as good as


class Conditions:
    """Writes conditions for the shapes of one graph; `subclasses` gives a class with all below it."""

    def __init__(self, shapes: ShapeGraph, subclasses: Callable[[str], list[str]]) -> None:
        self.shapes = shapes
        self.subclasses = subclasses
        self._numbers = count(1)
        self._depth = 0

    def fresh(self) -> str:
        """A variable used nowhere else."""
        return f"?v{next(self._numbers)}"

    def of_value(self, shape: Node, x: str) -> list[tuple[str, str]]:
        """The components of `shape` that look at one value at a time, each with its condition on `x`."""
        return [pair for part in (self._typed, self._ranged, self._worded, self._listed, self._nested)
                for pair in part(shape, x)]  # fmt: skip

    def _typed(self, shape: Node, x: str) -> Iterator[tuple[str, str]]:
        for cls in self.shapes.all(shape, "class"):
            kinds = self.subclasses(cls.value)
            yield "Class", "(" + " || ".join(f"EXISTS {{ {x} a <{kind}> }}" for kind in kinds) + ")"
        for datatype in self.shapes.all(shape, "datatype"):
            yield "Datatype", self._datatype(datatype.value, x)
        for kind in self.shapes.all(shape, "nodeKind"):
            yield "NodeKind", _KINDS[kind.value.partition("#")[2]].format(x)

    def _datatype(self, datatype: str, x: str) -> str:
        test = f"isLiteral({x}) && COALESCE(DATATYPE({x}) = <{datatype}>, false)"
        if datatype in _CAST:
            return f"({test} && COALESCE(STR(<{datatype}>(STR({x}))) != '', false))"
        if datatype in _FREE:
            return f"({test})"
        raise Unsupported(f"datatype {datatype}")

    def _ranged(self, shape: Node, x: str) -> Iterator[tuple[str, str]]:
        for name, sign in _COMPARISONS.items():
            for bound in self.shapes.all(shape, name):
                yield _component(name), f"COALESCE({x} {sign} {bound}, false)"

    def _worded(self, shape: Node, x: str) -> Iterator[tuple[str, str]]:
        for name, sign in (("minLength", ">="), ("maxLength", "<=")):
            for bound in self.shapes.all(shape, name):
                yield _component(name), f"(!isBlank({x}) && STRLEN(STR({x})) {sign} {int(bound.value)})"
        for pattern in self.shapes.all(shape, "pattern"):
            flags = self.shapes.one(shape, "flags")
            rest = f", {ox.Literal(flags.value)}" if flags is not None else ""
            yield "Pattern", f"(!isBlank({x}) && REGEX(STR({x}), {ox.Literal(pattern.value)}{rest}))"
        for head in self.shapes.all(shape, "languageIn"):
            tests = " || ".join(f"LANGMATCHES(LANG({x}), {tag})" for tag in self.shapes.items(head))
            yield "LanguageIn", f"(isLiteral({x}) && ({tests or 'false'}))"

    def _listed(self, shape: Node, x: str) -> Iterator[tuple[str, str]]:
        for head in self.shapes.all(shape, "in"):
            tests = " || ".join(f"sameTerm({x}, {item})" for item in self.shapes.items(head))
            yield "In", f"({tests or 'false'})"

    def _nested(self, shape: Node, x: str) -> Iterator[tuple[str, str]]:
        for other in self.shapes.all(shape, "node"):
            yield "Node", self.conforms(other, x)
        for other in self.shapes.all(shape, "not"):
            yield "Not", f"(!{self.conforms(other, x)})"
        for name, sign in (("and", " && "), ("or", " || ")):
            for head in self.shapes.all(shape, name):
                members = sign.join(self.conforms(item, x) for item in self.shapes.items(head))
                yield _component(name), f"({members})"
        for head in self.shapes.all(shape, "xone"):
            members = " + ".join(f"IF({self.conforms(item, x)}, 1, 0)" for item in self.shapes.items(head))
            yield "Xone", f"({members} = 1)"

    def conforms(self, shape: Node, x: str) -> str:
        """The condition that node `x` conforms to `shape`. Unsupported for what a condition cannot say."""
        if self.shapes.is_on(shape, "deactivated"):
            return "true"
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Unsupported("recursive shapes")
        path = self.shapes.one(shape, "path")
        tests = self._of_node(shape, x) if path is None else self._of_path(shape, x, self.shapes.path(path))
        self._depth -= 1
        return f"({' && '.join(tests) or 'true'})"

    def _of_node(self, shape: Node, x: str) -> list[str]:
        refuse(self.shapes, shape, {"closed", "sparql", "equals", "disjoint"})
        tests = [test for _, test in self.of_value(shape, x)]
        tests += [f"sameTerm({x}, {value})" for value in self.shapes.all(shape, "hasValue")]
        return tests + [self.conforms(inner, x) for inner in self.shapes.all(shape, "property")]

    def _of_path(self, shape: Node, x: str, path: str) -> list[str]:
        kept = {"lessThan", "lessThanOrEquals", "equals", "disjoint", "uniqueLang", "qualifiedValueShape", "sparql"}
        refuse(self.shapes, shape, kept)
        tests = [f"EXISTS {{ {x} {path} {value} }}" for value in self.shapes.all(shape, "hasValue")]
        for name in ("minCount", "maxCount"):
            for bound in self.shapes.all(shape, name):
                tests += self._counted(name, int(bound.value), x, path)
        v = self.fresh()
        inner = [test for _, test in self.of_value(shape, v)]
        inner += [self.conforms(other, v) for other in self.shapes.all(shape, "property")]
        return tests + [f"NOT EXISTS {{ {x} {path} {v} FILTER(!COALESCE({test}, false)) }}" for test in inner]

    def _counted(self, name: str, bound: int, x: str, path: str) -> Iterator[str]:
        one, two = self.fresh(), self.fresh()
        if name == "minCount" and bound == 1:
            yield f"EXISTS {{ {x} {path} {one} }}"
        elif name == "maxCount" and bound == 0:
            yield f"NOT EXISTS {{ {x} {path} {one} }}"
        elif name == "maxCount" and bound == 1:
            yield f"NOT EXISTS {{ {x} {path} {one}, {two} FILTER(!sameTerm({one}, {two})) }}"
        elif name == "maxCount" or bound > 0:
            raise Unsupported(f"{name} {bound} inside another shape")


def refuse(shapes: ShapeGraph, shape: Node, names: set[str]) -> None:
    """Raise Unsupported when `shape` has one of these constraints."""
    for name in sorted(names):
        if shapes.all(shape, name):
            raise Unsupported(f"sh:{name} here")


def _component(name: str) -> str:
    return name[0].upper() + name[1:]

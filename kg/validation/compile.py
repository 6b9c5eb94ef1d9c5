"""Shapes to SPARQL: for each constraint one query whose answers are the results.

Only what the shapes of the project need, and a little more; for the rest `Unsupported` sends a shape to the reference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.validation.conditions import Conditions, refuse
from kg.validation.report import Severity
from kg.validation.shapes import Node, ShapeGraph, Unsupported
from kg.validation.targets import Target, target_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SH = "http://www.w3.org/ns/shacl#"
#: What a shape may say here, constraints and descriptions alike; anything else is left to the reference.
_WORDS = """
    name description order group message severity deactivated defaultValue flags ignoredProperties
    targetClass targetNode targetSubjectsOf targetObjectsOf path property node sparql closed hasValue in
    class datatype nodeKind minCount maxCount minExclusive minInclusive maxExclusive maxInclusive minLength maxLength
    pattern languageIn uniqueLang disjoint lessThan lessThanOrEquals not and or xone
    qualifiedValueShape qualifiedMinCount qualifiedMaxCount
"""
_KNOWN = frozenset(_SH + name for name in _WORDS.split())
#: Over all nodes, a whole pattern in NOT EXISTS takes the square of the data on Oxigraph; MINUS does not, and says the
#: same where a variable is shared, as the focus or the value always is. A single triple is quickest as it stands.
_NOT_EXISTS = re.compile(r"FILTER\s+NOT\s+EXISTS\s*(\{[^{}]*[;.]\s*[?$\w<][^{}]*\})", re.IGNORECASE)
_MINUS = r"MINUS \1"


@dataclass(frozen=True, slots=True)
class Check:
    """One query of one root shape. `body` continues the target; `components` belong to the numbers in ``?failed``."""

    root: Node
    shape: Node
    severity: Severity
    messages: tuple[str, ...]
    path: str
    components: tuple[str, ...]
    body: str
    focus: str = "?this"
    prologue: str = ""
    projection: str = ""
    tail: str = ""
    value: str = ""  # the variable of the value node; empty when results have none

    def query(self, target: Target, only: str) -> str:
        """The text to ask: of all nodes, or with `only` (a VALUES of ``?this``, all of them focus nodes) of those."""
        where = f"{only} {self.body}" if only else f"{target.all} {_NOT_EXISTS.sub(_MINUS, self.body)}"
        return f"{self.prologue}SELECT DISTINCT {self.projection} WHERE {{ {where} }} {self.tail}"


@dataclass(frozen=True, slots=True)
class Compiled:
    """The checks of a shapes graph, the targets of its root shapes, and the roots left to the reference with why."""

    checks: tuple[Check, ...]
    targets: dict[Node, Target]
    left: dict[Node, str]


def compile_shapes(shapes: ShapeGraph, subclasses: Callable[[str], list[str]]) -> Compiled:
    """Compile every root shape; `subclasses` gives a class with all classes below it in the data."""
    checks: list[Check] = []
    targets: dict[Node, Target] = {}
    left: dict[Node, str] = {}
    for root in shapes.roots():
        targets[root] = target_of(shapes, root, subclasses)
        try:
            checks += list(_Root(shapes, subclasses, root).checks(root, "", "?this"))
        except Unsupported as reason:
            left[root] = str(reason)
    return Compiled(tuple(checks), targets, left)


class _Root:
    """Compiles one root shape and the shapes below it."""

    def __init__(self, shapes: ShapeGraph, subclasses: Callable[[str], list[str]], root: Node) -> None:
        self.shapes = shapes
        self.conditions = Conditions(shapes, subclasses)
        self.root = root

    def checks(self, shape: Node, chain: str, focus: str) -> Iterator[Check]:
        """The checks of `shape`, whose focus is `focus`, reached from the target by the pattern `chain`."""
        if self.shapes.is_on(shape, "deactivated"):
            return
        unknown = [name for name in self.shapes.predicates(shape) if name.startswith(_SH) and name not in _KNOWN]
        if unknown:
            raise Unsupported(f"sh:{unknown[0].removeprefix(_SH)}")
        path = self.shapes.one(shape, "path")
        if path is None:
            yield from self._node(shape, chain, focus)
        else:
            yield from self._property(shape, chain, focus, self.shapes.path(path), path)
        for constraint in self.shapes.all(shape, "sparql"):
            yield self._sparql(shape, constraint, chain)

    def _node(self, shape: Node, chain: str, focus: str) -> Iterator[Check]:
        refuse(self.shapes, shape, {"disjoint"})
        tests = self.conditions.of_value(shape, focus)
        tests += [("HasValue", f"sameTerm({focus}, {value})") for value in self.shapes.all(shape, "hasValue")]
        if tests:
            yield self._check(shape, focus, "", _names(tests), f"{chain} {_failing(tests)}", focus)
        if self.shapes.is_on(shape, "closed"):
            yield self._closed(shape, chain, focus)
        for inner in self.shapes.all(shape, "property"):
            yield from self.checks(inner, chain, focus)

    def _property(self, shape: Node, chain: str, focus: str, path: str, node: Node) -> Iterator[Check]:
        shown = node.value if path.startswith("<") else path
        reach = f"{chain} {focus} {path} ?value ."
        if tests := self.conditions.of_value(shape, "?value"):
            yield self._check(shape, focus, shown, _names(tests), f"{reach} {_failing(tests)}", "?value")
        for component, body, tail, value in self._groups(shape, chain, focus, path, reach):
            yield self._check(shape, focus, shown, (component,), body, value, tail)
        for inner in self.shapes.all(shape, "property"):
            step = self.conditions.fresh()
            yield from self.checks(inner, f"{chain} {focus} {path} {step} .", step)

    def _groups(
        self, shape: Node, chain: str, focus: str, path: str, reach: str
    ) -> Iterator[tuple[str, str, str, str]]:
        """Components over all values together: name, body, tail of the query, variable of the value."""
        some = f"{chain} OPTIONAL {{ {focus} {path} ?one }}"
        for bound in self.shapes.all(shape, "minCount"):
            if int(bound.value) == 1:
                yield "MinCount", f"{some} FILTER(!BOUND(?one))", "", ""
            elif int(bound.value) > 1:
                yield "MinCount", some, _having(focus, f"< {int(bound.value)}"), ""
        for bound in self.shapes.all(shape, "maxCount"):
            if int(bound.value) == 1:
                two = f"{chain} {focus} {path} ?one, ?two FILTER(!sameTerm(?one, ?two))"
                yield "MaxCount", two, "", ""
            else:
                yield "MaxCount", some, _having(focus, f"> {int(bound.value)}"), ""
        for value in self.shapes.all(shape, "hasValue"):
            yield "HasValue", f"{chain} FILTER NOT EXISTS {{ {focus} {path} {value} }}", "", ""
        yield from self._pairs(shape, focus, reach)
        if self.shapes.is_on(shape, "uniqueLang"):
            same = "!sameTerm(?one, ?two) && LANG(?one) != '' && LCASE(LANG(?one)) = LCASE(LANG(?two))"
            body = f"{chain} {focus} {path} ?one, ?two FILTER({same}) BIND(LCASE(LANG(?one)) AS ?language)"
            yield "UniqueLang", body, "", ""
        yield from self._qualified(shape, chain, focus, path)

    def _pairs(self, shape: Node, focus: str, reach: str) -> Iterator[tuple[str, str, str, str]]:
        for name, sign in (("lessThan", "<"), ("lessThanOrEquals", "<=")):
            for other in self.shapes.all(shape, name):
                body = f"{reach} {focus} {other} ?two FILTER(!COALESCE(?value {sign} ?two, false))"
                yield name[0].upper() + name[1:], body, "", "?value"
        for other in self.shapes.all(shape, "disjoint"):
            yield "Disjoint", f"{reach} {focus} {other} ?value .", "", "?value"

    def _qualified(self, shape: Node, chain: str, focus: str, path: str) -> Iterator[tuple[str, str, str, str]]:
        if self.shapes.is_on(shape, "qualifiedValueShapesDisjoint"):
            raise Unsupported("sh:qualifiedValueShapesDisjoint")
        for other in self.shapes.all(shape, "qualifiedValueShape"):
            test = self.conditions.conforms(other, "?one")
            some = f"{chain} OPTIONAL {{ {focus} {path} ?one FILTER({test}) }}"
            for name, sign in (("qualifiedMinCount", "<"), ("qualifiedMaxCount", ">")):
                for bound in self.shapes.all(shape, name):
                    component = "Q" + name[1:]
                    yield component, some, _having(focus, f"{sign} {int(bound.value)}"), ""

    def _closed(self, shape: Node, chain: str, focus: str) -> Check:
        paths = [self.shapes.one(inner, "path") for inner in self.shapes.all(shape, "property")]
        kept = [*paths, *self.shapes.items(self.shapes.one(shape, "ignoredProperties"))]
        allowed = ", ".join(sorted({str(path) for path in kept if path is not None and str(path).startswith("<")}))
        test = f"FILTER(?path NOT IN ({allowed}))" if allowed else ""
        body = f"{chain} {focus} ?path ?value {test}"
        return self._check(shape, focus, "?path", ("Closed",), body, "?value")

    def _sparql(self, shape: Node, constraint: Node, chain: str) -> Check:
        select = self.shapes.one(constraint, "select")
        text = "" if select is None else select.value
        words = re.findall(
            r"\b(?:SELECT|GROUP|HAVING|LIMIT|ORDER|VALUES)\b|\$(?:shapesGraph|currentShape|PATH)", text, re.I
        )
        if chain or [word.upper() for word in words] != ["SELECT"]:
            raise Unsupported("a SPARQL constraint of this form")
        if self.shapes.is_on(constraint, "deactivated"):
            text = "SELECT $this WHERE { FILTER(false) }"
        head, _, body = text.replace("$this", "?this").partition("{")
        projected = re.sub(r"(?is)^\s*SELECT\s+(?:DISTINCT\s+)?|\s*WHERE\s*$", "", head).strip()
        return Check(
            self.root, shape, self._severity(shape), self._messages(constraint) + self._messages(shape),
            "?path" if "?path" in projected else "", ("SPARQL",), body.rpartition("}")[0],
            prologue=self.shapes.prefixes(constraint), projection=projected,
            value="?value" if "?value" in projected else "?this",
        )  # fmt: skip

    def _check(
        self,
        shape: Node,
        focus: str,
        path: str,
        components: tuple[str, ...],
        body: str,
        value: str,
        tail: str = "",
    ) -> Check:
        variables = dict.fromkeys(name for name in ("?this", focus, value) if name)
        variables |= dict.fromkeys(name for name in ("?path", "?failed", "?language") if name in f"{path} {body}")
        told = (self._severity(shape), self._messages(shape))
        projection = " ".join(variables)
        return Check(
            self.root, shape, *told, path, components, body, focus=focus, projection=projection, tail=tail, value=value
        )

    def _severity(self, shape: Node) -> Severity:
        found = self.shapes.one(shape, "severity")
        name = "VIOLATION" if found is None else found.value.removeprefix(_SH).upper()
        if name not in Severity.__members__:
            raise Unsupported(f"severity {name}")
        return Severity[name]

    def _messages(self, shape: Node) -> tuple[str, ...]:
        return tuple(sorted(message.value for message in self.shapes.all(shape, "message")))


def _names(tests: list[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(name for name, _ in tests)


def _failing(tests: list[tuple[str, str]]) -> str:
    """Bind ``?failed`` to the numbers of the conditions that do not hold, and keep the rows where one does not."""
    if len(tests) == 1:
        return f"FILTER(!COALESCE({tests[0][1]}, false))"
    marks = ", ".join(f'IF(COALESCE({test}, false), "", "{number} ")' for number, (_, test) in enumerate(tests))
    return f'BIND(CONCAT({marks}) AS ?failed) FILTER(?failed != "")'


def _having(focus: str, test: str) -> str:
    keys = "?this" if focus == "?this" else f"?this {focus}"
    return f"GROUP BY {keys} HAVING (COUNT(DISTINCT ?one) {test})"

"""A shapes graph, indexed for reading: values, lists, paths, prefixes, and the shapes that have targets."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox

from kg.errors import ShapesError, why
from kg.prefixes import PREFIXES
from kg.resources import SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Node: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal

_SH = "http://www.w3.org/ns/shacl#"
_RDF = PREFIXES["rdf"]
_CLASSES = frozenset({PREFIXES["rdfs"] + "Class", PREFIXES["owl"] + "Class"})
TARGETS = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")


class Unsupported(Exception):  # noqa: N818 - not an error: the other engine takes over
    """Something this engine leaves to the reference."""


class ShapeGraph:
    """The triples of a shapes graph by subject and predicate, in the order they were read."""

    def __init__(self, triples: Iterable[ox.Triple | ox.Quad]) -> None:
        self._index: dict[Node, dict[str, list[Node]]] = {}
        for triple in triples:
            about = self._index.setdefault(triple.subject, {})  # type: ignore[arg-type]
            values = about.setdefault(triple.predicate.value, [])
            if triple.object not in values:
                values.append(triple.object)  # type: ignore[arg-type]

    @classmethod
    def read(cls, *paths: Path) -> ShapeGraph:
        """Read shapes files; without any, those of the project. ShapesError for a file that holds no SHACL."""
        files = paths or tuple(sorted(SHAPES.glob("*.ttl")))
        shapes = cls(triple for path in files for triple in _triples(path))
        if not shapes.is_shacl():
            raise ShapesError(f"{', '.join(map(str, files))}: no SHACL shapes; a shape has a target or a property")
        return shapes

    def is_shacl(self) -> bool:
        """Whether any node says something in SHACL's words."""
        return any(name.startswith(_SH) for about in self._index.values() for name in about) or any(
            value.value.startswith(_SH) for node in self._index for value in self.all(node, _RDF + "type")
        )

    def all(self, node: Node, name: str) -> list[Node]:
        """The values of ``sh:name``, or of a full IRI."""
        return self._index.get(node, {}).get(name if ":" in name else _SH + name, [])

    def one(self, node: Node, name: str) -> Node | None:
        """The first value, or None."""
        return next(iter(self.all(node, name)), None)

    def predicates(self, node: Node) -> Iterable[str]:
        """The predicates of a node, as full IRIs."""
        return self._index.get(node, {}).keys()

    def subjects(self) -> Iterable[Node]:
        """Every node with triples."""
        return self._index.keys()

    def items(self, head: Node | None) -> list[Node]:
        """The members of an RDF list."""
        found = []
        while head is not None and head != ox.NamedNode(_RDF + "nil"):
            found += self.all(head, _RDF + "first")[:1]
            head = self.one(head, _RDF + "rest")
        return found

    def is_on(self, node: Node, name: str) -> bool:
        """Whether ``sh:name`` is true."""
        return any(isinstance(value, ox.Literal) and value.value in {"true", "1"} for value in self.all(node, name))

    def roots(self) -> list[Node]:
        """The shapes that have a target, in order of their name; those switched off are left out."""
        found = [node for node in self._index if any(self.all(node, name) for name in TARGETS) or self.is_class(node)]
        return sorted((node for node in found if not self.is_on(node, "deactivated")), key=str)

    def is_class(self, node: Node) -> bool:
        """Whether a shape is a class too, and so the target of its own instances."""
        types = {value.value for value in self.all(node, _RDF + "type")}
        return bool(types & _CLASSES) and bool(types & {_SH + "NodeShape", _SH + "PropertyShape"})

    def path(self, node: Node) -> str:
        """A property path in SPARQL's words."""
        if isinstance(node, ox.NamedNode):
            return str(node)
        if self.one(node, _RDF + "first") is not None:
            return f"({'/'.join(self.path(item) for item in self.items(node))})"
        if (choice := self.one(node, "alternativePath")) is not None:
            return f"({'|'.join(self.path(item) for item in self.items(choice))})"
        for name, form in _PATHS.items():
            if (inner := self.one(node, name)) is not None:
                return form.format(self.path(inner))
        raise Unsupported("a path of another kind")

    def prefixes(self, node: Node) -> str:
        """The PREFIX lines that ``sh:prefixes`` of a SPARQL constraint declares."""
        declared = [each for owner in self.all(node, "prefixes") for each in self.all(owner, "declare")]
        pairs = [(self.one(each, "prefix"), self.one(each, "namespace")) for each in declared]
        return "".join(f"PREFIX {prefix.value}: <{base.value}>\n" for prefix, base in pairs if prefix and base)


_PATHS = {
    "inversePath": "^{}",
    "zeroOrMorePath": "({})*",
    "oneOrMorePath": "({})+",
    "zeroOrOnePath": "({})?",
}


def form_of(path: Path) -> ox.RdfFormat:
    """Return the form of a file by its name; Turtle where that tells nothing."""
    return ox.RdfFormat.from_extension(path.suffix.removeprefix(".")) or ox.RdfFormat.TURTLE


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Turn what the engines say of a file that they cannot read into a ShapesError of one line."""
    try:
        yield
    except OSError as error:
        raise ShapesError(f"{path}: cannot be read ({why(error)}); check the path") from None
    except MemoryError:
        raise ShapesError(f"{path}: a literal or name of more than 16 MB, which the engine does not read") from None
    except (SyntaxError, ValueError) as error:
        raise ShapesError(f"{path}: cannot be read as {form_of(path).name}: {str(error).splitlines()[0]}") from None


def _triples(path: Path) -> list[ox.Quad]:
    form = form_of(path)
    with readable(path):
        return list(ox.parse(path=str(path), format=form, base_iri=path.resolve().as_uri(), rename_blank_nodes=True))

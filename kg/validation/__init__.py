"""Validation: SHACL shapes held against the store, or any shapes against any RDF files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import ShapesError
from kg.validation import fast, reference
from kg.validation.compile import compile_shapes
from kg.validation.locate import located
from kg.validation.report import Found, Looked, Place, Report, Severity
from kg.validation.shapes import ShapeGraph
from kg.validation.writing import FORMATS, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["FORMATS", "Found", "Looked", "Place", "Report", "Severity", "validate", "validate_files", "write"]


def validate(
    data: Any, shapes: Iterable[Path | str] = (), *, focus: Iterable[str] | None = None, engine: str = "fast"
) -> Report:
    """Validate a store (the project's or a `pyoxigraph.Store`) as the union of its graphs.

    `shapes` are files, by default those of the project. `focus` (IRIs) restricts the look to some nodes. The engine
    ``fast`` asks compiled queries and leaves to pySHACL what it cannot compile, which the report's remarks say;
    ``pyshacl`` is the reference alone. Raises ShapesError for files that hold no SHACL.
    """
    store: ox.Store = data if isinstance(data, ox.Store) else data.oxigraph
    files = tuple(Path(path) for path in shapes)
    index = ShapeGraph.read(*files)
    compiled = compile_shapes(index, fast.subclasses(store))
    wanted = None if focus is None else frozenset(focus)
    left = compiled.targets if engine == "pyshacl" else compiled.left
    found = [] if engine == "pyshacl" else list(fast.run(store, compiled, wanted))
    remarks = [f"{fast.plain_name(root)}: checked by pySHACL ({why})" for root, why in compiled.left.items()]
    if left:
        only = () if engine == "pyshacl" else [fast.plain_name(root) for root in left]
        found += reference.run(reference.as_rdflib(store), _parsed(files), focus=wanted, only=only)
    looked = tuple(fast.coverage(store, compiled.targets, wanted))
    return Report(_sorted(store, found), looked, ("checked by pySHACL",) if engine == "pyshacl" else tuple(remarks))


def validate_files(data: Sequence[Path | str], shapes: Sequence[Path | str] = ()) -> Report:
    """Validate RDF files of any kind against shapes files (by default those of the project), with pySHACL.

    Raises ShapesError for a file that cannot be read or holds no SHACL.
    """
    files, sources = tuple(Path(path) for path in shapes), tuple(Path(path) for path in data)
    index = ShapeGraph.read(*files)
    dataset = _parsed(sources)
    store = ox.Store()
    store.bulk_extend(_quads(dataset))
    found = reference.run(dataset, _parsed(files))
    targets = compile_shapes(index, fast.subclasses(store)).targets
    return Report(_sorted(store, found), tuple(fast.coverage(store, targets)), ("checked by pySHACL",))


def _quads(dataset: Any) -> Iterator[ox.Quad]:
    for subject, predicate, value in dataset.triples((None, None, None)):
        yield ox.Quad(reference.term(subject), reference.term(predicate), reference.term(value))


def _sorted(store: ox.Store, found: Iterable[Found]) -> tuple[Found, ...]:
    unique = {each.key: each for each in found}
    return tuple(located(store, (unique[key] for key in sorted(unique))))


def _parsed(files: Sequence[Path]) -> Any:
    """Files as one rdflib dataset, its default graph the union; the shapes of the project without files."""
    import rdflib

    from kg.resources import SHAPES

    data = rdflib.Dataset(default_union=True)
    for path in files or sorted(SHAPES.glob("*.ttl")):
        try:
            data.parse(path.resolve().as_uri(), format=rdflib.util.guess_format(str(path)) or "turtle")
        except OSError as error:
            raise ShapesError(f"{path}: {error.strerror or error}") from None
        except (SyntaxError, ValueError) as error:
            raise ShapesError(f"{path}: cannot be read as RDF: {str(error).splitlines()[0]}") from None
    return data

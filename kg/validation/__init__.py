"""Validation: SHACL shapes held against the store, or any shapes against any RDF files."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.resources import ONTOLOGY, SHAPES
from kg.results import plain
from kg.validation import fast, reference
from kg.validation.locate import located
from kg.validation.piecewise import Piecewise
from kg.validation.ready import ready
from kg.validation.report import Found, Looked, Place, Report, Severity
from kg.validation.shapes import form_of, readable
from kg.validation.writing import FORMATS, write

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from kg.validation.compile import Compiled

__all__ = [
    "FORMATS", "Found", "Looked", "Piecewise", "Place", "Report", "Severity", "validate", "validate_files",
    "validate_made", "write",
]  # fmt: skip


def validate(
    data: Any,
    shapes: Iterable[Path | str] = (),
    *,
    focus: Iterable[str] | None = None,
    engine: str = "fast",
    places: Severity = Severity.INFO,
) -> Report:
    """Validate a store (the project's or a `pyoxigraph.Store`) as the union of its graphs.

    `shapes` are files, by default those of the project. `focus` (IRIs) restricts the look to some nodes. The engine
    ``fast`` asks compiled queries and leaves to pySHACL what it cannot compile, which the report's remarks say;
    ``pyshacl`` is the reference alone. Results as grave as `places` come with their place in the text. Raises
    ShapesError for files that hold no SHACL.
    """
    store: ox.Store = data if isinstance(data, ox.Store) else data.oxigraph
    files = tuple(Path(path) for path in shapes)
    asked = ready(store, files)
    compiled = asked.compiled
    if any(isinstance(root, ox.BlankNode) for root in compiled.left):
        engine = "pyshacl"  # a shape without a name cannot be asked for alone
    wanted = None if focus is None else frozenset(focus)
    nodes = None if wanted is None else fast.focused(store, compiled.targets, wanted)
    if engine == "pyshacl":
        found = _of(reference.run(reference.as_rdflib(store), _parsed(files)), wanted)
        remarks = ["checked by pySHACL"]
    else:
        left = _left(store, files, compiled)
        found = [*fast.run(store, compiled, nodes, asked.first), *_of(left, wanted)]
        remarks = [f"{fast.plain_name(root)}: checked by pySHACL ({why})" for root, why in compiled.left.items()]
    coverage = tuple(fast.coverage(store, compiled.targets, nodes))
    return Report(_once(store, found, places), coverage, tuple(remarks), partial=wanted is not None)


def validate_made(data: Any, seen: Piecewise, places: Severity = Severity.INFO) -> Report:
    """Validate a store that `seen` looked at by parts while it was made: the report that `validate` gives of it."""
    store: ox.Store = data if isinstance(data, ox.Store) else data.oxigraph
    if not seen.parts or seen.compiled.left:
        return validate(store, places=places)
    found = _once(store, [*seen.found, *seen.far(store)], places)
    return Report(found, tuple(fast.coverage(store, seen.compiled.targets)))


def _of(found: list[Found], focus: Collection[str] | None) -> list[Found]:
    return found if focus is None else [each for each in found if plain(each.focus) in focus]


def _left(store: ox.Store, files: Sequence[Path], compiled: Compiled) -> list[Found]:
    """The results of the shapes that were not compiled."""
    if not compiled.left:
        return []
    done = [fast.plain_name(root) for root in compiled.targets if root not in compiled.left]
    return reference.run(reference.as_rdflib(store), reference.without_targets(_parsed(files), done))


def validate_files(data: Sequence[Path | str], shapes: Sequence[Path | str] = ()) -> Report:
    """Validate RDF files of any kind against shapes files (by default those of the project), with pySHACL.

    The project's shapes ask for its classes and lists, which an exported graph does not repeat: its ontology is then
    read beside the data, and not counted as looked at. Raises ShapesError for a file that cannot be read or holds no
    SHACL.
    """
    files, sources = tuple(Path(path) for path in shapes), tuple(Path(path) for path in data)
    dataset = _parsed(sources)
    store, known = ox.Store(), ox.Store()
    store.bulk_extend(_quads(dataset))
    if not files:
        _parsed([ONTOLOGY / name for name in ("kg.ttl", "vocab.ttl", "rules.ttl")], dataset)
    known.bulk_extend(_quads(dataset))
    found = reference.run(dataset, _parsed(files))
    targets = ready(known, files).compiled.targets
    return Report(tuple(located(store, found)), tuple(fast.coverage(store, targets)), ("checked by pySHACL",))


def _quads(dataset: Any) -> Iterator[ox.Quad]:
    for subject, predicate, value in dataset.triples((None, None, None)):
        yield ox.Quad(reference.term(subject), reference.term(predicate), reference.term(value))


def _once(store: ox.Store, found: Iterable[Found], places: Severity) -> tuple[Found, ...]:
    """Each result once, in order, with its place; pySHACL repeats a value that fails in two ways, queries do not.

    Of results that differ in nothing but their words, the first in the order of these stands for all.
    """
    unique: dict[tuple[object, ...], Found] = {}
    for each in found:
        held = unique.setdefault(each.key, each)
        if each.messages < held.messages:
            unique[each.key] = each
    ordered = [unique[key] for key in sorted(unique)]
    grave = sum(each.severity <= places for each in ordered)  # the gravest come first
    return (*located(store, ordered[:grave]), *ordered[grave:])


def _parsed(files: Sequence[Path], data: Any = None) -> Any:
    """Files as one rdflib dataset (or added to `data`), its default graph the union; the project's shapes for none."""
    data = reference.dataset() if data is None else data
    for path in files or sorted(SHAPES.glob("*.ttl")):
        form = form_of(path)
        with readable(path):
            # Oxigraph says where a syntax error is; rdflib keeps the prefixes that SPARQL constraints use.
            for _ in ox.parse(path=str(path), format=form, base_iri=path.resolve().as_uri()):
                pass
            with warnings.catch_warnings():
                warnings.filterwarnings("ignore", "ConjunctiveGraph is deprecated")  # rdflib's own readers use it
                data.parse(path.resolve().as_uri(), format=_RDFLIB[form.name])
    return data


#: What rdflib calls the formats.
_RDFLIB = {
    "Turtle": "turtle",
    "N-Triples": "nt",
    "N-Quads": "nquads",
    "TriG": "trig",
    "N3": "n3",
    "RDF/XML": "xml",
    "JSON-LD": "json-ld",
    "Streaming JSON-LD": "json-ld",
}

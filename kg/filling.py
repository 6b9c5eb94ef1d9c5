"""Fills an empty graph with all that readings say and with what follows from it.

Deriving and checking take a quarter of the time in memory that they take on disk, and less than that in a small graph.
So a graph on disk is filled by parts (see `kg.parts`): what each is home to goes to the disk as it is, and with what
visits it into a graph of its own in memory, from which what follows of it is derived. Two processors work on that;
memory does not grow with the articles.
"""

from __future__ import annotations

import tempfile
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from kg.derive import derive
from kg.fusion import fuse
from kg.graph import CLAIMS, DERIVED, FACTS, ontology_graphs, written
from kg.partfiles import guests_of, visits, write_parts
from kg.terms import KG, RDF, symmetric

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from typing import TypeAlias

    from kg.judgements import Judgement
    from kg.manifest import Manifest
    from kg.model import Reading
    from kg.registry import Registry
    from kg.shelf import Shelf

    #: Sees each part with all that follows from it, and the IRIs of its guests.
    Look: TypeAlias = Callable[[ox.Store, Collection[str]], None]

#: What was loaded in pieces is looked through twice as fast when they are one, which for fewer articles can wait.
LARGE: Final = 12_000
#: Parts that are derived from at once.
_AT_ONCE: Final = 2
#: What is handed to the engine at once, in characters: it holds ten times as much. Small pieces are sorted faster, but
#: on disk each makes files of its own, which the engine merges once there are many.
_PIECE: Final = 12 << 20
_HEAP: Final = 36 << 20
_FILES: Final = {DERIVED: "derived.nt", FACTS: "facts.nt"}


def filled(
    readings: Iterable[Reading], judgements: Iterable[Judgement] = (), registry: Registry | None = None
) -> ox.Store:
    """A graph in memory with all that the readings say, and what follows from it; as `fill_graph`."""
    graph = ox.Store()
    fill_graph(graph, readings, judgements, registry)
    return graph


def fill_graph(
    graph: ox.Store,
    readings: Iterable[Reading],
    judgements: Iterable[Judgement] = (),
    registry: Registry | None = None,
) -> None:
    """Fill an empty graph with all that the readings say, and what follows from it.

    `judgements` outrank rules; the readings were made with `registry` (default: the package's own).
    """
    graph.bulk_extend(ontology_graphs())
    for piece in _pieces(written(fuse(readings, judgements, registry))):
        graph.bulk_load(piece, format=ox.RdfFormat.TRIG)
    derive(graph)


def fill_disk(graph: ox.Store, shelf: Shelf, manifest: Manifest, look: Look | None = None) -> None:
    """Fill an empty graph on disk with what a manifest speaks of, and what follows from it; `look` sees all parts.

    What is under way lies in a folder beside the graphs, which is gone afterwards. `look` is called by several threads.
    """
    assert shelf.path is not None  # noqa: S101 - who has no folder has nothing on disk
    work: list[Future[None]] = []
    told: list[Future[Path]] = []
    with (
        tempfile.TemporaryDirectory(dir=shelf.path / "graphs") as room,
        ThreadPoolExecutor(1) as disk,
        ThreadPoolExecutor(_AT_ONCE) as minds,
    ):
        try:
            work.append(disk.submit(graph.bulk_extend, ontology_graphs()))

            def parts() -> Iterator[Path]:
                for file in write_parts(shelf, manifest, Path(room)):
                    told.append(minds.submit(_follow, file, look))
                    yield file

            work.extend(disk.submit(_load, graph, heap, None) for heap in _heaps(parts(), _HEAP))
            for home, name in _FILES.items():
                heaps = _heaps((each.result() / name for each in told), _PIECE)
                work += [disk.submit(_load, graph, heap, home) for heap in heaps]
            for done in work:
                done.result()
            if len(manifest.articles) > LARGE:
                graph.optimize()
        except BaseException:
            for waiting in chain[Future[Any]](work, told):
                waiting.cancel()
            raise


def _load(graph: ox.Store, files: Iterable[Path], home: ox.NamedNode | None) -> None:
    """Load files at once: TriG, or triples for one graph."""
    form = ox.RdfFormat.TRIG if home is None else ox.RdfFormat.N_TRIPLES
    graph.bulk_load(b"".join(file.read_bytes() for file in files), format=form, to_graph=home, lenient=True)


def _heaps(files: Iterable[Path], enough: int) -> Iterator[list[Path]]:
    """Files together that have `enough` bytes to be loaded at once."""
    held: list[Path] = []
    size = 0
    for file in files:
        held.append(file)
        size += file.stat().st_size
        if size > enough:
            yield held
            held, size = [], 0
    yield held


# ----------------------------------------------------------------------------- what follows


def _follow(file: Path, look: Look | None) -> Path:
    """Derive from a part, let it be looked at, and write what follows into a folder; give the folder."""
    guests = guests_of(file)
    graph = ox.Store()
    graph.bulk_extend(ontology_graphs())
    for held in (file, visits(file)):
        graph.bulk_load(path=str(held), format=ox.RdfFormat.TRIG, lenient=True)
    derive(graph)
    if look is not None:
        look(graph, guests)
    for each in guests:
        _forget(graph, ox.NamedNode(each))
    folder = file.with_suffix("")
    folder.mkdir()
    for home, name in _FILES.items():
        graph.dump(str(folder / name), format=ox.RdfFormat.N_TRIPLES, from_graph=home)
    return folder


def _forget(graph: ox.Store, guest: ox.NamedNode) -> None:
    """Take back what was derived of a claim or statement that is at home in another part.

    What stands inside whose words is true wherever both stand.
    """
    for quad in list(graph.quads_for_pattern(guest, None, None, DERIVED)):
        if quad.predicate not in (KG.within, KG.conveys):
            graph.remove(quad)
    said = {quad.predicate: quad.object for quad in graph.quads_for_pattern(guest, None, None, CLAIMS)}
    subject, property_, value = (said.get(end) for end in (RDF.subject, RDF.predicate, RDF.object))
    if isinstance(subject, ox.NamedNode) and isinstance(property_, ox.NamedNode) and value is not None:
        graph.remove(ox.Quad(subject, property_, value, FACTS))
        if property_ in symmetric() and isinstance(value, ox.NamedNode):
            graph.remove(ox.Quad(value, property_, subject, FACTS))


def _pieces(texts: Iterable[str]) -> Iterator[bytes]:
    held: list[str] = []
    size = 0
    for text in texts:
        held.append(text)
        size += len(text)
        if size > _PIECE:
            yield "".join(held).encode()
            held, size = [], 0
    yield "".join(held).encode()

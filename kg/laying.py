"""Loads an RDF file of any size into a graph, a piece at a time: the engine holds what it is given at once in memory.

Files of lines are cut between lines; others are read by the engine's streaming parser and handed over in pieces.
Either way memory does not grow with the file, and small pieces are sorted faster than large ones.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: What is handed over at once: bytes of lines, or quads. A smaller file goes as it is.
_BYTES: Final = 24 << 20
_QUADS: Final = 200_000
#: No line may be longer; the engine itself refuses less.
_LINE: Final = 32 << 20
_LINES: Final = {".nq": ox.RdfFormat.N_QUADS, ".nt": ox.RdfFormat.N_TRIPLES}


def lay(graph: ox.Store, file: Path, into: ox.NamedNode) -> None:
    """Load a file; triples without a graph of their own go to `into`, which is the base of relative names too.

    SyntaxError names the line that cannot be read; MemoryError means a literal beyond what the engine reads.
    """
    if file.stat().st_size <= _BYTES:
        graph.bulk_load(path=str(file), base_iri=into.value, to_graph=into)
    elif file.suffix in _LINES and not _has_blank_nodes(file):
        _lay_lines(graph, file, into)
    else:
        quads = ox.parse(path=str(file), base_iri=into.value, rename_blank_nodes=True)
        homes = (_home(quad, into) for quad in quads)
        while piece := list(islice(homes, _QUADS)):
            graph.bulk_extend(piece)


def _home(quad: ox.Quad | ox.Triple, into: ox.NamedNode) -> ox.Quad:
    if isinstance(quad, ox.Quad) and not isinstance(quad.graph_name, ox.DefaultGraph):
        return quad
    return ox.Quad(quad.subject, quad.predicate, quad.object, into)


def _lay_lines(graph: ox.Store, file: Path, into: ox.NamedNode) -> None:
    before = 0
    for piece in _pieces(file):
        try:
            graph.bulk_load(piece, format=_LINES[file.suffix], to_graph=into)
        except SyntaxError as error:
            error.lineno = (error.lineno or 1) + before
            raise
        before += piece.count(b"\n")


def _pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as lines:
        while piece := lines.read(_BYTES):
            rest = lines.readline(_LINE)
            if len(rest) == _LINE and not rest.endswith(b"\n"):
                raise MemoryError
            yield piece + rest


def _has_blank_nodes(file: Path) -> bool:
    """Whether a file may have blank nodes, whose names must mean the same in all pieces."""
    return any(b"_:" in piece for piece in _pieces(file))

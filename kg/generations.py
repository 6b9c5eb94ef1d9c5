"""Graphs on disk, one folder each, never changed once they are the store's: a change is made to a copy.

A copy shares the engine's data files, which are written once and never again, by hard links: it costs as many links
as there are files, whatever they hold.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Files of the engine that are never written again.
_DATA = ".sst"
#: Files that are of one place only: its lock, and what the engine noted of its work, a file more each time.
_OWN = ("LOCK", "LOG")


@contextlib.contextmanager
def fresh(folder: Path) -> Iterator[tuple[str, ox.Store]]:
    """Give the name of a new graph beside the others and the graph, empty and open for writing.

    It is on disk when the block ends well, and gone when it does not.
    """
    folder.mkdir(exist_ok=True)
    place = Path(tempfile.mkdtemp(dir=folder, prefix="g-"))
    with _written(place) as graph:
        yield place.name, graph


@contextlib.contextmanager
def copied(folder: Path, name: str) -> Iterator[tuple[str, ox.Store]]:
    """As `fresh`, but with all that the graph `name` holds; empty where the name is."""
    folder.mkdir(exist_ok=True)
    place = Path(tempfile.mkdtemp(dir=folder, prefix="g-"))
    try:
        if name:
            share(folder / name, place)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise
    with _written(place) as graph:
        yield place.name, graph


def share(source: Path, target: Path) -> None:
    """Copy a graph that nobody writes, its data files by links where the disk allows it."""
    target.mkdir(parents=True, exist_ok=True)
    for file in sorted(source.iterdir()):
        if file.name.startswith(_OWN):
            continue
        if file.suffix == _DATA:
            try:
                os.link(file, target / file.name)
                continue
            except OSError:  # another disk, or one that knows no links
                pass
        shutil.copy2(file, target / file.name)


@contextlib.contextmanager
def _written(place: Path) -> Iterator[ox.Store]:
    try:
        graph = ox.Store(str(place))
        yield graph
        graph.flush()
        del graph  # pyoxigraph lets go of a folder when its store is collected
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise

"""What each article adds to what all of them decide together, kept beside the graph and counted on when few change.

Which names are one, of what kind a name is, who owns whom: such things are decided by all articles. A book holds, under
each name, what every article says of it. When an article changes, only what it says is taken out of the book and put
in; what is decided of those names is decided again; and where that comes out otherwise, the articles that rest on it
are looked at again too. What comes of it is what all articles would give, quad for quad.
"""

from __future__ import annotations

import contextlib
import logging
import sqlite3
from itertools import zip_longest
from typing import TYPE_CHECKING

from kg.garbage import uncollected
from kg.tally.book import FILE, opened
from kg.tally.filling import Filling
from kg.tally.following import Following
from kg.tally.settling import delta

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pyoxigraph as ox

    from kg.changes import Delta
    from kg.manifest import Manifest
    from kg.model import Reading
    from kg.shelf import Shelf
    from kg.tally.book import Book

__all__ = ["Tally"]
_log = logging.getLogger(__name__)


class Tally:
    """The book of a store in a folder, or in memory where `path` is None. It is made when it is first needed."""

    def __init__(self, path: Path | None, shelf: Shelf) -> None:
        self._path = path
        self._shelf = shelf
        self._book: Book | None = None

    def prepare(self, manifest: Manifest) -> None:
        """Make the book of a manifest, if it is not there; where it cannot be written, the next change makes it."""
        try:
            with uncollected():
                self._in_step(manifest)
        except sqlite3.Error as error:
            _log.info("the tally of the articles cannot be written (%s)", error)
            self.close()

    def told(self, graph: ox.Store, before: Manifest, after: Manifest) -> Delta:
        """What changes in the graphs of what articles say; `graph` is that of the manifest `before`.

        The manifests have the same judgements and known names.
        """
        read = _once(self._shelf)
        book = self._in_step(before)
        changed = after.articles.differing(before.articles)
        following = Following(book, self._shelf.registry(after), after.judgements, changed, read(before), read(after))
        following.decide()
        return delta(graph, following)

    def follow(self, manifest: Manifest) -> None:
        """Write down the change that was told: the graph of the manifest holds it now.

        What cannot be written is made anew before the next change, as after a crash here.
        """
        if self._book is not None:
            try:
                self._book.write(_stamp(manifest))
            except sqlite3.Error as error:
                _log.info("the tally of the articles cannot be written (%s)", error)
                self.close()

    def carry(self, before: Manifest, after: Manifest) -> None:
        """Follow a change of the graph that is none of what articles say."""
        if self._path is not None and (self._path / FILE).exists() and before.articles == after.articles:
            self._book = self._book or opened(self._path)
            self._book.drop()
            if self._book.stamp == _stamp(before):
                self.follow(after)

    def forget(self) -> None:
        """Count on nothing that was written down: the graph was made anew."""
        self.close()

    def close(self) -> None:
        """Let go of the book."""
        if self._book is not None:
            self._book.close()
            self._book = None

    def sound(self, manifest: Manifest) -> bool:
        """Whether the book on disk, where there is one of this very graph, holds what its articles add, and no more."""
        if self._path is None or not (self._path / FILE).exists():
            return True
        with contextlib.closing(opened(self._path)) as book, contextlib.closing(opened(None)) as fresh:
            if book.stamp != _stamp(manifest):
                return True  # the next change makes it anew
            self._fill(fresh, manifest)
            return all(row == other for row, other in zip_longest(book.all(), fresh.all()))

    def _in_step(self, manifest: Manifest) -> Book:
        if self._book is None:
            self._book = opened(self._path)
        self._book.drop()
        if self._book.stamp != _stamp(manifest):
            _log.info("the tally of the articles is made anew; the next change will be quicker")
            self._fill(self._book, manifest)
        return self._book

    def _fill(self, book: Book, manifest: Manifest) -> None:
        def held(id_: str) -> Reading | None:
            entry = manifest.articles.get(id_)
            return self._shelf.reading(id_, entry) if entry else None

        filling = Filling(book, held, self._shelf.registry(manifest), manifest.judgements)
        filling.fill(manifest.articles, _stamp(manifest))


def _stamp(manifest: Manifest) -> str:
    return manifest.graph or "memory"


def _once(shelf: Shelf) -> Callable[[Manifest], Callable[[str], Reading | None]]:
    """How to get the readings of a manifest by id, each read once."""
    held: dict[str, Reading] = {}

    def of(manifest: Manifest) -> Callable[[str], Reading | None]:
        def read(id_: str) -> Reading | None:
            entry = manifest.articles.get(id_)
            if entry is None:
                return None
            if entry.file not in held:
                held[entry.file] = shelf.reading(id_, entry)
            return held[entry.file]

        return read

    return of

"""The store: articles with their readings, and the graph that follows from them, in a folder or in memory.

A folder holds ``store.json`` (which lists of articles, which graph), ``lists/``, ``readings/`` and ``graphs/``, and
what only saves work and is made anew when it is of another graph: ``tally.sqlite``, ``counts.json``,
``search.sqlite``. A change writes new readings, the lists that name them and a new graph beside the old one and then
replaces ``store.json``, one rename: a build that is killed leaves the old store or the new one, and who reads the old
graph is not disturbed. No file that ``store.json`` leads to is ever written again.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg import codec
from kg.changes import derived
from kg.comings import Change
from kg.errors import StoreError
from kg.filling import fill_disk, fill_graph
from kg.garbage import uncollected
from kg.generations import copied, fresh
from kg.graph import graph_name
from kg.laying import lay
from kg.manifest import Manifest, program, save_manifest
from kg.opened import MEMORY, Mode, Opened
from kg.shelf import writing
from kg.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from kg.changes import Delta
    from kg.filling import Look
    from kg.judgements import Judgement
    from kg.model import Reading
    from kg.registry import Registry
    from kg.roster import Entry

__all__ = ["FEW", "MEMORY", "Mode", "Store"]

#: So many articles, or a twentieth of those held, are changed one by one; for more the graph is made anew.
FEW: Final = 8


class Store(Opened):
    """A store that can be changed too, all at once or not at all. Open with `Store.open`, close with `close`."""

    def __init__(self, path: Path | None, mode: Mode, manifest: Manifest) -> None:
        super().__init__(path, mode, manifest)
        self._tally = Tally(path, self._shelf)
        #: The nodes that the last change concerned; None when it concerned all.
        self.touched: frozenset[str] | None = None
        #: The graph that the last change began with and what it did to it; None when it made the graph anew.
        self.followed: tuple[str, Delta] | None = None

    def close(self) -> None:
        """Let go of the folder."""
        self._tally.close()
        super().close()

    def tallied(self) -> bool:
        """Whether what is kept of each article's share in common decisions, if anything is, is what articles say."""
        return self._tally.sound(self._manifest)

    def put(self, readings: Iterable[Reading]) -> Change:
        """Add articles, or replace those of the same id; all at once or not at all."""
        return self.change(put=readings)

    def remove(self, ids: Iterable[str]) -> Change:
        """Take articles back; the store is then as if they had never been there. StoreError for an unknown id."""
        return self.change(remove=ids)

    def change(
        self,
        put: Iterable[Reading | codec.Encoded] = (),
        remove: Iterable[str] = (),
        judgements: Iterable[Judgement] | None = None,
        registry: Registry | None = None,
        look: Look | None = None,
    ) -> Change:
        """Add, replace and remove articles in one step, and make the graph anew unless nothing changed.

        `judgements` replace those the store has; None keeps them. So does `registry`, with which all that is put was
        read; StoreError when it is another and an article that stays was not read with it.
        """
        self._refuse_reader()
        self.touched = self.followed = None
        self._shelf.begin(self._manifest)
        held = self._manifest.articles
        known = self.registry if registry is None else registry
        new = self._put(put, known)
        gone = frozenset(remove) - new.keys()
        self._refuse_unknown(gone)
        named = self._shelved(known, lambda: held.keys() - new.keys() - gone)
        told = self.judgements if judgements is None else tuple(judgements)
        change = Change.between(held, new, gone, judged=told != self.judgements)
        manifest = replace(self._manifest, articles=held.changed(new, gone), judgements=told, registry=named)
        if not change:
            self._shelf.tidy(self._manifest, self._manifest)
        elif self._is_few(change) and named == self._manifest.registry:
            self._follow(manifest)
        else:
            self.rebuild(manifest, look)
        return change

    def _put(self, readings: Iterable[Reading | codec.Encoded], known: Registry) -> dict[str, Entry]:
        """Put readings on their shelf; give the entries of their articles."""
        new: dict[str, Entry] = {}
        for reading in readings:
            id_ = reading.id if isinstance(reading, codec.Encoded) else reading.article.id
            new[id_] = self._shelf.put(reading, known.digest, self._manifest.articles.get(id_))
        return new

    def _is_few(self, change: Change) -> bool:
        """Whether a change is better made in the graph than by making the graph anew."""
        held = len(self._manifest.articles)
        as_made = held > 0 and self._manifest.made == program() and not change.judged
        return as_made and change.size <= max(FEW, held // 20)

    def _follow(self, manifest: Manifest) -> None:
        """Change in the graph what the articles of another `manifest` change, and nothing else."""
        with uncollected():
            told = self._tally.told(self.oxigraph, self._manifest, manifest)
        done: list[Delta] = []

        def change(graph: ox.Store) -> None:
            told.apply(graph)
            following = derived(graph, told)
            following.apply(graph)
            done.append(told | following)

        before = self._manifest
        self._commit(manifest, change, anew=False)
        self.followed = (before.graph, done[0])
        self._tally.follow(self._manifest)
        self.touched = done[0].nodes()
        self._shelf.tidy(self._manifest, before)

    def _refuse_reader(self) -> None:
        if self.mode != "write":
            raise StoreError(f"{self.path}: opened for reading only")

    def _refuse_unknown(self, ids: Iterable[str]) -> None:
        for id_ in sorted(ids):
            if id_ not in self._manifest.articles:
                raise StoreError(f"{id_}: no article of this name in the store; see 'kg query articles'")

    def _shelved(self, known: Registry, others: Callable[[], Collection[str]]) -> tuple[str, ...]:
        """Put the known names on their shelf. StoreError when `others` were read with other ones."""
        if known.digest == self.registry.digest:
            return self._manifest.registry
        if left := others():
            raise StoreError(f"{min(left)}: read with another registry; give all articles anew, or another --store")
        return self._shelf.put_names(known)

    def rebuild(self, manifest: Manifest | None = None, look: Look | None = None) -> None:
        """Make the graph anew out of readings and imported files; those of another `manifest` where one is given.

        `look` sees the graph on disk by parts while it is made (see `filling.fill_disk`), that in memory not.
        """
        manifest = replace(manifest or self._manifest, made=program())

        def fill(graph: ox.Store) -> None:
            if self.path is None:
                known = self._shelf.registry(manifest)
                fill_graph(graph, self._shelf.readings(manifest), manifest.judgements, known)
            else:
                fill_disk(graph, self._shelf, manifest, look)
            for name, entry in sorted(manifest.imports.items()):
                self.lay(graph, name, entry)

        self._commit(manifest, fill, anew=True)
        self._tally.forget()
        self.touched = self.followed = None
        self._shelf.tidy(self._manifest)

    def prepare(self) -> None:
        """Make what the next change of a few articles rests on, if it is not there: else that change makes it."""
        self._refuse_reader()
        self._tally.prepare(self._manifest)

    def amend(self, manifest: Manifest, change: Callable[[ox.Store], None]) -> None:
        """Change a copy of the graph and make it, with the new `manifest`, the store's: both or neither."""
        self._refuse_reader()
        before = self._manifest
        self._commit(manifest, change, anew=False)
        self._tally.carry(before, self._manifest)

    def _commit(self, manifest: Manifest, fill: Callable[[ox.Store], None], *, anew: bool) -> None:
        """Make what `fill` makes of an empty graph, or of a copy of the store's, the store's."""
        if self.path is None:
            graph = ox.Store()
            if not anew:
                graph.bulk_extend(self.oxigraph)
            fill(graph)
            self._graph, self._manifest = graph, manifest
            return
        graphs = self.path / "graphs"
        with writing(self.path):
            with fresh(graphs) if anew else copied(graphs, manifest.graph) as (name, graph):
                if not anew and not manifest.graph:
                    fill_graph(graph, ())
                fill(graph)
                del graph
            self._manifest = save_manifest(self.path, replace(manifest, graph=name))
        self._graph = None

    def lay(self, graph: ox.Store, name: str, entry: Entry) -> None:
        """Load an imported file into a graph; its triples without a graph of their own go to ``import-`` and its name.

        SyntaxError names the line that cannot be read; MemoryError means a literal beyond what the engine reads.
        """
        file = Path(entry.file) if self.path is None else self.path / "imports" / entry.file
        lay(graph, file, graph_name(f"import-{name}"))

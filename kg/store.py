"""The store: articles with their readings, and the graph that follows from them, in a folder or in memory.

A folder holds ``store.json`` (which articles, which graph), ``readings/`` and ``graphs/``. A change writes new
readings and a whole new graph beside the old one and then replaces ``store.json``, one rename: a build that is
killed leaves the old store or the new one, and who reads the old graph is not disturbed. Replacing whole graphs
instead of deleting from one also makes taking back exact: the graph is a function of the readings alone.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, Self

import pyoxigraph as ox

from kg import codec
from kg.derive import derive
from kg.errors import StoreError
from kg.fusion import fuse
from kg.graph import ontology_graphs, quads
from kg.manifest import Entry, Manifest, article_key, claim_folder, load_manifest, lock, save_manifest, sweep, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from types import TracebackType

    from kg.ledger import Judgement
    from kg.model import Article, Reading

MEMORY: Final = ":memory:"
Mode = Literal["read", "write"]


@dataclass(frozen=True, slots=True)
class Change:
    """What a change did to the articles of a store, by id."""

    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    judged: bool = False  # whether judgements came, went or changed

    def __bool__(self) -> bool:
        return bool(self.added or self.replaced or self.removed or self.judged)


class Store:
    """Articles, what they say, and the graph of it. Open with `Store.open`, close with `close` or ``with``."""

    def __init__(self, path: Path | None, mode: Mode, manifest: Manifest) -> None:
        self.path = path
        self.mode = mode
        self._manifest = manifest
        self._memory: dict[str, Reading] = {}
        self._graph: ox.Store | None = None
        self._closing = contextlib.ExitStack()

    @classmethod
    def open(cls, path: str | Path = ".kg", mode: Mode = "read") -> Self:
        """Open a store, or make one when `mode` is "write" and there is none; ``:memory:`` lives as long as the value.

        Any number may read; one may write, beside the readers. StoreError when the path holds no store, something
        else, or a store of a newer version; when somebody else is writing; and when the folder cannot be used.
        """
        if str(path) == MEMORY:
            return cls(None, "write", Manifest())
        folder = Path(path)
        if mode == "read":
            return cls(folder, mode, load_manifest(folder))
        claim_folder(folder)
        closing = contextlib.ExitStack()
        closing.enter_context(lock(folder))
        try:
            store = cls(folder, mode, load_manifest(folder))
        except StoreError:
            closing.close()
            raise
        store._closing = closing
        return store

    def close(self) -> None:
        """Let go of the folder."""
        self._graph = None
        self._closing.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ------------------------------------------------------------------------- reading

    @property
    def oxigraph(self) -> ox.Store:
        """The graph, to be asked and not to be written."""
        if self._graph is None:
            self._graph = self._opened(self.path) if self.path and self._manifest.graph else filled(())
        return self._graph

    def _opened(self, folder: Path) -> ox.Store:
        for _ in range(3):  # somebody may just be replacing the graph
            try:
                return ox.Store.read_only(str(folder / "graphs" / self._manifest.graph))
            except OSError:
                self._manifest = load_manifest(folder)
        raise StoreError(f"{folder}: its graph cannot be opened; the store is damaged, build it again")

    def articles(self) -> tuple[str, ...]:
        """The ids of the articles, sorted."""
        return tuple(sorted(self._manifest.articles))

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """The judgements on what is the same that the graph was made with."""
        return self._manifest.judgements

    def is_current(self, article: Article) -> bool:
        """Whether the store holds what this version of the program reads in this very article."""
        entry = self._manifest.articles.get(article.id)
        return entry is not None and entry.key == article_key(article)

    def readings(self, ids: Iterable[str] | None = None) -> Iterator[Reading]:
        """What the articles say, in order of their ids; of all, or of the `ids` given."""
        for article in self.articles() if ids is None else sorted(ids):
            yield self._reading(article, self._manifest.articles[article])

    def _reading(self, article: str, entry: Entry) -> Reading:
        if self.path is None:
            return self._memory[article]
        try:
            return codec.decode((self.path / "readings" / entry.file).read_text("utf-8"))
        except OSError as error:
            raise StoreError(f"{self.path}: the reading of {article} is lost ({error.strerror}); build again") from None

    def query(self, text: str, *, prefixes: Mapping[str, str] | None = None) -> object:
        """Ask a SPARQL question over the union of all graphs; the result is pyoxigraph's."""
        return self.oxigraph.query(text, prefixes=dict(prefixes or {}), use_default_graph_as_union=True)

    # ------------------------------------------------------------------------- writing

    def put(self, readings: Iterable[Reading]) -> Change:
        """Add articles, or replace those of the same id; all at once or not at all."""
        return self.change(put=readings)

    def remove(self, ids: Iterable[str]) -> Change:
        """Take articles back; the store is then as if they had never been there. StoreError for an unknown id."""
        return self.change(remove=ids)

    def change(
        self,
        put: Iterable[Reading] = (),
        remove: Iterable[str] = (),
        judgements: Iterable[Judgement] | None = None,
    ) -> Change:
        """Add, replace and remove articles in one step, and make the graph anew unless nothing changed.

        `judgements` replace those the store has; None keeps them.
        """
        if self.mode != "write":
            raise StoreError(f"{self.path}: opened for reading only")
        new = {reading.article.id: reading for reading in put}
        gone = frozenset(remove)
        self._refuse_unknown(gone - new.keys())
        keys = {article: article_key(reading.article) for article, reading in new.items()}
        held = self._manifest.articles
        change = Change(
            added=tuple(sorted(new.keys() - held.keys())),
            replaced=tuple(sorted(id_ for id_ in new.keys() & held.keys() if keys[id_] != held[id_].key)),
            unchanged=tuple(sorted(id_ for id_ in new.keys() & held.keys() if keys[id_] == held[id_].key)),
            removed=tuple(sorted(gone - new.keys())),
            judged=judgements is not None and self.judgements != (judgements := tuple(judgements)),
        )
        if change:
            before = self._manifest
            self._manifest = replace(before, judgements=self.judgements if judgements is None else tuple(judgements))
            try:
                self._replace({id_: new[id_] for id_ in (*change.added, *change.replaced)}, keys, gone - new.keys())
            except BaseException:
                self._manifest = before
                raise
        return change

    def _refuse_unknown(self, ids: Iterable[str]) -> None:
        for id_ in sorted(ids):
            if id_ not in self._manifest.articles:
                raise StoreError(f"{id_}: no article of this name in the store; see 'kg query articles'")

    def _replace(self, new: Mapping[str, Reading], keys: Mapping[str, str], gone: Iterable[str]) -> None:
        kept = {id_: entry for id_, entry in self._manifest.articles.items() if id_ not in new and id_ not in gone}
        readings = [*(self._reading(id_, entry) for id_, entry in kept.items()), *new.values()]
        if self.path is None:
            self._memory = {reading.article.id: reading for reading in readings}
            self._graph = filled(readings, self.judgements)
            entries = {id_: Entry(keys[id_], "") for id_ in new}
            self._manifest = replace(self._manifest, articles=kept | entries)
            return
        try:
            self._commit(self.path, kept, new, keys, readings)
        except OSError as error:
            raise StoreError(f"{self.path}: cannot be written ({error}); the store is as it was") from error

    def _commit(
        self,
        folder: Path,
        kept: Mapping[str, Entry],
        new: Mapping[str, Reading],
        keys: Mapping[str, str],
        readings: list[Reading],
    ) -> None:
        entries = {id_: Entry(keys[id_], write(folder / "readings", codec.encode(new[id_]))) for id_ in sorted(new)}
        graphs = folder / "graphs"
        graphs.mkdir(exist_ok=True)
        graph = Path(tempfile.mkdtemp(dir=graphs, prefix="g-"))
        try:
            disk = ox.Store(str(graph))
            disk.bulk_extend(filled(readings, self.judgements))
            disk.flush()
            del disk  # pyoxigraph lets go of a folder when its store is collected
        except BaseException:
            shutil.rmtree(graph, ignore_errors=True)
            raise
        self._graph = None
        self._manifest = replace(self._manifest, graph=graph.name, articles={**kept, **entries})
        save_manifest(folder, self._manifest)
        sweep(folder, self._manifest)


def filled(readings: Iterable[Reading], judgements: Iterable[Judgement] = ()) -> ox.Store:
    """A graph in memory with all that the readings say, and what follows from it. `judgements` outrank rules."""
    graph = ox.Store()
    graph.bulk_extend(ontology_graphs())
    graph.bulk_extend(quads(fuse(readings, judgements)))
    derive(graph)
    return graph

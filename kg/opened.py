"""A store opened: its articles, what they say, and the graph, to be read and asked."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, Self

import pyoxigraph as ox

from kg.errors import StoreError
from kg.filling import filled
from kg.manifest import Manifest, article_key, claim_folder, load_manifest, lock
from kg.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from types import TracebackType

    from kg.judgements import Judgement
    from kg.model import Article, Reading
    from kg.registry import Registry

MEMORY: Final = ":memory:"
Mode = Literal["read", "write"]


class Opened:
    """Articles, what they say, and the graph of it. Open with `open`, close with `close` or ``with``."""

    def __init__(self, path: Path | None, mode: Mode, manifest: Manifest) -> None:
        self.path = path
        self.mode = mode
        self._manifest = manifest
        self._shelf = Shelf(path)
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
        for _ in range(2):  # somebody may just be replacing the lists
            with contextlib.suppress(StoreError):
                return tuple(self._manifest.articles)
            assert self.path is not None  # noqa: S101 - what lies in no file cannot be lost
            self._manifest = load_manifest(self.path)
        return tuple(self._manifest.articles)

    @property
    def manifest(self) -> Manifest:
        """What the store is made of."""
        return self._manifest

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """The judgements on what is the same that the graph was made with."""
        return self._manifest.judgements

    @property
    def registry(self) -> Registry:
        """The known names that the articles were read with."""
        return self._shelf.registry(self._manifest)

    def is_current(self, article: Article, names: Registry | None = None) -> bool:
        """Whether the store holds what this version of the program reads in this very article.

        `names` are the known names to read it with; default: those of the store.
        """
        entry = self._manifest.articles.get(article.id)
        return entry is not None and entry.key == article_key(article, (names or self.registry).digest)

    def readings(self, ids: Iterable[str] | None = None) -> Iterator[Reading]:
        """What the articles say, in order of their ids; of all, or of the `ids` given."""
        for article in self.articles() if ids is None else sorted(ids):
            yield self._shelf.reading(article, self._manifest.articles[article])

    def query(self, text: str, *, prefixes: Mapping[str, str] | None = None) -> object:
        """Ask a SPARQL question over the union of all graphs; the result is pyoxigraph's."""
        return self.oxigraph.query(text, prefixes=dict(prefixes or {}), use_default_graph_as_union=True)

"""Where a store keeps what articles say and the known names they were read with: in its folder, or in memory."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from kg import codec
from kg.errors import StoreError, why
from kg.files import kept
from kg.manifest import article_key, begin, drop, sweep
from kg.registry import Registry, registry
from kg.roster import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.manifest import Manifest
    from kg.model import Reading


class Shelf:
    """Readings and known names. What lies here counts for nothing until a manifest speaks of it."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._memory: dict[str, Reading] = {}
        self._names: dict[tuple[str, ...], Registry] = {}
        self._littered = True  # whether there may be more than a manifest speaks of

    def reading(self, article: str, entry: Entry) -> Reading:
        """What an article says. StoreError when that is lost."""
        if self.path is None:
            return self._memory[entry.file]
        try:
            return codec.decode((self.path / "readings" / entry.file).read_text("utf-8"))
        except OSError as error:
            raise StoreError(f"{self.path}: the reading of {article} is lost ({why(error)}); build again") from None

    def readings(self, manifest: Manifest) -> Iterator[Reading]:
        """What all articles of a manifest say."""
        return (self.reading(id_, entry) for id_, entry in manifest.articles.items())

    def registry(self, manifest: Manifest) -> Registry:
        """The known names that the articles of a manifest were read with. StoreError when they are lost."""
        files = manifest.registry
        if files not in self._names:
            try:
                texts = [(self.path / "registry" / file).read_text("utf-8") for file in files] if self.path else []
            except OSError as error:
                raise StoreError(f"{self.path}: its registry is lost ({why(error)}); build again") from None
            self._names[files] = registry(*texts)
        return self._names[files]

    def put(self, reading: Reading | codec.Encoded, names: str, held: Entry | None) -> Entry:
        """Keep a reading made with the known names of digest `names`, unless it is the one `held` already."""
        key = reading.key if isinstance(reading, codec.Encoded) else article_key(reading.article, names)
        if held is not None and held.key == key:
            return held
        if self.path is None:
            self._memory[key] = codec.decode(reading.text) if isinstance(reading, codec.Encoded) else reading
            return Entry(key, key)
        text = reading.text if isinstance(reading, codec.Encoded) else codec.encode(reading)
        with writing(self.path):
            return Entry(key, kept(self.path / "readings", text))

    def put_names(self, known: Registry) -> tuple[str, ...]:
        """Keep known names; give what a manifest calls them."""
        if self.path is None:
            files = known.texts
        else:
            with writing(self.path):
                files = tuple(kept(self.path / "registry", text, ".ttl") for text in known.texts)
        self._names[files] = known
        return files

    def begin(self, manifest: Manifest) -> None:
        """Note that a change of the store of a manifest begins, to be ended with `tidy`, even by who comes later."""
        if self.path is not None:
            with writing(self.path):
                self._littered = begin(self.path, manifest.graph)

    def tidy(self, manifest: Manifest, before: Manifest | None = None) -> None:
        """Forget readings, and in a folder all else, that the manifest does not speak of.

        Where the change of the manifest `before` was noted, and all before it were ended, only what it put in the place
        of something else is looked at.
        """
        if self.path is None:
            held = {entry.file for entry in manifest.articles.values()}
            self._memory = {file: reading for file, reading in self._memory.items() if file in held}
        elif before is None or self._littered:
            sweep(self.path, manifest)
        else:
            drop(self.path, before, manifest)


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what the disk refuses into a StoreError."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error}); the store is as it was") from error

"""RDF files laid over what articles say, at the speed of the engine's loader.

A file is kept beside the store, so that the graph can be made anew at any time; it is data as it stands: nothing is
derived from it, and taking it out again leaves the store as if it had never been there.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

import pyoxigraph as ox

from kg.errors import KgError, NotSupportedError, why
from kg.iris import slug
from kg.manifest import sweep
from kg.roster import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.store import Store

#: Suffixes of the forms that are read.
SUFFIXES: Final = ("nq", "trig", "ttl", "nt", "jsonld", "rdf", "n3")
_BLOCK: Final = 1 << 20
#: What the engine reads at once; no literal may be longer.
_LIMIT: Final = "16 MB"


class ImportingError(KgError):
    """A file that cannot be read as RDF."""


def import_files(store: Store, files: Iterable[str | Path]) -> tuple[str, ...]:
    """Lay files over the store, all or none, and give their names; a file takes the place of one of its name.

    ImportingError names file and line that cannot be read, and then the store is as it was; NotSupportedError for a
    suffix that is no form of RDF. Files are streamed, whatever their size.
    """
    sources = [Path(file) for file in files]
    named = {_name(source): source for source in sources}
    if len(named) < len(sources):
        raise ImportingError("two files of one name; the name of a file is the name of its import, rename one of them")
    entries = {name: _kept(store, source) for name, source in named.items()}
    held = store.manifest.imports
    manifest = replace(store.manifest, imports={**held, **entries})

    def lay(graph: ox.Store) -> None:
        for name, entry in entries.items():
            _lay(store, graph, name, entry, named[name])

    replaced = any(name in held and held[name] != entry for name, entry in entries.items())
    if replaced:
        _tried(store, entries, named)
        store.rebuild(manifest)
    elif any(name not in held for name in entries):
        store.amend(manifest, lay)
    if store.path is not None:
        sweep(store.path, store.manifest)
    return tuple(entries)


def drop_imports(store: Store, names: Sequence[str]) -> None:
    """Take imported files out again. ImportingError for a name that is not there."""
    held = store.manifest.imports
    for name in names:
        if name not in held:
            raise ImportingError(f"{name}: no such import; there are {', '.join(held) or 'none'}")
    store.rebuild(replace(store.manifest, imports={name: held[name] for name in held if name not in names}))


def _name(path: Path) -> str:
    return slug(path.stem) or "file"


def _kept(store: Store, source: Path) -> Entry:
    """Copy a file to the store's shelf, under the name of its content. ImportingError when it cannot be read."""
    if not source.exists():
        raise ImportingError(f"{source}: no such file")
    suffix = source.suffix.lstrip(".").lower()
    if suffix not in SUFFIXES:
        raise NotSupportedError(f"{source}: cannot import '{source.suffix}' files; there are {', '.join(SUFFIXES)}")
    try:
        with source.open("rb") as file:
            if store.path is None:
                return Entry(_digest(file, None), str(source.resolve()))
            shelf = store.path / "imports"
            shelf.mkdir(exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=shelf, suffix=".new", delete=False) as copy:
                digest = _digest(file, copy)
            name = f"{digest[:32]}.{suffix}"
            shutil.move(copy.name, shelf / name)
            return Entry(digest, name)
    except OSError as error:
        raise ImportingError(f"{source}: cannot be read ({why(error)})") from None


def _digest(file: BinaryIO, copy: object) -> str:
    digest = hashlib.sha256()
    while block := file.read(_BLOCK):
        digest.update(block)
        if copy is not None:
            copy.write(block)  # type: ignore[attr-defined]
    return digest.hexdigest()


def _tried(store: Store, entries: dict[str, Entry], sources: dict[str, Path]) -> None:
    """Read files to their ends and keep nothing, so that a fault is known before anything is made anew."""
    for name, entry in entries.items():
        file = sources[name] if store.path is None else store.path / "imports" / entry.file
        with _faults(sources[name]):
            for _ in ox.parse(path=str(file), base_iri="https://example.org/"):
                pass


def _lay(store: Store, graph: ox.Store, name: str, entry: Entry, source: Path) -> None:
    with _faults(source):
        store.lay(graph, name, entry)


@contextlib.contextmanager
def _faults(source: Path) -> Iterator[None]:
    """Turn what the engine says of a file into one line that names it."""
    try:
        yield
    except SyntaxError as error:
        where = f"line {error.lineno}" if error.lineno else "somewhere"
        raise ImportingError(f"{source}, {where}: {_said(error)}; nothing was imported") from None
    except MemoryError:
        raise ImportingError(
            f"{source}: a literal or name of more than {_LIMIT}, which the engine does not read; nothing was imported"
        ) from None
    except ValueError as error:
        raise ImportingError(f"{source}: {_said(error)}; nothing was imported") from None


def _said(error: Exception) -> str:
    """What the engine says, in one line of letters that can be shown, without the place it repeats."""
    text = re.sub(r"^Parser error at line \d+ between columns \d+ and( line \d+ column)? \d+: ", "", str(error))
    text = re.sub(r" \([^()]*, line \d+\)$", "", text.splitlines()[0] if text else "not RDF")
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)

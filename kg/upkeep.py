"""Looking after a store: what does it hold, copy it, make it smaller and ready for changes, make it anew."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from pyoxigraph import NamedNode

from kg.errors import StoreError, why
from kg.generations import share
from kg.graph import short
from kg.iris import iri
from kg.manifest import load_manifest, save_manifest, spoken_of, sweep
from kg.store import Store


def info(store: Store) -> dict[str, object]:
    """What the store is and holds: where, its form, articles, imports, judgements, quads by graph, bytes on disk."""
    graph, manifest = store.oxigraph, store.manifest
    names = {short(name).removeprefix("graph/") for name in graph.named_graphs()}
    shared = sorted(name for name in names if not name.startswith("article-"))
    counted = {name: sum(1 for _ in graph.quads_for_pattern(None, None, None, _named(name))) for name in shared}
    return {
        "store": str(store.path or ":memory:"),
        "articles": len(manifest.articles),
        "imports": list(manifest.imports),
        "judgements": len(manifest.judgements),
        "quads": len(graph),
        **{f"quads in {name}": count for name, count in counted.items()},
        "bytes": _size(store.path) if store.path else 0,
    }


def _named(name: str) -> NamedNode:
    return NamedNode(name if "://" in name else iri(f"graph/{name}"))


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def backup(store: Store, target: str | Path) -> int:
    """Copy the store to a folder that is not there or empty, and give the number of bytes.

    The copy is whole or it is not there. Data files are links where both lie on one disk: they are never written
    again, so neither store can harm the other. StoreError when the target is in use or cannot be written.
    """
    if store.path is None:
        raise StoreError(":memory:: a store in memory has nothing to copy; 'kg export' writes what it holds")
    place = Path(target)
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise StoreError(f"{place}: in the way; name a folder that is not there yet")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name}."))
        try:
            _copy(store.path, new)
            new.replace(place)
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise
    except OSError as error:
        raise StoreError(f"{place}: cannot be written ({why(error)}); nothing was copied") from error
    return _size(place)


def _copy(source: Path, target: Path) -> None:
    """Copy what the list of articles speaks of, again when somebody replaced it meanwhile."""
    for attempt in range(3):
        manifest = load_manifest(source)
        try:
            if manifest.graph:
                share(source / "graphs" / manifest.graph, target / "graphs" / manifest.graph)
            for shelf, files in spoken_of(manifest).items():
                (target / shelf).mkdir(exist_ok=True)
                for file in files:
                    shutil.copy2(source / shelf / file, target / shelf / file)
            save_manifest(target, manifest)
        except (FileNotFoundError, StoreError):
            if attempt == 2:
                raise
            continue
        return


def compact(store: Store) -> tuple[int, int]:
    """Put the graph in as few bytes as the engine can, and remove what is no longer spoken of; bytes before, after.

    What the next change would make first is made too, and counted in neither: the tally of what articles say.
    """
    if store.path is None:
        return 0, 0
    before = _size(store.path)
    sweep(store.path, store.manifest)
    store.amend(store.manifest, lambda graph: graph.optimize())
    sweep(store.path, store.manifest)
    after = _size(store.path)
    store.prepare()
    return before, after


def migrate(path: str | Path) -> int:
    """Make the graph of a store anew from its readings, with the rules of this version; give the number of articles.

    Serves stores that an older version made. A reading that this version cannot understand is named: build again.
    """
    with Store.open(path, "write") as store:
        store.rebuild()
        return len(store.articles())

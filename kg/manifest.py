"""What a store's folder holds: which articles and which graph are its own, its version and its lock."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import sys
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg import codec
from kg.errors import StoreError, why
from kg.judgements import Judgement
from kg.model import Reading
from kg.resources import ONTOLOGY
from kg.roster import LEAVES, Entry, Roster

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.model import Article

FILE: Final = "store.json"
#: Raised when the layout of the folder or the form of the graph changes; an older program refuses what is newer.
FORMAT: Final = 2
#: What lies beside the graphs while a change is under way.
_SIGN: Final = "under-way"


@dataclass(frozen=True, slots=True)
class Manifest:
    """The content of ``store.json``."""

    graph: str = ""  # folder of the current graph; empty before the first build
    articles: Roster = field(default_factory=Roster)
    judgements: tuple[Judgement, ...] = ()  # what the graph was made with
    imports: Mapping[str, Entry] = field(default_factory=dict)  # RDF files by name, laid over what articles say
    program: str = ""  # what wrote it, name and version
    registry: tuple[str, ...] = ()  # files of known names that the user gave, in their order
    made: str = ""  # digest of the program that made the graph as a whole


def load_manifest(folder: Path) -> Manifest:
    """Read ``store.json``. StoreError for no store, something else, or a store of a newer version."""
    try:
        held = json.loads((folder / FILE).read_text("utf-8"))
        if int(held["format"]) > FORMAT:
            raise StoreError(f"{folder}: made by a newer version ({held.get('program')}); upgrade kg to open it")
        return _manifest(folder, held)
    except FileNotFoundError:
        what = "not a store of kg" if folder.exists() else "no store here"
        raise StoreError(f"{folder}: {what}; make one with 'kg build', or name another with --store") from None
    except NotADirectoryError:
        raise StoreError(f"{folder}: a file, not the folder of a store; name another with --store") from None
    except OSError as error:
        raise StoreError(f"{folder}: cannot be read ({why(error)})") from error
    except (ValueError, KeyError, TypeError, AttributeError):
        raise StoreError(f"{folder}: {FILE} is damaged; remove the folder and build the store again") from None


def _manifest(folder: Path, held: Mapping[str, Any]) -> Manifest:
    """What ``store.json`` tells; its first form held the list of articles whole, which the next change parts."""
    if held["format"] == 1:
        articles = Roster.of({id_: Entry(**entry) for id_, entry in held["articles"].items()})
    else:
        articles = Roster.found(folder, held["articles"], int(held["count"]))
    return Manifest(
        graph=held["graph"],
        articles=articles,
        judgements=tuple(Judgement(**judgement) for judgement in held.get("judgements", ())),
        imports={name: Entry(**entry) for name, entry in held.get("imports", {}).items()},
        program=str(held.get("program", "")),
        registry=tuple(held.get("registry", ())),
        made=str(held.get("made", "")),
    )


def save_manifest(folder: Path, manifest: Manifest) -> Manifest:
    """Replace ``store.json`` in one step that outlives a crash: this is the moment a change happens.

    Gives the manifest as it is in the folder. OSError when it cannot be written.
    """
    articles = manifest.articles.put(folder)
    held: dict[str, object] = {"format": FORMAT, "program": f"kg {version('kg')}", "graph": manifest.graph}
    held |= {"count": len(articles), "articles": articles.files()}
    held |= {"judgements": [asdict(each) for each in manifest.judgements]}
    held |= {"imports": {name: asdict(entry) for name, entry in sorted(manifest.imports.items())}}
    held |= {"made": manifest.made} | ({"registry": list(manifest.registry)} if manifest.registry else {})
    new = folder / (FILE + ".new")
    with new.open("w", encoding="utf-8") as file:
        file.write(json.dumps(held, ensure_ascii=False, separators=(",\n", ": ")))
        file.flush()
        os.fsync(file.fileno())
    new.replace(folder / FILE)
    return replace(manifest, articles=articles)


def claim_folder(folder: Path) -> None:
    """Make the folder a store unless it is one. StoreError when it holds something else or cannot be written."""
    if (folder / FILE).exists():
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(path.name not in {"lock", FILE + ".new"} for path in folder.iterdir()):
            raise StoreError(f"{folder}: not empty and not a store of kg; name another folder with --store")
        save_manifest(folder, Manifest())
    except (FileExistsError, NotADirectoryError):
        raise StoreError(f"{folder}: a file is in the way; name another folder with --store") from None
    except OSError as error:
        raise StoreError(f"{folder}: cannot be written ({why(error)}); name another folder with --store") from error


@contextlib.contextmanager
def lock(folder: Path) -> Iterator[None]:
    """Hold the one right to write. StoreError when somebody else has it."""
    try:
        file = (folder / "lock").open("w")
    except OSError as error:
        raise StoreError(f"{folder}: cannot be written ({why(error)}); name another folder with --store") from error
    with file:
        try:
            _take(file.fileno())
        except OSError:
            raise StoreError(f"{folder}: another process is writing this store; wait until it is done") from None
        yield


def _take(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def begin(folder: Path, graph: str) -> bool:
    """Leave a sign that a change of the store's `graph` is under way; tell whether another one was left undone.

    `sweep` and `drop` take the sign away. So who finds none knows that a killed change left no files behind.
    """
    graphs = folder / "graphs"
    graphs.mkdir(exist_ok=True)
    undone = any(path.name != graph for path in graphs.iterdir())
    (graphs / _SIGN).mkdir(exist_ok=True)
    return undone


def drop(folder: Path, before: Manifest, after: Manifest) -> None:
    """Remove what `before` speaks of and `after`, which took its place, does not; looks at nothing else."""
    for graph in {_SIGN, before.graph} - {after.graph, ""}:
        shutil.rmtree(folder / "graphs" / graph, ignore_errors=True)
    changed = after.articles.differing(before.articles)
    old, new = ({each.articles[id_].file for id_ in changed if id_ in each.articles} for each in (before, after))
    for file in old - new:
        (folder / "readings" / file).unlink(missing_ok=True)
    for file in {*before.articles.files()} - {*after.articles.files()}:
        (folder / LEAVES / file).unlink(missing_ok=True)


def sweep(folder: Path, manifest: Manifest) -> None:
    """Remove all files that the store no longer speaks of, also those a killed build left behind."""
    for graph in (folder / "graphs").glob("*"):
        if graph.name != manifest.graph:
            shutil.rmtree(graph, ignore_errors=True)
    for shelf, kept in spoken_of(manifest).items():
        for file in (folder / shelf).glob("*"):
            if file.name not in kept:
                file.unlink(missing_ok=True)


def spoken_of(manifest: Manifest) -> dict[str, set[str]]:
    """The files in a store's folder that a manifest needs beside its graph, by the folder they lie in."""
    return {
        "readings": {entry.file for entry in manifest.articles.values()},
        "imports": {entry.file for entry in manifest.imports.values()},
        "registry": {*manifest.registry},
        LEAVES: {*manifest.articles.files()},
    }


# ------------------------------------------------------------------------------ currency


def article_key(article: Article, registry: str = "") -> str:
    """What the reading of an article depends on: its text, what is known about it, the program and the `registry`.

    The last is the digest of the user's known names.
    """
    told = codec.encode(Reading(replace(article, path="")))
    return hashlib.sha256(f"{program()} {registry}{told}".encode()).hexdigest()


@cache
def program() -> str:
    """A digest of the program and its data: any change to rules or word lists makes every reading stale."""
    digest = hashlib.sha256()
    package = Path(__file__).resolve().parent
    for root, pattern in ((package, "**/*.py"), (ONTOLOGY, "**/*.*")):
        for path in sorted(root.glob(pattern)):
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()

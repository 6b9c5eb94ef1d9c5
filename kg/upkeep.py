"""Looking after a store: is it sound, what does it hold, copy it, make it smaller, make it anew."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg import search
from kg.errors import StoreError, why
from kg.generations import share
from kg.graph import CLAIMS, article_graph
from kg.iris import article_ref, iri
from kg.manifest import load_manifest, save_manifest, spoken_of, sweep
from kg.store import Store
from kg.terms import KG, RDF, SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyoxigraph import Quad
    from pyoxigraph import Store as Graph


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check looked at, by name, and what it found wrong, a line each."""

    looked: Mapping[str, int]
    problems: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether something was looked at and nothing found."""
        return not self.problems


def check(store: Store) -> Checked:
    """Look whether all is as a store must be.

    Every article's text has its hash, every piece of evidence and every mention stands in its text, every claim and
    statement has evidence, no triple lies in two graphs, every reading is there, and word index and tally are in step.
    """
    looked = dict.fromkeys(("articles", "evidence", "claims", "quads", "readings"), 0)
    problems: list[str] = []
    for name, problem in _found(store):
        looked[name] += not problem
        if problem:
            problems.append(problem)
    if not search.in_step(store):
        problems.append(f"{search.FILE}: not the words of this graph; remove it, the next 'kg search' makes it anew")
    if not store.tallied():
        problems.append("tally.sqlite: not what the articles add up to; remove it, the next change makes it anew")
    return Checked(looked, tuple(problems))


def _found(store: Store) -> Iterator[tuple[str, str]]:
    """What was looked at, with what is wrong with it or with nothing."""
    graph = store.oxigraph
    for article in store.articles():
        yield from _article(graph, article)
    for kind in (KG.Claim, KG.Statement):
        for quad in graph.quads_for_pattern(None, RDF.type, kind, CLAIMS):
            yield "claims", ""
            if not _backed(graph, quad):
                yield "claims", f"{_short(quad.subject)}: no evidence"
    for quad in graph:
        yield "quads", ""
        homes = [other.graph_name for other in graph.quads_for_pattern(quad.subject, quad.predicate, quad.object)]
        if len(homes) > 1 and quad.graph_name == min(homes, key=str):
            where = " and ".join(sorted(map(_short, homes)))
            yield "quads", f"{quad.triple}: in {len(homes)} graphs, {where}"
    yield from _readings(store)


def _article(graph: Graph, article: str) -> Iterator[tuple[str, str]]:
    name = article_graph(article)
    [subject, text, told] = _text(graph, article)
    yield "articles", ""
    if not subject:
        yield "articles", f"{article}: in the list of articles, but not in the graph"
    elif hashlib.sha256(text.encode()).hexdigest() != told:
        yield "articles", f"{article}: its text is not the one that was read, the hash differs"
    for quad in graph.quads_for_pattern(None, KG.exact, None, name):
        start, end = (_number(graph, quad, property_) for property_ in (KG.start, KG.end))
        yield "evidence", ""
        if not 0 <= start < end <= len(text) or text[start:end] != _value(quad):
            yield "evidence", f"{_short(quad.subject)}: not the words at {start} to {end} of {article}"


def _text(graph: Graph, article: str) -> tuple[bool, str, str]:
    subject = NamedNode(iri(article_ref(article)))
    text = _first(graph, subject, SCHEMA.text)
    return text is not None, text or "", _first(graph, subject, KG.textSha256) or ""


def _first(graph: Graph, subject: NamedNode, property_: NamedNode) -> str | None:
    found = next(iter(graph.quads_for_pattern(subject, property_, None)), None)
    return _value(found) if found else None


def _value(quad: Quad) -> str:
    return quad.object.value if isinstance(quad.object, Literal) else ""


def _number(graph: Graph, quad: Quad, property_: NamedNode) -> int:
    found = next(iter(graph.quads_for_pattern(quad.subject, property_, None, quad.graph_name)), None)
    text = _value(found) if found else ""
    return int(text) if text.isdecimal() else -1


def _backed(graph: Graph, quad: Quad) -> bool:
    return any(
        next(iter(graph.quads_for_pattern(None, property_, quad.subject)), None)
        for property_ in (KG.supports, KG.refutes)
    )


def _readings(store: Store) -> Iterator[tuple[str, str]]:
    for article in store.articles():
        try:
            [reading] = store.readings([article])
            wrong = "" if reading.article.id == article else f"{article}: its reading is of {reading.article.id}"
        except StoreError as error:
            wrong = str(error)
        yield "readings", ""
        if wrong:
            yield "readings", wrong


def _short(node: object) -> str:
    return str(node).strip("<>").removeprefix("https://w3id.org/aideals/id/")


# ------------------------------------------------------------------------------- the folder


def info(store: Store) -> dict[str, object]:
    """What the store is and holds: where, its form, articles, imports, judgements, quads by graph, bytes on disk."""
    graph, manifest = store.oxigraph, store.manifest
    names = {_short(name).removeprefix("graph/") for name in graph.named_graphs()}
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
    """Put the graph in as few bytes as the engine can, and remove what is no longer spoken of; bytes before, after."""
    if store.path is None:
        return 0, 0
    before = _size(store.path)
    sweep(store.path, store.manifest)
    store.amend(store.manifest, lambda graph: graph.optimize())
    sweep(store.path, store.manifest)
    return before, _size(store.path)


def migrate(path: str | Path) -> int:
    """Make the graph of a store anew from its readings, with the rules of this version; give the number of articles.

    Serves stores that an older version made. A reading that this version cannot understand is named: build again.
    """
    with Store.open(path, "write") as store:
        store.rebuild()
        return len(store.articles())

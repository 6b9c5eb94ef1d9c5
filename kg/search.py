"""Words in statements and names: an index in SQLite beside the graph, folded so that case and accents do not matter."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from kg.engines import rows
from kg.errors import KgError
from kg.folding import fold
from kg.graph import graph_name
from kg.terms import KG, RDF, SCHEMA, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pyoxigraph import Store as Graph

    from kg.store import Store

    Row = tuple[str, str, str, str]

FILE: Final = "search.sqlite"
#: What is found: the property whose words are searched, and what a hit is called.
_SEARCHED: Final = ((SKOS.prefLabel, "name"), (SKOS.altLabel, "name"), (SCHEMA.text, "statement"))
_WORD: Final = re.compile(r"\w+")
_SPEAKS: Final = "?node kg:speaker ?who . ?who skos:prefLabel ?name"
_SETUP: Final = """
    CREATE TABLE indexed (graph TEXT);
    CREATE TABLE places (node TEXT, place INTEGER, PRIMARY KEY (node, place)) WITHOUT ROWID;
    CREATE VIRTUAL TABLE words USING fts5 (
        folded, shown UNINDEXED, node UNINDEXED, sort UNINDEXED,
        tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3 4'
    );
"""


class SearchError(KgError):
    """Words that cannot be searched for."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A name or a statement that holds the words: its node, what it is, and its text."""

    node: str
    sort: str  # name or statement
    text: str


def search(store: Store, words: str, *, sort: str = "", limit: int = 20) -> list[Hit]:
    """Find the names and statements that hold all `words`, the best first; ``Robo*`` is any word that begins so.

    `sort` restricts to ``name`` or ``statement``; `limit` 0 means all. SearchError when there is no word. The index is
    made anew when the store has changed since.
    """
    wanted = _query(words)
    with contextlib.closing(_index(store)) as index:
        found = index.execute(
            "SELECT node, sort, shown FROM words WHERE words MATCH ? AND (? = '' OR sort = ?) "
            "ORDER BY rank, sort, shown, node LIMIT ?",
            (wanted, sort, sort, limit or -1),
        )
        return [Hit(*row) for row in found]


def in_step(store: Store) -> bool:
    """Whether the index on disk, where there is one of this very graph, holds all words of it and no others."""
    if store.path is None or not (store.path / FILE).exists():
        return True
    with contextlib.closing(sqlite3.connect(store.path / FILE)) as index:
        if _held(index) != store.manifest.graph:
            return True  # the next search makes it anew
        return sorted(index.execute("SELECT folded, shown, node, sort FROM words")) == sorted(_rows(store.oxigraph))


def follow(store: Store, before: str) -> None:
    """Bring the index on disk from the graph named `before` to that of `store`, which its last change made of it.

    Only the words of the nodes that the change touched are looked at. Where there is no index of `before`, or the
    change touched all, nothing is done: the next search makes it anew.
    """
    if store.path is None or store.touched is None or not (store.path / FILE).exists():
        return
    with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(store.path / FILE)) as index:
        if before and _held(index) == before:
            with index:
                replace(index, store.oxigraph, store.touched)
                index.execute("UPDATE indexed SET graph = ?", (store.manifest.graph,))


def speakers(store: Store, nodes: Iterable[str]) -> dict[str, str]:
    """Who says the statements among `nodes`, by name: node to names."""
    listed = " ".join(f"<{node}>" for node in dict.fromkeys(nodes))
    found = rows(store, f"SELECT ?node ?name {{ VALUES ?node {{ {listed} }} {_SPEAKS} }} ORDER BY ?node ?name")
    said: dict[str, str] = {}
    for node, name in found:
        if isinstance(node, NamedNode) and isinstance(name, Literal):
            said[node.value] = f"{said[node.value]}; {name.value}" if node.value in said else name.value
    return said


def _query(words: str) -> str:
    """Words as the index asks for them: each quoted, so that none is an operator."""
    found = [(fold(match.group()), words[match.end() :].startswith("*")) for match in _WORD.finditer(words)]
    if not found:
        raise SearchError(f"'{words}': no word to search for; write words, or the beginning of one and '*'")
    return " ".join(f'"{word}"{"*" if prefix else ""}' for word, prefix in found)


# ----------------------------------------------------------------------------------- the index


def _index(store: Store) -> sqlite3.Connection:
    """The index of the graph as it is now: that of the folder, made anew if need be, or one in memory."""
    graph = store.oxigraph  # first: opening may find a newer graph
    if store.path is None:
        return made(sqlite3.connect(":memory:"), graph, "")
    file, name = store.path / FILE, store.manifest.graph
    with contextlib.suppress(sqlite3.Error):
        with contextlib.ExitStack() as opened:
            index = opened.enter_context(contextlib.closing(sqlite3.connect(file, timeout=30)))
            if _held(index) == name:
                opened.pop_all()
                return index
        return _replaced(file, graph, name)
    return made(sqlite3.connect(":memory:"), graph, name)  # a folder that cannot be written


def _replaced(file: Path, graph: Graph, name: str) -> sqlite3.Connection:
    new = file.with_suffix(".new")
    new.unlink(missing_ok=True)
    made(sqlite3.connect(new), graph, name).close()
    new.replace(file)
    return sqlite3.connect(file)


def _held(index: sqlite3.Connection) -> str | None:
    try:
        row = index.execute("SELECT graph FROM indexed").fetchone()
    except sqlite3.DatabaseError:
        return None
    return str(row[0]) if row else None


def made(index: sqlite3.Connection, graph: Graph, name: str) -> sqlite3.Connection:
    """Fill an empty database with the words of a graph, and give it; `name` is the graph's."""
    with index:
        index.executescript(_SETUP)
        _fill(index, _rows(graph))
        index.execute("INSERT INTO indexed VALUES (?)", (name,))
    return index


def replace(index: sqlite3.Connection, graph: Graph, nodes: Iterable[str]) -> None:
    """Put the words that some nodes have now in the place of those they had."""
    for node in sorted(nodes):
        held = index.execute("SELECT place FROM places WHERE node = ?", (node,)).fetchall()
        index.executemany("DELETE FROM words WHERE rowid = ?", held)
        index.execute("DELETE FROM places WHERE node = ?", (node,))
        _fill(index, _rows(graph, NamedNode(node)))


def _fill(index: sqlite3.Connection, rows: Iterable[Row]) -> None:
    for row in rows:
        place = index.execute("INSERT INTO words VALUES (?, ?, ?, ?)", row).lastrowid
        index.execute("INSERT INTO places VALUES (?, ?)", (row[2], place))


def _rows(graph: Graph, node: NamedNode | None = None) -> Iterator[Row]:
    """The names and statements of the graph, or of one node: folded, as written, node, sort."""
    lists = (graph_name("ontology"), graph_name("vocab"))
    statements = {quad.subject for quad in graph.quads_for_pattern(node, RDF.type, KG.Statement, None)}
    for property_, sort in _SEARCHED:
        for quad in graph.quads_for_pattern(node, property_, None, None):
            words = quad.object
            if quad.graph_name in lists or not isinstance(words, Literal) or not isinstance(quad.subject, NamedNode):
                continue
            if sort == "name" or quad.subject in statements:
                yield fold(words.value), words.value, quad.subject.value, sort

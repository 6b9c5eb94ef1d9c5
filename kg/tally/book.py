"""The book: rows of what articles say of each name, in SQLite beside the graph or in memory, and what a change does.

A change is held beside the rows until it is written down, so that what was and what comes can both be asked.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from kg.tally.rows import Row

FILE: Final = "tally.sqlite"
#: So many names are remembered at once while a book is filled.
_MANY: Final = 50_000
#: Raised when rows come to mean something else.
FORMAT: Final = 1
Entry = tuple[str, int, str]
_SETUP: Final = """
    CREATE TABLE IF NOT EXISTS rows (
        sort TEXT, name TEXT, article TEXT, at INTEGER, said TEXT, PRIMARY KEY (sort, name, article, at, said)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS made (graph TEXT);
"""


class Book:
    """Rows by sort and name, and the change under way. `stamp` is the graph they are in step with, "" for none."""

    def __init__(self, pages: sqlite3.Connection) -> None:
        self._pages = pages
        self._read: dict[tuple[str, str], list[Entry]] = {}
        self._gone: dict[tuple[str, str], set[Entry]] = defaultdict(set)
        self._new: dict[tuple[str, str], set[Entry]] = defaultdict(set)

    @property
    def stamp(self) -> str:
        """The graph that the rows are in step with."""
        row = self._pages.execute("SELECT graph FROM made").fetchone()
        return str(row[0]) if row else ""

    def close(self) -> None:
        """Let go of the file."""
        self._pages.close()

    # ------------------------------------------------------------------------------- reading

    def rows(self, sort: str, name: str, *, after: bool) -> list[Entry]:
        """All that is said of a name in one sort, in order of articles: before the change under way, or after it."""
        key = (sort, name)
        if key not in self._read:
            if len(self._read) > _MANY and not (self._gone or self._new):
                self._read.clear()
            found = self._pages.execute("SELECT article, at, said FROM rows WHERE sort = ? AND name = ?", key)
            self._read[key] = found.fetchall()
        held = self._read[key]
        if not after or (key not in self._gone and key not in self._new):
            return held
        gone = self._gone.get(key, ())
        return sorted({*(entry for entry in held if entry not in gone), *self._new.get(key, ())})

    def names(self, *sorts: str) -> set[str]:
        """All names of which something is said in these sorts, the change under way aside."""
        found = (self._pages.execute("SELECT DISTINCT name FROM rows WHERE sort = ?", (sort,)) for sort in sorts)
        return {name for names in found for (name,) in names}

    def touched(self, *sorts: str) -> set[str]:
        """The names of which the change says something else."""
        return {name for told in (self._gone, self._new) for sort, name in told if sort in sorts and told[sort, name]}

    # ------------------------------------------------------------------------------- writing

    def replace(self, old: Iterable[Row], new: Iterable[Row]) -> None:
        """Put rows in the place of others, as part of the change under way."""
        before, after = set(old), set(new)
        for sort, name, article, at, said in before - after:
            self._gone[sort, name].add((article, at, said))
        for sort, name, article, at, said in after - before:
            self._new[sort, name].add((article, at, said))

    def drop(self) -> None:
        """Forget the change under way."""
        self._gone.clear()
        self._new.clear()

    def write(self, stamp: str) -> None:
        """Make the change under way and be in step with the graph `stamp`; both or neither."""
        with self._pages:
            self._pages.executemany(
                "DELETE FROM rows WHERE sort = ? AND name = ? AND article = ? AND at = ? AND said = ?",
                ((*key, *entry) for key, entries in self._gone.items() for entry in entries),
            )
            self._insert((*key, *entry) for key, entries in self._new.items() for entry in entries)
            self._stamp(stamp)
        for key in self._gone.keys() | self._new.keys():
            self._read.pop(key, None)
        self.drop()

    def clear(self) -> None:
        """Hold nothing, to be filled with `add` and then sealed with `seal`; until then it is in step with no graph."""
        self.drop()
        self._read.clear()
        self._pages.execute("DELETE FROM rows")
        self._pages.execute("DELETE FROM made")

    def add(self, rows: Iterable[Row]) -> None:
        """Fill a book that was cleared with more rows."""
        self._insert(rows)
        self._read.clear()

    def seal(self, stamp: str) -> None:
        """Be in step with the graph `stamp`: from now on what was filled in counts."""
        with self._pages:
            self._stamp(stamp)

    def all(self) -> Iterator[Row]:
        """All rows, in order."""
        yield from self._pages.execute("SELECT * FROM rows ORDER BY sort, name, article, at, said")

    def _insert(self, rows: Iterable[Row]) -> None:
        self._pages.executemany("INSERT OR IGNORE INTO rows VALUES (?, ?, ?, ?, ?)", rows)

    def _stamp(self, stamp: str) -> None:
        self._pages.execute("DELETE FROM made")
        self._pages.execute("INSERT INTO made VALUES (?)", (stamp,))


def opened(folder: Path | None) -> Book:
    """The book in a store's folder, or an empty one in memory; one that cannot be read is begun anew."""
    if folder is None:
        return Book(_set_up(sqlite3.connect(":memory:")))
    file = folder / FILE
    pages = sqlite3.connect(file)
    try:
        return Book(_set_up(pages))
    except sqlite3.DatabaseError:
        pages.close()
        file.unlink(missing_ok=True)
        return Book(_set_up(sqlite3.connect(file)))


def _set_up(pages: sqlite3.Connection) -> sqlite3.Connection:
    [form] = pages.execute("PRAGMA user_version").fetchone()
    if form != FORMAT:
        pages.executescript("DROP TABLE IF EXISTS rows; DROP TABLE IF EXISTS made;")
        pages.execute(f"PRAGMA user_version = {FORMAT}")
    pages.executescript(_SETUP)
    return pages

"""The list of a store's articles: under each id what its reading depends on, and the file that holds it.

The list is spread over leaves by the hash of the id, about as many leaves as each has articles, and each lies in a file
that is named by what it holds and never written again. So a change writes anew the leaves of the articles it touches
and nothing else, whatever the number of articles; and to name the leaves is to name the whole list.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final
from zlib import crc32

from kg.errors import StoreError, why
from kg.files import kept

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

#: The folder of the leaves.
LEAVES: Final = "lists"
#: Fewer articles are one leaf.
_FEW: Final = 256


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in a store: what its reading depends on, and the file that holds it."""

    key: str
    file: str


class _Leaf:
    """A part of a list: its entries, or the file that holds them until somebody asks."""

    def __init__(self, folder: Path | None = None, file: str = "", entries: Mapping[str, Entry] | None = None) -> None:
        self.folder = folder
        self.file = file
        self._entries = entries

    @property
    def entries(self) -> Mapping[str, Entry]:
        """What is listed here. StoreError when the file is gone, as when somebody has just replaced it."""
        if self._entries is None:
            assert self.folder is not None  # noqa: S101 - a leaf has entries or a file
            try:
                held = json.loads((self.folder / LEAVES / self.file).read_text("utf-8"))
                self._entries = {id_: Entry(**entry) for id_, entry in held.items()}
            except (OSError, ValueError, TypeError) as error:
                reason = why(error) if isinstance(error, OSError) else "it cannot be read"
                raise StoreError(
                    f"{self.folder}: its list of articles is lost ({reason}); remove the folder and build anew"
                ) from None
        return self._entries

    def put(self, folder: Path) -> _Leaf:
        """The same, in a file of a store's folder, where it outlives a crash."""
        if self.file and self.folder == folder:
            return self
        held = {id_: asdict(entry) for id_, entry in sorted(self.entries.items())}
        text = json.dumps(held, ensure_ascii=False, separators=(",\n", ": "))  # ten times as fast as with indents
        return _Leaf(folder, kept(folder / LEAVES, text, lasting=True), self.entries)


class Roster(Mapping[str, Entry]):
    """The list: a mapping in order of ids, which reads of its files only the leaves that are asked for."""

    def __init__(self, leaves: Sequence[_Leaf] = (), count: int = 0) -> None:
        self._leaves = tuple(leaves) or (_Leaf(entries={}),)
        self._count = count

    @classmethod
    def of(cls, entries: Mapping[str, Entry]) -> Roster:
        """A list of all these, in no file yet."""
        parts: list[dict[str, Entry]] = [{} for _ in range(_spread(len(entries)))]
        for id_, entry in entries.items():
            parts[_place(id_, len(parts))][id_] = entry
        return cls([_Leaf(entries=part) for part in parts], len(entries))

    @classmethod
    def found(cls, folder: Path, files: Iterable[str], count: int) -> Roster:
        """The list of so many articles whose leaves lie in these files of a store's folder, which `files` told."""
        return cls([_Leaf(folder, file) for file in files], count)

    def put(self, folder: Path) -> Roster:
        """The same list in files of a store's folder; what is not there yet is written. OSError when it cannot be."""
        return Roster([leaf.put(folder) for leaf in self._leaves], self._count)

    def files(self) -> list[str]:
        """The files of the leaves that lie in files."""
        return [leaf.file for leaf in self._leaves if leaf.file]

    def changed(self, new: Mapping[str, Entry], gone: Collection[str] = ()) -> Roster:
        """The list with these entries, without those that are gone; what they do not touch is shared."""
        leaves = list(self._leaves)
        touched: dict[int, dict[str, Entry]] = {}
        for id_ in {*new, *gone}:
            at = _place(id_, len(leaves))
            entries = touched.setdefault(at, dict(leaves[at].entries))
            entries.pop(id_, None)
            if id_ in new:
                entries[id_] = new[id_]
        count = self._count + sum(len(entries) - len(leaves[at].entries) for at, entries in touched.items())
        for at, entries in touched.items():
            leaves[at] = _Leaf(entries=entries)
        made = Roster(leaves, count)
        return made if _fits(len(leaves), count) else Roster.of(made)

    def differing(self, other: Roster) -> set[str]:
        """The ids that the other list lacks or has otherwise, and those that only it has."""
        if len(self._leaves) != len(other._leaves):
            return {id_ for id_, _ in self.items() ^ other.items()}
        pairs = zip(self._leaves, other._leaves, strict=True)
        apart = ((one, two) for one, two in pairs if one is not two and not (one.file and one.file == two.file))
        return {id_ for one, two in apart for id_, _ in one.entries.items() ^ two.entries.items()}

    def __getitem__(self, id_: str) -> Entry:
        return self._leaves[_place(id_, len(self._leaves))].entries[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(id_ for leaf in self._leaves for id_ in leaf.entries))

    def __len__(self) -> int:
        return self._count

    def __eq__(self, other: object) -> bool:
        return not self.differing(other) if isinstance(other, Roster) else super().__eq__(other)

    __hash__ = None  # type: ignore[assignment]  # as other mappings


def _place(id_: str, leaves: int) -> int:
    return crc32(id_.encode()) % leaves


def _spread(count: int) -> int:
    """How many leaves so many articles are best spread over: a power of two near to the root."""
    return 1 if count < _FEW else 1 << (count.bit_length() // 2)


def _fits(leaves: int, count: int) -> bool:
    """Whether so many leaves will do: not only the best, so that no article more or less spreads all of them anew."""
    best = _spread(count)
    return best // 4 <= leaves <= best * 4 if best > 1 else leaves <= 1 << (_FEW.bit_length() // 2)

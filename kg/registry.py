"""Known names: which names are one thing, who belongs to whom and who makes what.

Read from ``ontology/registry.ttl`` and from files of the user's own in the same form. The registry gives identity,
never permission: a name that is in no registry is found all the same.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.entries import Known, RegistryError, entries
from kg.errors import why
from kg.model import Kind
from kg.resources import ONTOLOGY

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Mapping

    from kg.model import Ref

__all__ = ["Known", "Registry", "RegistryError", "own", "registry"]
_LEGAL: Final = re.compile(
    r",?\s+(?:[A-Z]\.[A-Z]\.|Inc|Corp|Corporation|Co|Ltd|Limited|LLC|LLP|LP|PLC|plc|AG|SE|SA|NV|AB)\.?$"
)

#: A nation before the name of one of its bodies: "US Department of Defense".
_NATIONS: Final = ("US ", "U.S. ", "UK ", "U.K. ", "United States ")

_REMEMBERED: Final = 16384  # names that were looked up, since an article asks for the same ones again and again


@dataclass(frozen=True)
class Registry:
    """The known entities, to be found by name or ref. `texts` are the user's own files behind them."""

    entries: tuple[Known, ...]
    texts: tuple[str, ...] = ()
    day: datetime.date | None = None  # whose names these are; None for today's

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes as the user's texts alone: each process reads a registry once."""
        return registry, self.texts

    @cached_property
    def digest(self) -> str:
        """What tells registries of other files apart; empty for what the package knows alone."""
        told = (*self.texts, *([self.day.isoformat()] if self.day else []))
        return hashlib.sha256("\0".join(told).encode()).hexdigest() if told else ""

    def as_of(self, day: datetime.date) -> Registry:
        """The entities under the names that they bore on a day."""
        return Registry(tuple(entry.as_of(day) for entry in self.entries), self.texts, day)

    @cached_property
    def by_ref(self) -> Mapping[Ref, Known]:
        """The entries by ref."""
        return {entry.ref: entry for entry in self.entries}

    @cached_property
    def makers(self) -> frozenset[Ref]:
        """The organisations that make the hardware of the registry."""
        return frozenset(entry.maker for entry in self.entries if entry.maker and entry.kind is Kind.HARDWARE)

    @cached_property
    def hosts(self) -> frozenset[Ref]:
        """Those who have a cloud service of their own."""
        units = {entry.ref.removesuffix("-cloud") for entry in self.entries if entry.ref.endswith("-cloud")}
        served = {entry.maker for entry in self.entries if entry.maker and entry.kind is Kind.SERVICE}
        return frozenset(served | (units & self.by_ref.keys()))

    @cached_property
    def by_name(self) -> Mapping[str, Known]:
        """The entries by name, as written and in lower case; a main name goes before another's alias."""
        aliases = {name: entry for entry in self.entries for name in entry.names[1:]}
        names = aliases | {entry.names[0]: entry for entry in self.entries}
        return {name.lower(): entry for name, entry in names.items()} | names

    @cached_property
    def find(self) -> Callable[[str], Known | None]:
        """Return the entity of a name: as written, in other capitals, with a legal form, or in the plural."""
        return lru_cache(maxsize=_REMEMBERED)(self._look_up)

    def _look_up(self, name: str) -> Known | None:
        found = self._find(name)
        if found is None and name.endswith("s") and len(name) > 2:
            one = self._find(name[:-1])
            found = one if one is not None and one.kind is not Kind.ORGANIZATION else None  # "Times" is not "Time"
        if found is None and not name.isalnum() and len(form := _LEGAL.sub("", name)) > 1:
            found = self._find(form)
        if found is None and name.startswith(_NATIONS):
            found = self._find(name.removeprefix("United ").partition(" ")[2])
        return found

    def _find(self, name: str) -> Known | None:
        if (found := self.by_name.get(name)) is not None:
            return found
        found = self.by_name.get(name.lower())
        return found if name.isupper() or " " in name or len(name) > 4 else None


@lru_cache(maxsize=8)
def registry(*texts: str) -> Registry:
    """Return what the package knows, with what `texts` (Turtle, as `own` gives them) add.

    An entry goes before an earlier one of the same ref. RegistryError for a text that is no registry.
    """
    known: dict[Ref, Known] = {}
    for text in ((ONTOLOGY / "registry.ttl").read_text("utf-8"), *texts):
        known.update({entry.ref: entry for entry in entries(text, "registry")})
    return Registry(tuple(known.values()), texts)


def own(paths: Iterable[str | Path]) -> tuple[str, ...]:
    """Return the texts of the user's registry files. RegistryError, naming the file, for one that is no registry."""
    texts = []
    for path in map(Path, paths):
        try:
            texts.append(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise RegistryError(f"{path}: cannot be read ({why(error)})") from None
        if not list(entries(texts[-1], str(path))):
            raise RegistryError(f"{path}: names no entity; write entries as in ontology/registry.ttl")
    return tuple(texts)

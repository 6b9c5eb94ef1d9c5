"""Known names: which names are one thing, who belongs to whom and who makes what.

Read from ``ontology/registry.ttl`` and from files of the user's own in the same form. The registry gives identity,
never permission: a name that is in no registry is found all the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.errors import KgError
from kg.model import Kind
from kg.prefixes import ID, PREFIXES
from kg.resources import ONTOLOGY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.model import Ref

_TYPE: Final = f"{PREFIXES['rdf']}type"
_NAME: Final = f"{PREFIXES['skos']}prefLabel"
_ALIAS: Final = f"{PREFIXES['skos']}altLabel"
_PARENT: Final = f"{PREFIXES['schema']}parentOrganization"
_MAKER: Final = (f"{PREFIXES['kg']}madeBy", f"{PREFIXES['kg']}offeredBy")
_KINDS: Final = {
    f"{PREFIXES['schema']}Organization": Kind.ORGANIZATION,
    f"{PREFIXES['schema']}Person": Kind.PERSON,
    f"{PREFIXES['schema']}Place": Kind.PLACE,
    f"{PREFIXES['schema']}Product": Kind.PRODUCT,
    f"{PREFIXES['kg']}Hardware": Kind.HARDWARE,
    f"{PREFIXES['kg']}CloudService": Kind.SERVICE,
}


_LEGAL: Final = re.compile(
    r",?\s+(?:[A-Z]\.[A-Z]\.|Inc|Corp|Corporation|Co|Ltd|Limited|LLC|LLP|LP|PLC|plc|AG|SE|SA|NV|AB)\.?$"
)


class RegistryError(KgError):
    """A registry file that cannot be read."""


@dataclass(frozen=True, slots=True)
class Known:
    """A known entity. `names` holds its main name first, then its aliases."""

    ref: Ref
    kind: Kind
    names: tuple[str, ...]
    maker: Ref | None = None
    parent: Ref | None = None


@dataclass(frozen=True)
class Registry:
    """The known entities, to be found by name or ref."""

    entries: tuple[Known, ...]

    @cached_property
    def by_ref(self) -> Mapping[Ref, Known]:
        """The entries by ref."""
        return {entry.ref: entry for entry in self.entries}

    @cached_property
    def by_name(self) -> Mapping[str, Known]:
        """The entries by name, as written and in lower case; a main name goes before another's alias."""
        aliases = {name: entry for entry in self.entries for name in entry.names[1:]}
        names = aliases | {entry.names[0]: entry for entry in self.entries}
        return {name.lower(): entry for name, entry in names.items()} | names

    def find(self, name: str) -> Known | None:
        """Return the entity of that name: as written, in other capitals, with a legal form, or in the plural."""
        found = self._find(name)
        if found is None and name.endswith("s") and len(name) > 2:
            found = self._find(name[:-1])
        if found is None and not name.isalnum() and len(form := _LEGAL.sub("", name)) > 1:
            found = self._find(form)
        return found

    def _find(self, name: str) -> Known | None:
        if (found := self.by_name.get(name)) is not None:
            return found
        found = self.by_name.get(name.lower())
        return found if name.isupper() or " " in name or len(name) > 4 else None


@dataclass(slots=True)
class _Entry:
    kind: Kind | None = None
    name: str = ""
    aliases: list[str] = field(default_factory=list)
    maker: Ref | None = None
    parent: Ref | None = None


@cache
def registry(*files: str) -> Registry:
    """Return what the package knows, with what `files` (Turtle) add. A later file goes before an earlier one.

    Raises RegistryError for a file that cannot be read or names no entity.
    """
    entries: dict[Ref, Known] = {}
    for path in (str(ONTOLOGY / "registry.ttl"), *files):
        entries.update({entry.ref: entry for entry in _read(path)})
    return Registry(tuple(entries.values()))


def _read(path: str) -> Iterator[Known]:
    found: dict[Ref, _Entry] = {}
    try:
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(ID):
                entry = found.setdefault(quad.subject.value.removeprefix(ID), _Entry())
                _take(entry, quad.predicate.value, quad.object)
    except (OSError, SyntaxError, ValueError) as error:
        raise RegistryError(f"{path}: cannot be read as Turtle, {error}; mend or leave out the file") from error
    for ref, entry in found.items():
        if entry.kind is None or not entry.name:
            raise RegistryError(f"{path}: {ref} has no class or no skos:prefLabel; every entity needs both")
        yield Known(ref, entry.kind, (entry.name, *entry.aliases), entry.maker, entry.parent)


def _take(entry: _Entry, predicate: str, value: object) -> None:
    if isinstance(value, Literal):
        if predicate == _NAME:
            entry.name = value.value
        elif predicate == _ALIAS:
            entry.aliases.append(value.value)
    elif isinstance(value, NamedNode):
        if predicate == _TYPE:
            entry.kind = _KINDS.get(value.value, entry.kind)
        elif predicate == _PARENT:
            entry.parent = value.value.removeprefix(ID)
        elif predicate in _MAKER:
            entry.maker = value.value.removeprefix(ID)

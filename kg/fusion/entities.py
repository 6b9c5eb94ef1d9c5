"""One entity for each name that articles agree on, with the kind that most mentions give it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache, partial
from typing import TYPE_CHECKING, Protocol

from kg.fusion.knowledge import Thing
from kg.model import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kg.fusion.knowledge import Claim, Former
    from kg.model import Entity, Ref
    from kg.registry import Known, Registry

TYPES = {
    Kind.ORGANIZATION: "schema:Organization",
    Kind.PERSON: "schema:Person",
    Kind.HARDWARE: "kg:Hardware",
    Kind.SERVICE: "kg:CloudService",
    Kind.PRODUCT: "schema:Product",
    Kind.PLACE: "schema:Place",
}
_BY_CLASS = {"org": Kind.ORGANIZATION, "person": Kind.PERSON, "place": Kind.PLACE, "product": Kind.PRODUCT}
_ORDER = list(Kind)


@dataclass(slots=True)
class Counts:
    """How often articles take a name for which kind, what they call it, and the forms they use."""

    kinds: Counter[Kind] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    surfaces: set[str] = field(default_factory=set)

    def add(self, kind: Kind, name: str, weight: int, surfaces: Iterable[str]) -> None:
        """Count what one article says."""
        self.kinds[kind] += weight
        self.names[name] += weight
        self.surfaces.update(surfaces)

    def add_place(self, name: str) -> None:
        """Record a place that no mention need name, such as one beside an event; the first of its names counts."""
        if not self.kinds:
            self.kinds[Kind.PLACE] = 1
        if not self.names or name in self.names:
            self.names[name] += 1


def weight(entity: Entity) -> int:
    """How much what an article says of a name counts: by how often it uses it."""
    return max(1, len(entity.evidence))


class Formers(Protocol):
    """Who knows the names that companies no longer bear."""

    def names(self, ref: Ref) -> frozenset[str]:
        """The former names of a company."""
        ...

    def of(self, ref: Ref) -> tuple[Former, ...]:
        """The former names of a company, each with the times that are given for its end."""
        ...


class Entities:
    """All mentions of all articles, by entity."""

    def __init__(self, entities: Iterable[Entity], registry: Registry, former: Formers) -> None:
        self._former = former
        self._known = registry.by_ref
        self._counts: dict[Ref, Counts] = {}
        for entity in entities:
            counts = self._counts.setdefault(entity.ref, Counts())
            counts.add(entity.kind, entity.name, weight(entity), entity.surfaces)

    def kind(self, ref: Ref) -> Kind:
        """The kind that most mentions give; for a thing nobody mentions by name, what its `Ref` says."""
        counts = self._counts.get(ref)
        return self.kind_of(ref, counts.kinds if counts else {})

    def kind_of(self, ref: Ref, told: Mapping[Kind, int]) -> Kind:
        """The kind of a thing, from how often it is taken for which."""
        if not told:
            known = self._known.get(ref)
            return known.kind if known else _BY_CLASS[ref.partition("/")[0]]
        return min(told, key=lambda kind: (-told[kind], _ORDER.index(kind)))

    def add_place(self, ref: Ref, name: str) -> None:
        """Record a place, as `Counts.add_place`."""
        self._counts.setdefault(ref, Counts()).add_place(name)

    def names(self) -> Mapping[Ref, str]:
        """The name to show for each."""
        return {ref: self.shown(ref, counts.names) for ref, counts in self._counts.items()}

    def shown(self, ref: Ref, told: Mapping[str, int]) -> str:
        """The name to show: the commonest, of equals the longest; a name that it gave up comes last."""
        entry = self._known.get(ref)
        if entry and entry.then:
            return entry.names[0]
        former = self._former.names(ref)
        return min(told, key=lambda name: (name in former, -told[name], -len(name), name))

    def things(self, used: Iterable[Ref], retired: Mapping[Ref, Ref]) -> tuple[Thing, ...]:
        """Every entity of the articles, and those that are only `used` in what they say, in order of their refs.

        `retired` gives the ref that stands for one no longer used.
        """
        former: dict[Ref, list[Ref]] = defaultdict(list)
        for old in sorted(retired):
            former[retired[old]].append(old)
        refs = {ref for ref in used if is_thing(ref)} | self._counts.keys()
        return tuple(self.thing(ref, self._counts.get(ref), former.get(ref, ())) for ref in sorted(refs))

    def thing(self, ref: Ref, counts: Counts | None, retired: Sequence[Ref]) -> Thing:
        """An entity with its names in the articles and, to be found by, those of the registry."""
        entry = self._known.get(ref)
        known = entry.names if entry else ()
        told = counts or Counts()
        name = self.shown(ref, told.names) if told.names else ""
        name = name or (known[0] if known else ref.partition("/")[2].replace("-", " "))
        others = {*known, *told.names, *told.surfaces} - {name}
        names = (name, *sorted(others))
        same, ticker = (entry.same, entry.ticker) if entry else ((), "")
        kind = TYPES[self.kind_of(ref, told.kinds)]
        return Thing(ref, kind, names, tuple(retired), self._former.of(ref), same, ticker)


def is_thing(ref: Ref) -> bool:
    """Whether a `Ref` names an entity, and no deal, value or the like."""
    return ref.partition("/")[0] in _BY_CLASS


def owners(claims: Iterable[Claim], known: Mapping[Ref, Known] | None = None) -> Callable[[Ref], Ref]:
    """The organisation at the top of those an organisation belongs to, as far as articles say so.

    Where they say nothing of it, as `known` has it.
    """
    told: dict[Ref, Counter[Ref]] = defaultdict(Counter)
    for claim in claims:
        if claim.property == "schema:parentOrganization":
            told[claim.subject][claim.object] += sum(not each.refutes for each in claim.evidence)
    nothing: Counter[Ref] = Counter()
    known = known or {}
    return cache(partial(top, lambda ref: owner(told.get(ref, nothing), known.get(ref))))


def owner(told: Counter[Ref], known: Known | None) -> Ref | None:
    """To whom an organisation belongs: what most words say, else what is known; None for nobody."""
    if told.total():
        return min(told, key=lambda each: (-told[each], each))
    return (known.parent or None) if known else None


def top(owned_by: Callable[[Ref], Ref | None], ref: Ref) -> Ref:
    """Who is at the top of those an organisation belongs to; of those that belong to each other, the first by name."""
    seen = [ref]
    while (up := owned_by(seen[-1])) and up not in seen:
        seen.append(up)
    return min(seen) if up in seen else seen[-1]

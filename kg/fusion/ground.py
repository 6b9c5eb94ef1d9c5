"""What is decided of names before anything is gathered: which are one, of what kind, how called, in which roles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from kg.fusion import people, relations
from kg.fusion.claims import Values
from kg.fusion.entities import Entities, owners
from kg.fusion.fitting import fitting
from kg.fusion.former import FormerNames
from kg.fusion.identity import identify
from kg.iris import place_ref

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from kg.fusion.knowledge import Claim, Naming, Tenure, Thing
    from kg.judgements import Judgement
    from kg.model import Kind, Reading, Ref
    from kg.registry import Registry


@dataclass(frozen=True)
class Ground:
    """Readings under the names that are kept, each name where its kind can stand, and what is known of the names.

    `held` gives a person's tenures, `owners` who stands for a subsidiary when these claims are made, and `things` the
    entities when those given are used; `values` takes the values that are met.
    """

    readings: Sequence[Reading]
    kind: Callable[[Ref], Kind]
    names: Mapping[Ref, str]
    namings: Iterable[Naming]
    tenures: tuple[Tenure, ...]
    held: Callable[[Ref], Sequence[Tenure]]
    owners: Callable[[Iterable[Claim]], Callable[[Ref], Ref]]
    things: Callable[[Iterable[Ref]], tuple[Thing, ...]]
    values: Values

    @classmethod
    def of(cls, readings: Sequence[Reading], judgements: Sequence[Judgement], registry: Registry) -> Ground:
        """What all articles together decide; the readings come in order of their articles."""
        told, retired = identify(readings, judgements, registry)
        values = Values()
        former = FormerNames(told, registry.by_ref, values)
        entities = Entities((entity for reading in told for entity in reading.entities), registry, former)
        told = [fitting(reading, entities.kind) for reading in told]
        for reading in told:
            for name in place_names(reading):
                entities.add_place(place_ref(name), name)
        published = {each.article.id: each.article.published for each in told if each.article.published}
        tenures = people.tenures((role for reading in told for role in reading.roles), published, values)
        held = people.by_person(tenures)
        return cls(
            readings=told,
            kind=entities.kind,
            names=entities.names(),
            namings=former.namings(),
            tenures=tenures,
            held=lambda person: held.get(person, ()),
            owners=partial(owners, known=registry.by_ref),
            things=partial(entities.things, retired=retired),
            values=values,
        )


def place_names(reading: Reading) -> Iterator[str]:
    """The places that stand in an article beside what it tells of."""
    for relation in reading.relations:
        if isinstance(relation.object, str) and not relations.is_ref(relation.object):
            yield relation.object
    yield from (event.place for event in reading.events if event.place)

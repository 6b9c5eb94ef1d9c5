"""What is known of each name before anything is made of it: where it is named, when first, and what it does."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.fusion.naming import first_day
from kg.fusion.people import role_keys
from kg.fusion.values import worth
from kg.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from kg.model import Deal, Reading, Ref

#: What a name does beside others: a post, or its side of a deal. Values are the articles that say so.
Doings = dict[tuple[object, ...], set[str]]


@dataclass(frozen=True)
class Facts:
    """Of each name: the articles that name it and the first day, its other names with the words, and its doings."""

    named_in: Mapping[Ref, Collection[str]]
    seen: Mapping[Ref, tuple[int, str]]
    renamed: Mapping[frozenset[Ref], str]
    doings: Callable[[Collection[Ref]], Mapping[Ref, Doings]]

    @classmethod
    def of(cls, readings: Sequence[Reading]) -> Facts:
        """What articles say of all names."""
        named_in: dict[Ref, set[str]] = defaultdict(set)
        seen: dict[Ref, tuple[int, str]] = {}
        for reading in readings:
            day = first_day(reading.article)
            for entity in reading.entities:
                named_in[entity.ref].add(reading.article.id)
                seen[entity.ref] = min(day, seen.get(entity.ref, day))
        told: dict[frozenset[Ref], str] = {}
        for reading in readings:
            for pair, quote in renamed(reading):
                told.setdefault(pair, f"{reading.article.id}: {quote}")

        def done(refs: Collection[Ref]) -> Mapping[Ref, Doings]:
            found: dict[Ref, Doings] = defaultdict(lambda: defaultdict(set))
            for reading in readings:
                for ref, doing in doings(reading):
                    if ref in refs:
                        found[ref][doing].add(reading.article.id)
            return found

        return cls(named_in, seen, told, done)

    def rank(self, ref: Ref) -> tuple[tuple[int, str], Ref]:
        """What orders names: the one seen first is kept."""
        return self.seen.get(ref, (0, "~")), ref


def renamed(reading: Reading) -> Iterator[tuple[frozenset[Ref], str]]:
    """Two names of which an article says that one became the other, with its words."""
    for tie in reading.relations:
        told = tie.predicate == "formerly" and not tie.evidence.refutes
        if told and isinstance(tie.object, str) and tie.object != tie.subject:
            yield frozenset((tie.subject, tie.object)), tie.evidence.quote


def doings(reading: Reading) -> Iterator[tuple[Ref, tuple[object, ...]]]:
    """What an article says each company and person does: posts, and sides of deals."""
    for role in reading.roles:
        for key in role_keys(role.title) if role.organization else ():
            if key in words("identity", "posts"):
                yield role.organization or "", (key, role.person)
            yield role.person, (key, role.organization)
    for deal in reading.deals:
        yield from _sides(deal)


def _sides(deal: Deal) -> Iterator[tuple[Ref, tuple[object, ...]]]:
    """Each party with kind and sum of the deal and each counterpart: what two deals hardly share by chance."""
    sums = {made.ref for each in deal.values if (made := worth(each.value)) and made.minimum == made.maximum}
    parties = {party.ref for party in deal.parties if party.ref}
    for ref in parties:
        for other in parties - {ref}:
            yield from ((ref, (deal.kind.value, "with", other, "for", sum_)) for sum_ in sums)

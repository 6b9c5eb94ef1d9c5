"""Knowledge in parts that can be derived from and checked alone, so that neither needs the whole in memory.

A part is home to a run of articles with all their words, and to each subject whose first words stand in them: all that
is claimed of it comes along, with every word for and against it, wherever that stands. What else the part speaks of
is its guest: all that it holds of it is true, but it is not all there is. So what follows for a guest, and what may be
wrong with it, is told in the part that is its home.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeVar

from kg.fusion.knowledge import Knowledge
from kg.fusion.values import worth
from kg.iris import article_ref, claim_ref

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from kg.fusion.knowledge import Claim, Naming, Said
    from kg.model import Article, Ref

Item = TypeVar("Item")
#: What a part is home to, in characters of articles: a graph of it stays near to the processor, about 20 MB.
SIZE: Final = 500_000
_TRIFLE: Final = 200_000
_OWNER: Final = "schema:parentOrganization"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of what the articles say, and those of its nodes that are at home in another.

    `visitors` are articles that are at home in another part, and have words of something that is at home in this one.
    """

    knowledge: Knowledge
    visitors: tuple[Article, ...]
    guests: frozenset[Ref]


def parts(whole: Knowledge, size: int = SIZE) -> Iterator[Part]:
    """Give the parts, together the whole; a part is full when its articles have `size` characters.

    What would be one part, and is no trifle, is two: so that two can work on it.
    """
    held = sum(len(each.text) for each in whole.articles)
    parting = _Parting(whole, size if held > size else max(held // 2, min(size, _TRIFLE)))
    for number in range(len(parting.articles)):
        yield parting.part(number)


class _Parting:
    """Where everything is at home, and what the parts have been given so far."""

    def __init__(self, whole: Knowledge, size: int) -> None:
        self.whole = whole
        self.articles = _runs(whole.articles, size)
        self.at = {each.id: number for number, run in enumerate(self.articles) for each in run}
        self.by_id = {each.id: each for each in whole.articles}
        self.homes: dict[Ref, int] = {}
        count = len(self.articles)
        self.claims: list[list[Claim]] = [[] for _ in range(count)]
        self.statements: list[list[Said]] = [[] for _ in range(count)]
        self.guests: list[set[Ref]] = [set() for _ in range(count)]
        self.visitors: list[set[str]] = [set() for _ in range(count)]  # articles from other parts
        self.namings: dict[str, list[Naming]] = defaultdict(list)
        for each in whole.namings:
            self.namings[each.article].append(each)
        for said in whole.statements:
            self._give_statement(said)
        for claim in whole.claims:
            self._give_claim(claim)
        self.ties = [claim for claim in whole.claims if claim.property == _OWNER]
        self.deals = {line: deal.ref for deal in whole.deals for line, _ in deal.commitments}
        self.things = {each.ref: each for each in whole.things}
        self.tenures = {each.ref: each for each in whole.tenures}
        self.agreed = {each.ref: each for each in whole.deals}
        self.events = {each.ref: each for each in whole.events}
        self.voices = {each.ref: each for each in whole.voices}
        self.values = {each.ref: each for each in whole.values}

    # ----------------------------------------------------------------------- who is home where

    def _give_statement(self, said: Said) -> None:
        where = {self.at[words.article] for words, _ in said.renderings}
        home = self.homes.setdefault(said.ref, min(where))
        for part in where:
            words = tuple(each for each in said.renderings if self.at[each[0].article] == part)
            self.statements[part].append(said if part == home else replace(said, renderings=words))
        self._visit(said.ref, home, where, (words.article for words, _ in said.renderings))

    def _give_claim(self, claim: Claim) -> None:
        where = {self.at[words.article] for words in claim.evidence}
        home = self.homes.setdefault(claim.subject, min(where))
        for part in where | {home}:
            words = tuple(each for each in claim.evidence if self.at[each.article] == part)
            self.claims[part].append(claim if part == home else replace(claim, evidence=words))
        self._visit(_name(claim), home, where, (words.article for words in claim.evidence))

    def _visit(self, ref: Ref, home: int, where: Collection[int], articles: Iterable[str]) -> None:
        """Note that a claim or statement is a guest where some of its words stand, and these visit its home."""
        for part in where:
            if part != home:
                self.guests[part].add(ref)
        if any(part != home for part in where):
            self.visitors[home].update(each for each in articles if self.at[each] != home)

    # --------------------------------------------------------------------------- what it holds

    def part(self, number: int) -> Part:
        claims = [*self.claims[number], *self._owners(number)]
        visitors = tuple(self.by_id[id_] for id_ in sorted(self.visitors[number]))
        refs = self._reached(claims, self.statements[number], self.articles[number])
        if number == len(self.articles) - 1:
            refs |= self._unreached()
        guests = {ref for ref in refs if self.homes.setdefault(ref, number) != number}
        guests.update(map(article_ref, self.visitors[number]), self.guests[number])
        told = Knowledge(
            articles=tuple(self.articles[number]),
            things=_some(self.things, refs),
            claims=tuple(claims),
            tenures=_some(self.tenures, refs),
            deals=_some(self.agreed, refs),
            events=_some(self.events, refs),
            statements=tuple(self.statements[number]),
            voices=_some(self.voices, refs),
            values=_some(self.values, refs),
            namings=tuple(each for article in self.articles[number] for each in self.namings[article.id]),
        )
        return Part(told, visitors, frozenset(guests))

    def _unreached(self) -> set[Ref]:
        known = (self.things, self.tenures, self.agreed, self.events, self.voices, self.values)
        return {ref for sort in known for ref in sort if ref not in self.homes}

    def _owners(self, number: int) -> list[Claim]:
        """Who owns whom, with all that speaks for it, among the things that compete here: rules ask for that."""
        objects = {claim.object for claim in self.claims[number]}
        found = [
            tie for tie in self.ties
            if tie.subject in objects and tie.object in objects and self.homes[tie.subject] != number
        ]  # fmt: skip
        for tie in found:
            self.guests[number].add(_name(tie))
            self.visitors[number].update(each.article for each in tie.evidence if self.at[each.article] != number)
        return found

    def _reached(self, claims: Iterable[Claim], statements: Iterable[Said], articles: Iterable[Article]) -> set[Ref]:
        """The nodes that are spoken of, and those by which they are what they are."""
        refs: set[Ref] = set()
        for claim in claims:
            refs.update((claim.subject, claim.object, *claim.qualified_by))
        for said in statements:
            refs.update((said.speaker, *said.co_speakers, *said.tenures, *said.organizations, *said.about))
        for article in articles:
            times = (article.published, article.based_on.published if article.based_on else None)
            refs.update(value.ref for time in times if time and (value := worth(time)))
        refs |= {self.deals[line] for line in refs & self.deals.keys()}
        refs.update(ref for deal in refs & self.agreed.keys() for line in self.agreed[deal].commitments for ref in line)
        for ref in refs & self.tenures.keys():
            tenure = self.tenures[ref]
            refs.update((tenure.person, tenure.organization or "", tenure.valid or ""))
        refs.update(
            time for ref in refs & self.things.keys() for name in self.things[ref].former for time in name.until
        )
        return refs - {""}


def _some(sort: Mapping[Ref, Item], refs: Collection[Ref]) -> tuple[Item, ...]:
    return tuple(sort[ref] for ref in sorted(sort.keys() & refs))


def _name(claim: Claim) -> Ref:
    return claim_ref(claim.subject, claim.property.partition(":")[2], claim.object)


def _runs(articles: Iterable[Article], size: int) -> list[list[Article]]:
    """Articles in runs of about so many characters; one run at least."""
    runs: list[list[Article]] = [[]]
    held = 0
    for each in articles:
        if held >= size:
            runs.append([])
            held = 0
        runs[-1].append(each)
        held += len(each.text)
    return runs

"""Puts together what several articles tell of one thing, and turns it into claims."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from kg.fusion import agreements, amendments, deals, events, people, relations, statements
from kg.fusion.bonds import Bonds, bonds
from kg.fusion.claims import Found, gather
from kg.fusion.knowledge import Knowledge, Naming
from kg.fusion.naming import first_day, named
from kg.fusion.reports import Report
from kg.model import HardwareUse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kg.fusion.ground import Ground
    from kg.fusion.knowledge import Agreement, Claim, Happening, Said, Voice
    from kg.fusion.naming import Named
    from kg.judgements import Judgement
    from kg.model import Evidence, Reading, Ref

Item = TypeVar("Item")


class Gathering:
    """Readings on their ground, and what has been gathered from them so far."""

    def __init__(self, ground: Ground, judgements: Sequence[Judgement] = ()) -> None:
        self.ground = ground
        self.judgements = judgements
        self.values = ground.values
        self.found: list[Found] = []
        self.namings: set[Naming] = set(ground.namings)

    def knowledge(self) -> Knowledge:
        """All that the readings say, each thing once."""
        root = self.owners()
        agreed = self._agreed(root)
        happened = self._happened()
        said, voices = self._said()
        claims = gather(self.found)
        for reading in self.ground.readings:
            origin = reading.article.based_on
            self.values.ref(reading.article.published)
            self.values.ref(origin.published if origin else None)
            self.namings.update(_named(reading))
        things = self.ground.things(_used(claims, agreed, said))
        return Knowledge(
            articles=tuple(reading.article for reading in self.ground.readings),
            things=things,
            claims=claims,
            tenures=self.ground.tenures,
            deals=agreed,
            events=happened,
            statements=said,
            voices=voices,
            values=tuple(self.values.met[ref] for ref in sorted(self.values.met)),
            namings=tuple(sorted(self.namings)),
        )

    def owners(self) -> Callable[[Ref], Ref]:
        """Find all ties, and by them the owner that stands for a subsidiary. Comes first."""
        for reading in self.ground.readings:
            self.found += ties(reading, self.ground)
        return self.ground.owners(gather(self.found))

    def deals(self, root: Callable[[Ref], Ref]) -> list[Named[Report]]:
        """The reports of each deal under its name. `root` is what `owners` gave."""
        reports = list(self.reports())
        return self._named("deal", DEALS, lambda bonds: deals.gather(reports, root, bonds))

    def reports(self) -> Iterator[Report]:
        """The deals as each article tells of them."""
        for reading in self.ground.readings:
            yield from (Report(reading.article, at, deal) for at, deal in enumerate(reading.deals))

    def statements(self) -> list[Named[statements.Rendering]]:
        """The renderings of each statement under its name."""
        by_speaker: dict[Ref, list[statements.Rendering]] = defaultdict(list)
        for reading in self.ground.readings:
            for rendering in statements.renderings(reading):
                by_speaker[rendering.speaker].append(rendering)

        def gathered(bonds: Bonds) -> list[list[statements.Rendering]]:
            return [group for who in sorted(by_speaker) for group in statements.fuse_speaker(by_speaker[who], bonds)]

        return self._named("statement", STATEMENTS, gathered)

    def _agreed(self, root: Callable[[Ref], Ref]) -> tuple[Agreement, ...]:
        agreed = []
        found = self.deals(root)
        self.found += amendments.references(found, root)
        for each in found:
            agreed.append(agreements.agreement(each, self.ground.names, root))
            for report in each.group:
                self.found += agreements.claims(each.ref, report, self.values)
                self.namings.update(_naming(words, each.ref) for words in report.deal.evidence)
        return tuple(sorted(agreed))

    def _happened(self) -> tuple[Happening, ...]:
        sightings = [events.Sighting(r.article, event) for r in self.ground.readings for event in r.events]
        happened = []
        for each in self._named("event", EVENTS, lambda bonds: events.gather(sightings, bonds)):
            happened.append(events.happening(each, self.ground.names))
            for sighting in each.group:
                self.found += events.claims(each.ref, sighting.event, self.values)
                self.namings.add(_naming(sighting.event.evidence, each.ref))
        return tuple(sorted(happened))

    def _said(self) -> tuple[tuple[Said, ...], tuple[Voice, ...]]:
        voices: dict[Ref, Voice] = {}
        for reading in self.ground.readings:
            for statement in reading.statements:
                voices |= {voice.ref: voice for voice in statements.voices(reading.article.id, statement)}
        said = []
        for each in self.statements():
            said.append(statements.said(each, self.ground.held(each.group[0].speaker)))
            self.found += statements.circumstances(each.ref, each.group, self.values)
        return tuple(sorted(said, key=lambda each: each.ref)), tuple(voices[ref] for ref in sorted(voices))

    def _named(
        self, sort: str, kind: Sort[Item], gathered: Callable[[Bonds], Sequence[Sequence[Item]]]
    ) -> list[Named[Item]]:
        return judged([each for each in self.judgements if each.sort == sort], kind, gathered)


@dataclass(frozen=True)
class Sort(Generic[Item]):
    """How the sightings of one sort of thing are told apart, ordered and named."""

    own: Callable[[Item], Sequence[Ref]]
    article: Callable[[Item], str]
    key: Callable[[Item], tuple[object, ...]]
    order: Callable[[Item], tuple[object, ...]]


def judged(
    judgements: Sequence[Judgement], kind: Sort[Item], gathered: Callable[[Bonds], Sequence[Sequence[Item]]]
) -> list[Named[Item]]:
    """The groups with their names: as the rules have it, then as judgements on those names have it."""
    found = named(gathered(Bonds()), order=kind.order, own=kind.own)
    told = bound(judgements, kind, found)
    return named(gathered(told), order=kind.order, own=kind.own) if told else found


def bound(judgements: Sequence[Judgement], kind: Sort[Item], found: Sequence[Named[Item]]) -> Bonds:
    """What judgements on the names of what the rules alone `found` say of sightings."""
    return bonds(judgements, found, own=kind.own, article=kind.article, key=kind.key) if judgements else Bonds()


DEALS: Sort[Report] = Sort(
    own=agreements.own_names,
    article=lambda report: report.article.id,
    key=lambda report: report.key,
    order=lambda report: (*first_day(report.article), report.place),
)
EVENTS: Sort[events.Sighting] = Sort(
    own=events.own_names,
    article=lambda sighting: sighting.article.id,
    key=lambda sighting: sighting.key,
    order=lambda sighting: (*first_day(sighting.article), *sighting.key[1:]),
)
STATEMENTS: Sort[statements.Rendering] = Sort(
    own=statements.own_names,
    article=lambda rendering: rendering.article,
    key=lambda rendering: rendering.key,
    order=lambda rendering: (rendering.day, *rendering.key),
)


def ties(reading: Reading, ground: Ground) -> Iterator[Found]:
    """What an article says of two things: makers, roles, relations, and how many of a product there are."""
    for entity in reading.entities:
        if entity.maker and entity.maker_evidence:
            yield entity.ref, "kg:madeBy", entity.maker, entity.maker_evidence, ""
    for role in reading.roles:
        yield from people.claims(role)
    for relation in reading.relations:
        yield from relations.claims(relation, ground.kind, ground.values)
    for use in loose_hardware(reading):
        if node := ground.values.ref(use.quantity):
            yield use.product, "kg:reportedQuantity", node, use.evidence, ""


def loose_hardware(reading: Reading) -> Iterator[HardwareUse]:
    """Counts of hardware that belong to no deal."""
    in_deals = {use for deal in reading.deals for use in deal.hardware if isinstance(use, HardwareUse)}
    yield from (use for use in reading.hardware if use not in in_deals)


def _named(reading: Reading) -> Iterator[Naming]:
    """The first place where the article uses each name of each entity."""
    for entity in reading.entities:
        first: dict[str, Evidence] = {}
        for words in entity.evidence:
            first.setdefault(words.quote, words)
        yield from (_naming(words, entity.ref) for words in first.values())


def _naming(words: Evidence, target: Ref) -> Naming:
    return Naming(words.article, (words.start, words.end), target, words.quote, words.rule)


def _used(claims: Iterable[Claim], agreed: Iterable[Agreement], said: Iterable[Said]) -> set[Ref]:
    """Everything that what is said speaks of."""
    refs = {ref for claim in claims for ref in (claim.subject, claim.object)}
    refs |= {product for deal in agreed for _, product in deal.commitments}
    for each in said:
        refs.update((each.speaker, *each.co_speakers, *each.organizations, *each.about))
    return refs

"""Pairs that somebody should look at: perhaps one thing under two names. Nothing is joined for being in this list."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations, islice
from typing import TYPE_CHECKING, TypeVar

from kg.fusion import likeness, statements
from kg.fusion.homonyms import namesakes
from kg.fusion.reports import Profile
from kg.iris import slug
from kg.registry import registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.fusion import Groups
    from kg.fusion.knowledge import Thing
    from kg.fusion.naming import Named
    from kg.fusion.reports import Report
    from kg.fusion.statements import Rendering
    from kg.judgements import Judgement
    from kg.model import Reading, Ref
    from kg.registry import Registry

Item = TypeVar("Item")
#: A word that so many names share says nothing.
COMMON = 20
#: Wordings of one speaker with so much in common are worth a look.
ALIKE = 0.4
#: So many reports of each deal are compared with each other.
REPORTS = 30
#: Deals of which so much of what can be compared agrees.
LIKELY = 0.6
#: People who share a name and no organisation.
NAMESAKES = 0.55
_CLASSES = ("org", "person", "product")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two names that may be one thing, how likely that looks (0 to 1), and what speaks for and against."""

    a: Ref
    b: Ref
    score: float
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]


def doubts(
    readings: Sequence[Reading], groups: Groups, judgements: Sequence[Judgement] = (), known: Registry | None = None
) -> list[Doubt]:
    """The queue, the likeliest first. The `groups` were made with `judgements`, the readings with the `known` names."""
    people = list(_people(readings, judgements, known or registry()))
    pairs = {frozenset((each.a, each.b)) for each in people}
    entities = (each for each in _entities(readings, groups.things) if frozenset((each.a, each.b)) not in pairs)
    found = [*entities, *people, *_deals(groups), *_statements(groups)]
    return sorted(found, key=lambda each: (-each.score, each.a, each.b))


def of_pair(readings: Sequence[Reading], groups: Groups, a: Ref, b: Ref) -> Doubt | None:
    """What speaks for and against two names being one thing; None when they cannot be compared."""
    if a.startswith("deal/"):
        found = [_deal_doubt(first, second, groups) for first, second in _two(groups.deals, a, b)]
    elif a.startswith("statement/"):
        found = [_statement_doubt(first, second) for first, second in _two(groups.statements, a, b)]
    else:
        things = {each.ref: each for each in groups.things}
        two = [things[ref] for ref in (a, b) if ref in things]
        found = [_entity_doubt(two[0], two[1], _articles(readings))] if len(two) > 1 else []
    return next(iter(found), None)


def _two(found: Iterable[Named[Item]], a: Ref, b: Ref) -> Iterator[tuple[Named[Item], Named[Item]]]:
    by_ref = {each.ref: each for each in found}
    if a in by_ref and b in by_ref and a != b:
        yield by_ref[a], by_ref[b]


# -------------------------------------------------------------------------------- entities


def _entities(readings: Sequence[Reading], things: Sequence[Thing]) -> Iterator[Doubt]:
    blocks: dict[tuple[str, str], set[int]] = defaultdict(set)
    for at, thing in enumerate(things):
        kind = thing.ref.partition("/")[0]
        for name in thing.names if kind in _CLASSES else ():
            for word in {*slug(name).split("-"), _initials(name)} - {""}:
                blocks[word, kind if kind == "person" else "thing"].add(at)
    pairs = {pair for block in blocks.values() if len(block) <= COMMON for pair in combinations(sorted(block), 2)}
    named_in = _articles(readings)
    for a, b in sorted(pairs):
        doubt = _entity_doubt(things[a], things[b], named_in)
        if doubt.score > 0:
            yield doubt


def _people(readings: Sequence[Reading], judgements: Sequence[Judgement], known: Registry) -> Iterator[Doubt]:
    """People who share a name and no organisation."""
    for each in namesakes(readings, judgements, known):
        acts = "one acts for {}, the other for {}".format(*(", ".join(orgs) for orgs in each.organizations))
        yield Doubt(*each.refs, NAMESAKES, ("they share a name",), (acts,))


def _initials(name: str) -> str:
    words = slug(name).split("-")
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def _articles(readings: Iterable[Reading]) -> dict[Ref, set[str]]:
    found: dict[Ref, set[str]] = defaultdict(set)
    for reading in readings:
        for entity in reading.entities:
            found[entity.ref].add(reading.article.id)
    return found


def _entity_doubt(first: Thing, second: Thing, named_in: dict[Ref, set[str]]) -> Doubt:
    speaks_for: list[str] = []
    score = 0.0
    for one, other in ((first, second), (second, first)):
        few, many = (set(slug(each.names[0]).split("-")) for each in (one, other))
        if few <= many and (one.ref, few) < (other.ref, many | {"~"}):
            speaks_for.append(f"“{one.names[0]}” is part of “{other.names[0]}”")
            score = max(score, 0.6)
        if slug(one.names[0]) == _initials(other.names[0]):
            speaks_for.append(f"“{one.names[0]}” are the initials of “{other.names[0]}”")
            score = max(score, 0.5)
    if set(map(slug, first.names)) & set(map(slug, second.names)):
        speaks_for.append("they share a name")
        score = max(score, 0.8)
    both = sorted(named_in[first.ref] & named_in[second.ref])
    against = [f"both are named in {', '.join(both[:3])}"] if both else []
    if first.type != second.type:
        against.append(f"{first.type} and {second.type}")
    return Doubt(first.ref, second.ref, max(0.0, score - 0.25 * len(against)), tuple(speaks_for), tuple(against))


# ------------------------------------------------------------------------------------ deals


def _deals(groups: Groups) -> Iterator[Doubt]:
    blocks: dict[Ref, list[int]] = defaultdict(list)
    for at, deal in enumerate(groups.deals):
        for party in sorted(_parties(deal, groups)):
            blocks[party].append(at)
    pairs = {pair for block in blocks.values() if len(block) <= COMMON for pair in combinations(block, 2)}
    parties = [_parties(deal, groups) for deal in groups.deals]
    for a, b in sorted(pairs):
        if len(parties[a] & parties[b]) < 2 and min(len(parties[a]), len(parties[b])) > 1:
            continue  # each with its own counterpart
        doubt = _deal_doubt(groups.deals[a], groups.deals[b], groups)
        if doubt.score >= LIKELY:
            yield doubt


def _parties(deal: Named[Report], groups: Groups) -> set[Ref]:
    return {groups.root(party.ref) for report in deal.group for party in report.deal.parties if party.ref}


def _deal_doubt(first: Named[Report], second: Named[Report], groups: Groups) -> Doubt:
    pairs = [
        (Profile([a], groups.root), Profile([b], groups.root))
        for a in first.group[:REPORTS]
        for b in second.group[:REPORTS]
    ]
    compared = [list(likeness.features(*pair)) for pair in pairs]
    best = max(compared, key=lambda told: (_share(told), str(told)))
    if not any(likeness.excluding(*pairs[compared.index(best)])):
        best = [*best, *islice(_hindrances(pairs), 1)]
    return _doubt(first.ref, second.ref, _share(best), best)


def _hindrances(pairs: Iterable[tuple[Profile, Profile]]) -> Iterator[tuple[bool, str]]:
    """What keeps two deals apart though their likest reports may be of one: reports that exclude each other."""
    for pair in pairs:
        first, second = (each.reports[0].article.id for each in pair)
        yield from ((False, f"{why}, as {first} and {second} tell it") for why in likeness.excluding(*pair))


def _share(told: Sequence[tuple[bool, str]]) -> float:
    return sum(speaks for speaks, _ in told) / max(1, len(told))


def _doubt(a: Ref, b: Ref, score: float, told: Sequence[tuple[bool, str]]) -> Doubt:
    yes, no = (tuple(text for speaks, text in told if speaks is side) for side in (True, False))
    return Doubt(a, b, round(score, 2), yes, no)


# ------------------------------------------------------------------------------- statements


def _statements(groups: Groups) -> Iterator[Doubt]:
    by_speaker: dict[Ref, list[Named[Rendering]]] = defaultdict(list)
    for each in groups.statements:
        by_speaker[each.group[0].speaker].append(each)
    for speaker in sorted(by_speaker):
        if len(by_speaker[speaker]) <= COMMON:
            for first, second in combinations(by_speaker[speaker], 2):
                doubt = _statement_doubt(first, second)
                if doubt.score >= ALIKE:
                    yield doubt


def _statement_doubt(first: Named[Rendering], second: Named[Rendering]) -> Doubt:
    compared = [list(statements.features(a, b)) for a in first.group for b in second.group]
    best = max(compared, key=lambda told: (_overlap(told), str(told)))
    return _doubt(first.ref, second.ref, _overlap(best), [(speaks, text) for speaks, text, _ in best])


def _overlap(told: Sequence[tuple[bool, str, float]]) -> float:
    return max((share for _, _, share in told), default=0.0)

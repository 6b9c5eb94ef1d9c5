"""People who share a name, told apart by whom they work for, as what, and when.

Two articles speak of one person when one of them names an organisation for which the other's works. Without such a
bridge they speak of one when the callings agree and the posts do not exclude each other: nobody runs two unrelated
companies in one year, but a chief executive may chair another board, and may have moved when years lie between.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from kg import posts
from kg.fusion.cluster import clusters
from kg.fusion.naming import UNDATED, first_day, named
from kg.fusion.people import role_keys
from kg.iris import slug
from kg.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.judgements import Judgement
    from kg.model import Reading, Ref
    from kg.registry import Registry

#: Days after which who held one post may well hold another.
MOVED = 366


@dataclass(frozen=True)
class Sighting:
    """A person as one article knows them: for whom they act, as what, and who else is named there.

    `posts` are the organisations where they now hold a post that leaves no time for another.
    """

    day: tuple[int, str]
    ref: Ref
    organizations: frozenset[Ref]
    callings: frozenset[str]
    company: frozenset[Ref]
    posts: frozenset[Ref] = frozenset()


@dataclass(frozen=True, slots=True)
class Namesakes:
    """Two who share a name and no organisation, told apart or taken for one; `refs` with ``@article`` when for one."""

    refs: tuple[Ref, Ref]
    organizations: tuple[tuple[Ref, ...], tuple[Ref, ...]]


@dataclass(frozen=True)
class Apart:
    """Those who bear one name: who is called otherwise in which article, and names that fewer articles would give."""

    changed: tuple[tuple[str, Ref], ...] = ()
    given: tuple[tuple[Ref, Ref], ...] = ()
    refs: tuple[Ref, ...] = ()  # of all of them


def homonyms(
    readings: Sequence[Reading], judgements: Sequence[Judgement], known: Registry
) -> tuple[dict[str, dict[Ref, Ref]], dict[Ref, Ref]]:
    """For each article, the people whose name stands for somebody else there than where it was seen first.

    Gives too the names that fewer articles would have given to people, each with the one in use.
    """
    forced = parted(judgements)
    changed: dict[str, dict[Ref, Ref]] = defaultdict(dict)
    given: dict[Ref, Ref] = {}
    taken = {entity.ref for reading in readings for entity in reading.entities}
    for ref, met in _several(readings, known, forced):
        told = apart(ref, met, forced.get(ref, ()))
        taken.update(told.refs)
        for article, one in told.changed:
            changed[article][ref] = one
        given |= dict(told.given)
    return changed, {old: new for old, new in given.items() if old not in taken}


def apart(ref: Ref, met: Sequence[Sighting], forced: Sequence[frozenset[str]] = ()) -> Apart:
    """Tell apart those who bear the name `ref`; the `forced` pairs of articles speak of two."""
    changed: list[tuple[str, Ref]] = []
    given: dict[Ref, Ref] = {}
    people = named(_persons(met, forced), order=lambda each: each.day, own=_own)
    for one in people:
        changed += [(each.day[1], one.ref) for each in one.group if one.ref != ref]
        given |= {name: one.ref for each in _crowded(one.group) for name in _own(each)[1:2]}
    return Apart(tuple(changed), tuple(given.items()), tuple(one.ref for one in people))


def namesakes(readings: Sequence[Reading], judgements: Sequence[Judgement], known: Registry) -> Iterator[Namesakes]:
    """Those who share a name and no organisation, whatever has been made of them: somebody should look."""
    forced = parted(judgements)
    for ref, met in _several(readings, known, forced):
        acting = _acting(met, ())
        tight = clusters(acting, (), lambda *_: False, _bridges(acting))
        if len(tight) > 1:
            people = named(_persons(met, forced.get(ref, ())), order=lambda each: each.day, own=_own)
            home = {each.day: one.ref for one in people for each in one.group}
            for first, second in combinations([part[0] for part in tight], 2):
                one = home[first.day] == home[second.day]
                refs = [f"{ref}@{each.day[1]}" if one else home[each.day] for each in (first, second)]
                acting_for = [tuple(sorted(each.organizations)) for each in (first, second)]
                yield Namesakes((refs[0], refs[1]), (acting_for[0], acting_for[1]))


def _several(
    readings: Sequence[Reading], known: Registry, forced: Mapping[Ref, object]
) -> Iterator[tuple[Ref, list[Sighting]]]:
    """The people whom several articles name and no registry knows, with all articles that name them."""
    people: dict[Ref, list[Sighting]] = defaultdict(list)
    for reading in readings:
        for each in sightings(reading, known):
            people[each.ref].append(each)
    for ref in sorted(people):
        if len(people[ref]) > 1 and (ref in forced or ref not in known.by_ref):
            yield ref, people[ref]


def parted(judgements: Iterable[Judgement]) -> dict[Ref, list[frozenset[str]]]:
    """For each name, the pairs of articles in which it is judged to stand for two people."""
    forced: dict[Ref, list[frozenset[str]]] = defaultdict(list)
    for each in judgements:
        (first, _, here), (second, _, there) = each.a.partition("@"), each.b.partition("@")
        if each.verdict == "different" and first == second and here and there:
            forced[first].append(frozenset((here, there)))
    return forced


def sightings(reading: Reading, known: Registry) -> Iterator[Sighting]:
    """The people whom an article names."""
    named_here = {each.ref for each in reading.entities if each.ref.startswith("org/")}
    company = _houses(named_here, known)
    for entity in reading.entities:
        if entity.ref.startswith("person/"):
            roles = [role for role in reading.roles if role.person == entity.ref]
            at = {role.organization for role in roles if role.organization}
            posts = {
                role.organization
                for role in roles
                if role.organization and role.tense == "present" and _fills(role.title)
            }
            callings = frozenset(calling(role.title) for role in roles)
            day = first_day(reading.article)
            yield Sighting(day, entity.ref, frozenset(at), callings, company, _houses(posts, known))


def _houses(refs: Iterable[Ref], known: Registry) -> frozenset[Ref]:
    """The organisations with those they belong to: who runs a subsidiary is no stranger to its owner."""
    found = frozenset(refs)
    entries = [known.by_ref[ref] for ref in found if ref in known.by_ref]
    return found | {entry.parent for entry in entries if entry.parent}


def _fills(title: str) -> bool:
    """Whether a post leaves no time for another one elsewhere."""
    return any(key in words("identity", "posts") for key in role_keys(title))


def calling(title: str) -> str:
    """What kind of work a title speaks of: leading a company, an office of state, else the work itself."""
    if posts.is_executive(title):
        return "executive"
    return "office" if posts.is_office(title) else slug(posts.key(title)).split("-")[-1]


def _own(sighting: Sighting) -> tuple[Ref, ...]:
    marks = [*sorted(ref.partition("/")[2] for ref in sighting.organizations), *sorted(sighting.callings)]
    return (sighting.ref, *(f"{sighting.ref}-{mark}" for mark in marks))


def _persons(met: Sequence[Sighting], forced: Sequence[frozenset[str]]) -> list[list[Sighting]]:
    """The sightings of each person. Who says nothing of role and organisation goes with the nearest company."""

    def judged(first: Sighting, second: Sighting) -> bool:
        return frozenset((first.day[1], second.day[1])) in forced

    def kept_apart(first: Sighting, second: Sighting) -> bool:
        return judged(first, second) or _exclude(first, second)

    acting = _acting(met, forced)
    bridges = list(_bridges(acting))
    if forced:
        tight = clusters(acting, [(1.0, a, b) for a, b in bridges], judged)
    else:  # nothing to keep apart: no need to look at all pairs
        tight = clusters(acting, (), lambda *_: False, bridges)
    at = {each.day: place for place, each in enumerate(acting)}
    joined = [(at[part[0].day], at[each.day]) for part in tight for each in part[1:]]
    groups = clusters(acting, _alike(tight, at), kept_apart, joined) if len(tight) > 1 else tight
    for each in sorted(met, key=lambda each: each.day) if len(groups) > 1 else ():
        if each.day not in at:
            max(groups, key=lambda group: len(each.company & _around(group))).append(each)
    return groups


def _acting(met: Sequence[Sighting], forced: Sequence[frozenset[str]]) -> list[Sighting]:
    """Those that say for whom the person acts and as what, or that are judged."""
    judged = frozenset(article for pair in forced for article in pair)
    ordered = sorted(met, key=lambda each: each.day)
    return [each for each in ordered if (each.organizations and each.callings) or each.day[1] in judged]


def _bridges(acting: Sequence[Sighting]) -> Iterator[tuple[int, int]]:
    """Sightings of which one acts for an organisation that the other's article names."""
    first: dict[Ref, int] = {}
    for at, each in enumerate(acting):
        for mark in sorted(each.organizations | each.posts):
            first.setdefault(mark, at)
    for at, each in enumerate(acting):
        for mark in sorted(each.organizations | each.company):
            if first.get(mark, at) != at:
                yield first[mark], at


def _alike(tight: Sequence[Sequence[Sighting]], at: Mapping[tuple[int, str], int]) -> Iterator[tuple[float, int, int]]:
    """Groups of one calling, by their first sightings; those nearer in time first."""
    for first, second in combinations(tight, 2):
        if _callings(first) & _callings(second):
            gap = abs(first[0].day[0] - second[0].day[0])
            yield -float(gap), at[first[0].day], at[second[0].day]


def _callings(group: Iterable[Sighting]) -> frozenset[str]:
    return frozenset(mark for each in group for mark in each.callings)


def _exclude(first: Sighting, second: Sighting) -> bool:
    """Whether the posts of both at different organisations, in one year or at an unknown time, are too many for one."""
    near = UNDATED in (first.day[0], second.day[0]) or abs(first.day[0] - second.day[0]) <= MOVED
    return bool(near and first.posts and second.posts) and not first.posts & second.posts


def _crowded(group: Iterable[Sighting]) -> list[Sighting]:
    """Those that another one excludes; as asking for all pairs, which are too many for somebody well known."""
    days: dict[frozenset[Ref], list[int]] = defaultdict(list)
    for each in group:
        days[each.posts].append(each.day[0])
    for known in days.values():
        known.sort()

    def near(day: int, known: Sequence[int]) -> bool:
        at = bisect_left(known, day - MOVED)
        return UNDATED in (day, known[-1]) or (at < len(known) and known[at] <= day + MOVED)

    return [
        each
        for each in group
        if any(posts and each.posts and not posts & each.posts and near(each.day[0], days[posts]) for posts in days)
    ]


def _around(group: Iterable[Sighting]) -> frozenset[Ref]:
    return frozenset(ref for each in group for ref in each.company)

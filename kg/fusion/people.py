"""Roles as articles write them become tenures, and the direct ties between an organisation and its people."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.fusion.knowledge import Tenure
from kg.iris import slug, tenure_ref
from kg.lists import role_codes
from kg.model import TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.fusion.claims import Found, Values
    from kg.model import Ref, Role

#: Roles with a property of their own; founders stay founders whatever the tense.
_SHORTCUTS = {"ceo": "kg:hasCEO", "board-member": "kg:hasBoardMember"}
_FOUNDERS = frozenset({"founder", "cofounder"})


def role_keys(title: str) -> tuple[str, ...]:
    """What a title is called inside a tenure's name: codes of the role list, else the title itself."""
    return role_codes(title) or (slug(title),)


def by_person(tenures_: Iterable[Tenure]) -> dict[Ref, tuple[Tenure, ...]]:
    """The tenures of each person."""
    held: dict[Ref, list[Tenure]] = defaultdict(list)
    for tenure in tenures_:
        held[tenure.person].append(tenure)
    return {person: tuple(each) for person, each in held.items()}


def spoken_as(held: Iterable[Tenure], title: str, organization: Ref | None) -> set[Ref]:
    """Which of a speaker's tenures the words beside a statement name; none is made up for them."""
    keys = set(role_keys(title))
    fitting = [each for each in held if each.role in keys and organization in (None, each.organization)]
    present = {each.ref for each in fitting if each.tense == "present"}
    return present or {each.ref for each in fitting}


def claims(role: Role) -> Iterator[Found]:
    """What a role says: the person's tenure, and the ties it is a shortcut of."""
    for key in role_keys(role.title):
        for subject, property_, object_, tenure in ties(role.person, key, role.organization, role.tense):
            yield subject, property_, object_, role.evidence, tenure


def ties(person: Ref, key: str, org: Ref | None, tense: str) -> Iterator[tuple[Ref, str, Ref, Ref]]:
    """A tenure of a person, and what follows from it, qualified by it."""
    tenure = tenure_ref(person, key, org, tense)
    yield person, "kg:hasTenure", tenure, ""
    if org is None or org == person:
        return
    if key in _FOUNDERS:
        yield org, "schema:founder", person, tenure
    if tense == "present":
        yield person, "org:memberOf", org, tenure
        if key in _SHORTCUTS:
            yield org, _SHORTCUTS[key], person, tenure


@dataclass(frozen=True, slots=True)
class Witness:
    """What one article says of a tenure; `published` is when it appeared."""

    person: Ref
    key: str
    title: str
    organization: Ref | None
    tense: str
    published: TimeSpan | None = None


def witnesses(role: Role, published: TimeSpan | None) -> Iterator[tuple[Ref, Witness]]:
    """The tenures that a role tells of."""
    for key in role_keys(role.title):
        ref = tenure_ref(role.person, key, role.organization, role.tense)
        yield ref, Witness(role.person, key, role.title, role.organization, role.tense, published)


def tenures(roles: Iterable[Role], published: Mapping[str, TimeSpan], values: Values) -> tuple[Tenure, ...]:
    """The tenures of all roles, each with every title that articles write for it.

    `published` says when articles appeared: an article that speaks in the present tense is a witness for its own day.
    """
    found: dict[Ref, list[Witness]] = defaultdict(list)
    for role in roles:
        for ref, witness in witnesses(role, published.get(role.evidence.article)):
            found[ref].append(witness)
    return tuple(tenure(ref, found[ref], values) for ref in sorted(found))


def tenure(ref: Ref, told: Sequence[Witness], values: Values) -> Tenure:
    """A tenure out of all that tell of it, in the order of their articles."""
    one = told[0]
    days = {each.published for each in told if each.published}
    valid = values.ref(_witnessed(days)) if one.tense == "present" else None
    titles = tuple(sorted({each.title for each in told}))
    return Tenure(ref, one.person, one.key, titles, one.organization, one.tense, valid)


def _witnessed(days: Iterable[TimeSpan]) -> TimeSpan | None:
    """From the first day to the last on which the articles can have appeared; None while a bound is open."""
    known = [(day.earliest, day.latest, day.edtf) for day in days if day.earliest and day.latest]
    if not known:
        return None
    doubt = "~" if any(mark in edtf for _, _, edtf in known for mark in "?~%") else ""
    return TimeSpan(min(first for first, _, _ in known), max(last for _, last, _ in known), doubt)

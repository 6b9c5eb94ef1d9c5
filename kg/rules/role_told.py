"""Finds the post of somebody who is called by it: "Ann Roe spoke on Monday. The Acme chief executive said"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.document import Title, pattern
from kg.model import Evidence, Kind, Role
from kg.posts import key, singular, stands_alone, tense
from kg.rules.role_shapes import macros

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping, Sequence

    from kg.document import Document, Mention
    from kg.model import Ref


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    sources = (
        r"\b[Tt]he {o:org}(?:'s?)?<unit> <adj><t>(?!,? {person}|'s\b|s\b| (?:of|at|for|who)\b)",
        r"\b[Tt]he <adj><t> (?:of|at) <the>{o:org}(?!,? {person}|'s\b| and {org})",
    )
    return tuple(pattern(source, macros()) for source in sources)


def told(document: Document, found: Sequence[Role]) -> Iterator[Role]:
    """Yield the posts that stand for the one person spoken of before, where nobody else is known to hold them."""
    masked = document.plain
    holders = {(role.organization, key(role.title)) for role in found}
    employers = _employers(found)
    for match in (match for shape in _shapes() for match in masked.matches(shape)):
        organization = masked.mention(match, "o").ref
        titles = [singular(thing.text) for thing in masked.things(match, "t") if isinstance(thing, Title)]
        if not organization or not any(map(stands_alone, titles)):
            continue
        person = _person(document, masked.span(match)[0], organization, employers)
        if person is None or any((organization, key(title)) in holders for title in titles):
            continue
        evidence = Evidence.cut(document.article, person.start, masked.span(match)[1], "role-told")
        for title in titles:
            yield Role(person.ref, title, organization, evidence, tense(title), (person.start, person.end))


def _employers(found: Sequence[Role]) -> Mapping[Ref, set[Ref]]:
    """Return where each person holds a post now."""
    employers: dict[Ref, set[Ref]] = {}
    for role in found:
        if role.organization and role.tense == "present" and role.title:
            employers.setdefault(role.person, set()).add(role.organization)
    return employers


def _person(document: Document, start: int, organization: Ref, employers: Mapping[Ref, set[Ref]]) -> Mention | None:
    """Return the mention of the only person of the sentence so far, or else of the sentence before."""
    sentence = document.sentence(start)
    before = document.sentence(sentence[0] - 1) if sentence[0] else sentence
    for first, last in ((sentence[0], start), before):
        people = [m for m in document.mentions_in(first, last) if m.kind is Kind.PERSON and m.ref]
        if people:
            elsewhere = employers.get(people[0].ref, set()) - {organization}
            return people[-1] if len({m.ref for m in people}) == 1 and not elsewhere else None
    return None

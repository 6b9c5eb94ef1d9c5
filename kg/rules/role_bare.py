"""Finds the organisation of a title that stands alone before a name: "CEO Jane Doe"."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from kg.document import Title, pattern
from kg.model import Evidence, Role
from kg.posts import key, singular, stands_alone, tense
from kg.rules.role_context import Context
from kg.rules.role_shapes import holders, macros

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping, Sequence

    from kg.document import Document
    from kg.model import Ref


@cache
def _kept() -> re.Pattern[str]:
    return pattern("<p><aside>, {whose:person} <adj>(?P<t>{title})(?=[,.;])", macros())


@cache
def _shape() -> re.Pattern[str]:
    return pattern("<t>,? <p><more>", macros())


def bare_roles(document: Document, found: Sequence[Role]) -> Iterator[Role]:
    """Yield roles whose organisation the words beside them leave out: "CEO Jane Doe"."""
    masked, context = document.plain, Context(document, found)
    ends = {role.evidence.end: role.organization for role in found if role.title}
    for match in masked.matches(_kept()):
        yield from _colleague(document, context, match)
    for match in masked.matches(_shape()):
        written = [thing.text for thing in masked.things(match, "t") if isinstance(thing, Title)]
        people = [person for person in holders(masked, match, written) if person.ref]
        titles = list(map(singular, written))
        if not people or all((people[0].ref, key(title)) in context.known for title in titles):
            continue
        span = masked.span(match)
        row = _row(document.text, ends, span[0])
        place = row or context.place(match, span, people[0].ref, titles)
        ends[span[1]] = place
        evidence = Evidence.cut(document.article, *document.reaching(span, place), "role-title")
        for person in people:
            at = person.start, person.end
            yield from (Role(person.ref, title, place, evidence, tense(title), at) for title in titles)


def _colleague(document: Document, context: Context, match: re.Match[str]) -> Iterator[Role]:
    """Yield the role of somebody at the firm of another: "Ann Roe, her boss"."""
    masked = document.plain
    person, whose, title = masked.mention(match, "p"), masked.mention(match, "whose"), masked.thing(match, "t")
    place = context.own(whose.ref) if whose.text.lower() in ("his", "her") and whose.ref else None
    if place is not None and person.ref and isinstance(title, Title):
        evidence = Evidence.cut(document.article, *document.reaching(masked.span(match), place), "role-title")
        yield Role(person.ref, title.text, place, evidence, tense(title.text), (person.start, person.end))


def _row(text: str, ends: Mapping[int, Ref | None], start: int) -> Ref | None:
    """Return where the person named just before in the same row works: "Acme founder Ann, CEO Bo"."""
    end = next((end for end in range(start - 1, start - 8, -1) if end in ends), None)
    return ends[end] if end is not None and not set(".;\n") & set(text[end:start]) else None


def placed(document: Document, found: Sequence[Role]) -> list[Role]:
    """Return the roles with the organisation of those who stand for a whole one, where the article tells it.

    "Jane Doe, chief executive, said": of whom the paragraph or the article speaks.
    """
    context = Context(document, found)
    done = [role if role.organization else context.complete(role) for role in found]
    rows = {
        role.evidence: one
        for role, one in zip(found, done, strict=True)
        if role.organization is None and one.organization
    }
    return [one if one.organization else _shared(role, one, rows) for role, one in zip(found, done, strict=True)]


def _shared(role: Role, done: Role, rows: Mapping[Evidence, Role]) -> Role:
    """Return a role with the firm of another title of its row: "Jane Doe, the co-founder and chief executive"."""
    other = rows.get(role.evidence)
    if other is None or role.organization is not None or other.person != role.person or not stands_alone(role.title):
        return done
    return replace(done, organization=other.organization, evidence=other.evidence)

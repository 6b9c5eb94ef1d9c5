"""Finds the post of somebody who is called by it: "Ann Roe spoke on Monday. The Acme chief executive said"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.document import Title, pattern
from kg.model import Evidence, Kind, Role
from kg.posts import key, singular, stands_alone, tense
from kg.rules.role_shapes import macros

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.document import Document, Mention
    from kg.model import Ref


@cache
def _shapes() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Return the patterns of posts without a person, and whether each tells only of who comes next."""
    alone = r"(?!,? {person}|'s\b|s\b| (?:of|at|for|who)\b)"
    sources = (
        (rf"\b[Tt]he {{o:org}}(?:'s?)?<unit> <adj><t>{alone}", False),
        (r"\b[Tt]he <adj><t> (?:of|at) <the>{o:org}(?!,? {person}|'s\b| and {org})", False),
        (rf"{{o:org}}(?:'s?)? <adj><t>{alone}", True),
    )
    return tuple((pattern(source, macros()), ahead) for source, ahead in sources)


#: Titles that one person holds, so that the next one named is told to.
_SINGLE = re.compile(
    r"(?:^|\b(?:new|former|outgoing|interim) )(?:chief \w+(?: officer)?|ceo|cfo|coo|chair\w*|boss|president|founder)$"
)
#: A sentence that opens with somebody, or with a few words and a comma.
_OPENS = re.compile(r"(?:[A-Z][\w’' -]{0,50}, )?$")
_ACTS = re.compile(r"(?:, \d\d)?,? (?:who |also )?[a-z]+")
_INSTEAD = re.compile(r"\b(?:replac|succe|take over|takes over|took over|taking over|instead|step in)")


def told(document: Document, found: Sequence[Role]) -> Iterator[Role]:
    """Yield the posts that stand for the one person spoken of before or behind, where nobody else holds them."""
    masked = document.plain
    holders = {(role.organization, key(role.title)) for role in found}
    employers = _employers(found)
    known = {role.person for role in found if role.title}
    for shape, ahead in _shapes():
        for match in masked.matches(shape):
            organization = masked.mention(match, "o").ref
            titles = [singular(thing.text) for thing in masked.things(match, "t") if isinstance(thing, Title)]
            if not organization or not any(map(_is_whole, titles)):
                continue
            if any((organization, key(title)) in holders for title in titles):
                continue
            start, end = masked.span(match)
            person = None if ahead else _person(document, start, organization, employers)
            if person is None and len(titles) == 1 and _SINGLE.search(titles[0].lower()):
                person = _next(document, end, known)
            if person is not None:
                known.add(person.ref)
                first, last = min(person.start, start), max(person.end, end)
                evidence = Evidence.cut(document.article, first, last, "role-told")
                for title in titles:
                    holders.add((organization, key(title)))
                    yield Role(person.ref, title, organization, evidence, tense(title), (person.start, person.end))


def _next(document: Document, end: int, known: set[Ref]) -> Mention | None:
    """Return the person that the next sentence begins to speak of: "Acme's chief has quit. Jane Doe, 52, was ill"."""
    sentence = document.sentence(end - 1)
    behind = document.sentence(sentence[1] + 2)
    if behind[0] <= sentence[0] or any(m.kind is Kind.PERSON for m in document.mentions_in(*sentence)):
        return None
    people = [m for m in document.mentions_in(*behind) if m.kind is Kind.PERSON and m.ref]
    if not people or people[0].ref in known or document.by_ref[people[0].ref][0] != people[0]:
        return None
    text, person = document.text, people[0]
    told = _OPENS.fullmatch(text, behind[0], person.start) and _ACTS.match(text, person.end)
    return person if told and not _INSTEAD.search(text, *behind) else None


def _is_whole(title: str) -> bool:
    """Tell whether a title may be that of the one person spoken of: "the head of Acme was late"."""
    return stands_alone(title) or title.lower() in ("head", "chief")


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

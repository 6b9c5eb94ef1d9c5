"""Finds posts told of several at once, each of one firm: "the chiefs of Acme and Bolt, Ann Roe and Bo Poe"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.document import Title, pattern
from kg.model import Evidence, Role
from kg.posts import key, singular, tense
from kg.rules.role_shapes import macros

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from kg.document import Document
    from kg.model import Ref


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    posts = r"(?P<t>{title})(?P<u> and (?:the )?{title})?"
    people, firms = r"{p:person}<aside> and {q:person}", r"<the>{o:org}(?:'s)?(?: and <the>{r:org})?"
    sources = (
        rf"(?P<t>{{title}}) (?:of|at) {firms}, {people}",
        rf"{people},? (?P<each>respectively,? )?(?:the |both )?{posts} (?:of|at|for) {firms}(?P<both>,? respectively)?",
        rf"<the>{{o:org}} and <the>{{r:org}}'s? (?P<t>{{title}}),? {people}",
    )
    return tuple(pattern(source, macros()) for source in sources)


def paired(document: Document, found: Sequence[Role]) -> tuple[list[Role], list[Role]]:
    """Return the posts that a sentence deals out in turn, and those of `found` that give one person another's."""
    told = [role for shape in _shapes() for match in document.plain.matches(shape) for role in _read(document, match)]
    dealt = {role.person: (key(role.title), role.organization) for role in told}
    spans = [(role.evidence.start, role.evidence.end) for role in told]
    wrong = [
        role
        for role in found
        if role.person in dealt
        and dealt[role.person] != (key(role.title), role.organization)
        and any(start <= role.evidence.start < end for start, end in spans)
    ]
    return told, wrong


def _read(document: Document, match: re.Match[str]) -> Iterator[Role]:
    """Yield the two posts of a match; nothing unless there are two firms, or two posts one after the other."""
    masked, groups = document.plain, match.groupdict()
    things = [thing for name in ("t", "u") if groups.get(name) for thing in masked.things(match, name)]
    titles = [singular(thing.text) for thing in things if isinstance(thing, Title)]
    firms: list[Ref] = [masked.mention(match, name).ref for name in ("o", "r") if groups.get(name)]
    in_turn = groups.get("each") or groups.get("both")
    if len(titles) == len(firms) == 1 or (len(titles) > 1 and not in_turn) or not all(firms):
        return
    evidence = Evidence.cut(document.article, *masked.span(match), "role-pair")
    for number, name in enumerate(("p", "q")):
        person = masked.mention(match, name)
        if person.ref:
            title, firm = titles[number % len(titles)], firms[number % len(firms)]
            yield Role(person.ref, title, firm, evidence, tense(title), (person.start, person.end))

"""Founders hold the role of one: "Acme was founded by Ann Roe"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.document import Title, pattern
from kg.model import Evidence, Kind, Modality, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.document import Document
    from kg.model import Ref, Relation

_WITH = re.compile(r"\bco-?found", re.IGNORECASE)


def founders(ties: Sequence[Relation], known: Sequence[Role]) -> Iterator[Role]:
    """Yield the role of founder for everybody who is told to have founded a firm, unless the text has said so."""
    told = {(role.person, role.organization) for role in known if "found" in role.title.lower()}
    for tie in ties:
        who = tie.object if isinstance(tie.object, str) else ""
        if tie.predicate != "founded_by" or not who.startswith("person/") or tie.evidence.modality is Modality.PLANNED:
            continue
        if tie.subject and (who, tie.subject) not in told:
            told.add((who, tie.subject))
            title = "co-founder" if _WITH.search(tie.evidence.quote) else "founder"
            yield Role(who, title, tie.subject, tie.evidence, person_span=tie.object_span)


@cache
def _mates() -> re.Pattern[str]:
    return pattern(r"{whose:person}(?:'s)? (?:fellow |other )?{t:title} (?:are|were|include|included)\b")


def mates(document: Document, known: Sequence[Role]) -> Iterator[Role]:
    """Yield the posts of those who founded a firm with somebody: "His co-founders are Ann Roe and Bo Poe"."""
    masked = document.plain
    for match in masked.matches(_mates()):
        title = masked.thing(match, "t")
        with_ = isinstance(title, Title) and title.text.endswith("founders")
        firm = _founded(document, masked.mention(match, "whose").ref, known) if with_ else ""
        start, end = masked.span(match)
        sentence = document.sentence(start)
        for person in document.mentions_in(end, sentence[1]) if firm else ():
            if person.kind is Kind.PERSON and person.ref:
                evidence = Evidence.cut(document.article, start, person.end, "founded")
                yield Role(person.ref, "co-founder", firm, evidence, person_span=(person.start, person.end))


def _founded(document: Document, person: Ref, known: Sequence[Role]) -> Ref:
    """Return the firm that somebody founded: of all where they are or were, the one that the article names most."""
    roles = [role for role in known if role.person == person and role.organization]
    if not any("found" in role.title.lower() for role in roles):
        return ""
    firms = {role.organization for role in roles if role.organization}
    return max(firms, key=lambda ref: (len(document.by_ref.get(ref, ())), ref), default="")

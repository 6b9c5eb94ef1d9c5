"""Finds the posts that a sentence strings behind its person: "He joined Acme, later becoming director of Orbex"."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from kg.document import BOUNDARY, Form, Mention, Title, pattern
from kg.lexicon import alternation, table
from kg.model import Evidence, Kind, Modality, Role
from kg.posts import singular, tense
from kg.rules.role_shapes import macros, time_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.document import Document

#: So many masked characters before a post its person may stand.
_REACH = 260
#: Names of parts, whose whole is told behind them: "the School of Law at Acme University".
_UNIT = re.compile(
    r"\b(?:Department|School|Board|Committee|Cent(?:er|re)|Faculty|Branch|Division|College|Institute|Chapter|Laborator|Office)"
)
_BEING = re.compile(r"\b(?:is|was|became) (?:an?|the)\b")
#: Pronouns that own or suffer; they hold no post.
_OBLIQUE = frozenset({"his", "her", "hers", "him"})


@cache
def _posts() -> tuple[re.Pattern[str], ...]:
    data = table("relations")
    relative = r"(?!(?:who|which|that|where|when|whose)\b)"
    other = r"(?!(?:with|by|to|from|of|for|at|after|before|is|was|has|as|on|in|through|via|over|under|into|about)\b)"
    extra = {
        "within": r"(?P<within>,? (?:of|at|in) (?:the )?{org}|, {org})?",
        "area": r"(?: [Ee]meritus)?(?: \([^()\n]{1,40}\))?(?: (?:of|for|in) [A-Za-z][\w &'-]{0,50}?)?",
        "holds": alternation(data["chain_holds"]),
        "worked": alternation(data["chain_work"]),
        "lead": r"(?:(?:[Tt]he|an?|his|her|its|their) )?"
        rf"(?:both )?(?:{relative}{other}"
        r"(?:[a-z][\w'-]*|[A-Z][a-z]+(?:an|ish|ese|ch|i)|{place}(?:-based|'s)?|{org} (?:parent|owner)) ){0,6}[\"'(]?",
        "filler": rf"(?: {relative}(?:[a-z][\w'-]*|{{place}}|{{date}}|{{duration}}|{{quantity}}|{{title}}),?){{0,8}}?",
    }
    return tuple(pattern(source, {**macros(), **extra}) for source in data["chain_patterns"])


def chained(document: Document, found: Sequence[Role]) -> Iterator[Role]:
    """Yield the posts told of a sentence's person at a distance.

    `found` are the roles read already: a post behind a mere comma or "and" needs one of them, or
    a word of being, to go on from.
    """
    people = _people(document)
    starts = [position for position, _ in people]
    placed = {(role.person or role.person_span) for role in found}
    for shape in _posts():
        for match in document.plain.matches(shape):
            person = _holder(document, people[: bisect_right(starts, match.start())], match)
            if person is not None and (person.ref or person.form is Form.PRONOUN):
                span = person.start, person.end
                told = document.text[person.end : document.plain.start(match.start())]
                if not match.groupdict().get("weak") or (person.ref or span) in placed or _BEING.search(told):
                    yield from _read(document, person, match)


def _people(document: Document) -> list[tuple[int, Mention]]:
    """Return the people of the masked text who may hold a post, with their positions."""
    return [
        (position, thing)
        for position, thing in document.plain.atoms.items()
        if isinstance(thing, Mention) and thing.kind is Kind.PERSON and thing.text.lower() not in _OBLIQUE
    ]


def _holder(document: Document, before: Sequence[tuple[int, Mention]], match: re.Match[str]) -> Mention | None:
    """Return the person in the sentence whom the post is told of: the nearest who is no object of a preposition."""
    text, edge = document.plain.text, match.start()
    for position, person in reversed(before):
        if edge - position > _REACH or BOUNDARY in text[position:edge]:
            return None
        governed = _governed().search(text, max(0, position - 16), position)
        if governed is None:
            between = text[position + 1 : edge]
            return None if _parted().search(between) else person
        if position + 1 >= edge - 2:
            return None
    return None


@cache
def _governed() -> re.Pattern[str]:
    return pattern(rf"\b{alternation(table('relations')['chain_governs'])} (?:(?:Mr|Mrs|Ms|Dr|Sir)\.? )?$")


@cache
def _parted() -> re.Pattern[str]:
    return pattern(r"\{|\bthat\b|\bsaid\b|\bsays\b|\btold\b|\bwhose\b|[“”\"]|{quote}")


def _read(document: Document, person: Mention, match: re.Match[str]) -> Iterator[Role]:
    masked = document.plain
    organizations = [m.ref for m in masked.mentions(match, "o") if m.ref]
    if match.groupdict().get("within") and _UNIT.search(masked.mention(match, "o").text):
        organizations += [m.ref for m in masked.mentions(match, "within") if m.ref]
    if match.groupdict().get("omore"):
        organizations += [m.ref for m in masked.mentions(match, "omore") if m.ref]
    titles = [t.text for t in masked.things(match, "t") if isinstance(t, Title)] if match.groupdict().get("t") else []
    titles = titles or ["board member" if match.groupdict().get("board") else ""]
    span = person.start, person.end
    said = f" {document.text[person.end : masked.span(match)[1]]} "
    for title in map(singular, titles):
        time = tense(title) if tense(title) != "present" else time_of(said)
        modality = Modality.PLANNED if time == "future" else Modality.ASSERTED
        evidence = Evidence.cut(document.article, person.start, masked.span(match)[1], "role-chain", modality)
        yield from (Role(person.ref, title, ref, evidence, time, span) for ref in organizations)

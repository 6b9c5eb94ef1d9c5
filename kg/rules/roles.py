"""Finds who holds which role where: "Acme CEO Ann Roe", "Ann Roe, a partner at Acme", "Acme named Ann Roe as CEO"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.document import Form, Title, pattern
from kg.iris import org_ref
from kg.model import Evidence, Modality, Role
from kg.posts import is_profession, singular, tense
from kg.rules.role_bare import bare_roles, placed
from kg.rules.role_byline import reporters
from kg.rules.role_chain import chained
from kg.rules.role_examples import RULES
from kg.rules.role_office import governs
from kg.rules.role_once import HEADING, RANK, once
from kg.rules.role_pairs import paired
from kg.rules.role_shapes import holders, macros, shapes, styled, time_of
from kg.rules.role_told import told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.document import Document, Mention
    from kg.model import Ref

__all__ = ["RULES", "roles"]


def roles(document: Document) -> tuple[Role, ...]:
    """Return who holds which role, once per person, title and organisation, in the order of the text.

    `organization` is None where the text leaves it open. A role without a title ("worked for Acme") has an empty one,
    and one of a pronoun that leads to nobody has an empty person.
    """
    found = [role for rule, match in document.plain.each(shapes()) for role in _read(document, rule, match)]
    found += bare_roles(document, found)
    found = [role for role in found if not _is_party(document, role, found)]
    found += chained(document, found)
    told_in_turn, wrong = paired(document, found)
    found = [role for role in found if role not in wrong] + told_in_turn
    found = placed(document, found)
    found += told(document, found)
    found += reporters(document)
    return once(sorted(found, key=lambda role: (role.evidence.start, role.evidence.end, role.title)))


def _read(document: Document, rule: str, match: re.Match[str]) -> Iterator[Role]:
    """Yield the roles of a match: one for each person and title in it."""
    masked, groups = document.plain, match.groupdict()
    if groups.get("seat") and masked.mention(match, "seat").text.lower() != "the board":
        return
    titles = _titles(document, match)
    if _is_beside(document, match) or (groups.get("serves") and not _SERVES.search(titles[-1])):
        return
    people = holders(masked, match, titles)
    organization, namesake = _place(document, match, titles)
    if organization is None and (groups.get("here") or _ITS.search(match.group())):
        organization = ""  # "Jane Doe, its lawyer", "Jane Doe, who joined as counsel": a firm's, and not which
    further = masked.mentions(match, "omore") if groups.get("omore") else ()
    words = document.reaching(styled(document, masked.span(match)), namesake)
    until = any(document.text.startswith("until ", thing.start) for thing in masked.things(match))
    said = "past" if until else time_of(match.group())
    for person in people:
        for title in titles if groups.get("lead") else map(singular, titles):
            time = tense(title) if tense(title) != "present" else said
            modality = Modality.PLANNED if time == "future" else Modality.ASSERTED
            evidence = Evidence.cut(document.article, *words, rule, modality)
            if (person.ref and (organization is not None or not groups.get("lead"))) or (
                organization and person.form is Form.PRONOUN
            ):
                span = person.start, person.end
                yield Role(person.ref, title, organization, evidence, time, span)
                yield from (Role(person.ref, title, m.ref, evidence, time, span) for m in further if m.ref)
    if organization and (people[0].ref or people[0].form is Form.PRONOUN):
        yield from _continued(document, rule, match, people[0])


def _is_party(document: Document, role: Role, found: Sequence[Role]) -> bool:
    """Tell whether brackets behind one in office name a party: "the mayor, Ann Roe (ABC), said"."""
    if role.title or not document.text.startswith(")", role.evidence.end - 1):
        return False
    return any(other.person == role.person and governs(other.title) for other in found)


def _is_beside(document: Document, match: re.Match[str]) -> bool:
    """Tell whether a title stands behind a firm and a comma, and the firm is told of by other words before it.

    "A venture with Acme, Energy Secretary Ann Roe said", "asked by Bo Poe of Acme, finance chief Ann Roe said".
    """
    text, firm = document.plain.text, match.start("o") if match.groupdict().get("o") else -1
    if firm != match.start() or not text.startswith(", ", firm + 1) or match.groupdict().get("lead"):
        return False
    thing = document.plain.atoms.get(firm + 3)
    return isinstance(thing, Title) and _GOVERNED.search(text, max(0, firm - 16), firm) is not None


def _place(document: Document, match: re.Match[str], titles: Sequence[str]) -> tuple[Ref | None, Ref | None]:
    """Return the organisation of a match, and once more where its words do not name it.

    The organisation is empty where the words describe one ("the coalition's president") and nothing says which.
    """
    masked, groups = document.plain, match.groupdict()
    place = next((name for name in ("at", "o") if groups.get(name)), "")
    if not place:
        return None, None
    mention = _kin(document, match, masked.mention(match, place), match.end(place))
    if groups.get("lead") and mention.form is Form.NOMINAL and _UNIT.search(mention.text):
        return "", None  # "runs the storage group": of a firm, and not which
    namesake = None if mention.form is Form.NAME else _own(document, masked.mention(match, "p"))
    return namesake or _whole(document, match) or _company(document, mention, titles), namesake


@cache
def _further() -> re.Pattern[str]:
    return pattern(
        r"(?: {date}| \([^()\n]{1,40}\))?(?:,|;| and|, and|, as well)"
        r"(?: (?:as|also|an?|the|is|was|previously|earlier|later|formerly)){0,3}"
        r" (?:<adj><t><field> <of> <the>{o:org}|(?:(?<= a )|(?<= an )|former ){own:org} <adj><later>(?!,? {person}))",
        macros(),
    )


def _continued(document: Document, rule: str, match: re.Match[str], person: Mention) -> Iterator[Role]:
    """Yield the further roles of a row: "CEO of Acme, a director of Orbex and a trustee of Pell"."""
    masked, start = document.plain, document.plain.span(match)[0]
    end = match.end()
    while (more := _further().match(masked.text, end)) is not None:
        end = more.end()
        organization = masked.mention(more, "o" if more["o"] else "own").ref
        evidence = Evidence.cut(document.article, start, masked.span(more)[1], rule)
        for title in _titles(document, more):
            time = tense(title) if tense(title) != "present" else time_of(match.group() + more.group())
            if organization:
                yield Role(person.ref, title, organization, evidence, time, (person.start, person.end))


def _own(document: Document, person: Mention) -> Ref | None:
    """Return the firm that bears the person's name, where the text speaks of "the company"."""
    surname = person.ref.rpartition("-")[2]
    refs = [ref for ref in document.by_ref if surname and ref.startswith("org/") and surname in ref[4:].split("-")]
    return refs[0] if len(refs) == 1 else None


@cache
def _unit() -> re.Pattern[str]:
    return pattern(r",? (?:at|of|for|with) <the>{whole:org}", macros())


def _whole(document: Document, match: re.Match[str]) -> Ref | None:
    """Return the company behind the name of a part of it: "general manager, Pump Group, at Acme"."""
    masked = document.plain
    named = masked.mention(match, "o") if match.groupdict().get("o") and match.end("o") == match.end() else None
    if named is None or document.text[named.start - 2] != "," or not _PART.search(named.text):
        return None
    behind = _unit().match(masked.text, match.end())
    return masked.mention(behind, "whole").ref or None if behind else None


@cache
def _behind() -> re.Pattern[str]:
    return pattern(r"(?:'s)? (?:parent|owner|unit|subsidiary)(?: company)?,? {kin:org}")


def _kin(document: Document, match: re.Match[str], mention: Mention, end: int) -> Mention:
    """Return the organisation that is named by its kin: Orbex for "at Acme parent Orbex"."""
    kin = _behind().match(document.plain.text, end) if end == match.end() else None
    return document.plain.mention(kin, "kin") if kin is not None else mention


#: A preposition in the middle of a sentence; at its beginning it says whom the sentence is about.
_GOVERNED = re.compile(r"[^\ue00f\n] (?:with|of|from|by|for|to|at|in|against|on) (?:the )?$")
#: Titles of those who serve "to" somebody: "adviser to Acme".
_SERVES = re.compile(
    r"\b(?i:advis[eo]rs?|counsel|consultants?|aides?|envoys?|ambassadors?|assistants?|lawyers?|attorneys?)$"
)
_UNIT = re.compile(r"\w \w.*\b(?:group|unit|division|business|arm|department|subsidiary)$")
_ITS = re.compile(r"(?:,|-|;|\() (?:its|their) ")
_PART = re.compile(r"\b(?:Group|Division|Unit|Business|Solutions|Services|Products|Operations|Systems)$")
_FIELD = re.compile(r"\b(?:[Vv]ice|[SE]?VP|[Dd]irector|[Hh]ead|[Mm]anager)\b")


def _company(document: Document, mention: Mention, titles: Sequence[str]) -> Ref | None:
    """Return the organisation meant: behind "vice president," the name of a unit leads to its company."""
    if mention.form is Form.NAME and any(map(_FIELD.search, titles)) and document.text[mention.start - 2] == ",":
        parts = mention.text.split()
        known = (org_ref(" ".join(parts[:count])) for count in range(1, len(parts)))
        return next((ref for ref in known if ref in document.by_ref), mention.ref)
    return mention.ref or (None if mention.plural else "")


def _titles(document: Document, match: re.Match[str]) -> list[str]:
    """Return the titles of a match, or the words "leads Acme's cloud unit" that say the role, or one empty title."""
    groups = match.groupdict()
    things = [thing for name in ("t", "later") if groups.get(name) for thing in document.plain.things(match, name)]
    if things:
        found = _ranked(document, [thing for thing in things if isinstance(thing, Title)])
        return [title for title in found if title == found[-1] or not is_profession(title)]
    if groups.get("watch"):
        return [groups["watch"].lower()]  # "analysts at Acme led by Ann Roe"
    if groups.get("board"):
        return ["board member"]  # "sits on the board of Acme"
    if groups.get("lead"):
        start, end = document.plain.span(match, "lead")
        return [document.text[start:end]]
    return [""]


def _ranked(document: Document, titles: Sequence[Title]) -> list[str]:
    """Return the titles as written; a rank and what its holder heads are one: "vice president and head of sales"."""
    found: list[str] = []
    start = None
    for title, behind in zip(titles, [*titles[1:], None], strict=True):
        start = title.start if start is None else start
        and_ = behind is not None and document.text[title.end : behind.start] in (" and ", " & ")
        if not (behind and and_ and RANK.search(title.text) and HEADING.match(behind.text)):
            found.append(document.text[start : title.end])
            start = None
    return found

"""Finds who holds which role where: "Acme CEO Ann Roe", "Ann Roe, a partner at Acme", "Acme named Ann Roe as CEO"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.document import Form, Title, pattern
from kg.iris import org_ref
from kg.lexicon import alternation, table
from kg.model import Evidence, Kind, Modality, Role
from kg.rules import Rule
from kg.titles import is_executive, is_office, is_profession, key, singular, tense

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.document import Document, Mention
    from kg.model import Ref

RULES = (
    Rule(
        name="role-title",
        fires_on=(
            "Orbex CEO Jane Doe resigned on Monday.",
            "Orbex's chief executive, Jane Doe, said so.",
            "The chief executive of Orbex, Jane Doe, said so.",
        ),
        silent_on=("Jane Doe watched the CEO of Orbex leave.", "Orbex has a CEO and a plan."),
    ),
    Rule(
        name="role-apposition",
        fires_on=(
            "Jane Doe, chief executive of Orbex, said so.",
            "Jane Doe is a partner at Quibbit Capital.",
            "Jane Doe, Orbex's co-founder and CEO, said so.",
        ),
        silent_on=("Jane Doe met the analysts at Orbex.", "Jane Doe, Orbex and Quibbit met."),
    ),
    Rule(
        name="role-verb",
        fires_on=(
            "Jane Doe, who leads Orbex's data-centre unit, said so.",
            "Orbex Systems named Jane Doe as its chief financial officer.",
            "Jane Doe worked for Orbex Systems until 2019.",
            "Jane Doe joined Orbex Systems as CTO in May.",
        ),
        silent_on=("Jane Doe leads the race.", "Orbex joined Quibbit as an investor."),
    ),
)


#: So many characters around a bare title its organisation is looked for, inside the sentence.
_NEAR = 400


@dataclass(frozen=True, slots=True)
class _Shape:
    """A pattern with the name of its rule."""

    rule: str
    pattern: re.Pattern[str]


@cache
def _macros() -> Mapping[str, str]:
    data = table("relations")
    lists = {
        "was": "copula",
        "become": "become",
        "appoint": "appoint",
        "leads": "lead",
        "work": "work",
        "joined": "joined",
    }
    before = rf"{alternation(data['before_organization'])}|[a-z]+-[a-z]+|{{place}}(?:-based|'s)?"
    also = "(?:,| and|, and|,? as well as)"
    row = r"(?:,? and |, | & |/| / | - |; )(?:the |an? |as |also ){0,2}(?:(?:current|former|then) )?"
    return {name: alternation(data[key]) for name, key in lists.items()} | {
        "p": r"(?:(?:Mr|Mrs|Ms|Dr|Sir|Dame)\.? )?{p:person}",
        "more": r"(?P<more>(?:(?:, and|,| and) {person}){0,12})",
        "other": "{org}",
        "at": "{at:org}",
        "t": rf"(?P<t>{{title}}(?:{row}{{title}}){{0,5}})",
        "later": rf"(?P<later>{{title}}(?:{row}{{title}}){{0,5}})",
        "is": rf"(?:{alternation(data['copula'])}|serve[sd] (?:for {{duration}} |{{date}} )as)",
        "omore": rf"(?P<omore>(?:{also} (?:the )?{{org}}){{1,4}}(?= ?[.;(\ue00f]))?",
        "adj": rf"(?:(?:{{quantity}}|{alternation(data['before_title'])}) ){{0,4}}",
        "the": rf"(?:(?:[Tt]he|an?) )?(?:(?:{before}) ){{0,5}}[\"'(]?",
        "of": "of|at|for|with|from|in|on",
        "field": r"(?: [Ee]meritus)?(?:(?: of| for| in|,) [A-Za-z][\w ,&'-]{0,60}?)?",
        "words": r"(?:[\w'-]+ |{place}(?:'s|-based)? ){0,5}",
        "unit": r"(?: [a-z][a-z-]*(?: (?:and|&) [a-z-]+)?){0,4}",
        "aside": r"(?: \([^()\n]{1,60}\))?",
    }


@cache
def _shapes() -> tuple[_Shape, ...]:
    found = table("relations")["role_patterns"].items()
    return tuple(_Shape(rule, pattern(source, _macros())) for rule, sources in found for source in sources)


def roles(document: Document) -> tuple[Role, ...]:
    """Return who holds which role, once per person, title and organisation, in the order of the text.

    `organization` is None where the text leaves it open. A role without a title ("worked for Acme") has an empty one.
    """
    masked = document.plain
    found = [
        role
        for shape in _shapes()
        for match in shape.pattern.finditer(masked.text)
        for role in _read(document, shape.rule, match)
    ]
    found += _bare(document, found)
    return _once(sorted(found, key=lambda role: (role.evidence.start, role.evidence.end, role.title)))


def _read(document: Document, rule: str, match: re.Match[str]) -> Iterator[Role]:
    """Yield the roles of a match: one for each person and title in it."""
    masked, groups = document.plain, match.groupdict()
    titles = _titles(document, match)
    row = groups.get("more") and any(singular(title) != title for title in titles)  # "its founders, Ann and Bo"
    people = [masked.mention(match, "p"), *(masked.mentions(match, "more") if row else ())]
    place = next((name for name in ("at", "o") if groups.get(name)), "")
    organization = _company(document, masked.mention(match, place), titles) if place else None
    further = masked.mentions(match, "omore") if groups.get("omore") else ()
    for person in people:
        for title in map(singular, titles):
            time = tense(title) if tense(title) != "present" else _tense(match.group())
            modality = Modality.PLANNED if time == "future" else Modality.ASSERTED
            evidence = Evidence.cut(document.article, *masked.span(match), rule, modality)
            if person.ref:
                yield Role(person.ref, title, organization, evidence, time)
                yield from (Role(person.ref, title, m.ref, evidence, time) for m in further if m.ref)
    if people[0].ref and organization:
        yield from _continued(document, rule, match, people[0].ref)


@cache
def _further() -> re.Pattern[str]:
    return pattern(
        r"(?: {date}| \([^()\n]{1,40}\))?(?:,|;| and|, and|, as well)"
        r"(?: (?:as|also|an?|the|is|was|previously|earlier|later|formerly)){0,3}"
        r" <adj><t><field> <of> <the>{o:org}",
        _macros(),
    )


def _continued(document: Document, rule: str, match: re.Match[str], person: Ref) -> Iterator[Role]:
    """Yield the further roles of a row: "CEO of Acme, a director of Orbex and a trustee of Pell"."""
    masked, start = document.plain, document.plain.span(match)[0]
    end = match.end()
    while (more := _further().match(masked.text, end)) is not None:
        end = more.end()
        organization = masked.mention(more, "o").ref
        evidence = Evidence.cut(document.article, start, masked.span(more)[1], rule)
        for title in _titles(document, more):
            time = tense(title) if tense(title) != "present" else _tense(match.group() + more.group())
            if organization:
                yield Role(person, title, organization, evidence, time)


_FIELD = re.compile(r"\b(?:[Vv]ice|[SE]?VP|[Dd]irector|[Hh]ead|[Mm]anager)\b")


def _company(document: Document, mention: Mention, titles: Sequence[str]) -> Ref | None:
    """Return the organisation meant: behind "vice president," the name of a unit leads to its company."""
    if mention.form is Form.NAME and any(map(_FIELD.search, titles)) and document.text[mention.start - 2] == ",":
        parts = mention.text.split()
        known = (org_ref(" ".join(parts[:count])) for count in range(1, len(parts)))
        return next((ref for ref in known if ref in document.by_ref), mention.ref)
    return mention.ref or None


def _titles(document: Document, match: re.Match[str]) -> list[str]:
    """Return the titles of a match, or the words "leads Acme's cloud unit" that say the role, or one empty title."""
    groups = match.groupdict()
    things = [thing for name in ("t", "later") if groups.get(name) for thing in document.plain.things(match, name)]
    if things:
        found = [thing.text for thing in things if isinstance(thing, Title)]
        return [title for title in found if title == found[-1] or not is_profession(title)]
    if groups.get("lead"):
        start, end = document.plain.span(match, "lead")
        return [document.text[start:end]]
    return [""]


def _tense(said: str) -> str:
    """Return the time that the words around a title speak of."""
    for time, cues in table("relations")["tenses"].items():
        if any(f" {cue} " in said for cue in cues):
            return str(time)
    return "present"


@cache
def _bare_shape() -> re.Pattern[str]:
    return pattern("<t>,? <p>", _macros())


def _bare(document: Document, found: Sequence[Role]) -> Iterator[Role]:
    """Yield roles whose organisation the words beside them leave out: "CEO Jane Doe"."""
    masked = document.plain
    known = {(role.person, key(role.title)) for role in found if role.organization}
    ends = {role.evidence.end: role.organization for role in found}
    state, topic = _state(document), _topic(document)
    for match in _bare_shape().finditer(masked.text):
        person = masked.mention(match, "p")
        titles = [singular(thing.text) for thing in masked.things(match, "t") if isinstance(thing, Title)]
        if not person.ref or all((person.ref, key(title)) in known for title in titles):
            continue
        before = masked.start(match.start() - 1) if match.start() else 0
        start, end = masked.span(match)
        row = next(
            (ends[e] for e in range(start - 1, start - 8, -1) if e in ends), None
        )  # "Acme founder Ann, president Bo"
        place = row or _understood(document, before, titles, state, topic)
        ends[end] = place
        for title in titles:
            evidence = Evidence.cut(document.article, start, end, "role-title")
            yield Role(person.ref, title, place, evidence, tense(title))


def _state(document: Document) -> Ref | None:
    """Return the one government that the article names."""
    for noun in ("government", "administration"):
        refs = {m.ref for m in document.mentions if m.kind is Kind.ORGANIZATION and m.text.lower().endswith(noun)}
        refs.discard("")
        if refs:
            return refs.pop() if len(refs) == 1 else None
    return None


def _understood(
    document: Document, offset: int, titles: Sequence[str], state: Ref | None, topic: Ref | None
) -> Ref | None:
    """Return the organisation a bare title belongs to: the one its sentence, or the one before, speaks of most."""
    if any(map(is_office, titles)) or "President" in titles:
        return state
    if not any(map(is_executive, titles)):
        return None
    start, end = document.sentence(offset)
    for first, last in ((start, end), document.sentence(max(0, start - 2))):
        near = document.mentions_in(max(first, offset - _NEAR), min(last, offset + _NEAR))
        refs = {m.ref for m in near if m.kind is Kind.ORGANIZATION and m.ref}
        weights = sorted(((len(document.by_ref[ref]), ref) for ref in refs), reverse=True)
        if weights and (len(weights) == 1 or weights[0][0] > 2 * weights[1][0]):
            return weights[0][1]
        if weights and first == start:
            return None
    return topic


def _topic(document: Document) -> Ref | None:
    """Return the organisation the article is about: named most often, and first or twice as often as the next."""
    weights = {ref: len(mentions) for ref, mentions in document.by_ref.items() if ref.startswith("org/")}
    best = max(weights, key=lambda ref: weights[ref], default=None)
    if best is None:
        return None
    second = max((weight for ref, weight in weights.items() if ref != best), default=0)
    leads = weights[best] > second and best == next(iter(weights))
    return best if leads or weights[best] >= 2 * second else None


def _once(found: Iterable[Role]) -> tuple[Role, ...]:
    """Keep the first of equal roles; a role without an organisation falls before one with."""
    kept: dict[tuple[Ref, str, Ref | None], Role] = {}
    for role in found:
        kept.setdefault((role.person, key(role.title), role.organization), role)
    placed = {(person, title) for person, title, organization in kept if organization}
    titled = {(role.person, role.organization) for role in kept.values() if role.title}
    return tuple(
        role
        for (person, title, organization), role in kept.items()
        if (organization or (person, title) not in placed) and (title or (person, organization) not in titled)
    )

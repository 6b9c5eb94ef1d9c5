"""What one article adds to the book, in the order in which things are decided.

A row is a sort, the name it is said of, the article, a place in it and what is said. Equal articles under equal
decisions give equal rows, so that what an article once added can be taken out again.
"""

from __future__ import annotations

import json
from itertools import chain, combinations
from typing import TYPE_CHECKING, TypeAlias

from kg.fusion import agreements, events, people, relations, statements
from kg.fusion.claims import Values
from kg.fusion.entities import is_thing, weight
from kg.fusion.facts import doings, renamed
from kg.fusion.ground import place_names
from kg.fusion.homonyms import sightings
from kg.fusion.identity import stem, texts
from kg.fusion.naming import first_day
from kg.fusion.reports import Report
from kg.fusion.shortening import plain, shorter
from kg.fusion.values import worth
from kg.iris import place_ref

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kg.fusion.homonyms import Apart
    from kg.model import Article, Deal, Event, Evidence, Kind, Reading, Ref, TimeSpan
    from kg.registry import Registry

Row: TypeAlias = tuple[str, str, str, int, str]


def packed(*parts: object) -> str:
    """Several parts of what is said as one text; equal parts give equal text."""
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


# ------------------------------------------------------------------------ which names are one


def refs(reading: Reading) -> set[Ref]:
    """All names of things in an article."""
    return {text for text in texts(reading) if "/" in text and is_thing(text)}


def as_read(reading: Reading) -> Iterator[Row]:
    """What decides which names are one: where each is named, and what it does."""
    id_ = reading.article.id
    day = first_day(reading.article)[0]
    yield from (("in", ref, id_, 0, "") for ref in refs(reading))
    for ref in {entity.ref for entity in reading.entities}:
        yield "named", ref, id_, day, ""
        yield from (("like", like, id_, 0, ref) for like in likes(ref))
    for pair, _ in renamed(reading):
        first, second = sorted(pair)
        yield "renamed", first, id_, 0, second
        yield "renamed", second, id_, 0, first
    yield from (("doing", ref, id_, 0, repr(doing)) for ref, doing in doings(reading))


def likes(ref: Ref) -> Iterator[str]:
    """Under what a name lies for others that may be the same thing to find it."""
    if name := stem(ref):
        yield f"stem {name}"
    if ref.startswith("person/"):
        yield f"plain {plain(ref)}"
    elif ref.startswith("org/") and (head := shorter(ref)):
        yield f"head {head}"


def renamings(reading: Reading, keep: Callable[[Ref], Ref | None]) -> Iterator[Row]:
    """The names in an article for which others are kept."""
    id_ = reading.article.id
    for ref in refs(reading):
        if new := keep(f"{ref}@{id_}") or keep(ref):  # what is judged of one article goes before all
            yield "instead", id_, id_, 0, packed(ref, new.partition("@")[0])


def kept(old: Ref, new: Ref) -> Iterator[Row]:
    """That one name is kept for another."""
    yield "kept", old, "", 0, new
    if "@" not in old + new:
        yield "keeps", new, "", 0, old


# -------------------------------------------------------------------- who bears the same name


def under_kept_names(reading: Reading, known: Registry) -> Iterator[Row]:
    """What tells people of one name apart."""
    for at, each in enumerate(sightings(reading, known)):
        marks = (each.organizations, each.callings, each.company, each.posts)
        yield "acting", each.ref, reading.article.id, at, packed(each.day[0], *map(sorted, marks))


def apart(person: Ref, told: Apart) -> Iterator[Row]:
    """Where the name of a person stands for somebody else."""
    for article, other in dict(told.changed).items():
        yield "split", article, article, 0, packed(person, other)
        yield "splits", person, article, 0, other
        yield "stands", other, article, 0, person
    for name, target in told.given:
        yield "given", name, "", 0, packed(person, target)
        yield "gives", target, "", 0, packed(person, name)
        yield "giving", person, "", 0, packed(name, target)


# ------------------------------------------------------------------------- what each name is


def under_last_names(reading: Reading) -> Iterator[Row]:
    """What decides of what kind a name is and how it is called, and what rests on that."""
    id_ = reading.article.id
    for at, entity in enumerate(reading.entities):
        told = packed(entity.kind.value, entity.name, weight(entity), *sorted(entity.surfaces))
        yield "entity", entity.ref, id_, at, told
    for at, name in enumerate(place_names(reading)):
        yield "place", place_ref(name), id_, at, name
    for tie in reading.relations:
        if tie.predicate == "formerly" and tie.subject == tie.object and not tie.evidence.refutes:
            yield "former", tie.subject, id_, 0, ""
    yield from (("uses", ref, id_, 0, "") for ref in refs(reading))
    yield from (("url", url, id_, 0, "") for url in urls(reading.article))
    origin = reading.article.based_on
    if origin and origin.published and (value := worth(origin.published)):
        yield "origin", value.ref, id_, 0, ""


def urls(article: Article) -> set[str]:
    """The addresses an article has or retells: who shares one may share a node or be the node."""
    origin = article.based_on
    found = {article.url, origin.url if origin else ""} - {""}
    return found | ({f"publisher {origin.publisher}"} if origin and not origin.url else set())


# --------------------------------------------------------------------------- what is told


def fitted(reading: Reading, kind: Callable[[Ref], Kind]) -> Iterator[Row]:
    """What is told of deals, events, offices and by whom; of each name where its kind can stand."""
    id_ = reading.article.id
    for (part, whole), words in _owned(reading, kind).items():
        count = sum(not each.refutes for each in words)
        yield "owned", part, id_, 0, packed(whole, count)
        yield "owns", whole, id_, 0, part
    for at, role in enumerate(reading.roles):
        for ref, witness in people.witnesses(role, reading.article.published):
            told = (witness.person, witness.key, witness.title, witness.organization, witness.tense)
            yield "tenure", ref, id_, at, packed(*told, _days(witness.published))
            yield "held", witness.person, id_, 0, ref
    for at, deal in enumerate(reading.deals):
        yield from (("party", party.ref, id_, at, "") for party in deal.parties if party.ref)
        yield from (("meets", mark, id_, at, "") for mark in marks(deal))
        yield from (("deal", ref, id_, at, "") for ref in agreements.own_names(Report(reading.article, at, deal)))
    for each in statements.renderings(reading):
        yield "speaker", each.speaker, id_, 0, ""
        yield from (("statement", ref, id_, 0, each.speaker) for ref in statements.own_names(each))
    for event in reading.events:
        block = block_of(event)
        yield "block", block, id_, 0, ""
        yield from (("event", ref, id_, 0, block) for ref in events.own_names(events.Sighting(reading.article, event)))
        about = {event.actor, *(each.value for each in event.concerns)} - {None}
        yield from (("about", ref or "", id_, 0, block) for ref in about)


def marks(deal: Deal, family: Callable[[Ref], Iterable[Ref]] = lambda ref: (ref,), *, asked: bool = False) -> set[str]:
    """Under what a deal lies for others that may be it, and, `asked` for it, under what those lie that it may be.

    They share two parties; or one and a sum; or one and the kind, when one of them names no other party. Whoever stands
    for a party, or is stood for by it, is of its `family`.
    """
    parties = sorted({party.ref for party in deal.parties if party.ref})
    sums = {made.ref for each in deal.values if (made := worth(each.value))}
    families = {party: sorted(family(party)) for party in parties}
    found = {
        packed(*sorted((one, other)))
        for first, second in combinations(parties, 2)
        for one in families[first]
        for other in families[second]
    }
    alone = len(parties) == 1
    for ref in chain.from_iterable(families.values()):
        found |= {packed(ref, sum_) for sum_ in sums}
        found |= {packed(ref, deal.kind.value, "any")} if alone or not asked else set()
        found |= {packed(ref, deal.kind.value, "alone")} if alone or asked else set()
    return found


def block_of(event: Event) -> str:
    """Events of one type and actor can be one."""
    return packed(event.type, event.actor or "")


def _owned(reading: Reading, kind: Callable[[Ref], Kind]) -> Mapping[tuple[Ref, Ref], set[Evidence]]:
    found: dict[tuple[Ref, Ref], set[Evidence]] = {}
    values = Values()
    for relation in reading.relations:
        for part, property_, whole, words, _ in relations.claims(relation, kind, values):
            if property_ == "schema:parentOrganization" and part != whole:
                found.setdefault((part, whole), set()).add(words)
    return found


def _days(span: TimeSpan | None) -> object:
    if span is None:
        return None
    days = (span.earliest, span.latest)
    return [*(day.isoformat() if day else None for day in days), span.edtf, span.text]

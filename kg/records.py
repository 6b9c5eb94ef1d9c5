"""What an article says as plain records, one dictionary each: the contract of ``kg extract -f jsonl``.

The contract promises names in name fields; keys beyond it (``iri``, ``rule``, ``modality``, ``manner`` ...) are ours.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from kg import measured
from kg.iris import iri
from kg.model import HardwareUse, Kind, Role, TimeSpan
from kg.rules.speech.contract import is_direct, written_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.measured import Record
    from kg.model import (
        Deal,
        Entity,
        Event,
        Evidence,
        Party,
        Reading,
        Ref,
        Relation,
        Span,
        Speaker,
        Statement,
    )

_KINDS = {
    Kind.ORGANIZATION: "organization",
    Kind.PERSON: "person",
    Kind.HARDWARE: "hardware",
    Kind.SERVICE: "product",
    Kind.PRODUCT: "product",
}


def records(reading: Reading) -> Iterator[Record]:
    """Give the records of one article: names first, then roles, deals, statements, events and relations."""
    names = _Names(reading)
    yield from (names.entity(entity) for entity in reading.entities if entity.kind in _KINDS)
    yield from map(names.role, reading.roles)
    yield from map(names.deal, reading.deals)
    yield from map(names.statement, reading.statements)
    yield from map(names.event, reading.events)
    yield from (names.relation(tie) for tie in reading.relations if tie.subject != tie.object)
    for item in reading.loose:
        yield names.role(item) if isinstance(item, Role) else names.relation(item)


class _Names:
    """Writes records of one article with names in place of references."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.article = PurePath(reading.article.path).stem or reading.article.id
        self.names = {entity.ref: entity.name for entity in reading.entities}

    def __call__(self, ref: Ref | None) -> str | None:
        return None if ref is None else self.names.get(ref, ref)

    def words(self, span: Span | None) -> str:
        """Give the words at a span, where a reference leads to nobody."""
        return self.reading.article.text[span[0] : span[1]] if span else ""

    def record(self, kind: str, evidence: Sequence[Evidence], /, **fields: object) -> Record:
        return {
            "record": kind,
            "article": self.article,
            **fields,
            "evidence": [[item.start, item.end] for item in evidence],
        }

    def entity(self, entity: Entity) -> Record:
        kind = _KINDS[entity.kind]
        record = self.record(
            kind, entity.evidence, name=entity.name, iri=iri(entity.ref), surfaces=list(entity.surfaces)
        )
        if kind in ("hardware", "product"):
            record |= {"kind": entity.kind.value, "maker": self(entity.maker)}
        if kind == "hardware":
            counted = [use.quantity for use in self.reading.hardware if use.product == entity.ref]
            record["quantity"] = measured.quantity(counted[0]) if counted else None
        return record

    def role(self, role: Role) -> Record:
        return self.record(
            "role",
            [role.evidence],
            person=self(role.person) or self.words(role.person_span),
            person_span=list(role.person_span) if role.person_span else None,
            title=role.title,
            organization=self(role.organization),
            tense=role.tense,
            modality=role.evidence.modality.value,
            open=not role.person,
        )

    def deal(self, deal: Deal) -> Record:
        announced = [date for date in deal.dates if date.what == "announced"]
        return self.record(
            "deal",
            deal.evidence or (deal.kind_evidence,),
            type=deal.kind.value,
            status=deal.status.value,
            primary=deal.primary,
            parties=[self.party(party) for party in deal.parties],
            value=measured.money(measured.best(deal.values)),
            duration_years=measured.years(measured.best(deal.durations)),
            announced=measured.time(announced[0].span) if announced else None,
            dates=[measured.date(date) for date in deal.dates if date.what != "announced"],
            hardware=self.hardware(deal),
            capacity=[measured.capacity(item.value) for item in deal.capacity],
            services=[self(item.value) for item in deal.services],
            equity=[measured.quantity(item.value) for item in deal.equity],
            other_sums=[{"what": what, **(measured.money(item) or {})} for what, item in deal.other_sums],
            purposes=[item.value for item in deal.purposes],
        )

    def party(self, party: Party) -> Record:
        return {"name": self(party.ref), "iri": iri(party.ref) if party.ref else None, "role": party.role}

    def hardware(self, deal: Deal) -> list[str | None]:
        used = (item.product if isinstance(item, HardwareUse) else item.value for item in deal.hardware)
        return list(dict.fromkeys(self(ref) for ref in used))

    def statement(self, statement: Statement) -> Record:
        return self.record(
            "statement",
            [statement.evidence],
            kind="direct" if is_direct(statement, self.reading.article.text) else "indirect",
            manner=statement.manner.value,
            text=statement.text,
            spans=[list(span) for span in statement.spans],
            speaker=self.speaker(statement.speaker),
            co_speakers=[self.speaker(speaker) for speaker in statement.co_speakers],
            role=statement.role,
            organization=self(statement.organization),
            channel=statement.channel.value.replace("-", " ") if statement.channel else None,
            **_said(statement),
            about=[self(ref) for ref in statement.about],
            modality=statement.evidence.modality.value,
        )

    def speaker(self, speaker: Speaker) -> Record:
        ref, span = speaker.ref, speaker.span
        return {
            "name": self(ref) or written_name(speaker),
            "iri": iri(ref) if ref else None,
            "kind": "anonymous" if ref is None else "person" if ref.startswith("person/") else "organization",
            "mention": {"text": speaker.mention, "span": list(span)} if span else None,
            "description": speaker.description,
        }

    def event(self, event: Event) -> Record:
        return self.record(
            "event",
            [event.evidence],
            type=event.type,
            actor=self(event.actor),
            quantity=measured.quantity(event.quantity.value) if event.quantity else None,
            time=measured.time(event.time.value) if event.time else None,
            concerns=[self(item.value) for item in event.concerns],
            place=event.place or None,
            modality=event.evidence.modality.value,
        )

    def relation(self, relation: Relation) -> Record:
        what = relation.object
        return self.record(
            "relation",
            [relation.evidence],
            subject=self(relation.subject) or self.words(relation.subject_span),
            predicate=relation.predicate,
            object=what.edtf or what.text
            if isinstance(what, TimeSpan)
            else self(what) or self.words(relation.object_span),
            subject_span=list(relation.subject_span),
            object_span=list(relation.object_span),
            modality=relation.evidence.modality.value,
            open=not (relation.subject and relation.object),
        )


def _said(statement: Statement) -> Record:
    """Give the time only where both of its ends are known; the words that speak of it always."""
    span = statement.said.value if statement.said else None
    known = span is not None and span.earliest is not None and span.latest is not None
    return {"said": measured.time(span) if span and known else None, "said_text": span.text or None if span else None}

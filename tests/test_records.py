"""The contract is held on readings made by hand, so that it does not depend on what rules find."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kg.model import (
    Article,
    Bound,
    Deal,
    DealDate,
    DealKind,
    DealStatus,
    Duration,
    Entity,
    Event,
    Evidence,
    HardwareUse,
    Kind,
    Manner,
    Money,
    Party,
    Quantity,
    Reading,
    Relation,
    Role,
    Sourced,
    Speaker,
    Statement,
    TimeSpan,
)
from kg.records import records

TEXT = (
    "Quarrystone has leased a hall with 4,000 Basalt 9 cards from Northgate for three years, worth $2 billion. "
    "“We needed room,” said Ada Quill, head of Quarrystone, on Monday. "
    "An insider called it “a sign of very much larger things to come” and “late”. Quarrystone is based in Leeds."
)
ARTICLE = Article("quarry", TEXT, path="news/Quarry.txt")


def cut(words, rule="test"):
    return Evidence.cut(ARTICLE, TEXT.index(words), TEXT.index(words) + len(words), rule)


def span(words):
    return TEXT.index(words), TEXT.index(words) + len(words)


def entity(ref, kind, name, **more):
    return Entity(ref, kind, name, (name,), (cut(name),), **more)


def money(low, high, bound):
    return Sourced(Money(low and Decimal(low), high and Decimal(high), "USD", bound, "$2 billion"), cut("$2 billion"))


def months(low, high):
    return Sourced(Duration(Decimal(low), high and Decimal(high), Bound.EXACT, "three years"), cut("for three years"))


CARDS = HardwareUse(
    "product/basalt-9",
    Quantity(Decimal(4000), Decimal(4000), "count", Bound.EXACT, "4,000"),
    cut("4,000 Basalt 9 cards"),
)
DEAL = Deal(
    kind=DealKind.LEASE,
    statuses=(Sourced(DealStatus.RUMOURED, cut("leased")), Sourced(DealStatus.COMPLETED, cut("has leased"))),
    parties=(
        Party("org/quarrystone", "lessee", cut("Quarrystone")),
        Party("org/northgate", "lessor", cut("Northgate")),
        Party(None, "lender", cut("leased")),
    ),
    evidence=(cut("Quarrystone has leased a hall"),),
    kind_evidence=cut("leased"),
    values=(money("2e9", None, Bound.AT_LEAST), money("2e9", "2e9", Bound.EXACT)),
    durations=(months(24, None), months(36, 36)),
    dates=(DealDate("start", TimeSpan(date(2031, 1, 1), None, "2031-01-01/..", "from 2031"), cut("leased")),),
    hardware=(CARDS, Sourced("product/basalt-9", cut("Basalt 9"))),
)
ADA = Statement(
    manner=Manner.DIRECT,
    text="We needed room",
    spans=(span("We needed room"),),
    speaker=Speaker("person/ada-quill", "Ada Quill", span("Ada Quill")),
    evidence=cut("We needed room"),
    role="head",
    organization="org/quarrystone",
    channel=Sourced("earnings-call", cut("said")),
    said=Sourced(TimeSpan(date(2031, 3, 3), date(2031, 3, 3), "2031-03-03", "on Monday"), cut("on Monday")),
    about=("org/northgate",),
)
READING = Reading(
    ARTICLE,
    entities=(
        entity("org/quarrystone", Kind.ORGANIZATION, "Quarrystone"),
        entity("org/northgate", Kind.ORGANIZATION, "Northgate"),
        entity("person/ada-quill", Kind.PERSON, "Ada Quill"),
        entity("product/basalt-9", Kind.HARDWARE, "Basalt 9", maker="org/northgate"),
        entity("place/leeds", Kind.PLACE, "Leeds"),
    ),
    roles=(Role("person/ada-quill", "head", "org/quarrystone", cut("Ada Quill, head of Quarrystone")),),
    relations=(
        Relation(
            "org/quarrystone", "headquartered_in", "place/leeds", cut("Quarrystone is based in Leeds"),
            span("Quarrystone is"), span("Leeds"),
        ),
    ),
    hardware=(CARDS,),
    deals=(DEAL,),
    statements=(ADA,),
    events=(Event("lease", "org/quarrystone", cut("leased"), place="Leeds"),),
)  # fmt: skip


def of(kind, reading=READING):
    return [record for record in records(reading) if record["record"] == kind]


def statement(**change):
    [record] = of("statement", replace(READING, statements=(replace(ADA, **change),)))
    return record


def test_records_are_json_and_carry_the_stem_of_their_file():
    for record in records(READING):
        assert json.loads(json.dumps(record)) == record
        assert record["article"] == "Quarry"
        assert record["evidence"]


def test_names_come_with_their_forms_and_every_mention():
    [quarrystone, northgate] = of("organization")
    assert quarrystone["name"] == "Quarrystone"
    assert quarrystone["iri"] == "https://w3id.org/aideals/id/org/quarrystone"
    assert quarrystone["evidence"] == [list(span("Quarrystone"))]
    assert northgate["surfaces"] == ["Northgate"]


def test_hardware_has_its_maker_and_count():
    [hardware] = of("hardware")
    assert hardware["maker"] == "Northgate"
    assert (hardware["quantity"]["min"], hardware["quantity"]["max"]) == (4000, 4000)


def test_a_place_is_no_record_of_its_own():
    assert {record["record"] for record in records(READING)} == {
        "organization", "person", "hardware", "role", "deal", "statement", "event", "relation",
    }  # fmt: skip


def test_a_role_names_person_and_organization():
    [role] = of("role")
    assert (role["person"], role["title"], role["organization"]) == ("Ada Quill", "head", "Quarrystone")


def test_a_deal_stands_where_the_article_leaves_it():
    [deal] = of("deal")
    assert (deal["type"], deal["status"]) == ("lease", "completed")
    assert [(party["name"], party["role"]) for party in deal["parties"]] == [
        ("Quarrystone", "lessee"),
        ("Northgate", "lessor"),
        (None, "lender"),
    ]
    assert deal["dates"] == [
        {"what": "start", "earliest": "2031-01-01", "latest": None, "precision": "interval", "text": "from 2031"}
    ]
    assert deal["hardware"] == ["Basalt 9"]


def test_the_best_bounded_reading_of_a_value_and_a_term_is_given():
    [deal] = of("deal")
    assert deal["value"] == {
        "min": 2_000_000_000, "max": 2_000_000_000, "currency": "USD", "qualifier": "exact", "text": "$2 billion",
    }  # fmt: skip
    assert deal["duration_years"] == 3


def test_several_years_are_no_number_of_years():
    [deal] = of("deal", replace(READING, deals=(replace(DEAL, durations=(months(24, None),)),)))
    assert deal["duration_years"] is None


def test_a_statement_has_its_words_speaker_and_time():
    [said] = of("statement")
    assert (said["kind"], said["text"], said["spans"]) == ("direct", "We needed room", [list(span("We needed room"))])
    assert said["speaker"]["name"] == "Ada Quill"
    assert said["speaker"]["kind"] == "person"
    assert said["speaker"]["mention"] == {"text": "Ada Quill", "span": list(span("Ada Quill"))}
    assert (said["role"], said["organization"], said["channel"]) == ("head", "Quarrystone", "earnings call")
    assert said["said"] == {
        "earliest": "2031-03-03", "latest": "2031-03-03", "precision": "day", "text": "on Monday",
    }  # fmt: skip
    assert said["about"] == ["Northgate"]


def test_a_speaker_nobody_names_is_anonymous():
    speaker = statement(speaker=Speaker(None, "An insider", span("An insider"), "An insider"))["speaker"]
    assert (speaker["name"], speaker["kind"], speaker["description"]) == (None, "anonymous", "An insider")


def test_a_company_can_speak():
    assert statement(speaker=Speaker("org/northgate", "", None))["speaker"]["kind"] == "organization"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("a sign of very much larger things to come", "direct"),
        ("it “a sign of very much larger things to come” and “late”", "direct"),
        ("late", "indirect"),
        ("“late”", "indirect"),
    ],
)
def test_a_report_with_six_quoted_words_is_direct_and_with_fewer_is_not(words, kind):
    assert statement(manner=Manner.MIXED, text=words, spans=(span(words),))["kind"] == kind


@pytest.mark.parametrize(
    "when", [TimeSpan(None, None, "", "lately"), TimeSpan(None, date(2031, 3, 3), "../2031-03-03", "lately")]
)
def test_a_time_that_is_open_at_an_end_keeps_its_words(when):
    said = statement(said=Sourced(when, cut("on Monday")))
    assert (said["said"], said["said_text"]) == (None, "lately")


def test_a_tie_names_both_ends():
    [tie] = of("relation")
    assert (tie["subject"], tie["predicate"], tie["object"]) == ("Quarrystone", "headquartered_in", "Leeds")
    assert tie["object_span"] == list(span("Leeds"))

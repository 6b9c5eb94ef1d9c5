import random
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import (
    WHOLE,
    archive,
    article,
    count,
    day,
    deal,
    dollars,
    hardware,
    layoff,
    organization,
    person,
    role,
    said,
    tie,
    words,
)

from kg.fusion import fuse, groups
from kg.fusion.cluster import clusters
from kg.fusion.knowledge import Claim, Knowledge
from kg.fusion.values import compatible, worth
from kg.fusion.wordings import Wording, same
from kg.iris import normalised
from kg.model import (
    Bound,
    DealKind,
    DealStatus,
    Evidence,
    Kind,
    Manner,
    Money,
    Quantity,
    Reading,
    Relation,
    Sourced,
    TimeSpan,
)

DEAL = "deal/brightcloud-nimbus-labs-cloud-services-2031"


def claims(knowledge: Knowledge, property_: str) -> dict[tuple[str, str], Claim]:
    return {(each.subject, each.object): each for each in knowledge.claims if each.property == property_}


# --------------------------------------------------------------------------------- deals


def test_three_reports_of_one_deal_are_one_deal_and_another_stays_another() -> None:
    knowledge = fuse(archive())
    assert [each.ref for each in knowledge.deals] == [DEAL, "deal/nimbus-labs-tarn-robotics-investment"]
    [first, second] = knowledge.deals
    assert first.reported_by == ("courier", "gazette", "herald")
    assert first.label == "Brightcloud–Nimbus Labs cloud services deal (2031)"
    assert (first.status, second.status) == ("announced", "completed")


def test_all_readings_of_a_slot_are_kept_with_their_words() -> None:
    told = claims(fuse(archive()), "kg:totalValue")
    assert {ref: [e.quote for e in each.evidence] for (_, ref), each in told.items() if "12" in ref or "10" in ref} == {
        "value/usd-12000000000": ["$12bn", "$12 billion"],
        "value/usd-from-10000000000": ["more than $10 billion"],
    }


def test_a_report_that_names_the_parent_meets_the_one_that_names_the_subsidiary() -> None:
    told = claims(fuse(archive()), "kg:provider")
    assert {ref for subject, ref in told if subject == DEAL} == {"org/brightcloud", "org/bright-holdings"}


def one_deal(id_: str, text: str, **told: object) -> Reading:
    a = article(id_, text, published=str(told.pop("published", "")))
    parties = told.pop("parties", {"Acorn": "acquirer", "Birch": "target"})
    kind = told.pop("kind", DealKind.ACQUISITION)
    return Reading(a, deals=(deal(a, kind, parties, text, **told),))  # type: ignore[arg-type]


def deals_of(*readings: Reading) -> list[str]:
    return [each.ref for each in fuse(readings).deals]


def test_a_rumour_an_announcement_and_a_closing_are_one_deal_with_its_history() -> None:
    parts = [
        one_deal("a", "Acorn may buy Birch", status=DealStatus.RUMOURED, published="2031-01-05"),
        one_deal("b", "Acorn buys Birch for $2bn", value=dollars("$2bn", "2e9"), announced="2031-03-01"),
        one_deal("c", "Acorn closed its purchase of Birch", status=DealStatus.COMPLETED, published="2031-09-01"),
    ]
    knowledge = fuse(parts)
    [found] = knowledge.deals
    assert found.status == "completed"
    assert {ref for _, ref in claims(knowledge, "kg:dealStatus")} == {
        "vocab/deal-status/rumoured",
        "vocab/deal-status/announced",
        "vocab/deal-status/completed",
    }


def test_a_denial_that_comes_last_is_where_the_deal_stands() -> None:
    rumour = one_deal("a", "Acorn may buy Birch", status=DealStatus.RUMOURED, published="2031-01-05")
    denial = one_deal("b", "Acorn denied it would buy Birch", status=DealStatus.DENIED, published="2031-01-06")
    [found] = fuse([denial, rumour]).deals
    assert found.status == "denied"


def test_the_day_on_which_a_purchase_is_called_off_is_not_the_day_it_was_announced() -> None:
    bid = one_deal("a", "Acorn buys Birch for $2bn", value=dollars("$2bn", "2e9"), announced="2031-03-01")
    off = one_deal("b", "Birch is not for sale to Acorn", status=DealStatus.CANCELLED, announced="2031-09-02",
                   published="2031-09-03", parties={"Acorn": "target", "Birch": "acquirer"})  # fmt: skip
    knowledge = fuse([bid, off])
    [found] = knowledge.deals
    assert found.status == "cancelled"
    assert len(claims(knowledge, "kg:announcedDuring")) == 1


def test_a_vague_sum_joins_no_deals_of_other_counterparts() -> None:
    def deal_with(id_: str, customer: str, value: str, bound: Bound) -> Reading:
        text = f"{customer} pays Birch $20 billion"
        return one_deal(id_, text, kind=DealKind.CLOUD_SERVICES, parties={customer: "customer", "Birch": "provider"},
                        value=dollars("$20 billion", value, bound))  # fmt: skip

    vague = [deal_with("a", "Acorn", "2e10", Bound.AT_LEAST), deal_with("b", "Cedar", "2e10", Bound.AT_LEAST)]
    assert len(deals_of(*vague)) == 2


def test_who_is_put_on_the_wrong_side_once_does_not_part_what_two_others_agree_on() -> None:
    kinds = {"kind": DealKind.CLOUD_SERVICES, "value": dollars("$9 billion", "9e9", Bound.ABOUT)}
    text = "Acorn, Birch and Cedar agree on $9 billion"
    one = one_deal("a", text, parties={"Acorn": "provider", "Birch": "customer", "Cedar": "customer"}, **kinds)
    other = {"Acorn": "provider", "Birch": "customer", "Cedar": "provider"}
    exact = {"kind": DealKind.CLOUD_SERVICES, "value": dollars("$9 billion", "9e9")}
    assert len(deals_of(one, one_deal("b", text, parties=other, **exact))) == 1


def test_of_two_deals_a_report_goes_with_the_one_of_its_parties() -> None:
    text = "Acorn, Cedar and Elm put $9 billion into Birch"
    sum_ = dollars("$9 billion", "9e9", Bound.ABOUT)
    pair = {"Acorn": "investor", "Birch": "investee"}
    both = Reading(article("a", text), deals=tuple(
        deal(article("a", text), DealKind.INVESTMENT, pair | more, text, value=sum_)
        for more in ({"Cedar": "investor", "Elm": "investor"}, {})
    ))  # fmt: skip
    later = one_deal("b", text, kind=DealKind.INVESTMENT, parties=pair,
                     value=dollars("$9 billion", "9e9", Bound.UP_TO))  # fmt: skip
    found = {each.ref: each for each in groups([both, later]).deals}
    [joined] = [each for each in found.values() if len({report.article.id for report in each.group}) == 2]
    assert {len(report.deal.parties) for report in joined.group} == {2}


def test_two_sums_with_far_upper_bounds_are_two_deals() -> None:
    def up_to(id_: str, text: str, amount: str) -> Reading:
        return one_deal(id_, text, kind=DealKind.INVESTMENT, parties={"Acorn": "investor", "Birch": "investee"},
                        value=dollars(text.split(" in")[0], amount, Bound.UP_TO))  # fmt: skip

    far = up_to("a", "$30 billion in Birch from Acorn", "30e9"), up_to("b", "$90 billion in Birch from Acorn", "90e9")
    near = up_to("a", "$90 billion in Birch from Acorn", "90e9"), up_to("b", "$95 billion in Birch from Acorn", "95e9")
    assert (len(deals_of(*far)), len(deals_of(*near))) == (2, 1)


def test_other_sums_announced_on_other_days_are_two_deals() -> None:
    def sale(id_: str, amount: str, day_: str) -> Reading:
        return one_deal(id_, f"Acorn buys chips from Birch for ${amount}bn", kind=DealKind.SUPPLY,
                        parties={"Acorn": "buyer", "Birch": "supplier"}, value=dollars(f"${amount}bn", f"{amount}e9"),
                        announced=day_, published=day_)  # fmt: skip

    assert len(deals_of(sale("a", "2", "2031-05-26"), sale("b", "3", "2031-07-01"))) == 2
    assert len(deals_of(sale("a", "2", "2031-05-26"), sale("b", "3", "2031-05-27"))) == 1


def test_an_owner_stands_for_its_unit_also_when_it_buys_what_it_then_owns() -> None:
    bid = one_deal("a", "Elm may buy Birch for $2bn", value=dollars("$2bn", "2e9"), status=DealStatus.RUMOURED,
                   parties={"Elm": "acquirer", "Birch": "target"}, published="2031-03-01")  # fmt: skip
    text = "Acorn, part of Elm, has bought Birch for about $2bn"
    done = one_deal("b", text, value=dollars("$2bn", "2e9", Bound.ABOUT), announced="2031-04-02",
                    published="2031-04-02")  # fmt: skip
    a = done.article
    ties = (tie(a, "Acorn", "part_of", "Elm", text), tie(a, "Birch", "part_of", "Acorn", text))
    knowledge = fuse([bid, replace(done, relations=ties)])
    [found] = knowledge.deals
    assert found.label.startswith("acorn–birch")


def test_the_price_of_a_share_does_not_part_reports() -> None:
    bid = one_deal("a", "Acorn buys Birch for $2bn", value=dollars("$2bn", "2e9"), announced="2031-03-01")
    price = one_deal("b", "Acorn buys Birch at $18", value=dollars("$18", "18"), published="2031-09-01")
    assert len(deals_of(bid, price)) == 1


def test_two_rounds_of_different_years_and_sums_are_two_deals() -> None:
    parties = {"Acorn": "investor", "Birch": "investee"}
    told = {"parties": parties, "kind": DealKind.INVESTMENT}
    first = one_deal("a", "Acorn puts $4bn into Birch", value=dollars("$4bn", "4e9"), announced="2030-02-01", **told)
    second = one_deal("b", "Acorn puts $5bn into Birch", value=dollars("$5bn", "5e9"), announced="2031-02-01", **told)
    assert len(deals_of(first, second)) == 2


def test_contradicting_sums_of_the_same_days_are_one_deal_in_dispute() -> None:
    first = one_deal("a", "Acorn buys Birch for $2bn", value=dollars("$2bn", "2e9"), published="2031-03-01")
    second = one_deal("b", "Acorn buys Birch for $5bn", value=dollars("$5bn", "5e9"), published="2031-03-02")
    assert len(deals_of(first, second)) == 1


def test_two_acquirers_of_one_target_are_two_deals() -> None:
    first = one_deal("a", "Acorn bids for Birch")
    second = one_deal("b", "Cedar bids for Birch", parties={"Cedar": "acquirer", "Birch": "target"})
    assert len(deals_of(first, second)) == 2


def test_a_report_without_the_counterpart_meets_the_full_one_by_its_value() -> None:
    full = one_deal("a", "Acorn buys Birch for $2bn", value=dollars("$2bn", "2e9"))
    lone = one_deal("b", "A buyer takes Birch for $2bn", parties={"": "acquirer", "Birch": "target"},
                    value=dollars("$2bn", "2e9"))  # fmt: skip
    other = one_deal("c", "A buyer takes Birch", parties={"": "acquirer", "Birch": "target"})
    assert len(deals_of(full, lone)) == 1
    assert len(deals_of(full, other)) == 2


def test_a_standing_partnership_is_not_another_deal_of_the_same_partners() -> None:
    partners = one_deal("a", "Acorn and Birch are allies", kind=DealKind.PARTNERSHIP, primary=False,
                        status=DealStatus.COMPLETED, parties={"Acorn": "partner", "Birch": "partner"})  # fmt: skip
    round_ = one_deal("b", "Acorn, Cedar and Birch talk of money", kind=DealKind.INVESTMENT, primary=False,
                      parties={"Acorn": "investor", "Cedar": "investor", "Birch": "investee"})  # fmt: skip
    clients = one_deal("c", "Cedar serves Acorn and Birch", kind=DealKind.CLOUD_SERVICES, primary=False,
                       parties={"Cedar": "provider", "Acorn": "customer", "Birch": "customer"})  # fmt: skip
    assert len(deals_of(partners, round_, clients)) == 3


def test_a_seller_in_one_deal_and_buyer_in_another_are_two_deals() -> None:
    told = {"kind": DealKind.SUPPLY}
    there = one_deal("a", "Acorn sells to Birch", parties={"Acorn": "supplier", "Birch": "buyer"}, **told)
    back = one_deal("b", "Birch sells to Acorn", parties={"Birch": "supplier", "Acorn": "buyer"}, **told)
    assert len(deals_of(there, back)) == 2


def test_an_owner_that_buys_its_own_subsidiary_is_still_two_parties() -> None:
    a = article("a", "Acorn, the parent of Birch, buys the rest of Birch")
    first = Reading(
        a,
        relations=(tie(a, "Birch", "part_of", "Acorn", "Acorn, the parent of Birch"),),
        deals=(deal(a, DealKind.ACQUISITION, {"Acorn": "acquirer", "Birch": "target"}, "buys the rest"),),
    )
    assert deals_of(first, one_deal("b", "Acorn buys Birch")) == ["deal/acorn-birch-acquisition"]


def test_two_deals_of_one_article_stay_apart() -> None:
    a = article("a", "Acorn buys chips from Birch. Acorn rents halls from Birch.")
    reading = Reading(
        a,
        deals=(
            deal(a, DealKind.SUPPLY, {"Acorn": "buyer", "Birch": "supplier"}, "Acorn buys chips from Birch"),
            deal(a, DealKind.LEASE, {"Acorn": "lessee", "Birch": "lessor"}, "Acorn rents halls from Birch"),
        ),
    )
    assert len(deals_of(reading)) == 2


# ---------------------------------------------------------------------------- statements


def test_whole_split_and_paraphrased_words_are_one_statement_with_three_pieces_of_evidence() -> None:
    [statement] = [each for each in fuse(archive()).statements if each.speaker == "person/ada-quill"]
    assert statement.text == WHOLE
    assert [(evidence.article, manner) for evidence, manner in statement.renderings] == [
        ("courier", Manner.INDIRECT),
        ("gazette", Manner.DIRECT),
        ("herald", Manner.DIRECT),
    ]
    assert statement.tenures == ("tenure/ada-quill--ceo--nimbus-labs",)


def test_nothing_was_said_after_an_article_had_reported_it() -> None:
    text = "On 3 May Ada Quill said: “The noise never stops at night here, and it never will.”"
    readings = []
    for id_, published, told in (("a", "2030-05-04", "2030-05-03"), ("b", "2030-08-02", "2030-08-02")):
        a = article(id_, text, published=published)
        day_told = Sourced(day(told), words(a, "On 3 May", "statement"))
        statement = said(a, "Ada Quill", "The noise never stops at night here, and it never will.")
        readings.append(Reading(a, statements=(replace(statement, said=day_told),)))
    knowledge = fuse(readings)
    [(_, node)] = claims(knowledge, "kg:saidDuring")
    assert "2030-05-03" in node


def test_an_unnamed_speaker_belongs_to_one_article() -> None:
    readings = []
    for id_ in ("a", "b"):
        a = article(id_, "One resident said: “The noise never stops at night here.”")
        readings.append(Reading(a, statements=(said(a, "One resident", "The noise never stops at night here.",
                                                    unnamed=True),)))  # fmt: skip
    knowledge = fuse(readings)
    assert [voice.ref for voice in knowledge.voices] == ["voice/a--one-resident", "voice/b--one-resident"]
    assert len(knowledge.statements) == 2


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        ("We will build the largest grid in the north.", "build the largest grid in the north", True),
        ("We are proud of what this team has done.", "We are proud of what this deal will bring to customers.", False),
        ("Yes, we will.", "Yes, we will do it when the permits arrive.", False),
        ("Both mines are fuelled by the hope that labour and copper grow dearer by the year.",
         "Both mines are fueled by the hope that labor and copper grow dearer by the year, and soon.", True),
        ("We thank the owners of both mines and look forward to working with them.",
         "thanks the owners of both mines and looks forward to working", True),
        ("Our factories will run on wind by the end of the decade, and on nothing else.",
         "Now our factories will run on wind by the end of the decade.", True),
    ],
)  # fmt: skip
def test_trimmed_quotations_meet_and_shared_openings_do_not(first: str, second: str, one: bool) -> None:
    a, b = (Reading(x, statements=(said(x, "Ada Quill", text),)) for x, text in (
        (article("a", first), first), (article("b", second), second)))  # fmt: skip
    assert (len(fuse([a, b]).statements) == 1) is one


def test_a_paraphrase_of_other_content_is_another_statement() -> None:
    def wording(text: str, manner: Manner) -> Wording:
        a = article("a", text)
        statement = said(a, "Ada Quill", text, manner)
        from kg.fusion.statements import Rendering

        return Wording(normalised(text), [Rendering("a", "person/ada-quill", statement)])

    quote = wording("Demand for our racks has doubled and our plants cannot keep up.", Manner.DIRECT)
    near = wording("demand for its racks had doubled and plants could not keep up", Manner.INDIRECT)
    far = wording("demand for housing near the plants would double within a year", Manner.INDIRECT)
    assert same(quote, near) > 0.6
    assert same(quote, far) == 0


# ------------------------------------------------------------------------ people and ties


def test_a_chief_executive_is_a_tenure_and_its_shortcut() -> None:
    knowledge = fuse(archive())
    [claim] = claims(knowledge, "kg:hasCEO").values()
    assert (claim.subject, claim.object) == ("org/nimbus-labs", "person/ada-quill")
    assert claim.qualified_by == ("tenure/ada-quill--ceo--nimbus-labs",)
    [tenure] = knowledge.tenures
    assert tenure.titles == ("CEO", "chief executive")
    assert tenure.valid == "value/t-2031-04-07-to-2031-04-08"


def test_a_former_chief_executive_is_no_present_one() -> None:
    a = article("a", "Ada Quill, a former CEO of Nimbus Labs")
    knowledge = fuse([Reading(a, roles=(role(a, "Ada Quill", "CEO", "Nimbus Labs", a.text, "past"),))])
    assert not claims(knowledge, "kg:hasCEO")
    assert [tenure.ref for tenure in knowledge.tenures] == ["tenure/ada-quill--ceo--nimbus-labs--past"]


def test_a_role_without_an_organisation_names_none() -> None:
    a = article("a", "Board member Ada Quill")
    knowledge = fuse([Reading(a, roles=(role(a, "Ada Quill", "board member", None, a.text),))])
    assert [(c.subject, c.property, c.object) for c in knowledge.claims] == [
        ("person/ada-quill", "kg:hasTenure", "tenure/ada-quill--board-member")
    ]


def test_using_depends_on_what_is_used() -> None:
    a = article("a", "Acorn uses K7 chips from Birch in Oslo")
    reading = Reading(
        a,
        entities=(organization(a, "Acorn"), hardware(a, "K7"), organization(a, "Birch")),
        relations=(
            tie(a, "Acorn", "uses", "product/k7", "Acorn uses K7"),
            tie(a, "Acorn", "uses", "Birch", "Acorn uses K7 chips from Birch"),
            tie(a, "Acorn", "headquartered_in", "Oslo", "in Oslo"),
        ),
    )
    knowledge = fuse([reading])
    assert {(c.property, c.object) for c in knowledge.claims} == {
        ("kg:usesHardware", "product/k7"),
        ("kg:customerOf", "org/birch"),
        ("kg:headquarters", "place/oslo"),
    }
    assert [thing.names for thing in knowledge.things if thing.ref == "place/oslo"] == [("Oslo",)]


def test_a_founding_date_is_a_time_and_a_vague_one_is_nothing() -> None:
    a = article("a", "Acorn, founded in 2019")
    told = words(a, "founded in 2019", "founded")
    spans = (day("2019-01-01", "2019-12-31"), TimeSpan(None, None, "", "once"))
    ties = tuple(Relation("org/acorn", "founded_on", span, told, (0, 5), (7, 22)) for span in spans)
    [claim] = fuse([Reading(a, relations=ties)]).claims
    assert (claim.property, claim.object) == ("kg:foundedDuring", "value/t-2019")


def test_a_tie_nobody_has_named_fails_loudly() -> None:
    a = article("a", "Acorn admires Birch")
    with pytest.raises(KeyError):
        fuse([Reading(a, relations=(tie(a, "Acorn", "admires", "Birch", a.text),))])


def test_the_kind_that_most_mentions_give_wins() -> None:
    a, b = article("a", "the K7 and the K7"), article("b", "the K7")
    seldom = hardware(b, "K7")
    often = hardware(a, "K7")
    service = type(often)(often.ref, Kind.SERVICE, "K7", ("K7",), (*often.evidence, *often.evidence))
    [thing] = fuse([Reading(a, entities=(service,)), Reading(b, entities=(seldom,))]).things
    assert thing.type == "kg:CloudService"


def test_a_thing_that_is_named_nowhere_but_in_the_registry_has_its_name_and_kind() -> None:
    a = article("a", "Acorn runs on H200s")
    used = tie(a, "Acorn", "uses", "product/nvidia-h200", a.text)
    [_, chip] = fuse([Reading(a, relations=(used,))]).things
    assert (chip.type, chip.names[0]) == ("kg:Hardware", "H200")


def test_layoffs_with_different_counts_in_one_article_are_two_events() -> None:
    a = article("a", "Acorn cut 300 jobs and then up to 900 more")
    several = (
        layoff(a, "Acorn", count("300", 300, 300)),
        layoff(a, "Acorn", count("up to 900", 500, 900, Bound.RANGE)),
    )
    assert len(fuse([Reading(a, events=several)]).events) == 2


# -------------------------------------------------------------------------------- values


@pytest.mark.parametrize(
    ("value", "ref", "label"),
    [
        (dollars("", "38e9"), "usd-38000000000", "38 billion USD"),
        (dollars("", "1.25e6", Bound.AT_LEAST, "EUR"), "eur-from-1250000", "at least 1.25 million EUR"),
        (dollars("", "3e10", Bound.UP_TO), "usd-to-30000000000", "up to 30 billion USD"),
        (Money(Decimal("10e9"), Decimal("12e9"), "USD", Bound.RANGE, ""), "usd-10000000000-12000000000",
         "10 billion to 12 billion USD"),
        (dollars("", "20.47"), "usd-20p47", "20.47 USD"),
        (count("", 14000, 14000, Bound.ABOUT), "count-about-13500-14500", "about 14,000"),
        (Quantity(Decimal(6), Decimal(6), "GW", Bound.EXACT, ""), "gw-6", "6 GW"),
        (day("2031-04-01", "2031-04-30"), "t-2031-04", "2031-04"),
        (day("2031-01-01", "2031-12-31"), "t-2031", "2031"),
        (TimeSpan(None, day("2026-12-31").latest, "../2026-12-31"), "t-until-2026-12-31", "until 2026-12-31"),
        (TimeSpan(*(day("2031-04-01", "2031-04-30").earliest, day("2031-04-30").latest), "2031-04~"),
         "t-2031-04-approximate", "about 2031-04"),
    ],
)  # fmt: skip
def test_a_value_is_named_by_its_content(value: Money | Quantity | TimeSpan, ref: str, label: str) -> None:
    made = worth(value)
    assert made is not None
    assert (made.ref, made.label) == ("value/" + ref, label)


def test_a_time_without_bounds_is_no_value() -> None:
    assert worth(TimeSpan(None, None, "", "the other day")) is None


@given(st.decimals(1, 10**15, places=2), st.decimals(1, 10**15, places=2))
def test_equal_amounts_are_one_node_and_different_ones_two(a: Decimal, b: Decimal) -> None:
    first, second = (worth(Money(n, n, "USD", Bound.EXACT, "")) for n in (a, b))
    assert first is not None
    assert second is not None
    assert (first.ref == second.ref) is (a == b) is bool(compatible(first, second))


# ---------------------------------------------------------------------------------- laws


@given(st.randoms())
def test_fusion_does_not_depend_on_the_order_of_the_articles(shuffler: random.Random) -> None:
    readings = archive()
    shuffler.shuffle(readings)
    assert fuse(readings) == fuse(archive())


def test_fusion_loses_no_evidence_of_a_deal() -> None:
    knowledge = fuse(archive())
    kept = {words_ for claim in knowledge.claims for words_ in claim.evidence}
    for reading in archive():
        for each in reading.deals:
            assert {party.evidence for party in each.parties if party.ref} <= kept
            assert {value.evidence for value in each.values} <= kept


def test_two_readings_of_one_article_are_refused() -> None:
    with pytest.raises(ValueError, match="two readings of article 'herald'"):
        fuse([*archive(), archive()[0]])


def test_a_place_that_is_only_beside_an_event_and_a_person_only_quoted_are_things_too() -> None:
    a = article("a", "Ada Quill said the plant in Oslo is closed.")
    reading = Reading(a, statements=(said(a, "Ada Quill", "the plant in Oslo is closed", Manner.INDIRECT),))
    [thing] = fuse([reading]).things
    assert (thing.ref, thing.type, thing.names) == ("person/ada-quill", "schema:Person", ("ada quill",))
    b = Reading(a, entities=(person(a, "Ada Quill"),), statements=reading.statements)
    assert fuse([b]).things[0].names == ("Ada Quill",)


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9), st.integers(0, 9)), max_size=30))
def test_clusters_keep_apart_what_excludes_each_other(pairs: list[tuple[int, int, int]]) -> None:
    found = clusters(range(10), [(float(s), a, b) for s, a, b in pairs if a != b], lambda a, b: a % 2 != b % 2)
    assert sorted(item for group in found for item in group) == list(range(10))
    assert all(len({item % 2 for item in group}) == 1 for group in found)


def test_evidence_is_cut_from_the_article_it_names() -> None:
    texts = {reading.article.id: reading.article.text for reading in archive()}
    knowledge = fuse(archive())
    pieces: list[Evidence] = [e for claim in knowledge.claims for e in claim.evidence]
    pieces += [e for each in knowledge.statements for e, _ in each.renderings]
    assert all(texts[e.article][e.start : e.end] == e.quote for e in pieces)
    assert words(archive()[0].article, "six-year", "deal-duration") in pieces

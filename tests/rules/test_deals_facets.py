"""What is read of a deal beside its sides: its kind, how far it has come, what it is worth."""

from __future__ import annotations

import datetime

import pytest
from rules.test_deals import roles

from kg.model import Article, Deal, DealKind, DealStatus, TimeSpan
from kg.reading import read

_DAY = datetime.date(2026, 5, 12)
_NEWS = (
    "Harbinger Grid Inc. agreed to buy Tollgate Power Inc. for $2 billion, the companies said on Monday.\n\n"
    "The price is a fifth above where the stock closed on Friday. Shareholders are to vote in spring.\n\n"
    "Analysts said the logic was plain. Demand for electricity is rising after a decade of calm.\n\n"
)


def deals_in(text: str) -> tuple[Deal, ...]:
    return read(Article(id="example", text=text, published=TimeSpan(_DAY, _DAY, "2026-05-12"))).deals


def told_in_passing(text: str) -> Deal:
    """The deal of a sentence that stands far below the news of its article."""
    [deal] = (deal for deal in deals_in(_NEWS + text) if "org/harbinger-grid" not in {p.ref for p in deal.parties})
    return deal


@pytest.mark.parametrize(
    "text",
    [
        "Lindenhof AI Inc. will pay Pinegate Media Inc. $20 million a year to train on the publisher's articles.",
        "Pinegate Media Inc. said it struck a multiyear agreement that lets Lindenhof AI Inc. use its archive.",
        "Pinegate Media Inc. agreed to let Lindenhof AI Inc. use its recordings under a three-year deal.",
    ],
)
def test_works_that_somebody_else_may_use_are_licensed(text: str) -> None:
    [deal] = deals_in(text)
    assert deal.kind is DealKind.LICENSING
    assert roles(deal) == {"pinegate-media": "licensor", "lindenhof-ai": "licensee"}


def test_things_delivered_are_supplied_whatever_they_are() -> None:
    [deal] = deals_in("Vantor Power Inc. will deliver nine gas engines to Granite Peak Inc.'s Laredo site.")
    assert deal.kind is DealKind.SUPPLY
    assert roles(deal) == {"vantor-power": "supplier", "granite-peak": "buyer"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Sorrel Inc. has also taken out a $6.3 billion bridge loan from Moorland Bank.", DealStatus.COMPLETED),
        ("In June, Sorrel Inc. priced $870 million of senior notes.", DealStatus.COMPLETED),
        ("In 1998 Sorrel Inc. agreed to lend $2 billion to Windsor Telecom Inc.", DealStatus.COMPLETED),
        ("Sorrel Inc. signed a pact with Figment Robotics Inc. in January 2024.", DealStatus.COMPLETED),
        ("Sorrel Inc. signed a pact with Figment Robotics Inc. in October 2025.", DealStatus.ANNOUNCED),
        ("Sorrel Inc. resells Quillon Inc.'s software under a pact of three years.", DealStatus.COMPLETED),
        ("Sorrel Inc. has ordered turbines from Cumming Inc. for its new plant.", DealStatus.ANNOUNCED),
        ("Last month Sorrel Inc. agreed to buy Coredale Inc. for $5.4 billion.", DealStatus.ANNOUNCED),
        (
            "The $6 billion purchase of Calder Tramways Inc. by Sorrel Capital in 1999 was undone by a strike "
            "within two years.",
            DealStatus.COMPLETED,
        ),
    ],
)
def test_what_is_told_in_passing_is_done_where_it_was_done_and_not_only_agreed(text: str, status: DealStatus) -> None:
    assert told_in_passing(text).status is status


@pytest.mark.parametrize(
    ("end", "status"),
    [
        ("Its founder will lead a unit once the transaction has closed.", DealStatus.ANNOUNCED),
        ("When the acquisition is completed, Alpine will keep its name.", DealStatus.ANNOUNCED),
        ("Until the deal closes, the companies will be run apart.", DealStatus.ANNOUNCED),
        ("When the deal closed on Friday, its founder left.", DealStatus.COMPLETED),
    ],
)
def test_a_closing_that_is_awaited_has_not_come(end: str, status: DealStatus) -> None:
    [deal] = deals_in(f"Qualmark Inc. agreed to buy Alpine Semi Ltd for $2.4 billion. {end}")
    assert deal.status is status


@pytest.mark.parametrize(
    "text",
    [
        "Qualmark Inc. signed a memorandum of understanding with Humming AI Inc. to develop data centers, and said it "
        "would make processors for servers.",
        "Qualmark Inc. signed a letter of intent with Humming AI Inc. to explore the use of its processors.",
        "Qualmark Inc. and Humming AI Inc. have a deal to work together on cloud servers.",
    ],
)
def test_two_that_only_mean_to_work_on_something_are_partners(text: str) -> None:
    [deal] = deals_in(text)
    assert deal.kind is DealKind.PARTNERSHIP
    assert set(roles(deal).values()) == {"partner"}


@pytest.mark.parametrize(
    "text",
    [
        "Fernhill Capital will buy Moorland Inc.'s 10% stake in Kelp Systems Inc. for $300 million.",
        "Fernhill Capital agreed to acquire a 30% stake in Kelp Systems Inc. from Moorland Inc. for $300 million.",
        "Moorland Inc. agreed to sell its 30% stake in Kelp Systems Inc. to Fernhill Capital for $300 million.",
    ],
)
def test_whose_stake_another_buys_sells_it(text: str) -> None:
    [deal] = deals_in(text)
    assert roles(deal) == {"fernhill-capital": "investor", "moorland": "seller", "kelp-systems": "investee"}


@pytest.mark.parametrize(
    "text",
    [
        "In May, Orlane AG completed the purchase of the paint division of the Danish firm Tamarix Inc.",
        "Orlane AG is buying most of the valve business of its rival Tamarix Inc.",
        "Orlane AG is taking over Tamarix Inc.'s valve business.",
    ],
)
def test_whose_unit_is_bought_sells_it(text: str) -> None:
    [deal] = deals_in(text)
    assert roles(deal) == {"orlane": "acquirer", "tamarix": "seller"}


@pytest.mark.parametrize(
    "text",
    [
        "Corvane Ltd has signed a lease for as much as 70MW at Harrowgate Ltd's data center campus near Turku.",
        "Corvane Ltd signed a 14-year lease of Harrowgate Ltd's data center near Turku.",
    ],
)
def test_whose_site_is_leased_lets_it(text: str) -> None:
    [deal] = deals_in(text)
    assert roles(deal) == {"corvane": "lessee", "harrowgate": "lessor"}


def test_whoever_also_took_part_in_a_round_is_no_round_of_its_own() -> None:
    [deal] = deals_in(
        "Quillon Robotics Inc. has raised $95 million in its third round. Marlow Ventures led the round, with Fernhill "
        "Capital coming back. Corvane Inc. and Harrowgate Inc., both of which put money in last year, also "
        "participated."
    )
    assert {ref for ref, role in roles(deal).items() if role == "investor"} == {
        "marlow-ventures", "fernhill-capital", "corvane", "harrowgate",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Acme Pump Inc. agreed to buy Kelp Inc., which was last valued at $2 billion, for $3 billion.", "$3 billion"),
        ("Acme Pump Inc. agreed to buy Kelp Inc., last valued at $2 billion. Terms were not disclosed.", None),
        ("Acme Pump Inc. agreed to buy Kelp Inc., which had revenue of $300 million, for $2 billion.", "$2 billion"),
        ("Acme Pump Inc. agreed to buy Kelp Inc. The offer values Kelp at $5 billion.", "$5 billion"),
    ],
)
def test_what_a_company_was_once_valued_at_is_not_what_is_paid_for_it(text: str, value: str | None) -> None:
    [deal] = deals_in(text)
    assert [sourced.value.text for sourced in deal.values] == [value] * (value is not None)


def test_revenue_over_the_term_is_what_a_lease_is_worth() -> None:
    [deal] = deals_in(
        "Granite Peak Inc. leased a campus to Fathom Cloud Inc. The lease will bring in $2.1 billion of revenue over "
        "its term. Granite Peak had sales of $900 million last year."
    )
    assert [sourced.value.text for sourced in deal.values] == ["$2.1 billion"]


@pytest.mark.parametrize(
    "text",
    [
        "Pennard Inc. walked away from the $900 million of debt that Moorland Bank had agreed to provide.",
        "Pennard Inc. will buy the plant with a $900 million loan that Moorland Bank has agreed to provide.",
        "Moorland Bank agreed to provide Pennard Inc. with a $900 million loan.",
        "Moorland Bank will supply Pennard Inc. with a $900 million credit line.",
    ],
)
def test_whoever_provides_a_loan_lends(text: str) -> None:
    [deal] = deals_in(text)
    assert deal.kind is DealKind.FINANCING
    assert roles(deal) == {"pennard": "borrower", "moorland-bank": "lender"}


@pytest.mark.parametrize(
    "text",
    [
        "Fernhill Capital will provide Kelp Systems Inc. with a $900 million equity investment.",
        "Kelp Systems Inc. has $300 million in cash, most of it furnished by Fernhill Capital in a funding round.",
    ],
)
def test_whoever_provides_capital_invests(text: str) -> None:
    [deal] = deals_in(text)
    assert deal.kind is DealKind.INVESTMENT
    assert roles(deal) == {"kelp-systems": "investee", "fernhill-capital": "investor"}


@pytest.mark.parametrize(
    "text",
    [
        "Persimmon Inc. has signed a content licensing deal with Openfield AI Inc., the maker of a chatbot.",
        "Persimmon Inc. and the AI lab Openfield Inc. agreed on a multiyear content deal covering its magazines.",
    ],
)
def test_whoever_is_called_by_a_trade_that_needs_the_goods_takes_them(text: str) -> None:
    [deal] = deals_in(text)
    assert sorted(roles(deal).items())[0][1] == "licensee"
    assert roles(deal)["persimmon"] == "licensor"


def test_a_stake_sold_to_nobody_named_is_no_investment() -> None:
    [deal] = deals_in("In October Softwell Group Inc. unloaded its whole stake in Nvex Inc. for $5.83 billion.")
    assert deal.kind is DealKind.OTHER
    assert roles(deal) == {"softwell-group": "seller", "nvex": "target"}


def test_a_share_in_the_venture_of_two_is_no_deal_of_its_own() -> None:
    [deal] = deals_in("Metal Inc. formed a joint venture with Blueowl Capital, which holds 80% of it.")
    assert deal.kind is DealKind.PARTNERSHIP


def test_two_that_both_use_servers_are_told_apart_by_who_runs_them() -> None:
    [deal] = deals_in(
        "Lambert Inc. signed a cloud agreement with Microcosm Inc. for GPU clusters. The Microcosm and Lambert "
        "teams work together to deploy the clusters. Lambert will run them and provides computing to others as well."
    )
    assert roles(deal) == {"lambert": "provider", "microcosm": "customer"}


def told(text: str) -> list[tuple[DealKind, dict[str, str], list[str]]]:
    """The deals of a text: kind, sides, sums."""
    return [(deal.kind, roles(deal), [sourced.value.text for sourced in deal.values]) for deal in deals_in(text)]


def test_goods_from_two_companies_are_two_deals() -> None:
    assert told("Granite Peak Inc. will buy turbines from Vantor Inc. and memory chips from Hanmi Inc.") == [
        (DealKind.SUPPLY, {"granite-peak": "buyer", "vantor": "supplier"}, []),
        (DealKind.SUPPLY, {"granite-peak": "buyer", "hanmi": "supplier"}, []),
    ]


def test_each_order_has_its_own_supplier_and_sum() -> None:
    assert told(
        "Granite Peak Inc. placed a $300 million order with Vantor Inc. and a $500 million order with Hanmi Inc."
    ) == [
        (DealKind.SUPPLY, {"granite-peak": "buyer", "vantor": "supplier"}, ["$300 million"]),
        (DealKind.SUPPLY, {"granite-peak": "buyer", "hanmi": "supplier"}, ["$500 million"]),
    ]


def test_who_goods_come_from_belongs_to_the_nearer_verb() -> None:
    [first, second] = deals_in("Granite Inc. will buy fans from Vantor Inc. and rent servers from Tide Inc.")
    assert set(roles(first)) == {"granite", "vantor"}
    assert set(roles(second)) == {"granite", "tide"}


def test_a_sum_paid_a_year_after_another_is_no_annual_one() -> None:
    text = (
        "Acme Pump Inc. agreed to buy Kelp Inc. for $2 billion, a year after it bought Coredale Inc. for $900 million."
    )
    assert [sums for _, _, sums in told(text)] == [["$2 billion"], ["$900 million"]]


def test_chips_for_a_cloud_are_supplied() -> None:
    [deal] = deals_in("Nvex Inc. will supply 20,000 chips to Stratos Cloud Inc.")
    assert (deal.kind, roles(deal)) == (DealKind.SUPPLY, {"nvex": "supplier", "stratos-cloud": "buyer"})


def test_a_facility_that_is_built_is_no_loan() -> None:
    assert all(
        deal.kind is not DealKind.FINANCING for deal in deals_in("Nscape Ltd and Akers ASA are building a facility.")
    )
    [deal] = deals_in(
        "Nscape Ltd signed a facility with Moorland Bank, drawn in two tranches, to build a $2 billion plant."
    )
    assert deal.kind is DealKind.FINANCING


def test_a_unit_sold_by_name_is_the_target() -> None:
    [deal] = deals_in("Moorland Inc. agreed to sell its Kelp Systems Inc. unit to Brightwater Inc. for $2 billion.")
    assert roles(deal) == {"moorland": "seller", "kelp-systems": "target", "brightwater": "acquirer"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (
            "Coreweft Inc. announced that it has priced its offering of $2 billion of senior notes.",
            DealStatus.ANNOUNCED,
        ),
        ("Coreweft Inc. said it plans to offer $2 billion of senior notes.", DealStatus.ANNOUNCED),
        ("Coreweft Inc. announced the closing of its sale of $2 billion of convertible notes.", DealStatus.COMPLETED),
    ],
)
def test_whoever_offers_notes_borrows(text: str, status: DealStatus) -> None:
    [deal] = deals_in(text)
    assert (deal.kind, deal.status, roles(deal)) == (DealKind.FINANCING, status, {"coreweft": "borrower"})
    assert [sourced.value.text for sourced in deal.values] == ["$2 billion"]


@pytest.mark.parametrize(
    "text",
    [
        "Nvex Inc. and Armada Ltd announced the termination of the previously announced $40 billion takeover.",
        "Shares fell after the collapse of Nvex Inc.'s $40 billion takeover of Armada Ltd.",
    ],
)
def test_the_end_of_a_deal_may_be_a_noun(text: str) -> None:
    [deal] = deals_in(text)
    assert deal.status is DealStatus.CANCELLED
    assert roles(deal) == {"nvex": "acquirer", "armada": "target"}


def test_whose_stock_is_bought_is_invested_in() -> None:
    [deal] = deals_in("Nvex Inc. will invest $5 billion in Intell Inc.'s common stock at a price of $23 a share.")
    assert roles(deal) == {"nvex": "investor", "intell": "investee"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Tidewater Cloud Inc. signed an agreement with Nextmoor Energy Inc. for 500 megawatts of electricity.",
            DealKind.SUPPLY,
        ),
        ("Nextmoor Energy Inc. will power Tidewater Cloud Inc.'s data centers under a 20-year deal.", DealKind.SUPPLY),
        (
            "Tidewater Cloud Inc. has a deal with Granite Peak Inc. for 200 megawatts of data center space.",
            DealKind.LEASE,
        ),
        (
            "Lindenhof AI Inc. will get access to chips of Tidewater Cloud Inc. under a new deal.",
            DealKind.CLOUD_SERVICES,
        ),
        ("Lindenhof AI Inc. has signed an agreement with Hanmi Memory Inc., it said.", DealKind.SUPPLY),
        (
            "Siemer AG and Nvex Inc. will work together to bring artificial intelligence to factories.",
            DealKind.PARTNERSHIP,
        ),
    ],
)
def test_what_is_dealt_in_is_not_who_deals(text: str, kind: DealKind) -> None:
    [deal] = deals_in(text)
    assert deal.kind is kind


def test_whose_unit_a_verb_acquires_sells_it() -> None:
    [deal] = deals_in("Softwell Group Inc. will acquire the robotics division of Abbot Ltd for $5.4 billion.")
    assert roles(deal) == {"softwell-group": "acquirer", "abbot": "seller"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (
            "Nvex Inc. bought Decker AI Ltd for $700 million in 2024, people familiar with it said.",
            DealStatus.COMPLETED,
        ),
        ("Nvex Inc. has borrowed $2 billion from Apollon Capital, the Herald reported.", DealStatus.COMPLETED),
        ("Nvex Inc. tried to buy Armada Ltd for $40 billion in 2020, but did not succeed.", DealStatus.CANCELLED),
        ("Nvex Inc.'s attempt to buy Armada Ltd for $40 billion failed in 2022.", DealStatus.CANCELLED),
        ("Nvex Inc. plans to buy Armada Ltd, people familiar with the matter said.", DealStatus.RUMOURED),
    ],
)
def test_what_was_done_was_done_whoever_says_so_and_what_was_tried_was_not(text: str, status: DealStatus) -> None:
    assert told_in_passing(text).status is status


def test_who_holds_a_share_that_is_bought_sells_it() -> None:
    [deal] = deals_in("Fernhill Capital agreed to acquire the 30% of Kelp Inc. held by Moorland Inc. and Tarn Inc.")
    assert roles(deal) == {"fernhill-capital": "investor", "kelp": "investee", "moorland": "seller", "tarn": "seller"}


def test_a_similar_deal_is_of_the_kind_of_the_one_before() -> None:
    _, second = deals_in(
        "Publisher Almanac Media Inc. has an AI content deal with Microcosm Inc., it said on Tuesday.\n\n"
        "It struck a similar agreement with Openfield AI Inc. last year."
    )
    assert (second.kind, roles(second)) == (
        DealKind.LICENSING,
        {"almanac-media": "licensor", "openfield-ai": "licensee"},
    )


def test_sellers_of_whose_stakes_nothing_is_said_make_no_deal() -> None:
    [deal] = deals_in(
        "Softwell Group Inc. has completed its acquisition of chip designer Amper Computing LLC for $6.5 billion.\n\n"
        "Carlton Group and Orion Inc., the biggest shareholders, sold their stakes."
    )
    assert deal.kind is DealKind.ACQUISITION


def test_what_two_of_three_partners_trade_is_a_deal_of_its_own() -> None:
    found = deals_in(
        "Sorrel Inc., Quillon Inc. and Marl Corp. today announced a strategic partnership. Quillon Inc. has committed "
        "to purchase $30 billion of cloud computing capacity from Sorrel Inc."
    )
    kinds = {deal.kind: len(deal.parties) for deal in found}
    assert kinds == {DealKind.PARTNERSHIP: 3, DealKind.CLOUD_SERVICES: 2}

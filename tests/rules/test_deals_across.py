"""Deals told over several sentences: who else takes part, how they went on, and what is done already."""

from __future__ import annotations

import datetime

import pytest
from rules.test_deals import deals_in, roles

from kg.model import Article, DealStatus, TimeSpan
from kg.reading import read

SIDES = (
    (
        "Quillon Robotics said it had raised $140 million in its Series C. It was led by Marlow Ventures.",
        {"quillon-robotics": "investee", "marlow-ventures": "investor"},
    ),
    (
        "Quillon Robotics raised $50 million. The money came from Marlow Ventures and Fernhill Capital.",
        {"quillon-robotics": "investee", "marlow-ventures": "investor", "fernhill-capital": "investor"},
    ),
    (
        "Quillon Robotics closed a round of 90 million euros. Its shareholders Fernhill Capital and Ostrava Partners "
        "went along.",
        {"quillon-robotics": "investee", "fernhill-capital": "investor", "ostrava-partners": "investor"},
    ),
    (
        "Brightwater Inc. said it will be bought for $4.2 billion in cash. The buyer, Tamarix Systems, expects to "
        "close the deal in the third quarter.",
        {"brightwater": "target", "tamarix-systems": "acquirer"},
    ),
    (
        "Brightwater Inc. is to be acquired by a Dutch chipmaker for $4.2 billion. The buyer is Tamarix Systems.",
        {"brightwater": "target", "tamarix-systems": "acquirer"},
    ),
    (
        "Brightwater Inc. has agreed to buy Tamarix Systems for $700 million. The seller, Fernhill Capital, had owned "
        "it for ten years.",
        {"brightwater": "acquirer", "tamarix-systems": "target", "fernhill-capital": "seller"},
    ),
    (
        "Brightwater Inc. has signed a ten-year power contract. The supplier, Tamarix Energy, will deliver 300 MW.",
        {"brightwater": "buyer", "tamarix-energy": "supplier"},
    ),
    (
        "Brightwater Inc. has taken out a $1.2 billion loan. The lenders are Tamar Bank and Ostrava Bank.",
        {"brightwater": "borrower", "tamar-bank": "lender", "ostrava-bank": "lender"},
    ),
    (
        "Brightwater Inc. will move its workloads to a rival cloud for six years, in a contract of $900 million. The "
        "provider, Tamarix Cloud, declined to comment.",
        {"brightwater": "customer", "tamarix-cloud": "provider"},
    ),
    (
        "Tamarix Systems raised $470 million last April, with Marlow Ventures and Fernhill Capital leading and "
        "Ostrava Partners alongside.",
        {
            "tamarix-systems": "investee",
            "marlow-ventures": "investor",
            "fernhill-capital": "investor",
            "ostrava-partners": "investor",
        },
    ),
    (
        "Holders including Fernhill Capital and the Ostrava Pension Fund approved it. The two investors bought Tamarix "
        "Systems in 2015 for $2 billion.",
        {"tamarix-systems": "target", "fernhill-capital": "acquirer", "ostrava-pension-fund": "acquirer"},
    ),
    (
        "Brightwater Inc. and Tamarix Systems have been in talks for months. On Monday the two companies signed a $3 "
        "billion supply agreement.",
        {"brightwater": "buyer", "tamarix-systems": "supplier"},
    ),
)


@pytest.mark.parametrize(("text", "sides"), SIDES)
def test_a_later_sentence_names_who_is_on_a_side(text: str, sides: dict[str, str]) -> None:
    [deal] = deals_in(text)
    assert roles(deal) == sides


def test_a_side_that_is_taken_is_not_given_away() -> None:
    [deal] = deals_in(
        "Brightwater Inc. has agreed to buy Tamarix Systems for $7 million. The buyer, Fernhill Capital said, is big."
    )
    assert roles(deal) == {"brightwater": "acquirer", "tamarix-systems": "target"}


def test_one_more_sum_goes_where_the_one_before_went() -> None:
    first, second = deals_in(
        "Brightwater Inc. is to invest as much as $8 billion in Tamarix Systems. Marlow Corp. may chip in up to $4 "
        "billion more."
    )
    assert roles(first) == {"brightwater": "investor", "tamarix-systems": "investee"}
    assert roles(second) == {"marlow": "investor", "tamarix-systems": "investee"}
    assert [value.value.text for value in second.values] == ["up to $4 billion"]


def test_a_sum_somebody_raised_before_is_no_price() -> None:
    [deal] = deals_in(
        "Brightwater Inc. agreed to buy Tamarix Systems for far less than the $340 million it raised in 2022."
    )
    assert deal.values == ()


STATES = (
    ("Brightwater Inc.'s purchase of Tamarix Systems, announced in May, was completed on Friday.", "completed"),
    ("Regulators took months to clear Brightwater's purchase of Tamarix Systems two years ago.", "completed"),
    ("Brightwater Inc. continues to buy its memory from Tamarix Systems.", "completed"),
    ("Brightwater Inc. has a long-running supply contract with Tamarix Systems.", "completed"),
    ("Brightwater Inc. was in talks to buy Tamarix Systems. The talks have since collapsed.", "cancelled"),
    ("Brightwater Inc. offered to buy Tamarix Systems in March. Tamarix's board turned it down.", "cancelled"),
    ("Talks between Brightwater Inc. and Tamarix Systems on a merger have broken down.", "cancelled"),
    ("Brightwater Inc. is considering a bid for Tamarix Systems, it was said. Tamarix denied the report.", "denied"),
    ("Brightwater Inc. is in talks to buy Tamarix Systems, people familiar with it said. Brightwater said the report "
     "was untrue.", "denied"),
    ("The talks come a year after Tamarix Systems raised $260 million from Fernhill Capital.", "completed"),
    ("The merger between Brightwater Inc. and Tamarix Systems is off. Tamarix walked away last week.", "cancelled"),
    ("Brightwater Inc. leases its offices from Tamarix Properties.", "completed"),
    ("Brightwater Inc. has leased a campus near Oslo to Tamarix Systems.", "announced"),
    ("The lens firm Quillon Labs is a joint venture between Brightwater Inc. and Tamarix Systems.", "completed"),
    ("Brightwater Inc. agreed to buy Tamarix Systems. It has denied reports of a second offer.", "announced"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "status"), STATES)
def test_the_state_follows_from_all_that_is_said(text: str, status: str) -> None:
    assert [deal.status for deal in deals_in(text)] == [DealStatus(status)]


def test_a_headline_names_whom_the_story_leaves_out() -> None:
    [deal] = deals_in(
        "Brightwater swoops on Tamarix Systems\n\nThe chip designer, which came to the market four years ago, accepted "
        "a $2.3bn takeover by Brightwater.\n\nAnn Roe of Tamarix Systems was pleased."
    )
    assert roles(deal) == {"brightwater": "acquirer", "tamarix-systems": "target"}


def test_the_story_says_how_sure_its_headline_is() -> None:
    [deal] = deals_in(
        "Tamar Bank to lead $38 billion loan for Brightwater Inc\n\nTamar Bank and Ostrava Bank are about to arrange a "
        "$38 billion loan for Brightwater Inc., two bankers told this paper."
    )
    assert deal.status is DealStatus.RUMOURED
    assert roles(deal) == {"tamar-bank": "lender", "ostrava-bank": "lender", "brightwater": "borrower"}


def test_whoever_is_said_to_take_no_part_makes_no_deal() -> None:
    [deal] = deals_in(
        "Brightwater Inc. leased a campus from Tamarix Properties. Its unit Quillon Labs is no party to this lease."
    )
    assert "quillon-labs" not in roles(deal)


WORTH = (
    (
        "Brightwater Inc. has leased a campus to Tamarix Systems. The lease is for 12 years, and Brightwater puts "
        "its worth at $9.6 billion.",
        ["$9.6 billion"],
    ),
    (
        "Brightwater Inc. has signed a new supply agreement with Tamarix Systems. Under its terms Tamarix will "
        "make prepayments of altogether $730 million.",
        ["$730 million"],
    ),
    (
        "Brightwater Inc. has signed a supply agreement with Tamarix Systems. Tamarix had revenue of $3 billion last "
        "year.",
        [],
    ),
    ("Brightwater Inc. will buy power from Tamarix Energy and pay 7.3 cents per kilowatt-hour.", []),
)


@pytest.mark.parametrize(("text", "sums"), WORTH)
def test_what_is_paid_beside_a_deal_is_its_worth(text: str, sums: list[str]) -> None:
    assert [[value.value.text for value in deal.values] for deal in deals_in(text)] == [sums]


def test_a_round_told_beside_another_goes_to_the_same_company() -> None:
    latest, earlier = deals_in(
        "Quillon Robotics, the Oslo startup that friends call Q, has raised $350 million from Marlow "
        "Ventures. It was worth a third of that twelve months ago, when Fernhill Capital and Ostrava Partners were "
        "among those who put money into a $130 million round."
    )
    assert roles(latest) == {"quillon-robotics": "investee", "marlow-ventures": "investor"}
    assert roles(earlier) == {
        "quillon-robotics": "investee",
        "fernhill-capital": "investor",
        "ostrava-partners": "investor",
    }
    assert earlier.status is DealStatus.COMPLETED


_ON_TAMARIX = (
    "Brightwater Inc. is in talks to buy Tamarix Systems. Tamarix Systems makes lasers. Tamarix Systems has 40 "
    "engineers, and Tamarix Systems wants more.\n\n"
)
TOPIC = (
    ("The hedge fund Marlow Partners owns 7.6% of its stock.", {"marlow-partners": "investor"}, "investee"),
    ("In 2023 it took out a $40 million loan from Ostrava Bank.", {"ostrava-bank": "lender"}, "borrower"),
    ("The company acquired Quillon Labs, a maker of lenses, last spring.", {"quillon-labs": "target"}, "acquirer"),
)


@pytest.mark.parametrize(("text", "side", "role"), TOPIC)
def test_the_side_left_out_is_whom_the_article_is_on(text: str, side: dict[str, str], role: str) -> None:
    deals = [roles(deal) for deal in deals_in(_ON_TAMARIX + text)]
    assert {**side, "tamarix-systems": role} in deals


def test_a_bid_of_somebody_else_ends_no_other_deal() -> None:
    taken, dropped = deals_in(
        "Brightwater Inc. has agreed to buy Tamarix Systems for $2 billion. Marlow Corp. had itself weighed a bid "
        "for Tamarix Systems but walked away."
    )
    assert (taken.status, dropped.status) == (DealStatus.ANNOUNCED, DealStatus.CANCELLED)
    assert roles(dropped) == {"marlow": "acquirer", "tamarix-systems": "target"}


PUBLISHED = TimeSpan(datetime.date(2026, 3, 2), datetime.date(2026, 3, 2), "2026-03-02")
DATES = (
    ("Brightwater Inc. bought Tamarix Systems for $2 billion in 2019.", [("announced", "2019")]),
    ("In January Brightwater Inc. borrowed $300 million from Ostrava Bank.", [("announced", "2026-01")]),
    ("Brightwater Inc. walked away from a deal with Tamarix Systems in 2022.", []),
    ("Brightwater Inc. will lease a campus from Tamarix Properties from 2028.", [("start", "2028")]),
    ("Brightwater Inc. said it will buy Tamarix Systems next year.", []),
    ("Brightwater Inc. has extended its supply agreement with Tamarix Systems to 2031.", [("end", "2031")]),
)


@pytest.mark.parametrize(("text", "days"), DATES)
def test_a_date_beside_what_is_done_is_when_it_became_known(text: str, days: list[tuple[str, str]]) -> None:
    [deal] = read(Article(id="example", text=text, published=PUBLISHED)).deals
    assert [(date.what, date.span.edtf) for date in deal.dates] == days


TERMS = (
    ("Brightwater Inc. leased a campus from Tamarix Properties last spring for 35 years.", ["35 years"]),
    (
        "Brightwater Inc. signed an 18-year lease with Tamarix Properties, with a four-year renewal option.",
        ["18-year"],
    ),
    ("Brightwater Inc. signed an 18-year lease with Tamarix Properties that it may renew for ten years.", ["18-year"]),
    ("Brightwater Inc. has extended its supply agreement with Tamarix Systems by three years, to 2031.", []),
    ("Regulators took 11 months to clear Brightwater Inc.'s purchase of Tamarix Systems.", []),
)


@pytest.mark.parametrize(("text", "terms"), TERMS)
def test_a_term_is_how_long_a_deal_runs(text: str, terms: list[str]) -> None:
    [deal] = deals_in(text)
    assert [term.value.text for term in deal.durations] == terms


SHARES = (
    ("Brightwater Inc. holds 11% of Tamarix Systems.", ["11%"]),
    ("Marlow Partners, which owns 8.4% of the stock in Tamarix Systems, is unhappy.", ["8.4%"]),
    ("Brightwater Inc. bought Tamarix Systems. About 40% of Tamarix's revenue comes from lasers.", []),
)


@pytest.mark.parametrize(("text", "shares"), SHARES)
def test_only_a_part_of_a_company_is_a_share(text: str, shares: list[str]) -> None:
    [deal] = deals_in(text)
    assert [share.value.text for share in deal.equity] == shares


def test_a_price_of_a_deal_with_somebody_only_described_is_the_price_of_the_deal_before() -> None:
    [deal] = deals_in(
        "Brightwater Inc. will supply turbines to Tamarix Systems. Brightwater spoke of a framework agreement alone, "
        "with a Danish customer, worth at least $900 million."
    )
    assert [value.value.text for value in deal.values] == ["at least $900 million"]


def test_what_a_company_was_valued_at_is_no_price_of_what_it_buys() -> None:
    [deal] = deals_in(
        "Brightwater makes its first acquisition\n\nBrightwater Inc., lately valued at $7.3 billion, has agreed to buy "
        "Tamarix Systems."
    )
    assert deal.values == ()


def test_a_joint_venture_told_beside_a_purchase_is_another_deal() -> None:
    deals = deals_in(
        "Brightwater Inc. paid $210 million for Tamarix Systems in 2022, and last year it said that its Chinese joint "
        "venture was to be unwound."
    )
    assert roles(deals[0]) == {"brightwater": "acquirer", "tamarix-systems": "target"}


def test_what_somebody_needs_is_no_loan() -> None:
    assert deals_in("An analyst said Brightwater Inc. would need some $3 billion in new debt next year.") == ()


PRICES = (
    (
        "Quillon Robotics has agreed to acquire Tamarix Systems. Under it, Tamarix shareholders will receive $25 in "
        "cash per share, representing a total equity value of $1.9 billion.",
        ["$1.9 billion"],
    ),
    (
        "Quillon Robotics has amended and upsized its revolving credit facility from $500 million to $1 billion.",
        ["$1 billion"],
    ),
    (
        "Quillon Robotics has dropped plans to buy Tamarix Systems. Quillon had offered 4.1 billion kroner in January.",
        ["4.1 billion kroner"],
    ),
)


@pytest.mark.parametrize(("text", "sums"), PRICES)
def test_one_deal_has_one_price(text: str, sums: list[str]) -> None:
    [deal] = deals_in(text)
    assert [value.value.text for value in deal.values] == sums


def test_whoever_pays_for_shares_takes_no_goods() -> None:
    [deal] = deals_in(
        "Quillon Robotics will take a 9.9% stake in Tamarix Systems for $600 million, paying $41 a share. The deal "
        "makes it the second-largest shareholder."
    )
    assert roles(deal) == {"quillon-robotics": "investor", "tamarix-systems": "investee"}


def test_bids_that_lost_are_no_deal() -> None:
    [deal] = deals_in(
        "Quillon Robotics won a $700 million contract from Tamarix Energy to build turbines. It beat bids from Marlow "
        "Corp. and Ostrava Works."
    )
    assert roles(deal) == {"quillon-robotics": "supplier", "tamarix-energy": "buyer"}


def test_the_name_behind_a_pronoun_tells_the_trade() -> None:
    [deal] = deals_in("Tamarix Cloud said it had signed a $3 billion, five-year contract with Quillon AI.")
    assert roles(deal) == {"tamarix-cloud": "provider", "quillon-ai": "customer"}


def test_what_sources_say_of_a_loan_is_not_said_of_what_it_pays_for() -> None:
    loan, *others = deals_in(
        "Tamar Bank is about to lend Marlow Corp. $38 billion for a campus that Brightwater Inc. is building for "
        "Tamarix Systems, people with knowledge of it said."
    )
    assert loan.status is DealStatus.RUMOURED
    assert DealStatus.RUMOURED not in [deal.status for deal in others]

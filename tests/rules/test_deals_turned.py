"""Deals whose kind, sides or state the words beside them turn: shares, sellers, lenders, silence."""

from __future__ import annotations

import pytest

from kg.model import Article, DealKind, DealStatus
from kg.reading import read


def kinds(text: str) -> list[tuple[DealKind, str]]:
    return [(deal.kind, deal.parties[0].role) for deal in read(Article("a", text)).deals]


@pytest.mark.parametrize(
    "text",
    [
        "In May Corvane Ltd. completed its purchase of an 80% holding in Ostrel Systems for $400 million.",
        "Corvane Ltd. bought 54 percent of Ostrel Systems last year for $2 billion.",
        "Corvane Ltd. acquired a majority stake in Ostrel Systems for $2 billion.",
        "Corvane Ltd. has acquired a majority stake in Ostrel Systems from its founders.",
        "Corvane Ltd. took a controlling interest in Ostrel Systems last May.",
    ],
)
def test_more_than_half_is_an_acquisition(text: str) -> None:
    assert kinds(text) == [(DealKind.ACQUISITION, "acquirer")]


@pytest.mark.parametrize(
    "text",
    [
        "Corvane Ltd. acquired a 20 percent stake in Ostrel Systems for $2 billion.",
        "Corvane Ltd. invested $300 million in Ostrel Systems, whose shares rose 70 percent.",
        "Corvane Ltd. invested $300 million in Ostrel Systems, of which 80 percent goes into pumps.",
    ],
)
def test_less_than_half_is_an_investment(text: str) -> None:
    assert kinds(text) == [(DealKind.INVESTMENT, "investor")]


@pytest.mark.parametrize("share", ["a majority stake in", "a 10 percent stake in", "a stake in its unit"])
def test_who_sells_a_stake_in_another_is_the_seller(share: str) -> None:
    [deal] = read(Article("a", f"Corvane Ltd. sold {share} Ostrel Robotics to Halden Motor in 2021.")).deals
    assert {party.ref: party.role for party in deal.parties} == {
        "org/corvane": "seller",
        "org/ostrel-robotics": "target" if "majority" in share else "investee",
        "org/halden-motor": "acquirer" if "majority" in share else "investor",
    }


def test_models_of_somebody_are_licensed_from_it() -> None:
    [deal] = read(Article("a", "Corvane Ltd. paid $3 million to license the models of Halden Inc. last year.")).deals
    assert [(party.ref, party.role) for party in deal.parties] == [
        ("org/corvane", "licensee"),
        ("org/halden", "licensor"),
    ]


def test_whose_shares_open_a_sentence_is_who_it_speaks_of() -> None:
    text = (
        "Ostrel climbs as Corvane signs $9 billion cloud deal\n\nShares in Ostrel rose on Friday after the "
        "Oslo-based group said that it would provide Corvane with computing power for $9 billion."
    )
    [deal] = read(Article("a", text)).deals
    assert {party.ref: party.role for party in deal.parties} == {"org/ostrel": "provider", "org/corvane": "customer"}


@pytest.mark.parametrize(
    "words",
    ["Corvane did not reveal who pays for the purchase.", "Corvane has not disclosed the terms of the takeover."],
)
def test_to_say_nothing_of_a_deal_is_not_to_deny_it(words: str) -> None:
    [deal] = read(Article("a", f"Corvane Ltd. will acquire Ostrel Inc. for $3 billion. {words}")).deals
    assert [status.value for status in deal.statuses] == [DealStatus.ANNOUNCED]


def test_who_commits_financing_lends() -> None:
    text = "Corvane Ltd. has pledged a $1 billion loan to Ostrel Inc."
    [deal] = read(Article("a", text)).deals
    assert {party.ref: party.role for party in deal.parties} == {"org/corvane": "lender", "org/ostrel": "borrower"}

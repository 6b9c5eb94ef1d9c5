"""Who gives and who takes where the words give several one role, or leave it to shares, rows and tenants."""

from __future__ import annotations

import pytest
from rules.test_deals import roles
from rules.test_deals_facets import deals_in

from kg.model import DealKind


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "Sorrel Inc. has closed its acquisition of Quillon Systems' server business from Korvell Corp.",
            {"sorrel": "acquirer", "quillon-systems": "target", "korvell": "seller"},
        ),
        (
            "Sorrel Inc. agreed to buy Quillon Systems' power division from Korvell Corp. for $300 million.",
            {"sorrel": "acquirer", "quillon-systems": "target", "korvell": "seller"},
        ),
        (
            "Sorrel Energy Inc., which has 65% of the mill, agreed to buy the 35% owned by Quillon Power Inc.",
            {"sorrel-energy": "acquirer", "quillon-power": "seller"},
        ),
        (
            "Sorrel Inc. has a $1.2 billion order from Quillon Inc. for gas turbines.",
            {"sorrel": "supplier", "quillon": "buyer"},
        ),
        (
            "Sorrel Times, Tessaly Press Inc. and Korvell Media Inc. have similar licensing deals with the start-up.",
            {"sorrel-times": "licensor", "tessaly-press": "licensor", "korvell-media": "licensor"},
        ),
        (
            "Sorrel Inc. has signed an AI content deal with Quillon Inc. and joins Quillon Inc.'s content marketplace. "
            "Sorrel Inc., a publisher, has 40 magazines.",
            {"sorrel": "licensor", "quillon": "licensee"},
        ),
        (
            "Sorrel Property Inc. is building a campus in Texas with Quillon Inc. as anchor tenant.",
            {"sorrel-property": "lessor", "quillon": "lessee"},
        ),
    ],
)
def test_parties_take_the_part_that_the_words_around_them_give(text: str, parties: dict[str, str]) -> None:
    assert roles(deals_in(text)[0]) == parties


@pytest.mark.parametrize(
    "text",
    [
        "Sorrel Energy Inc. agreed to acquire the remaining 30% of Quillon Power Inc.",
        "Sorrel Energy Inc. will buy the 40% of Quillon Power Inc. it does not already own.",
        "Sorrel Energy Inc., which owns 60% of Quillon Power Inc., is to buy the 40% held by Korvell Corp.",
    ],
)
def test_who_buys_the_rest_of_a_company_acquires_it(text: str) -> None:
    assert DealKind.ACQUISITION in {deal.kind for deal in deals_in(text)}


def test_chips_in_a_place_are_no_money_put_in() -> None:
    [deal] = deals_in(
        "Quillon AI Inc. will train models on chips in sites of Sorrel Cloud Inc. under a $6 billion deal."
    )
    assert deal.kind is DealKind.CLOUD_SERVICES

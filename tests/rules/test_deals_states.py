"""How far a deal has come: what negation denies, what is spoken of as done, what is only had."""

from __future__ import annotations

import pytest
from rules.test_deals_facets import deals_in, told_in_passing

from kg.model import DealStatus


@pytest.mark.parametrize(
    "text",
    [
        "Sorrel Inc. agreed on Monday to buy Quillon Inc. for $2 billion. The deal is not Sorrel Inc.'s first.",
        "Sorrel Inc. will buy Quillon Inc. for $2 billion. The Quillon purchase is not Sorrel's largest deal.",
        "Sorrel Inc. will buy Quillon Inc. It dismissed worries, saying the purchase of Quillon Inc. pays off.",
        "Sorrel Inc. will buy Quillon Inc. for $2 billion. The deal was not a surprise to owners of Quillon Inc.",
    ],
)
def test_not_every_negation_denies_a_deal(text: str) -> None:
    assert deals_in(text)[0].status is DealStatus.ANNOUNCED


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The founder of Sorrel Inc. has denied a report that the company raised $15 billion.", DealStatus.DENIED),
        ("Sorrel Inc. will not go ahead with its $3 billion purchase of Quillon Inc.", DealStatus.CANCELLED),
        ("Reports that Sorrel Inc. is buying Quillon Inc. are untrue, the company said.", DealStatus.DENIED),
        ("Sorrel Inc. is in talks to buy Quillon Inc. It said there was no truth to the report.", DealStatus.DENIED),
        ("A $7 billion takeover of Quillon Inc. by Sorrel Inc. fell through in 2019.", DealStatus.CANCELLED),
        ("Sorrel Inc. has a supply contract with Quillon Inc. that ends in 2031.", DealStatus.COMPLETED),
    ],
)
def test_words_around_a_deal_say_how_far_it_has_come(text: str, status: DealStatus) -> None:
    assert deals_in(text)[0].status is status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("It came to Sorrel Inc. with its acquisition of Quillon Inc., a maker of pumps.", DealStatus.COMPLETED),
        ("The patents came with Sorrel Inc.'s 2021 purchase of Quillon Inc.", DealStatus.COMPLETED),
        ("Sorrel Inc., which has a 12 percent stake in Quillon Inc., declined to comment.", DealStatus.COMPLETED),
        ("Sorrel Inc. agreed to build it through a joint venture with Quillon Inc.", DealStatus.ANNOUNCED),
        ("Quillon Inc. has issued Sorrel Inc. a warrant to buy up to 9 million shares.", DealStatus.ANNOUNCED),
        ("Asked about Sorrel Inc.'s licence with Quillon Inc., he laughs.", DealStatus.COMPLETED),
        ("Brussels is looking into Sorrel Inc.'s planned acquisition of Quillon Inc.", DealStatus.ANNOUNCED),
    ],
)
def test_what_is_somebodys_in_passing_is_done(text: str, status: DealStatus) -> None:
    assert told_in_passing(text).status is status


def test_what_becomes_of_one_deal_is_not_told_of_the_one_before() -> None:
    text = (
        "Sorrel Inc. bought Quillon Inc. last year, and Marl Corp.'s planned $3 billion purchase of Dunmore fell apart."
    )
    bought, ended = deals_in(text)
    assert (bought.status, ended.status) == (DealStatus.COMPLETED, DealStatus.CANCELLED)
    assert not bought.values
    assert ended.values[0].value.text == "$3 billion"

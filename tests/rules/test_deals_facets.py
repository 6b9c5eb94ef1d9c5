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

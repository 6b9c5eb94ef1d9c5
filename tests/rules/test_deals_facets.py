"""What is read of a deal beside its sides: its kind, how far it has come, what it is worth."""

from __future__ import annotations

import datetime

import pytest

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


def roles(deal: Deal) -> dict[str, str]:
    return {str(party.ref).removeprefix("org/"): party.role for party in deal.parties}


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
    [deal] = deals_in("Vantor Power Inc. will deliver 24 reciprocating engines to Granite Peak Inc.'s Abilene site.")
    assert deal.kind is DealKind.SUPPLY
    assert roles(deal) == {"vantor-power": "supplier", "granite-peak": "buyer"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Pennard Inc. has also taken out an $8.5 billion bridge loan from Moorland Bank.", DealStatus.COMPLETED),
        ("In August, Pennard Inc. priced $1.1 billion of senior notes.", DealStatus.COMPLETED),
        ("In 1998 Pennard Inc. agreed to lend $2 billion to Windsor Telecom Inc.", DealStatus.COMPLETED),
        ("Pennard Inc. signed a pact with Figment Robotics Inc. in January 2024.", DealStatus.COMPLETED),
        ("Pennard Inc. signed a pact with Figment Robotics Inc. in October 2025.", DealStatus.ANNOUNCED),
        ("Pennard Inc. resells Quillon Inc.'s software under a three-year pact.", DealStatus.COMPLETED),
        ("Pennard Inc. has ordered turbines from Cumming Inc. for its new plant.", DealStatus.ANNOUNCED),
        ("Last month Pennard Inc. agreed to buy Coredale Inc. for $5.4 billion.", DealStatus.ANNOUNCED),
        (
            "The $45 billion purchase of Texan Utilities Inc. by Pennard Capital in 2007 ended seven years later "
            "in bankruptcy.",
            DealStatus.COMPLETED,
        ),
    ],
)
def test_what_is_told_in_passing_is_done_where_it_was_done_and_not_only_agreed(text: str, status: DealStatus) -> None:
    assert told_in_passing(text).status is status

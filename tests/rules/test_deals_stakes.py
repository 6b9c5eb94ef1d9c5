"""Who takes more than half of a company has acquired it; less is an investment."""

from __future__ import annotations

import pytest

from kg.model import Article, DealKind
from kg.reading import read


def kinds(text: str) -> list[tuple[DealKind, str]]:
    return [(deal.kind, deal.parties[0].role) for deal in read(Article("a", text)).deals]


@pytest.mark.parametrize(
    "text",
    [
        "Corvane Ltd. closed the purchase of a 75% interest in Ostrel Systems in February for $850 million.",
        "Corvane Ltd. bought 54 percent of Ostrel Systems last year for $2 billion.",
        "Corvane Ltd. acquired a majority stake in Ostrel Systems for $2 billion.",
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

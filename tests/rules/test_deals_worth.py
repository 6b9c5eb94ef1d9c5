"""What a deal is worth: in which currency it was agreed, what a later sentence values, what costs something else."""

from __future__ import annotations

import pytest
from rules.test_deals_facets import deals_in


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (
            "Sorrel wins $3.7bn cell order from Quillon Motors\n\nSorrel Inc. has signed a contract worth "
            "5.1 trillion won ($3.7 billion) to deliver cells, the company said.",
            "5.1 trillion won",
        ),
        (
            "Sorrel to buy Quillon for $540 mln\n\nSorrel Inc. agreed to pay 400 million pounds ($540 million) for "
            "Quillon Inc., it said.",
            "400 million pounds",
        ),
        (
            "Sorrel Inc. is in talks to buy Quillon Inc. of Ohio. A takeover could value the software maker at "
            "about $12 billion.",
            "about $12 billion",
        ),
        (
            "Quillon Inc. ordered 340 satellites from Sorrel Inc. on Monday. An analyst at Moorland Bank estimated "
            "the value of the order at 1.1 billion euros.",
            "1.1 billion euros",
        ),
        (
            "Sorrel Inc. has leased a campus to Quillon Inc. under contracts that should bring in $7.4 billion in "
            "cumulative revenue.",
            "$7.4 billion",
        ),
        (
            "Sorrel Inc. acquired Quillon Inc. in a nine-figure deal. It has sales of $90 million.",
            "nine-figure",
        ),
    ],
)
def test_a_deal_is_worth_what_was_agreed(text: str, value: str) -> None:
    assert deals_in(text)[0].values[0].value.text == value


@pytest.mark.parametrize(
    "text",
    [
        "Quillon Inc. will buy power from Sorrel Inc. for 20 years. Restarting the plant will cost $1.6 billion.",
        "Sorrel Inc. is buying Quillon Inc. for cash. Tessaly Inc., a rival, was recently valued at $7 billion.",
        "Sorrel Inc. is in talks to buy Quillon Inc. of Ohio. In April it paid $10 billion for a unit of Tessaly Inc.",
        "Sorrel Inc. bought Quillon Inc. in a nine-figure deal.",  # of no currency anybody tells
    ],
)
def test_other_sums_are_not_what_it_is_worth(text: str) -> None:
    assert not deals_in(text)[0].values


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Sorrel Inc. sells power to Quillon Inc. after signing a 25-year contract with it.", [300]),
        ("Sorrel Inc. borrowed $2 billion from Quillon Bank. The loan is to mature in four years.", [48]),
        ("Sorrel Inc. signed a contract with Quillon Inc. for cells after a five-year renewal.", []),
        ("Sorrel Inc. signed a contract with Quillon Inc. for cells after two years of talks.", []),
    ],
)
def test_a_term_is_told_by_its_noun_or_its_verb(text: str, months: list[int]) -> None:
    assert [term.value.minimum for term in deals_in(text)[0].durations] == months

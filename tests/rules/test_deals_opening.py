"""The deal an article opens with is read though no sentence names both of its sides."""

import pytest

from kg.model import Article
from kg.reading import read

NEWS = """Tarvel Systems to lose its independence

The board of the maker of sensors has accepted a £1.2bn takeover by Ostrel Inc., it said on Monday.

Tarvel Systems was founded in a garage. Tarvel Systems employs 900 people, and Tarvel Systems is to keep its name.
"""


def deals(text):
    return [
        (d.kind.value, {(p.ref.rsplit("/", 1)[-1], p.role) for p in d.parties}, d.primary)
        for d in read(Article("a", text)).deals
    ]


def test_the_other_side_is_whom_the_article_is_on():
    assert deals(NEWS) == [("acquisition", {("ostrel", "acquirer"), ("tarvel-systems", "target")}, True)]


def test_the_only_other_company_of_the_opening_is_the_other_side():
    assert deals(NEWS.split("\n\nTarvel Systems was")[0]) == deals(NEWS)


def test_who_is_named_in_passing_is_no_side():
    opening = NEWS.split("\n\nTarvel Systems was")[0]
    assert deals(f"{opening} Shares of Belmark Inc., which had looked at it too, rose.") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The board of the maker of sensors has praised Ostrel Inc., it said on Monday.",  # no deal
        "Two years after its stake in Ostrel Inc. was sold, the maker of sensors has a new board.",  # past
        "Jane Doe, who is to take part in a round table with Ostrel Inc., leads its board.",
    ],
)
def test_without_a_word_that_tells_of_news_there_is_no_deal(sentence):
    told = NEWS.replace(NEWS.split("\n\n")[1], sentence)
    assert not [deal for deal in deals(told) if deal[2] and ("tarvel-systems", "target") in deal[1]]

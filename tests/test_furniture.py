"""What a web page puts around an article is not read as the article's own words."""

import pytest

from kg.furniture import told
from kg.model import Article
from kg.reading import read
from kg.text import paragraphs

BODY = "Velmora said on Monday that it has agreed to buy Tessaract Robotics for $1.4 billion in cash."


def left(*lines):
    text = "\n\n".join(["Velmora to buy Tessaract", *lines])
    return [text[slice(*span)] for span in told(text, paragraphs(text))][1:]


@pytest.mark.parametrize(
    "line",
    [
        "READ MORE: Quillon raises $300 million to take on Velmora",
        "Related: Quillon sues Velmora over patents",
        "Share this article   Facebook   X   LinkedIn   Email",
        "Facebook | X | Copy link",
        "Sign up for our newsletter, The Daily Deal.",
        "© 2025 Holloway Media LLC. All rights reserved.",
        "Advertisement",
    ],
)
def test_links_buttons_and_notices_are_left_out(line):
    assert left(BODY, line, BODY) == [BODY, BODY]


def test_a_list_of_other_headlines_is_left_out_up_to_the_next_sentence():
    rows = ["Related stories", "Quillon sues Velmora over patents", "Tessaract CEO: 'We are not for sale'"]
    assert left(*rows, BODY, "What comes next") == [BODY, "What comes next"]


@pytest.mark.parametrize(
    "line",
    [
        "Read more of its letters and you find that Velmora has bought before.",
        "Related to the deal is a loan of $200 million from Bank of Tamar.",
        "The share price",
        "Watch makers such as Velmora have few friends.",
        "Key points",
        "X-ray",
        "“Subscribe to our view or do not,” Velmora said.",
    ],
)
def test_words_of_the_article_stay(line):
    assert left(BODY, line) == [BODY, line]


def test_the_headline_stays_whatever_it_is():
    assert told("Search", [(0, 6)]) == [(0, 6)]


def test_a_deal_in_a_link_is_no_deal_of_the_article():
    text = f"Velmora to buy Tessaract\n\n{BODY}\n\nRead more: Quillon buys Ostrel Inc. for $2 billion\n\n{BODY}\n"
    assert [{party.ref for party in deal.parties} for deal in read(Article("a", text)).deals] == [
        {"org/velmora", "org/tessaract-robotics"}
    ]

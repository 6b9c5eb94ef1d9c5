"""Pronouns and descriptions are led to names, or left open."""

from itertools import pairwise

import pytest

from kg.document import Form
from kg.mentions import prepare
from kg.model import Article

CASES = [
    (
        "Corvane Labs (CVN.O) will make cells for Halden Labs, the first that the Lisbon-based company sells. "
        "Corvane Labs has said so. Halden Labs was silent. The Turin-based company waits.",
        "The Turin-based company",
        "org/halden-labs",
    ),
    ("Orbex Systems said on Monday it would cut prices.", "it", "org/orbex-systems"),
    ("Orbex Systems bought Quibbit Holdings. The company paid in cash.", "The company", "org/orbex-systems"),
    (
        "Quibbit Holdings, a chipmaker, met Orbex Systems. The chipmaker was pleased.",
        "The chipmaker",
        "org/quibbit-holdings",
    ),
    (
        "For Orbex Systems, the sale of Quibbit Holdings is a relief. The company needs cash.",
        "The company",
        "org/orbex-systems",
    ),
    ("In Orbex Systems' last report, the company named no buyer.", "the company", "org/orbex-systems"),
    (
        "Orbex Systems and Quibbit Holdings have met. The two companies will share a laboratory.",
        "The two companies",
        "",
    ),
    (
        "Orbex Systems Inc. (“Orbex” or the “Company”) met Quibbit Holdings. The Company will pay.",
        "The Company",
        "org/orbex-systems",
    ),
    ("Quibbit Bank agreed to lend Orbex Systems $2 billion. The lender was pleased.", "The lender", "org/quibbit-bank"),
    (
        "Orbex Systems made a deal with Quibbit NV. Orbex will rent chips from the Dutch company.",
        "the Dutch company",
        "org/quibbit",
    ),
    ("Analysts at Quibbit & Sons doubt Orbex Systems. The company did not reply.", "The company", "org/orbex-systems"),
    (
        "Orbex Capital, a private equity firm, bid for Quibbit Holdings. The buyout firm was pleased.",
        "The buyout firm",
        "org/orbex-capital",
    ),
    (
        "Nikkei Asia reported the talks. Orbex Systems sold a plant, Nikkei Asia said. The company was glad.",
        "The company",
        "org/orbex-systems",
    ),
    (
        "“We hired,” Tom Roe told reporters. In May Orbex Systems bought Quibbit Holdings, and it paid in cash.",
        "it",
        "org/orbex-systems",
    ),
    ("Jane Doe met Tom Roe. He was late, and she said so.", "He", "person/tom-roe"),
    ("Jane Doe met Tom Roe. He was late, and she said so.", "she", "person/jane-doe"),
    ("Jane Doe met Ann Lee. She was late.", "She", "person/jane-doe"),
    ("Jane Doe and Ann Lee met. She was late.", "She", ""),
    ("Orbex Systems sued. Jane Doe said her company would wait.", "her", "person/jane-doe"),
    ("Orbex Systems today announced a plant in Oslo. We are proud of it.", "We", "org/orbex-systems"),
    ("“We will build more,” said Jane Doe, CEO of Orbex Systems.", "We", "org/orbex-systems"),
    (
        "Orbex Systems will supply Quibbit Holdings with Orbex H7 chips, a win for the chipmaker.",
        "the chipmaker",
        "org/orbex-systems",
    ),
    ("Quibbit Holdings grew. Orbex Systems will take a tenth of the firm.", "the firm", "org/quibbit-holdings"),
    (
        "Orbex Systems is buying Quibbit Holdings and plans to use the firm's patents.",
        "the firm",
        "org/quibbit-holdings",
    ),
    (
        "Orbex Systems met Quibbit Holdings, taking the Oslo, Norway company to new heights.",
        "the Oslo, Norway company",
        "org/orbex-systems",
    ),
    ("Quibbit Holdings has stated that the Orbex Systems order will pay for its plant.", "its", "org/quibbit-holdings"),
    ("Tom Roe met Ann Lee. In her last letter, Jane Doe was late.", "her", "person/jane-doe"),
    (
        "Orbex Systems Inc. (the “Company”) met Quibbit Holdings. The company will pay.",
        "The company",
        "org/orbex-systems",
    ),
    (
        "Orbex Systems met Quibbit Holdings. It is easy for Quibbit Holdings to ship its goods.",
        "its",
        "org/quibbit-holdings",
    ),
    ("Orbex Systems met Quibbit Holdings. Shares of the Oslo-backed firm rose.", "the Oslo-backed firm", ""),
    (
        "OSLO--(PRESSELINE)--Orbex Systems has opened a plant, a first in the company's history.",
        "the company",
        "org/orbex-systems",
    ),
    (
        "Dutch toolmaker Orbex Systems met French lender Quibbit Holdings. Vantrel Labs sued. The Dutch company paid.",
        "The Dutch company",
        "org/orbex-systems",
    ),
    (
        "Orbex Systems, an Oslo-based miner, met Quibbit Holdings. Quibbit Holdings sued the Oslo-based firm.",
        "the Oslo-based firm",
        "org/orbex-systems",
    ),
    ("Tom Roe left on Monday. In his place, Jim Doe will run Orbex Systems.", "his", "person/tom-roe"),
    ("The Windows maker said it would invest. Microsoft has done so before.", "The Windows maker", "org/microsoft"),
]


def reading_of(text: str, words: str) -> str:
    [found] = [m for m in prepare(Article(id="a", text=text)).mentions if m.text == words and m.form is not Form.NAME]
    return found.ref


@pytest.mark.parametrize(("text", "words", "ref"), CASES)
def test_words_that_stand_for_a_name_lead_to_it(text: str, words: str, ref: str) -> None:
    assert reading_of(text, words) == ref


@pytest.mark.parametrize(
    "text",
    [
        "Orbex Systems hopes that it is clear what comes next.",
        "Orbex Systems praised the company culture.",
        "Orbex Systems praised the alliance between Oslo and Lisbon.",
        "Orbex Systems cut a rule, making it easier to ship.",
        "Orbex Systems has been in the business for years.",
        "Orbex Systems is the largest company in Oslo.",
        "Orbex Systems sued. The deal shows that it matters.",
    ],
)
def test_what_stands_for_no_name_is_left_alone(text: str) -> None:
    assert [m.text for m in prepare(Article(id="a", text=text)).mentions if m.form is not Form.NAME] == []


def test_a_description_swallows_the_name_in_it() -> None:
    document = prepare(
        Article(id="a", text="Orbex Systems fell. The Facebook parent rose. Meta and Orbex Systems met.")
    )
    assert "Facebook" not in [m.text for m in document.mentions]


def test_mentions_stay_sorted_and_apart() -> None:
    text = "Orbex Systems, the chipmaker, said its CEO, Jane Doe, would leave. She said she was glad. The firm agreed."
    mentions = prepare(Article(id="a", text=text)).mentions
    assert all(one.end <= other.start for one, other in pairwise(mentions))
    assert all(text[m.start : m.end] == m.text for m in mentions)

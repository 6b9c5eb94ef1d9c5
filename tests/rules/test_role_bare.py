"""Titles that stand alone: the paragraph or the article says at which firm."""

from __future__ import annotations

import pytest
from rules.test_roles import roles


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "Corvane Labs raised $40 million. The money is from Pell Ventures. Chief executive Ann Roe will hire.",
            ("person/ann-roe", "Chief executive", "org/corvane-labs"),
        ),
        (
            "Corvane Labs took an order from Dunmore Energy. The plant is one that Dunmore runs with Harl Group. "
            "Chief sales officer Ann Roe told analysts that slots were gone.",
            ("person/ann-roe", "Chief sales officer", "org/corvane-labs"),
        ),
        (
            "Corvane Labs has leased a campus.\n\nThe site opens in 2027. “We need it,” said chief executive Ann Roe.",
            ("person/ann-roe", "chief executive", "org/corvane-labs"),
        ),
        (
            "Corvane Labs reported lower profit. The company has 700 workers. Chief executive Ann Roe was calm.",
            ("person/ann-roe", "Chief executive", "org/corvane-labs"),
        ),
        (
            "Bo Lee, Corvane Labs' chairman, could not persuade his finance director, Ann Roe. Ostrel Inc. waits.",
            ("person/ann-roe", "finance director", "org/corvane-labs"),
        ),
        (
            "The company's managing director, Ann Roe, told reporters that Corvane Labs would list next year.",
            ("person/ann-roe", "managing director", "org/corvane-labs"),
        ),
        (
            "Ostrel Inc. has a new rival, Corvane Labs. Company spokeswoman Ann Roe said Ostrel would not comment.",
            ("person/ann-roe", "Company spokeswoman", "org/ostrel"),
        ),
        (
            "Corvane Labs raised $40 million.\n\nBo Lee, an analyst at the consultancy Amsel & Sons, has doubts. "
            "“Nobody needs it,” he said.\n\nThe company has 700 workers. Chief executive Ann Roe was calm.",
            ("person/ann-roe", "Chief executive", "org/corvane-labs"),
        ),
        (
            "Orbex, the operator of mines, wells, two ports and a bank, is a client of Ostrel's cloud, under which the "
            "software maker will host it. CEO Ann Roe was glad.",
            ("person/ann-roe", "CEO", "org/orbex"),
        ),
        (
            "Corvane Labs will buy Ostrel Inc.\n\nCorvane Labs has cash, Ostrel Inc. needs it. What of Ostrel Inc.? "
            "Corvane Labs is silent. Corvane Labs waits.\n\nNumbers. The year is fine. It goes on. Nobody asked. "
            "Costs will rise, CFO Ann Roe said.",
            ("person/ann-roe", "CFO", "org/corvane-labs"),
        ),
        (
            "Corvane Q4 2031 earnings call: Roe defends the Ostrel deal\n\nCorvane spoke of Ostrel Inc.\n\n"
            "Ostrel Inc. sells. Ostrel Inc. grows.\n\nFor 2032 the company hopes for more. CFO Ann Roe was calm.",
            ("person/ann-roe", "CFO", "org/corvane"),
        ),
    ],
)
def test_a_bare_title_belongs_to_the_firm_that_is_spoken_of(text: str, role: tuple[str, str, str | None]) -> None:
    assert role in roles(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Straits Bank analysts Ann Roe and Bo Lee cut their rating.",
            {("person/ann-roe", "analyst", "org/straits-bank"), ("person/bo-lee", "analyst", "org/straits-bank")},
        ),
        (
            "Ann Roe and Bo Lee, co-founders of Orbex Systems, are glad.",
            {
                ("person/ann-roe", "co-founder", "org/orbex-systems"),
                ("person/bo-lee", "co-founder", "org/orbex-systems"),
            },
        ),
        (
            "Ann Roe, the Pell Capital partner who joins the board of Orbex Systems, is glad.",
            {
                ("person/ann-roe", "partner", "org/pell-capital"),
                ("person/ann-roe", "board member", "org/orbex-systems"),
            },
        ),
        ("Ann Roe and Bo Lee, CEO of Orbex Systems, are glad.", {("person/bo-lee", "CEO", "org/orbex-systems")}),
        (
            "Ann Roe, formerly of Pell Capital, will join Orbex Systems as chief revenue officer.",
            {
                ("person/ann-roe", "", "org/pell-capital"),
                ("person/ann-roe", "chief revenue officer", "org/orbex-systems"),
            },
        ),
        (
            "Ann Roe will succeed Bo Lee as chief executive of Orbex Systems.",
            {
                ("person/ann-roe", "chief executive", "org/orbex-systems"),
                ("person/bo-lee", "chief executive", "org/orbex-systems"),
            },
        ),
        (
            "Ann Roe, in charge of procurement at Orbex Systems, is glad.",
            {("person/ann-roe", "in charge of procurement at Orbex Systems", "org/orbex-systems")},
        ),
        (
            "Ann Roe, Managing Director, Structured Finance, Pell Capital, is glad.",
            {("person/ann-roe", "Managing Director, Structured Finance", "org/pell-capital")},
        ),
        (
            "Petra Novak spoke on Monday. The Orbex Systems chief executive is glad.",
            {("person/petra-novak", "chief executive", "org/orbex-systems")},
        ),
        (
            "Ann Roe, who joined from Pell Capital to become chief operating officer, is glad. Orbex Systems waits.",
            {
                ("person/ann-roe", "", "org/pell-capital"),
                ("person/ann-roe", "chief operating officer", "org/orbex-systems"),
            },
        ),
        (
            "The appointment of Petra Novak as finance chief of Orbex Systems was expected.",
            {("person/petra-novak", "finance chief", "org/orbex-systems")},
        ),
        ("Orbex Systems hired Petra Novak from Pell Capital.", {("person/petra-novak", "", "org/pell-capital")}),
        (
            "Petra Novak, Head of Compute at Orbex Systems, is glad.",
            {("person/petra-novak", "Head of Compute", "org/orbex-systems")},
        ),
        (
            "Petra Novak, an ex-Orbex Systems engineer, is glad.",
            {("person/petra-novak", "engineer", "org/orbex-systems")},
        ),
        ("Orbex Systems CEO-elect Petra Novak is glad.", {("person/petra-novak", "CEO-elect", "org/orbex-systems")}),
        (
            "Petra Novak, who co-founded Orbex Systems, is glad.",
            {("person/petra-novak", "co-founder", "org/orbex-systems")},
        ),
        (
            "Analysts at Pell Bank led by Petra Novak cut their rating.",
            {("person/petra-novak", "analyst", "org/pell-bank")},
        ),
        ("Petra Novak, whose Orbex Systems is late, is glad.", {("person/petra-novak", "", "org/orbex-systems")}),
        (
            "Orbex Systems, the largest operator of U.S. plants, met Pell Bank. CEO Petra Novak is glad.",
            {("person/petra-novak", "CEO", "org/orbex-systems")},
        ),
        (
            "The regulator, Orbex Systems, would have to agree. Its head, Petra Novak, is glad.",
            {("person/petra-novak", "head", "org/orbex-systems")},
        ),
        (
            "Orbex Systems is glad. Petra Novak, another co-founder and the firm's technology chief, is too.",
            {
                ("person/petra-novak", "co-founder", "org/orbex-systems"),
                ("person/petra-novak", "technology chief", "org/orbex-systems"),
            },
        ),
        (
            "Orbex Systems Inc.'s call was long. CFO Petra Novak spoke. Bo Lee (Pell Bank) asked a question.",
            {("person/petra-novak", "CFO", "org/orbex-systems"), ("person/bo-lee", "", "org/pell-bank")},
        ),
        (
            "Orbex Systems, a lender, named Petra Novak and Marcus Hale co-CEOs.",
            {
                ("person/petra-novak", "co-CEO", "org/orbex-systems"),
                ("person/marcus-hale", "co-CEO", "org/orbex-systems"),
            },
        ),
        (
            "Orbex Systems fell. The liberals protested. Their economic spokesman Petra Novak was loud.",
            {("person/petra-novak", "economic spokesman", None)},
        ),
        (
            "Petra Novak, who runs the plant, came from Orbex Systems.",
            {("person/petra-novak", "", "org/orbex-systems")},
        ),
        (
            "Petra Novak, hired from Orbex Systems to sell more, left for Pell Capital.",
            {("person/petra-novak", "", "org/orbex-systems"), ("person/petra-novak", "", "org/pell-capital")},
        ),
        ("Del. Ann Roe, D-Howard, voted against.", {("person/ann-roe", "Del.", None)}),
        ("Orbex Systems runs well. Its chair, Ann Roe, is glad.", {("person/ann-roe", "chair", "org/orbex-systems")}),
    ],
)
def test_rows_of_people_and_posts(text: str, expected: set[tuple[str, str, str | None]]) -> None:
    assert roles(text) == expected

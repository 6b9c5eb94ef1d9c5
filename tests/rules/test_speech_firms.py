"""Whom a description of a firm, a body or its people stands for where it speaks."""

from __future__ import annotations

import pytest
from rules.test_speech import statements


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Rents rose.\n\nOrvex Corp. stock fell when the papermaker told the exchange that a pit would close.",
            "org/orvex",
        ),
        ("Portugal's mining agency, PMA, cleared the pit. According to the regulator, it is safe.", "org/pma"),
        (
            "The Salem Energy Commission turned Orvex Corp. down. The regulator said rents had doubled.",
            "org/salem-energy-commission",
        ),
        ("Orvex Corp. will rent a mill from Pell Ltd., the region’s largest miner said.", "org/orvex"),
        (
            "Pell Group met Orvex Corp. in May. Orvex Corp. was silent. In a post, the Salem company said rents rose.",
            "org/orvex",
        ),
        ("Orvex buys a pit\n\nPell Group bid as well.\n\nManagement said it would hire.", "org/orvex"),
        ("Orvex runs pits.\n\nOur friends at Pell Group tell us that a second pit will open.", "org/pell-group"),
    ],
)
def test_a_description_that_speaks_leads_to_a_firm(text: str, speaker: str) -> None:
    assert statements(text)[-1].speaker.ref == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Orvex Corp. buys mills. A spokesman for the company said that rents rose.",
        "Orvex Corp. buys mills. A senior official of the company said that rents rose.",
        "Orvex Corp. met Pell Group. Critics said that rents rose.",
        "Orvex Corp. buys mills. Two people close to it said that rents rose. Wages fell, they said.",
    ],
)
def test_those_nobody_names_are_no_firm(text: str) -> None:
    assert statements(text)[-1].speaker.ref is None


def test_the_companies_are_those_of_the_headline() -> None:
    text = (
        "Orvex Corp. and Pell Group scrap their merger\n\nHalden Mining also withdrew, and so did Vexil Ltd.\n\n"
        "They will keep their pits, the companies said."
    )
    [statement] = statements(text)
    assert {statement.speaker.ref, *(other.ref for other in statement.co_speakers)} == {"org/orvex", "org/pell-group"}


@pytest.mark.parametrize(
    "text",
    [
        "Orbex will spend $5 million on the mill, according to a company presentation.",
        "The pumps will be sent by May, according to a stock exchange filing.",
        "Orbex disclosed the lease in a filing with the exchange, which said the lease runs until 2033.",
    ],
)
def test_a_paper_of_a_firm_speaks_for_it(text: str) -> None:
    assert statements("Orbex Corp. is building a mill in Salem. " + text)[-1].speaker.ref == "org/orbex"


def test_a_report_is_that_of_the_body_whose_staff_wrote_it() -> None:
    text = "The case leans on a report by the staff of the Federal Trade Commission, which found that rents rose."
    assert statements(text)[0].speaker.ref == "org/federal-trade-commission"


def test_a_part_of_a_body_speaks_for_it() -> None:
    assert statements("The Salem Club's Ohio chapter said the mill was late.")[0].speaker.ref == "org/salem-club"

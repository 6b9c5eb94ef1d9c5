"""A deal is read whoever tells of it, and whatever stands in its sentence without taking part."""

import pytest

from kg.model import Article
from kg.reading import read


def deals(text: str) -> list[str]:
    return sorted(
        " ".join([deal.kind.value, *sorted(f"{str(p.ref).rpartition('/')[2]}={p.role}" for p in deal.parties)])
        for deal in read(Article("a", text)).deals
    )


@pytest.mark.parametrize(
    ("text", "deal"),
    [
        (
            "Kelp Parks Inc. announced that Brightwater Inc. has signed a 15-year lease at its Amarillo campus.",
            "lease brightwater=lessee kelp-parks=lessor",
        ),
        (
            "Kelp Compute Inc. (NYSE: KLP) said today that Brightwater Inc. has entered into an agreement to use its "
            "GPU cloud.",
            "cloud_services brightwater=customer kelp-compute=provider",
        ),
        (
            "Kelp Press Inc. agreed to let Brightwater AI Inc. train its models on its archives. In return, the "
            "startup will pay $18 million.",
            "licensing brightwater-ai=licensee kelp-press=licensor",
        ),
        (
            "Brightwater Inc. bets on fusion\n\nBrightwater Inc. has agreed to buy 200 megawatts of electricity from a "
            "plant. It is to be built in Tennessee by Kelp Fusion Inc., a young company.",
            "supply brightwater=buyer kelp-fusion=supplier",
        ),
        (
            "Kelp Parks Inc. has let its whole Frankfurt site to Brightwater Inc.",
            "lease brightwater=lessee kelp-parks=lessor",
        ),
        (
            "Kelp Materials Inc. will ship magnets made in Ohio to Brightwater Motors Inc. from 2027.",
            "supply brightwater-motors=buyer kelp-materials=supplier",
        ),
    ],
)
def test_the_other_side_is_who_tells_of_it_or_lets_it_happen(text: str, deal: str) -> None:
    assert deals(text) == [deal]


@pytest.mark.parametrize(
    "text",
    [
        "Brightwater Inc. chief executive Ann Roe spoke. She had refused to raise her bid for the whole.",
        "In a note to clients, Kelp Securities Inc. analyst Ann Roe raised her target and kept her Buy rating.",
        "Show notes: a talk with Ann Roe on Brightwater Inc.",
        "Brightwater Inc. sued Kelp Systems Inc. and Corvid Labs Inc., accusing them of using its work to build a bot.",
        "There are chips that Brightwater Inc., Kelp Systems Inc. and Corvid Labs Inc. have developed in-house.",
    ],
)
def test_who_acts_for_another_or_is_only_spoken_of_takes_no_part(text: str) -> None:
    assert deals(text) == []


def test_with_whom_a_filing_is_made_takes_no_part():
    text = "Brightwater Inc. disclosed the contract in a filing with the Kelp Exchange, which named no customer."
    assert not any("exchange" in deal for deal in deals(text))


def test_what_the_sellers_of_a_company_held_is_told_with_its_sale():
    text = (
        "Brightwater Inc. agreed to buy Kelp Systems Inc. from Corvid Capital Inc. for $2 billion. Corvid Capital "
        "Inc., which owns 29% of Kelp Systems Inc., declined to comment."
    )
    assert deals(text) == ["acquisition brightwater=acquirer corvid-capital=seller kelp-systems=target"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (  # what is not taken tells of the deal beside it
            "Brightwater Inc. will license software from Kelp Systems Inc. for $40 million but isn't taking a stake in "
            "Kelp Systems Inc.",
            ["licensing brightwater=licensee kelp-systems=licensor"],
        ),
        (  # sellers of stakes belong to the takeover
            "Brightwater Inc. will buy Kelp Systems Inc. for $2 billion. Its largest shareholders, Fernhill Capital "
            "and Corvid Labs Inc., have agreed to sell their stakes.",
            ["acquisition brightwater=acquirer corvid-labs=seller fernhill-capital=seller kelp-systems=target"],
        ),
        (  # a row of names ends before the subject of the clause
            "The reactor restarts with the help of the Fernhill Bank, and Kelp Systems Inc., the former Corvid Labs "
            "Inc., is to deliver 835 MW to Brightwater Inc. for 20 years.",
            ["supply brightwater=buyer kelp-systems=supplier"],
        ),
        (  # what is paid for by a round is no deal with its investors
            "To pay for the expansion, Kelp Systems Inc. last week raised $1.1 billion in a round led by Fernhill "
            "Capital, with Brightwater Inc. and Corvid Labs Inc. among the other backers.",
            ["investment brightwater=investor corvid-labs=investor fernhill-capital=investor kelp-systems=investee"],
        ),
        (  # whoever commits financing buys nothing
            "Fernhill Bank and Corvid Bank have committed $1 billion in financing to Kelp Systems Inc.",
            ["financing corvid-bank=lender fernhill-bank=lender kelp-systems=borrower"],
        ),
        (  # sold on
            "Kelp Systems Inc. has closed its acquisition of a unit from Brightwater Inc. on Monday. Brightwater Inc. "
            "bought the whole of Corvid Labs Inc. for $640 million in a purchase that closed in March.",
            [
                "acquisition brightwater=acquirer corvid-labs=target",
                "acquisition brightwater=seller kelp-systems=acquirer",
            ],
        ),
        ("Brightwater Inc. hired engineers from Kelp Systems Inc. whose designs power phones.", []),
    ],
)
def test_what_else_is_told_in_the_sentence_makes_no_deal_of_its_own(text: str, told: list[str]) -> None:
    assert deals(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (  # whose bid is backed is no company invested in
            "The board of Kelp Systems Inc., which in June had backed Brightwater Inc.'s bid of 390p, met on Monday.",
            ["acquisition brightwater=acquirer kelp-systems=target"],
        ),
        (
            "Brightwater Inc. said it would build a fleet of vans together with Kelp Systems Inc., in which it "
            "bought a 12% stake last year.",
            [
                "investment brightwater=investor kelp-systems=investee",
                "partnership brightwater=partner kelp-systems=partner",
            ],
        ),
        (
            "Kelp Systems Inc., founded by two former Vantor engineers, has raised $60 million in a round led by "
            "Fernhill Capital, bringing its total to $95 million.",
            ["investment fernhill-capital=investor kelp-systems=investee"],
        ),
    ],
)
def test_what_is_told_of_one_deal_is_not_told_of_another(text: str, told: list[str]) -> None:
    assert deals(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Brightwater Inc. is renting computing power from firms such as Kelp Compute Inc. for $2 billion.",
            ["cloud_services brightwater=customer kelp-compute=provider"],
        ),
        (
            "Brightwater Inc. signed a deal in May for 460 MW from Kelp Power Inc.'s Orvik plant.",
            ["supply brightwater=buyer kelp-power=supplier"],
        ),
        (
            "The design, which Brightwater Inc. developed together with Kelp Systems Inc., is new.",
            ["partnership brightwater=partner kelp-systems=partner"],
        ),
        (
            "Brightwater Inc. bought its 40-hectare plot from Kelp Power Inc.'s real estate arm in 2023.",
            ["acquisition brightwater=acquirer kelp-power=seller"],
        ),
        (
            "The halls are built for Kelp Systems Inc.'s previously announced joint venture with Brightwater Inc.",
            ["partnership brightwater=partner kelp-systems=partner"],
        ),
    ],
)
def test_phrases_lead_to_the_other_side(text: str, told: list[str]) -> None:
    assert deals(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Tollgate Parks Inc. said Brightwater Inc. had taken 90,000 square feet at One Tollgate in Hartford.",
            ["lease brightwater=lessee tollgate-parks=lessor"],
        ),
        ("Brightwater Inc. took 40 MW of demand off the grid, Kelp Power Inc. said.", []),
        (
            "Kelp Systems Inc. raises $45m\n\nKelp Systems Inc. has more in the bank, courtesy of Fernhill Capital.",
            ["investment fernhill-capital=investor kelp-systems=investee"],
        ),
        ("Brightwater Inc. and Corvid Labs Inc. test cells of Kelp Inc., but neither has placed an order.", []),
    ],
)
def test_room_taken_and_orders_not_placed(text: str, told: list[str]) -> None:
    assert deals(text) == told


def test_years_before_a_deal_do_not_put_it_into_the_past():
    text = "After years of doubt, Brightwater Inc. is selling Kelp Systems Inc. to Corvid Labs Inc. for $780 million."
    [deal] = read(Article("a", text)).deals
    assert deal.primary


def test_what_is_done_under_a_deal_is_no_deal_of_its_own():
    text = "Brightwater Inc. and Kelp AI Inc. have a new agreement. Under it, Brightwater Inc. hosts Kelp AI's models."
    assert deals(text) == ["cloud_services brightwater=provider kelp-ai=customer"]


def test_whose_stake_is_acquired_sells_it():
    text = "Brightwater Inc. completed its acquisition of Corvid Labs Inc.'s 35% stake in Kelp Systems Inc."
    assert deals(text) == ["investment brightwater=investor corvid-labs=seller kelp-systems=investee"]

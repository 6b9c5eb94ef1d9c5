"""Roles in the turns of phrase that writers differ in: offices, fields, relative clauses, hosts, and titles alone."""

from __future__ import annotations

import pytest

from kg.model import Article
from kg.reading import read


def posts(text: str) -> set[tuple[str, str | None]]:
    return {(role.person, role.organization) for role in read(Article("a", text)).roles}


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("Jane Doe, the top Democrat on the Senate Finance Committee, said so.", "senate-finance-committee"),
        ("Corvane Labs has a new boss: Jane Doe.", "corvane-labs"),
        (
            "John Roe of Halden Labs's rival spoke. Corvane Labs is growing, research head Jane Doe said.",
            "corvane-labs",
        ),
        ("Jane Doe has been appointed to the board of Corvane Labs.", "corvane-labs"),
        ("John Roe will hand over to Jane Doe as chief executive of Corvane Labs.", "corvane-labs"),
        ("Jane Doe, an engineer by training, runs Corvane Labs.", "corvane-labs"),
        ("Corvane Labs, which Jane Doe runs with her sister, sold ships.", "corvane-labs"),
        ("Corvane Labs's appointment of Jane Doe as finance chief was a surprise.", "corvane-labs"),
        ("Speakers include Jane Doe (CEO, Sund Offshore) and others.", "sund-offshore"),
        ("Jane Doe, dean of the business school at Tallow University, said so.", "tallow-university"),
        ("Jane Doe, head of grids at hardware design startup Corvane Labs, said so.", "corvane-labs"),
        ("Pell Ventures, Tallow Fund and Corvane Labs founder Jane Doe invested.", "corvane-labs"),
        ("Corvane Labs is growing. Jane Doe, who runs the transformer business, said so.", "corvane-labs"),
        ("Corvane Labs is growing. Jane Doe, who joined in 2019 as head of grids, said so.", "corvane-labs"),
        ("“I built it,” said founder Jane Doe, who sold Corvane Labs to Halden Labs.", "corvane-labs"),
        ("Halden Labs bought Corvane Labs and kept its founder, Jane Doe.", "corvane-labs"),
        ("Corvane Labs's chief executive has quit. Jane Doe, 52, cited her health.", "corvane-labs"),
        ("Jane Doe said so on Monday. The head of Corvane Labs was in Turin.", "corvane-labs"),
        ("Jane Doe, former director of the Loan Office at the Tallow Ministry, said so.", "loan-office"),
        ("Jane Doe, an analyst at Bloomberg Intelligence, said so. Bloomberg wrote so.", "bloomberg-intelligence"),
        ("Jane Doe, the chief of the Senate Grid Committee, spoke. The Senate met.", "senate-grid-committee"),
        ("“We paid for it,” said Jane Doe, Executive Vice President, Cloud + AI, Corvane Inc.", "corvane"),
        (
            "Corvane Labs posted a loss.\n\nHalden Labs, its customer, has left.\n\n"
            "“It will be back,” finance chief Jane Doe told analysts.",
            "corvane-labs",
        ),
        (
            "Corvane Labs has leased a site from Halden Labs. “Halden Labs gave us room,” said finance chief Jane Doe.",
            "corvane-labs",
        ),
        ("Jane Doe, a law professor at Tallow University, said so.", "tallow-university"),
        ("Speaking for Quenby Motors, Jane Doe said the plant would open.", "quenby-motors"),
        ("Jane Doe took the reins at Corvane Inc. in April.", "corvane"),
        ("Jane Doe will take over from John Roe at the helm of Corvane Inc. in June.", "corvane"),
        ("Jane Doe is joining Corvane Inc. from Halden Labs, where she was head of talent.", "halden-labs"),
        ("Jane Doe, the billionaire behind Corvane Inc., opened the site.", "corvane"),
        ("Corvane Inc., Jane Doe's start-up, opened the site.", "corvane"),
        ("Corvane Inc. is now run by Jane Doe.", "corvane"),
        ("Before joining Corvane Inc., Jane Doe ran sourcing at Halden Labs.", "halden-labs"),
        ("Jane Doe, once of Halden Labs and now chief scientist at Corvane Inc., said so.", "corvane"),
        ("Jane Doe from Corvane Inc. joined the call.", "corvane"),
        ("Jane Doe quit as Corvane Labs chief last week.", "corvane-labs"),
        ("Jane Doe, plant manager at Corvane Inc. in Leeds, said so.", "corvane"),
        ("Corvane Inc. spokeswoman Laura Bell said nothing.", "corvane"),
        ("Jane Doe, president of the Allied Metalworkers union, said so.", "allied-metalworkers"),
        ("Jane Doe, the senior chips analyst at Foxley Research, said so.", "foxley-research"),
        ("“It is a start,” said Jane Doe, SVP and GM of Corvane Inc.", "corvane"),
        ("Jane Doe, until last year the chief executive of Corvane Inc., will sell.", "corvane"),
        ("Jane Doe, an engineer who chairs Corvane Inc., said so.", "corvane"),
        ("Senator Jane Doe, the top Democrat on the Senate Banking Committee, said so.", "senate-banking-committee"),
        ("“The price is high,” said Jane Doe, Foxley Research.", "foxley-research"),
        ("Jane Doe from Foxley Research, however, sees no reason to buy.", "foxley-research"),
        ("Jane Doe-led Corvane Inc. has raised money.", "corvane"),
        ("Corvane Inc., the startup run by former Halden Labs engineer Jane Doe, has raised money.", "corvane"),
        ("At Foxley Research, which cut its rating, credit analyst Jane Doe said so.", "foxley-research"),
        ("Pressed by Xamik Ruel of Foxley Research, she gave no date.", "foxley-research"),
        ("Corvane Inc. was founded by Jane Doe and John Roe, both of whom had worked at Halden Labs.", "halden-labs"),
        ("Corvane Inc. was sold to Orbex Systems. Jane Doe, who remains its chief executive, said so.", "corvane"),
        ("Jane Doe, who ran sales at Halden, joined Corvane Inc. as finance director.", "corvane"),
        ("The European Commission agreed. Competition commissioner Jane Doe said so.", "european-commission"),
        ("The Danish government will pay. Jane Doe, minister for digital affairs, said so.", "danish-government"),
        ("Jane Doe, then at Corvane Inc., signed it.", "corvane"),
        ("Jane Doe, who spent a decade at Corvane Inc., said so.", "corvane"),
        ("Jane Doe began her career at Corvane Inc. and sold chips.", "corvane"),
        ("Jane Doe, a 20-year veteran of Corvane Inc., said so.", "corvane"),
        ("Jane Doe, 52, has run Corvane Inc. since 2019.", "corvane"),
        ("Under Jane Doe, Corvane Inc. has doubled its sales.", "corvane"),
        ("Corvane Inc. added Jane Doe to its board.", "corvane"),
        ("The board of Halden is small. Corvane Inc.'s board is chaired by Jane Doe.", "corvane"),
        ("Corvane Inc. hired Priya Ruel from Halden Labs to run its chip unit.", "corvane"),
        ("Jane Doe, an attorney representing Corvane Inc., said so.", "corvane"),
        ("Jane Doe and John Roe, analysts at Foxley Research, wrote so.", "foxley-research"),
        ("Investor contact: Jane Doe, VP Investor Relations, Corvane Inc.", "corvane"),
        ("Jane Doe left Halden Labs last year to start Corvane Inc.", "corvane"),
        (
            "The secretary, Jane Doe, executive secretary of the Public Service Commission, agreed.",
            "public-service-commission",
        ),
        (
            "OSLO, May 3 (Newsline Agency) - It rained.\n\n(Reporting by Jane Doe; Editing by Ann Poe)",
            "newsline-agency",
        ),
        ("Guest host Jane Doe of Persuasion asks who pays.", "persuasion"),
        ("Ann Poe, Corvane Inc.'s finance chief, agreed. Jane Doe, her boss, did too.", "corvane"),
        (
            "Pell Ventures led the round, and its partner Jane Doe will join the Corvane board. Corvane Inc. sells.",
            "corvane",
        ),
        ("The round was led by Pell Ventures. Corvane Inc. said so. Partner Jane Doe said so.", "pell-ventures"),
        ("The Port of Sines will lease it. Port director Jane Doe said so.", "port-of-sines"),
        ("The Dunn County Board of Supervisors met. Supervisor Jane Doe left.", "dunn-county-board-of-supervisors"),
        ("Orbex Inc. sold it to Corvane Cobalt, the company co-founded by Jane Doe.", "corvane-cobalt"),
        (
            "Analysts at Foxley Research cut it. “It is thin,” analyst Jane Doe wrote. Orbex Inc. fell.",
            "foxley-research",
        ),
        ("Ann Poe of Orbex Inc. agreed. Her counterpart at Corvane Inc., Jane Doe, did too.", "corvane"),
        ("Jane Doe, who founded the cooling company Corvane Systems, said so.", "corvane-systems"),
        ("Corvane Inc. fell. The firm blamed Orbex for it. CFO Jane Doe said Orbex had promised it.", "corvane"),
        ("The Ministry of Energy will pay, said Jane Doe, the energy minister.", "ministry-of-energy"),
    ],
)
def test_the_firm_of_a_post(text: str, firm: str) -> None:
    assert f"org/{firm}" in {organization for _, organization in posts(text)}


def test_a_rank_and_what_its_holder_heads_are_one_post() -> None:
    found = read(Article("a", "Jane Doe, Senior Vice President and Head of Sales at Corvane Inc., left.")).roles
    assert [role.title for role in found] == ["Senior Vice President and Head of Sales"]


def test_a_finance_chief_beside_the_firm_of_another_is_not_of_it() -> None:
    text = "Asked by John Roe of Foxley Research, finance chief Jane Doe gave no date. Corvane Inc. sells."
    assert ("person/jane-doe", "org/foxley-research") not in posts(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Danish government will pay. Jane Doe, the Norwegian energy minister, said so.",
        "The mine is a venture with Corvane Inc., Energy Secretary Jane Doe said.",
    ],
)
def test_an_office_of_another_state_or_beside_a_firm_has_no_body(text: str) -> None:
    assert {organization for _, organization in posts(text)} == {None}


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        # who is told to lead one firm leaves the post at the other
        (
            "Corvane Inc. bought Halden Labs. Corvane Inc. will pay in cash. “It is right,” said Ann Poe, who has led "
            "Corvane Inc. since 2021.\n\nJane Doe, chief executive, did not say more of Halden Labs.",
            "halden-labs",
        ),
        # the sentence behind, of the same paragraph, tells it too
        (
            "Banks lent.\n\nThe chips come soon, Managing Director Jane Doe told reporters. Corvane Inc. now runs "
            "two sites and Halden Labs one.",
            "corvane",
        ),
        (
            "Corvane Inc. sells to Orbex Systems. Sales at Corvane Inc. fell. CFO Jane Doe said the Orbex money helps.",
            "corvane",
        ),
        (
            "Corvane Inc. builds chips, and Orbex Systems sells to Halden Labs. Ann Poe, its chief executive, said so.",
            "corvane",
        ),
    ],
)
def test_a_title_alone_belongs_to_whom_the_words_near_speak_of(text: str, firm: str) -> None:
    assert f"org/{firm}" in {organization for _, organization in posts(text)}


@pytest.mark.parametrize(
    "text",
    [
        "The chief executives of Corvane Labs and Halden Labs, Jane Doe and John Roe, met.",
        "Jane Doe and John Roe, chief executives of Corvane Labs and Halden Labs respectively, met.",
    ],
)
def test_posts_of_two_are_dealt_out_in_turn(text: str) -> None:
    assert posts(text) == {("person/jane-doe", "org/corvane-labs"), ("person/john-roe", "org/halden-labs")}


def test_a_post_without_its_holder_goes_to_nobody_who_takes_it_over() -> None:
    text = "Corvane Labs said its chief executive had quit. Jane Doe will take over in May."
    assert ("person/jane-doe", "chief executive") not in {
        (role.person, role.title) for role in read(Article("a", text)).roles
    }


def test_those_who_founded_it_with_somebody_are_founders_too() -> None:
    text = "Jane Doe founded Corvane Labs in 2021. Her co-founders are Halden engineer John Roe and Ann Poe of Turin."
    founders = {role.person for role in read(Article("a", text)).roles if role.organization == "org/corvane-labs"}
    assert founders == {"person/jane-doe", "person/john-roe", "person/ann-poe"}


def test_senators_of_several_states_share_their_title() -> None:
    found = read(Article("a", "Sens. Jane Doe of Ohio and John Roe of Oregon asked so.")).roles
    assert {(role.person, role.title) for role in found} == {("person/jane-doe", "Sen."), ("person/john-roe", "Sen.")}

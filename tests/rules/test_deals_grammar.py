"""Two names and a word of dealing in one sentence are joined by its grammar, or by nothing."""

from __future__ import annotations

import pytest

from kg.model import Article, Deal
from kg.reading import read

_LEAD = "Shares of Korvell Inc., Brandock Ltd. and Tessaly Corp. were little changed on Monday.\n\n"


def deals_in(sentence: str) -> tuple[Deal, ...]:
    return read(Article(id="example", text=f"{_LEAD}{sentence}\n")).deals


JOINED = (
    (
        "Two years after Korvell swallowed Brandock for $640 million, the integration is still not finished.",
        "acquisition",
        {"korvell": "acquirer", "brandock": "target"},
    ),
    (
        "The purchase, for $410 million in cash, of Korvell's storage division gives Brandock a foothold in Texas.",
        "acquisition",
        {"korvell": "seller", "brandock": "acquirer"},
    ),
    (
        "With its takeover of Brandock, which closed in June, Korvell became the largest operator in the region.",
        "acquisition",
        {"korvell": "acquirer", "brandock": "target"},
    ),
    (
        "Regulators in Brussels on Monday cleared Korvell to buy Brandock, ending a nine-month review.",
        "acquisition",
        {"korvell": "acquirer", "brandock": "target"},
    ),
    (
        "Korvell took over the Leipzig factory of its bankrupt rival Brandock in March for 45 million euros.",
        "acquisition",
        {"korvell": "acquirer", "brandock": "seller"},
    ),
    (
        "Brandock has been part of Korvell since a $700 million takeover in 2021.",
        "acquisition",
        {"korvell": "acquirer", "brandock": "target"},
    ),
    (
        "Korvell, a robotics startup that was sold last year to Brandock for $250 million, has hired 300 people.",
        "acquisition",
        {"korvell": "target", "brandock": "acquirer"},
    ),
    (
        "Korvell said it had agreed to offload its wafer business, which employs 1,200 people, to Brandock.",
        "acquisition",
        {"korvell": "seller", "brandock": "acquirer"},
    ),
    (
        "Brandock would become a wholly owned subsidiary of Korvell under the terms announced on Friday.",
        "acquisition",
        {"korvell": "acquirer", "brandock": "target"},
    ),
    (
        "An offer from Brandock, the Swiss group, valued Korvell at $2.2 billion, and the board recommended it.",
        "acquisition",
        {"korvell": "target", "brandock": "acquirer"},
    ),
    (
        "Korvell raised $90 million from a group that included Brandock and Tessaly.",
        "investment",
        {"korvell": "investee", "brandock": "investor", "tessaly": "investor"},
    ),
    (
        "A $2 billion cash infusion by Brandock will help Korvell finish its reactor.",
        "investment",
        {"korvell": "investee", "brandock": "investor"},
    ),
    (
        "A $700 million credit line provided by Brandock gives Korvell room to build.",
        "financing",
        {"korvell": "borrower", "brandock": "lender"},
    ),
    (
        "Korvell drew on a $400 million facility with Brandock to pay suppliers.",
        "financing",
        {"korvell": "borrower", "brandock": "lender"},
    ),
    (
        "Korvell's expansion is being paid for in part with a €350 million loan from Brandock.",
        "financing",
        {"korvell": "borrower", "brandock": "lender"},
    ),
    (
        "Korvell's order for 10,000 of Brandock's processors, placed in June, has been delayed.",
        "supply",
        {"korvell": "buyer", "brandock": "supplier"},
    ),
    (
        "Korvell is to integrate its assistant into Brandock's phones as part of a multi-year partnership.",
        "partnership",
        {"korvell": "partner", "brandock": "partner"},
    ),
    (
        "Last autumn Korvell joined Brandock in a venture to build a gigawatt of capacity in Abu Dhabi.",
        "partnership",
        {"korvell": "partner", "brandock": "partner"},
    ),
    (
        "Korvell and Brandock set up a joint company in 2021 that runs charging stations.",
        "partnership",
        {"korvell": "partner", "brandock": "partner"},
    ),
    (
        "Korvell took out a licence for Brandock's processor designs.",
        "licensing",
        {"korvell": "licensee", "brandock": "licensor"},
    ),
    (
        "Korvell, whose reactors have yet to produce a watt, announced $400 million of fresh cash from Brandock.",
        "investment",
        {"korvell": "investee", "brandock": "investor"},
    ),
    (
        "Korvell in March refinanced $800 million of loans with Brandock.",
        "financing",
        {"korvell": "borrower", "brandock": "lender"},
    ),
    (
        "Korvell and Tessaly each put $250 million in Brandock.",
        "investment",
        {"korvell": "investor", "brandock": "investee", "tessaly": "investor"},
    ),
    (
        "The deal, under which Korvell will pay $44 in cash for each Brandock share, is expected to close in the fall.",
        "acquisition",
        {"korvell": "acquirer", "brandock": "target"},
    ),
    (
        "The unit, which Brandock bought from Korvell in 2018 for $1.1 billion, makes pumps.",
        "acquisition",
        {"korvell": "seller", "brandock": "acquirer"},
    ),
    (
        "Korvell said buying Brandock would give it a plant in Poland.",
        "acquisition",
        {"korvell": "acquirer", "brandock": "target"},
    ),
    (
        "Korvell bought two wind farms in Spain from Brandock for €240 million.",
        "acquisition",
        {"korvell": "acquirer", "brandock": "seller"},
    ),
    (
        "Korvell, whose $2 billion offer for Brandock lapsed in March, is not expected to return.",
        "acquisition",
        {"korvell": "acquirer", "brandock": "target"},
    ),
    (
        "Korvell's venture arm joined the round that valued Brandock at $3 billion.",
        "investment",
        {"korvell": "investor", "brandock": "investee"},
    ),
    (
        "Korvell plans to convert its loan into a 20 percent stake in Brandock.",
        "investment",
        {"korvell": "investor", "brandock": "investee"},
    ),
    (
        "Korvell, into which Brandock has poured $3 billion so far, has yet to turn a profit.",
        "investment",
        {"korvell": "investee", "brandock": "investor"},
    ),
    (
        "Korvell spent $120 million on a minority stake in Brandock.",
        "investment",
        {"korvell": "investor", "brandock": "investee"},
    ),
    (
        "Korvell raised the money through a $1.6 billion loan that Brandock underwrote.",
        "financing",
        {"korvell": "borrower", "brandock": "lender"},
    ),
    (
        "Korvell stepped in with $500 million of debt for Brandock.",
        "financing",
        {"korvell": "lender", "brandock": "borrower"},
    ),
    (
        "The contract makes Korvell the main cloud provider of Brandock for the next decade.",
        "cloud_services",
        {"korvell": "provider", "brandock": "customer"},
    ),
    (
        "Korvell has been cooperating with Brandock on batteries since 2019.",
        "partnership",
        {"korvell": "partner", "brandock": "partner"},
    ),
    (
        "A 20-year lease with Brandock will bring Korvell $6 billion in revenue.",
        "lease",
        {"korvell": "lessor", "brandock": "lessee"},
    ),
    (
        "Korvell has agreed to lease the whole of Brandock's new campus near Columbus.",
        "lease",
        {"korvell": "lessee", "brandock": "lessor"},
    ),
)


@pytest.mark.parametrize(("sentence", "kind", "sides"), JOINED)
def test_grammar_joins_the_sides_of_a_deal(sentence: str, kind: str, sides: dict[str, str]) -> None:
    told = [
        {str(party.ref).removeprefix("org/"): party.role for party in deal.parties}
        for deal in deals_in(sentence)
        if deal.kind.value == kind
    ]
    assert sides in told


APART = (
    "Korvell said its new chip is twice as fast as the one sold by Brandock.",
    "Korvell sued Brandock, saying the startup had used its articles without a license.",
    "The price of power rose after Korvell and Brandock built data centers in the county.",
    "Both Korvell and Brandock are racing to build data centers, straining supplies of power.",
    "A report by Korvell estimated that Brandock spent $14 billion on servers last year.",
    "Korvell said the investment in its own plants would be larger than that of Brandock.",
    "Korvell has asked a court to stop Brandock from selling a similar drone.",
    "Unlike Brandock, which leases its planes, Korvell owns all of them.",
)


@pytest.mark.parametrize("sentence", APART)
def test_names_beside_a_word_of_dealing_make_no_deal(sentence: str) -> None:
    assert not [deal for deal in deals_in(sentence) if len(deal.parties) > 1]

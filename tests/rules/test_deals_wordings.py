"""The many ways in which business English tells of one deal in one sentence."""

from __future__ import annotations

import pytest

from kg.model import Article, DealKind, DealStatus
from kg.reading import read

WORDINGS = (
    # who stands behind whom
    ("Microsoft-backed Kelp Systems Inc. opened an office.", "investment microsoft=investor kelp-systems=investee"),
    (
        "Kelp Systems Inc., whose backers include Fernhill Capital and Tamar Ventures, opened an office.",
        "investment fernhill-capital=investor tamar-ventures=investor kelp-systems=investee",
    ),
    (
        "Kelp Systems Inc. counts Fernhill Capital and Tamar Ventures among its early investors.",
        "investment fernhill-capital=investor tamar-ventures=investor kelp-systems=investee",
    ),
    (
        "Investors in Kelp Systems Inc. include Fernhill Capital.",
        "investment fernhill-capital=investor kelp-systems=investee",
    ),
    (
        "Brightwater Corp., an early investor in Kelp Systems Inc., will use the models.",
        "investment brightwater=investor kelp-systems=investee",
    ),
    (
        "Brightwater Corp., the second-largest shareholder in Kelp Systems Inc., opposed the plan.",
        "investment brightwater=investor kelp-systems=investee",
    ),
    (
        "Kelp Systems Inc., in which Brightwater Corp. owns a 20% stake, said sales rose.",
        "investment brightwater=investor kelp-systems=investee",
    ),
    (
        "Kelp Systems Inc. is owned by the pension manager Fernhill Capital.",
        "investment fernhill-capital=investor kelp-systems=investee",
    ),
    (
        "Kelp Systems Inc. has secured $65 million from Fernhill Capital and Tamar Ventures.",
        "investment kelp-systems=investee fernhill-capital=investor tamar-ventures=investor",
    ),
    (
        "Kelp Systems Inc. closed a $45 million Series A backed by Fernhill Capital.",
        "investment kelp-systems=investee fernhill-capital=investor",
    ),
    (
        "Kelp Systems Inc. received backing from Fernhill Capital.",
        "investment kelp-systems=investee fernhill-capital=investor",
    ),
    (
        "Kelp Systems Inc. won a $30 million investment from Brightwater Corp.'s venture arm.",
        "investment kelp-systems=investee brightwater=investor",
    ),
    (
        "Brightwater Corp. bought a 5% stake in Kelp Systems Inc. from Fernhill Capital.",
        "investment brightwater=investor kelp-systems=investee fernhill-capital=seller",
    ),
    # who buys whom
    (
        "Brightwater Corp. will take Kelp Systems Inc. private in a $6 billion deal.",
        "acquisition brightwater=acquirer kelp-systems=target",
    ),
    (
        "Kelp Systems Inc. agreed to sell itself to Brightwater Corp. for $31 a share.",
        "acquisition brightwater=acquirer kelp-systems=target",
    ),
    (
        "Brightwater Corp. agreed to buy the retail business of Tamar Group for $1.1 billion.",
        "acquisition brightwater=acquirer tamar-group=seller",
    ),
    (
        "Since its $900 million acquisition of Kelp Systems Inc. in 2022, Brightwater Corp. has opened three labs.",
        "acquisition brightwater=acquirer kelp-systems=target",
    ),
    (
        "Having bought Kelp Systems Inc. last year, Brightwater Corp. is now the largest maker of sensors.",
        "acquisition brightwater=acquirer kelp-systems=target",
    ),
    (
        "Brightwater Corp. dropped its pursuit of Kelp Systems Inc. in May.",
        "acquisition brightwater=acquirer kelp-systems=target",
    ),
    (
        "Brightwater Corp. will acquire all outstanding shares of Kelp Systems Inc. for $14.50 per share in cash.",
        "acquisition brightwater=acquirer kelp-systems=target",
    ),
    (
        "Talks between Brightwater Corp. and Kelp Systems Inc. over a $4 billion takeover have stalled.",
        "acquisition brightwater=acquirer kelp-systems=target",
    ),
    (
        "Brightwater Corp. acquired control of Kelp Systems Inc. in May.",
        "acquisition brightwater=acquirer kelp-systems=target",
    ),
    # who gives goods to whom
    (
        "Kelp Systems Inc. has moved its workloads to Brightwater Corp.'s cloud.",
        "cloud_services kelp-systems=customer brightwater=provider",
    ),
    (
        "Brightwater Corp. hosts Kelp Systems Inc.'s chatbot.",
        "cloud_services kelp-systems=customer brightwater=provider",
    ),
    (
        "Kelp Systems Inc. tapped Brightwater Corp. for AI computing in a deal worth $2 billion.",
        "cloud_services kelp-systems=customer brightwater=provider",
    ),
    (
        "Under the agreement, Kelp Systems Inc. will get access to 20,000 Nvidia GPUs from Brightwater Corp.",
        "cloud_services kelp-systems=customer brightwater=provider",
    ),
    ("Kelp Systems Inc. supplies lasers to Brightwater Corp.", "supply kelp-systems=supplier brightwater=buyer"),
    (
        "Brightwater Corp.'s processors are made by Kelp Systems Inc. in Chile.",
        "supply kelp-systems=supplier brightwater=buyer",
    ),
    (
        "Electricity for the plant will be supplied by Kelp Systems Inc., Brightwater Corp. said.",
        "supply kelp-systems=supplier brightwater=buyer",
    ),
    (
        "Kelp Systems Inc. will sell Brightwater Corp. power from two reactors for 20 years.",
        "supply kelp-systems=supplier brightwater=buyer",
    ),
    (
        "Kelp Systems Inc. will be the sole tenant of Brightwater Corp.'s campus in Ohio.",
        "lease kelp-systems=lessee brightwater=lessor",
    ),
    (
        "Kelp Systems Inc. agreed to pay royalties to Brightwater Corp. for its patents.",
        "licensing kelp-systems=licensee brightwater=licensor",
    ),
    # who lends to whom
    (
        "Kelp Systems Inc. financed the plant with a $1 billion loan from Tamar Bank.",
        "financing kelp-systems=borrower tamar-bank=lender",
    ),
    (
        "The plant was financed by a $1 billion loan from Tamar Bank, Kelp Systems Inc. said.",
        "financing kelp-systems=borrower tamar-bank=lender",
    ),
    (
        "Fernhill Capital agreed to finance Kelp Systems Inc.'s data center with $29 billion in debt.",
        "financing kelp-systems=borrower fernhill-capital=lender",
    ),
    ("Kelp Systems Inc. has sold $1.5 billion of bonds.", "financing kelp-systems=borrower"),
    # who works with whom
    (
        "Brightwater Corp., in partnership with Kelp Systems Inc., will build a research center.",
        "partnership brightwater=partner kelp-systems=partner",
    ),
    (
        "Brightwater Corp. is working with Kelp Systems Inc. on a new robot.",
        "partnership brightwater=partner kelp-systems=partner",
    ),
    (
        "A joint venture of Brightwater Corp. and Kelp Systems Inc. runs the plant.",
        "partnership brightwater=partner kelp-systems=partner",
    ),
    (
        "Brightwater Corp.'s partnership with Kelp Systems Inc. dates to 2019.",
        "partnership brightwater=partner kelp-systems=partner",
    ),
)


def told(text: str) -> list[str]:
    """Return the deals of a text, each as its kind and its parties with their roles."""
    deals = read(Article(id="example", text=text)).deals
    sides = [
        sorted(f"{(party.ref or '').removeprefix('org/')}={party.role}" for party in deal.parties) for deal in deals
    ]
    return [" ".join([deal.kind.value, *parties]) for deal, parties in zip(deals, sides, strict=True)]


@pytest.mark.parametrize(("text", "deal"), WORDINGS)
def test_a_sentence_tells_of_one_deal_and_who_is_on_which_side(text: str, deal: str) -> None:
    kind, *sides = deal.split()
    assert told(text) == [" ".join([kind, *sorted(sides)])]


@pytest.mark.parametrize(
    "text",
    [
        "Brightwater Corp. should buy Kelp Systems Inc., one analyst argued.",
        "Brightwater Corp. agreed to pay Kelp Systems Inc. $40 million to settle a lawsuit.",
        "A judge ordered Brightwater Corp. to pay Kelp Systems Inc. $40 million.",
        "Brightwater Corp. competes with Kelp Systems Inc. for customers in Spain.",
        "Brightwater Corp. has no deal with Kelp Systems Inc.",
        "Former investors in Kelp Systems Inc. sued Brightwater Corp.",
        "Brightwater Corp. moved its head office to Kelp Systems Inc.'s street.",
    ],
)
def test_what_ought_to_be_or_is_owed_is_no_deal(text: str) -> None:
    assert told(text) == []


def test_what_is_told_as_past_behind_after_is_done() -> None:
    [deal] = read(Article(id="example", text="After buying Kelp Labs Inc., Brightwater Corp. cut 300 jobs.")).deals
    assert (deal.kind, deal.status) == (DealKind.ACQUISITION, DealStatus.COMPLETED)


def test_what_is_being_bought_is_not_bought_yet() -> None:
    [deal] = read(Article(id="example", text="Kelp Labs Inc. is being bought by Brightwater Corp. for cash.")).deals
    assert (deal.kind, deal.status) == (DealKind.ACQUISITION, DealStatus.ANNOUNCED)


MORE = (
    (
        "The glass is bought from Kelp Systems Inc., Brightwater Corp. said.",
        "supply kelp-systems=supplier brightwater=buyer",
    ),
    (
        "Fernhill Capital is leading a $3 billion loan to Kelp Systems Inc. backed by its chips.",
        "financing fernhill-capital=lender kelp-systems=borrower",
    ),
    (
        "Brightwater Corp. agreed to pay $3.6 billion for a 37% stake in Kelp Systems Inc.",
        "investment brightwater=investor kelp-systems=investee",
    ),
    (
        "Kelp Systems Inc. got a $3 billion term loan from Tamar Bank to fund chips for Brightwater Corp.",
        "financing kelp-systems=borrower tamar-bank=lender",
    ),
    (
        "Kelp Systems Inc. will also get 5% of Brightwater Corp.",
        "investment kelp-systems=investor brightwater=investee",
    ),
    (
        "Unlike Brightwater Corp., Kelp Systems Inc. uses Nvidia's chips.",
        "supply kelp-systems=buyer nvidia=supplier",
    ),
    (
        "Among the buyers is Brightwater Corp., which has ordered 20,000 of Kelp Systems Inc.'s robots.",
        "supply brightwater=buyer kelp-systems=supplier",
    ),
    (
        "Kelp Systems Inc. (backed by Fernhill Capital and Tamar Ventures) makes robots.",
        "investment kelp-systems=investee fernhill-capital=investor tamar-ventures=investor",
    ),
    (
        "Kelp Systems Inc. said Brightwater Corp. had cancelled an order for 300 robots.",
        "supply kelp-systems=supplier brightwater=buyer",
    ),
    (
        "Brightwater Corp. has emerged as the likely buyer of Kelp Systems Inc.",
        "acquisition brightwater=acquirer kelp-systems=target",
    ),
    (
        "Kelp Systems Inc. has been in talks with Brightwater Corp. about selling it a stake.",
        "investment brightwater=investor kelp-systems=investee",
    ),
    (
        "Kelp Systems Inc. borrowed $600 million from a group of lenders including Tamar Bank and Fern Bank.",
        "financing kelp-systems=borrower tamar-bank=lender fern-bank=lender",
    ),
    (
        "Kelp Systems Inc. raised $640 million in a debt round led by Fernhill Capital.",
        "financing kelp-systems=borrower fernhill-capital=lender",
    ),
    (
        "Kelp Systems Inc. has sold bonds worth $600 million to Tamar Insurance.",
        "financing kelp-systems=borrower tamar-insurance=lender",
    ),
    (
        "The chipmaker Brightwater Corp. and the cloud company Kelp Systems Inc. are to work together on a new chip.",
        "partnership brightwater=partner kelp-systems=partner",
    ),
    (
        "Brightwater Corp.'s chips will be used in Kelp Systems Inc.'s robots from 2027.",
        "supply brightwater=supplier kelp-systems=buyer",
    ),
    (
        "Kelp Systems Inc., whose chips Brightwater Corp. uses, fell 3 percent.",
        "supply brightwater=buyer kelp-systems=supplier",
    ),
    ("Kelp Systems Inc. runs on AWS.", "cloud_services kelp-systems=customer amazon-web-services=provider"),
    (
        "Kelp Systems Inc., the Microsoft-backed robot startup, opened an office.",
        "investment kelp-systems=investee microsoft=investor",
    ),
    (
        "Brightwater Corp., which resells Kelp Systems Inc. under a pact of 2024, wants more.",
        "partnership brightwater=partner kelp-systems=partner",
    ),
    (
        "Kelp Systems Inc., in turn, has had Brightwater Corp. as a shareholder since 2022.",
        "investment brightwater=investor kelp-systems=investee",
    ),
    (
        "Brightwater Corp. on Monday said its arm has picked up a 26 per cent stake in Kelp Systems Inc.",
        "investment brightwater=investor kelp-systems=investee",
    ),
    (
        "Kelp Systems Inc. has roped in Brightwater Corp. as its cloud partner.",
        "cloud_services kelp-systems=customer brightwater=provider",
    ),
    (
        "Kelp Systems Inc. mopped up $40 million from Fernhill Capital.",
        "investment kelp-systems=investee fernhill-capital=investor",
    ),
    (
        "Fernhill Capital infused $40 million in Kelp Systems Inc.",
        "investment kelp-systems=investee fernhill-capital=investor",
    ),
    (
        "Kelp Systems Inc. fell to Brightwater Corp. in a £2bn deal last year.",
        "acquisition kelp-systems=target brightwater=acquirer",
    ),
    (
        "Brightwater Corp. has tabled a £3bn bid for Kelp Systems Inc.",
        "acquisition kelp-systems=target brightwater=acquirer",
    ),
    (
        "Tamar Bank sanctioned a Rs 2,000 crore loan to Kelp Systems Inc.",
        "financing kelp-systems=borrower tamar-bank=lender",
    ),
    (
        "Financing will be provided by Tamar Bank and Fern Bank, Kelp Systems Inc. said.",
        "financing kelp-systems=borrower tamar-bank=lender fern-bank=lender",
    ),
    ("Kelp Systems Inc. announced the pricing of $1.5 billion of senior notes.", "financing kelp-systems=borrower"),
    (
        "Through the collaboration, Kelp Systems Inc. and Brightwater Corp. will deliver sensors to hospitals.",
        "partnership kelp-systems=partner brightwater=partner",
    ),
    (
        "The deal gives Kelp Systems Inc. access to Nvidia's GB300 chips through Brightwater Corp.",
        "cloud_services kelp-systems=customer brightwater=provider",
    ),
    (
        "A $3 billion deal with Brightwater Corp. lets Kelp Systems Inc. use more computing power.",
        "cloud_services kelp-systems=customer brightwater=provider",
    ),
    (
        "Kelp Systems Inc. will use Nvidia's chips in its new data center.",
        "supply kelp-systems=buyer nvidia=supplier",
    ),
    (
        "Kelp Systems Inc. has shipped 3,000 servers to Brightwater Corp.",
        "supply kelp-systems=supplier brightwater=buyer",
    ),
    (
        "Kelp Systems Inc. struck a licensing deal with the Marlow Tribune to use its articles.",
        "licensing kelp-systems=licensee marlow-tribune=licensor",
    ),
    (
        "Kelp Systems Inc. signs up for Brightwater Corp.'s cloud services.",
        "cloud_services kelp-systems=customer brightwater=provider",
    ),
    (
        "A majority of Kelp Systems Inc. was sold to Fernhill Capital last year.",
        "acquisition fernhill-capital=acquirer kelp-systems=target",
    ),
    (
        "Kelp Systems Inc.'s sale to Brightwater Corp. has been approved.",
        "acquisition brightwater=acquirer kelp-systems=target",
    ),
    (
        "The models are hosted by Kelp Systems Inc., Brightwater Corp. said.",
        "cloud_services kelp-systems=provider brightwater=customer",
    ),
    (
        "Kelp Systems Inc., Brightwater Corp.'s long-time partner, said so.",
        "partnership brightwater=partner kelp-systems=partner",
    ),
    (
        "Kelp Systems Inc., together with Brightwater Corp., is building a plant in Chile.",
        "partnership brightwater=partner kelp-systems=partner",
    ),
    (
        "Kelp Systems Inc. agreed to develop a chip with Brightwater Corp.",
        "partnership brightwater=partner kelp-systems=partner",
    ),
    (
        "Brightwater Corp. will resell Kelp Systems Inc.'s software.",
        "partnership brightwater=partner kelp-systems=partner",
    ),
    ("Brightwater Corp. makes Kelp Systems Inc.'s chips.", "supply brightwater=supplier kelp-systems=buyer"),
    (
        "Kelp Systems Inc. gets most of its chips from Brightwater Corp.",
        "supply brightwater=supplier kelp-systems=buyer",
    ),
    (
        "Kelp Systems Inc. booked computing capacity worth 1.1 billion euros with Brightwater Corp. until 2032.",
        "cloud_services kelp-systems=customer brightwater=provider",
    ),
    (
        "Kelp Systems Inc. took an order from Brightwater Corp. for 45 gas turbines.",
        "supply kelp-systems=supplier brightwater=buyer",
    ),
    (
        "Brightwater Corp., a maker controlled by Tamar Group, had weighed an offer for Kelp Labs Inc.",
        "acquisition brightwater=acquirer kelp-labs=target",
    ),
    (
        "Kelp Systems Inc. has lined up a loan arranged by Tamar Bank and Fern Bank, both of which lend to the firm.",
        "financing kelp-systems=borrower tamar-bank=lender fern-bank=lender",
    ),
    (
        "Kelp Systems Inc., the robot maker that listed in 2021, accepted a £2.6bn takeover by Brightwater Corp.",
        "acquisition brightwater=acquirer kelp-systems=target",
    ),
    (
        "The board of Kelp Systems Inc. recommended Brightwater Corp.'s $3 billion offer.",
        "acquisition brightwater=acquirer kelp-systems=target",
    ),
    (
        "Kelp Systems Inc., a robot maker, went to Fernhill Capital of Boston for $4.4bn in May.",
        "acquisition fernhill-capital=acquirer kelp-systems=target",
    ),
    ("Brightwater Corp. opted to buy Kelp Labs Inc. outright.", "acquisition brightwater=acquirer kelp-labs=target"),
    (
        "Kelp Systems Inc., in which Brightwater Corp. holds 13%, was asked first.",
        "investment brightwater=investor kelp-systems=investee",
    ),
    (
        "Kelp Systems Inc. is in talks with Brightwater Corp. and Fernhill Capital to raise $1 billion.",
        "investment brightwater=investor fernhill-capital=investor kelp-systems=investee",
    ),
    (
        "Brightwater Corp. handed seed capital to Kelp Systems Inc. for three sites.",
        "investment brightwater=investor kelp-systems=investee",
    ),
    (
        "Fernhill Capital wrote Kelp Systems Inc. a $17 million check.",
        "investment fernhill-capital=investor kelp-systems=investee",
    ),
    (
        "Kelp Systems Inc. will build a mill with a $1.3 billion loan from Tamar Bank.",
        "financing kelp-systems=borrower tamar-bank=lender",
    ),
    (
        "Kelp Systems Inc. got a $1.5 billion loan from Tamar Bank, and Brightwater Corp., the carmaker, is to blame.",
        "financing kelp-systems=borrower tamar-bank=lender",
    ),
    (
        "Kelp Systems Inc. picked Tamar Bank to arrange $14 billion in bonds for its campus.",
        "financing kelp-systems=borrower tamar-bank=lender",
    ),
    (
        "Brightwater Corp. has executed a 12-year lease with Kelp Systems Inc. for 180 megawatts at its Ohio campus.",
        "lease brightwater=lessor kelp-systems=lessee",
    ),
    (
        "Brightwater Corp. signed Kelp Systems Inc. as its anchor tenant.",
        "lease brightwater=lessor kelp-systems=lessee",
    ),
    (
        "Brightwater Corp. landed Kelp Systems Inc. as a customer for its chips.",
        "supply brightwater=supplier kelp-systems=buyer",
    ),
    (
        "Brightwater Corp. agreed to supply its chips for Kelp Systems Inc.'s platform.",
        "supply brightwater=supplier kelp-systems=buyer",
    ),
    (
        "Kelp Systems Inc. will deliver 24 engines to Brightwater Corp.'s plant by 2027.",
        "supply kelp-systems=supplier brightwater=buyer",
    ),
    (
        "Kelp Systems Inc. first turned to Brightwater Corp. for wafers.",
        "supply brightwater=supplier kelp-systems=buyer",
    ),
    (
        "Kelp Systems Inc.'s servers are sold to customers such as Brightwater Corp. and Tamar Group.",
        "supply kelp-systems=supplier brightwater=buyer tamar-group=buyer",
    ),
    (
        "Kelp Systems Inc. will use Brightwater Corp. as its main cloud.",
        "cloud_services kelp-systems=customer brightwater=provider",
    ),
    (
        "Brightwater Corp. will run its models at Kelp Systems Inc., with whom it has a four-year deal on robots.",
        "partnership brightwater=partner kelp-systems=partner",
    ),
)


@pytest.mark.parametrize(("text", "deal"), MORE)
def test_other_writers_words_tell_the_same(text: str, deal: str) -> None:
    kind, *sides = deal.split()
    assert told(text) == [" ".join([kind, *sorted(sides)])]


def test_those_who_are_like_a_company_named_are_no_customers_of_who_needs_them() -> None:
    assert told("Brightwater Corp. needs capacity from companies like Kelp Systems Inc. every year.") == []


def test_companies_bought_at_once_are_deals_of_their_own() -> None:
    found = told("Brightwater Corp. bought Kelp Systems Inc. and Tamar Labs Inc. last year.")
    assert found == [
        "acquisition brightwater=acquirer kelp-systems=target",
        "acquisition brightwater=acquirer tamar-labs=target",
    ]


def test_a_company_bought_later_is_told_without_a_verb_of_its_own() -> None:
    found = told("Brightwater Corp. bought Kelp Systems Inc. in 2019 and Tamar Labs Inc. in 2021.")
    assert sorted(found) == [
        "acquisition brightwater=acquirer kelp-systems=target",
        "acquisition brightwater=acquirer tamar-labs=target",
    ]

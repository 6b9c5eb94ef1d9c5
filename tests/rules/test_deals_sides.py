"""Which side of a deal each party is on, and how many deals a sentence tells of."""

from __future__ import annotations

import pytest
from rules.test_deals import deals_in, roles

from kg.model import DealKind, DealStatus

SIDES = (
    (
        "The bargain was struck on Monday, with Brightwater Inc. agreeing to invest $1 billion in Kelp Labs Inc.",
        {"brightwater": "investor", "kelp-labs": "investee"},
    ),
    (
        "Brightwater Inc. has become the latest chipmaker to buy Kelp Labs Inc.",
        {"brightwater": "acquirer", "kelp-labs": "target"},
    ),
    (
        "Kelp Systems Inc. makes software. Customers include Fernhill Capital and Brightwater Inc.",
        {"kelp-systems": "provider", "fernhill-capital": "customer", "brightwater": "customer"},
    ),
    (
        "Ann Roe says Brightwater Inc. sent engineers and, as part of the bargain, bought a stake in Kelp Systems Inc.",
        {"brightwater": "investor", "kelp-systems": "investee"},
    ),
    (
        "Kelp Systems Inc., which Brightwater Inc. bought in 2019, makes chips.",
        {"kelp-systems": "target", "brightwater": "acquirer"},
    ),
    (
        "Fernhill Capital praised Kelp AI, the voice startup that Brightwater Inc. agreed to acquire in May.",
        {"kelp-ai": "target", "brightwater": "acquirer"},
    ),
    (
        "Brightwater Inc. has lined up a €2 billion term loan arranged by Tamar Bank and Fernhill Capital.",
        {"brightwater": "borrower", "tamar-bank": "lender", "fernhill-capital": "lender"},
    ),
    (
        "Fernhill Capital has sold Kelp Systems Inc. to Brightwater Inc. for $800 million.",
        {"fernhill-capital": "seller", "kelp-systems": "target", "brightwater": "acquirer"},
    ),
    (
        "Kelp Systems Inc. is 30% owned by Brightwater Inc.",
        {"kelp-systems": "investee", "brightwater": "investor"},
    ),
    (
        "Kelp Systems Inc., founded in 2022, is backed by Fernhill Capital and Marlow Ventures.",
        {"kelp-systems": "investee", "fernhill-capital": "investor", "marlow-ventures": "investor"},
    ),
    (
        "Brightwater Inc. will build the plant with $3 billion borrowed from Tamar Bank and Fernhill Capital.",
        {"brightwater": "borrower", "tamar-bank": "lender", "fernhill-capital": "lender"},
    ),
    (
        "Kelp Systems Inc. raised $95 million from Fernhill Capital, with Marlow Ventures and Tamar Bank joining.",
        {
            "kelp-systems": "investee",
            "fernhill-capital": "investor",
            "marlow-ventures": "investor",
            "tamar-bank": "investor",
        },
    ),
    (
        "Brightwater Inc. counts Kelp Systems Inc. and Fernhill Capital among its customers.",
        {"brightwater": "provider", "kelp-systems": "customer", "fernhill-capital": "customer"},
    ),
    (
        "Brightwater Inc. provides cloud computing to Kelp Systems Inc.",
        {"brightwater": "provider", "kelp-systems": "customer"},
    ),
    (
        "Fernhill Capital, which owns 7 per cent of Kelp Systems Inc., was pleased.",
        {"fernhill-capital": "investor", "kelp-systems": "investee"},
    ),
    (
        "Brightwater Inc. sued Fernhill Capital and bought Kelp Systems Inc.",
        {"brightwater": "acquirer", "kelp-systems": "target"},
    ),
    (
        "Brightwater Inc. signed a $4 billion compute capacity agreement with Kelp Systems Inc.",
        {"brightwater": "customer", "kelp-systems": "provider"},
    ),
    (
        "Brightwater Inc. has inked a 12-year agreement with Kelp Electric Inc. (KE) to purchase wind energy.",
        {"brightwater": "buyer", "kelp-electric": "supplier"},
    ),
    (
        "Brightwater Inc. and Kelp Systems Inc. announced a 3-gigawatt agreement to power Kelp Systems' AI cloud.",
        {"brightwater": "provider", "kelp-systems": "customer"},
    ),
    (
        "Kelp Images Inc. signed a three-year licensing deal with Brightwater Inc.",
        {"kelp-images": "licensor", "brightwater": "licensee"},
    ),
    (
        "A consortium including Brightwater Inc. and Fernhill Capital is buying Kelp Systems Inc. for $4 billion.",
        {"brightwater": "acquirer", "fernhill-capital": "acquirer", "kelp-systems": "target"},
    ),
    (
        "Kelp Systems Inc. will be sold to a group including Brightwater Inc. and Fernhill Capital for $4 billion.",
        {"kelp-systems": "target", "brightwater": "acquirer", "fernhill-capital": "acquirer"},
    ),
    (
        "Brightwater Inc. sold its stake in Kelp Systems Inc. for $70 million.",
        {"brightwater": "seller", "kelp-systems": "target"},
    ),
    (
        "Brightwater Inc.'s $3 billion bet on Kelp Systems Inc. surprised the market.",
        {"brightwater": "investor", "kelp-systems": "investee"},
    ),
    (
        "Brightwater Inc. shareholders voted against the proposed $9 billion merger with Kelp Systems Inc.",
        {"brightwater": "acquirer", "kelp-systems": "target"},
    ),
    (
        "Brightwater Inc. has acquired Kelp Systems Inc.'s battery team.",
        {"brightwater": "acquirer", "kelp-systems": "seller"},
    ),
)


@pytest.mark.parametrize(("text", "sides"), SIDES)
def test_each_party_is_on_its_side(text: str, sides: dict[str, str]) -> None:
    [deal] = deals_in(text)
    assert roles(deal) == sides


@pytest.mark.parametrize("verb", ["has picked", "has chosen", "named"])
def test_whoever_is_chosen_as_provider_provides(verb: str) -> None:
    [deal] = deals_in(f"Brightwater Inc. {verb} Kelp Systems Inc. as its main cloud provider.")
    assert (deal.kind, deal.status, deal.primary) == (DealKind.CLOUD_SERVICES, DealStatus.ANNOUNCED, True)
    assert roles(deal) == {"brightwater": "customer", "kelp-systems": "provider"}


def test_a_plural_speaks_of_as_many_deals_as_it_names_partners() -> None:
    found = deals_in("Brightwater Inc. signed separate agreements with Kelp Systems Inc. and Fernhill Corp.")
    assert [set(roles(deal)) for deal in found] == [{"brightwater", "kelp-systems"}, {"brightwater", "fernhill"}]


def test_a_deal_that_runs_for_years_is_no_standing_one() -> None:
    [deal] = deals_in("The $9 billion deal between Brightwater Inc. and Kelp Systems Inc. runs for six years.")
    assert (deal.primary, deal.status) == (True, DealStatus.ANNOUNCED)
    assert [duration.value.minimum for duration in deal.durations] == [72]


def test_a_contract_entered_into_keeps_its_term() -> None:
    [deal] = deals_in("Brightwater Inc. has entered into a five-year cloud agreement with Kelp Systems Inc.")
    assert [duration.value.minimum for duration in deal.durations] == [60]


def test_a_round_can_be_told_by_its_valuation_alone() -> None:
    [deal] = deals_in("Kelp Systems Inc. is in talks to raise a round of funding at a valuation of up to $3 billion.")
    assert (deal.kind, deal.status) == (DealKind.INVESTMENT, DealStatus.RUMOURED)
    assert [what for what, _ in deal.other_sums][:1] == ["valuation"]


def test_sums_of_two_currencies_far_apart_are_two_rounds() -> None:
    found = deals_in(
        "Kelp Systems Inc. is in talks to raise €450 million.\n\n"
        "Kelp Systems Inc. raised $60 million in a seed round led by Fernhill Capital two years ago."
    )
    assert [[value.value.text for value in deal.values] for deal in found] == [["€450 million"], ["$60 million"]]


def test_a_sentence_without_a_verb_leaves_the_other_side_to_the_one_before() -> None:
    [deal] = deals_in("Brightwater Inc. is spending more. A $23 billion cloud deal with Kelp Systems Inc.")
    assert set(roles(deal)) == {"brightwater", "kelp-systems"}


@pytest.mark.parametrize("sum_", ["SEK 3bn", "US$1.2-billion", "HK$2bn", "NT$12 billion", "Rs 500 crore", "T$3bn"])
def test_a_currency_before_a_sum_names_nobody(sum_: str) -> None:
    [deal] = deals_in(f"Brightwater Inc. will buy Kelp Systems Inc. for {sum_}.")
    assert [value.value.text for value in deal.values] == [sum_]
    assert set(roles(deal)) == {"brightwater", "kelp-systems"}


MORE_SIDES = (
    (
        "Brightwater Inc. (NYSE: BRW), a cloud firm, expanded its agreement with Kelp Systems Inc. to supply compute.",
        {"brightwater": "provider", "kelp-systems": "customer"},
    ),
    (
        "Brightwater Inc. shares rose after announcing a $9 billion computing power agreement with Kelp Systems Inc.",
        {"brightwater": "customer", "kelp-systems": "provider"},
    ),
    (
        "Brightwater Inc. has secured a $9 billion cloud deal with Kelp Systems Inc.",
        {"brightwater": "provider", "kelp-systems": "customer"},
    ),
    (
        "The board of Brightwater Inc. rejected a takeover offer of $4 billion from Kelp Systems Inc.",
        {"brightwater": "target", "kelp-systems": "acquirer"},
    ),
    (
        "Brightwater Inc., Fernhill Capital's parent, has agreed to invest $3 billion in Kelp Systems Inc.",
        {"brightwater": "investor", "kelp-systems": "investee"},
    ),
    (
        "According to Fernhill Capital, Brightwater Inc. will buy Kelp Systems Inc.",
        {"brightwater": "acquirer", "kelp-systems": "target"},
    ),
    (
        "Brightwater Inc. inked a cloud deal with Kelp Systems Inc. The deal gives Kelp Systems a stage for itself.",
        {"brightwater": "customer", "kelp-systems": "provider"},
    ),
    (
        "Brightwater Inc. sells compute to banks.\n\nBrightwater Inc. has a $2bn cloud contract with Kelp Systems Inc.",
        {"brightwater": "provider", "kelp-systems": "customer"},
    ),
)


@pytest.mark.parametrize(("text", "sides"), MORE_SIDES)
def test_each_party_is_on_its_side_in_longer_sentences(text: str, sides: dict[str, str]) -> None:
    assert roles(deals_in(text)[0]) == sides


def test_an_investment_without_an_investee_is_no_deal() -> None:
    assert not deals_in("Talk of the infrastructure investment by Brightwater Inc. and Kelp Systems Inc. grew louder.")


def test_a_sum_in_contracts_of_somebody_is_theirs() -> None:
    [deal] = deals_in(
        "Brightwater Inc. secured $4 billion in Kelp Systems contracts for cloud capacity. Kelp Systems Inc."
    )
    assert set(roles(deal)) == {"brightwater", "kelp-systems"}
    assert [value.value.text for value in deal.values] == ["$4 billion"]


def test_what_is_owed_under_a_lease_is_no_lease() -> None:
    assert not deals_in("Brightwater Inc. said it will cover the lease payments of its tenant for 15 years.")


def test_a_deal_to_buy_gives_the_purchase_its_price() -> None:
    [deal] = deals_in("Brightwater Inc.'s $4 billion deal to buy Kelp Systems Inc. was cleared on Monday.")
    assert roles(deal) == {"brightwater": "acquirer", "kelp-systems": "target"}
    assert [value.value.text for value in deal.values] == ["$4 billion"]


def test_what_is_paid_for_a_company_buys_it() -> None:
    [deal] = deals_in("Brightwater Inc. is in advanced discussions to pay $4 billion for Kelp Systems Inc.")
    assert (deal.kind, deal.status) == (DealKind.ACQUISITION, DealStatus.RUMOURED)
    assert roles(deal) == {"brightwater": "acquirer", "kelp-systems": "target"}


def test_a_pledge_to_a_company_is_an_investment_announced() -> None:
    [deal] = deals_in("Brightwater Inc. pledged up to $4 billion to Kelp Systems Inc.")
    assert (deal.kind, deal.status) == (DealKind.INVESTMENT, DealStatus.ANNOUNCED)


def test_whose_name_the_goods_bear_supplies_them() -> None:
    [deal] = deals_in("Kelp Inc. makes chips. Brightwater Inc. has committed to purchasing 40,000 Kelp chips.")
    assert roles(deal) == {"brightwater": "buyer", "kelp": "supplier"}


def test_whoever_leads_a_group_buys_with_it() -> None:
    [deal] = deals_in(
        "Brightwater Inc. announced the $3 billion sale of its chip unit to a group led by Fernhill Capital."
    )
    assert roles(deal) == {"brightwater": "seller", "fernhill-capital": "acquirer"}


def test_an_agreement_backed_by_a_guarantee_is_no_investment() -> None:
    found = deals_in("Brightwater Inc. and Kelp Systems Inc. will execute an agreement, backed by a further guarantee.")
    assert [deal.kind for deal in found] == [DealKind.PARTNERSHIP]


def test_a_right_to_buy_shares_beside_a_supply_deal_is_a_part_of_it() -> None:
    [deal] = deals_in(
        "Brightwater Inc. and Kelp Systems Inc. agreed on a deal. Brightwater will deliver chips to Kelp Systems, "
        "and Kelp Systems has the right to purchase up to 10% of Brightwater."
    )
    assert (deal.kind, roles(deal)) == (DealKind.SUPPLY, {"brightwater": "supplier", "kelp-systems": "buyer"})


LINKED_SIDES = (
    (
        "Brightwater Inc. signed a deal with Kelp Systems Inc. to supply compute. "
        "Brightwater will lease computing power from Kelp Systems.",
        {"brightwater": "customer", "kelp-systems": "provider"},
    ),
    (
        "Brightwater Inc. CEO Jane Doe announced a $4 billion chip supply agreement with Kelp Systems Inc.",
        {"brightwater": "buyer", "kelp-systems": "supplier"},
    ),
    (
        "Kelp Systems Inc. agreed to be acquired by an affiliate of Fernhill Capital for $9 per share.",
        {"kelp-systems": "target", "fernhill-capital": "acquirer"},
    ),
    (
        "Kelp Press Inc. prints news. Brightwater Inc. has a deal to license a range of Kelp Press content.",
        {"brightwater": "licensee", "kelp-press": "licensor"},
    ),
    (
        "Brightwater Inc. has agreements with several publishers, including a deal with Kelp Press Inc.",
        {"brightwater": "partner", "kelp-press": "partner"},
    ),
    (
        "Brightwater Inc. has a compute contract with Kelp Cloud Inc., an operator spun off from Fernhill Corp.",
        {"brightwater": "customer", "kelp-cloud": "provider"},
    ),
)


@pytest.mark.parametrize(("text", "sides"), LINKED_SIDES)
def test_words_around_a_deal_tell_its_sides(text: str, sides: dict[str, str]) -> None:
    assert roles(deals_in(text)[0]) == sides


def test_a_loan_for_the_plant_of_a_company_is_its_loan() -> None:
    [deal] = deals_in("This week saw a $2 billion financing for Brightwater Inc.'s plant in Ohio.")
    assert roles(deal) == {"brightwater": "borrower"}


def test_choosing_to_lease_is_no_lease() -> None:
    assert not deals_in("Brightwater Inc. has chosen leasing over building as its way to grow.")


def test_an_end_that_is_open_ends_nothing() -> None:
    found = deals_in("If Brightwater Inc. terminates the merger agreement with Kelp Systems Inc., it will owe a fee.")
    assert DealStatus.CANCELLED not in {deal.status for deal in found}


def test_the_same_sum_told_again_for_what_is_one_deal() -> None:
    [deal] = deals_in(
        "Brightwater Inc., Fernhill Capital seal $30 billion deal\n\n"
        "Brightwater Inc. is set to seal a $30 billion financing for its site in Ohio."
    )
    assert (deal.kind, roles(deal)) == (DealKind.FINANCING, {"brightwater": "borrower", "fernhill-capital": "lender"})


OPEN_SIDES = (
    (
        "Brightwater Inc. shareholders reject Kelp Systems Inc.'s $9 billion takeover.",
        {"brightwater": "target", "kelp-systems": "acquirer"},
    ),
    (
        "Brightwater Inc. and the Australian power company Kelp Energy Inc. signed a 10-year power purchase deal.",
        {"brightwater": "buyer", "kelp-energy": "supplier"},
    ),
    (
        "The site will be used by Brightwater Inc. under its existing $3 billion contract with Kelp Cloud Inc.",
        {"brightwater": "customer", "kelp-cloud": "provider"},
    ),
    (
        "Brightwater Inc. buys magnets from Kelp Systems Inc.",
        {"brightwater": "buyer", "kelp-systems": "supplier"},
    ),
    (
        "The board of Brightwater Inc. rejected an acquisition offer of $9 billion from a group of investors led by "
        "Fernhill Capital.",
        {"brightwater": "target", "fernhill-capital": "acquirer"},
    ),
)


@pytest.mark.parametrize(("text", "sides"), OPEN_SIDES)
def test_sides_are_told_by_rejection_possession_and_source(text: str, sides: dict[str, str]) -> None:
    [deal] = deals_in(text)
    assert roles(deal) == sides


def test_a_question_is_no_deal() -> None:
    assert not deals_in("Nobody knew whether Brightwater Inc. ever meant to buy Kelp Systems Inc.")


def test_who_rents_out_is_not_a_lender_named_before() -> None:
    found = deals_in(
        "Brightwater Inc. borrowed $2 billion from a group led by Fernhill Bank and Larkspur Bank, to pay for chips "
        "it will rent to one customer it did not name."
    )
    assert [deal.kind for deal in found] == [DealKind.FINANCING]


FURTHER_SIDES = (
    (
        "Brightwater Inc. and Kelp Systems Inc. announced a €2 billion ($2.2 billion) alliance to build a fab.",
        {"brightwater": "partner", "kelp-systems": "partner"},
    ),
    (
        "Brightwater Inc. (the firm behind Larkspur Labs) is acquiring Kelp Systems Inc. for $2 billion.",
        {"brightwater": "acquirer", "kelp-systems": "target"},
    ),
    (
        "Brightwater Inc. has offices in Ohio and a strategic partnership with Kelp Systems Inc.",
        {"brightwater": "partner", "kelp-systems": "partner"},
    ),
    (
        "Brightwater Inc. has invested in startups like Kelp Systems Inc. and Fernhill Labs.",
        {"brightwater": "investor", "kelp-systems": "investee", "fernhill-labs": "investee"},
    ),
    (
        "Brightwater Inc. sued Fernhill Corp. months after signing a cloud deal with Kelp Systems Inc.",
        {"brightwater": "customer", "kelp-systems": "provider"},
    ),
    (
        "Brightwater Inc. is to spend a further $9 billion on Kelp Systems Inc. compute.",
        {"brightwater": "customer", "kelp-systems": "provider"},
    ),
)


@pytest.mark.parametrize(("text", "sides"), FURTHER_SIDES)
def test_brackets_lists_and_participles_lead_to_the_sides(text: str, sides: dict[str, str]) -> None:
    [deal] = deals_in(text)
    assert roles(deal) == sides


def test_who_takes_in_one_deal_takes_in_the_next() -> None:
    found = deals_in(
        "Brightwater Cloud Inc. signed a $9 billion cloud deal with Kelp Systems Inc.\n\n"
        "It is smaller than Larkspur Inc.'s $20 billion cloud deal with Kelp Systems Inc."
    )
    assert [roles(deal).get("kelp-systems") for deal in found] == ["customer", "customer"]


def test_a_sum_of_deals_with_examples_is_none_of_them() -> None:
    assert not deals_in(
        "That spreads risk across $4 billion in deals with firms like Brightwater Inc. and Kelp Systems Inc."
    )


def test_what_has_lasted_already_is_no_term() -> None:
    [deal] = deals_in(
        "Brightwater Inc. invested $3 billion in Kelp Systems Inc. The tie has been its backbone for four years."
    )
    assert not deal.durations


def test_own_chips_are_supplied_whatever_they_compute() -> None:
    [deal] = deals_in(
        "Nvidia and Brightwater Inc. announced a 3-gigawatt agreement to power Brightwater's AI infrastructure across "
        "Nvidia H100 GPUs."
    )
    assert (deal.kind, roles(deal)) == (DealKind.SUPPLY, {"nvidia": "supplier", "brightwater": "buyer"})


LAST_SIDES = (
    (
        "Brightwater Inc. struck a deal for Kelp Systems Inc. to buy Fernhill Labs.",
        {"kelp-systems": "acquirer", "fernhill-labs": "target"},
    ),
    (
        "Brightwater Inc., a startup leasing halls to Kelp Systems Inc. and Fernhill Corp., is in the process of "
        "raising $80 million.",
        {"brightwater": "investee"},
    ),
    (
        "Brightwater Inc. announced on Thursday a $2 billion equity investment in Kelp Systems Inc.",
        {"brightwater": "investor", "kelp-systems": "investee"},
    ),
    (
        "Kelp Systems Inc. said Brightwater Inc. will make a $2 billion equity investment.",
        {"brightwater": "investor", "kelp-systems": "investee"},
    ),
    (
        "Brightwater Inc. and Kelp Studios Inc. reached a licensing agreement for videos with characters from "
        "Kelp Studios.",
        {"brightwater": "licensee", "kelp-studios": "licensor"},
    ),
)


@pytest.mark.parametrize(("text", "sides"), LAST_SIDES)
def test_who_is_meant_stands_further_away(text: str, sides: dict[str, str]) -> None:
    assert sides in [roles(deal) for deal in deals_in(text)]


def test_a_sum_told_by_its_scale_is_the_one_told_before() -> None:
    [deal] = deals_in(
        "Brightwater Inc. will invest $90 billion in Kelp Systems Inc.\n\n"
        "The multibillion-dollar investment by Brightwater Inc. in Kelp Systems Inc. comes in steps."
    )
    assert [value.value.text for value in deal.values] == ["$90 billion"]


def test_a_headline_in_the_present_tense_tells_a_new_deal() -> None:
    [deal] = deals_in("Brightwater Inc. commits $20 billion to Kelp Cloud Inc. over five years for chips")
    assert (deal.primary, deal.status) == (True, DealStatus.ANNOUNCED)


def test_takers_alone_make_no_deal() -> None:
    assert not deals_in("Its plants buy chips for Brightwater Inc. and Kelp Systems Inc.")


def test_what_a_deal_could_reach_is_its_value() -> None:
    [deal] = deals_in(
        "Brightwater Inc. announced a research collaboration with Kelp Systems Inc. "
        "The agreement, which could reach a total value of $2 billion, covers six years."
    )
    assert [value.value.text for value in deal.values] == ["$2 billion"]


def test_a_clause_behind_with_the_deal_names_no_parties_of_it() -> None:
    found = deals_in(
        "Brightwater Inc. signed a supply deal with Kelp Motors Inc. With the latest supply deal, Brightwater has "
        "become a supplier to Fernhill Motors Inc. and Larkspur Motors Inc."
    )
    assert set(roles(found[0])) == {"brightwater", "kelp-motors"}


TALKS = (
    (
        "Brightwater Cloud Inc. is in discussions with Kelp Systems Inc. (the owner of Larkspur Labs) for a cloud "
        "deal worth $20 billion.",
        {"brightwater-cloud": "provider", "kelp-systems": "customer"},
    ),
    (
        "After striking a compute agreement with Kelp Systems Inc., Brightwater Cloud Inc. is hiring.",
        {"brightwater-cloud": "provider", "kelp-systems": "customer"},
    ),
    (
        "Brightwater Cloud Inc. announced plans to provide Kelp Systems Inc., backed by Fernhill Corp., with compute "
        "under a $30 billion agreement.",
        {"brightwater-cloud": "provider", "kelp-systems": "customer"},
    ),
)


@pytest.mark.parametrize(("text", "sides"), TALKS)
def test_words_between_the_two_do_not_part_them(text: str, sides: dict[str, str]) -> None:
    assert sides in [roles(deal) for deal in deals_in(text)]


def test_shares_that_close_higher_complete_nothing() -> None:
    [deal] = deals_in(
        "Brightwater Inc. is in talks with Kelp Systems Inc. over a $20 billion cloud deal. Shares of Brightwater "
        "closed 4% higher after reports of the deal."
    )
    assert deal.status is DealStatus.RUMOURED


def test_customers_alone_make_no_deal() -> None:
    found = deals_in("Brightwater Inc. and Kelp Systems Inc. have formed a venture and landed their first customer.")
    assert [deal.kind for deal in found] == [DealKind.PARTNERSHIP]


def test_capital_comes_from_the_whole_and_computing_from_the_unit() -> None:
    found = deals_in(
        "Brightwater Inc. has invested $4 billion in Kelp Labs Inc.\n\n"
        "Brightwater Cloud's first $4 billion deal with Kelp Labs Inc. was the investment."
    )
    assert roles(found[0]) == {"brightwater": "investor", "kelp-labs": "investee"}


def test_the_arm_of_a_company_is_acquired_from_it() -> None:
    [deal] = deals_in("Brightwater Inc. announced its $4 billion acquisition of Kelp Systems Inc.'s robotics unit.")
    assert roles(deal) == {"brightwater": "acquirer", "kelp-systems": "seller"}


def test_investments_told_as_examples_are_no_deal() -> None:
    assert not deals_in(
        "It went on with its trend of investments, including those in Kelp Labs Inc. and Fernhill Corp."
    )


def test_a_facility_is_as_large_as_it_is_made() -> None:
    [deal] = deals_in("Brightwater Inc. has upsized its existing $700 million credit facility to $2 billion.")
    assert ([value.value.text for value in deal.values], deal.primary) == (["$2 billion"], True)


def test_an_expansion_by_a_sum_is_worth_that_sum() -> None:
    [deal] = deals_in(
        "Brightwater Inc. expanded its deal with Kelp Cloud Inc. by $6 billion, bringing it to $22 billion."
    )
    assert [value.value.text for value in deal.values] == ["$6 billion"]


def test_whoever_joins_opens_no_round_of_their_own() -> None:
    assert not deals_in("Work went on, with Brightwater Inc. and Kelp Systems Inc. joining as hosts.")


def test_what_regulators_block_is_cancelled() -> None:
    [deal] = deals_in("Regulators blocked Brightwater Inc.'s takeover of Kelp Systems Inc.")
    assert deal.status is DealStatus.CANCELLED

"""Names that the words beside them tell: firms called like ordinary words, towns of groups, ministries, tickers."""

from __future__ import annotations

import pytest

from kg.model import Article, Kind
from kg.reading import read


def named(text: str, kind: Kind) -> set[str]:
    return {name for entity in read(Article("a", text)).entities if entity.kind is kind for name in entity.surfaces}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anchor, the Oslo payments startup, raised $40 million on Monday.", "Anchor"),
        ("A sale needs a nod from the economy ministry in Oslo.", "economy ministry"),
        ("The French finance ministry declined to comment.", "French finance ministry"),
        ("The government of Canada signed with Corvane Labs.", "government of Canada"),
        ("The seller, Thistle Orchards, did not get a permit.", "Thistle Orchards"),
        ("It is backed by Pell Ventures and Singapore's Merle Crest, and sells a stake.", "Merle Crest"),
        ("The order was placed by Varnum of Tacoma, which builds plants.", "Varnum"),
        ("The money came from Corvane's Growth Fund 4.", "Growth Fund 4"),
        ("Orlane Data Gardens sold a $3 billion bond, its fifth.", "Orlane Data Gardens"),
        ("Corvane (CRV.O) fell 3 percent.", "Corvane"),
        ("The CGB did not sign, and the BSX was closed on Monday.", "CGB"),
        ("Kelling Bremsen won an order for 45 machines.", "Kelling Bremsen"),
        ("Vostra will lend €400 million for a mill, it said of the loan.", "Vostra"),
        ("Vostra has abandoned its pursuit of the toolmaker, ending the merger.", "Vostra"),
    ],
)
def test_a_firm_or_body_is_found_by_its_context(text: str, name: str) -> None:
    assert name in named(text, Kind.ORGANIZATION)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The retail group from Neckardorf, which has a tenth of Sundgau AG, said so.", "Neckardorf"),
        ("Its gigafactory at Dunkeld has been idle, Voltane SA said in a deal note.", "Dunkeld"),
        ("Analysts raised their price to NT$1,370 for Formell Etch.", "NT"),
        ("The IPO was cancelled, and the PPA runs for ten years.", "IPO"),
        ("Keel Corp. (Nasdaq | TSX: KEL) said so.", "Nasdaq"),
        ("The loan pays for Project Plover, a campus. Plover opens in 2027 under the deal.", "Project Plover"),
    ],
)
def test_what_is_no_firm_is_none(text: str, name: str) -> None:
    assert name not in named(text, Kind.ORGANIZATION)


def test_a_plant_named_after_somebody_is_nobody() -> None:
    assert not named("Kelling will restart its Duane Arnold plant. The Duane Arnold reactor is old.", Kind.PERSON)


def test_a_firm_beside_a_firm_and_a_person_of_one_are_told_apart() -> None:
    text = "Pell Electric Utilities plans a line. Pell said so. Amsel Bank's Sanjay Jaint said no. Analysts agree."
    assert "Pell Electric Utilities" in named(text, Kind.ORGANIZATION)
    assert "Sanjay Jaint" in named(text, Kind.PERSON)


def test_a_round_is_led_by_a_firm_and_a_team_by_a_person() -> None:
    text = (
        "The last round was led by Baltric Giffard. Analysts at Oddo Bank led by Stéphane Beyazien valued it at €8bn."
    )
    assert "Baltric Giffard" in named(text, Kind.ORGANIZATION)
    assert "Stéphane Beyazien" in named(text, Kind.PERSON)


def test_the_times_of_an_article_is_its_paper() -> None:
    text = "The Oslo Times Co. sued Corvane Labs. A Times spokesman, Petra Novak, said so."
    [paper] = [entity for entity in read(Article("a", text)).entities if "Times" in entity.surfaces]
    assert paper.name == "Oslo Times Co."


@pytest.mark.parametrize("period", ["Q3 FY2026", "Q2", "1Q26", "FY25/26", "H1", "2H25E", "9M25", "CY27"])
def test_a_stretch_of_a_business_year_is_no_part_of_a_name(period: str) -> None:
    text = f"Corvane {period} profit is up\n\nIn {period} Corvane bought Ostrel Inc., {period} Bo Lee said."
    assert {entity.name for entity in read(Article("a", text)).entities} == {"Corvane", "Ostrel Inc.", "Bo Lee"}


@pytest.mark.parametrize("model", ["H200", "H100", "Q480", "H20"])
def test_a_model_number_is_no_business_year(model: str) -> None:
    text = f"Ostrel Inc. bought 400 Corvane {model} chips for $3 million."
    assert f"Corvane {model} chips" in named(text, Kind.HARDWARE)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It was filed with the U.S. Grain and Seed Exchange Commission.", "U.S. Grain and Seed Exchange Commission"),
        ("The Ohio Plumbing and Heating Trades Council agreed.", "Ohio Plumbing and Heating Trades Council"),
        ("The Korean Glass Workers' Union protested on Monday.", "Korean Glass Workers' Union"),
        ("She leads the Farms/Food Alliance in Oslo.", "Farms/Food Alliance"),
        ("The plan has the nod of the National Company Law Tribunal.", "National Company Law Tribunal"),
        ("Sales at Orvane Defence and Space fell.", "Orvane Defence and Space"),
        ("Michael Orveld of Brannek Pellier said margins fell.", "Brannek Pellier"),
        ("William Marsh from Halden Cheverny asked why.", "Halden Cheverny"),
        ("Anna Weber (ZKU) wants talks.", "ZKU"),
        ("Her counterpart at QGT, Óscar Mangrove, called for talks.", "QGT"),
        ("A recording heard by Zigidy showed it.", "Zigidy"),
        ("Bill Marrow, president of United Glaziers Local 2724, agreed.", "United Glaziers Local 2724"),
        ("Ann Roe leads the larger Local 512, which agreed.", "Local 512"),
        ("It came from the Strategic Meadow Fund.", "Strategic Meadow Fund"),
        (
            "Talks were led by the Agence des participations de l’Orvault (APO).",
            "Agence des participations de l’Orvault",
        ),
        ("“One has it,” regrets Quillonne Le Gwellec, ZFDT delegate at Angers.", "ZFDT"),
        ("It gave up its interest in their Ultrium Cells joint venture.", "Ultrium Cells"),
        (
            "Members of the Steel, Coal and Glass Workers' Federation voted.",
            "Steel, Coal and Glass Workers' Federation",
        ),
        ("He is at the Kiel Institute for the Reef Economy.", "Kiel Institute for the Reef Economy"),
        ("Lenders including Banco Verdal, Crelan Norte and Sparbank Ost joined the loan.", "Sparbank Ost"),
        ("The Nebraska Public Power District will supply the site.", "Nebraska Public Power District"),
        ("Notes are held by Orvane Bank and Local Pensions Partnership.", "Local Pensions Partnership"),
        ("Comisiones Obreras demanded guarantees.", "Comisiones Obreras"),
        ("Since it took over Velcatel-Lumen in 2016 it fell.", "Velcatel-Lumen"),
        ("It was sold to the Danish state for a krone.", "Danish state"),
        ("Ottawa will lend the company $4 million.", "Ottawa"),
        ("It was bought from Quilkstore provider Brindle Data in May.", "Brindle Data"),
    ],
)
def test_bodies_brokers_unions_and_parties_are_organisations(text: str, name: str) -> None:
    assert name in named(text, Kind.ORGANIZATION)


@pytest.mark.parametrize(
    "text",
    [
        "Annualised revenue and monetised data grew at an adjusted Ebita margin of 5%.",
        "It was bought from Quilkstore provider Brindle Data in May.",
        "The French state broadcaster spoke of Greater India and of an Ontario minister.",
        "The North American orders came from Lower Saxony and Sault Ste. Marie.",
    ],
)
def test_measures_places_and_what_is_made_are_none(text: str) -> None:
    assert named(text, Kind.ORGANIZATION) <= {"Brindle Data"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A spokesperson for Orvane, Lark-Maria Zenón, declined to comment.", "Lark-Maria Zenón"),
        ("The note came after TS Unnil's exit.", "TS Unnil"),
        ("Premier Doug Forde spoke.", "Doug Forde"),
        ("“One has it,” regrets Quillonne Le Gwellec, ZFDT delegate at Angers.", "Quillonne Le Gwellec"),
        ("Asked by Orvane Bank's Sanjat Senguttar, he fell silent.", "Sanjat Senguttar"),
        ("Mike Da Pratelli leads Orvane. Da Pratelli, a former owner of a firm, spoke.", "Da Pratelli"),
    ],
)
def test_people_by_post_and_by_what_they_do(text: str, name: str) -> None:
    assert name in named(text, Kind.PERSON)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The mayor of Oslo, Anna Nerling (ZKU), wants to talk.", ("mayor", None)),
        ("The prime minister of Norway, Anna Nerling, spoke.", ("prime minister", None)),
        ("“No,” said Anna Nerling, the head of CCOX at Orvane Bank.", ("head", "org/ccox")),
        ("Anna Nerling (Orvane) spoke.", ("", "org/orvane")),
    ],
)
def test_offices_of_places_and_heads_of_bodies(text: str, role: tuple[str, str | None]) -> None:
    assert [(found.title, found.organization) for found in read(Article("a", text)).roles] == [role]

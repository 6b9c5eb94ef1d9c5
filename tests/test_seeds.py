"""What the four seeds say stands in the graph, each thing once, and nothing that no word bears out.

Asked through the public API, on one store.
"""

import re

import pytest
from conftest import ROOT

import kg
from kg.iris import iri

DEAL = "deal/amazon-web-services-openai-cloud-services"


@pytest.fixture(scope="module")
def store():
    with kg.Store.open(":memory:") as opened:
        kg.build(ROOT / "seeds", opened)
        yield opened


@pytest.fixture(scope="module")
def facts(store):
    """The direct triples, in short: AWS kg:partnersWith OpenAI."""
    rows = kg.query("SELECT ?s ?p ?o { GRAPH g:facts { ?s ?p ?o } }", store)
    return {tuple(short(row[name]) for name in "spo") for row in rows.records()}


def short(value):
    """A node by its local part: ``org/openai``, ``hasCEO``."""
    return re.sub(r"^https://w3id.org/aideals/(?:id/|ns#)|^https://schema.org/", "", str(value))


def rows(store, text):
    """The rows of an answer, in short; nothing is ""."""
    answer = kg.query(text, store)
    return [tuple(short(row.get(name, "")) for name in answer.variables) for row in answer.records()]


# ---------------------------------------------------------------------------- ties


@pytest.mark.parametrize(
    "fact",
    [
        ("org/amazon-web-services", "partnersWith", "org/openai"),
        ("org/amazon-web-services", "usesHardware", "product/nvidia-gb300"),
        ("org/amazon-web-services", "hasCEO", "person/matt-garman"),
        ("org/openai", "partnersWith", "org/amazon-web-services"),
        ("org/amazon-web-services", "parentOrganization", "org/amazon"),
        ("org/amazon", "hasCEO", "person/andy-jassy"),
        ("org/openai", "hasCEO", "person/sam-altman"),
        ("org/openai", "founder", "person/sam-altman"),
        ("org/openai", "usesHardware", "product/amazon-ec2-ultraserver"),
        ("product/amazon-ec2-ultraserver", "madeBy", "org/amazon-web-services"),
        ("product/amazon-ec2-ultraserver", "usesHardware", "product/nvidia-gb200"),
        ("product/nvidia-gpu", "madeBy", "org/nvidia"),
        ("org/microsoft", "hadExclusiveAccessTo", "org/openai"),
        ("org/openai", "usesProduct", "product/microsoft-azure"),
        ("org/comscore", "usesProduct", "product/amazon-bedrock"),
        ("org/peloton", "usesProduct", "product/amazon-bedrock"),
        ("org/thomson-reuters", "usesProduct", "product/amazon-bedrock"),
    ],
    ids=" ".join,
)
def test_a_tie_stands_as_a_direct_triple(facts, fact):
    assert fact in facts


def test_people_hold_the_roles_that_the_text_gives_them(store):
    held = rows(store, """SELECT ?who ?title ?org { ?t a kg:Tenure ; org:member ?who ; kg:roleTitle ?title
        OPTIONAL { ?t org:organization ?org } }""")  # fmt: skip
    assert sorted(held) == [
        ("person/andy-jassy", "CEO", "org/amazon"),
        ("person/gabriela-alvarado", "Data analyst", ""),
        ("person/katie-taylor", "Board member", ""),
        ("person/matt-garman", "CEO", "org/amazon-web-services"),
        ("person/sam-altman", "CEO", "org/openai"),
        ("person/sam-altman", "co-founder", "org/openai"),
    ]


# ---------------------------------------------------------------------------- the deal


def test_the_deal_is_one_deal_in_all_four_articles(store):
    primary = rows(store, "SELECT ?deal (COUNT(*) AS ?n) { ?article kg:reportsDeal ?deal } GROUP BY ?deal")
    assert primary == [(DEAL, "4")]


@pytest.mark.parametrize(
    ("property_", "value"),
    [
        ("provider", "org/amazon-web-services"),
        ("customer", "org/openai"),
        ("dealKind", "https://w3id.org/aideals/vocab/deal-kind/cloud-services"),
        ("dealStatus", "https://w3id.org/aideals/vocab/deal-status/announced"),
        ("totalValue", "value/usd-38000000000"),
        ("duration", "value/dur-84"),
        ("deploymentPeriod", "value/t-until-2026-12-31"),
        ("expansionPeriod", "value/t-2027-01-01-on"),
        ("purpose", "https://w3id.org/aideals/vocab/workload/training"),
        ("purpose", "https://w3id.org/aideals/vocab/workload/inference"),
        ("purpose", "https://w3id.org/aideals/vocab/workload/agentic"),
        ("usesHardware", "product/amazon-ec2-ultraserver"),
        ("usesHardware", "product/nvidia-gb300"),
    ],
)
def test_the_deal_has_its_sheet(facts, property_, value):
    assert (DEAL, property_, value) in facts


def test_the_microsoft_deal_is_earlier_and_another(facts):
    assert ("deal/microsoft-openai-cloud-services", "provider", "org/microsoft") in facts


def test_readings_that_refine_or_fit_each_other_are_kept_side_by_side(store):
    answer = kg.query("differences", store)
    told = {(row["predicateName"], row["value"], row["how"], row["otherValue"]) for row in answer.records()}
    assert ("has duration", "7 years", "is narrower than", "at least 2 years") in told
    assert ("has quantity", "at least 10 million", "is narrower than", "at least 1 million") in told
    assert ("has expansion period", "from 2027-01-01", "overlaps", "until 2027-12-31") in told
    assert not rows(store, "SELECT ?a { ?a kg:contradicts ?b }")


# ---------------------------------------------------------------------------- speech


def test_altmans_words_are_one_statement_whole_split_and_paraphrased(store):
    [statement] = rows(
        store, "SELECT DISTINCT ?s { ?s a kg:Statement ; kg:speaker <" + iri("person/sam-altman") + "> }"
    )
    proofs = rows(store, f"""SELECT ?article ?mode (COUNT(?segment) AS ?parts) {{
        ?e kg:supports <{iri(statement[0])}> ; kg:inArticle ?article ; kg:reportingMode ?mode
        OPTIONAL {{ ?e kg:hasSegment ?segment }} }} GROUP BY ?article ?mode ORDER BY ?article""")  # fmt: skip
    assert [(mode.rpartition("/")[2], parts) for _, mode, parts in proofs] == [
        ("direct", "0"), ("indirect", "0"), ("direct", "2"),
    ]  # fmt: skip


def test_two_commenters_nobody_names_are_two_speakers_on_linkedin(store):
    said = rows(store, """SELECT ?name ?channel { ?s kg:speaker ?who ; kg:channel ?channel .
        ?who a kg:UnnamedSpeaker ; skos:prefLabel ?name } ORDER BY ?name""")  # fmt: skip
    linkedin = "https://w3id.org/aideals/vocab/channel/linkedin"
    assert said == [("Another user", linkedin), ("One commenter", linkedin)]


@pytest.mark.parametrize(
    ("speaker", "begins", "as_", "channel"),
    [
        ("person/andy-jassy", "The new multi-year", "ceo--amazon", "linkedin"),
        ("person/matt-garman", "With this new $38B", "ceo--amazon-web-services", "linkedin"),
        ("person/matt-garman", "training next generation models", "ceo--amazon-web-services", "linkedin"),
        ("person/matt-garman", "As OpenAI continues", "ceo--amazon-web-services", None),
        ("person/katie-taylor", "a remarkable move", "board-member", None),
        ("person/gabriela-alvarado", "makes OpenAI more resilient", "data-analyst", None),
        ("org/amazon-web-services", "deployment will be completed", None, None),
        ("org/amazon-web-services", "OpenAI has become one of", None, None),
        ("org/amazon-web-services", "its clusters can exceed", None, None),
        ("org/amazon-web-services", "its new facilities will lean", None, None),
        ("org/amazon", "OpenAI will begin training", None, None),
    ],
)
def test_who_said_it_in_which_role_and_where(store, speaker, begins, as_, channel):
    found = rows(store, f"""SELECT ?as ?channel {{ ?s kg:speaker <{iri(speaker)}> ; schema:text ?text
        FILTER(STRSTARTS(?text, "{begins}"))
        OPTIONAL {{ ?s kg:spokenAs ?as }} OPTIONAL {{ ?s kg:channel ?channel }} }}""")  # fmt: skip
    [(role, where)] = found
    assert as_ is None or role.endswith(f"--{as_}")
    assert channel is None or where.endswith(f"/{channel}")


# ---------------------------------------------------------------------------- events


def test_layoffs_keep_their_counts_and_hedges(store):
    cut = rows(store, """SELECT ?value ?mode { ?event a kg:Layoff .
        ?claim rdf:subject ?event ; rdf:predicate kg:quantity ;
        rdf:object ?value . ?e kg:supports ?claim ; kg:modality ?mode } ORDER BY ?value""")  # fmt: skip
    told = {(value, mode.rpartition("/")[2]) for value, mode in cut}
    assert ("value/count-about-13500-14500", "reported") in told
    assert ("value/count-to-30000", "possible") in told


def test_the_lease_and_the_models_on_bedrock_are_events(facts):
    assert ("event/openai-lease-san-francisco", "eventPlace", "place/san-francisco") in facts
    assert ("event/openai-launch-amazon-bedrock", "concerns", "product/amazon-bedrock") in facts

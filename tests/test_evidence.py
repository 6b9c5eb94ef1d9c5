"""Every claim and statement has its words: they stand where the graph says, and hold or lead to what is claimed."""

import re
from collections import defaultdict

import pytest
from conftest import ROOT

import kg
from kg.fusion.values import worth
from kg.mentions import prepare

ARTICLES = [
    *(ROOT / "seeds").glob("*.txt"),
    *(ROOT / "tests" / "gold").glob("*.txt"),
    *(file for file in (ROOT / "tests" / "articles").iterdir() if file.suffix != ".toml"),
]
PROOFS = """SELECT ?article ?start ?end ?words ?proven ?object { ?e a kg:Evidence ; kg:inArticle ?article ;
    kg:start ?start ; kg:end ?end ; kg:exact ?words ; kg:supports|kg:refutes ?proven
    OPTIONAL { ?proven rdf:object ?object } }"""
_DESCRIPTION = re.compile(r"(?:the|its?|their|they|we|both) ?\b[a-z -]*$", re.IGNORECASE)
_ID = re.compile(r"^https://w3id.org/aideals/(?:id/)?")


@pytest.fixture(scope="module")
def store():
    """The seeds and every article written for the tests."""
    with kg.Store.open(":memory:") as opened:
        kg.build(sorted(ARTICLES), opened)
        yield opened


@pytest.fixture(scope="module")
def documents(store):
    """Each article with the names and values in it."""
    return {reading.article.id: prepare(reading.article) for reading in store.readings()}


@pytest.fixture(scope="module")
def proofs(store):
    """Each piece of evidence: article, start, end, words, what it bears out, and the object claimed ("" for speech)."""
    found = []
    for row in kg.query(PROOFS, store).records():
        nodes = (_ID.sub("", row.get(name, "")) for name in ("proven", "object"))
        article = row["article"].rpartition("/")[2]
        found.append((article, int(row["start"]), int(row["end"]), row["words"], *nodes))
    return found


def test_every_excerpt_is_the_articles_text_at_its_place(proofs, documents):
    assert len(proofs) > 500
    assert not [each for each in proofs if documents[each[0]].text[each[1] : each[2]] != each[3]]


def test_no_claim_or_statement_stands_without_an_excerpt(store):
    bare = """SELECT ?x { VALUES ?kind { kg:Claim kg:Statement } ?x a ?kind
        MINUS { ?e kg:supports|kg:refutes ?x } }"""
    assert not list(kg.query(bare, store).records())


def test_a_value_claimed_stands_in_the_words(proofs, documents):
    values = [each for each in proofs if each[5].startswith("value/")]
    assert len(values) > 100
    assert not [each for each in values if each[5] not in values_in(documents[each[0]], each[1], each[2])]


def test_a_name_claimed_stands_in_the_words_or_is_led_to_by_them(store, proofs, documents):
    named = [each for each in proofs if each[5].partition("/")[0] in {"org", "person", "product"}]
    assert len(named) > 100
    names = names_of(store)
    assert not [each for each in named if not leads_to(each, documents[each[0]], names)]


def values_in(document, start, end):
    """The values that stand in some words."""
    made = (worth(found.value) for found in document.values if start <= found.start and found.end <= end)
    return {each.ref for each in made if each}


def leads_to(proof, document, names):
    """Whether words name a thing, mean it by a pronoun or description, or name a product of its."""
    _, start, end, words, _, object_ = proof
    met = {mention.ref for mention in document.mentions if start < mention.end and mention.start < end}
    return object_ in met or bool(_DESCRIPTION.match(words)) or any(name in words.lower() for name in names[object_])


def names_of(store):
    """All names of each thing, and the names of the products it makes, which stand for it."""
    query = """SELECT ?thing ?name { { ?thing skos:prefLabel|skos:altLabel ?name }
        UNION { GRAPH g:facts { ?product kg:madeBy ?thing } ?product skos:prefLabel|skos:altLabel ?name } }"""
    names = defaultdict(set)
    for row in kg.query(query, store).records():
        names[_ID.sub("", row["thing"])].add(row["name"].lower())
    return names

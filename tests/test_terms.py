import re
from decimal import Decimal

import pytest
import rdflib
from rdflib.namespace import RDF as R
from rdflib.namespace import RDFS as RS
from rdflib.namespace import SKOS as SK

from kg import lists, terms
from kg.model import DealKind, DealStatus, Modality
from kg.resources import ONTOLOGY
from kg.terms import KG, SCHEMA


def graph(name: str) -> rdflib.Graph:
    return rdflib.Graph().parse(str(ONTOLOGY / name), format="turtle")


def test_a_term_the_ontology_does_not_describe_fails_where_it_stands() -> None:
    assert KG.hasCEO.value == "https://w3id.org/aideals/ns#hasCEO"
    with pytest.raises(AttributeError, match="no term kg:hasCEOO"):
        _ = KG.hasCEOO
    with pytest.raises(AttributeError, match="no term schema:foundr"):
        _ = SCHEMA.foundr


def test_every_term_says_what_it_is_and_where_it_comes_from() -> None:
    ontology = graph("kg.ttl")
    for term in set(ontology.subjects()) - {rdflib.URIRef("https://w3id.org/aideals/ns")}:
        for predicate in (RS.label, RS.comment, RS.isDefinedBy):
            assert len(set(ontology.objects(term, predicate))) == 1, (term, predicate)


def test_no_term_has_two_domains_or_ranges() -> None:
    ontology = graph("kg.ttl")
    for predicate in (RS.domain, RS.range):
        for term in set(ontology.subjects(predicate)):
            assert len(set(ontology.objects(term, predicate))) == 1, term


def test_every_kg_term_spoken_of_is_described() -> None:
    ontology = graph("kg.ttl")
    for term in {term for triple in ontology for term in triple if str(term).startswith(terms.PREFIXES["kg"])}:
        assert (term, R.type, None) in ontology or str(term) == terms.PREFIXES["kg"], term


def test_single_valued_properties_are_evidenced() -> None:
    assert terms.single_valued() <= terms.evidenced()
    assert terms.symmetric() <= terms.evidenced()
    assert KG.totalValue in terms.single_valued()
    assert KG.dealStatus not in terms.single_valued()


def test_every_concept_is_in_the_list_its_iri_names() -> None:
    vocab = graph("vocab.ttl")
    for node in vocab.subjects(R.type, SK.Concept):
        [scheme] = vocab.objects(node, SK.inScheme)
        assert re.fullmatch(re.escape(str(scheme)) + r"/[a-z0-9-]+", str(node))
        assert len(set(vocab.objects(node, SK.prefLabel))) == 1


def test_no_word_stands_for_two_entries_of_one_list() -> None:
    for name in ("role", "channel", "deal-kind", "source-kind"):
        words = [w.casefold() for each in lists.concepts(name).values() for w in (each.label, *each.others)]
        assert len(words) == len(set(words)), name


def test_the_lists_cover_the_codes_of_the_model() -> None:
    for kind in DealKind:
        lists.concept("deal-kind", kind)
    for status in DealStatus:
        lists.concept("deal-status", status)
    for modality in Modality:
        lists.concept("modality", modality)
    with pytest.raises(KeyError):
        lists.concept("deal-kind", "barter")


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("CEO", ("ceo",)),
        ("co-founder and chief executive", ("cofounder", "ceo")),
        ("former Chief Executive Officer", ("ceo",)),
        ("President & CFO", ("president", "cfo")),
        ("vice president of infrastructure", ("vice-president",)),
        ("director of sales", ()),
        ("assistant to the CEO", ()),
        ("Gärtner", ()),
    ],
)
def test_a_title_as_written_meets_its_roles(title: str, codes: tuple[str, ...]) -> None:
    assert lists.role_codes(title) == codes


def test_words_lead_to_the_entry_of_a_list() -> None:
    assert lists.code_of("channel", "LinkedIn post") == "linkedin"
    assert lists.code_of("source-kind", "press release") == "press-release"
    assert lists.code_of("channel", "smoke signal") is None


def test_every_rule_has_a_label_and_a_confidence_and_the_file_is_sorted() -> None:
    names = re.findall(r"^rule:(\S+) a kg:ExtractionRule", (ONTOLOGY / "rules.ttl").read_text("utf-8"), re.M)
    assert names == sorted(set(names))
    assert list(terms.rules()) == names
    assert all(0 < rule.confidence <= 1 and rule.label for rule in terms.rules().values())
    assert terms.rule("deal-value").confidence <= Decimal(1)
    with pytest.raises(KeyError, match="not listed"):
        terms.rule("guesswork")

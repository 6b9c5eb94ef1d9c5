from dataclasses import replace
from typing import Any

import pyoxigraph as ox
import pytest
from made_up import archive, article, count, deal, dollars, layoff, role, said, tie, words

from kg.derive import derivations, derive
from kg.fusion import fuse
from kg.graph import FACTS, ontology_graphs, quads
from kg.model import Bound, DealKind, Modality, Money, Reading, Relation, Sourced
from kg.prefixes import PREFIXES
from kg.terms import KG, evidenced

DEAL = "deal:brightcloud-nimbus-labs-cloud-services-2031"


def derived(readings: list[Reading]) -> ox.Store:
    graph = ox.Store()
    graph.extend(ontology_graphs())
    graph.extend(quads(fuse(readings)))
    derive(graph)
    return graph


@pytest.fixture(scope="module")
def graph() -> ox.Store:
    return derived(archive())


def rows(graph: ox.Store, where: str, name: str) -> list[str]:
    text = f"SELECT DISTINCT * WHERE {{ {where} }}"
    found: Any = graph.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
    return sorted(str(row[name].value).rpartition("/")[2] for row in found)


def facts(graph: ox.Store, subject: str, predicate: str) -> list[str]:
    return rows(graph, f"GRAPH g:facts {{ {subject} {predicate} ?o }}", "o")


def test_the_narrower_of_two_readings_becomes_the_fact(graph: ox.Store) -> None:
    assert facts(graph, DEAL, "kg:duration") == ["dur-72"]
    assert facts(graph, DEAL, "kg:totalValue") == ["usd-12000000000"]
    where = f"?a kg:refines ?b . ?a rdf:subject {DEAL} ; rdf:object ?x . ?b rdf:object ?y"
    assert rows(graph, where, "x") == ["cloud-services", "dur-72", "usd-12000000000"]
    assert rows(graph, where, "y") == ["dur-from-24", "partnership", "usd-from-10000000000"]


def test_a_subsidiary_wins_over_its_parent_and_the_parent_is_kept(graph: ox.Store) -> None:
    assert facts(graph, DEAL, "kg:provider") == ["brightcloud"]
    where = f"?c rdf:subject {DEAL} ; rdf:predicate kg:provider ; rdf:object co:bright-holdings ; kg:rank ?r"
    assert rows(graph, where, "r") == ["normal"]


def test_a_partnership_holds_in_both_directions(graph: ox.Store) -> None:
    assert facts(graph, "co:brightcloud", "kg:partnersWith") == ["nimbus-labs"]
    assert facts(graph, "co:nimbus-labs", "kg:partnersWith") == ["brightcloud"]


def test_hardware_use_is_a_direct_triple(graph: ox.Store) -> None:
    assert facts(graph, "co:brightcloud", "kg:usesHardware") == ["corvid-k7"]


def test_a_digest_and_its_source_are_two_articles_of_one_origin(graph: ox.Store) -> None:
    where = "?c rdf:predicate kg:hasCEO ; kg:articleCount ?n ; kg:originCount ?o"
    assert (rows(graph, where, "n"), rows(graph, where, "o")) == (["2"], ["1"])


def test_what_is_only_possible_is_no_fact(graph: ox.Store) -> None:
    assert facts(graph, "?event", "kg:quantity") == ["count-from-200000"]
    where = "?c rdf:predicate kg:quantity ; rdf:object val:count-to-900 ; kg:rank ?r"
    assert rows(graph, where, "r") == ["unasserted"]


def test_what_is_denied_is_no_fact() -> None:
    a, b = article("a", "Acorn is a partner of Birch"), article("b", "Acorn is no partner of Birch")
    denied = words(b, b.text, "partner-of", refutes=True)
    no = Relation("org/acorn", "partner_of", "org/birch", denied, (0, 5), (23, 28))
    found = derived([
        Reading(a, relations=(tie(a, "Acorn", "partner_of", "Birch", a.text),)), Reading(b, relations=(no,)),
    ])  # fmt: skip
    assert facts(found, "co:acorn", "kg:partnersWith") == []
    assert rows(found, "?c rdf:predicate kg:partnersWith ; kg:rank ?r", "r") == ["deprecated"]


def sums(*amounts: tuple[str, str, str]) -> ox.Store:
    """One deal told by several articles of the same day, each with a sum: text, amount, currency."""
    readings = []
    for number, (text, amount, currency) in enumerate(amounts):
        a = article(f"a{number}", f"Acorn buys Birch for {text}", published="2031-03-01")
        money = dollars(text, amount, currency=currency)
        told = deal(a, DealKind.ACQUISITION, {"Acorn": "acquirer", "Birch": "target"}, "Acorn buys Birch", value=money)
        readings.append(Reading(a, deals=(told,)))
    return derived(readings)


def test_a_tied_contradiction_gives_no_fact() -> None:
    found = sums(("$2bn", "2e9", "USD"), ("$3bn", "3e9", "USD"))
    assert facts(found, "deal:acorn-birch-acquisition", "kg:totalValue") == []
    assert len(rows(found, "GRAPH g:derived { ?a kg:contradicts ?b }", "a")) == 2


def test_more_origins_settle_a_contradiction() -> None:
    found = sums(("$2bn", "2e9", "USD"), ("$3bn", "3e9", "USD"), ("$3.0bn", "3e9", "USD"))
    assert facts(found, "deal:acorn-birch-acquisition", "kg:totalValue") == ["usd-3000000000"]


def test_currencies_are_not_converted() -> None:
    found = sums(("$2bn", "2e9", "USD"), ("€2bn", "2e9", "EUR"))
    assert rows(found, "GRAPH g:derived { ?a kg:contradicts ?b }", "a") == []
    assert len(rows(found, "GRAPH g:derived { ?a kg:incomparableWith ?b }", "a")) == 2
    assert len(facts(found, "deal:acorn-birch-acquisition", "kg:totalValue")) == 1


def chiefs(first_day: str, second_day: str) -> ox.Store:
    a = article("a", "Acorn CEO Ada Quill", published=first_day)
    b = article("b", "Acorn CEO Bo Fenn", published=second_day)
    return derived([
        Reading(a, roles=(role(a, "Ada Quill", "CEO", "Acorn", a.text),)),
        Reading(b, roles=(role(b, "Bo Fenn", "CEO", "Acorn", b.text),)),
    ])  # fmt: skip


def test_office_holders_of_different_times_do_not_contradict_and_the_later_one_holds() -> None:
    found = chiefs("2029-05-01", "2031-05-01")
    assert facts(found, "co:acorn", "kg:hasCEO") == ["bo-fenn"]
    assert rows(found, "GRAPH g:derived { ?a kg:contradicts ?b }", "a") == []


def test_two_office_holders_of_one_day_contradict() -> None:
    found = chiefs("2031-05-01", "2031-05-01")
    assert facts(found, "co:acorn", "kg:hasCEO") == []


def test_a_claim_inside_a_quotation_is_conveyed_by_its_speaker_and_not_one_between_its_parts() -> None:
    a = article("a", "“Acorn will cut 300 jobs,” said Ada Quill, CEO of Acorn. “There is no other way.”")
    spoken = said(a, "Ada Quill", ("Acorn will cut 300 jobs,", "There is no other way."))
    event = layoff(a, "Acorn", count("300", 300, 300, Bound.EXACT), Modality.PLANNED)
    found = derived([
        Reading(a, roles=(role(a, "Ada Quill", "CEO", "Acorn", "CEO of Acorn"),), statements=(spoken,), events=(event,))
    ])  # fmt: skip
    assert rows(found, "GRAPH g:derived { ?s kg:conveys ?c }", "c") == [
        "evt.acorn-layoff-count-300--actor--co.acorn",
        "evt.acorn-layoff-count-300--quantity--val.count-300",
    ]


def test_every_fact_of_an_evidenced_property_has_its_claim(graph: ox.Store) -> None:
    for quad in graph.quads_for_pattern(None, None, None, FACTS):
        assert quad.predicate in evidenced()
    assert not any(quad.predicate == KG.latestStatus for quad in graph.quads_for_pattern(None, None, None, FACTS))


def test_every_claim_has_one_rank(graph: ox.Store) -> None:
    claims = rows(graph, "?c a kg:Claim", "c")
    assert rows(graph, "GRAPH g:derived { ?c kg:rank ?r }", "c") == claims


def test_deriving_twice_changes_nothing(graph: ox.Store) -> None:
    before = set(graph)
    derive(graph)
    assert set(graph) == before


def test_every_rule_introduces_itself() -> None:
    assert [rule.name for rule in derivations()] == sorted(rule.name for rule in derivations())
    assert all(rule.title for rule in derivations())


# ------------------------------------------------------------------- what is a conflict, and what is none


def told(id_: str, text: str, value: Money | None = None, kind: DealKind = DealKind.ACQUISITION) -> Reading:
    a = article(id_, text, published="2031-03-01")
    parties = {"Acorn": "acquirer", "Birch": "target"}
    return Reading(a, deals=(deal(a, kind, parties, text, value=value),))


def disputes(*readings: Reading) -> list[str]:
    graph = derived(list(readings))
    return rows(graph, "?a kg:contradicts ?b . ?a rdf:object ?x", "x")


def test_two_articles_with_sums_of_their_own_contradict_each_other() -> None:
    first = told("a", "Acorn buys Birch for $2bn", dollars("$2bn", "2e9"))
    second = told("b", "Acorn buys Birch for $3bn", dollars("$3bn", "3e9"))
    assert disputes(first, second) == ["usd-2000000000", "usd-3000000000"]


def test_a_rounded_sum_is_no_contradiction() -> None:
    first = told("a", "Acorn buys Birch for $2bn", dollars("$2bn", "2e9"))
    second = told("b", "Acorn buys Birch for $2.02bn", dollars("$2.02bn", "2.02e9"))
    assert disputes(first, second) == []


def test_two_currencies_are_no_contradiction() -> None:
    first = told("a", "Acorn buys Birch for $2bn", dollars("$2bn", "2e9"))
    second = told("b", "Acorn buys Birch for €1.8bn", dollars("€1.8bn", "1.8e9", currency="EUR"))
    assert disputes(first, second) == []


def test_two_sums_in_one_article_are_no_dispute_between_articles() -> None:
    a = article("a", "Acorn pays $2bn first and $3bn later")
    one = deal(a, DealKind.ACQUISITION, {"Acorn": "acquirer"}, "Acorn pays", value=dollars("$2bn", "2e9"))
    later = Sourced(dollars("$3bn", "3e9"), words(a, "$3bn", "deal-value"))
    assert disputes(Reading(a, deals=(replace(one, values=(*one.values, later)),))) == []


def test_two_words_for_the_kind_of_a_deal_are_no_contradiction() -> None:
    first = told("a", "Acorn buys Birch for $2bn", dollars("$2bn", "2e9"))
    second = told("b", "Acorn invests $2bn in Birch", dollars("$2bn", "2e9"), DealKind.INVESTMENT)
    assert disputes(first, second) == []

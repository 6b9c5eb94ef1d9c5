import hashlib
from collections import defaultdict

import pyoxigraph as ox
import pytest
from made_up import archive, article, count, deal, dollars, use, words

from kg.fusion import fuse
from kg.graph import article_graph, graph_name, node, ontology_graphs, quads, term
from kg.model import Bound, DealKind, Evidence, Origin, Reading
from kg.prefixes import PREFIXES

HERALD = "graph/article-herald"


@pytest.fixture(scope="module")
def graph() -> ox.Store:
    store = ox.Store()
    store.extend(quads(fuse(archive())))
    return store


def ask(graph: ox.Store, where: str, *names: str) -> list[tuple[str, ...]]:
    found = graph.query(f"SELECT * WHERE {{ {where} }}", prefixes=PREFIXES, use_default_graph_as_union=True)
    return sorted(tuple(str(row[name].value) for name in names) for row in found)  # type: ignore[union-attr]


def test_a_triple_lives_in_one_graph(graph: ox.Store) -> None:
    homes: dict[ox.Triple, set[ox.NamedNode]] = defaultdict(set)
    for quad in (*graph, *ontology_graphs()):
        homes[quad.triple].add(quad.graph_name)
    assert [triple for triple, graphs in homes.items() if len(graphs) > 1] == []


def test_there_are_no_blank_nodes(graph: ox.Store) -> None:
    assert not any(isinstance(each, ox.BlankNode) for quad in graph for each in (quad.subject, quad.object))


def test_an_article_graph_holds_the_article_and_its_evidence_and_nothing_else(graph: ox.Store) -> None:
    kinds = {
        quad.subject.value.removeprefix("https://w3id.org/aideals/id/").split("/")[0]
        for quad in graph.quads_for_pattern(None, None, None, article_graph("gazette"))
    }
    assert kinds == {"article", "evidence", "mention"}


def test_evidence_is_the_characters_it_names(graph: ox.Store) -> None:
    where = "?e kg:inArticle ?a ; kg:start ?from ; kg:end ?to ; kg:exact ?exact . ?a schema:text ?text"
    rows = ask(graph, where, "text", "from", "to", "exact")
    assert len(rows) > 40
    assert all(text[int(start) : int(end)] == exact for text, start, end, exact in rows)


def test_an_article_says_what_its_text_is(graph: ox.Store) -> None:
    text = archive()[0].article.text
    [row] = ask(graph, "art:herald kg:textSha256 ?sha ; kg:textLength ?n ; kg:publishedDuring ?t", "sha", "n", "t")
    assert row == (
        hashlib.sha256(text.encode()).hexdigest(), str(len(text)), PREFIXES["val"] + "t-2031-04-07",
    )  # fmt: skip


def test_a_digest_is_based_on_the_article_that_is_held_and_on_a_publication_that_is_not() -> None:
    a = article("digest", "Nothing new.", based_on=Origin("https://www.press.example/a/1", "Press", "press release"))
    store = ox.Store()
    store.extend(quads(fuse([*archive(), Reading(a)])))
    assert ask(store, "?a schema:isBasedOn ?b", "a", "b") == [
        (PREFIXES["art"] + "digest", PREFIXES["pub"] + "press-example-a-1"),
        (PREFIXES["art"] + "gazette", PREFIXES["art"] + "herald"),
    ]
    [row] = ask(store, "pub:press-example-a-1 a schema:CreativeWork ; kg:sourceKind ?k", "k")
    assert row == (PREFIXES["src"] + "press-release",)


def test_a_claim_is_one_node_with_a_slot_and_the_evidence_of_two_articles(graph: ox.Store) -> None:
    where = (
        "?c rdf:subject deal:brightcloud-nimbus-labs-cloud-services-2031 ; rdf:predicate kg:totalValue ; "
        "rdf:object val:usd-12000000000 ; kg:slot ?slot . ?e kg:supports ?c ; kg:inArticle ?a"
    )
    assert {article for _, article in ask(graph, where, "slot", "a")} == {
        PREFIXES["art"] + "courier",
        PREFIXES["art"] + "herald",
    }


def test_a_split_quotation_keeps_its_segments(graph: ox.Store) -> None:
    where = "?e kg:hasSegment ?s ; kg:rule rule:speech-split . ?s kg:segmentStart ?from ; kg:segmentEnd ?to"
    assert len(ask(graph, where, "e", "s")) == 2


def test_a_statement_says_who_and_as_what(graph: ox.Store) -> None:
    [row] = ask(graph, "?s kg:speaker pe:ada-quill ; kg:spokenAs ?t ; kg:spokenFor ?o ; schema:text ?x", "t", "o")
    assert row == (PREFIXES["ten"] + "ada-quill--ceo--nimbus-labs", PREFIXES["co"] + "nimbus-labs")


def test_a_value_has_bounds_unit_and_precision(graph: ox.Store) -> None:
    where = "val:count-from-200000 a kg:Quantity ; schema:minValue ?n ; qudt:hasUnit ?u ; kg:precision ?p"
    assert ask(graph, where, "n", "u", "p") == [("200000", PREFIXES["unit"] + "NUM", PREFIXES["prec"] + "at-least")]
    assert ask(graph, "val:count-from-200000 schema:maxValue ?n", "n") == []


def test_fractions_are_canonical_decimals() -> None:
    a = article("a", "Acorn pays Birch $20.50 a share")
    told = deal(a, DealKind.ACQUISITION, {"Acorn": "acquirer", "Birch": "target"}, "Acorn pays Birch",
                value=dollars("$20.50", "20.50"))  # fmt: skip
    [quad] = [q for q in quads(fuse([Reading(a, deals=(told,))])) if q.predicate == term("schema:minValue")]
    assert quad.object == ox.Literal("20.5", datatype=ox.NamedNode(PREFIXES["xsd"] + "decimal"))


def test_evidence_of_a_rule_nobody_listed_fails_loudly() -> None:
    a = article("a", "Acorn buys Birch")
    guess = Evidence.cut(a, 0, 5, "guesswork")
    told = deal(a, DealKind.ACQUISITION, {"Acorn": "acquirer"}, "Acorn buys Birch")
    wrong = type(told)(told.kind, told.statuses, told.parties, (guess,), guess)
    with pytest.raises(KeyError, match="guesswork"):
        list(quads(fuse([Reading(a, deals=(wrong,))])))


def test_hardware_outside_any_deal_keeps_its_count() -> None:
    a = article("a", "up to 900 K7 chips hum in the north")
    piece = use(a, "K7 chips", count("up to 900", None, 900, Bound.UP_TO))
    found = {(q.subject, q.object) for q in quads(fuse([Reading(a, hardware=(piece,))]))}
    assert (node("claim/pr.k7-chip--reportedQuantity--val.count-to-900"), node("product/k7-chip")) in found


def test_a_denial_refutes() -> None:
    a = article("a", "Acorn is no partner of Birch")
    denied = words(a, "Acorn is no partner of Birch", "partner-of", refutes=True)
    from kg.model import Relation

    tie = Relation("org/acorn", "partner_of", "org/birch", denied, (0, 5), (23, 28))
    predicates = [q.predicate for q in quads(fuse([Reading(a, relations=(tie,))]))]
    assert term("kg:refutes") in predicates
    assert term("kg:supports") not in predicates


def test_the_ontology_lists_and_rules_are_graphs_of_their_own() -> None:
    assert {quad.graph_name for quad in ontology_graphs()} == {graph_name("ontology"), graph_name("vocab")}


def test_equal_articles_give_equal_quads() -> None:
    assert list(quads(fuse(archive()))) == list(quads(fuse(reversed(archive()))))

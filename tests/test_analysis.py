"""The network of entities: connections, rank, communities, who supplies whom, and exposure by value."""

import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from decimal import Decimal
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner
from made_up import archive

from kg.analysis import answers
from kg.analysis.communities import communities
from kg.analysis.dependencies import needs, tree
from kg.analysis.exposure import Deal, exposure
from kg.analysis.network import name_of, network, network_of, simple
from kg.analysis.paths import shortest
from kg.analysis.ranks import MEASURES, ranked
from kg.analysis.sentences import sentence
from kg.analysis.writing import FORMS, write
from kg.cli import main
from kg.errors import QueryError, UnknownNameError
from kg.store import Store

ID = "https://w3id.org/aideals/id/"


def row(source, tie, target, *, articles=1, status=""):
    """A row of the question ``network``: refs such as ``org/acme``, a property of ``kg:`` by its local name."""
    told = f"{ID}claim/{source}--{tie}--{target}"
    found = {
        "source": ID + source, "sourceName": source.split("/")[1].title(), "target": ID + target,
        "targetName": target.split("/")[1].title(), "tie": f"https://w3id.org/aideals/ns#{tie}",
        "tieName": f"has {tie}", "articles": str(articles), "words": tie,
        "article": f"{ID}article/a", "headline": "A", "start": "0", "end": "3", "told": told,
    }  # fmt: skip
    return found | ({"statusName": status} if status else {})


CHAIN = [
    row("deal/hall", "customer", "org/acme"),
    row("deal/hall", "provider", "org/brim"),
    row("deal/hall", "usesHardware", "product/chip"),
    row("org/brim", "usesHardware", "product/rack"),
    row("product/rack", "madeBy", "org/crux"),
    row("product/chip", "madeBy", "org/dorn"),
    row("org/dorn", "customerOf", "org/acme"),
]


@pytest.fixture(scope="module")
def store():
    with Store.open(":memory:", "write") as store:
        store.put(archive())
        yield store


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("network") / "store"
    with Store.open(path, "write") as store:
        store.put(archive())
    return path


def run(folder, *args):
    return CliRunner().invoke(main, ["--store", str(folder), *map(str, args)], catch_exceptions=False)


# ---------------------------------------------------------------------------------- network


def test_every_tie_carries_the_words_that_say_so(store):
    graph = network(store)
    [tie] = [
        data["tie"] for _, _, data in graph.edges(data=True) if data["tie"].property == "schema:parentOrganization"
    ]
    assert (name_of(graph, tie.source), name_of(graph, tie.target)) == ("Brightcloud", "Bright Holdings")
    assert (tie.kind, tie.words) == ("ownership", "Brightcloud, a unit of Bright Holdings")


def test_talk_is_a_tie_only_when_asked_for(store):
    def kinds(graph):
        return {data["tie"].kind for _, _, data in graph.edges(data=True)}

    assert "speech" not in kinds(network(store))
    assert kinds(network(store, ("speech",))) <= {"speech"}


def test_an_unknown_kind_of_tie_suggests_a_near_one(store):
    with pytest.raises(QueryError, match="no kind of tie 'suply'; did you mean 'supply'"):
        network(store, ("suply",))


def test_the_network_does_not_depend_on_the_order_of_rows():
    one, other = network_of(CHAIN), network_of(reversed(CHAIN))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))


# ------------------------------------------------------------------------------------ paths


def test_two_parties_of_a_deal_are_connected_through_it():
    [path] = shortest(network_of(CHAIN[:2]), [ID + "org/acme"], [ID + "org/brim"])
    assert [(hop.source, hop.target, hop.forward) for hop in path] == [
        (ID + "org/acme", ID + "deal/hall", False),
        (ID + "deal/hall", ID + "org/brim", True),
    ]


def test_of_paths_of_one_length_the_one_told_more_often_comes_first():
    rows = [row("org/a", "partnersWith", "org/x"), row("org/x", "partnersWith", "org/z")]
    rows += [
        row("org/a", "partnersWith", "org/y", articles=4), row("org/y", "partnersWith", "org/z"),
        row("org/a", "partnersWith", "org/b"), row("org/b", "partnersWith", "org/c"),
        row("org/c", "partnersWith", "org/z"),
    ]  # fmt: skip
    paths = shortest(network_of(rows), [ID + "org/a"], [ID + "org/z"], k=3)
    assert [path[0].target.removeprefix(ID) for path in paths] == ["org/y", "org/x", "org/b"]


def test_what_nothing_connects_has_no_path():
    graph = network_of([*CHAIN[:1], row("org/lone", "partnersWith", "org/pair")])
    assert shortest(graph, [ID + "org/acme"], [ID + "org/lone"]) == []


def test_each_hop_shows_the_sentence_its_words_stand_in(store):
    answer = answers.path(store, "Ada Quill", "Bright Holdings", k=1)
    first, *_, last = answer.rows
    assert (first["from"], last["to"]) == ("Ada Quill", "Bright Holdings")
    assert first["sentence"] == "“Nobody builds chips alone,” said Ada Quill, the chief executive of Nimbus Labs."
    assert all(str(record["words"]) in str(record["sentence"]) for record in answer.rows)


def test_a_sentence_is_found_across_a_line_break_and_at_the_end():
    text = "One stands here. Two\nstands there. Three ends"
    assert sentence(text, 4, 10) == "One stands here."
    assert sentence(text, 17, 27) == "Two stands there."
    assert sentence(text, len(text) - 4, len(text)) == "Three ends"


def test_unknown_names_suggest_near_ones(store):
    with pytest.raises(UnknownNameError, match="did you mean Brightcloud"):
        answers.path(store, "brihtcloud", "Nimbus Labs")


# ------------------------------------------------------------------------------------- rank


def test_measures_agree_with_those_of_networkx():
    graph = network_of(CHAIN)
    flat = simple(graph)
    between = nx.betweenness_centrality(flat)
    found = {each.node: each for each in ranked(graph, "betweenness")}
    assert {node: each.degree for node, each in found.items()} == dict(flat.degree())
    assert {node: each.betweenness for node, each in found.items()} == pytest.approx(between)
    assert sum(each.pagerank for each in found.values()) == pytest.approx(1)


def test_a_star_is_led_by_its_middle_and_its_rays_share_a_place():
    graph = network_of(row(f"org/ray-{i}", "customerOf", "org/sun") for i in range(5))
    for measure in MEASURES:
        first, *rest = ranked(graph, measure)
        assert first.node == ID + "org/sun"
        assert {each.place for each in rest} == {2}


def test_kinds_of_entities_are_ranked_among_themselves(store):
    rows = answers.rank(store, nodes=("org",)).rows
    assert {record["kind"] for record in rows} == {"organisation"}
    assert rows[0]["place"] == 1


def test_an_unknown_measure_suggests_a_near_one(folder):
    done = run(folder, "rank", "--by", "pagerang")
    assert (done.exit_code, done.stderr) == (2, "kg: no measure 'pagerang'; did you mean 'pagerank'?\n")


# ------------------------------------------------------------------------------ communities


def test_two_circles_joined_by_one_tie_are_two_communities():
    circles = [
        row(f"org/{name}{a}", "partnersWith", f"org/{name}{b}") for name in "pq" for a in range(4) for b in range(a)
    ]
    found = communities(network_of([*circles, row("org/p0", "partnersWith", "org/q0")]))
    assert [(len(group.members), group.inside, group.outside) for group in found.groups] == [(4, 6, 1), (4, 6, 1)]
    assert found.modularity > 0.3


def test_nothing_falls_into_no_communities():
    assert communities(network_of([])).groups == ()


# ----------------------------------------------------------------------------- dependencies


def test_supply_is_followed_from_customer_to_provider_to_maker():
    graph = network_of(CHAIN)
    steps = [
        (step.level, step.need.dependent.removeprefix(ID), step.need.supplier.removeprefix(ID), step.again)
        for step in tree(graph, [ID + "org/acme"])
    ]
    assert steps == [
        (1, "org/acme", "org/brim", False),
        (2, "org/brim", "org/crux", False),
        (2, "org/brim", "org/dorn", True),
        (1, "org/acme", "org/dorn", False),
        (2, "org/dorn", "org/acme", True),
    ]


def test_what_a_need_runs_through_is_named():
    graph = network_of(CHAIN)
    through = {(need.dependent, need.supplier): need.through for need in needs(graph)}
    assert through[ID + "org/brim", ID + "org/dorn"] == (ID + "product/chip",)
    assert through[ID + "org/acme", ID + "org/brim"] == (ID + "deal/hall",)


def test_dependents_are_the_same_needs_from_the_other_end():
    graph = network_of(CHAIN)
    assert {step.need.dependent for step in tree(graph, [ID + "org/crux"], dependents=True, depth=1)} == {
        ID + "org/brim"
    }


@pytest.mark.parametrize("status", ["denied", "cancelled"])
def test_a_deal_that_is_off_supplies_nobody(status):
    graph = network_of(
        [row("deal/x", "customer", "org/a", status=status), row("deal/x", "provider", "org/b", status=status)]
    )
    assert needs(graph) == []


def test_selling_shares_is_no_supply():
    graph = network_of(
        [row("deal/x", "buyer", "org/a"), row("deal/x", "seller", "org/b"), row("deal/x", "target", "org/c")]
    )
    assert needs(graph) == []


def test_who_makes_a_product_of_its_own_with_another_does_not_need_that_other_for_it():
    graph = network_of(
        [
            row("org/a", "usesHardware", "product/p"), row("product/p", "madeBy", "org/a"),
            row("product/p", "madeBy", "org/b"), row("product/p", "usesHardware", "product/q"),
            row("product/q", "madeBy", "org/c"),
        ]
    )  # fmt: skip
    assert [(need.dependent, need.supplier) for need in needs(graph)] == [(ID + "org/a", ID + "org/c")]


# --------------------------------------------------------------------------------- exposure


def made(name, parties, low, high="same", status="announced", currency="USD"):
    bounds = [None if bound is None else Decimal(bound) for bound in (low, low if high == "same" else high)]
    return Deal(
        ID + f"deal/{name}", name, status, tuple((p, p.title(), role) for p, role in parties), currency, *bounds
    )


def test_a_deal_of_three_counts_whole_for_each_and_once_in_all_and_the_overlap_is_stated():
    found = [
        made("one", [("acme", "customer"), ("brim", "provider"), ("crux", "provider")], 10),
        made("two", [("acme", "customer"), ("brim", "provider")], 5),
    ]
    total, brim, crux = exposure(found, ["acme"])
    assert (total.low, total.high, total.shared, total.overlap) == (15, 15, 1, 10)
    assert (brim.name, brim.low, brim.shared) == ("Brim", 15, 1)
    assert (crux.name, crux.low, crux.shared) == ("Crux", 10, 1)


def test_currencies_standings_and_open_values_stay_apart():
    parties = [("acme", "customer"), ("brim", "provider")]
    found = [
        made("a", parties, 7, None), made("b", parties, None, 9, currency="EUR"),
        made("c", parties, 3, status="rumoured"),
        made("d", parties, 4, status="denied"), made("e", parties, None, None, currency=""),
    ]  # fmt: skip
    lines = [(x.standing, x.currency, x.low, x.high) for x in exposure(found, ["acme"]) if x.counterparty]
    assert lines == [
        ("agreed", "", 0, None), ("agreed", "EUR", 0, 9), ("agreed", "USD", 7, None), ("called off", "USD", 4, 4),
        ("talked of", "USD", 3, 3),
    ]  # fmt: skip


def test_exposure_comes_from_the_deals_of_the_store(store):
    rows = answers.exposure(store, "Tarn Robotics").rows
    assert [(record["counterparty"], record["currency"], record["from"]) for record in rows] == [
        ("in all", "USD", "300,000,000"),
        ("Nimbus Labs", "USD", "300,000,000"),
    ]


def test_a_name_in_no_deal_has_no_exposure(store):
    with pytest.raises(UnknownNameError, match="takes part in no deal"):
        answers.exposure(store, "Ada Quill")


# ---------------------------------------------------------------------------------- writing


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "asked",
    [
        ("path", "Ada Quill", "Brightcloud"), ("rank",), ("communities",), ("dependencies", "Nimbus Labs"),
        ("exposure", "Nimbus Labs"),
    ],
)  # fmt: skip
def test_every_answer_can_be_written_in_every_form(folder, asked, form):
    done = run(folder, *asked, "-f", form)
    assert done.exit_code == 0
    assert done.stdout
    if form in ("graphml", "gexf"):
        ET.fromstring(done.stdout)  # noqa: S314 - our own
    if form == "json":
        assert json.loads(done.stdout)["note"].strip() == done.stderr.strip()


def test_graphml_comes_back_with_names_and_words(folder, tmp_path):
    assert run(folder, "path", "Ada Quill", "Nimbus Labs", "-k", 1, "-o", tmp_path / "path.graphml").exit_code == 0
    graph = nx.read_graphml(tmp_path / "path.graphml")
    assert {data["label"] for _, data in graph.nodes(data=True)} == {"Ada Quill", "Nimbus Labs"}
    assert all(data["words"] and data["article"].startswith(ID) for _, _, data in graph.edges(data=True))


def test_marks_of_an_answer_stand_in_the_graph(folder, tmp_path):
    run(folder, "rank", "-o", tmp_path / "rank.graphml")
    graph = nx.read_graphml(tmp_path / "rank.graphml")
    assert all(data["pagerank"] > 0 for _, data in graph.nodes(data=True))


def test_a_character_that_xml_forbids_does_not_break_the_file(store):
    bad = network_of([row("org/a", "customerOf", "org/b") | {"words": "bell \x07 <&>"}])
    answer = answers.Answer(("a",), (), "", bad)
    for form in ("graphml", "gexf"):
        text = "".join(write(answer, form))
        ET.fromstring(text)  # noqa: S314 - our own
        assert "\x07" not in text


def test_no_file_says_when_it_was_made(folder):
    assert "lastmodified" not in run(folder, "rank", "-f", "gexf").stdout


@pytest.mark.parametrize(
    "command",
    [["communities", "-f", "gexf"], ["path", "Ada Quill", "Brightcloud", "-f", "json"], ["rank", "-f", "csv"]],
)
def test_the_same_bytes_whatever_the_hash_seed(folder, command):
    def output(seed):
        args = [sys.executable, "-m", "kg", "--store", str(folder), *command]
        path = str(Path(__file__).parents[1])
        done = subprocess.run(args, capture_output=True, check=True, env={"PYTHONHASHSEED": seed, "PYTHONPATH": path})
        return done.stdout

    assert output("1") == output("2")


def test_the_numbers_are_explained_on_standard_error(folder):
    assert "share of all pairs" in run(folder, "rank").stderr
    assert "nothing converted" in run(folder, "exposure", "Nimbus Labs").stderr

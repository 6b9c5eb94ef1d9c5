"""The library of questions: well made, the same on both engines, and asked safely."""

import datetime
import itertools
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg import sparql
from kg.errors import QueryError, UnknownNameError
from kg.library import load, question, questions, read
from kg.lookup import find
from kg.prefixes import PREFIXES
from kg.queries import ask
from kg.rendering import render
from kg.resources import ONTOLOGY, QUERIES
from kg.results import Rows, Triples, Truth, shown
from kg.sparql import given, variables

STORE = Path(__file__).parent / "shapes" / "store.trig"
ID = "https://w3id.org/aideals/id/"
DEAL = "deal:halden-labs-norvane-cloud-cloud-services-2026"


@pytest.fixture(scope="module")
def store():
    store = ox.Store()
    store.load(path=str(STORE), format=ox.RdfFormat.TRIG)
    for name, file in (("ontology", "kg.ttl"), ("vocab", "vocab.ttl"), ("vocab", "rules.ttl")):
        name = ox.NamedNode(f"{ID}graph/{name}")
        store.load(path=str(ONTOLOGY / file), format=ox.RdfFormat.TURTLE, to_graph=name)
    return store


@pytest.fixture(scope="module")
def dataset(store):
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=ox.serialize(store, format=ox.RdfFormat.N_QUADS).decode(), format="nquads")
    return dataset


def table(answer):
    """The rows as people see them, column by column."""
    return [tuple(map(shown, row)) for row in answer.rows]


def records(answer, *names):
    place = [answer.variables.index(name) for name in names]
    return [tuple(row[i] for i in place) for row in table(answer)]


# ------------------------------------------------------------------------------ well made

every_question = pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)


@every_question
def test_a_question_introduces_itself(asked):
    assert asked.title
    assert asked.question.endswith("?") or asked.question.endswith(".)")
    assert {param.name for param in asked.params} == given(asked.text)
    assert {param.name for param in asked.params} <= variables(asked.text) | given(asked.text)
    shown_variables = {name for column in asked.columns for name in column.variables}
    projected = set(re.findall(r"\?(\w+)", asked.text.split("SELECT", 1)[1].split("WHERE", 1)[0]))
    assert shown_variables <= projected


@every_question
def test_a_question_orders_its_rows_and_uses_known_terms(asked):
    body = "\n".join(line for line in asked.text.splitlines() if not line.startswith("#"))
    assert "ORDER BY" in body.rpartition("}")[2]
    ontology = (ONTOLOGY / "kg.ttl").read_text()
    for term in set(re.findall(r"(?<![\w/])kg:(\w+)", body)):
        assert re.search(rf"^kg:{term} a ", ontology, re.MULTILINE), term


@every_question
def test_both_engines_give_the_same_rows(store, dataset, asked):
    here, there = ask(store, asked), ask(dataset, asked)
    assert here.variables == there.variables
    rows = table(here)
    assert rows == table(there)
    assert bool(rows) is (asked.name != "bare-facts")


def test_there_are_the_questions_people_ask():
    names = {asked.name for asked in questions()}
    assert len(names) >= 25
    assert names >= {"who-said", "deals", "deal-sheet", "leaders", "timeline", "conflicts", "facts", "evidence"}


# ------------------------------------------------------------------------------- answers


def test_who_said_what_and_when(store):
    answer = ask(store, "who-said", {"channel": "LinkedIn"})
    names = ("speakerName", "role", "organisationName", "said", "text", "manner", "aboutNames", "articles")
    text = "the company needs far more computing power"
    assert records(answer, *names) == [
        ("Tomas Reyl", "head", "Halden Labs", "2026-03-03", text, "paraphrased", "Halden Labs", "1")
    ]


def test_a_day_nobody_gave_is_shown_as_the_day_of_report(store):
    answer = ask(store, "who-said", {"speaker": "Mira Solberg", "words": "LARGEST"})
    assert records(answer, "said", "reported", "when", "articles") == [("", "2026-03-04", "reported 2026-03-04", "2")]


@pytest.mark.parametrize(("since", "until", "speakers"), [
    ("2026-03-04", "", ["Mira Solberg", "one commenter"]), ("", datetime.date(2026, 3, 3), ["Tomas Reyl"]),
    ("2026", "2026-03", ["Mira Solberg", "Tomas Reyl", "one commenter"]), ("2027", "", []),
])  # fmt: skip
def test_a_span_of_days_leaves_out_what_has_no_day(store, since, until, speakers):
    answer = ask(store, "who-said", {"since": since, "until": until})
    assert [name for (name,) in records(answer, "speakerName")] == speakers


def test_deals_by_party_kind_and_time(store):
    wanted = [("12 billion US dollars", "seven years", "announced", "3")]
    for params in (
        {},
        {"party": "Halden"},
        {"kind": "cloud_services"},
        {"hardware": "Q9"},
        {"since": "2026-03-04"},
        {"least": "1e6"},
    ):
        assert records(ask(store, "deals", params), "value", "term", "statusName", "articles") == wanted
    for params in (
        {"party": "Fjordbank"},
        {"kind": "lease"},
        {"status": "denied"},
        {"until": "2026-03-03"},
        {"least": "1e15"},
    ):
        assert table(ask(store, "deals", params)) == []


def test_conflicts_show_both_values_and_their_words(store):
    assert records(ask(store, "conflicts"), "value", "rankName", "words") == [
        ("12 billion US dollars", "preferred", "worth $12 billion"),
        ("12 billion US dollars", "preferred", "a $12 billion order"),
        ("14 billion US dollars", "outranked by a better claim", "An analyst puts it at $14 billion"),
    ]


def test_the_timeline_keeps_its_lanes_apart(store):
    assert records(ask(store, "timeline", {"about": DEAL}), "lane", "when", "what") == [
        ("published", "2026-03-04", "Norvane and Halden sign"),
        ("published", "2026-03-05", "Doubts about Halden"),
        ("planned", "../2027-12-31", "Norvane Cloud – Halden Labs cloud services deal (2026): deployment period"),
    ]


def test_what_is_denied_or_possible_is_listed_as_such(store):
    assert sorted(set(records(ask(store, "unasserted"), "objectName", "rankName"))) == [
        ("Brightwell Capital", "denied"), ("Halden Labs", "too weak to assert"), ("Oslo", "too weak to assert"),
    ]  # fmt: skip


def test_a_fact_leads_to_its_words(store):
    params = {"subject": "Norvane Cloud", "predicate": "kg:hasCEO", "object": "Mira Solberg"}
    assert records(ask(store, "evidence", params), "text", "rule", "stance", "place") == [
        ("Mira Solberg, chief executive of Norvane Cloud", "role-apposition", "supports", "characters 272–318"),
        ("Mira Solberg leads Norvane Cloud", "role-verb", "supports", "characters 85–117"),
    ]


# --------------------------------------------------------------------------------- asking


def test_text_is_asked_as_it_is(store):
    assert table(ask(store, "SELECT ?d { ?d a kg:Deal }")) == [(DEAL,)]
    assert ask(store, "ASK { ?x kg:hasCEO pe:mira-solberg }") == Truth(True)
    triples = ask(store, "CONSTRUCT { ?x kg:hasCEO ?y } WHERE { ?x kg:hasCEO ?y }")
    assert isinstance(triples, Triples)
    assert [triple.subject.value for triple in triples.triples] == [f"{ID}org/halden-labs", f"{ID}org/norvane-cloud"]


@pytest.mark.parametrize("text", [
    "SELECT ?x { ?x kg:hasCEO ?boss }", "SELECT ?x { { SELECT ?x ?boss { ?x kg:hasCEO ?boss } } } ORDER BY ?x",
    "CONSTRUCT { ?x a kg:Led } WHERE { ?x kg:hasCEO ?boss }", "CONSTRUCT WHERE { ?x kg:hasCEO ?boss }",
    "# { a comment\nSELECT ?x ('{' AS ?brace) WHERE { ?x kg:hasCEO ?boss }",
])  # fmt: skip
def test_parameters_of_a_text_are_bound_as_terms(store, text):
    answer = ask(store, text, {"boss": "pe:mira-solberg"})
    assert len(list(answer.rows if isinstance(answer, Rows) else answer.triples)) == 1


def test_a_value_cannot_become_a_query(store):
    for nasty in ('x" } DELETE { ?s ?p ?o } #', "') } UNION { ?statement ?p ?o", "\\", "a\nb"):
        assert table(ask(store, "who-said", {"words": nasty})) == []
    with pytest.raises(QueryError, match="not an IRI"):
        ask(store, "who-said", {"speaker": "<x> } #>"})


@pytest.mark.parametrize(("asked", "params", "complaint"), [
    ("who-sad", {}, "who-sad: no such question; did you mean who-said?"),
    ("who-said", {"spaeker": "x"}, "who-said: no parameter 'spaeker'; did you mean 'speaker'?"),
    ("who-said", {"since": "31.2.2026"}, "since: '31.2.2026' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD"),
    ("who-said", {"since": "2026-13"}, "since: '2026-13' is not a date"),
    ("agreed", {"articles": "two"}, "articles: 'two' is not of type integer"),
    ("deals", {"kind": "leasing"}, "kind: no deal kind 'leasing'; known are "),
    ("SELECT ?x { ?x a kg:Deal }", {"y": 1}, "query: no parameter 'y'; known are x"),
    ("SELECT ?x\n{ ?x a kg:Deal . ?x }", {}, "query: line 2, column 22: not SPARQL"),
    ("SELECT ?x { ?x nope:a ?y }", {}, "query: line 1, column 16: nobody declares the prefix nope:; "),
    ("SELECT ?x {\n ?x kgg:a ?y }", {}, "query: line 2, column 5: nobody declares the prefix kgg:; did you mean kg:?"),
    ("INSERT DATA { <x:a> <x:b> <x:c> }", {}, "query: INSERT would change the store"),
    ("PREFIX x: <x:> DELETE WHERE { ?s ?p ?o }", {}, "query: DELETE would change the store"),
    ("SELECT * { SERVICE <http://x.org/sparql> { ?s ?p ?o } }", {}, "query: SERVICE would ask another server"),
])  # fmt: skip
def test_what_cannot_be_asked_says_why(store, asked, params, complaint):
    with pytest.raises(QueryError) as error:
        ask(store, asked, params)
    assert str(error.value).startswith(complaint)


def test_words_that_look_like_commands_are_only_words(store):
    assert table(ask(store, "SELECT ?x { ?x a 'INSERT SERVICE' ; kg:service ?y } # DELETE")) == []


# ----------------------------------------------------------------------------------- names


@pytest.mark.parametrize("name", ["Norvane", "norvane CLOUD", "Norvàne – Cloud"])
def test_a_name_leads_to_its_entity_whatever_its_case_accents_and_dashes(store, name):
    assert find(store, name) == (ox.NamedNode(f"{ID}org/norvane-cloud"),)


def test_an_unknown_name_brings_near_ones(store):
    with pytest.raises(UnknownNameError, match=r"Mira Solbrg: nothing .* did you mean Mira Solberg"):
        find(store, "Mira Solbrg")


def test_an_entity_is_named_in_many_ways(store):
    expected = table(ask(store, "leaders", {"organisation": "Norvane"}))
    assert len(expected) == 1
    for name in ("co:norvane-cloud", "org/norvane-cloud", f"{ID}org/norvane-cloud", f"<{ID}org/norvane-cloud>",
                 ox.NamedNode(f"{ID}org/norvane-cloud")):  # fmt: skip
        assert table(ask(store, "leaders", {"organisation": name})) == expected


@pytest.mark.parametrize("name", ["kg:hasCEO", "hasCEO", "has chief executive", "Has Chief Executive"])
def test_a_property_is_named_in_many_ways(store, name):
    found = table(ask(store, "evidence", {"predicate": name}))
    assert found
    assert found == table(ask(store, "evidence", {"predicate": ox.NamedNode(PREFIXES["kg"] + "hasCEO")}))


@pytest.mark.parametrize("name", ["kg:hasCEOO", "hasCEOO"])
def test_an_unknown_property_brings_a_near_one(store, name):
    with pytest.raises(QueryError, match=f"predicate: the ontology has no property '{name}'; did you mean 'hasCEO'"):
        ask(store, "evidence", {"predicate": name})


@pytest.mark.parametrize(("text", "found"), [
    ("SELECT ?d { ?d a kg:Dea. ?d kg:dealKind ?k }", {"kg:Dea": "kg:Deal"}),
    ("SELECT ?d { ?d kg:qqqqqqqq ?k }", {"kg:qqqqqqqq": ""}),
    ("PREFIX kg: <https://w3id.org/aideals/ns#> SELECT ?d { ?d a kg:Deal . ?x ?y 'kg:Dea' }", {}),
    ("PREFIX kg: <https://example.org/> SELECT ?d { ?d a kg:Dea }", {}),
])  # fmt: skip
def test_a_misspelt_term_is_noticed(text, found):
    assert sparql.misspelt(text) == found


# --------------------------------------------------------------------------------- headers


def test_a_header_is_read():
    asked = read(
        "# title: T\n# question: Q?\n# param day: date = 2026-01-01 | the day\n# show: one = a / b | two = c\n"
        "PREFIX x: <x:>\nSELECT ?a { ?a x:b ?day }\n# title: not this",
        "mine",
    )
    assert (asked.title, asked.question, asked.name) == ("T", "Q?", "mine")
    assert [(param.name, param.type, param.default, param.about) for param in asked.params] == [
        ("day", "date", "2026-01-01", "the day")
    ]
    assert [(column.head, column.variables) for column in asked.columns] == [("one", ("a", "b")), ("two", ("c",))]


@pytest.mark.parametrize(("text", "complaint"), [
    ("# question: Q?\nSELECT * { ?s ?p ?o }", "no '# title:' line at the top"),
    ("# title: T\n# question: Q?\n# param x\nSELECT * { ?s ?p ?o }", "cannot read '# param x'"),
    ("# title: T\n# question: Q?\n# param x: colour | its colour\nSELECT * { ?s ?p ?o }", "has no type 'colour'"),
])  # fmt: skip
def test_a_bad_header_is_refused(tmp_path, text, complaint):
    path = tmp_path / "mine.rq"
    path.write_text(text)
    with pytest.raises(QueryError, match=re.escape(complaint)):
        load(path)


def test_a_default_holds_until_another_value_is_given(store):
    assert question("totals").params[0].default == "kg:provider"
    assert records(ask(store, "totals"), "organisationName") == [("Norvane Cloud",)]
    assert records(ask(store, "totals", {"part": "kg:customer"}), "organisationName") == [("Halden Labs",)]


def test_library_files_stand_alone():
    for path in QUERIES.glob("*.rq"):
        ox.Store().query(path.read_text())
        declared = dict(re.findall(r"^PREFIX ([\w-]+): <([^>]+)>", path.read_text(), re.MULTILINE))
        assert declared.items() <= PREFIXES.items()


# --------------------------------------------------------------------------------- binding

NARROW = """SELECT ?a ?b {
  { SELECT ?a {
    # given who: ?a kg:speaker ?who .
    ?a a kg:Statement .
  } }
  # given again
  ?a schema:about ?b . #! scan
  OPTIONAL { ?b skos:prefLabel ?n } #! scan
  # given since: FILTER(?b >= ?since)
}"""


def test_what_narrows_a_question_narrows_each_of_its_parts():
    bound = sparql.bind(NARROW, {"who": (ox.NamedNode("https://example.org/who"),)})
    assert bound.count("VALUES ?who { <https://example.org/who> } ?a kg:speaker ?who .") == 2
    assert "SELECT *" not in bound


@pytest.mark.parametrize("values", [{}, {"since": (ox.Literal("2027"),)}])
def test_what_nothing_narrows_is_read_from_end_to_end(values):
    bound = sparql.bind(NARROW, values)
    assert "  { SELECT * WHERE { ?a schema:about ?b . } }\n" in bound
    assert "  OPTIONAL { { SELECT * WHERE {  ?b skos:prefLabel ?n  } } }\n" in bound
    assert ("FILTER" in bound.split("# given since")[0]) is bool(values)
    assert "given who" in bound  # stays a comment


@every_question
def test_a_pattern_that_is_scanned_stands_alone(asked):
    for line in asked.text.splitlines():
        if line.endswith("#! scan"):
            assert line.count("{") == line.count("}"), line


def test_a_table_of_any_length_is_written_as_it_comes():
    endless = Rows(("number",), ((ox.Literal(number),) for number in itertools.count()))
    lines = render(endless, "table")
    assert [next(lines).strip() for _ in range(4)] == ["number", "──────", "0", "1"]

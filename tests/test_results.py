"""Answers on paper: tables for people, W3C formats for machines."""

import csv
import io
import json

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.rendering import format_name, render
from kg.results import Column, Rows, Triples, Truth, columns_of, shorten
from kg.tables import display_width, table, wrap

ORG = "https://w3id.org/aideals/id/org/"
ROWS = Rows(
    ("org", "orgName", "note", "n"),
    (
        (
            ox.NamedNode(ORG + "acme"),
            ox.Literal("Acme", language="en"),
            ox.Literal('say "hi",\tyou\nthere'),
            ox.Literal(7),
        ),
        (ox.NamedNode("https://example.org/x y".replace(" ", "_")), None, ox.Literal("a|b\\c"), None),
        (ox.BlankNode("b0"), ox.Literal("東京"), None, ox.Literal(1200)),
    ),
)


def text(result, form, width=100):
    return "".join(render(result, form, width=width))


def test_a_table_shows_names_for_iris_and_numbers_to_the_right():
    assert text(ROWS, "table").splitlines() == [
        "org   note              n",
        "────  ─────────────  ────",
        'Acme  say "hi", you     7',
        "      there",
        "",
        "      a|b\\c",
        "",
        "東京                 1200",
    ]


def test_columns_are_those_the_question_asks_for():
    columns = (Column("who", ("orgName", "org")), Column("how many", ("n",)))
    rows = Rows(ROWS.variables, ROWS.rows, columns)
    assert columns_of(rows) == columns
    assert text(rows, "table").splitlines()[2:4] == ["Acme                            7", "co:acme"]


def test_csv_and_tsv_and_json_can_be_read_back():
    read = list(csv.reader(io.StringIO(text(ROWS, "csv"), newline="")))
    assert read[0] == ["org", "orgName", "note", "n"]
    assert read[1] == [ORG + "acme", "Acme", 'say "hi",\tyou\nthere', "7"]
    lines = text(ROWS, "tsv").splitlines()
    assert lines[0] == "?org\t?orgName\t?note\t?n"
    assert lines[1].split("\t")[1:] == [
        '"Acme"@en',
        '"say \\"hi\\",\\tyou\\nthere"',
        '"7"^^<http://www.w3.org/2001/XMLSchema#integer>',
    ]
    bindings = json.loads(text(ROWS, "json"))["results"]["bindings"]
    assert bindings[0]["orgName"] == {"type": "literal", "value": "Acme", "xml:lang": "en"}
    assert bindings[1] == {
        "org": {"type": "uri", "value": "https://example.org/x_y"}, "note": {"type": "literal", "value": "a|b\\c"},
    }  # fmt: skip
    assert bindings[2]["org"] == {"type": "bnode", "value": "b0"}


@pytest.mark.parametrize("form", ["json", "tsv", "csv"])
def test_the_engine_reads_what_we_write(form):
    known = {"json": ox.QueryResultsFormat.JSON, "tsv": ox.QueryResultsFormat.TSV}
    if form in known:
        rows = ox.parse_query_results(text(ROWS, form), format=known[form])
        assert [list(row)[1] for row in rows] == [row[1] for row in ROWS.rows]


def test_jsonl_and_markdown():
    assert json.loads(text(ROWS, "jsonl").splitlines()[2]) == {"org": "_:b0", "orgName": "東京", "n": "1200"}
    assert text(ROWS, "md").splitlines()[:4] == [
        "| org | note | n |", "| --- | --- | --- |", '| Acme | say "hi",\tyou<br>there | 7 |', "|  | a\\|b\\\\c |  |",
    ]  # fmt: skip


def test_no_rows_are_still_a_table():
    empty = Rows(("a", "bName"), ())
    assert text(empty, "table") == "a  b\n─  ─\n"
    assert text(empty, "csv") == "a,bName\r\n"
    assert json.loads(text(empty, "json")) == {"head": {"vars": ["a", "bName"]}, "results": {"bindings": []}}


def test_a_yes_in_every_form():
    assert {form: text(Truth(True), form) for form in ("table", "csv", "jsonl", "md")} == {
        "table": "yes\n", "csv": "answer\r\ntrue\r\n", "jsonl": "true\n", "md": "yes\n",
    }  # fmt: skip
    assert json.loads(text(Truth(False), "json")) == {"head": {}, "boolean": False}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own readers still use it
@pytest.mark.parametrize("form", ["turtle", "ntriples", "nquads", "trig", "rdfxml", "jsonld"])
def test_triples_in_every_form(form):
    triples = Triples(
        (ox.Triple(ox.NamedNode(ORG + "a"), ox.NamedNode("https://w3id.org/aideals/ns#hasCEO"), ox.Literal("x")),)
    )
    known = {"ntriples": "nt", "rdfxml": "xml", "jsonld": "json-ld"}
    graph = rdflib.Dataset(default_union=True)
    graph.parse(data=text(triples, form), format=known.get(form, form))
    assert len(list(graph.triples((None, None, None)))) == 1
    assert "co:a" in text(triples, "table")


@pytest.mark.parametrize(
    ("form", "name"), [("text/csv", "csv"), (".CSV", "csv"), ("application/json; charset=utf-8", "json")]
)
def test_a_format_has_several_names(form, name):
    assert format_name(form, ["csv", "json"]) == name


def test_an_unknown_format_brings_near_ones():
    with pytest.raises(QueryError, match="format 'cvs': cannot write this answer so; did you mean 'csv'"):
        text(ROWS, "cvs")
    with pytest.raises(QueryError, match="known are"):
        text(Triples(()), "zzz")


def test_iris_are_shortened_only_where_a_prefix_fits():
    assert shorten(ORG + "acme") == "co:acme"
    assert shorten(ORG + "acme/x") == ORG + "acme/x"
    assert shorten("https://example.org/") == "https://example.org/"


# -------------------------------------------------------------------------------- layout


def test_a_narrow_terminal_gets_blocks():
    heads, row = ("organisation", "announcement"), ("Acme Harbour Company", "a long sentence that must be wrapped")
    assert table(heads, [row], width=20).splitlines()[:2] == ["organisation  Acme Harbour", "              Company"]


def test_wide_and_combining_characters_are_counted_as_drawn():
    assert [display_width(word) for word in ("abc", "東京", "e\u0301", "a\u200bb")] == [3, 4, 1, 2]


def test_escape_sequences_do_not_reach_the_terminal():
    assert "\x1b" not in table(("a",), [("\x1b[31mred",)])


@given(st.lists(st.lists(st.text(max_size=60), min_size=3, max_size=3), max_size=5), st.integers(40, 120))
def test_a_table_never_exceeds_its_width(rows, width):
    for line in table(("one", "two", "three"), rows, width=width).splitlines():
        assert display_width(line) <= width


@given(st.text(max_size=200), st.integers(4, 40))
def test_wrapping_keeps_every_word(words, width):
    lines = wrap(words, width)
    assert "".join("".join(line.split()) for line in lines) == "".join(words.split())
    assert all(display_width(line) <= width for line in lines)

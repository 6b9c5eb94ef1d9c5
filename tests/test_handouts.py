"""What is handed to those who work elsewhere: tables, reports, network files, schema.org, annotations, RDF 1.2."""

import csv
import io
import json
import zipfile

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from made_up import archive

from kg.cli import main
from kg.errors import NotSupportedError, QueryError, UnknownNameError
from kg.handouts import HANDOUTS, hand_out
from kg.handouts.tables import TABLES
from kg.store import Store
from kg.terms import KG, RDF

DEAL = "Brightcloud–Nimbus Labs"


@pytest.fixture(scope="module")
def store():
    with Store.open(":memory:", "write") as store:
        store.put(archive())
        yield store


def text(store, form, only=None):
    return "".join(piece if isinstance(piece, str) else piece.decode() for piece in hand_out(store, form, only=only))


def rows(store, table):
    return list(csv.DictReader(io.StringIO(text(store, "csv", table), newline="")))


def test_an_entity_is_one_row_with_its_other_names(store):
    found = rows(store, "entities")
    assert len({row["entity"] for row in found}) == len(found)
    assert {"Brightcloud", "Nimbus Labs", "Ada Quill", "Corvid K7"} <= {row["name"] for row in found}


def test_evidence_is_the_very_characters_of_its_article(store):
    texts = {f"https://w3id.org/aideals/id/article/{each.article.id}": each.article.text for each in archive()}
    found = rows(store, "evidence")
    assert found
    for row in found:
        assert texts[row["article"]][int(row["start"]) : int(row["end"])] == row["words"]


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_rows(store, table):
    assert rows(store, table)


def test_all_tables_come_in_one_archive_that_says_no_day(store):
    [data] = hand_out(store, "zip")
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.namelist() == [f"{name}.csv" for name in TABLES]
        assert {entry.date_time[0] for entry in file.infolist()} == {1980}
        assert file.read("deals.csv").decode() == text(store, "csv", "deals")


def test_a_report_shows_each_reading_with_its_words_and_sources(store):
    found = text(store, "md")
    [report] = [part for part in found.split("\n# ") if "Brightcloud" in part.split("\n")[0]]
    assert "| total value | **12 billion USD** | preferred |" in report
    assert "“Brightcloud and Nimbus Labs announced a **\\$12 billion**, six-year deal on Monday.”" in report
    assert "## Sources" in report
    assert "<https://herald.example/deal>" in report


def test_a_report_can_be_of_one_deal(store):
    whole = [line for line in text(store, "md").splitlines() if line.startswith("# ")]
    [name] = [line[2:] for line in whole if "Tarn" in line]
    assert [line for line in text(store, "md", name).splitlines() if line.startswith("# ")] == [f"# {name}"]
    with pytest.raises(UnknownNameError, match="is no deal"):
        text(store, "md", "Ada Quill")


def test_markdown_of_an_article_is_not_markup():
    from kg.handouts.report import _plain

    assert _plain("<script>*a*[b](c)|`d`") == r"\<script\>\*a\*\[b\](c)\|\`d\`"


def test_schema_org_knows_people_organisations_and_quotations(store):
    graph = json.loads(text(store, "schemaorg"))["@graph"]
    [quill] = [node for node in graph if node.get("name") == "Ada Quill"]
    assert quill["@type"] == "Person"
    assert quill["worksFor"]["@id"].endswith("org/nimbus-labs")
    assert {node["name"] for node in graph if node["@type"] == "Organization"} >= {"Tarn Robotics", "Nimbus Labs"}
    [quote] = [node for node in graph if node["@type"] == "Quotation" and node["text"].startswith("Nobody builds")]
    assert quote["spokenByCharacter"]["@id"] == quill["@id"]
    [herald] = [node for node in graph if node["@id"].endswith("article/herald")]
    assert herald["datePublished"] == "2031-04-07"


def test_annotations_quote_with_the_words_around(store):
    page = json.loads(text(store, "anno"))
    texts = {each.article.text for each in archive()}
    assert page["items"]
    for item in page["items"]:
        place, quote = item["target"]["selector"]
        assert any(quote["prefix"] + quote["exact"] + quote["suffix"] in each for each in texts)
        assert place["end"] - place["start"] == len(quote["exact"])


def test_rdf_12_says_of_each_claim_which_triple_it_is_about(store):
    quads = list(ox.parse(text(store, "rdf12"), format=ox.RdfFormat.TRIG))
    reified = [quad for quad in quads if quad.predicate.value.endswith("#reifies")]
    claims = {quad.subject for quad in store.oxigraph.quads_for_pattern(None, RDF.type, KG.Claim)}
    assert {quad.subject for quad in reified} == claims
    assert all(isinstance(quad.object, ox.Triple) for quad in reified)
    assert not any(quad.predicate.value.endswith("ns#subject") for quad in quads)


@pytest.mark.parametrize("form", [form for form in HANDOUTS if form != "zip"])
def test_the_same_store_gives_the_same_text_whatever_order_articles_came_in(store, form):
    with Store.open(":memory:", "write") as other:
        other.put(reversed(archive()))
        assert text(other, form) == text(store, form)


def test_what_cannot_be_written_is_said_in_one_line(store):
    with pytest.raises(QueryError, match="no table 'dels'; did you mean 'deals'"):
        text(store, "csv", "dels")
    with pytest.raises(NotSupportedError, match="is written whole"):
        text(store, "gexf", "x")
    with pytest.raises(NotSupportedError, match="no such form"):
        text(store, "docx")


def test_the_command_writes_them_by_the_name_of_the_file(stored, tmp_path):
    def run(*args):
        return CliRunner().invoke(main, ["--store", str(stored), "export", *map(str, args)], catch_exceptions=False)

    for name in ("net.graphml", "net.gexf", "tables.zip", "deals.md"):
        assert run("-o", tmp_path / name).exit_code == 0
        assert (tmp_path / name).exists()
    assert run("-f", "csv", "--table", "statements").stdout.startswith("statement,speaker")

import datetime

import pytest
from click.testing import CliRunner

from kg import build, query
from kg.articles import find
from kg.building import build as build_in
from kg.cli import main
from kg.entries import entries
from kg.errors import StoreError
from kg.model import Kind
from kg.registry import RegistryError, own, registry
from kg.store import MEMORY, Store

HEAD = """@prefix id: <https://w3id.org/aideals/id/> .
@prefix kg: <https://w3id.org/aideals/ns#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def test_a_name_is_found_in_other_capitals_in_the_plural_and_with_a_legal_form():
    known = registry()
    assert known.find("NVIDIA") is known.find("Nvidia")
    assert known.find("GB300s") is known.find("GB300")
    assert known.find("Meta Platforms, Inc.") is known.find("Meta")
    assert known.find("Acme Unheard Of") is None


def test_every_maker_and_parent_is_known():
    known = registry()
    missing = {ref for entry in known.entries for ref in (entry.maker, entry.parent) if ref and ref not in known.by_ref}
    assert not missing


def test_no_two_entities_share_a_main_name():
    names = [entry.names[0] for entry in registry().entries]
    assert len(names) == len(set(names))


def test_a_file_of_the_user_adds_and_goes_before(tmp_path):
    path = tmp_path / "mine.ttl"
    path.write_text(
        HEAD + '<https://w3id.org/aideals/id/org/orbex> a schema:Organization ; skos:prefLabel "Orbex"@en ;'
        ' skos:altLabel "OBX"@en .\n<https://w3id.org/aideals/id/product/orbex-z9> a kg:Hardware ;'
        ' skos:prefLabel "Z9"@en ; kg:madeBy <https://w3id.org/aideals/id/org/orbex> .\n',
        encoding="utf-8",
    )
    known = registry(*own([path]))
    found = known.find("Z9")
    assert found is not None
    assert (found.kind, found.maker) == (Kind.HARDWARE, "org/orbex")
    assert known.find("OBX") is known.find("Orbex")
    assert known.find("OpenAI") is not None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("not turtle", "cannot be read as Turtle"),
        ('<https://w3id.org/aideals/id/org/x> <a:b> "c" .', "every entity needs"),
        ("", "names no entity"),
        ("<https://ex.org/x> a <https://schema.org/Organization> .", "is no name of an entity"),
        (
            HEAD + '<https://w3id.org/aideals/id/org/x> a schema:Person ; skos:prefLabel "X" .',
            "must begin with person/",
        ),
        (
            HEAD + '<https://w3id.org/aideals/id/org/x> a schema:Organization ; skos:prefLabel "X" ;'
            ' kg:formerName [ skos:prefLabel "Y" ; kg:usedUntil "soon" ] .',
            "not a date",
        ),
    ],
)
def test_a_wrong_file_is_told(tmp_path, text, says):
    path = tmp_path / "bad.ttl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RegistryError, match=says):
        own([path])


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(RegistryError, match="No such file"):
        own([tmp_path / "none.ttl"])


# ------------------------------------------------------------------- a store and its registry

MINE = (
    HEAD
    + """<https://w3id.org/aideals/id/org/quarrystone> a schema:Organization ;
    skos:prefLabel "Quarrystone"@en ; skos:altLabel "Stonehold"@en ; schema:sameAs <http://example.org/q7> ;
    kg:formerName [ skos:prefLabel "Quillmark"@en ; kg:usedUntil "2030-10" ] ."""
)
NEWS = {
    "one": ("2030-03-02", "Stonehold has agreed to acquire Tarn Robotics for $2 billion.\n"),
    "two": ("2031-04-05", "Quillmark completed its $2 billion acquisition of Tarn Robotics.\n"),
}


@pytest.fixture
def news(tmp_path):
    for name, (day, text) in NEWS.items():
        (tmp_path / f"{name}.md").write_text(f"---\npublished: {day}\n---\n{text}")
    (tmp_path / "mine.ttl").write_text(MINE)
    return tmp_path


def companies(store):
    return {str(row["entity"]).rsplit("/", 1)[1] for row in query("names", store).records() if "/org/" in row["entity"]}


def quads(store):
    with Store.open(store) as opened:
        return {str(quad) for quad in opened.oxigraph}


def test_a_store_remembers_the_registry_it_was_made_with(news):
    build(news / "one.md", news / "st", registry=news / "mine.ttl")
    build(news / "two.md", news / "st")
    build([news / "one.md", news / "two.md"], news / "fresh", registry=news / "mine.ttl")
    assert quads(news / "st") == quads(news / "fresh")
    assert companies(news / "st") == {"quarrystone", "tarn-robotics"}


def test_another_registry_reads_all_again(news):
    articles = [news / "one.md", news / "two.md"]
    build(articles, news / "st")
    build(articles, news / "plain")
    assert companies(news / "st") == {"stonehold", "quillmark", "tarn-robotics"}
    build([], news / "st", registry=news / "mine.ttl")
    assert companies(news / "st") == {"quarrystone", "tarn-robotics"}
    build([], news / "st", registry=[])
    assert quads(news / "st") == quads(news / "plain")


def test_readings_of_two_registries_are_never_mixed(news):
    with Store.open(MEMORY) as store:
        build_in(find([news / "one.md"], None), store)
        with pytest.raises(StoreError, match="read with another registry"):
            store.change(registry=registry(*own([news / "mine.ttl"])))


def test_the_options_of_the_commands(news):
    run = CliRunner().invoke
    told = run(main, ["extract", "-f", "jsonl", "--registry", str(news / "mine.ttl"), str(news / "one.md")])
    assert "id/org/quarrystone" in told.output
    store = ["--store", str(news / "st")]
    run(main, [*store, "build", str(news / "one.md"), "--registry", str(news / "mine.ttl")])
    assert "Quarrystone" in run(main, [*store, "query", "names", "-f", "csv"]).output
    run(main, [*store, "build", str(news / "one.md"), "--no-registry"])
    assert "Quarrystone" not in run(main, [*store, "query", "names", "-f", "csv"]).output
    bad = run(main, ["extract", "--registry", str(news / "none.ttl"), str(news / "one.md")])
    assert (bad.exit_code, bad.output.count("\n")) == (2, 1)


def test_an_entity_is_known_under_the_name_of_then():
    entry = next(entries(MINE, "mine"))
    assert entry.as_of(datetime.date(2029, 1, 1)).names[0] == "Quillmark"
    assert entry.as_of(datetime.date(2031, 1, 1)).names[0] == "Quarrystone"


def test_a_nation_before_the_name_of_its_body_changes_nothing() -> None:
    find = registry().find
    assert find("US Department of Defense") == find("Department of Defense") is not None

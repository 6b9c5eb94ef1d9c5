"""Looking after a store: import, search, check, info, backup, compact, migrate, explain, timeout."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from made_up import archive

from kg import building, importing, search, soundness, upkeep
from kg.cli import main
from kg.errors import KgError
from kg.registry import registry
from kg.store import Store

DATA = '<http://a/1> <http://a/p> "Ångström" .\n<http://a/2> <http://a/p> "y" <http://a/g> .\n'


def content(store):
    return {str(quad) for quad in store.oxigraph}


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "store"
    with Store.open(path, "write") as store:
        store.put(archive())
    return path


@pytest.fixture
def data(tmp_path):
    path = tmp_path / "facts.nq"
    path.write_text(DATA)
    return path


@pytest.fixture
def run(folder):
    def run(*args):
        return CliRunner().invoke(main, ["--store", str(folder), *map(str, args)], catch_exceptions=False)

    return run


# ------------------------------------------------------------------------------- import


def test_what_is_imported_is_there_and_outlives_every_change(folder, data):
    with Store.open(folder, "write") as store:
        before = content(store)
        importing.import_files(store, [data])
        new = content(store) - before
        assert len(new) == 2
        assert any("graph/import-facts>" in quad for quad in new)
        assert any("<http://a/g>" in quad for quad in new)
        store.remove(["mirror"])
        assert new <= content(store)
        importing.drop_imports(store, ["facts"])
        store.put(archive())
        assert content(store) == before
    assert list((folder / "imports").iterdir()) == []


def test_a_file_of_the_same_name_takes_its_place(folder, data):
    with Store.open(folder, "write") as store:
        before = content(store)
        importing.import_files(store, [data])
        data.write_text('<http://a/1> <http://a/p> "z" .\n')
        importing.import_files(store, [data])
        assert len(content(store) - before) == 1


def test_a_store_in_memory_takes_imports(data):
    with Store.open(":memory:") as store:
        empty = content(store)
        importing.import_files(store, [data])
        assert len(content(store) - empty) == 2


def test_a_new_store_takes_imports_beside_the_ontology(tmp_path, data):
    with Store.open(tmp_path / "new", "write") as store, Store.open(":memory:") as empty:
        importing.import_files(store, [data])
        assert len(content(store) - content(empty)) == 2
        assert content(empty) <= content(store)


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("cut.nq", DATA + '<http://a/3> <http://a/p> "unfin', r"cut.nq, line 3: Unexpected end of file"),
        ("control.nt", '<http://a/\x01> <http://a/p> "x" .\n', r"control.nt, line 1: Invalid IRI code point '\\x01'"),
        ("bad.ttl", "@prefix a: <http://a/> .\na:b a:c .", r"bad.ttl, line 2: "),
        ("bad.jsonld", '{"@id": ', r"bad.jsonld, line \d+: "),
        (
            "long.nt",
            f'<http://a/1> <http://a/p> "{"x" * 20_000_000}" .\n',
            r"long.nt: a literal or name of more than 16",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line_and_nothing_is_imported(folder, tmp_path, name, text, line):
    (tmp_path / name).write_text(text)
    with Store.open(folder, "write") as store:
        before = content(store)
        with pytest.raises(KgError, match=line) as error:
            importing.import_files(store, [tmp_path / name])
        assert "\n" not in str(error.value)
        assert str(error.value).isprintable()
        assert content(store) == before
        assert not store.manifest.imports


def test_other_mistakes_of_import_are_one_line(run, tmp_path, data):
    (tmp_path / "other").mkdir()
    (tmp_path / "notes.docx").touch()
    shutil.copy(data, tmp_path / "other")
    for args, line in {
        (tmp_path / "none.nq",): "none.nq: no such file",
        (tmp_path / "notes.docx",): "cannot import '.docx' files; there are nq, trig",
        (data, tmp_path / "other" / "facts.nq"): "two files of one name",
        ("--drop", "facts"): "facts: no such import; there are none",
        (): "name a FILE",
    }.items():
        done = run("import", *args)
        assert done.exit_code in (2, 3)
        assert line in done.stderr


# ------------------------------------------------------------------------------- search


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("nimbus labs", "Nimbus Labs"),
        ("NIMBUS", "Nimbus Labs"),
        ("brightc*", "Brightcloud"),
        ("nobody CHIPS", "Nobody builds chips alone"),
        ("plant* bigger", "They will need a bigger power plant for that."),
    ],
)
def test_words_are_found_whatever_their_case_and_ends(folder, words, found):
    with Store.open(folder) as store:
        assert any(found in hit.text for hit in search.search(store, words))


def test_a_word_that_is_not_there_is_not_found(folder):
    with Store.open(folder) as store:
        assert search.search(store, "nimb") == []
        assert search.search(store, "nimbus zebra") == []
        assert {hit.sort for hit in search.search(store, "brightcloud", sort="name")} == {"name"}
        with pytest.raises(KgError, match="no word to search for"):
            search.search(store, ' *" ')


@pytest.mark.parametrize(
    ("word", "folded"), [("Škoda", "skoda"), ("ØRSTED", "orsted"), ("Straße", "strasse"), ("ﬁn", "fin")]
)
def test_folding_takes_case_accents_and_ligatures_away(word, folded):
    assert search.fold(word) == folded


def test_the_index_follows_the_store(folder):
    with Store.open(folder, "write") as store:
        assert search.search(store, "tarn")
        store.remove(["mirror"])
        assert search.search(store, "tarn") == []
        assert search.in_step(store)


def test_a_small_change_changes_only_its_own_words_in_the_index(folder, monkeypatch):
    with Store.open(folder, "write") as store:
        assert search.search(store, "tarn")
        everything = search.search(store, "a*", limit=0)
        kept = list(store.readings(["mirror"]))
        monkeypatch.setattr(search, "made", None)  # whoever makes the index anew, fails
        building.remove(["mirror"], store)
        assert search.search(store, "tarn") == []
        assert search.in_step(store)
        before = store.manifest.graph
        store.put(kept)
        search.follow(store, before)
        assert search.search(store, "a*", limit=0) == everything
        assert search.in_step(store)


def test_an_index_of_another_graph_is_left_to_the_next_search(folder):
    with Store.open(folder, "write") as store:
        assert search.search(store, "tarn")
        store.remove(["mirror"])
        search.follow(store, "g-another")
        assert search.search(store, "tarn") == []
        assert search.in_step(store)


# -------------------------------------------------------------------------------- check


def damage(folder, change):
    [graph] = (folder / "graphs").iterdir()
    held = ox.Store(str(graph))
    change(held)
    held.flush()


def test_a_sound_store_is_called_sound_and_says_how_much_was_looked_at(run):
    done = run("store", "check")
    assert done.exit_code == 0
    assert re.search(r"sound \(4 articles, \d+ evidence, \d+ claims, [\d,]+ quads, 4 readings\)", done.stderr)


_CHANGE = """
    DELETE { GRAPH ?g { ?x PROPERTY ?y } } INSERT { GRAPH ?g { ?x PROPERTY 'other' } }
    WHERE { GRAPH ?g { ?x PROPERTY ?y } FILTER(CONTAINS(STR(?g), "article-")) }
"""
_TWICE = "INSERT { GRAPH g:facts { ?c a kg:Claim } } WHERE { GRAPH g:claims { ?c a kg:Claim } }"


@pytest.mark.parametrize(
    ("update", "problem"),
    [
        (_CHANGE.replace("PROPERTY", "kg:exact"), "not the words at"),
        (_CHANGE.replace("PROPERTY", "schema:text"), "the hash differs"),
        ("INSERT DATA { GRAPH g:claims { <http://a/c> a kg:Claim } }", "http://a/c: no evidence"),
        (_TWICE, "in 2 graphs, graph/claims and graph/facts"),
        ("DROP GRAPH g:article-mirror", "mirror: in the list of articles, but not in the graph"),
    ],
)
def test_each_damage_is_named(folder, run, update, problem):
    from kg.prefixes import PREFIXES

    damage(folder, lambda graph: graph.update(update, prefixes=PREFIXES))
    done = run("store", "check", "--all")
    assert done.exit_code == 1
    assert problem in done.stdout


def test_a_lost_reading_is_named(folder, run):
    next((folder / "readings").iterdir()).unlink()
    assert "is lost" in run("store", "check").stdout


# ------------------------------------------------------------- info, backup, compact, migrate


def test_info_counts_what_is_there(run):
    told = json.loads(run("store", "info", "-f", "json").stdout)
    assert told["articles"] == 4
    assert told["quads"] > told["quads in claims"] > 0
    assert told["bytes"] > 0


def test_a_backup_is_a_store_of_its_own(folder, run, tmp_path, data):
    run("import", data)
    assert run("store", "backup", tmp_path / "copy").exit_code == 0
    with Store.open(folder, "write") as store, Store.open(tmp_path / "copy", "write") as copy:
        assert content(copy) == content(store)
        copy.remove(["herald"])
        assert "herald" in store.articles()
        assert soundness.check(store).sound
        assert soundness.check(copy).sound
    again = run("store", "backup", tmp_path / "copy")
    assert again.exit_code == 2
    assert "in the way" in again.stderr


def test_a_backup_takes_the_known_names_along(tmp_path):
    own = registry("@prefix kg: <https://w3id.org/aideals/ns#> .\n")
    with Store.open(tmp_path / "s", "write") as store:
        store.change(put=archive(), registry=own)
        upkeep.backup(store, tmp_path / "copy")
    with Store.open(tmp_path / "copy") as copy:
        assert copy.registry.digest == own.digest


def test_compact_and_migrate_change_nothing_that_can_be_asked(folder, run):
    with Store.open(folder) as store:
        before = content(store)
    assert run("store", "compact").exit_code == 0
    assert run("store", "migrate").exit_code == 0
    with Store.open(folder) as store:
        assert content(store) == before


def test_compact_makes_what_the_next_change_would_make_first(folder, run, caplog):
    assert run("store", "compact").exit_code == 0
    with Store.open(folder, "write") as store, caplog.at_level("INFO"):
        assert soundness.check(store).sound
        store.remove([store.articles()[0]])
        assert soundness.check(store).sound
    assert "made anew" not in caplog.text


def test_a_lost_graph_is_one_line(folder, run):
    for graph in (folder / "graphs").iterdir():
        shutil.rmtree(graph)
    done = run("store", "check")
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "damaged, build it again" in done.stderr


# ------------------------------------------------------------------------ explain, timeout


def test_a_plan_shows_steps_and_counts(run):
    done = run("query", "who-said", "--explain", "-p", "speaker=Ada Quill")
    assert done.exit_code == 0
    assert re.search(r"\d+  \?statement kg:speaker \?speaker", done.stdout)
    assert re.search(r"answers: \d+ in [\d.]+ s", done.stdout)


def test_every_question_of_the_library_can_be_explained(folder):
    from kg.explaining import explain
    from kg.library import questions

    with Store.open(folder) as store:
        for asked in questions():
            assert "".join(explain(store, asked)).startswith(("SelectQuery", "AskQuery", "ConstructQuery"))


def kg(folder, *args, **how):
    return subprocess.run(
        [sys.executable, "-m", "kg", "--store", str(folder), *args], capture_output=True, text=True, **how
    )


def test_what_takes_too_long_is_cut_with_one_line(folder):
    done = kg(
        folder,
        "query",
        "--timeout",
        "0.5",
        "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f FILTER(?b > ?d) }",
    )
    assert done.returncode == 3
    assert done.stderr == "kg: cut after 0.5 seconds; ask for less, or raise --timeout\n"


def test_millions_of_rows_into_head_end_at_once(folder):
    asked = "SELECT ?a ?c { ?a ?p ?b . ?c ?q ?d }"
    command = f"'{sys.executable}' -m kg --store '{folder}' query '{asked}' -f csv | head -3"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=60)
    assert len(done.stdout.splitlines()) == 3
    assert done.stderr == ""


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_folder_that_may_not_be_written_can_be_searched(folder):
    for path in [*folder.rglob("*"), folder]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        with Store.open(folder) as store:
            assert search.search(store, "nimbus")
    finally:
        for path in [folder, *folder.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)


def test_no_store_is_one_line_for_each_command(tmp_path):
    for command in (["search", "x"], ["store", "check"], ["store", "info"], ["store", "backup", "x"]):
        done = CliRunner().invoke(main, ["--store", str(tmp_path / "none"), *command])
        assert done.exit_code == 2
        assert "no store here" in done.stderr
    assert Path(tmp_path / "none").exists() is False

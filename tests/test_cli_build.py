import os
import signal
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

from kg.cli import main

NEWS = "Quarrystone Inc. has leased a hall from Northgate Ltd. “We needed room,” said Ada Quill, its chief executive.\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "quarry.txt").write_text(NEWS)
    return tmp_path


@pytest.fixture
def run(folder, monkeypatch):
    monkeypatch.setenv("KG_STORE", str(folder / "store"))

    def run(*args, **how):
        return CliRunner().invoke(main, list(map(str, args)), catch_exceptions=False, **how)

    return run


def articles(run):
    return run("query", "SELECT ?a { ?a a schema:Article } ORDER BY ?a", "-f", "csv").stdout.count("/id/article/")


def test_a_build_says_in_one_summary_what_came_of_it(run, folder):
    done = run("build", folder / "news")
    assert (done.exit_code, done.stdout) == (0, "")
    lines = dict(line.split(maxsplit=1) for line in done.stderr.splitlines())
    assert lines["articles"] == "1 (1 new)"
    assert lines["validation"].startswith("conforms")
    assert list(lines) == [
        "articles", "entities", "deals", "statements", "claims", "evidence", "facts", "conflicts", "validation", "time",
    ]  # fmt: skip


def test_quiet_is_silent(run, folder):
    assert run("-q", "build", folder / "news").output == ""


def test_what_has_not_changed_is_not_read_again(run, folder, monkeypatch):
    run("build", folder / "news")
    monkeypatch.setattr("kg.pipeline.read", None)
    assert "1 (1 unchanged)" in run("build", folder / "news").stderr


def test_what_has_changed_is_read_again(run, folder):
    run("build", folder / "news")
    (folder / "news" / "quarry.txt").write_text(NEWS + "More followed.\n")
    (folder / "news" / "second.txt").write_text(NEWS)
    assert "2 (1 new, 1 read again)" in run("build", folder / "news").stderr


def test_an_article_taken_back_leaves_nothing_behind(run, folder):
    run("build", folder / "news")
    before = articles(run)
    (folder / "news" / "second.txt").write_text(NEWS.replace("Quarrystone", "Basaltine"))
    run("build", folder / "news")
    assert articles(run) == 2
    assert "1 (1 removed)" in run("remove", folder / "news" / "second.txt").stderr
    assert articles(run) == before
    assert run("show", "Basaltine").exit_code == 2


def test_to_take_back_what_shares_nothing_is_no_fault(run, folder):
    (folder / "news" / "second.txt").write_text("Basaltine Corp. bought Orvex Labs for $2 billion, Jo Reed said.\n")
    run("build", folder / "news")
    done = run("remove", "second")
    assert (done.exit_code, "does not conform" in done.stderr) == (0, False)


def test_a_bad_article_is_named_and_the_rest_is_stored(run, folder):
    (folder / "news" / "empty.txt").write_text("")
    done = run("build", folder / "news")
    assert done.exit_code == 2
    assert "empty.txt: no text in it" in done.stderr
    assert "1 could not be read)" in done.stderr
    assert articles(run) == 1


def test_a_store_in_memory_serves_one_run(run, folder):
    assert "1 (1 new)" in run("--store", ":memory:", "build", folder / "news").stderr
    assert not (folder / "store").exists()


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["remove", "nothing"], "nothing: no article of this name in the store"),
        (["--store", "news/quarry.txt", "build", "news"], "news/quarry.txt: "),
        (["--store", "news", "build", "news"], "news: not empty and not a store of kg"),
        (["--store", "news", "validate"], "news: not a store of kg"),
    ],
)
def test_a_store_that_is_none_is_one_line_and_nothing_is_lost(run, folder, monkeypatch, args, says):
    run("build", folder / "news")
    monkeypatch.chdir(folder)
    before = sorted((folder / "news").iterdir())
    done = run(*args)
    assert done.exit_code == 2
    assert says in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert sorted((folder / "news").iterdir()) == before


def test_a_second_writer_is_told_who_is_there(run, folder):
    from kg.store import Store

    with Store.open(folder / "store", "write"):
        done = run("build", folder / "news")
    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1


def test_a_build_that_is_interrupted_leaves_the_store_as_it_was(run, folder):
    run("build", folder / "news")
    for number in range(400):
        (folder / "news" / f"copy-{number}.txt").write_text(f"{number}. " + NEWS * 20)
    command = [sys.executable, "-m", "kg", "--store", folder / "store", "build", "--jobs", "2", folder / "news"]
    build = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    until = time.monotonic() + 60
    while len(list((folder / "store" / "readings").glob("*"))) < 3 and time.monotonic() < until:
        time.sleep(0.02)
    os.killpg(build.pid, signal.SIGINT)
    _, said = build.communicate(timeout=30)
    assert (build.returncode, said) == (130, "kg: interrupted\n")
    assert articles(run) == 1
    assert "1 (1 unchanged)" in run("build", folder / "news" / "quarry.txt").stderr


def test_validation_decides_the_exit_code_and_the_report_is_written_all_the_same(run, folder):
    run("build", folder / "news")
    target = folder / "report.json"
    assert run("validate", "-f", "json", "--fail-on", "info", "-o", target).exit_code == 1
    assert '"examined"' in target.read_text()
    assert run("validate", "--fail-on", "none").exit_code == 0


def test_foreign_data_is_held_to_foreign_shapes(run, folder):
    shapes = folder / "shapes.ttl"
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <https://example.org/> .\n"
        "ex:S a sh:NodeShape ; sh:targetClass ex:Hall ; sh:property [ sh:path ex:name ; sh:minCount 1 ] .\n"
    )
    data = "@prefix ex: <https://example.org/> . ex:a a ex:Hall .\n"
    assert run("validate", "-", "--shapes", shapes, input=data).exit_code == 1
    named = data.replace("ex:Hall .", 'ex:Hall ; ex:name "A" .')
    assert run("validate", "-", "--shapes", shapes, input=named).exit_code == 0
    nothing = run("validate", "-", "--shapes", shapes, input="@prefix ex: <https://example.org/> . ex:a a ex:Room .\n")
    assert nothing.exit_code == 1
    assert "Nothing was examined" in nothing.stdout

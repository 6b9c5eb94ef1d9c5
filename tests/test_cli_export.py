import subprocess
import sys

import pytest

import kg


def test_the_form_follows_the_file_and_the_default_is_turtle(run, tmp_path):
    assert run("export", "-o", tmp_path / "graph.nq").exit_code == 0
    assert "/id/graph/claims>" in (tmp_path / "graph.nq").read_text()
    assert "co:quarrystone" in run("export").stdout


def test_the_facts_can_be_had_alone(run):
    facts = run("export", "--facts", "-f", "nt").stdout
    assert "<https://w3id.org/aideals/id/org/northgate> <https://w3id.org/aideals/ns#partnersWith>" in facts
    assert "kg:Claim" not in facts
    assert len(facts) < len(run("export", "-f", "nt").stdout)


def test_python_writes_the_same(run, stored):
    assert kg.dump(stored, "trig") == run("export", "-f", "trig").stdout


def test_a_form_nobody_knows_names_those_there_are(run):
    done = run("export", "-f", "docx")
    assert done.exit_code == 2
    assert "ttl" in done.stderr
    assert "did you mean 'graphml'?" in run("export", "-f", "grahpml").stderr


def test_whole_texts_are_handed_on_only_when_asked_for(run, tmp_path):
    plain, whole = run("export", "-f", "nq").stdout, run("export", "-f", "nq", "--texts").stdout
    text = "<https://schema.org/text>"
    assert plain.count(text) < whole.count(text)
    assert set(plain.splitlines()) < set(whole.splitlines())


@pytest.mark.parametrize("form", ["ttl", "trig"])
def test_what_is_written_keeps_the_shapes(run, tmp_path, form):
    file = tmp_path / f"graph.{form}"
    run("export", "-o", file)
    done = run("validate", file)
    assert done.exit_code == 0, done.output
    assert "Conforms: 0 violation" in done.output


def test_the_store_may_be_named_behind_the_command(run, tmp_path):
    assert "no store here" in run("deals", "--store", tmp_path / "none").stderr
    assert run("-q", "deals").stdout == run("deals", "-q").stdout


def test_a_file_that_cannot_be_written_is_one_line(run):
    done = run("export", "-o", "/nowhere/graph.ttl")
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)


@pytest.mark.parametrize("form", ["ttl", "trig", "nq", "nt", "jsonld", "rdf"])
def test_the_bytes_depend_neither_on_order_nor_on_hash_seeds(tmp_path, form):
    for name, words in (
        ("a", "Quarrystone Inc. has leased a hall from Northgate Ltd."),
        ("b", "Ada Quill leads Quarrystone."),
    ):
        (tmp_path / f"{name}.txt").write_text(words)
    code = (
        "import sys, kg\nfrom pathlib import Path\nstore = kg.Store.open(':memory:')\n"
        "kg.build([Path(p) for p in sys.argv[2:]], store)\nsys.stdout.write(kg.dump(store, sys.argv[1]))"
    )
    paths = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    written = {
        subprocess.run(
            [sys.executable, "-c", code, form, *given], capture_output=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed, given in (("1", paths), ("2", paths[::-1]))
    }
    assert len(written) == 1
    assert len(written.pop()) > 500

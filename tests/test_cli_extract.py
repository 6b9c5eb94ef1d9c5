import io
import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from kg.cli import COMMANDS, main

NEWS = "Quarrystone Inc. said it had leased a data hall. “We needed room,” said Ada Quill, its chief executive.\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "quarry.txt").write_text(NEWS)
    return tmp_path


def run(*args, **how):
    return CliRunner().invoke(main, list(map(str, args)), catch_exceptions=False, **how)


def kg(*args, **how):
    """The command in a process of its own, for what a runner cannot show."""
    return subprocess.run([sys.executable, "-m", "kg", *map(str, args)], capture_output=True, text=True, **how)


def test_records_go_to_standard_output_one_a_line(folder):
    done = run("extract", folder)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.exit_code, done.stderr) == (0, "")
    assert {record["article"] for record in records} == {"quarry"}
    assert "Quarrystone" in " ".join(record["name"] for record in records if record["record"] == "organization")


def test_an_article_can_come_from_standard_input(folder):
    done = run("extract", "-", "--id", "note", "--title", "A note", "-f", "table", input=NEWS)
    assert done.stdout.startswith("A note\n")
    assert '"article": "note"' in run("extract", "-", "--id", "note", input=NEWS).stdout


def test_the_format_follows_the_file(folder):
    target = folder / "out.json"
    done = run("extract", folder, "-o", target)
    assert (done.exit_code, done.stdout) == (0, "")
    assert json.loads(target.read_text())[0]["article"] == "quarry"
    assert sorted(path.name for path in folder.iterdir()) == ["out.json", "quarry.txt"]


def test_a_file_that_fails_halfway_is_left_as_it_was(folder, monkeypatch):
    target = folder / "out.jsonl"
    target.write_text("before")

    def broken(_):
        yield {"record": "organization"}
        raise KeyError("halfway")

    monkeypatch.setattr("kg.cli.extract.records", broken)
    with pytest.raises(KeyError):
        run("extract", folder, "-o", target)
    assert target.read_text() == "before"
    assert sorted(path.name for path in folder.iterdir()) == ["out.jsonl", "quarry.txt"]


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["nowhere.txt"], "nowhere.txt: no such file or folder"),
        (["-f", "jsnl", "."], "unknown format 'jsnl'; did you mean 'jsonl'?"),
        (["-o", "nowhere/out.jsonl", "."], "nowhere/out.jsonl: cannot be written (No such file or directory)"),
        (["--published", "soon", "."], "--published: 'soon' is not a date such as"),
        ([".", "-", "--title", "A note"], "--title and --url describe one article"),
        ([".", "-", "--id", "quarry"], "-: has the id 'quarry' of a file; choose another with --id"),
    ],
)
def test_a_mistake_is_one_line_and_exit_code_2(folder, monkeypatch, args, says):
    monkeypatch.chdir(folder)
    done = run("extract", *args, input=NEWS)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"kg: {says}")
    assert done.stderr.count("\n") == 1


def test_an_article_that_cannot_be_read_is_named_and_the_rest_go_on(folder):
    (folder / "broken.txt").write_bytes(b"caf\xe9")
    (folder / "empty.txt").write_bytes(b"")
    done = run("extract", folder)
    assert done.exit_code == 2
    assert '"article": "quarry"' in done.stdout
    assert [line.split(": ")[1].rsplit("/")[-1] for line in done.stderr.splitlines()] == ["broken.txt", "empty.txt"]


def test_an_article_on_which_the_program_fails_is_named_and_the_rest_go_on(folder, monkeypatch):
    (folder / "strange.txt").write_text("Strange.")

    def read(article, names):
        if article.id == "strange":
            raise ZeroDivisionError("oops")
        return whole(article, names)

    from kg import pipeline

    whole = pipeline.read
    monkeypatch.setattr(pipeline, "read", read)
    done = run("extract", folder)
    assert (done.exit_code, '"article": "quarry"' in done.stdout) == (2, True)
    assert "strange.txt: reading it failed (ZeroDivisionError: oops)" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Traceback" in run("-v", "extract", folder).stderr


def test_an_unknown_command_suggests_a_near_one():
    assert "no command 'extrct'; did you mean 'extract'?" in run("extrct").stderr


def test_every_command_is_listed_with_what_it_does():
    listed = " ".join(run("--help").stdout.split())
    assert "extract Print what articles say, without a store." in listed
    assert [listed.count(f" {name} {text}") for name, (_, text) in COMMANDS.items()] == [1] * len(COMMANDS)


def test_a_reader_that_leaves_early_is_no_mistake(folder):
    for number in range(300):
        (folder / f"copy-{number}.txt").write_text(NEWS)
    command = f"{sys.executable} -m kg extract {folder} | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    assert done.stdout.endswith("\n0\n")
    assert done.stderr == ""


def test_a_full_disk_is_one_line(folder):
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run([sys.executable, "-m", "kg", "extract", folder], stdout=full, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr.decode()) == (
        2,
        "kg: standard output: cannot be written (No space left on device)\n",
    )


def test_a_closed_output_is_one_line(folder):
    command = f"{sys.executable} -m kg extract {folder} >&-"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (2, "kg: standard output: it is closed; name a file with -o\n")


def test_processes_give_the_same_as_one(folder):
    for number in range(20):
        (folder / f"copy-{number}.txt").write_text(NEWS)
    assert kg("extract", "--jobs", 2, folder).stdout == kg("extract", "--jobs", 1, folder).stdout


def test_colour_is_for_terminals_that_want_it(folder):
    assert "\x1b" not in kg("extract", "nowhere").stderr
    assert io.StringIO(kg("--version").stdout).readline().startswith("kg ")

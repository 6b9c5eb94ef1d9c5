"""The README says only what is so: its sessions are run, its commands and questions exist, none is left out."""

import re
import shlex

import pytest
from click.testing import CliRunner

import kg
from kg.cli import COMMANDS, main
from kg.library import questions

README = "README.md"
TABLE = re.compile(r"(\| name \| question \|\n\| --- \| --- \|\n)(?:\|.*\n)*")
SESSION = re.compile(r"```console\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def readme():
    from pathlib import Path

    return Path(__file__).resolve().parent.parent / README


@pytest.fixture(scope="module")
def store(tmp_path_factory, readme):
    path = tmp_path_factory.mktemp("readme") / "store"
    kg.build(readme.parent / "seeds", path)
    return path


def session(text, store):
    """Run the commands of a session and write it down again with what they print."""
    lines = []
    for command in (line.removeprefix("$ ") for line in text.splitlines() if line.startswith("$ ")):
        program, *args = shlex.split(command)
        assert program == "kg"
        form = [] if "-f" in args or args[0] in ("extract", "export") else ["-f", "table"]
        done = CliRunner(env={"COLUMNS": "100"}).invoke(main, ["--store", str(store), *args, *form])
        assert done.exit_code == 0, done.output
        lines += [f"$ {command}", done.stdout.rstrip("\n"), ""]
    return "\n".join(lines)


def test_its_sessions_print_what_it_shows(readme, store, request):
    text = readme.read_text()
    fresh = SESSION.sub(lambda found: f"```console\n{session(found[1], store)}```", text)
    if request.config.getoption("--update-readme"):
        readme.write_text(fresh)
    assert fresh == readme.read_text(), "run pytest --update-readme and read the diff"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_it(command, readme):
    assert f"`kg {command}" in readme.read_text()


def test_every_question_is_in_it(readme, request):
    text = readme.read_text()
    table = "".join(f"| `{asked.name}` | {asked.question} |\n" for asked in questions())
    fresh = TABLE.sub(lambda found: found[1] + table, text)
    if request.config.getoption("--update-readme"):
        readme.write_text(fresh)
    assert fresh == readme.read_text(), "run pytest --update-readme and read the diff"


def test_its_python_runs(readme):
    for block in re.findall(r"```python\n(.*?)```", readme.read_text(), re.DOTALL):
        exec(compile(block, README, "exec"), {})  # noqa: S102

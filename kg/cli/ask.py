"""``kg query`` and the questions that are commands of their own: all of them ask the same library."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.answers import answer, answer_options
from kg.cli.asof import opened
from kg.cli.output import width, write
from kg.errors import QueryError, why

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.cli.answers import Wish
    from kg.cli.state import State
    from kg.library import Question
    from kg.params import Param

#: Parameters that may be given without their option: ``kg timeline OpenAI``.
POSITIONAL = {"deals": "party", "timeline": "about", "conflicts": "subject"}
#: Questions of the library that are commands.
QUESTIONS = ("who-said", "deals", "timeline", "conflicts")
#: What the help calls a value of a type: whatever is an entity is given by any of its names.
_METAVARS = {"iri": "NAME", "property": "PROPERTY", "string": "TEXT", "date": "DATE", "integer": "N", "decimal": "N"}


@click.command()
@click.argument("asked", metavar="[NAME|FILE|SPARQL|-]", required=False)
@click.option("-l", "--list", "listed", is_flag=True, help="List the questions, or say all of the one named.")
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter, bound as a term.")
@click.option("--explain", is_flag=True, help="Print the plan instead: each step, and how many triples fit.")
@click.option("--timeout", type=click.FloatRange(0, min_open=True), metavar="SECONDS", help="Cut what takes longer.")
@answer_options
@click.pass_obj
def query(
    state: State,
    asked: str | None,
    listed: bool,
    params: tuple[str, ...],
    explain: bool,
    timeout: float | None,
    wish: Wish,
) -> None:
    """Ask a question of the library by its name, or any SPARQL: of a file, of standard input, or written out.

    Values are read as the question declares them: an entity by any of its names, a date as 2025-11-03.
    """
    values = dict(map(_pair, params))
    if listed or asked is None:
        if values:
            raise click.UsageError("-p is for a question; name one")
        write([_listing() if asked is None else _told(_question(asked))], wish.output)
        return
    question = _question(asked)
    for line in _misspelt(question):
        state.remark(line)
    with within(timeout):
        if explain:
            _explain(state, question, values, wish.output)
        else:
            answer(state, question, values, wish)


def _misspelt(asked: Question) -> Iterator[str]:
    """Say which terms of SPARQL are none of the ontology's: they fit nothing, and the engine does not mind."""
    from kg.sparql import misspelt

    for term, near in misspelt(asked.text).items():
        yield f"{asked.name}: the ontology has no {term}" + (f"; did you mean {near}?" if near else "")


def _explain(state: State, asked: Question, params: Mapping[str, object], output: str) -> None:
    from kg.explaining import explain

    with opened(state) as store:
        write(explain(store, asked, params), output)


@contextmanager
def within(seconds: float | None) -> Iterator[None]:
    """Leave the program with one line and exit code 3 when the block takes longer; the engine cannot be stopped."""

    def cut() -> None:
        os.write(2, f"kg: cut after {seconds:g} seconds; ask for less, or raise --timeout\n".encode())
        os._exit(3)

    clock = threading.Timer(seconds, cut) if seconds else None
    if clock:
        clock.daemon = True
        clock.start()
    try:
        yield
    finally:
        if clock:
            clock.cancel()


def __getattr__(name: str) -> click.Command:
    """Give the command of a question: its parameters are its options."""
    if (asked := name.replace("_", "-")) not in QUESTIONS:
        raise AttributeError(name)
    from kg.library import question

    return _command(question(asked))


def _command(asked: Question) -> click.Command:
    @click.pass_obj
    def run(state: State, /, wish: Wish, name: str | None = None, **params: str | None) -> None:
        if name is not None:
            params[POSITIONAL[asked.name]] = name
        answer(state, asked, {name: value for name, value in params.items() if value is not None}, wish)

    command: Any = answer_options(run)
    if asked.name in POSITIONAL:
        command = click.argument("name", required=False, metavar="[NAME]")(command)
    for param in reversed(asked.params):
        command = _option(param)(command)
    return click.command(asked.name, help=asked.question)(command)


def _option(param: Param) -> Any:
    kind, _, scheme = param.type.partition(":")
    text = param.about + (f" [default: {param.default}]" if param.default else "")
    if scheme:
        from kg.lists import concepts

        text += f": {', '.join(concepts(scheme))}"
    flag = "--" + param.name.replace("_", "-")
    return click.option(flag, param.name, metavar=_METAVARS.get(kind, param.name.upper()), help=text)


def _question(asked: str) -> Question:
    """Find what is asked: standard input, SPARQL, a file, else a question of the library."""
    from kg.library import question, read

    if asked == "-":
        return read(sys.stdin.read(), "-")
    if "{" in asked:
        return read(asked)
    if (path := Path(asked)).suffix in (".rq", ".sparql") or path.is_file():
        try:
            return read(path.read_text(encoding="utf-8"), asked)
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(f"{asked}: cannot be read ({why(error)})") from error
    return question(asked)


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise QueryError(f"-p {text}: no '='; write NAME=VALUE")
    return name, value


def _listing() -> str:
    from kg.library import questions
    from kg.tables import table

    rows = [(q.name, q.question, " ".join(param.name for param in q.params)) for q in questions()]
    return table(("name", "question", "parameters"), rows, width=width())


def _told(asked: Question) -> str:
    """Say what a question asks, what it may be asked with, and how that is written as SPARQL."""
    from kg.tables import table

    rows = [(param.name, param.type, param.default, param.about) for param in asked.params]
    params = table(("parameter", "type", "default", "what it is"), rows, width=width()) + "\n" if rows else ""
    return f"{asked.question or asked.name}\n\n{params}{asked.text.strip()}\n"

"""``kg validate``: SHACL on the store or on files, and the exit code that follows."""

from __future__ import annotations

import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.output import chosen, format_option, output_option, width, write

if TYPE_CHECKING:
    from kg.cli.state import State
    from kg.validation.report import Report

fail_on_option = click.option(
    "--fail-on",
    type=click.Choice(["violation", "warning", "info", "none"]),
    default="violation",
    show_default=True,
    help="The least grave finding that makes the exit code 1.",
)


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option(
    "--shapes", multiple=True, metavar="FILE", help="Shapes to hold to, instead of the project's; repeatable."
)
@click.option("--stdin-format", default="ttl", show_default=True, metavar="SUFFIX", help="Form of standard input.")
@click.option("--all", "everything", is_flag=True, help="Every finding in the report for people, however many.")
@click.option(
    "--engine",
    type=click.Choice(["fast", "pyshacl"]),
    default="fast",
    show_default=True,
    help="What checks the store: compiled queries, or the reference alone.",
)
@fail_on_option
@format_option("human, table, turtle, json, jsonl.")
@output_option
@click.pass_obj
def validate(
    state: State,
    files: tuple[str, ...],
    shapes: tuple[str, ...],
    stdin_format: str,
    everything: bool,
    engine: str,
    fail_on: str,
    form: str | None,
    output: str,
) -> None:
    """Check the store, or RDF files, against SHACL shapes.

    FILEs are RDF in any usual form, '-' is standard input. The report says how much was looked at; a check that
    looked at nothing has not passed. It is written also when the check fails.
    """
    from kg import validation

    report = _files(files, shapes, stdin_format) if files else _store(state.store, shapes, engine)
    form = chosen(form, output, terminal="human", machine="human")
    write([validation.write(report, form, width=width(), everything=everything)], output)
    verdict(report, fail_on)


def verdict(report: Report, fail_on: str) -> None:
    """Leave with exit code 1 when the report holds what `fail_on` does not allow."""
    if not report.passed(fail_on):
        raise click.exceptions.Exit(1)


def _store(path: str, shapes: tuple[str, ...], engine: str) -> Report:
    from kg.store import Store
    from kg.validation import validate

    with Store.open(path, "read") as store:
        return validate(store, shapes, engine=engine)


def _files(files: tuple[str, ...], shapes: tuple[str, ...], stdin_format: str) -> Report:
    from kg.validation import validate_files

    with ExitStack() as temporary:
        paths = []
        for file in files:
            if file != "-":
                paths.append(Path(file))
                continue
            folder = Path(temporary.enter_context(tempfile.TemporaryDirectory()))
            copy = folder / f"stdin.{stdin_format.lstrip('.')}"
            copy.write_bytes(sys.stdin.buffer.read())
            paths.append(copy)
        return validate_files(paths, shapes)

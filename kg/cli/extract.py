"""``kg extract``: what articles say, without a store."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from kg.cli.inputs import article_options, failures
from kg.cli.output import chosen, format_option, known, output_option, width, write
from kg.records import records
from kg.sheets import sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.cli.inputs import Articles
    from kg.cli.state import State
    from kg.model import Reading


@click.command()
@article_options
@format_option("jsonl (the contract, one record a line), json, or table (for people).")
@output_option
@click.pass_obj
def extract(state: State, articles: Articles, form: str | None, output: str) -> None:
    """Print what articles say, without a store.

    PATHS are files (.txt, .md), folders, or '-' for an article on standard input.
    """
    form = chosen(form, output, terminal="table", machine="jsonl")
    written = WRITERS[known(form, WRITERS)]
    with failures(state) as failed, articles.readings(state, failed) as readings:
        write(written(readings), output)


def _jsonl(readings: Iterable[Reading]) -> Iterator[str]:
    for reading in readings:
        yield "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records(reading))


def _json(readings: Iterable[Reading]) -> Iterator[str]:
    lines = (line for text in _jsonl(readings) for line in text.splitlines())
    yield "["
    yield from (f"{',' if number else ''}\n{line}" for number, line in enumerate(lines))
    yield "\n]\n"


def _table(readings: Iterable[Reading]) -> Iterator[str]:
    for number, reading in enumerate(readings):
        yield "\n" * bool(number) + sheet(reading, width=width())


WRITERS = {"jsonl": _jsonl, "json": _json, "table": _table}

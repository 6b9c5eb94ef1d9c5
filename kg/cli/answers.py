"""How an answer is shown: how many of its rows, with which sentences, in which form, and where."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from kg.cli.asof import as_of_option, opened
from kg.cli.output import chosen, format_option, output_option, width, write
from kg.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kg.cli.state import State
    from kg.library import Question
    from kg.results import Row, Rows
    from kg.store import Store

_FORMS = "table, csv, tsv, json, jsonl, md; for CONSTRUCT turtle, ntriples, jsonld, rdfxml ..."
sentences_option = click.option("-s", "--sentences", is_flag=True, help="With each row the sentences it was read from.")
_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option("-n", "--limit", type=click.IntRange(1), metavar="N", help="Only the first N rows."),
    sentences_option,
    format_option(_FORMS),
    output_option,
    as_of_option,
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asked to see of an answer."""

    form: str | None
    output: str
    limit: int | None
    sentences: bool


def answer_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say how its answer is shown; it receives them as `wish`."""

    @functools.wraps(command)
    def wrapped(*args: Any, form: str | None, output: str, limit: int | None, sentences: bool, **rest: Any) -> None:
        command(*args, wish=Wish(form, output, limit, sentences), **rest)

    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped


def answer(state: State, asked: Question, params: Mapping[str, object], wish: Wish) -> None:
    """Ask, and write what comes back; for people it is also said when that is nothing, or not all."""
    from kg.queries import ask
    from kg.rendering import render
    from kg.results import Rows, Triples

    with opened(state) as store:
        result = ask(store, asked, params)
        people, machine = ("turtle", "turtle") if isinstance(result, Triples) else ("table", "csv")
        form = chosen(wish.form, wish.output, terminal=people, machine=machine)
        seen = _Seen()
        if isinstance(result, Rows):
            result = _wished(store, result, wish, seen)
        elif wish.sentences:
            raise QueryError("--sentences: this question gives no rows")
        write(render(result, form, width=width()), wish.output)
        if form == "table" and isinstance(result, Rows):
            _say(state, store, seen)


@dataclass(slots=True)
class _Seen:
    """Counts rows while they are written."""

    rows: int = 0
    more: bool = False

    def first(self, rows: Iterator[Row], limit: int | None) -> Iterator[Row]:
        """Pass on the first rows, all of them without a limit."""
        for row in islice(rows, limit):
            self.rows += 1
            yield row
        self.more = limit is not None and next(rows, None) is not None


def _wished(store: Store, found: Rows, wish: Wish, seen: _Seen) -> Rows:
    rows = replace(found, rows=seen.first(iter(found.rows), wish.limit))
    if not wish.sentences:
        return rows
    from kg.analysis.sources import with_sentences

    return with_sentences(store, rows)


def _say(state: State, store: Store, seen: _Seen) -> None:
    if seen.more:
        state.remark(f"the first {seen.rows:,} row{'s' * (seen.rows > 1)}; more with a higher -n, all without it")
    elif not seen.rows:
        hint = "" if store.articles() else "; the store holds no article yet, 'kg build PATH' reads some"
        state.remark(f"nothing found{hint}")

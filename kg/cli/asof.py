"""``--as-of``: asks the store as it would have been on some day."""

from __future__ import annotations

import datetime
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.cli.state import State
    from kg.store import Store


Command = TypeVar("Command", bound="Callable[..., Any]")


def _take(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.obj = replace(ctx.obj, as_of=value)


as_of_option: Callable[[Command], Command] = click.option(
    "--as-of", metavar="DATE", expose_value=False, callback=_take,
    help="Ask what was published by then: YYYY, YYYY-MM or YYYY-MM-DD.",
)  # fmt: skip


def _day(text: str) -> datetime.date:
    """The day; the last one of a year or month."""
    from kg.params import Param

    if not text.strip():
        raise QueryError("--as-of: no date; write YYYY, YYYY-MM or YYYY-MM-DD")
    try:
        [term] = Param("until", "date", "", "").terms(text, lambda _: ())
    except QueryError:
        raise QueryError(f"--as-of: '{text}' is no date; write YYYY, YYYY-MM or YYYY-MM-DD") from None
    return datetime.date.fromisoformat(term.value)


@contextmanager
def opened(state: State) -> Iterator[Store]:
    """Open the store for reading, as of the day that was asked for."""
    from kg.asof import as_of
    from kg.store import Store

    with Store.open(state.store, "read") as store:
        if state.as_of is None:
            yield store
            return
        with as_of(store, _day(state.as_of)) as (then, undated):
            if undated:
                state.remark(f"left out, for nobody knows when they appeared: {', '.join(undated)}")
            yield then

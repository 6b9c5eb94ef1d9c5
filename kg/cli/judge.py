"""``kg same``, ``different``, ``unsure``, ``why-same``: judgements on what is one thing, and the rules' reasons."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.output import chosen, format_option, output_option, width, write
from kg.judgements import Judgement, LedgerError
from kg.ledger import FILE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.cli.state import State

ledger_option = click.option(
    "--ledger", "ledger", type=click.Path(path_type=Path, dir_okay=False), envvar="KG_LEDGER", show_envvar=True,
    metavar="FILE", help=f"Judgements on what is the same; default: {FILE} in the working folder, if there is one.",
)  # fmt: skip


def judgements(ledger: Path | None) -> tuple[Judgement, ...] | None:
    """Read the judgements a build takes up; None, when there is no ledger, keeps those the store has."""
    from kg.ledger import load

    if ledger is not None and not ledger.exists():
        raise LedgerError(f"{ledger}: no such ledger; 'kg same A B --ledger {ledger}' begins one")
    path = ledger or Path(FILE)
    return load(path) if path.exists() else None


def _told(command: Any) -> Any:
    options: list[Any] = [
        click.option("-m", "--reason", default="", metavar="TEXT", help="Why, for whoever reads the ledger."),
        click.option("--author", default="", envvar="KG_AUTHOR", show_envvar=True, help="Who says so."),
        click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="When; left out unless given."),
        click.option("--undo", "undone", is_flag=True, help="Take the judgement on these two back."),
        ledger_option,
        click.pass_obj,
    ]
    for option in reversed(options):
        command = option(command)
    return command


def _judge(state: State, verdict: str, a: str, b: str, told: dict[str, Any]) -> None:
    from kg import judging
    from kg.store import Store

    path = told.pop("ledger") or Path(FILE)
    undone, date = told.pop("undone"), told.pop("date")
    with Store.open(state.store, "write") as store:
        if undone:
            a, b = (name if "/" in name else judging.meant(store, name) for name in (a, b))
            judging.undo(store, path, a, b)
            state.remark(f"{path}: no longer judged: {a}, {b}")
            return
        names = judging.meant(store, a), judging.meant(store, b)
        day = date.date().isoformat() if date else ""
        judging.judge(store, path, Judgement(verdict, *names, date=day, **told))
        state.remark(f"{path}: {names[0]} and {names[1]} are {_WORDS[verdict]}; {len(store.judgements)} judgements")


_NAMES = "A and B are names, IRIs or type/slug; NAME@ARTICLE is what one article calls so."
_WORDS = {"same": "the same", "different": "different", "unsure": "left open"}


def _judging(verdict: str, text: str) -> click.Command:
    """Give the command that writes a judgement of one kind."""

    @click.command(verdict, help=f"{text}\n\n{_NAMES}")
    @click.argument("a")
    @click.argument("b")
    @_told
    def judged(state: State, a: str, b: str, **told: Any) -> None:
        _judge(state, verdict, a, b, told)

    return judged


same = _judging("same", "Say that A and B are one thing: the name A is kept, B is retired and leads to it.")
different = _judging("different", "Say that A and B are two things, whatever the rules make of them.")


@click.command()
@click.argument("pair", nargs=-1, metavar="[A B]")
@click.option("-n", "--limit", type=click.IntRange(0), default=20, show_default=True, help="How many; 0 for all.")
@format_option("table, csv, tsv, json, jsonl, md.")
@output_option
@_told
def unsure(state: State, pair: tuple[str, ...], limit: int, form: str | None, output: str, **told: Any) -> None:
    """List pairs to look at, the likeliest first; or say of A and B that you looked and cannot tell."""
    if pair:
        if len(pair) != 2:
            raise click.UsageError("give two names, A and B, or none for the list")
        _judge(state, "unsure", *pair, told)
        return
    from kg.reasons import queue
    from kg.store import Store

    with Store.open(state.store, "read") as store:
        found = queue(store)
    rows = [
        (f"{doubt.score:.2f}", doubt.a, doubt.b, "; ".join(doubt.speaks_for), "; ".join(doubt.speaks_against), note)
        for doubt, note in (found[:limit] if limit else found)
    ]
    _write(("score", "a", "b", "for", "against", "judged"), rows, form, output)


@click.command()
@click.argument("a")
@click.argument("b")
@format_option("table, csv, tsv, json, jsonl, md.")
@output_option
@click.pass_obj
def why_same(state: State, a: str, b: str, form: str | None, output: str) -> None:
    """Say whether A and B are one thing here, and what speaks for and against it.

    DEAL@ARTICLE stands for what one article tells of a deal.
    """
    from kg.reasons import why
    from kg.store import Store

    with Store.open(state.store, "read") as store:
        one, reasons = why(store, a, b)
    _write(("speaks", "what", "by"), [(each.speaks, each.what, each.by) for each in reasons], form, output)
    state.remark(f"{a} and {b} are {'one thing' if one else 'two things'} in this store")


def _write(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]], form: str | None, output: str) -> None:
    from pyoxigraph import Literal

    from kg.rendering import render
    from kg.results import Rows

    form = chosen(form, output, terminal="table", machine="csv")
    answer = Rows(heads, tuple(tuple(map(Literal, row)) for row in rows))
    write(render(answer, form, width=width()), output)

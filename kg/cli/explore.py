"""``kg path``, ``rank``, ``communities``, ``dependencies``, ``exposure``, ``plot``: who deals with whom, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kg.cli.asof import opened
from kg.cli.output import chosen, format_option, known, output_option, width, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.analysis.answer import Answer
    from kg.cli.state import State
    from kg.store import Store

_format = format_option("table, md, csv, tsv, json, jsonl, graphml, gexf.")
_through = click.option(
    "--through",
    metavar="KINDS",
    help="Kinds of ties, with commas: deal, supply, partner, rival, ownership, role, place, event, speech, other; "
    "default: all but speech.",
)


@click.command()
@click.argument("start", metavar="A")
@click.argument("end", metavar="B")
@click.option("-k", "count", type=click.IntRange(1, 100), default=3, show_default=True, help="How many paths.")
@_through
@_format
@output_option
@click.pass_obj
def path(state: State, start: str, end: str, count: int, through: str | None, form: str | None, output: str) -> None:
    """Show how A and B are connected: the shortest paths, each hop with its sentence."""
    from kg.analysis import answers

    _answer(state, form, output, lambda store: answers.path(store, start, end, k=count, **_kinds(through)))


@click.command()
@click.option("--by", default="pagerank", show_default=True, help="degree, pagerank or betweenness.")
@click.option(
    "--kind", "nodes", multiple=True, metavar="KIND", help="org, person, product, deal, event, place; repeatable."
)
@click.option("-n", "--limit", type=click.IntRange(0), default=20, show_default=True, help="How many; 0 for all.")
@_through
@_format
@output_option
@click.pass_obj
def rank(
    state: State, by: str, nodes: tuple[str, ...], limit: int, through: str | None, form: str | None, output: str
) -> None:
    """Show who is central, by number of ties, PageRank or betweenness, and say what the numbers mean."""
    from kg.analysis import answers

    _answer(
        state, form, output,
        lambda store: answers.rank(store, by, nodes=nodes, **_kinds(through)).first(limit),
    )  # fmt: skip


@click.command()
@click.option(
    "--resolution", type=click.FloatRange(0, min_open=True), default=1.0, show_default=True, help="Higher: more groups."
)
@_through
@_format
@output_option
@click.pass_obj
def communities(state: State, resolution: float, through: str | None, form: str | None, output: str) -> None:
    """Show which entities belong together: groups tied more closely to each other than to the rest."""
    from kg.analysis import answers

    _answer(state, form, output, lambda store: answers.communities(store, resolution=resolution, **_kinds(through)))


@click.command()
@click.argument("name")
@click.option("--depth", type=click.IntRange(1), help="How many steps; default: all.")
@click.option("--dependents", is_flag=True, help="Who depends on NAME, instead of on whom NAME depends.")
@_format
@output_option
@click.pass_obj
def dependencies(state: State, name: str, depth: int | None, dependents: bool, form: str | None, output: str) -> None:
    """Show who supplies NAME, who supplies them, and so on, through which deals and products."""
    from kg.analysis import answers

    _answer(state, form, output, lambda store: answers.dependencies(store, name, depth=depth, dependents=dependents))


@click.command()
@click.argument("name")
@_format
@output_option
@click.pass_obj
def exposure(state: State, name: str, form: str | None, output: str) -> None:
    """Show how much money deals tie NAME to others with, by counterparty and currency, and what is counted twice."""
    from kg.analysis import answers

    _answer(state, form, output, lambda store: answers.exposure(store, name))


@click.command()
@click.argument("what", metavar="network|timeline|deals|who-said")
@click.option("--about", metavar="NAME", help="Only what concerns this entity: its neighbours, deals or statements.")
@click.option("-n", "--limit", type=click.IntRange(1), default=500, show_default=True, help="At most so many items.")
@click.option("--title", help="Title of the picture; default: what it shows.")
@format_option("svg or png; default: of the file's suffix, else svg.")
@output_option
@click.pass_obj
def plot(
    state: State, what: str, about: str | None, limit: int, title: str | None, form: str | None, output: str
) -> None:
    """Draw the network, the timeline, deals by value, or who said how much, as SVG or PNG."""
    from kg import plots

    form = known(chosen(form, output, terminal="svg", machine="svg"), plots.FORMS)
    with opened(state) as store:
        picture = plots.plot(store, what, form, about=about, limit=limit, title=title)
    write([picture], output)


def _answer(state: State, form: str | None, output: str, asked: Callable[[Store], Answer]) -> None:
    """Ask, write the rows, and say on standard error what they mean."""
    from kg.analysis.writing import FORMS
    from kg.analysis.writing import write as written

    form = known(chosen(form, output, terminal="table", machine="csv"), FORMS)
    with opened(state) as store:
        answer = asked(store)
    write(written(answer, form, width=width()), output)
    state.remark(answer.note)


def _kinds(through: str | None) -> dict[str, Any]:
    return {} if through is None else {"kinds": tuple(part.strip() for part in through.split(",") if part.strip())}

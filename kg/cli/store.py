"""``kg store``, ``kg import`` and ``kg search``: looking after a store, RDF beside articles, and words in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from kg.cli.output import chosen, format_option, known, output_option, width, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.cli.state import State
    from kg.results import Rows
    from kg.search import Hit
    from kg.store import Store

_LISTED = 20


@click.group()
def store() -> None:
    """Look after the store: check, info, backup, compact, migrate."""


@store.command()
@click.option("--all", "everything", is_flag=True, help="Every problem, however many.")
@click.pass_obj
def check(state: State, everything: bool) -> None:
    """Check that the store is sound: texts and hashes, evidence, graphs, readings, indexes.

    Exit code 1 when something is wrong.
    """
    from kg import soundness
    from kg.store import Store

    with Store.open(state.store, "read") as held:
        found = soundness.check(held)
    shown = found.problems if everything else found.problems[:_LISTED]
    write((f"{problem}\n" for problem in shown), "-")
    if len(shown) < len(found.problems):
        state.remark(f"and {len(found.problems) - len(shown):,} more; --all shows them")
    looked = ", ".join(f"{count:,} {name}" for name, count in found.looked.items())
    state.remark(f"{'sound' if found.sound else f'{len(found.problems):,} problems'} ({looked})")
    if not found.sound:
        raise click.exceptions.Exit(1)


@store.command()
@format_option("table or json.")
@output_option
@click.pass_obj
def info(state: State, form: str | None, output: str) -> None:
    """Say what the store is and holds."""
    from kg import upkeep
    from kg.store import Store

    with Store.open(state.store, "read") as held:
        told = upkeep.info(held)
    if known(chosen(form, output, terminal="table", machine="table"), ("table", "json")) == "json":
        write([json.dumps(told, ensure_ascii=False, indent=1) + "\n"], output)
        return
    width = max(map(len, told))
    write((f"{name:{width}}  {_shown(value)}\n" for name, value in told.items()), output)


def _shown(value: object) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    return ", ".join(map(str, value)) or "none" if isinstance(value, list) else str(value)


@store.command()
@click.argument("target")
@click.pass_obj
def backup(state: State, target: str) -> None:
    """Copy the store to the folder TARGET, which must not be there yet. Readers and a writer go on meanwhile."""
    from kg import upkeep
    from kg.store import Store

    with Store.open(state.store, "read") as held:
        size = upkeep.backup(held, target)
    state.remark(f"{target}: {size:,} bytes")


@store.command()
@click.pass_obj
def compact(state: State) -> None:
    """Make the store as small as it can be, and the next questions and changes quick."""
    from kg import upkeep
    from kg.store import Store

    with Store.open(state.store, "write") as held:
        before, after = upkeep.compact(held)
    state.remark(f"{before:,} bytes before, {after:,} after")


@store.command()
@click.pass_obj
def migrate(state: State) -> None:
    """Make the graph anew from what was read, for a store that an older version made."""
    from kg import upkeep

    state.remark(f"{upkeep.migrate(state.store):,} articles; the graph is that of this version")


@click.command("import")
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option("--drop", multiple=True, metavar="NAME", help="Take an imported file out again; repeatable.")
@click.pass_obj
def import_(state: State, files: tuple[str, ...], drop: tuple[str, ...]) -> None:
    """Lay RDF files (.nq .trig .ttl .nt .jsonld .rdf) over the store, all or none.

    Named graphs stay; other triples go to a graph named after the file. Nothing is derived from imported data.
    """
    from kg.importing import drop_imports, import_files
    from kg.store import Store

    if not files and not drop:
        raise click.UsageError("name a FILE, or an import to --drop")
    with Store.open(state.store, "write") as held:
        if drop:
            drop_imports(held, drop)
        names = import_files(held, files) if files else ()
    for name in names:
        state.remark(f"{name}: imported")


globals()["import"] = import_  # what the table of commands looks for, and no name that Python lets one write


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--names", "sort", flag_value="name", help="Only names.")
@click.option("--statements", "sort", flag_value="statement", help="Only statements.")
@click.option("-n", "--limit", type=click.IntRange(0), default=20, show_default=True, help="How many; 0 for all.")
@format_option("table, csv, tsv, json, jsonl, md.")
@output_option
@click.pass_obj
def search(state: State, words: tuple[str, ...], sort: str | None, limit: int, form: str | None, output: str) -> None:
    """Find names and statements that hold all WORDS, whatever their case and accents; 'robo*' is a beginning."""
    from kg.rendering import render
    from kg.search import search as find
    from kg.store import Store

    form = chosen(form, output, terminal="table", machine="csv")
    with Store.open(state.store, "read") as held:
        hits = find(held, " ".join(words), sort=sort or "", limit=limit)
        write(render(_rows(held, hits), form, width=width()), output)
    if form == "table" and not hits:
        state.remark("nothing found")


def _rows(held: Store, hits: Sequence[Hit]) -> Rows:
    """Give hits as rows, a statement with who says it."""
    from pyoxigraph import Literal, NamedNode

    from kg.results import Column, Rows
    from kg.search import speakers

    said = speakers(held, (hit.node for hit in hits if hit.sort == "statement"))
    by = {node: Literal(names) for node, names in said.items()}
    rows = [(NamedNode(hit.node), Literal(hit.sort), Literal(hit.text), by.get(hit.node)) for hit in hits]
    heads = {"what": "sort", "text": "text", "by": "by", "node": "node"}
    return Rows(("node", "sort", "text", "by"), rows, tuple(Column(head, (name,)) for head, name in heads.items()))

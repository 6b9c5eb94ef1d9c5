"""``kg export``: the graph as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.output import chosen, format_option, output_option, write

if TYPE_CHECKING:
    from kg.cli.state import State


@click.command()
@click.option("--facts", is_flag=True, help="Only the direct facts, with names and values; default: everything.")
@format_option("ttl, trig, nq, nt, jsonld, rdf, or a media type; default: of the file's suffix, else ttl.")
@output_option
@click.pass_obj
def export(state: State, facts: bool, form: str | None, output: str) -> None:
    """Write the graph to a file: everything that articles say, or the direct facts alone.

    The same articles give the same bytes, on any machine. trig, nq and jsonld keep the named graphs.
    """
    from kg.export import export
    from kg.store import Store

    with Store.open(state.store, "read") as store:
        write(export(store.oxigraph, chosen(form, output, terminal="ttl", machine="ttl"), facts=facts), output)

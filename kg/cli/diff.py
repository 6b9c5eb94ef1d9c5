"""``kg diff``: what changed from one store to another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.output import chosen, format_option, known, output_option, write

if TYPE_CHECKING:
    from kg.cli.state import State


@click.command()
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path), required=False)
@format_option("text, md or json.")
@output_option
@click.option("--exit-code", is_flag=True, help="Exit with 1 when anything differs.")
@click.pass_context
def diff(ctx: click.Context, before: Path, after: Path | None, form: str | None, output: str, exit_code: bool) -> None:
    """Show what changed from the store BEFORE to the store AFTER (default: the one in use).

    Claims that came, went, are newly in dispute or no longer are; names that were retired; articles added and removed.
    """
    from kg.diffs import FORMS
    from kg.diffs import diff as compare
    from kg.store import Store

    state: State = ctx.obj
    written = FORMS[known(_plain(chosen(form, output, terminal="text", machine="text")), FORMS)]
    with Store.open(before, "read") as old, Store.open(after or state.store, "read") as new:
        found = compare(old, new)
    write(written(found), output)
    if found.note:
        state.remark(found.note)
    if exit_code and found:
        ctx.exit(1)


def _plain(form: str) -> str:
    return {"txt": "text", "markdown": "md", "text/markdown": "md", "application/json": "json"}.get(form, form)

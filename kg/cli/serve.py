"""``kg serve`` and ``kg site``: the store to look at, over HTTP or as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.errors import NotSupportedError

if TYPE_CHECKING:
    from kg.cli.state import State

_NEEDS = "pages need an extra: pip install 'kg[server]'"


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 for a free one.")
@click.option("--workers", type=click.IntRange(2, 64), help="Processes that answer; default: one more than processors.")
@click.option(
    "--limit", type=click.FloatRange(0.1, 3600), default=10.0, show_default=True, help="Seconds a question may take."
)
@click.option("--read-only", is_flag=True, default=True, help="The only mode there is.")
@click.pass_obj
def serve(state: State, host: str, port: int, workers: int | None, limit: float, read_only: bool) -> None:  # noqa: ARG001
    """Show the store in a browser: pages, timeline, graph, and a SPARQL endpoint at /sparql.

    Reading only. A store that is built anew while it is served is shown anew.
    """
    _on_disk(state)
    try:
        from kg.server.running import serve as run
    except ImportError:
        raise NotSupportedError(_NEEDS) from None
    run(
        Path(state.store), host=host, port=port, workers=workers, limit=limit,
        ready=lambda address: state.remark(f"serving {state.store} at {address} (stop with Ctrl-C)"),
    )  # fmt: skip


@click.command()
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@click.pass_obj
def site(state: State, out: Path) -> None:
    """Write the pages as files into the folder OUT, to be opened without a server."""
    _on_disk(state)
    try:
        from kg.server.site import write_site
    except ImportError:
        raise NotSupportedError(_NEEDS) from None
    from kg.store import Store

    with Store.open(state.store, "read") as store:
        count = write_site(store.oxigraph, out)
    state.remark(f"{count:,} pages in {out}; open {out / 'index.html'}")


def _on_disk(state: State) -> None:
    if state.store == ":memory:":
        raise NotSupportedError("pages need a store in a folder; 'kg --store PATH build ...' makes one")

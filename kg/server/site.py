"""Writes the pages as files that work from the file system, without a server and without JavaScript."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.errors import KgError, why
from kg.server.desk import Desk
from kg.server.exchange import HTML, Request
from kg.server.links import WITHOUT_FILE, FileLinks, path_of
from kg.server.overview import LISTS

if TYPE_CHECKING:
    from collections.abc import Iterator

STATIC: Final = Path(__file__).resolve().parent / "static"
#: The files of `static` that pages without a server use.
_ASSETS: Final = ("kg.css", "icon.svg", "article.js")
_MARK: Final = "index.html"


class SiteError(KgError):
    """A folder that cannot take the pages."""


def write_site(store: ox.Store, out: Path) -> int:
    """Write every page of the store into the folder `out`; gives their number. SiteError when it cannot be written.

    The folder is made; a folder that holds something other than an earlier copy is left alone.
    """
    try:
        if out.is_dir() and any(out.iterdir()) and not (out / _MARK).exists():
            raise SiteError(f"{out}: not empty and no copy of these pages; name another folder")
        desk, count = Desk(store), 0
        for name in _ASSETS:
            (out / "static").mkdir(parents=True, exist_ok=True)
            shutil.copyfile(STATIC / name, out / "static" / name)
        for path in paths(desk):
            file = out / f"{path or 'index'}.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            desk.links = FileLinks(f"{path or 'index'}.html")
            file.write_bytes(desk.answer(Request(path, accept=HTML)).body)
            count += 1
    except OSError as error:
        raise SiteError(f"{out}: cannot be written ({why(error)})") from error
    return count


def paths(desk: Desk) -> Iterator[str]:
    """Give the path of every page, in order: the overviews, then one for each node that pages lead to."""
    yield from ("", "conflicts", "timeline", *LISTS)
    nodes = {quad.subject.value for quad in desk.graph.store if isinstance(quad.subject, ox.NamedNode)}
    kept = {path for node in nodes if (path := path_of(node)) is not None}
    yield from sorted(path for path in kept if not path.startswith(WITHOUT_FILE))

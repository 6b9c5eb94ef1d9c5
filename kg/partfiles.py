"""The parts of what a store's articles say, written to files: here or, for many articles, in a process of its own.

That process gives its memory back when it ends, and works while the first parts are already looked at. Of each part,
what it is home to and what only visits it lie in two files, so that the disk is given nothing twice.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg import parts
from kg.fusion import fuse
from kg.garbage import uncollected
from kg.graph import addresses, article_graph, node, written
from kg.iris import article_ref, iri
from kg.manifest import load_manifest, save_manifest
from kg.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from kg.manifest import Manifest
    from kg.model import Article

#: More articles than this are put together in a process of their own.
APART: Final = 3000


def write_parts(shelf: Shelf, manifest: Manifest, room: Path) -> Iterator[Path]:
    """Write the parts to files in the folder `room`, and give each when it is written."""
    met: set[str] = set()
    if len(manifest.articles) > APART:
        save_manifest(room, manifest)
        with _apart(shelf, room) as process:
            assert process.stdout is not None  # noqa: S101 - it is a pipe
            try:
                for line in process.stdout:
                    met.add(line.strip())
                    yield room / line.strip()
            except BaseException:
                process.kill()
                raise
        if process.returncode == 0:
            return
    # what went wrong there goes wrong here, where it can be told
    yield from _write(shelf, manifest, room, met)


def _apart(shelf: Shelf, room: Path) -> subprocess.Popen[str]:
    code = "import sys; from kg.partfiles import write_apart; write_apart(*sys.argv[1:])"
    paths = os.pathsep.join([str(Path(__file__).parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])])
    return subprocess.Popen(  # noqa: S603 - this very program
        [sys.executable, "-c", code, str(shelf.path), str(room)],
        env={**os.environ, "PYTHONPATH": paths}, text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def write_apart(folder: str, room: str) -> None:
    """Write what the articles of the manifest in `room` say to files there, and each name, once it is written, out.

    The readings lie in `folder`.
    """
    with uncollected():
        for file in _write(Shelf(Path(folder)), load_manifest(Path(room)), Path(room)):
            sys.stdout.write(f"{file.name}\n")
            sys.stdout.flush()


def _write(shelf: Shelf, manifest: Manifest, room: Path, done: Collection[str] = ()) -> Iterator[Path]:
    """As `write_parts`, in this process; what is `done` is somebody's already, and left alone."""
    told = fuse(shelf.readings(manifest), manifest.judgements, shelf.registry(manifest))
    held = addresses(told.articles)
    for at, part in enumerate(parts.parts(told)):
        file = room / f"{at:06}.trig"
        if file.name in done:
            continue
        guests = [iri(each) for each in sorted(part.guests)]
        at_home, visiting = _divided(written(part.knowledge, held, part.visitors), guests, part.visitors)
        _guest_list(file).write_text(json.dumps(guests), "utf-8")
        visits(file).write_text(visiting, "utf-8")
        file.write_text(at_home, "utf-8")
        yield file


def _divided(blocks: Iterable[str], guests: Iterable[str], visitors: Iterable[Article]) -> tuple[str, str]:
    """Blocks of a part (see `graph.written`), those at home and those that another part is home to.

    The words of a visiting article are at home where it is; of the article itself too little is told to count.
    """
    there = {f"<{each}>" for each in guests}
    away = {str(article_graph(each.id)): str(node(article_ref(each.id))) for each in visitors}
    at_home: dict[str, None] = {}  # each once, in order: who owns whom may be told twice
    visiting: dict[str, None] = {}
    for block in filter(None, blocks):
        graph, _, subject, _ = block.split(" ", 3)
        elsewhere = subject != away[graph] if graph in away else subject in there
        (visiting if elsewhere else at_home)[block] = None
    return "".join(at_home), "".join(visiting)


def visits(file: Path) -> Path:
    """The file with what visits the part in a file."""
    return file.with_suffix(".visits")


def guests_of(file: Path) -> frozenset[str]:
    """The IRIs of the guests of the part in a file."""
    return frozenset(json.loads(_guest_list(file).read_text("utf-8")))


def _guest_list(file: Path) -> Path:
    return file.with_suffix(".json")

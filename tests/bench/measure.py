"""Measures of scale, each beside its anchor in the same run, as one Markdown table.

    python tests/bench/measure.py                  three sizes up to a hundred thousand quads, in some minutes
    python tests/bench/measure.py --full           up to a million
    python tests/bench/measure.py --builds 1000,10000,100000 --only build

What is too slow is cut at a limit that already decides, and shown so. Questions are told in processor time, so that
what else the machine does does not count; all else in time on the clock. The last column says whether the target is
met; targets are meant for a million quads and 10,000 articles.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent))
import asking
import builds
import pyoxigraph as ox
from timing import Bench, apart, head, row, say, seconds

from kg import changes, fusion
from kg.derive import derive
from kg.importing import import_files
from kg.prefixes import PREFIXES
from kg.store import Store
from kg.tally.settling import said
from kg.validation import validate

if TYPE_CHECKING:
    from collections.abc import Callable

#: Articles of the largest graph, and numbers of articles to build stores of.
QUICK, FULL = (500, (100, 1000)), (5000, (1000, 10000))


def main() -> None:
    """Print the table of the parts asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="a million quads, and builds of 1,000 and 10,000 articles")
    parser.add_argument("--articles", type=int, help="articles of the largest graph; 5000 are a million quads")
    parser.add_argument("--builds", help="numbers of articles to build stores of, with commas")
    parser.add_argument("--only", default=",".join(PARTS), help="parts, with commas; default: %(default)s")
    parser.add_argument("--keep", type=Path, help="a folder in which graphs are kept for the next run")
    told = parser.parse_args()
    articles, counts = FULL if told.full else QUICK
    counts = tuple(map(int, told.builds.split(","))) if told.builds else counts
    say(f"{platform.processor() or platform.machine()}, {len(os.sched_getaffinity(0))} cores, load "
        f"{os.getloadavg()[0]:.1f}, Python {platform.python_version()}, pyoxigraph {ox.__version__}\n")  # fmt: skip
    head()
    if told.keep:
        told.keep.mkdir(parents=True, exist_ok=True)
    with nullcontext(told.keep) if told.keep else tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), told.articles or articles, counts)
        for part in told.only.split(","):
            PARTS[part](bench)


# ------------------------------------------------------------------------------------- parts


def imports(bench: Bench) -> None:
    """``kg import`` against the engine's own loader."""
    file = bench.file(bench.sizes[-1])
    places = [bench.folder / name for name in ("bare", "ours")]
    for place in places:
        shutil.rmtree(place, ignore_errors=True)
    bare, ours = (
        apart(function, str(file), str(place)) for function, place in zip((_load, _import), places, strict=True)
    )
    assert bare
    assert ours
    row(f"import of {file.stat().st_size:,} bytes", f"{ours[0]:.1f} s, {ours[1]:,} MB", f"bulk_load {bare[0]:.1f} s",
        f"{ours[0] / bare[0]:.2f}", "within 1.2", met=ours[0] <= 1.2 * bare[0])  # fmt: skip
    opened = apart(_first, str(places[1]))
    assert opened
    row("opening that store and one question", f"{opened[2]:.3f} s", "", "", "well under 1 s", met=opened[2] < 0.5)


def _load(file: str, place: str) -> None:
    store = ox.Store(place)
    store.bulk_load(path=file)
    store.flush()


def _import(file: str, place: str) -> None:
    with Store.open(place, "write") as store:
        import_files(store, [file])


def _first(place: str) -> float:
    started = time.perf_counter()
    with Store.open(place) as store:
        next(iter(store.query("SELECT ?s { ?s a kg:Deal } LIMIT 1", prefixes=PREFIXES)))  # type: ignore[call-overload]
    return time.perf_counter() - started


def check(bench: Bench) -> None:
    """Validation against pySHACL, same shapes and data."""
    file = bench.file(bench.sizes[1])  # more would take the reference too long
    ours = apart(_validate, str(file), "fast")
    assert ours
    slow = apart(_validate, str(file), "pyshacl", limit=120 * ours[2][0] + 20)
    shown = f"pySHACL {slow[2][0]:.1f} s, {slow[1]:,} MB" if slow else f"pySHACL over {120 * ours[2][0]:.0f} s"
    same = slow is None or slow[2][1] == ours[2][1]
    said = "same results" if same else "OTHER RESULTS"
    ratio = f"{slow[2][0] / ours[2][0]:.0f}, {said}" if slow else "over 120"
    met = same and (slow is None or slow[2][0] >= 100 * ours[2][0])
    row(f"full validation of {file.stat().st_size:,} bytes", f"{ours[2][0]:.2f} s, {ours[1]:,} MB", shown, ratio,
        "100 times faster, less memory", met=met)  # fmt: skip


def _validate(file: str, engine: str) -> tuple[float, set[Any]]:
    store = ox.Store()
    store.bulk_load(path=file)
    started = time.perf_counter()
    report = validate(store, engine=engine)
    return time.perf_counter() - started, {each.key for each in report.found}


def change(bench: Bench) -> None:
    """Deriving and checking after one article has gone, against doing it for all."""
    for articles in bench.sizes:
        readings = bench.readings(articles)
        graph = ox.Store()
        graph.bulk_extend(bench.graph(articles))
        told = said(fusion.fuse(readings), fusion.fuse(readings[1:]))
        told.apply(graph)
        started = time.perf_counter()
        following = changes.derived(graph, told)
        following.apply(graph)
        validate(graph, focus=told.nodes() | following.nodes())
        ours = time.perf_counter() - started
        full = seconds(lambda graph=graph: (derive(graph), validate(graph)))
        row(f"derived and checked after one article, {len(graph):,} quads", f"{ours:.3f} s", f"all anew {full:.2f} s",
            f"{full / ours:.0f}", "100 times faster, not growing", met=full >= 100 * ours)  # fmt: skip


PARTS: dict[str, Callable[[Bench], None]] = {
    "import": imports,
    "questions": asking.ask_all,
    "growth": asking.grow,
    "narrow": asking.narrow,
    "search": asking.words,
    "validate": check,
    "change": change,
    "build": builds.build,
}

if __name__ == "__main__":
    main()

"""Kills changes of a store at any moment and looks what is left: the old state or the new one, and nothing else.

``python tests/bench/kills.py 200`` kills so many times, each at another moment between start and end of a change of a
few articles; ``python tests/bench/kills.py 200 20`` of a change of so many that the graph is made anew.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import made_archive

from kg import pipeline, soundness
from kg.store import Store

SCRIPT = "import sys; from kg.store import Store; Store.open(sys.argv[1], 'write').remove(sys.argv[2:])"


def content(path: Path) -> frozenset[str]:
    with Store.open(path) as store:
        return frozenset(map(str, store.oxigraph))


def main(kills: int, gone: int = 3) -> int:
    """Kill so many changes, each of which takes `gone` of sixty articles out; give how many left the old state."""
    chance = random.Random(1)  # noqa: S311 - nothing secret
    readings = list(pipeline.readings(known.article for known in made_archive.archive(60)))
    names = [each.article.id for each in readings[:gone]]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store"
        with Store.open(path, "write") as store:
            store.put(readings)
        old = content(path)
        took = _change(path, names)
        new = content(path)
        kept = 0
        for _ in range(kills):
            with Store.open(path, "write") as store:
                store.put(readings[:gone])
            _change(path, names, chance.uniform(0.1, 1.1) * took)
            left = content(path)
            if left not in (old, new):
                raise SystemExit("a state that is neither the old nor the new one")
            with Store.open(path) as store:
                if problems := soundness.check(store).problems:
                    raise SystemExit(problems[0])
            kept += left == old
    return kept


def _change(path: Path, names: list[str], wait: float | None = None) -> float:
    """Take articles out in a process of its own, killed after so many seconds; give how long it took."""
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", SCRIPT, str(path), *names])
    if wait is None:
        process.wait()
    else:
        time.sleep(wait)
        process.kill()
        process.wait()
    return time.perf_counter() - started


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    kept = main(count, *map(int, sys.argv[2:3]))
    sys.stdout.write(f"{count} kills: {kept} left the old state, {count - kept} the new one, none another\n")

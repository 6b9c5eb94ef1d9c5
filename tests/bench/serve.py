"""How fast ``kg serve`` answers beside ``oxigraph serve``, on one store, in one run.

    python tests/bench/serve.py STORE [--seconds 30] [--clients 32]

asks each server the same questions over loopback, by turns, so that whatever else the machine does meets both:
requests a second, the 95th percentile, processor time a request, and errors. Each question is new (a comment tells them
apart, so nothing kept from before helps); `kg` is also asked the same again and again. The command ``oxigraph`` comes
with ``pip install oxigraph``.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import itertools
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from kg.library import question
from kg.prefixes import PREFIXES

#: Each run is cut into so many parts.
PARTS = 6
ASKED = ("who-said", "timeline", "conflicts")
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())


async def _client(port: int, requests, until: float, times: list[float], errors: list[str]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while time.perf_counter() < until:
        begun = time.perf_counter()
        writer.write(next(requests))
        head = await reader.readuntil(b"\r\n\r\n")
        found = _LENGTH.search(head)
        if found:
            await reader.readexactly(int(found[1]))
        else:  # chunked
            while size := int((await reader.readline()).strip() or b"0", 16):
                await reader.readexactly(size + 2)
            await reader.readline()
        times.append(time.perf_counter() - begun)
        if not head.startswith(b"HTTP/1.1 200"):
            errors.append(head.split(b"\r\n")[0].decode())
    writer.close()


@dataclass
class _Run:
    """The times of all parts of a run, in seconds."""

    times: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    seconds: float = 0.0
    cpu: float = 0.0

    def told(self) -> dict[str, float]:
        times = sorted(self.times)
        return {
            "requests/s": round(len(times) / self.seconds, 1),
            "p95 ms": round(times[int(len(times) * 0.95)] * 1000, 1),
            "cpu ms": round(self.cpu / len(times) * 1000, 1),
            "errors": len(self.errors),
        }


@dataclass
class _Server:
    """A server in a process of its own."""

    name: str
    path: str
    port: int
    process: subprocess.Popen[bytes]
    runs: dict[str, _Run] = field(default_factory=dict)

    @classmethod
    @contextlib.contextmanager
    def _running(cls, name: str, path: str, port: int, command: list[str]):
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
            _up(port)
            yield cls(name, path, port, process)
            process.terminate()

    @classmethod
    def kg(cls, store: Path):
        port = _free_port()
        command = [sys.executable, "-m", "kg", "--store", str(store), "serve", "--port", str(port)]
        return cls._running("kg serve", "/sparql", port, command)

    @classmethod
    def oxigraph(cls, store: Path):
        port = _free_port()
        graph = store / "graphs" / json.loads((store / "store.json").read_text())["graph"]
        command = ["oxigraph", "serve-read-only", "--location", str(graph), "--bind", f"127.0.0.1:{port}"]
        return cls._running("oxigraph serve", "/query", port, [*command, "--union-default-graph"])

    def load(self, what: str, make, clients: int, seconds: float, part: int) -> None:
        """Ask for some seconds, if this server can be asked that."""
        if what in self.runs:
            before = self._cpu()
            asyncio.run(self._asked(self.runs[what], make, clients, seconds, part))
            self.runs[what].cpu += self._cpu() - before
            self.runs[what].seconds += seconds

    async def _asked(self, run: _Run, make, clients: int, seconds: float, part: int) -> None:
        requests = (
            make(part * 1_000_000 + number).replace(b"POST /sparql", f"POST {self.path}".encode(), 1)
            for number in itertools.count()
        )
        until = time.perf_counter() + seconds
        await asyncio.gather(*(_client(self.port, requests, until, run.times, run.errors) for _ in range(clients)))

    def _cpu(self) -> float:
        """Processor time of the server and its workers so far, in seconds; 0 where there is no /proc."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        if not children.exists():
            return 0.0
        processes = [str(self.process.pid), *children.read_text().split()]
        stats = [Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split() for each in processes]
        return sum(int(stat[11]) + int(stat[12]) for stat in stats) / os.sysconf("SC_CLK_TCK")


def _sparql(path: str, text: str, number: int | None) -> bytes:
    body = urlencode({"query": text + (f"\n# {number}" if number is not None else "")}).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nAccept: application/sparql-results+json\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _page(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n".encode()


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _up(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            time.sleep(1.5)
            return
    raise SystemExit(f"nothing answers at port {port}")


def _entities(store: Path) -> list[str]:
    from kg.queries import ask
    from kg.store import Store

    with Store.open(store) as opened:
        rows = ask(opened, "SELECT ?s { ?s a <https://schema.org/Organization> } ORDER BY ?s LIMIT 200")
        return ["/" + row["s"].removeprefix("https://w3id.org/aideals/") for row in rows.records()]  # type: ignore[union-attr]


def main() -> None:
    """Run the comparison and print it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("store", type=Path)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--clients", type=int, default=32)
    given = parser.parse_args()
    texts = {name: _PREFIXES + question(name).text for name in ASKED}
    pages = _entities(given.store)
    kinds = {name: (lambda number, text=text: _sparql("/sparql", text, number)) for name, text in texts.items()}
    kinds |= {f"{name}, again": (lambda _, text=text: _sparql("/sparql", text, None)) for name, text in texts.items()}
    kinds["entity pages"] = lambda number: _page(f"{pages[number % len(pages)]}?x={number}")
    kinds["entity pages, again"] = lambda number: _page(pages[number % len(pages)])
    with contextlib.ExitStack() as closing:
        ours = closing.enter_context(_Server.kg(given.store))
        others = [closing.enter_context(_Server.oxigraph(given.store))] if shutil.which("oxigraph") else []
        for what, make in kinds.items():
            for server in others:
                if what in texts:
                    server.runs[what] = _Run()
            ours.runs[what] = _Run()
            for part in range(PARTS):
                for server in (ours, *others):
                    server.load(what, make, given.clients, given.seconds / PARTS, part)
            for server in (ours, *others):
                if what in server.runs:
                    sys.stderr.write(f"{what:20} {server.name:16} {server.runs[what].told()}\n")
    sys.stdout.write(
        json.dumps(
            {each.name: {what: run.told() for what, run in each.runs.items()} for each in (ours, *others)}, indent=1
        )
        + "\n"
    )


if __name__ == "__main__":
    main()

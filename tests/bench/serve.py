"""How fast ``kg serve`` answers beside ``oxigraph serve``, on one store, in one run.

    python tests/bench/serve.py STORE [--seconds 30] [--clients 32]

asks each server the same questions over loopback, one after the other: requests a second, the 95th percentile, and
errors. `kg` is asked twice: each question new (a comment tells them apart, so nothing kept from before helps), and the
same again and again. The command ``oxigraph`` comes with ``pip install oxigraph``.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlencode

from kg.prefixes import PREFIXES
from kg.queries import question

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


async def _load(port: int, make, clients: int, seconds: float) -> dict[str, float]:
    times: list[float] = []
    errors: list[str] = []
    requests = (make(number) for number in itertools.count())
    until = time.perf_counter() + seconds
    await asyncio.gather(*(_client(port, requests, until, times, errors) for _ in range(clients)))
    times.sort()
    return {
        "requests/s": round(len(times) / seconds, 1),
        "p95 ms": round(times[int(len(times) * 0.95)] * 1000, 1),
        "errors": len(errors),
    }


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
    graph = given.store / "graphs" / json.loads((given.store / "store.json").read_text())["graph"]
    results: dict[str, dict[str, dict[str, float]]] = {}

    def measure(server: str, port: int, what: str, make) -> None:
        found = asyncio.run(_load(port, make, given.clients, given.seconds))
        results.setdefault(what, {})[server] = found
        sys.stderr.write(f"{what:12} {server:22} {found}\n")

    command = shutil.which("oxigraph")
    if command is not None:
        port = _free_port()
        served = [
            command,
            "serve-read-only",
            "--location",
            str(graph),
            "--bind",
            f"127.0.0.1:{port}",
            "--union-default-graph",
        ]
        with subprocess.Popen(served, stderr=subprocess.DEVNULL) as process:
            _up(port)
            for name, text in texts.items():
                measure("oxigraph serve", port, name, lambda number, text=text: _sparql("/query", text, number))
            process.terminate()
    port = _free_port()
    served = [sys.executable, "-m", "kg", "--store", str(given.store), "serve", "--port", str(port)]
    with subprocess.Popen(served, stderr=subprocess.DEVNULL) as process:
        _up(port)
        for name, text in texts.items():
            measure("kg serve, new", port, name, lambda number, text=text: _sparql("/sparql", text, number))
            measure("kg serve, again", port, name, lambda _, text=text: _sparql("/sparql", text, None))
        pages = _entities(given.store)
        measure("kg serve, new", port, "entity pages", lambda number: _page(f"{pages[number % len(pages)]}?x={number}"))
        measure("kg serve, again", port, "entity pages", lambda number: _page(pages[number % len(pages)]))
        process.terminate()
    sys.stdout.write(json.dumps(results, indent=1) + "\n")


if __name__ == "__main__":
    main()

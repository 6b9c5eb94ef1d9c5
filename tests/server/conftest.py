"""A small invented archive, served by the program itself on a free port."""

import http.client
import re
import subprocess
import sys
from dataclasses import dataclass, replace
from urllib.parse import urlencode

import pytest
from made_up import archive, article, organization, person, said

from kg.model import Reading
from kg.store import Store

ATTACK = "<script>alert(1)</script>"


def hostile():
    """An article that tries to run a script wherever its words may be shown."""
    text = f'Evil{ATTACK} Corp hired Jo {ATTACK} Doe. “Buy "now" {ATTACK} & run,” said Jo {ATTACK} Doe.'
    source = replace(
        article("hostile", text), title=f"News {ATTACK}", url="javascript:alert(1)", publisher=f"Pub {ATTACK}"
    )
    return Reading(
        source,
        entities=(organization(source, f"Evil{ATTACK} Corp"), person(source, f"Jo {ATTACK} Doe")),
        statements=(said(source, f"Jo {ATTACK} Doe", f'Buy "now" {ATTACK} & run,'),),
    )


def dispute():
    """One more article about the deal, with another sum."""
    from made_up import DealKind, deal, dollars

    text = "Nimbus Labs and Brightcloud announced a cloud deal worth $14 billion."
    source = article("ledger", text, published="2031-04-10")
    made = deal(
        source, DealKind.CLOUD_SERVICES, {"Brightcloud": "provider", "Nimbus Labs": "customer"},
        "announced a cloud deal", value=dollars("$14 billion", "14e9"),
    )  # fmt: skip
    names = (organization(source, "Nimbus Labs"), organization(source, "Brightcloud"))
    return Reading(source, entities=names, deals=(made,))


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("served") / "store"
    with Store.open(path, "write") as store:
        store.put([*archive(), dispute(), hostile()])
    return path


@pytest.fixture(scope="session")
def desk(folder):
    desk_module = pytest.importorskip("kg.server.desk", reason="pages need the extra 'server'")
    with Store.open(folder, "read") as store:
        yield desk_module.Desk(store.oxigraph)


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict
    body: bytes

    @property
    def text(self):
        return self.body.decode()

    @property
    def media_type(self):
        return self.headers.get("content-type", "").split(";")[0]


@dataclass(frozen=True)
class Server:
    port: int
    process: subprocess.Popen

    def ask(self, path, *, method="GET", body=None, accept=None, timeout=30, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, body, named | ({"Accept": accept} if accept else {}))
            reply = connection.getresponse()
            return Reply(reply.status, {name.lower(): value for name, value in reply.getheaders()}, reply.read())
        finally:
            connection.close()

    def query(self, text, accept="application/sparql-results+json", **params):
        return self.ask(f"/sparql?{urlencode({'query': text} | params)}", accept=accept)

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"


def started(store, *options):
    command = [sys.executable, "-m", "kg", "--store", str(store), "serve", "--port", "0", *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    line = process.stderr.readline()
    found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
    assert found, line + process.stderr.read()
    return Server(int(found[1]), process)


def stopped(server):
    server.process.terminate()
    server.process.wait(10)
    server.process.stderr.close()


@pytest.fixture
def serve():
    """Serve a store until the end of the test."""
    running = []
    yield lambda *args: running.append(started(*args)) or running[-1]
    for each in running:
        stopped(each)


@pytest.fixture(scope="session")
def server(folder):
    pytest.importorskip("starlette", reason="pages need the extra 'server'")
    running = started(folder, "--limit", "2")
    yield running
    stopped(running)

"""A server under bad conditions: long questions and bodies, many connections, a store that changes or is not there."""

import contextlib
import socket
import subprocess
import sys
import threading
import time

import pytest
from made_up import archive

from kg.store import Store

pytest.importorskip("starlette", reason="pages need the extra 'server'")
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(STR(?a) < STR(?g)) }"
POLICY = ("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")


def test_a_question_that_would_run_for_minutes_is_cut_and_the_next_is_answered_at_once(server):
    begun = time.monotonic()
    assert server.query(ENDLESS).status == 503
    assert time.monotonic() - begun < 5
    begun = time.monotonic()
    assert server.query("ASK {}").status == 200
    assert time.monotonic() - begun < 1


def test_pages_are_there_while_questions_run(server):
    asking = [threading.Thread(target=server.query, args=(ENDLESS + f"#{number}",)) for number in range(8)]
    for thread in asking:
        thread.start()
    time.sleep(0.3)
    begun = time.monotonic()
    assert server.ask("/id/org/nimbus-labs", accept="text/html").status == 200
    assert time.monotonic() - begun < 1.5
    for thread in asking:
        thread.join()


def test_a_question_that_breaks_its_worker_is_answered_and_the_next_as_well(server):
    reply = server.ask(
        "/sparql", method="POST", body="SELECT * {" + "{" * 100_000, Content_Type="application/sparql-query"
    )
    assert reply.status in (400, 503)
    assert server.query("ASK {}").status == 200


def test_a_query_of_ten_megabytes_is_refused(server):
    for headers in (
        {"Content_Type": "application/sparql-query"},
        {"Content_Type": "application/x-www-form-urlencoded"},
    ):
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # it does not read what it refuses
            assert server.ask("/sparql", method="POST", body="#" * 10_000_000, **headers).status == 413
        assert server.query("ASK {}").status == 200


def test_an_answer_of_too_many_rows_is_refused(server):
    text = "SELECT * { ?a a ?b . ?c a ?d . ?e a ?f }"
    assert server.query(text, "text/csv").status in (400, 503)


def test_a_thousand_connections_are_answered(server):
    request = b"GET /id/org/brightcloud.ttl HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n"
    open_ = [socket.create_connection(("127.0.0.1", server.port), timeout=30) for _ in range(1000)]
    try:
        for connection in open_:
            connection.sendall(request)
        answers = [connection.recv(64) for connection in open_]
    finally:
        for connection in open_:
            connection.close()
    assert [answer for answer in answers if not answer.startswith(b"HTTP/1.1 200")] == []


@pytest.mark.parametrize(
    "path", ["/", "/sparql", "/id/org/brightcloud", "/nowhere", "/static/kg.css", "/static/none.css"]
)
def test_every_answer_carries_the_policy(server, path):
    reply = server.ask(path, accept="text/html")
    assert all(part in reply.headers["content-security-policy"] for part in POLICY)
    assert "'unsafe-inline'" not in reply.headers["content-security-policy"].split("style-src")[0]
    assert reply.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/%2e%2e/store.py",
        "/../../etc/passwd",
        "/static//etc/passwd",
    ],
)
def test_no_path_leaves_the_folder_of_static_files(server, path):
    reply = server.ask(path)
    assert reply.status == 404
    assert b"import" not in reply.body


def test_script_in_names_is_words(server):
    for path in ("/", "/people", "/organisations", "/statements", "/articles", "/id/article/hostile"):
        assert "<script>alert" not in server.ask(path, accept="text/html").text


def run(*args):
    return subprocess.run([sys.executable, "-m", "kg", *args], capture_output=True, text=True, timeout=30)


def test_a_port_in_use_is_one_line(server, folder):
    done = run("--store", str(folder), "serve", "--port", str(server.port))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert f"port {server.port} of 127.0.0.1 is in use" in done.stderr


def test_no_store_is_one_line(tmp_path):
    done = run("--store", str(tmp_path / "none"), "serve", "--port", "0")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "none" in done.stderr


def test_a_store_in_memory_cannot_be_served():
    assert run("--store", ":memory:", "serve").returncode == 3


def test_a_store_that_is_rebuilt_is_shown_as_it_was_and_then_as_it_is(tmp_path, serve):
    first, *rest = archive()
    with Store.open(tmp_path / "store", "write") as store:
        store.put([first])
    running = serve(tmp_path / "store")
    count = "SELECT (COUNT(*) AS ?n) { ?a a schema:Article }"
    assert running.query(count, "text/csv").text == "n\r\n1\r\n"
    seen, stop = set(), threading.Event()

    def look():
        while not stop.is_set():
            reply = running.query(count, "text/csv")
            seen.add((reply.status, reply.text))

    looking = threading.Thread(target=look)
    looking.start()
    with Store.open(tmp_path / "store", "write") as store:
        store.put(rest)
    time.sleep(0.5)
    stop.set()
    looking.join()
    assert seen <= {(200, "n\r\n1\r\n"), (200, "n\r\n4\r\n")}
    assert running.query(count, "text/csv").text == "n\r\n4\r\n"

"""Serves a store over HTTP until somebody stops it."""

from __future__ import annotations

import contextlib
import errno
import socket
from typing import TYPE_CHECKING

import uvicorn

from kg.errors import KgError, why
from kg.server.app import create_app
from kg.server.worker import revision
from kg.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class ServerError(KgError):
    """An address that cannot be served at."""


def serve(
    folder: Path, *, host: str = "127.0.0.1", port: int = 8000, workers: int | None = None, limit: float = 10.0,
    ready: Callable[[str], None] = lambda _: None,
) -> None:  # fmt: skip
    """Serve the store in `folder` until interrupted; `ready` is told the address once the port is ours.

    Port 0 takes a free one. StoreError when there is no store, ServerError when the address is taken or not ours.
    """
    revision(folder)
    Store.open(folder, "read").close()
    listener = _listening(host, port)
    name = f"[{host}]" if ":" in host else host
    ready(f"http://{name}:{listener.getsockname()[1]}/")
    config = uvicorn.Config(
        create_app(folder, workers=workers, limit=limit), log_level="warning", access_log=False, server_header=False,
        backlog=2048, timeout_keep_alive=15, h11_max_incomplete_event_size=256 * 1024,
    )  # fmt: skip
    with listener, contextlib.suppress(KeyboardInterrupt):  # that is how one stops it
        uvicorn.Server(config).run(sockets=[listener])


def _listening(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
    except socket.gaierror:
        raise ServerError(f"{host}: no such host; name an address of this machine with --host") from None
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(2048)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise ServerError(
                f"port {port} of {host} is in use; name another with --port, or 0 for a free one"
            ) from None
        raise ServerError(f"{host}:{port}: cannot listen here ({why(error)}); try another --host or --port") from None
    return listener

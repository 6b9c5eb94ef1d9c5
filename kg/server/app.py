"""The web application: requests from the network, checked and bounded, handed to workers, answers kept while they hold.

It only reads: no page, no method and no parameter changes the store, reads another file or asks another server.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg.errors import StoreError
from kg.server.exchange import Request
from kg.server.kept import Kept
from kg.server.responses import Headers, plain, preflight, response
from kg.server.worker import revision
from kg.server.workers import Workers

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request as Incoming
    from starlette.responses import Response

STATIC: Final = Path(__file__).resolve().parent / "static"
#: The longest body of a request, in bytes: a query of a megabyte is longer than any that somebody wrote.
MAX_BODY: Final = 1_000_000
#: Bytes of answers that are kept for the next who asks the same.
KEPT: Final = 64_000_000
_TYPES: Final = {"form": "application/x-www-form-urlencoded", "query": "application/sparql-query"}


def create_app(folder: str | Path, *, workers: int | None = None, limit: float = 10.0) -> Starlette:
    """Make the application for the store in `folder`, with so many worker processes and a limit in seconds."""
    pool = Workers(Path(folder), workers, limit)
    front = _Front(Path(folder), pool)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with pool:
            yield

    routes = [
        Mount("/static", StaticFiles(directory=STATIC)),
        Route("/sparql", front.sparql, methods=["GET", "HEAD", "POST", "OPTIONS"]),
        Route("/data", front.read, methods=["GET", "HEAD", "OPTIONS"]),
        Route("/{path:path}", front.read, methods=["GET", "HEAD"]),
    ]
    app = Starlette(routes=routes, lifespan=lifespan)
    app.add_middleware(Headers)
    return app


class _Front:
    """What stands between the network and the workers."""

    def __init__(self, folder: Path, pool: Workers) -> None:
        self._folder = folder
        self._pool = pool
        self._kept = Kept(KEPT)

    async def read(self, incoming: Incoming) -> Response:
        """Answer GET and HEAD."""
        if incoming.method == "OPTIONS":
            return preflight()
        params = tuple(parse_qsl(incoming.url.query, keep_blank_values=True))
        return await self._respond(incoming, self._request(incoming, params))

    async def sparql(self, incoming: Incoming) -> Response:
        """Answer a query: in the address, in a form, or as the body itself."""
        if incoming.method != "POST":
            return await self.read(incoming)
        try:
            body = (await _body(incoming)).decode()
        except _TooLongError:
            return plain(413, f"a query takes at most {MAX_BODY:,} bytes")
        except UnicodeDecodeError:
            return plain(400, "the body is not UTF-8")
        if not body:
            return plain(400, "no query; give one as 'query'")
        params = tuple(parse_qsl(incoming.url.query, keep_blank_values=True))
        kind = incoming.headers.get("content-type", "").split(";")[0].strip().lower()
        if kind == _TYPES["form"]:
            return await self._respond(
                incoming, self._request(incoming, (*params, *parse_qsl(body, keep_blank_values=True)))
            )
        if kind == _TYPES["query"]:
            return await self._respond(incoming, self._request(incoming, params, body))
        return plain(415, f"send a query as {' or '.join(_TYPES.values())}; this endpoint only reads")

    def _request(self, incoming: Incoming, params: tuple[tuple[str, str], ...], body: str = "") -> Request:
        path = incoming.path_params.get("path", incoming.url.path.strip("/"))
        host = f"{incoming.url.scheme}://{incoming.headers.get('host', '')}" if path == "sparql" else ""
        return Request(path.removesuffix("/"), params, ", ".join(incoming.headers.getlist("accept")), body, host)

    async def _respond(self, incoming: Incoming, request: Request) -> Response:
        try:
            state = revision(self._folder)
        except StoreError as error:
            return plain(503, str(error))
        answer = self._kept.get(state, request)
        if answer is None:
            visitor = request.path == "sparql" or request.path.startswith("questions/")
            answer = await self._pool.ask(request, visitor=visitor)
            if answer.status == 200:
                self._kept.keep(state, request, answer)
        return response(incoming, request, answer)


class _TooLongError(Exception):
    """A body longer than `MAX_BODY`."""


async def _body(incoming: Incoming) -> bytes:
    """Read the body, and stop as soon as it is too long."""
    pieces, size = [], 0
    if int(incoming.headers.get("content-length", "0") or 0) > MAX_BODY:
        raise _TooLongError
    async for piece in incoming.stream():
        size += len(piece)
        if size > MAX_BODY:
            raise _TooLongError
        pieces.append(piece)
    return b"".join(pieces)

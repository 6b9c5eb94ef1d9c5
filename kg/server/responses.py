"""What goes out to the network: answers with their headers, and what browsers may do with them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from starlette.responses import Response

from kg.server.exchange import HTML

if TYPE_CHECKING:
    from starlette.requests import Request as Incoming
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from kg.server.exchange import Answer, Request

_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
#: The editor writes styles into the page as it works; nothing else may.
_EDITOR_POLICY: Final = _POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
_OPEN: Final = frozenset({"sparql", "data"})  # for scripts of any other page


def response(incoming: Incoming, request: Request, answer: Answer) -> Response:
    """Give an answer with its tag, or a short one to who has it already; scripts of other pages may read data."""
    headers = dict(answer.headers)
    if answer.status == 200:
        digest = hashlib.blake2b(answer.body + answer.media_type.encode(), digest_size=12).hexdigest()
        headers |= {"ETag": f'"{digest}"', "Cache-Control": "no-cache"}
        if f'"{digest}"' in incoming.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
    if request.path in _OPEN or answer.media_type.split(";")[0] != HTML:
        headers |= {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Content-Location, ETag"}
    if answer.media_type.startswith(HTML):
        headers["Content-Security-Policy"] = _EDITOR_POLICY if request.path == "sparql" else _POLICY
    return Response(answer.body, answer.status, headers | {"Content-Type": answer.media_type})


def preflight() -> Response:
    """Say what scripts of other pages may ask."""
    allowed = {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
        "Access-Control-Allow-Headers": "Accept, Content-Type",
        "Access-Control-Max-Age": "86400",
    }
    return Response(status_code=204, headers=allowed)


def plain(status: int, message: str) -> Response:
    """Say something in one line of text."""
    headers = {"Access-Control-Allow-Origin": "*", "Content-Type": "text/plain; charset=utf-8"}
    return Response(f"{message}\n", status, headers)


class Headers:
    """Headers that every answer carries."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, with these headers where it sets none of its own."""

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                held = message.setdefault("headers", [])
                held += [pair for pair in _ALWAYS if all(name.lower() != pair[0] for name, _ in held)]
            await send(message)

        await self._app(scope, receive, sent if scope["type"] == "http" else send)


_ALWAYS: Final = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"content-security-policy", _POLICY.encode()),
    (b"cross-origin-opener-policy", b"same-origin"),
]

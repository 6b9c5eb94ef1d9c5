"""The desk: one store in, requests in, answers out. No network and no processes here; see `app` and `workers`.

An `Answer` depends on the store and the request alone, so it can be kept, compared and written to files.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from kg.errors import KgError, UnknownNameError
from kg.lookup import find
from kg.server import asking, browsing, ego, linked, overview, searching
from kg.server.exchange import HTML, Answer
from kg.server.links import Links, iri_of
from kg.server.negotiation import choose
from kg.server.nodes import Graph
from kg.server.pages import page
from kg.server.protocol import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    import networkx as nx
    import pyoxigraph as ox

    from kg.server.exchange import Request


class Desk:
    """Answers requests about one state of a store."""

    def __init__(self, store: ox.Store, links: Links | None = None) -> None:
        self.graph = Graph(store)
        self.links = links or Links()

    @cached_property
    def names(self) -> searching.Names:
        """Every name, for the search."""
        return searching.Names(self.graph)

    @cached_property
    def network(self) -> nx.MultiDiGraph[str]:
        """The network of entities."""
        return ego.whole(self.graph.store)

    def answer(self, request: Request) -> Answer:
        """Answer a request; what the client did wrong becomes an answer that says so."""
        try:
            return self._answered(request)
        except Refused as error:
            return self.failure(request, error.status, str(error))
        except UnknownNameError as error:
            return self.failure(request, 404, str(error))
        except KgError as error:
            return self.failure(request, 400, str(error))

    def failure(self, request: Request, status: int, message: str) -> Answer:
        """Say what is wrong: as a page to who reads pages, else as text."""
        if choose(request.accept, ["text/plain", HTML]) == HTML:
            return self.page("failure", None, status=status, message=message)
        return Answer(status, "text/plain; charset=utf-8", f"{message}\n".encode())

    def _answered(self, request: Request) -> Answer:
        route = _ROUTES.get(request.path)
        if route is not None:
            return route(self, request)
        if request.path in overview.LISTS:
            return browsing.listing(self, request)
        if request.path.startswith("questions/"):
            return asking.answered(self, request)
        if iri_of(request.path) is not None:
            return linked.node(self, request)
        raise Refused(404, f"/{request.path}: there is no such page")

    def page(self, template: str, view: object, *, status: int = 200, **extra: object) -> Answer:
        """Answer with a page made of a template and what it shows."""
        body = page(template, self.links, view=view, status=status, **extra)
        return Answer(status, f"{HTML}; charset=utf-8", body.encode())

    def entity(self, text: str) -> ox.NamedNode | None:
        """Find the entity that a name, an IRI or the end of one stands for; None for an empty text."""
        if not text:
            return None
        if "://" in text or "/" in text:
            node = linked.named(text if "://" in text else iri_of("id/" + text) or "")
            if not self.graph.knows(node):
                raise Refused(404, f"{text}: the store knows nothing about it")
            return node
        return find(self.graph.store, text)[0]


_ROUTES: Final[dict[str, Callable[[Desk, Request], Answer]]] = {
    "": browsing.start,
    "conflicts": browsing.conflicts,
    "search": browsing.search,
    "search.json": browsing.suggest,
    "timeline": browsing.moments,
    "graph": browsing.picture,
    "graph.json": browsing.surroundings,
    "questions": asking.library,
    "sparql": asking.sparql,
    "data": asking.graphs,
}

"""The desk: one store in, requests in, answers out. No network and no processes here; see `app` and `workers`.

An `Answer` depends on the store and the request alone, so it can be kept, compared and written to files.
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from kg.errors import KgError, QueryError, UnknownNameError
from kg.queries import ask, find, question, questions
from kg.results import Rows, columns_of, plain, render, shown
from kg.server import articles, ego, entities, overview, statements, timeline
from kg.server.description import describe
from kg.server.links import Links, iri_of
from kg.server.negotiation import choose
from kg.server.nodes import Graph, kind_of
from kg.server.pages import page
from kg.server.protocol import Refused, answer_query, answer_store
from kg.terms import DCTERMS, KG

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import networkx as nx

HTML: Final = "text/html"
#: How a node is written, in the order of preference, with the suffix that asks for it.
FORMS: Final = {
    HTML: ".html",
    "text/turtle": ".ttl",
    "application/ld+json": ".jsonld",
    "application/json": ".json",
    "application/n-triples": ".nt",
    "application/rdf+xml": ".rdf",
}
PER_PAGE: Final = 100


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: a path without leading slash, parameters in their order, what is accepted."""

    path: str
    params: tuple[tuple[str, str], ...] = ()
    accept: str = ""
    body: str = ""  # of a POST: the query itself
    host: str = ""  # scheme and host the client used, for addresses that must be whole

    def get(self, name: str) -> str:
        """Give the first value of a parameter, without spaces around it."""
        return next((value.strip() for key, value in self.params if key == name), "")

    def all(self, name: str) -> tuple[str, ...]:
        """Give every value of a parameter."""
        return tuple(value for key, value in self.params if key == name)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered."""

    status: int
    media_type: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()


class Desk:
    """Answers requests about one state of a store."""

    def __init__(self, store: ox.Store, links: Links | None = None) -> None:
        self.graph = Graph(store)
        self.links = links or Links()

    @cached_property
    def names(self) -> overview.Names:
        """Every name, for the search."""
        return overview.Names(self.graph)

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
            return self._page("failure", None, status=status, message=message)
        return Answer(status, "text/plain; charset=utf-8", f"{message}\n".encode())

    def _answered(self, request: Request) -> Answer:
        route = _ROUTES.get(request.path)
        if route is not None:
            return route(self, request)
        if request.path in overview.LISTS:
            return self.listing(request)
        if request.path.startswith("questions/"):
            return self.question(request)
        if iri_of(request.path) is not None:
            return self.node(request)
        raise Refused(404, f"/{request.path}: there is no such page")

    def _page(self, template: str, view: object, *, status: int = 200, **extra: object) -> Answer:
        body = page(template, self.links, view=view, status=status, **extra)
        return Answer(status, f"{HTML}; charset=utf-8", body.encode())

    # ---------------------------------------------------------------------------- pages

    def start(self, _: Request) -> Answer:
        """The start page."""
        return self._page("start", overview.start(self.graph))

    def listing(self, request: Request) -> Answer:
        """A list of things, a page at a time."""
        heading, _ = overview.LISTS[request.path]
        rows, template = self._rows(request.path)
        pages = max(1, math.ceil(len(rows) / PER_PAGE))
        number = min(max(_whole(request.get("page"), 1), 1), pages)
        shown_rows = rows if self.links.static else rows[(number - 1) * PER_PAGE : number * PER_PAGE]
        if request.path == "statements":
            shown_rows = statements.sayings(self.graph, shown_rows)
        return self._page(
            template, shown_rows, heading=heading, name=request.path, total=len(rows), number=number, pages=pages
        )

    def _rows(self, name: str) -> tuple[Any, str]:
        if name == "deals":
            return overview.deals(self.graph), "deals"
        if name == "articles":
            return overview.articles(self.graph), "articles"
        if name == "statements":
            return overview.members(self.graph, name), "statements"
        return overview.things(self.graph, name), "things"

    def conflicts(self, _: Request) -> Answer:
        """The page of everything in dispute."""
        found = overview.conflicts(self.graph)
        return self._page("conflicts", found, narrower=overview.conflicts(self.graph, KG.refines))

    def search(self, request: Request) -> Answer:
        """The page of what a search finds."""
        return self._page("search", overview.search(self.graph, self.names, request.get("q")))

    def suggest(self, request: Request) -> Answer:
        """Names that fit what is typed so far."""
        found = overview.suggestions(self.names.search(request.get("q")))
        return _json([{**each, "href": self.links.page(each["iri"])} for each in found])

    def timeline(self, request: Request) -> Answer:
        """The timeline, of everything or about one entity."""
        about = self._entity(request.get("about"))
        found = timeline.moments(self.graph.store, about)
        thing = self.graph.thing(about) if about else None
        view = timeline.drawn(found, thing, request.get("since"), request.get("until"))
        return self._page("timeline", view, lanes_width=timeline.WIDTH)

    def picture(self, request: Request) -> Answer:
        """The page of the graph; the drawing asks for `surroundings`."""
        about = self._entity(request.get("about"))
        found = ego.ego(self.network, about.value if about else "")
        return self._page("graph", found, about=self.graph.thing(about) if about else None)

    def surroundings(self, request: Request) -> Answer:
        """The surroundings of an entity, as records with addresses."""
        about = self._entity(request.get("about"))
        found = ego.ego(self.network, about.value if about else "")
        for node in found["nodes"]:
            node["href"] = self.links.page(node["id"])
        for tie in found["ties"]:
            tie["href"] = self.links.at(tie["article"], tie["start"], tie["end"])
        return _json(found)

    def _entity(self, text: str) -> ox.NamedNode | None:
        if not text:
            return None
        if "://" in text or "/" in text:
            node = _node(text if "://" in text else iri_of("id/" + text) or "")
            if not self.graph.knows(node):
                raise Refused(404, f"{text}: the store knows nothing about it")
            return node
        return find(self.graph.store, text)[0]

    # ------------------------------------------------------------------------- questions

    def library(self, _: Request) -> Answer:
        """The questions of the library."""
        return self._page("questions", questions())

    def question(self, request: Request) -> Answer:
        """A question of the library with its answer; a suffix (``.csv``) gives the answer in another form."""
        name, dot, form = request.path.removeprefix("questions/").partition(".")
        try:
            asked = question(name)
        except QueryError as error:
            raise Refused(404, str(error)) from None
        given = {param.name: request.get(param.name) for param in asked.params if request.get(param.name)}
        if dot:
            return self._written(name, form, given)
        try:
            answer = ask(self.graph.store, asked, given)
        except KgError as error:
            return self._page("question", asked, given=given, error=str(error), heads=(), rows=(), status=400)
        rows = answer.fetched() if isinstance(answer, Rows) else Rows((), ())
        table = [_cells(rows, row) for row in rows.rows][:1000]
        heads = [column.head for column in columns_of(rows)]
        return self._page(
            "question", asked, given=given, error="", heads=heads, rows=table, total=len(tuple(rows.rows))
        )

    def _written(self, name: str, form: str, given: Mapping[str, str]) -> Answer:
        media_type = _FILES.get(form)
        if media_type is None:
            raise Refused(404, f"{form}: no such form of an answer; there are {', '.join(_FILES)}")
        body = "".join(render(ask(self.graph.store, name, given), form))
        return Answer(200, media_type, body.encode())

    # ----------------------------------------------------------------------- linked data

    def node(self, request: Request) -> Answer:
        """A node in the form asked for, by Accept or by suffix."""
        path, form = self._form(request)
        node = _node(iri_of(path) or "")
        if not self.graph.knows(node):
            raise Refused(404, f"{node.value}: the store knows nothing about it")
        if not self.links.static and (successor := self.graph.node(node, DCTERMS.isReplacedBy)):
            place = self.links.form(successor.value, request.path.removeprefix(path))
            return Answer(301, "text/plain; charset=utf-8", b"", (("Location", place),))
        vary = (("Vary", "Accept"), ("Link", f'<{node.value}>; rel="canonical"'))
        if form == HTML:
            found = self._node_page(request, node)
        elif form == "application/json":
            found = _json(self._record(node))
        else:
            found = Answer(200, f"{form}; charset=utf-8", describe(self.graph.store, node, form).encode())
        location = (("Content-Location", self.links.form(node.value, FORMS[form])),)
        return Answer(found.status, found.media_type, found.body, (*found.headers, *vary, *location))

    def _form(self, request: Request) -> tuple[str, str]:
        """The path of a node and the form wanted: a known suffix counts unless it belongs to the node's name."""
        for media_type, suffix in FORMS.items():
            shorter = request.path.removesuffix(suffix)
            if shorter != request.path and not self.graph.knows(_node(iri_of(request.path) or "")):
                return shorter, media_type
        form = choose(request.accept, list(FORMS))
        if form is None:
            raise Refused(406, f"a node is written as {', '.join(FORMS)}")
        return request.path, form

    def _view(self, node: ox.NamedNode, at: str = "") -> tuple[str, object]:
        kind = kind_of(node.value)
        if entities.entity_kind(node.value):
            return "entity", entities.entity(self.graph, node)
        gather = _VIEWS.get(kind)
        if kind == "article":
            return kind, articles.article(self.graph, node, at)
        view = gather(self.graph, node) if gather else None
        return (kind, view) if view is not None else ("resource", entities.resource(self.graph, node))

    def _node_page(self, request: Request, node: ox.NamedNode) -> Answer:
        if kind_of(node.value) in {"evidence", "mention"} and (article := self.graph.node(node, KG.inArticle)):
            place = self.graph.number(node, KG.start), self.graph.number(node, KG.end)
            return Answer(303, "text/plain; charset=utf-8", b"", (("Location", self.links.at(article.value, *place)),))
        template, view = self._view(node, request.get("at"))
        return self._page(template, view)

    def _record(self, node: ox.NamedNode) -> dict[str, Any]:
        kind, view = self._view(node)
        return {"iri": node.value, "page": kind, **asdict(view)}  # type: ignore[call-overload]  # views are dataclasses

    # ---------------------------------------------------------------------------- SPARQL

    def sparql(self, request: Request) -> Answer:
        """SPARQL 1.1 Protocol; without a query the editor, or the description of the service."""
        if not request.params and not request.body:
            offered = [HTML, "text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml"]
            form = choose(request.accept, offered)
            if form == HTML:
                return self._page("sparql", questions())
            if form is None:
                raise Refused(406, f"the service is described as {', '.join(offered)}")
            from kg.server.service import described

            body = described(request.host + "/sparql", form)
            return Answer(200, f"{form}; charset=utf-8", body.encode(), (("Vary", "Accept"),))
        return Answer(*answer_query(self.graph.store, request.params, request.body, request.accept))

    def graphs(self, request: Request) -> Answer:
        """SPARQL 1.1 Graph Store HTTP Protocol, reading only."""
        return Answer(*answer_store(self.graph.store, request.params, request.accept))


_VIEWS: Final[dict[str, Callable[[Graph, ox.NamedNode], object]]] = {
    "deal": entities.deal,
    "claim": entities.claim,
    "statement": statements.statement,
}
_ROUTES: Final[dict[str, Callable[[Desk, Request], Answer]]] = {
    "": Desk.start,
    "conflicts": Desk.conflicts,
    "search": Desk.search,
    "search.json": Desk.suggest,
    "timeline": Desk.timeline,
    "graph": Desk.picture,
    "graph.json": Desk.surroundings,
    "questions": Desk.library,
    "sparql": Desk.sparql,
    "data": Desk.graphs,
}
_FILES: Final = {
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "json": "application/sparql-results+json",
    "jsonl": "application/x-ndjson",
    "md": "text/markdown; charset=utf-8",
}


def _json(value: object) -> Answer:
    return Answer(200, "application/json", json.dumps(value, ensure_ascii=False, indent=1).encode())


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise


def _node(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError:
        raise Refused(404, f"{iri!r}: not an IRI") from None


def _cells(rows: Rows, row: tuple[Any, ...]) -> list[list[tuple[str, str]]]:
    """The cells of a row: for each line its text and the IRI it leads to, that of the variable it names or its own."""
    place = {name: i for i, name in enumerate(rows.variables)}
    cells = []
    for column in columns_of(rows):
        lines = []
        for name in column.variables:
            own = row[place[name]]
            stem = name.removesuffix("Name")
            named = (
                row[place[stem]]
                if stem != name and stem in place
                else _NAMED.get(name) and row[place.get(_NAMED[name], -1)]
            )
            target = own if isinstance(own, ox.NamedNode) else named
            if text := shown(own):
                lines.append((text, plain(target) if isinstance(target, ox.NamedNode) else ""))
        cells.append(lines)
    return cells


#: Columns that name what another variable holds, beside those called ``fooName``.
_NAMED: Final = {"headline": "article", "words": "claim", "text": "statement", "what": "node"}

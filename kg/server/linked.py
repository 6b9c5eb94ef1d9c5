"""Linked data: a node as a page or as data, in the form asked for by Accept or by suffix."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from kg.server import articles, claims, deals, entities, resources, statements
from kg.server.description import describe
from kg.server.exchange import HTML, Answer, json_answer
from kg.server.links import iri_of
from kg.server.negotiation import choose
from kg.server.nodes import kind_of
from kg.server.protocol import Refused
from kg.terms import DCTERMS, KG

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.server.desk import Desk
    from kg.server.exchange import Request
    from kg.server.nodes import Graph

#: How a node is written, in the order of preference, with the suffix that asks for it.
FORMS: Final = {
    HTML: ".html",
    "text/turtle": ".ttl",
    "application/ld+json": ".jsonld",
    "application/json": ".json",
    "application/n-triples": ".nt",
    "application/rdf+xml": ".rdf",
}
_VIEWS: Final[dict[str, Callable[[Graph, ox.NamedNode], object]]] = {
    "deal": deals.deal,
    "claim": claims.claim,
    "statement": statements.statement,
}


def node(desk: Desk, request: Request) -> Answer:
    """A node in the form asked for, by Accept or by suffix."""
    path, form = _form(desk, request)
    node = named(iri_of(path) or "")
    if not desk.graph.knows(node):
        raise Refused(404, f"{node.value}: the store knows nothing about it")
    if not desk.links.static and (successor := desk.graph.node(node, DCTERMS.isReplacedBy)):
        place = desk.links.form(successor.value, request.path.removeprefix(path))
        return Answer(301, "text/plain; charset=utf-8", b"", (("Location", place),))
    vary = (("Vary", "Accept"), ("Link", f'<{node.value}>; rel="canonical"'))
    if form == HTML:
        found = _node_page(desk, request, node)
    elif form == "application/json":
        found = json_answer(_record(desk, node))
    else:
        found = Answer(200, f"{form}; charset=utf-8", describe(desk.graph.store, node, form).encode())
    location = (("Content-Location", desk.links.form(node.value, FORMS[form])),)
    return Answer(found.status, found.media_type, found.body, (*found.headers, *vary, *location))


def _form(desk: Desk, request: Request) -> tuple[str, str]:
    """The path of a node and the form wanted: a known suffix counts unless it belongs to the node's name."""
    for media_type, suffix in FORMS.items():
        shorter = request.path.removesuffix(suffix)
        if shorter != request.path and not desk.graph.knows(named(iri_of(request.path) or "")):
            return shorter, media_type
    form = choose(request.accept, list(FORMS))
    if form is None:
        raise Refused(406, f"a node is written as {', '.join(FORMS)}")
    return request.path, form


def _view(desk: Desk, node: ox.NamedNode, at: str = "") -> tuple[str, object]:
    kind = kind_of(node.value)
    if entities.entity_kind(node.value):
        return "entity", entities.entity(desk.graph, node)
    gather = _VIEWS.get(kind)
    if kind == "article":
        return kind, articles.article(desk.graph, node, at)
    view = gather(desk.graph, node) if gather else None
    return (kind, view) if view is not None else ("resource", resources.resource(desk.graph, node))


def _node_page(desk: Desk, request: Request, node: ox.NamedNode) -> Answer:
    if kind_of(node.value) in {"evidence", "mention"} and (article := desk.graph.node(node, KG.inArticle)):
        place = desk.graph.number(node, KG.start), desk.graph.number(node, KG.end)
        return Answer(303, "text/plain; charset=utf-8", b"", (("Location", desk.links.at(article.value, *place)),))
    template, view = _view(desk, node, request.get("at"))
    return desk.page(template, view)


def _record(desk: Desk, node: ox.NamedNode) -> dict[str, Any]:
    kind, view = _view(desk, node)
    return {"iri": node.value, "page": kind, **asdict(view)}  # type: ignore[call-overload]  # views are dataclasses


def named(iri: str) -> ox.NamedNode:
    """Give the node of an IRI; Refused for what cannot be one."""
    try:
        return ox.NamedNode(iri)
    except ValueError:
        raise Refused(404, f"{iri!r}: not an IRI") from None

"""The pages that lead through a store: start, lists, search, disputes, the timeline and the graph."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from kg.server import deals, ego, lanes, overview, searching, statements, timeline
from kg.server.exchange import json_answer
from kg.terms import KG

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.server.desk import Desk
    from kg.server.exchange import Answer, Request

PER_PAGE: Final = 100


def start(desk: Desk, _: Request) -> Answer:
    """The start page."""
    return desk.page("start", overview.start(desk.graph))


def listing(desk: Desk, request: Request) -> Answer:
    """A list of things, a page at a time."""
    heading, _ = overview.LISTS[request.path]
    if request.path == "deals":
        return _deals(desk, request)
    rows, template = _rows(desk, request.path)
    shown_rows, paged = _paged(desk, request, rows)
    if request.path == "statements":
        shown_rows = statements.sayings(desk.graph, shown_rows)
    return desk.page(template, shown_rows, heading=heading, **paged)


def _deals(desk: Desk, request: Request) -> Answer:
    """The deals, or those that fit what is asked for."""
    every = deals.deals(desk.graph)
    wanted = deals.Wanted(*map(request.get, ("words", "kind", "status")))
    shown_rows, paged = _paged(desk, request, wanted.of(every))
    choices = {name: sorted({getattr(row, name) for row in every} - {""}) for name in ("kind", "status")}
    return desk.page("deals", shown_rows, heading="Deals", wanted=wanted, choices=choices, **paged)


def _paged(desk: Desk, request: Request, rows: Sequence[Any]) -> tuple[Sequence[Any], dict[str, Any]]:
    """One page of the rows, and what leads to the others; a static copy has them all on one."""
    pages = max(1, math.ceil(len(rows) / PER_PAGE))
    number = min(max(_whole(request.get("page"), 1), 1), pages)
    shown = rows if desk.links.static else rows[(number - 1) * PER_PAGE : number * PER_PAGE]
    return shown, {"name": request.path, "total": len(rows), "number": number, "pages": pages}


def _rows(desk: Desk, name: str) -> tuple[Any, str]:
    if name == "articles":
        return overview.articles(desk.graph), "articles"
    if name == "statements":
        return overview.members(desk.graph, name), "statements"
    return overview.things(desk.graph, name), "things"


def conflicts(desk: Desk, _: Request) -> Answer:
    """The page of everything in dispute."""
    found = overview.conflicts(desk.graph)
    return desk.page("conflicts", found, narrower=overview.conflicts(desk.graph, KG.refines))


def search(desk: Desk, request: Request) -> Answer:
    """The page of what a search finds."""
    return desk.page("search", searching.search(desk.graph, desk.names, request.get("q")))


def suggest(desk: Desk, request: Request) -> Answer:
    """Names that fit what is typed so far."""
    found = searching.suggestions(desk.names.search(request.get("q")))
    return json_answer([{**each, "href": desk.links.page(each["iri"])} for each in found])


def moments(desk: Desk, request: Request) -> Answer:
    """The timeline, of everything or about one entity."""
    about = desk.entity(request.get("about"))
    found = timeline.moments(desk.graph.store, about)
    thing = desk.graph.thing(about) if about else None
    window = request.get("since"), request.get("until")
    if not any(window) and not desk.links.static:  # a copy has no way to the rest
        window = timeline.dense(found)
    view = timeline.drawn(found, thing, *window)
    return desk.page("timeline", view, lanes_width=lanes.WIDTH)


def picture(desk: Desk, request: Request) -> Answer:
    """The page of the graph; the drawing asks for `surroundings`."""
    about = desk.entity(request.get("about"))
    found = ego.ego(desk.network, about.value if about else "")
    return desk.page("graph", found, about=desk.graph.thing(about) if about else None)


def surroundings(desk: Desk, request: Request) -> Answer:
    """The surroundings of an entity, as records with addresses."""
    about = desk.entity(request.get("about"))
    found = ego.ego(desk.network, about.value if about else "")
    for node in found["nodes"]:
        node["href"] = desk.links.page(node["id"])
    for tie in found["ties"]:
        tie["href"] = desk.links.at(tie["article"], tie["start"], tie["end"])
    return json_answer(found)


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise

"""Questions to a store: the library with its answers in every form, and SPARQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from kg.errors import KgError, QueryError
from kg.library import question, questions
from kg.queries import ask
from kg.rendering import render
from kg.results import Rows, columns_of, plain, shown
from kg.server.exchange import HTML, Answer
from kg.server.negotiation import choose
from kg.server.protocol import Refused, answer_query, answer_store

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.server.desk import Desk
    from kg.server.exchange import Request

_FILES: Final = {
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "json": "application/sparql-results+json",
    "jsonl": "application/x-ndjson",
    "md": "text/markdown; charset=utf-8",
}
#: Columns that name what another variable holds, beside those called ``fooName``.
_NAMED: Final = {"headline": "article", "words": "claim", "text": "statement", "what": "node"}


def library(desk: Desk, _: Request) -> Answer:
    """The questions of the library."""
    return desk.page("questions", questions())


def answered(desk: Desk, request: Request) -> Answer:
    """A question of the library with its answer; a suffix (``.csv``) gives the answer in another form."""
    name, dot, form = request.path.removeprefix("questions/").partition(".")
    try:
        asked = question(name)
    except QueryError as error:
        raise Refused(404, str(error)) from None
    given = {param.name: request.get(param.name) for param in asked.params if request.get(param.name)}
    if dot:
        return _written(desk, name, form, given)
    try:
        answer = ask(desk.graph.store, asked, given)
    except KgError as error:
        return desk.page("question", asked, given=given, error=str(error), heads=(), rows=(), status=400)
    rows = answer.fetched() if isinstance(answer, Rows) else Rows((), ())
    table = [_cells(rows, row) for row in rows.rows][:1000]
    heads = [column.head for column in columns_of(rows)]
    return desk.page("question", asked, given=given, error="", heads=heads, rows=table, total=len(tuple(rows.rows)))


def _written(desk: Desk, name: str, form: str, given: Mapping[str, str]) -> Answer:
    media_type = _FILES.get(form)
    if media_type is None:
        raise Refused(404, f"{form}: no such form of an answer; there are {', '.join(_FILES)}")
    body = "".join(render(ask(desk.graph.store, name, given), form))
    return Answer(200, media_type, body.encode())


def sparql(desk: Desk, request: Request) -> Answer:
    """SPARQL 1.1 Protocol; without a query the editor, or the description of the service."""
    if not request.params and not request.body:
        offered = [HTML, "text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml"]
        form = choose(request.accept, offered)
        if form == HTML:
            return desk.page("sparql", questions())
        if form is None:
            raise Refused(406, f"the service is described as {', '.join(offered)}")
        from kg.server.service import described

        body = described(request.host + "/sparql", form)
        return Answer(200, f"{form}; charset=utf-8", body.encode(), (("Vary", "Accept"),))
    return Answer(*answer_query(desk.graph.store, request.params, request.body, request.accept))


def graphs(desk: Desk, request: Request) -> Answer:
    """SPARQL 1.1 Graph Store HTTP Protocol, reading only."""
    return Answer(*answer_store(desk.graph.store, request.params, request.accept))


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

"""The store for those who work elsewhere: tables, network files, reports, schema.org, annotations, RDF 1.2."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Final

from kg.errors import NotSupportedError

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Each form, the room and function that write it, and what it is.
HANDOUTS: Final = {
    "csv": ("kg.handouts.tables", "table", "one table: entities, deals, statements, evidence, articles"),
    "zip": ("kg.handouts.tables", "archive", "all tables as CSV"),
    "md": ("kg.handouts.report", "report", "a report of deals with sources, in Markdown"),
    "graphml": ("kg.handouts.networks", "graphml", "the network, for Gephi, yEd, igraph"),
    "gexf": ("kg.handouts.networks", "gexf", "the network, for Gephi"),
    "schemaorg": ("kg.handouts.linked", "schema_org", "people, organisations, quotations in schema.org JSON-LD"),
    "anno": ("kg.handouts.linked", "web_annotations", "evidence as Web Annotations in JSON-LD"),
    "rdf12": ("kg.handouts.reified", "rdf12", "everything in RDF 1.2: claims as reifiers of their triples, TriG"),
}
_ALIASES: Final = {
    "markdown": "md", "text/csv": "csv", "text/markdown": "md", "application/zip": "zip", "web-annotation": "anno",
    "schema.org": "schemaorg", "rdf-1.2": "rdf12",
}  # fmt: skip


def handout_name(form: str) -> str | None:
    """Give the name in `HANDOUTS` for a name or media type, None for any other."""
    name = form.lower().lstrip(".")
    name = _ALIASES.get(name, name)
    return name if name in HANDOUTS else None


def hand_out(store: Any, form: str, *, only: str | None = None) -> Iterable[str | bytes]:
    """Write a store in one of the forms of `HANDOUTS`, in pieces; the same bytes for the same store.

    `only` narrows it: for csv the table (entities when None), for md the deal, by name or IRI (all when None); the
    other forms are whole. Raises NotSupportedError for an unknown form or where nothing can be narrowed, QueryError
    for an unknown table, UnknownNameError for an unknown deal.
    """
    name = handout_name(form)
    if name is None:
        raise NotSupportedError(f"{form}: no such form; there are {', '.join(HANDOUTS)}")
    room, function, _ = HANDOUTS[name]
    written = getattr(importlib.import_module(room), function)
    if name in ("csv", "md"):
        pieces: Iterable[str | bytes] = written(store, only)
        return pieces
    if only is not None:
        raise NotSupportedError(f"{name}: is written whole; only csv (a table) and md (a deal) can be narrowed")
    whole: Iterable[str | bytes] = written(store)
    return whole

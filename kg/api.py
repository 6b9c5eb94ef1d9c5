"""What ``import kg`` can do: everything the commands do, in one call each.

A `store` is the path of a store's folder, ``:memory:``, or a `Store` that is open.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from kg import articles, building, pipeline, reading, validation
from kg.export import export
from kg.metadata import Metadata, published
from kg.model import Article, Reading
from kg.portrait import portrait
from kg.queries import ask
from kg.records import records as to_records
from kg.registry import Registry, own
from kg.registry import registry as known_names
from kg.rendering import render
from kg.results import Result, Rows
from kg.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.analysis.answer import Answer
    from kg.building import Summary
    from kg.library import Question
    from kg.portrait import Section
    from kg.validation import Report

#: A path, or several.
Files: TypeAlias = "str | Path | Iterable[str | Path]"

__all__ = [
    "Store",
    "build",
    "communities",
    "dependencies",
    "dump",
    "exposure",
    "extract",
    "hand_out",
    "path",
    "plot",
    "query",
    "rank",
    "read",
    "remove",
    "render",
    "show",
    "to_records",
    "validate",
    "with_sentences",
]


def read(source: str | Path | Article, *, registry: Files = (), **known: str) -> Reading:
    """Read one article: a text (str), a file (Path) or an `Article`.

    `registry`: Turtle files of your own with known names, in the form of ``ontology/registry.ttl``.

    `known` says what stands nowhere in the text: ``title``, ``publisher``, ``url``, ``kind``, ``published`` (EDTF), and
    ``id`` for a text. Raises ArticleError for what cannot be read.
    """
    names = _names(registry)
    if isinstance(source, Article):
        return reading.read(source, names)
    name = known.pop("id", "text")
    if isinstance(source, Path):
        [found] = articles.find([source], _metadata(known))
        return reading.read(articles.load(found), names)
    return reading.read(articles.article(source, articles.Source("", name, _metadata(known))), names)


def extract(paths: Files, *, jobs: int = 1, registry: Files = (), **known: str) -> Iterator[Reading]:
    """Read files and folders, article by article, in order; see `kg.pipeline.extract` for errors and `jobs`."""
    yield from pipeline.extract(_paths(paths), jobs=jobs, metadata=_metadata(known), registry=_names(registry))


def build(
    paths: Files, store: str | Path | Store = ".kg", *, jobs: int = 1, registry: Files | None = None, **known: str
) -> Summary:
    """Read files and folders into a store, validate it, and give what came of it; the first bad article raises.

    The store remembers the `registry`; None keeps what it has, and with another all that it holds is read again.
    """
    found = articles.find(_paths(paths), _metadata(known))
    with _opened(store, "write") as opened:
        names = None if registry is None else _names(registry) or known_names()
        return building.build(found, opened, jobs=jobs, registry=names)


def remove(ids: str | Iterable[str], store: str | Path | Store = ".kg") -> Summary:
    """Take articles back out of a store. StoreError for one that is not in it."""
    with _opened(store, "write") as opened:
        return building.remove([ids] if isinstance(ids, str) else ids, opened)


def query(asked: str | Question, store: str | Path | Store = ".kg", **params: object) -> Result:
    """Ask a question of the library by its name, or SPARQL text; parameters by name, entities by any of their names.

    Gives `Rows` (held in memory; ``.records()`` gives dictionaries), `Truth` or `Triples`; `render` writes them.
    Raises QueryError and UnknownNameError, with near names.
    """
    with _opened(store, "read") as opened:
        result = ask(opened, asked, params)
        return result.fetched() if isinstance(result, Rows) else result


def with_sentences(rows: Rows, store: str | Path | Store = ".kg") -> Rows:
    """Give rows of `query` with the sentences they were read from; as `kg.analysis.sources.with_sentences`."""
    from kg.analysis import sources

    with _opened(store, "read") as opened:
        return sources.with_sentences(opened, rows)


def show(name: str, store: str | Path | Store = ".kg") -> list[Section]:
    """Give everything about an entity, under headings. Raises UnknownNameError with near names."""
    with _opened(store, "read") as opened:
        return list(portrait(opened, name))


def validate(store: str | Path | Store = ".kg", shapes: Iterable[str | Path] = ()) -> Report:
    """Hold a store to SHACL shapes, by default the project's; `kg.validation.validate_files` does it for RDF files."""
    with _opened(store, "read") as opened:
        return validation.validate(opened, shapes)


def dump(store: str | Path | Store = ".kg", form: str = "ttl", *, facts: bool = False, texts: bool = False) -> str:
    """Write the graph of a store as RDF text: everything, or the direct `facts` alone; the rest as in `kg.export`."""
    with _opened(store, "read") as opened:
        return "".join(export(opened.oxigraph, form, facts=facts, texts=texts))


def path(start: str, end: str, store: str | Path | Store = ".kg", **how: Any) -> Answer:
    """Tell how two entities are connected; `how` as in `kg.analysis.answers.path`."""
    from kg.analysis import answers

    with _opened(store, "read") as opened:
        return answers.path(opened, start, end, **how)


def rank(store: str | Path | Store = ".kg", by: str = "pagerank", **how: Any) -> Answer:
    """Tell who is central, by degree, pagerank or betweenness; `how` as in `kg.analysis.answers.rank`."""
    from kg.analysis import answers

    with _opened(store, "read") as opened:
        return answers.rank(opened, by, **how)


def communities(store: str | Path | Store = ".kg", **how: Any) -> Answer:
    """Tell which entities belong together; `how` as in `kg.analysis.answers.communities`."""
    from kg.analysis import answers

    with _opened(store, "read") as opened:
        return answers.communities(opened, **how)


def dependencies(name: str, store: str | Path | Store = ".kg", **how: Any) -> Answer:
    """Tell who supplies an organisation, step by step; `how` as in `kg.analysis.answers.dependencies`."""
    from kg.analysis import answers

    with _opened(store, "read") as opened:
        return answers.dependencies(opened, name, **how)


def exposure(name: str, store: str | Path | Store = ".kg") -> Answer:
    """Tell how much money deals tie an organisation to others with, by counterparty and currency."""
    from kg.analysis import answers

    with _opened(store, "read") as opened:
        return answers.exposure(opened, name)


def plot(what: str, store: str | Path | Store = ".kg", form: str = "svg", **how: Any) -> bytes:
    """Draw network, timeline, deals or who-said as svg or png; `how` as in `kg.plots.plot`. Needs its extra."""
    from kg import plots

    with _opened(store, "read") as opened:
        return plots.plot(opened, what, form, **how)


def hand_out(form: str, store: str | Path | Store = ".kg", *, only: str | None = None) -> bytes:
    """Write a store for those who work elsewhere, in one of the forms of `kg.handouts.HANDOUTS`, as a file's bytes."""
    from kg import handouts

    with _opened(store, "read") as opened:
        pieces = handouts.hand_out(opened, form, only=only)
        return b"".join(piece.encode() if isinstance(piece, str) else piece for piece in pieces)


@contextmanager
def _opened(store: str | Path | Store, mode: Any) -> Iterator[Store]:
    """Open a store for one call; one that is open already stays so."""
    if isinstance(store, Store):
        yield store
        return
    with Store.open(store, mode) as opened:
        yield opened


def _paths(paths: Files) -> list[str | Path]:
    return [paths] if isinstance(paths, str | Path) else list(paths)


def _names(files: Files) -> Registry | None:
    return known_names(*own(_paths(files))) if files else None


def _metadata(known: dict[str, str]) -> Metadata:
    said: dict[str, Any] = dict(known)
    if date := said.pop("published", ""):
        said["published"] = published(date, "published")
    return Metadata(**said)

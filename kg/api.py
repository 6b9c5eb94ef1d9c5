"""What ``import kg`` can do: everything the commands do, in one call each.

A `store` is the path of a store's folder, ``:memory:``, or a `Store` that is open.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import articles, building, pipeline, reading, validation
from kg.export import export
from kg.metadata import Metadata, published
from kg.model import Article, Reading
from kg.portrait import portrait
from kg.queries import Question, ask
from kg.records import records as to_records
from kg.results import Result, Rows, render
from kg.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.building import Summary
    from kg.portrait import Section
    from kg.validation import Report

__all__ = ["Store", "build", "dump", "extract", "query", "read", "remove", "render", "show", "to_records", "validate"]


def read(source: str | Path | Article, **known: str) -> Reading:
    """Read one article: a text (str), a file (Path) or an `Article`.

    `known` says what stands nowhere in the text: ``title``, ``publisher``, ``url``, ``kind``, ``published`` (EDTF), and
    ``id`` for a text. Raises ArticleError for what cannot be read.
    """
    if isinstance(source, Article):
        return reading.read(source)
    name = known.pop("id", "text")
    if isinstance(source, Path):
        [found] = articles.find([source], _metadata(known))
        return reading.read(articles.load(found))
    return reading.read(articles.article(source, articles.Source("", name, _metadata(known))))


def extract(paths: str | Path | Iterable[str | Path], *, jobs: int = 1, **known: str) -> Iterator[Reading]:
    """Read files and folders, article by article, in order; see `kg.pipeline.extract` for errors and `jobs`."""
    yield from pipeline.extract(_paths(paths), jobs=jobs, metadata=_metadata(known))


def build(
    paths: str | Path | Iterable[str | Path], store: str | Path | Store = ".kg", *, jobs: int = 1, **known: str
) -> Summary:
    """Read files and folders into a store, validate it, and give what came of it; the first bad article raises."""
    found = articles.find(_paths(paths), _metadata(known))
    with _opened(store, "write") as opened:
        return building.build(found, opened, jobs=jobs)


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


def show(name: str, store: str | Path | Store = ".kg") -> list[Section]:
    """Give everything about an entity, under headings. Raises UnknownNameError with near names."""
    with _opened(store, "read") as opened:
        return list(portrait(opened, name))


def validate(store: str | Path | Store = ".kg", shapes: Iterable[str | Path] = ()) -> Report:
    """Hold a store to SHACL shapes, by default the project's; `kg.validation.validate_files` does it for RDF files."""
    with _opened(store, "read") as opened:
        return validation.validate(opened, shapes)


def dump(store: str | Path | Store = ".kg", form: str = "ttl", *, facts: bool = False) -> str:
    """Write the graph of a store as RDF text: everything, or the direct `facts` alone. Forms as in `kg.export`."""
    with _opened(store, "read") as opened:
        return "".join(export(opened.oxigraph, form, facts=facts))


@contextmanager
def _opened(store: str | Path | Store, mode: Any) -> Iterator[Store]:
    """Open a store for one call; one that is open already stays so."""
    if isinstance(store, Store):
        yield store
        return
    with Store.open(store, mode) as opened:
        yield opened


def _paths(paths: str | Path | Iterable[str | Path]) -> list[str | Path]:
    return [paths] if isinstance(paths, str | Path) else list(paths)


def _metadata(known: dict[str, str]) -> Metadata:
    said: dict[str, Any] = dict(known)
    if date := said.pop("published", ""):
        said["published"] = published(date, "published")
    return Metadata(**said)

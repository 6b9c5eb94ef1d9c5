"""What ``import kg`` can do: everything the commands do, in one call each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import articles, pipeline, reading
from kg.metadata import Metadata, published
from kg.model import Article, Reading
from kg.records import records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["extract", "read", "records"]


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


def _paths(paths: str | Path | Iterable[str | Path]) -> list[str | Path]:
    return [paths] if isinstance(paths, str | Path) else list(paths)


def _metadata(known: dict[str, str]) -> Metadata:
    said: dict[str, Any] = dict(known)
    if date := said.pop("published", ""):
        said["published"] = published(date, "published")
    return Metadata(**said)

"""The articles a command is given: files, folders, standard input, and what options say about them."""

from __future__ import annotations

import functools
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from kg.errors import ArticleError
from kg.metadata import Metadata, published

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.cli.state import State
    from kg.model import Reading
    from kg.pipeline import Failed, Input
    from kg.registry import Registry

#: Below this many bytes in all, starting processes costs more than they save.
_WORTH_PROCESSES = 1_000_000


@dataclass(frozen=True, slots=True)
class Articles:
    """The articles of one command."""

    inputs: tuple[Input, ...]
    jobs: int
    registry: Registry | None = None  # known names to read them with; None: those of the package, or of the store

    @contextmanager
    def readings(self, state: State, failed: Failed) -> Iterator[Iterator[Reading]]:
        """Read them, with a progress bar where somebody looks at it."""
        from kg.pipeline import readings

        found = readings(self.inputs, jobs=self.jobs, failed=failed, registry=self.registry)
        with progress(state, found, len(self.inputs)) as shown:
            yield shown


@contextmanager
def progress(state: State, items: Iterator[Any], length: int) -> Iterator[Iterator[Any]]:
    """Pass `items` on, and show how far they are on a terminal."""
    if not state.animated:
        yield items
        return
    with click.progressbar(items, length=length, label="reading", file=sys.stderr) as shown:
        yield iter(shown)


@dataclass(slots=True)
class Failures:
    """Reports each article that gave nothing, and counts them."""

    state: State
    count: int = 0

    def __call__(self, crash: Any) -> None:
        """Say in one line what is wrong with an article."""
        from kg.pipeline import message

        self.count += 1
        self.state.error(message(crash))
        self.state.detail(crash.trace)


@contextmanager
def failures(state: State) -> Iterator[Failures]:
    """Give what reports an article that gave nothing; at the end of the block such an article makes the exit code 2."""
    failed = Failures(state)
    yield failed
    if failed.count:
        raise click.exceptions.Exit(2)


def article_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command its PATHS, the options that describe articles, and ``--jobs``; it receives `articles`."""

    @functools.wraps(command)
    def wrapped(
        *args: Any, paths: tuple[str, ...], jobs: int | None, stdin_id: str, published: str | None,
        registry: tuple[str, ...], **rest: Any,
    ) -> None:  # fmt: skip
        title, publisher, url, kind = (rest.pop(name) or "" for name in ("title", "publisher", "url", "kind"))
        metadata = Metadata(title, publisher, url, kind, _date(published))
        command(*args, articles=_articles(paths, jobs, stdin_id, metadata, registry), **rest)

    for decorate in reversed(_OPTIONS):
        wrapped = decorate(wrapped)
    return wrapped


_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.argument("paths", nargs=-1, required=True),
    click.option("--title", help="Title of the article."),
    click.option("--publisher", help="Who published the articles."),
    click.option("--url", metavar="URL", help="Where the article was published."),
    click.option("--kind", help="Kind of source: reporting, press release, digest, analysis ..."),
    click.option("--published", metavar="DATE", help="When, as EDTF: 2025-11-03, 2025-11, 2025-11~."),
    click.option("--id", "stdin_id", default="stdin", show_default=True, help="Id of the article on standard input."),
    click.option(
        "--registry",
        multiple=True,
        type=click.Path(),
        metavar="FILE",
        envvar="KG_REGISTRY",
        show_envvar=True,
        help="Known names of your own, in Turtle as ontology/registry.ttl; repeatable, a later file goes first.",
    ),
    click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes; default: as many as there are cores."),
)


def _date(text: str | None) -> Any:
    return published(text, "--published") if text else None


def _articles(
    paths: tuple[str, ...], jobs: int | None, stdin_id: str, metadata: Metadata, registry: tuple[str, ...]
) -> Articles:
    from kg import articles, pool
    from kg.iris import slug
    from kg.registry import own
    from kg.registry import registry as known

    names = known(*own(registry)) if registry else None
    inputs: list[Input] = list(articles.find([path for path in paths if path != "-"], metadata))
    if "-" in paths:
        data = sys.stdin.buffer.read(articles.LIMIT + 1)
        source = articles.Source("", slug(stdin_id), metadata)
        inputs.append(articles.article(data, source))
    if len(inputs) > 1 and (metadata.title or metadata.url):
        raise ArticleError("--title and --url describe one article; several were given: write a sources.toml instead")
    if len({item.id for item in inputs}) < len(inputs):
        raise ArticleError(f"-: has the id '{slug(stdin_id)}' of a file; choose another with --id")
    return Articles(tuple(inputs), jobs or (pool.cores() if len(inputs) > 1 and _heavy(inputs) else 1), names)


def _heavy(inputs: list[Input]) -> bool:
    from pathlib import Path

    total = 0
    for item in inputs:
        total += Path(item.path).stat().st_size if item.path else 0
        if total > _WORTH_PROCESSES:
            return True
    return False

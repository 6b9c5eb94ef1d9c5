"""From articles to a finished, validated store, and back out of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import perf_counter
from typing import TYPE_CHECKING

from kg import search
from kg.counting import counts
from kg.iris import slug
from kg.pipeline import encoded, loaded
from kg.validation import Piecewise, Severity, validate, validate_made

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.comings import Change
    from kg.judgements import Judgement
    from kg.pipeline import Failed, Input
    from kg.registry import Registry
    from kg.store import Store
    from kg.validation import Report


@dataclass(frozen=True, slots=True)
class Summary:
    """What a change did, what the store holds after it, and whether that is sound; violations come with their place."""

    change: Change
    counts: Mapping[str, int]  # by name: articles, entities, deals, statements, claims, evidence, facts, conflicts
    report: Report
    seconds: float


def build(
    inputs: Iterable[Input],
    store: Store,
    *,
    jobs: int = 1,
    failed: Failed | None = None,
    judgements: Iterable[Judgement] | None = None,
    registry: Registry | None = None,
) -> Summary:
    """Read articles into a store that is open for writing, validate it, and tell what came of it.

    An article that the store holds already, as this version of the program reads it, is not read again. All are stored
    at once or, when the build is interrupted, none. An article that cannot be read goes to `failed` (without it:
    raises), and the store keeps what it held of it. `judgements` and `registry` replace those the store has; None keeps
    them. With another registry, all that the store holds is read again.
    """
    started = perf_counter()
    current: list[str] = []
    names = registry or store.registry

    def news() -> Iterator[Input]:
        met = set()
        for source in inputs:
            met.add(source.id)
            if source.id not in store.manifest.articles:
                yield source  # loaded where it is read
                continue
            for article in loaded([source], failed=failed):
                if store.is_current(article, names):
                    current.append(article.id)
                else:
                    yield article
        if names.digest != store.registry.digest:
            yield from (reading.article for reading in store.readings() if reading.article.id not in met)

    put = encoded(news(), jobs=jobs, failed=failed, registry=names)
    before = store.manifest.graph
    seen = Piecewise()
    change = store.change(put=put, judgements=judgements, registry=names, look=seen.look)
    search.follow(store, before)
    return _summary(store, replace(change, unchanged=tuple(sorted(current))), started, seen)


def remove(articles: Iterable[str], store: Store) -> Summary:
    """Take articles back, named by id or file name. StoreError for one that is not in the store."""
    started, before = perf_counter(), store.manifest.graph
    change = store.remove([_id(name) for name in articles])
    search.follow(store, before)
    return _summary(store, change, started)


def _id(name: str) -> str:
    """Give the id that a file of this name has; an id is its own."""
    stem = name.rsplit("/", 1)[-1].removesuffix(".txt").removesuffix(".md")
    return slug(stem)


def _summary(store: Store, change: Change, started: float, seen: Piecewise | None = None) -> Summary:
    held = counts(store)
    # where remarks stand in the texts, `validate` tells who asks
    if seen is not None and seen.parts and not store.manifest.imports:
        report = validate_made(store, seen, Severity.VIOLATION)
    else:  # after a small change only the nodes it concerns
        report = validate(store, focus=store.touched, places=Severity.VIOLATION)
    return Summary(change, held, report, perf_counter() - started)

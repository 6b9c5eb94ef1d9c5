"""Which names of several articles are one entity, and which one name stands for two."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.ledger import kept
from kg.model import Article, Evidence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.ledger import Judgement
    from kg.model import Reading, Ref


def identify(
    readings: Sequence[Reading], judgements: Sequence[Judgement]
) -> tuple[Sequence[Reading], Mapping[Ref, Ref]]:
    """The readings with each entity under the one name that is kept for it, and what became of the other names."""
    keep = kept(judgements)
    if not keep:
        return readings, {}
    renamed = [renaming(reading, _here(keep, reading.article.id)) for reading in readings]
    return renamed, {old: new for old, new in keep.items() if "@" not in old + new}


def _here(keep: Mapping[Ref, Ref], article: str) -> dict[Ref, Ref]:
    """The names to change in one article: what is said of this article goes before what is said of all."""
    every = {old: new.partition("@")[0] for old, new in keep.items() if "@" not in old}
    tail = f"@{article}"
    return every | {old.removesuffix(tail): new.partition("@")[0] for old, new in keep.items() if old.endswith(tail)}


def renaming(reading: Reading, names: Mapping[Ref, Ref]) -> Reading:
    """The reading with every ref in `names` replaced."""
    if not names or not names.keys() & _refs(reading):
        return reading
    changed: Reading = _renamed(reading, names)
    return changed


def _refs(reading: Reading) -> set[Ref]:
    return {text for text in _texts(reading) if "/" in text}


def _texts(value: Any) -> Any:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif is_dataclass(value) and not isinstance(value, Article | Evidence):
        for name in _names(value.__class__):
            yield from _texts(getattr(value, name))


def _renamed(value: Any, names: Mapping[Ref, Ref]) -> Any:
    if type(value) is str:
        return names.get(value, value)
    if isinstance(value, tuple):
        return tuple(_renamed(each, names) for each in value)
    if not is_dataclass(value) or isinstance(value, Article | Evidence):
        return value
    changed = {name: _renamed(getattr(value, name), names) for name in _names(value.__class__)}
    told = {name: new for name, new in changed.items() if new != getattr(value, name)}
    return replace(value, **told) if told else value  # type: ignore[type-var]


@cache
def _names(cls: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cls))

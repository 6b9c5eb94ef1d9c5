"""Read news articles about deals between companies into an RDF graph in which every fact keeps its sentence.

>>> import kg
>>> summary = kg.build("seeds", ":memory:")
>>> summary.counts["articles"]
4

Every name below is loaded when it is first used, so that ``import kg`` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api import Store as Store
    from kg.api import build as build
    from kg.api import communities as communities
    from kg.api import dependencies as dependencies
    from kg.api import dump as dump
    from kg.api import exposure as exposure
    from kg.api import extract as extract
    from kg.api import hand_out as hand_out
    from kg.api import path as path
    from kg.api import plot as plot
    from kg.api import query as query
    from kg.api import rank as rank
    from kg.api import read as read
    from kg.api import remove as remove
    from kg.api import render as render
    from kg.api import show as show
    from kg.api import to_records as to_records
    from kg.api import validate as validate
    from kg.api import with_sentences as with_sentences
    from kg.errors import KgError as KgError

__all__ = [
    "KgError",
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


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'kg' has no attribute '{name}'")
    from kg import api, errors

    value = errors.KgError if name == "KgError" else getattr(api, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

"""Read news articles about deals between companies into an RDF graph in which every fact keeps its sentence.

>>> import kg
>>> reading = kg.read("Quarrystone Inc. has leased a data hall from Northgate Ltd. for three years.")
>>> [entity.name for entity in reading.entities]  # doctest: +SKIP
['Quarrystone Inc.', 'Northgate Ltd.']

Every name below is loaded when it is first used, so that ``import kg`` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api import extract as extract
    from kg.api import read as read
    from kg.api import records as records
    from kg.errors import KgError as KgError

__all__ = ["KgError", "extract", "read", "records"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'kg' has no attribute '{name}'")
    from kg import api, errors

    value = getattr(api, name, None) or getattr(errors, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

"""The network of entities as a file that programs for networks read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.analysis.network import TIE_KINDS, network
from kg.analysis.writing import xml

if TYPE_CHECKING:
    from collections.abc import Iterator


def graphml(store: Any) -> Iterator[str]:
    """Write the network, talk included, as GraphML."""
    return xml(network(store, TIE_KINDS), "graphml")


def gexf(store: Any) -> Iterator[str]:
    """Write the network, talk included, as GEXF."""
    return xml(network(store, TIE_KINDS), "gexf")

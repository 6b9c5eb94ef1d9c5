"""Where nodes and labels go: forces push nodes apart and ties pull them together; labels never cover each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import networkx as nx
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Place = tuple[float, float]
Box = tuple[float, float, float, float]  # left, bottom, right, top
_ROUNDS: Final = 300  # fewer for many nodes, which take longer and settle as well
_GAP: Final = 0.9


def places(graph: nx.Graph[int], aspect: float) -> dict[int, Place]:
    """Place nodes numbered from 0 on a sheet about `aspect` times as wide as high; parts without a tie stand apart."""
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part[0]))
    boxes = [_part(graph, part, aspect) for part in parts]
    return _packed(parts, boxes, aspect)


def _part(graph: nx.Graph[int], part: list[int], aspect: float) -> Any:
    """Place one connected part by the forces of Fruchterman and Reingold, from a fixed start; corner at 0, 0."""
    size = len(part)
    if size == 1:
        return np.zeros((1, 2))
    index = {node: i for i, node in enumerate(part)}
    ties = np.zeros((size, size))
    for a, b in graph.subgraph(part).edges():
        ties[index[a], index[b]] = ties[index[b], index[a]] = 1.0
    spread = np.sqrt(size)
    at = np.random.default_rng(0).random((size, 2)) * spread
    pull = np.array([1.0 / aspect, 1.0]) * 0.02  # towards the middle, so that loose ends do not drift away
    for heat in np.linspace(0.2 * spread, 0.005, _ROUNDS if size <= 200 else _ROUNDS // 2):
        away = at[:, None, :] - at[None, :, :]
        far = np.maximum(np.sqrt((away**2).sum(axis=2)), 0.01)
        force = (away * (1.0 / far**2 - ties * far)[:, :, None]).sum(axis=1) - (at - at.mean(axis=0)) * pull * spread
        length = np.maximum(np.sqrt((force**2).sum(axis=1)), 0.01)
        at = at + force / length[:, None] * np.minimum(length, heat)[:, None]
    return at - at.min(axis=0)


def _packed(parts: list[list[int]], boxes: list[Any], aspect: float) -> dict[int, Place]:
    """Set the parts in rows from left to right, the largest first."""
    sizes = [box.max(axis=0) + _GAP for box in boxes]
    room = max(max(float(size[0]) for size in sizes), float(np.sqrt(sum(s[0] * s[1] for s in sizes) * aspect)))
    found: dict[int, Place] = {}
    x = y = row = 0.0
    for part, box, size in zip(parts, boxes, sizes, strict=True):
        if x and x + size[0] > room:
            x, y, row = 0.0, y - row, 0.0
        for node, (dx, dy) in zip(part, box, strict=True):
            found[node] = (float(x + dx), float(y - dy))
        x, row = x + float(size[0]), max(row, float(size[1]))
    return found


def labels(
    anchors: Sequence[tuple[Place, float, tuple[float, float]]], taken: Iterable[Box], sheet: Box, *, insist: bool
) -> list[Place | None]:
    """Give each label its lower left corner, or None where there is no room; the first come first.

    An anchor is the place of a node, its radius, and width and height of its label. With `insist` a label that finds
    no room stands beside its node all the same.
    """
    used = list(taken)
    found: list[Place | None] = []
    for (x, y), radius, (width, height) in anchors:
        choices = [
            place
            for reach in (radius + 2, radius + 10, radius + 22)
            for place in _around(x, y, reach, width, height)
            if _inside(box := (place[0], place[1], place[0] + width, place[1] + height), sheet)
            and not any(_overlap(box, other) for other in used)
        ]
        place = choices[0] if choices else (_around(x, y, radius + 2, width, height)[0] if insist else None)
        if place is not None:
            used.append((place[0], place[1], place[0] + width, place[1] + height))
        found.append(place)
    return found


def _around(x: float, y: float, reach: float, width: float, height: float) -> list[Place]:
    return [
        (x + reach, y - height / 2), (x - reach - width, y - height / 2),
        (x - width / 2, y - reach - height), (x - width / 2, y + reach),
        (x + reach * 0.7, y + reach * 0.7), (x + reach * 0.7, y - reach * 0.7 - height),
        (x - reach * 0.7 - width, y + reach * 0.7), (x - reach * 0.7 - width, y - reach * 0.7 - height),
    ]  # fmt: skip


def _inside(box: Box, sheet: Box) -> bool:
    return box[0] >= sheet[0] and box[1] >= sheet[1] and box[2] <= sheet[2] and box[3] <= sheet[3]


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]

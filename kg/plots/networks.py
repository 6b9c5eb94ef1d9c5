"""The network as a picture: entities by colour and shape, the more ties the larger, names where there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import networkx as nx
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D

from kg.analysis.network import NODE_KINDS, kind_of, network, places, simple
from kg.analysis.ranks import numbered
from kg.plots import layout
from kg.plots.style import (
    BLUE,
    FAINT,
    GREEN,
    INK,
    ORANGE,
    PURPLE,
    QUIET,
    RED,
    SKY,
    WIDTH,
    area,
    empty,
    extent,
    figure,
    folded,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: Colour and shape of each kind of node: shape tells where colour does not.
_LOOKS: Final = {
    "org": (BLUE, "o"), "person": (ORANGE, "^"), "product": (GREEN, "s"),
    "deal": (RED, "D"), "event": (PURPLE, "p"), "place": (SKY, "h"),
}  # fmt: skip
_OTHER: Final = (QUIET, "X")
#: Up to so many nodes every name is written, and up to so many ties what they are.
_ALL_NAMED, _ALL_TOLD = 45, 14
#: Above so many nodes marks are small, and so many of the most tied get their names even where these cover others.
_CROWDED: Final = 150
_HUBS: Final = 30


def fetch(store: Any, about: str | None) -> nx.MultiDiGraph[str]:
    """Give the network; or an entity, what is tied to it, and who else takes part in its deals and events."""
    graph = network(store)
    if about is None:
        return graph
    return around(graph, places(graph, store, about))


def around(graph: nx.MultiDiGraph[str], middle: Collection[str]) -> nx.MultiDiGraph[str]:
    """Give the part of a network around some nodes: their neighbours, and the neighbours of deals and events there."""
    near = {other for node in middle for other in nx.all_neighbors(graph, node)}
    shared = [node for node in near if kind_of(node) in ("deal", "event")]
    return graph.subgraph({*middle, *near, *(other for node in shared for other in nx.all_neighbors(graph, node))})


def title(about: str | None) -> str:
    """Say what the picture shows."""
    return f"Around {about}" if about else "Who is tied to whom"


def draw(graph: nx.MultiDiGraph[str], *, limit: int, title: str) -> Figure:
    """Draw a network, or the part with most ties where it has more than `limit` nodes."""
    flat = simple(graph)
    if not flat:
        return empty(title, "nothing is tied to anything")
    shown, left_out = _most_tied(flat, limit)
    height = 6.0 if len(shown) <= 12 else 9.0
    caption = f"{len(shown):,} entities, {shown.number_of_edges():,} {'ties' if shown.number_of_edges() > 1 else 'tie'}"
    caption += f"; {left_out:,} with fewer ties left out" if left_out else ""
    made = figure(height, title, caption)
    axes = area(made, left=0.2, right=0.2, top=0.75, bottom=0.35)
    axes.set_axis_off()
    _fill(axes, shown, (WIDTH - 0.4) * 72, (height - 1.1) * 72)
    kinds = [kind for kind in NODE_KINDS if any(shown.nodes[node]["kind"] == kind for node in shown)]
    keys = [
        Line2D([], [], ls="", color=_LOOKS[kind][0], marker=_LOOKS[kind][1], markersize=7, label=NODE_KINDS[kind])
        for kind in kinds
    ]
    made.legend(handles=keys, loc="upper left", bbox_to_anchor=(0.01, 1 - 0.36 / height), ncols=6, frameon=False)
    return made


def _most_tied(flat: nx.Graph[str], limit: int) -> tuple[nx.Graph[str], int]:
    if len(flat) <= limit:
        return flat, 0
    kept = sorted(flat, key=lambda node: (-len(flat[node]), node))[:limit]
    part = flat.subgraph(kept)
    shown = part.subgraph([node for node in part if len(part[node])])
    return shown, len(flat) - len(shown)


def _fill(axes: Axes, flat: nx.Graph[str], width: float, height: float) -> None:
    """Draw nodes, ties and names on a sheet of so many points."""
    names = sorted(flat)
    at = _fitted(layout.places(numbered(flat), width / height), width, height)
    axes.set_xlim(0, width)
    axes.set_ylim(0, height)
    index = {name: i for i, name in enumerate(names)}
    pairs = sorted((min(index[a], index[b]), max(index[a], index[b])) for a, b in flat.edges())
    many = len(names) > _CROWDED
    colour, weight = (FAINT, 0.5) if many else ("#c4c4c4", 0.9)
    axes.add_collection(LineCollection([(at[a], at[b]) for a, b in pairs], colors=colour, linewidths=weight, zorder=1))
    radii = [_radius(len(flat[name]), len(names)) for name in names]
    for kind in [*_LOOKS, "other"]:
        nodes = [i for i, name in enumerate(names) if _kind(flat, name) == kind]
        colour, shape = _LOOKS.get(kind, _OTHER)
        sizes = [(2 * radii[i]) ** 2 for i in nodes]
        axes.scatter(
            [at[i][0] for i in nodes], [at[i][1] for i in nodes], s=sizes, c=colour, marker=shape, zorder=2,
            edgecolors="white", linewidths=0.6,
        )  # fmt: skip
    boxes = [(x - r, y - r, x + r, y + r) for (x, y), r in zip((at[i] for i in range(len(names))), radii, strict=True)]
    boxes += _names(axes, flat, names, at, radii, boxes, (0, 0, width, height))
    if len(pairs) <= _ALL_TOLD:
        _told(axes, flat, [(names[a], names[b]) for a, b in pairs], {name: at[index[name]] for name in names}, boxes)


def _kind(flat: nx.Graph[str], name: str) -> str:
    kind = str(flat.nodes[name]["kind"])
    return kind if kind in _LOOKS else "other"


def _radius(ties: int, nodes: int) -> float:
    base, most = (4.5, 13.0) if nodes <= 60 else (2.2, 10.0)
    return float(min(most, base + 1.1 * (ties**0.5 - 1)))


def _fitted(at: dict[int, layout.Place], width: float, height: float) -> dict[int, layout.Place]:
    """Stretch the places over the sheet, with room for names at its sides."""
    left, right, low, high = 70.0, width - 70.0, 26.0, height - 20.0
    xs, ys = [x for x, _ in at.values()], [y for _, y in at.values()]
    wide, tall = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0
    if len(at) == 1:
        return dict.fromkeys(at, (width / 2, height / 2))
    return {
        node: (left + (x - min(xs)) / wide * (right - left), low + (y - min(ys)) / tall * (high - low))
        for node, (x, y) in at.items()
    }


def _names(
    axes: Axes, flat: nx.Graph[str], names: list[str], at: dict[int, layout.Place], radii: list[float],
    taken: list[layout.Box], sheet: layout.Box,
) -> list[layout.Box]:  # fmt: skip
    """Write names, those with most ties first; gives the room they take."""
    every = len(names) <= _ALL_NAMED
    crowded = len(names) > _CROWDED
    size = 7.0 if crowded else 8.5
    order = sorted(range(len(names)), key=lambda i: (-len(flat[names[i]]), i))
    texts = {i: folded(flat.nodes[names[i]]["name"], 24, 3 if every else 2) for i in order}
    anchors = [(at[i], radii[i], extent(texts[i], size)) for i in order]
    spots = layout.labels(anchors[:_HUBS], taken if not crowded else [], sheet, insist=every)
    hubs = [_box(spot, anchor[2]) for spot, anchor in zip(spots, anchors, strict=False) if spot is not None]
    spots += layout.labels(anchors[_HUBS:], taken + hubs, sheet, insist=every)
    boxes = []
    for i, spot in zip(order, spots, strict=True):
        if spot is not None:
            box = _box(spot, extent(texts[i], size))
            boxes.append(box)
            middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
            axes.text(
                *middle, texts[i], size=size, color=INK, ha="center", va="center", zorder=4, linespacing=1.05,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.3, "alpha": 0.7},
            )  # fmt: skip
    return boxes


def _box(spot: layout.Place, size: tuple[float, float]) -> layout.Box:
    return spot[0], spot[1], spot[0] + size[0], spot[1] + size[1]


def _told(
    axes: Axes, flat: nx.Graph[str], pairs: list[tuple[str, str]], at: dict[str, layout.Place], taken: list[layout.Box]
) -> None:
    """Write on each tie what it is, where there is room."""
    texts = [flat.edges[pair]["ties"][0].label for pair in pairs]
    middles = [((at[a][0] + at[b][0]) / 2, (at[a][1] + at[b][1]) / 2) for a, b in pairs]
    for (x, y), text in zip(middles, texts, strict=True):
        width, height = extent(text, 7.5)
        box = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        if not any(box[0] < o[2] and o[0] < box[2] and box[1] < o[3] and o[1] < box[3] for o in taken):
            taken.append(box)
            look = {"facecolor": "white", "edgecolor": "none", "pad": 1.0}
            axes.text(x, y, text, size=7.5, color=QUIET, ha="center", va="center", zorder=3, bbox=look, style="italic")

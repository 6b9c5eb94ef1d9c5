"""Pictures of the store: the network, the timeline, deals by value, who said how much. Needs the extra ``plots``."""

from __future__ import annotations

import importlib
import importlib.util
from typing import TYPE_CHECKING, Any, Final

from kg.analysis.network import checked
from kg.errors import NotSupportedError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: What can be drawn, and the room that draws it.
PICTURES: Final = {
    "network": "kg.plots.networks",
    "timeline": "kg.plots.timelines",
    "deals": "kg.plots.values",
    "who-said": "kg.plots.voices",
}
FORMS: Final = ("svg", "png")


def plot(
    store: Any, what: str, form: str = "svg", *, about: str | None = None, limit: int = 500, title: str | None = None
) -> bytes:
    """Draw a picture of a store and give the file's bytes: the same for the same store and the same matplotlib.

    `what` is one of `PICTURES`, `form` svg or png. With `about` it shows what concerns that entity; `limit` bounds the
    items (the most important stay, and the picture says how many are left out).

    Raises NotSupportedError without the extra, QueryError for an unknown picture, UnknownNameError for an unknown name.
    """
    checked([what], PICTURES, "picture")
    if importlib.util.find_spec("matplotlib") is None:
        raise NotSupportedError("plots need an extra: pip install 'kg[plots]'")
    from kg.plots.style import saved

    picture = importlib.import_module(PICTURES[what])
    found = picture.fetch(store, about)

    def drawn() -> Figure:
        figure: Figure = picture.draw(found, limit=limit, title=title or picture.title(about))
        return figure

    return saved(drawn, form)

"""Content negotiation after RFC 9110: which of the forms on offer an Accept header asks for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_QUALITY = re.compile(r"q\s*=\s*(\d(?:\.\d{0,3})?)", re.IGNORECASE)


def choose(accept: str, offered: Sequence[str]) -> str | None:
    """Give the media type that suits the header best; of equals the first on offer. None when none is acceptable.

    An empty header accepts everything.
    """
    ranges = [_range(part) for part in accept.split(",") if part.strip()] or [("*/*", 1.0)]
    best, found = 0.0, None
    for media_type in offered:
        quality = _quality(media_type, ranges)
        if quality > best:
            best, found = quality, media_type
    return found


def _range(part: str) -> tuple[str, float]:
    media_range, _, rest = part.partition(";")
    quality = _QUALITY.search(rest)
    return media_range.strip().lower(), min(float(quality[1]), 1.0) if quality else 1.0


def _quality(media_type: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The quality of the most specific range that fits."""
    whole, family = media_type.split(";")[0], media_type.split("/")[0] + "/*"
    for wanted in (whole, family, "*/*"):
        fitting = [quality for media_range, quality in ranges if media_range == wanted]
        if fitting:
            return max(fitting)
    return 0.0

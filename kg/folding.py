"""Text without what readers do not tell apart: case, accents, and letters that are others with a stroke."""

from __future__ import annotations

import unicodedata
from typing import Final

#: Letters that are other letters with a stroke, and that Unicode does not take apart.
_LETTERS: Final = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"})


def fold(text: str) -> str:
    """Text without case and accents, ligatures and the like taken apart: ``Škoda`` is ``skoda``."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold().translate(_LETTERS)

"""The block of metadata at the head of a text file: where it ends and what it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Mapping

_OPENING = re.compile("\ufeff?---[ \t]*(?:\r\n|\n|\r)")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE)
#: More than this is no front matter, and YAML is not made for hostile input.
_LIMIT = 64 * 1024


def split(text: str, where: str) -> tuple[Mapping[str, object], int]:
    """Give the metadata at the head of `text` and the character at which the text behind it begins.

    Without front matter: an empty mapping, and the first character (the second, behind a byte order mark). Every scalar
    is a string as written. Raises ArticleError, which names `where`, for a block that is not closed, is broken
    YAML or is no mapping.
    """
    opening = _OPENING.match(text)
    if not opening:
        return {}, int(text.startswith("\ufeff"))
    closing = _CLOSING.search(text, opening.end(), opening.end() + _LIMIT)
    if not closing:
        raise ArticleError(f"{where}: the front matter opened on line 1 is not closed; end it with a line '---'")
    return _mapping(text[opening.end() : closing.start()], where), closing.end()


def _mapping(block: str, where: str) -> Mapping[str, object]:
    import yaml  # here, because most articles have no front matter

    try:
        # BaseLoader builds strings, lists and mappings only: no dates guessed, no objects
        found = yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506
    except yaml.YAMLError as error:
        raise ArticleError(
            f"{where}: broken front matter, {_reason(error)}; put quotation marks round values"
        ) from error
    except RecursionError as error:
        raise ArticleError(f"{where}: broken front matter, nested too deeply; write 'key: value' lines") from error
    if found in (None, ""):
        return {}
    if not isinstance(found, dict):
        raise ArticleError(f"{where}: the front matter is no mapping; write 'key: value' lines, such as 'title: ...'")
    return found


def _reason(error: Exception) -> str:
    """Say in one line what a YAML error complains about, and the line of the file."""
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "unreadable characters"
    return f"line {mark.line + 2}: {problem}" if mark else str(problem)

"""What is known about an article beside its text, from front matter, ``sources.toml`` and options."""

from __future__ import annotations

import datetime
import difflib
import email.utils
import re
import tomllib
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from kg import edtf
from kg.errors import ArticleError, why
from kg.model import Article, Origin, TimeSpan

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Metadata:
    """What one place says about an article; what it leaves out is empty."""

    title: str = ""
    publisher: str = ""
    url: str = ""
    kind: str = ""
    published: TimeSpan | None = None
    based_on: Origin | None = None

    def overlaid(self, other: Metadata) -> Metadata:
        """Give what both say; where they differ, what `other` says."""
        said = {name: value for name in _NAMES if (value := getattr(other, name))}
        return replace(self, **said)

    def article(self, *, id: str, text: str, body: int, path: str) -> Article:  # noqa: A002 - the field's name
        """Make the article that this is about."""
        known = {name: getattr(self, name) for name in _NAMES}
        return Article(id=id, text=text, body=body, path=path, **known)


_NAMES = tuple(field.name for field in fields(Metadata))
_ORIGIN = tuple(field.name for field in fields(Origin))

#: What writers of front matter call our fields, the first found wins; all other keys are none of our business.
_SPELLINGS = {
    "title": ("title", "headline"),
    "publisher": ("publisher", "publication", "outlet", "site_name", "site"),
    "url": ("url", "link", "blog_url", "canonical_url", "source_url", "permalink"),
    "kind": ("kind",),
    "published": ("published", "date", "date_published", "published_at", "pubdate", "publish_date"),
}
_DIGITS = re.compile(r"[0-9]+")
_DAY_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{1,2}:.*")
_IN_WORDS = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%Y/%m/%d")


def from_front_matter(block: Mapping[str, object], where: str) -> Metadata:
    """Read what front matter says in any of the usual spellings. Raises ArticleError for a date that is none."""
    lowered = {str(key).lower().replace("-", "_"): value for key, value in block.items()}

    def said(name: str) -> str:
        values = (lowered.get(spelling) for spelling in _SPELLINGS[name])
        return next((value.strip() for value in values if isinstance(value, str) and value.strip()), "")

    date = _iso(said("published"))
    return Metadata(
        title=said("title"),
        publisher=said("publisher"),
        url=said("url"),
        kind=said("kind"),
        published=published(date, f"{where}: front matter") if date else None,
    )


def published(text: str, where: str) -> TimeSpan:
    """Read an EDTF date; raises ArticleError that begins with `where`."""
    try:
        return edtf.parse(text)
    except ValueError as error:
        raise ArticleError(f"{where}: {error}; leave out a date that is not known") from error


def sources(folder: Path) -> dict[str, Metadata]:
    """Read the ``sources.toml`` of a folder, if there is one: what it says by file name.

    It may speak of files that are not there, as in a part of an archive. Raises ArticleError for a syntax error, a
    name that seems to be a misspelling of a file it does not speak of, an unknown key, and a date that is none.
    """
    path = folder / "sources.toml"
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ArticleError(f"{path}: no TOML, {_one_line(error)}") from error
    except OSError as error:
        raise ArticleError(f"{path}: cannot be read ({why(error)})") from error
    files = {file.name for file in folder.iterdir()}
    for name in sorted(tables.keys() - files):
        numbered_alike = [file for file in files - tables.keys() if _DIGITS.findall(file) == _DIGITS.findall(name)]
        if near := difflib.get_close_matches(name, numbered_alike, 1):
            raise ArticleError(f"{path}: no file '{name}' in this folder; did you mean '{near[0]}'?")
    return {name: _table(table, f"{path}: ['{name}']") for name, table in tables.items()}


def _table(table: object, where: str) -> Metadata:
    said = _strings(table, where, _NAMES)
    origin = table.get("based_on") if isinstance(table, dict) else None
    return Metadata(
        title=said.get("title", ""),
        publisher=said.get("publisher", ""),
        url=said.get("url", ""),
        kind=said.get("kind", ""),
        published=published(said["published"], f"{where} published") if "published" in said else None,
        based_on=_origin(origin, f"{where} based_on") if origin is not None else None,
    )


def _origin(table: object, where: str) -> Origin:
    said = _strings(table, where, _ORIGIN)
    return Origin(
        url=said.get("url", ""),
        publisher=said.get("publisher", ""),
        kind=said.get("kind", ""),
        published=published(said["published"], f"{where} published") if "published" in said else None,
    )


def _strings(table: object, where: str, names: tuple[str, ...]) -> dict[str, str]:
    if not isinstance(table, dict):
        raise ArticleError(f"{where}: is no table; write [\"FILE\"] and 'key = value' lines below it")
    for key, value in table.items():
        if key not in names:
            near = difflib.get_close_matches(key, names, 1)
            hint = f"did you mean '{near[0]}'?" if near else f"known are {', '.join(names)}"
            raise ArticleError(f"{where}: unknown key '{key}'; {hint}")
        if key != "based_on" and not isinstance(value, str | datetime.date):
            raise ArticleError(f"{where}: '{key}' is no text; put it in quotation marks")
    return {key: str(value) for key, value in table.items() if key != "based_on"}


def _iso(date: str) -> str:
    """Rewrite the ways front matter writes a day (with a time, in words, as in mail) to ISO; others stay."""
    if found := _DAY_TIME.fullmatch(date):
        return found[1]
    for form in _IN_WORDS:
        try:
            return datetime.datetime.strptime(date, form).date().isoformat()  # noqa: DTZ007 - a day, no time
        except ValueError:
            continue
    try:
        return email.utils.parsedate_to_datetime(date).date().isoformat()
    except (ValueError, TypeError):
        return date


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())

"""Files and folders to articles: the text as it stands, and what is known about it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from kg import frontmatter
from kg.errors import ArticleError, why
from kg.iris import slug
from kg.metadata import Metadata, from_front_matter, sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.model import Article

SUFFIXES = (".md", ".txt")
#: An article is one text; ten long books fit below this.
LIMIT = 16 * 1024 * 1024

_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Source:
    """A file that will be read as an article, and what stands about it beside its text."""

    path: str
    id: str
    metadata: Metadata = field(default_factory=Metadata)


def find(paths: Iterable[str | Path], metadata: Metadata | None = None) -> tuple[Source, ...]:
    """Give the articles in files and folders: files in the order given, those of a folder in the order of their names.

    Folders are searched through all levels; hidden files and other suffixes in them are passed over. A file that is
    met twice counts once. What the nearest ``sources.toml`` says goes before the front matter, and `metadata` (options
    of the command) before both. Raises ArticleError for a missing path, an unknown suffix, a folder without an
    article, two files of one id, and a ``sources.toml`` that is wrong.
    """
    found: dict[str, Source] = {}
    seen: dict[str, str] = {}
    tables: dict[Path, dict[str, Metadata]] = {}
    for path in _files(paths):
        real = os.path.realpath(path)
        if real in seen:
            continue
        seen[real] = str(path)
        if path.parent not in tables:
            tables[path.parent] = sources(path.parent)
        known = tables[path.parent].get(path.name, Metadata())
        source = Source(str(path), slug(path.stem), known.overlaid(metadata or Metadata()))
        if other := found.get(source.id):
            raise ArticleError(
                f"{path}: has the same id as {other.path}, '{source.id}'; the id is made of the file's name: rename one"
            )
        found[source.id] = source
    return tuple(found.values())


def load(source: Source) -> Article:
    """Read one article. Raises ArticleError for a file that is unreadable, empty, too large, binary or not UTF-8."""
    path = Path(source.path)
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LIMIT else b""
    except OSError as error:
        raise _unreadable(path, error) from error
    if size > LIMIT:
        raise _too_large(str(path), size)
    return article(data, source)


def article(data: bytes | str, source: Source) -> Article:
    """Make an article of bytes or text that are already at hand; `source` names them. Errors as for `load`."""
    where = source.path or source.id
    if len(data) > LIMIT:
        raise _too_large(where, len(data))
    text = data if isinstance(data, str) else decode(data, where)
    block, body = frontmatter.split(text, where)
    if not text[body:].strip():
        raise ArticleError(f"{where}: no text in it; an article needs at least a sentence")
    known = from_front_matter(block, where).overlaid(source.metadata)
    return known.article(id=source.id, text=text, body=body, path=source.path)


def decode(data: bytes, where: str) -> str:
    """Decode UTF-8 and change nothing. Raises ArticleError that says where the first wrong byte stands."""
    if data.startswith(_UTF16):
        raise ArticleError(f"{where}: UTF-16 text; save it as UTF-8")
    if (at := data.find(b"\0")) >= 0:
        raise ArticleError(
            f"{where}: a binary file (a zero byte at byte {at}); give the text of the article as .txt or .md"
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        wrong = f"byte {error.start} (line {line}) is 0x{data[error.start]:02x}"
        raise ArticleError(f"{where}: not UTF-8, {wrong}; save it as UTF-8") from error


def _files(paths: Iterable[str | Path]) -> Iterator[Path]:
    for path in map(Path, paths):
        if path.is_dir():
            yield from _folder(path)
        elif not path.exists():
            raise ArticleError(f"{path}: no such file or folder")
        elif path.name != "sources.toml":  # a shell's `folder/*` names it too
            if path.suffix.lower() not in SUFFIXES:
                kinds = " or ".join(SUFFIXES)
                raise ArticleError(f"{path}: cannot read '{path.suffix}' files; convert it to {kinds}")
            yield path


def _folder(folder: Path) -> Iterator[Path]:
    empty = True
    for root, folders, names in os.walk(folder, onerror=_no_folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.lower().endswith(SUFFIXES) and not name.startswith("."):
                empty = False
                yield Path(root, name)
    if empty:
        raise ArticleError(f"{folder}: no article in this folder; articles are {' and '.join(SUFFIXES)} files")


def _no_folder(error: OSError) -> NoReturn:
    raise _unreadable(error.filename, error) from error


def _unreadable(path: str | Path, error: OSError) -> ArticleError:
    return ArticleError(f"{path}: cannot be read ({why(error)}); check the path and its permissions")


def _too_large(where: str, size: int) -> ArticleError:
    megabytes = f"{size / 2**20:.0f} MiB, the limit is {LIMIT // 2**20} MiB"
    return ArticleError(f"{where}: too large for one article ({megabytes}); split it into one file per article")

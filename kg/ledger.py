"""The ledger: judgements of people on what is the same and what is not, in a text file fit for version control.

A ledger is TOML with one table for each judgement::

    [[same]]
    a = "org/quanta-power"
    b = "org/helio-energy"
    reason = "renamed in March 2031"
    author = "ada"
    date = 2031-03-14

`same` keeps the name `a` and retires `b`; `different` keeps two apart that rules would join; `unsure` says that
somebody looked and could not tell. A name is written as ``type/slug``; ``person/jim-hall@article-id`` is what one
article calls so. Judgements outrank rules.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from typing import TYPE_CHECKING, Final

from kg.errors import why
from kg.files import whole
from kg.judgements import SORTS, Judgement, LedgerError, check

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

FILE: Final = "kg-ledger.toml"
VERDICTS: Final = ("same", "different", "unsure")
_KEYS: Final = frozenset({"a", "b", "reason", "author", "date"})
_NAME: Final = re.compile(r"[a-z]+/[a-z0-9]+(?:-+[a-z0-9.]+)*(?:@[^\s@]+)?")


def load(path: Path) -> tuple[Judgement, ...]:
    """Read a ledger, in the order of its lines. LedgerError, with lines, when it is wrong or contradicts itself."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LedgerError(f"{path}: cannot be read ({why(error)})") from None
    return parse(text, str(path))


def parse(text: str, name: str = FILE) -> tuple[Judgement, ...]:
    """Read the text of a ledger; as `load`. `name` opens the messages."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LedgerError(f"{name}: not TOML, {error}; mend that line") from None
    if strange := sorted(tables.keys() - set(VERDICTS)):
        raise LedgerError(f"{name}: '{strange[0]}' is no judgement; write [[same]], [[different]] or [[unsure]]")
    found = [
        _judgement(name, verdict, table, line)
        for verdict in VERDICTS
        for table, line in zip(_tables(name, verdict, tables.get(verdict, [])), _lines(text, verdict), strict=False)
    ]
    judgements = tuple(sorted(found, key=lambda each: each.line))
    check(judgements, name)
    return judgements


def _tables(name: str, verdict: str, tables: object) -> Sequence[Mapping[str, object]]:
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise LedgerError(f"{name}: '{verdict}' must be tables; write [[{verdict}]] above each judgement")
    return tables


def _lines(text: str, verdict: str) -> Iterator[int]:
    """The lines of the headers, in the order in which TOML gives their tables; 0 where it is written otherwise."""
    header = re.compile(rf"\s*\[\[\s*[\"']?{verdict}[\"']?\s*\]\]")
    yield from (number for number, line in enumerate(text.splitlines(), 1) if header.match(line))
    while True:
        yield 0


def _judgement(name: str, verdict: str, table: Mapping[str, object], line: int) -> Judgement:
    where = f"{name}, line {line}"
    if strange := sorted(table.keys() - _KEYS):
        raise LedgerError(f"{where}: unknown key '{strange[0]}'; known are {', '.join(sorted(_KEYS))}")
    told = {key: value.isoformat() if isinstance(value, datetime.date) else value for key, value in table.items()}
    texts = {key: value for key, value in told.items() if isinstance(value, str)}
    if wrong := sorted(told.keys() - texts.keys()):
        raise LedgerError(f"{where}: '{wrong[0]}' must be text in quotation marks")
    for key in ("a", "b"):
        _check_name(where, key, texts.get(key, ""))
    made = Judgement(verdict, texts.pop("a"), texts.pop("b"), **texts, line=line)
    if made.sort != SORTS[made.b.partition("/")[0]] or made.a == made.b:
        what = "a thing is always itself" if made.a == made.b else "they are things of two sorts"
        raise LedgerError(f"{where}: {made.a} and {made.b} cannot be judged, {what}")
    return made


def _check_name(where: str, key: str, name: str) -> None:
    if not _NAME.fullmatch(name) or name.partition("/")[0] not in SORTS:
        raise LedgerError(f"{where}: {key} = '{name}' is no name; write it as org/acme, person/ada-quill, deal/...")


def add(path: Path, judgement: Judgement) -> tuple[Judgement, ...]:
    """Write a judgement at the end of a ledger, which is made if need be; give all of them.

    LedgerError, and the file stays as it was, when it contradicts what stands there.
    """
    before = path.read_text("utf-8") if path.exists() else ""
    text = before + ("\n" if before else "") + _written(judgement)
    judgements = parse(text, str(path))
    _write(path, text)
    return judgements


def undo(path: Path, a: str, b: str) -> tuple[Judgement, ...]:
    """Take all judgements on two names out of a ledger; give the rest. LedgerError when there is none."""
    judgements = load(path)
    text = path.read_text("utf-8")
    lines = text.splitlines(keepends=True)
    starts = [at for at, line in enumerate(lines) if line.lstrip().startswith("[")]
    gone = {each.line - 1 for each in judgements if each.concerns(a, b)}
    if not gone:
        raise LedgerError(f"{path}: no judgement on {a} and {b}")
    ends = dict(zip(starts, [*starts[1:], len(lines)], strict=True))
    dropped = {at for start in gone for at in range(start, ends[start])}
    rest = "".join(line for at, line in enumerate(lines) if at not in dropped)
    _write(path, rest.rstrip("\n") + "\n" if rest.strip() else "")
    return load(path)


def _write(path: Path, text: str) -> None:
    with whole(path) as file:
        file.write(text.encode())


def _written(judgement: Judgement) -> str:
    told = [("a", judgement.a), ("b", judgement.b), ("reason", judgement.reason), ("author", judgement.author)]
    lines = [f"[[{judgement.verdict}]]", *(f"{key} = {_quoted(value)}" for key, value in told if value)]
    lines += [f"date = {judgement.date}"] if judgement.date else []
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = "".join(_ESCAPES.get(c) or (c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}") for c in text)
    return f'"{escaped}"'


_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}

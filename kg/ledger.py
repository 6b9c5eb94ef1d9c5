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
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.errors import KgError, why
from kg.files import whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from kg.model import Ref

FILE: Final = "kg-ledger.toml"
VERDICTS: Final = ("same", "different", "unsure")
#: Types of things that can be judged, one with another of its own sort.
_SORTS: Final = {"org": "entity", "person": "entity", "product": "entity", "place": "entity"} | {
    each: each for each in ("deal", "event", "statement")
}
_KEYS: Final = frozenset({"a", "b", "reason", "author", "date"})
_NAME: Final = re.compile(r"[a-z]+/[a-z0-9]+(?:-+[a-z0-9.]+)*(?:@[^\s@]+)?")


class LedgerError(KgError):
    """A ledger that cannot be read, or that contradicts itself."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What somebody says of two names. `line` is where it stands in the ledger, 0 for none."""

    verdict: str  # same, different, unsure
    a: str
    b: str
    reason: str = ""
    author: str = ""
    date: str = ""
    line: int = 0

    @property
    def sort(self) -> str:
        """What is judged: entity, deal, event or statement."""
        return _SORTS[self.a.partition("/")[0]]

    def concerns(self, first: str, second: str) -> bool:
        """Whether it is about these two, in either order."""
        return {self.a, self.b} == {first, second}


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
    if made.sort != _SORTS[made.b.partition("/")[0]] or made.a == made.b:
        what = "a thing is always itself" if made.a == made.b else "they are things of two sorts"
        raise LedgerError(f"{where}: {made.a} and {made.b} cannot be judged, {what}")
    return made


def _check_name(where: str, key: str, name: str) -> None:
    if not _NAME.fullmatch(name) or name.partition("/")[0] not in _SORTS:
        raise LedgerError(f"{where}: {key} = '{name}' is no name; write it as org/acme, person/ada-quill, deal/...")


# --------------------------------------------------------------------------------- coherence


def check(judgements: Iterable[Judgement], name: str = FILE) -> None:
    """LedgerError when judgements contradict each other or go in a circle; it names the lines."""
    same = [each for each in judgements if each.verdict == "same"]
    _refuse_circles(same, name)
    chains: dict[str, dict[str, Judgement]] = {}
    for each in same:
        chains.setdefault(each.a, {})[each.b] = each
        chains.setdefault(each.b, {})[each.a] = each
    for each in judgements:
        if each.verdict == "different" and (way := _way(chains, each.a, each.b)):
            told = ", ".join(str(step.line) for step in way)
            raise LedgerError(
                f"{name}, line {each.line}: {each.a} and {each.b} are different here, but the same by line {told}; "
                "remove one of them"
            )


def _refuse_circles(same: Sequence[Judgement], name: str) -> None:
    """Who follows retired names must arrive at one that is kept."""
    for group in _groups(same):
        if group <= {each.b for each in same}:
            lines = ", ".join(str(each.line) for each in same if each.a in group)
            names = ", ".join(sorted(group))
            raise LedgerError(f"{name}: lines {lines} go in a circle over {names}; one name must be kept (a, never b)")


def _groups(same: Iterable[Judgement]) -> list[set[str]]:
    """The names that are the same, each group once."""
    groups: list[set[str]] = []
    for each in same:
        met = [group for group in groups if each.a in group or each.b in group]
        groups = [group for group in groups if group not in met] + [{each.a, each.b}.union(*met)]
    return groups


def _way(chains: Mapping[str, Mapping[str, Judgement]], start: str, end: str) -> list[Judgement]:
    """The judgements that make two names the same, in order; none when nothing does."""
    reached: dict[str, list[Judgement]] = {start: []}
    queue = [start]
    while queue:
        at = queue.pop(0)
        for there, judgement in sorted(chains.get(at, {}).items()):
            if there not in reached:
                reached[there] = [*reached[at], judgement]
                queue.append(there)
    return reached.get(end, [])


def kept(judgements: Iterable[Judgement]) -> dict[Ref, Ref]:
    """The name kept for each retired name of an entity."""
    same = [each for each in judgements if each.verdict == "same" and each.sort == "entity"]
    retired = {each.b for each in same}
    keep: dict[Ref, Ref] = {}
    for group in _groups(same):
        chosen = next((each.a for each in same if each.a in group and each.a not in retired), min(group))
        keep |= dict.fromkeys(sorted(group - {chosen}), chosen)
    return keep


# ----------------------------------------------------------------------------------- writing


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

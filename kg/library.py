"""The library of questions: the files of ``queries/``, and what their headers say.

A question is a file that opens with lines the program reads::

    # title: Who said what
    # question: Who said what, and when?
    # param speaker: iri | the person or organisation that speaks
    # show: who = speakerName / role | what = text

`show` names the columns people see: each shows the values of its variables, one under another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.lists import concepts
from kg.params import TYPES, Param
from kg.resources import QUERIES
from kg.results import Column

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HEADER = re.compile(r"#\s*(?:(title|question|show):|(param)\s)\s*(.*)")
_PARAM = re.compile(r"(\w+):\s*([\w:-]+)\s*(?:=\s*([^|]*?)\s*)?\|\s*(.+)")


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its SPARQL text; `name` is the name of its file."""

    name: str
    title: str
    question: str
    params: tuple[Param, ...]
    text: str
    columns: tuple[Column, ...] = ()


@cache
def questions() -> tuple[Question, ...]:
    """All questions of the library, by name."""
    return tuple(load(path) for path in sorted(QUERIES.glob("*.rq")))


def question(name: str) -> Question:
    """The question of the library with that name; QueryError with near names when there is none."""
    known = {each.name: each for each in questions()}
    if name not in known:
        near = get_close_matches(name, known, n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else "'kg query --list' lists them"
        raise QueryError(f"{name}: no such question; {hint}")
    return known[name]


def load(path: Path) -> Question:
    """Read a file of the library. QueryError when its header says no title or question, or a parameter badly."""
    asked = read(path.read_text(encoding="utf-8"), path.stem)
    for line, value in (("title", asked.title), ("question", asked.question)):
        if not value:
            raise QueryError(f"{path}: no '# {line}:' line at the top; every query states its title and question")
    return asked


def read(text: str, name: str = "query") -> Question:
    """A question from SPARQL text; the header lines may be missing. `name` opens its error messages."""
    found: dict[str, list[str]] = {"title": [], "question": [], "param": [], "show": []}
    for line in text.splitlines():
        if match := _HEADER.match(line):
            found[match[1] or match[2]].append(match[3].strip())
        elif line.strip() and not line.startswith("#"):
            break
    params = tuple(_param(line, name) for line in found["param"])
    columns = tuple(_columns(" | ".join(found["show"])))
    return Question(name, " ".join(found["title"]), " ".join(found["question"]), params, text, columns)


def _param(line: str, name: str) -> Param:
    match = _PARAM.fullmatch(line)
    if match is None:
        raise QueryError(f"{name}: cannot read '# param {line}'; write '# param name: type = default | what it is'")
    scheme = match[2].removeprefix("concept:")
    if match[2] not in TYPES and (scheme == match[2] or not _is_list(scheme)):
        raise QueryError(f"{name}: parameter {match[1]} has no type '{match[2]}'; known are {', '.join(sorted(TYPES))}")
    return Param(match[1], match[2], match[3] or "", match[4])


def _is_list(scheme: str) -> bool:
    try:
        return bool(concepts(scheme))
    except KeyError:
        return False


def _columns(show: str) -> Iterator[Column]:
    for part in filter(None, map(str.strip, show.split("|"))):
        head, _, names = part.partition("=")
        yield Column(head.strip(), tuple(name.strip() for name in names.split("/")))

"""Annotated articles: for each text a TOML file of the same name that says what a careful reader finds in it.

The words of a statement are given as written, without outer quotation marks; a split quotation gives its
parts. Everything else is names and plain values::

    organizations = ["Acme"]
    people = ["Ann Lee"]
    roles = [["Ann Lee", "CEO", "Acme"]]        # person, title, organisation ("" where the text names none)
    hardware = [{ name = "H200", min = 10000 }]

    [[deals]]
    kind = "acquisition"
    status = "announced"
    primary = true                              # what the article reports, not background
    parties = [["Acme", "acquirer"], ["Beta", "target"]]
    value = { min = 2e9, max = 2e9, currency = "USD" }
    years = 5
    capacity = [{ value = 3, unit = "GW" }]

    [[statements]]
    manner = "direct"                           # or "indirect"
    speaker = "Ann Lee"                         # "" where nobody is named
    channel = "interview"                       # a code of the channels; left out where the text names none
    said = "2026-05-12"                         # the day; left out where it stays open
    words = ["It is done,", "We are glad"]
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from kg.model import Span


@dataclass(frozen=True, slots=True)
class GoldStatement:
    """A statement a careful reader finds; `span` runs from its first to its last character.

    `channel` (a code of the vocabulary) and `said` (an EDTF date) are empty where the annotation leaves them open.
    """

    span: Span
    direct: bool
    speaker: str
    channel: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class GoldDeal:
    """A deal a careful reader finds."""

    kind: str
    status: str
    primary: bool
    parties: Sequence[tuple[str, str]]
    value: Mapping[str, Any] | None
    years: float | None
    capacity: Sequence[tuple[float, str]]


@dataclass(frozen=True, slots=True)
class Gold:
    """What a careful reader finds in one article. `text` is the article's file."""

    text: Path
    published: str
    organizations: Sequence[str]
    people: Sequence[str]
    roles: Sequence[tuple[str, str, str]]
    hardware: Mapping[str, tuple[float | None, float | None] | None] = field(default_factory=dict)
    deals: Sequence[GoldDeal] = ()
    statements: Sequence[GoldStatement] = ()


def load(folder: Path) -> list[Gold]:
    """Return the annotated articles of a folder, by name. A text or file that is missing raises ArticleError."""
    found = [_gold(path) for path in sorted(folder.glob("*.toml")) if path.name != "sources.toml"]
    if not found:
        raise ArticleError(f"{folder}: no annotated articles; put NAME.toml beside each NAME.txt")
    return found


def _gold(path: Path) -> Gold:
    source = path.with_suffix(".txt")
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        text = source.read_bytes().decode("utf-8")
    except tomllib.TOMLDecodeError as error:
        raise ArticleError(f"{path}: {error}; repair the TOML") from None
    except OSError:
        raise ArticleError(f"{path}: no text beside it; expected {source.name}") from None
    return Gold(
        text=source,
        published=data.get("published", ""),
        organizations=data.get("organizations", []),
        people=data.get("people", []),
        roles=[(person, title, organization) for person, title, organization in data.get("roles", [])],
        hardware={item["name"]: _bounds(item) for item in data.get("hardware", [])},
        deals=[_deal(item) for item in data.get("deals", [])],
        statements=[_statement(item, text, path) for item in data.get("statements", [])],
    )


def _bounds(item: Mapping[str, Any]) -> tuple[float | None, float | None] | None:
    return (item.get("min"), item.get("max")) if "min" in item or "max" in item else None


def _deal(item: Mapping[str, Any]) -> GoldDeal:
    return GoldDeal(
        kind=item["kind"],
        status=item["status"],
        primary=item.get("primary", True),
        parties=[(name, role) for name, role in item["parties"]],
        value=item.get("value"),
        years=item.get("years"),
        capacity=[(each["value"], each["unit"]) for each in item.get("capacity", [])],
    )


def _statement(item: Mapping[str, Any], text: str, path: Path) -> GoldStatement:
    start = at = text.find(item["words"][0])
    for words in item["words"]:
        at = text.find(words, at)
        if at < 0:
            raise ArticleError(f"{path}: these words are not in the text: {words!r}; copy them from it")
        at += len(words)
    setting = item.get("channel", ""), item.get("said", "")
    return GoldStatement((start, at), item["manner"] == "direct", item["speaker"], *setting)

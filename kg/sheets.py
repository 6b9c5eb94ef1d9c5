"""What one article says, laid out for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.records import records
from kg.tables import table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.measured import Record
    from kg.model import Reading

Row = tuple[str, ...]


def sheet(reading: Reading, *, width: int = 100) -> str:
    """Write one article as a heading and a table each for names, roles, deals, statements, events and ties."""
    found = list(records(reading))
    article = reading.article
    heading = article.title or article.path or article.id
    day = f", {article.published.edtf}" if article.published else ""
    parts = [f"{heading}\n{'═' * min(width, len(heading))}\n{article.publisher}{day}\n".replace("\n, ", "\n")]
    for title, kinds, heads, row in _SECTIONS:
        if rows := [row(record) for record in found if record["record"] in kinds]:
            parts.append(f"\n{title}\n{table(heads, rows, width=width)}")
    return "".join(parts)


def _name(record: Record) -> Row:
    quantity = (record.get("quantity") or {}).get("text", "")
    return record["record"], record["name"], record.get("maker") or "", quantity, str(len(record["evidence"]))


def _role(record: Record) -> Row:
    return record["person"], record["title"] or "", record["organization"] or "", _unless(record["tense"], "present")


def _deal(record: Record) -> Row:
    parties = "\n".join(f"{party['name'] or '(unnamed)'}, {party['role']}" for party in record["parties"])
    years = record["duration_years"]
    value = (record["value"] or {}).get("text", "")
    dates = "\n".join(f"{date['what']}: {date['text']}" for date in record["dates"])
    return record["type"].replace("_", " "), record["status"], parties, value, f"{years} years" if years else "", dates


def _statement(record: Record) -> Row:
    speaker: dict[str, Any] = record["speaker"]
    who = [speaker["name"] or speaker["description"] or "(unnamed)", record["role"], record["organization"]]
    return "\n".join(part for part in who if part), record["manner"], record["channel"] or "", record["text"]


def _event(record: Record) -> Row:
    quantity = (record["quantity"] or {}).get("text", "")
    return (
        record["type"],
        record["actor"] or "",
        quantity,
        (record["time"] or {}).get("text") or "",
        record["place"] or "",
    )


def _tie(record: Record) -> Row:
    return (
        record["subject"],
        record["predicate"].replace("_", " "),
        record["object"],
        _unless(record["modality"], "asserted"),
    )


def _unless(value: str, usual: str) -> str:
    return "" if value == usual else value


_SECTIONS: Sequence[tuple[str, tuple[str, ...], Row, Callable[[Record], Row]]] = (
    ("Names", ("organization", "person", "hardware", "product"), ("kind", "name", "maker", "quantity", "times"), _name),
    ("Roles", ("role",), ("person", "role", "organization", "when"), _role),
    ("Deals", ("deal",), ("kind", "status", "parties", "value", "term", "dates"), _deal),
    ("Statements", ("statement",), ("who", "how", "channel", "words"), _statement),
    ("Events", ("event",), ("kind", "who", "quantity", "time", "place"), _event),
    ("Ties", ("relation",), ("subject", "tie", "object", "how far"), _tie),
)

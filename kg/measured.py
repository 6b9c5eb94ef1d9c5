"""Values as plain records: sums, quantities, terms and times, with the words that tell them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from kg.precision import precision

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from kg.model import DealDate, Duration, Money, Quantity, Sourced, TimeSpan

Record: TypeAlias = dict[str, Any]


def best(readings: Sequence[Sourced[Money]] | Sequence[Sourced[Duration]]) -> Any:
    """Give the first reading that both ends bound, else the first with an upper end, else the first."""

    def openness(item: Any) -> int:
        return 2 * (item.value.maximum is None) + (item.value.minimum is None)

    return min(readings, key=openness, default=None)


def money(sourced: Sourced[Money] | None) -> Record | None:
    """Give a sum: its bounds in whole units of its currency, and how they are meant."""
    return None if sourced is None else _bounds(sourced.value, {"currency": sourced.value.currency})


def quantity(value: Quantity) -> Record:
    """Give a quantity: its bounds, unit, and how they are meant."""
    return _bounds(value, {"unit": value.unit})


def capacity(value: Quantity) -> Record:
    """Give a quantity with the one number it stands for: its lower bound, else its upper one."""
    known = value.minimum if value.minimum is not None else value.maximum
    return {"value": _number(known), **quantity(value)}


def years(sourced: Sourced[Duration] | None) -> int | float | None:
    """Give the term in years where the text gives a length rather than "multi-year"."""
    if sourced is None or sourced.value.minimum is None or sourced.value.maximum is None:
        return None
    return _number(sourced.value.minimum / 12)


def time(span: TimeSpan) -> Record:
    """Give the first and the last possible day, and how exactly the text tells them."""
    return {
        "earliest": span.earliest.isoformat() if span.earliest else None,
        "latest": span.latest.isoformat() if span.latest else None,
        "precision": precision(span),
        "text": span.text or None,
    }


def date(told: DealDate) -> Record:
    """Give a date of a deal: what happens then, and when."""
    return {"what": told.what, **time(told.span), "text": told.span.text or told.evidence.quote}


def _bounds(value: Money | Quantity, unit: Record) -> Record:
    ends = {"min": _number(value.minimum), "max": _number(value.maximum)}
    return {**ends, **unit, "qualifier": value.bound.value, "text": value.text}


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)

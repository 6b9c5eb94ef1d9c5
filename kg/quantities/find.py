"""The finders other rooms call. Offsets count code points of the whole text, also where only a region is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from kg.model import Duration, Found, Money, Quantity
from kg.quantities.amounts import amounts
from kg.quantities.dates import dates
from kg.quantities.durations import duration, spelled
from kg.quantities.measures import quantity
from kg.quantities.money import figures, money
from kg.quantities.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.model import TimeSpan
    from kg.quantities.amounts import Amount

Kind = TypeVar("Kind")
AnyFound = Found[Any]  # of Money, Quantity, Duration or TimeSpan


def find_money(text: str, start: int = 0, end: int | None = None) -> list[Found[Money]]:
    """Return the sums of money in ``text[start:end]``, in order.

    Two sums side by side ("£31 billion ($42bn)") are two; which one converts the other is for the caller to say.
    """
    return _of(Money, find_values(text, start, end))


def find_quantities(text: str, start: int = 0, end: int | None = None) -> list[Found[Quantity]]:
    """Return the counts and measures in ``text[start:end]``, in order; without a unit word the unit is "count"."""
    return _of(Quantity, find_values(text, start, end))


def find_durations(text: str, start: int = 0, end: int | None = None) -> list[Found[Duration]]:
    """Return the lengths of time in ``text[start:end]``, in order, in months."""
    return _of(Duration, find_values(text, start, end))


def find_dates(
    text: str, start: int = 0, end: int | None = None, published: TimeSpan | None = None
) -> list[Found[TimeSpan]]:
    """Return the dates in ``text[start:end]``, in order.

    What is relative ("last month", "on Tuesday", "in March") is counted from `published`; without it, or where the
    words leave the time open, both bounds are None and `edtf` is empty.
    """
    return _shifted(dates(*_region(text, start, end), published), start)


def find_values(text: str, start: int = 0, end: int | None = None, published: TimeSpan | None = None) -> list[AnyFound]:
    """Return all sums, counts, lengths of time and dates in ``text[start:end]``, sorted and without overlap.

    One call costs hardly more than one of the single finders, which use it.
    """
    region, flat = _region(text, start, end)
    times = dates(region, flat, published)
    taken = [(time.start, time.end) for time in times]
    found: list[AnyFound] = [*times]
    for amount in amounts(region, flat, taken):
        value = _value(amount, region, flat)
        if value:
            found.append(value)
    found.extend(spelled(region, flat))
    found.extend(figures(region, flat, [item.value for item in found if isinstance(item.value, Money)]))
    return _shifted(_apart(found), start)


def _region(text: str, start: int, end: int | None) -> tuple[str, str]:
    region = text[start:end] if start or end is not None else text
    return region, plain(region)


def _value(amount: Amount, text: str, flat: str) -> Found[Any] | None:
    length = duration(amount, text, flat)
    if length:
        return length
    value = money(amount, text) or quantity(amount, text, flat)
    if not value:
        return None
    return Found(amount.start, amount.start + len(value.text), value)


def _apart(found: Iterable[AnyFound]) -> list[AnyFound]:
    chosen: list[AnyFound] = []
    for item in sorted(found, key=lambda item: (item.start, -item.end)):
        if not chosen or item.start >= chosen[-1].end:
            chosen.append(item)
    return chosen


def _shifted(found: Sequence[Found[Kind]], by: int) -> list[Found[Kind]]:
    return [Found(item.start + by, item.end + by, item.value) for item in found] if by else list(found)


def _of(kind: type[Kind], found: Iterable[AnyFound]) -> list[Found[Kind]]:
    return [item for item in found if isinstance(item.value, kind)]

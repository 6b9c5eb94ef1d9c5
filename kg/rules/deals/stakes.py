"""Tells the purchase of a company from that of a share in it: who takes more than half of it has bought it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.document import MARKS
from kg.model import DealKind, Found, Quantity

if TYPE_CHECKING:
    from kg.rules.deals.clauses import Clause
    from kg.rules.deals.spots import Candidate, Spot

_CONTROL = re.compile(
    r"\b(?:majority|controlling|full)\b (?:[\w-]+ ){0,2}(?:stake|interest|shareholding|holding|control|ownership)\b"
)
_PARTS = ("stake", "interest", "holding", "shareholding", "share", "equity", "ownership")
#: "holds a majority stake", "has a 60% stake"; not "has acquired a majority stake".
_HOLDS = re.compile(
    r"\b(?:(?:holds?|held|holding|owns?|owned|keeps?|kept|retains?)\b|(?:has|have|had|with) (?:an?|its|the)\b)"
    r"[^,;]{0,30}$"
)
#: What makes up the whole with what is held: "the remaining 30%", "the 40% it does not own".
_REST = re.compile(
    rf"\bremaining (?:{MARKS['quantity']}|stake|share|interest|half)|"
    r"\b(?:does|did)(?: not|n['’]t) (?:already |yet )?own\b"
)
_HALF, _ALL = 50, 99  # percent
_REACH = 14  # so many tokens behind the word of dealing its share is told
_ROLES = {"investor": "acquirer", "investee": "target"}


def read_as_purchase(found: Candidate, spot: Spot) -> None:
    """Make an investment that brings control the acquisition that it is."""
    standing = found.standing or found.frame.has("standing") or _HOLDS.search(spot.before(40).lower())
    if found.kind is not DealKind.INVESTMENT or standing or not _brings_control(spot):
        return
    found.kind = DealKind.ACQUISITION
    found.parties = [(mention, _ROLES.get(role, role)) for mention, role in found.parties]


def _brings_control(spot: Spot) -> bool:
    """Tell whether the words beside a word of dealing speak of more than half of a company."""
    held = spot.held
    if _CONTROL.search(f"{spot.before(40)}{held.low(spot.first)}{spot.behind(60)}".lower()):
        return True
    if _REST.search(f"{held.low(spot.first)}{spot.behind(90)}".lower()):
        return True
    near = range(max(0, spot.first - 4), min(len(held.tokens), spot.last + _REACH))
    first = next((i for i in near if _share(spot, i) and _is_of_company(held, i)), None)
    return first is not None and (_share(spot, first) > _HALF or _held_before(spot) + _share(spot, first) >= _ALL)


def _held_before(spot: Spot) -> float:
    """Return the share that who buys is said to hold: "Acme, which owns 70% of it, will buy the other 30%"."""
    held = spot.held
    near = (i for i in range(1, spot.first) if held.low(i - 1) in ("holds", "owns", "has", "held", "owned"))
    return max((_share(spot, i) for i in near), default=0)


def _is_of_company(held: Clause, i: int) -> bool:
    """Tell whether a percentage is a part of a company: "a 60 percent stake", "54% of Acme", "its stake to 62%"."""
    if held.low(i - 1) == "to" and any(held.low(k) in _PARTS for k in range(i - 5, i)):
        return True
    if held.low(i + 1) in ("owned", "held"):
        return True  # "the 30% owned by Acme"
    return any(held.low(k) in _PARTS for k in range(i + 1, i + 4)) or (
        held.low(i + 1) == "of" and held.is_party(held.phrase(i + 2) - 1)
    )


def _share(spot: Spot, i: int) -> float:
    """Return the least percentage that a token tells; 0 where it tells none."""
    thing = spot.held.masked.atoms.get(spot.held.tokens[i].at)
    if not (isinstance(thing, Found) and isinstance(thing.value, Quantity) and thing.value.unit == "percent"):
        return 0
    return float(thing.value.minimum or thing.value.maximum or 0)

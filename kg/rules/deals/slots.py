"""Attaches to a deal what is said of it: sums, term, dates, hardware, services, capacity, equity, purposes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.model import Evidence, HardwareUse, Kind, Quantity, Sourced
from kg.rules.deals.frames import cue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.document import Mention
    from kg.model import Ref, Span
    from kg.rules.deals.ground import Ground

_PLANT = re.compile(
    r"\b(?:clusters?|fleets?|campus(?:es)?|supercomputers?|data cent(?:er|re)s?|systems?|sites?)\s+"
    r"(?:(?:that|which|can|could|already|now|each)\s+){0,3}(?:(?:hold|reach|contain|top|surpass|house)(?:s|ing|es)?\s+)?$",
    re.IGNORECASE,
)
_BEYOND = re.compile(r"exceed|surpass|top|reach|more than|over|upwards? of", re.IGNORECASE)


def hardware(ground: Ground, spans: Sequence[Span]) -> tuple[HardwareUse | Sourced[Ref], ...]:
    """Return the hardware a deal rests on, counted where the text counts it."""
    found: list[HardwareUse | Sourced[Ref]] = []
    seen: set[str] = set()
    for mention in ground.mentions(spans, Kind.HARDWARE):
        counted = [
            use for use in ground.used.get(mention.ref, []) if use.evidence.start <= mention.start < use.evidence.end
        ]
        if any(_boast(ground.text, use) for use in counted):
            continue
        if counted:
            found += counted if mention.ref not in seen else [use for use in counted if use not in found[-20:]]
        elif mention.ref not in seen:
            found.append(
                Sourced(mention.ref, Evidence.cut(ground.article, mention.start, mention.end, "hardware-list"))
            )
        seen.add(mention.ref)
    return tuple(found)


def _boast(text: str, use: HardwareUse) -> bool:
    """Tell whether a count says how large somebody's clusters can be, not what a deal brings."""
    start, end = use.evidence.start, use.evidence.end
    return bool(_PLANT.search(text, max(0, start - 50), start) and _BEYOND.match(text, start, end))


def services(ground: Ground, spans: Sequence[Span]) -> tuple[Sourced[Ref], ...]:
    """Return the cloud services a deal speaks of, each once."""
    first: dict[str, Mention] = {}
    for mention in ground.mentions(spans, Kind.SERVICE):
        first.setdefault(mention.ref, mention)
    return tuple(Sourced(ref, Evidence.cut(ground.article, m.start, m.end, "uses")) for ref, m in first.items())


def capacity(ground: Ground, spans: Sequence[Span]) -> tuple[Sourced[Quantity], ...]:
    """Return the electric capacity a deal speaks of."""
    return _quantities(ground, spans, ("GW", "MW", "kW"))


_OF_FIRM = re.compile(
    r"(?:-owned| owned)?\W*(?:\w+ ){0,2}(?:stake|interest|equity|shareholding|in (?:the|its) \w+|"
    r"of (?:the (?:company|stock|shares|capital|equity|firm|business|venture|group)\b|its\b|"
    r"[A-Z][\w.&-]*(?: [A-Z][\w.&-]*)*(?![\w'’])))"
)
_HELD = re.compile(r"\b(?:holds?|held|owns?|owned|owning|acquir\w+|pick(?:s|ed)? up)\W*(?:\w+ ){0,2}$")


def equity(ground: Ground, spans: Sequence[Span]) -> tuple[Sourced[Quantity], ...]:
    """Return shares and percentages of a company that change hands."""
    found = []
    for item in _quantities(ground, spans, ("shares", "percent")):
        start, end = item.evidence.start, item.evidence.end
        if (
            item.value.unit == "shares"
            or _OF_FIRM.match(ground.text, end, end + 45)
            or _HELD.search(ground.text, max(0, start - 25), start)
        ):
            found.append(item)
    return tuple(found)


def _quantities(ground: Ground, spans: Sequence[Span], units: Sequence[str]) -> tuple[Sourced[Quantity], ...]:
    return tuple(
        Sourced(f.value, Evidence.cut(ground.article, f.start, f.end, "deal-value"))
        for f in ground.values(spans, Quantity)
        if f.value.unit in units
    )


def purposes(ground: Ground, spans: Sequence[Span]) -> tuple[Sourced[str], ...]:
    """Return what the deal is for, as codes of the workload list, each once."""
    found: dict[str, Sourced[str]] = {}
    for start, end in spans:
        for match in cue("workloads").finditer(ground.text, start, end):
            code = next(name for name, text in match.groupdict().items() if text)
            found.setdefault(code, Sourced(code, Evidence.cut(ground.article, match.start(), match.end(), "workload")))
    return tuple(found[code] for code in found)

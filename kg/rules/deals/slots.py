"""Attaches to a deal what is said of it: sums, term, dates, hardware, services, capacity, equity, purposes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from kg.model import (
    Duration,
    Evidence,
    Found,
    HardwareUse,
    Kind,
    Money,
    Quantity,
    Sourced,
    TimeSpan,
)
from kg.rules.deals.frames import cue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.document import Document, Mention
    from kg.model import Ref, Span
    from kg.rules.deals.candidates import Candidate
    from kg.rules.deals.clusters import Cluster

Value = TypeVar("Value", Money, Quantity, Duration, TimeSpan)


def territories(document: Document, clusters: Sequence[Cluster], primary: Sequence[Cluster]) -> list[list[Span]]:
    """Return for each deal the stretches of text that speak of it.

    A sentence with words of several deals is cut between them. One with none goes to the deal the article reports,
    where it reports one only and the sentence names a party of it.
    """
    owned: list[list[Span]] = [[] for _ in clusters]
    holders = _holders(clusters)
    only = clusters.index(primary[0]) if len(primary) == 1 else None
    last: int | None = None
    for sentence in document.sentences:
        places = sorted(holders.get(sentence, []))
        if not places and only is not None and (last == only or _names_party(document, sentence, clusters[only])):
            owned[only].append(sentence)
        last = places[-1][1] if places else None
        start = sentence[0]
        for (_, i), following in zip(places, [*places[1:], None], strict=False):
            if following is not None and following[1] == i:
                continue
            end = following[0] if following is not None else sentence[1]
            owned[i].append((start, end))
            start = end
    return owned


def _holders(clusters: Sequence[Cluster]) -> dict[Span, list[tuple[int, int]]]:
    """Return for each sentence where it speaks of which deal; weak words count only where no others stand."""
    strong: dict[Span, list[tuple[int, int]]] = {}
    weak: dict[Span, list[tuple[int, int]]] = {}
    for i, cluster in enumerate(clusters):
        for member in cluster.members:
            table = weak if member.frame.has("weak") else strong
            table.setdefault(member.sentence, []).append((member.span[0], i))
    return weak | strong


def _names_party(document: Document, sentence: Span, cluster: Cluster) -> bool:
    return any(mention.ref and cluster.same(mention.ref) in cluster.refs for mention in document.mentions_in(*sentence))


def sums(document: Document, member: Candidate) -> Iterator[tuple[str, Sourced[Money]]]:
    """Yield the sums of a candidate, each with what it is."""
    for what, found in member.sums:
        yield what, Sourced(found.value, Evidence.cut(document.article, found.start, found.end, "deal-value"))


def values(document: Document, spans: Sequence[Span], kind: type[Value]) -> Iterator[Found[Value]]:
    """Yield the values of one kind inside the spans."""
    for start, end in spans:
        for found in document.values:
            if start <= found.start < end and isinstance(found.value, kind):
                yield found


def hardware(
    document: Document, spans: Sequence[Span], used: Sequence[HardwareUse]
) -> tuple[HardwareUse | Sourced[Ref], ...]:
    """Return the hardware a deal rests on, counted where the text counts it."""
    found: list[HardwareUse | Sourced[Ref]] = []
    seen: set[str] = set()
    for mention in _mentions(document, spans, Kind.HARDWARE):
        counted = [
            use for use in used if use.product == mention.ref and use.evidence.start <= mention.start < use.evidence.end
        ]
        if counted:
            found += [use for use in counted if use not in found]
        elif mention.ref not in seen:
            found.append(
                Sourced(mention.ref, Evidence.cut(document.article, mention.start, mention.end, "hardware-list"))
            )
        seen.add(mention.ref)
    return tuple(found)


def services(document: Document, spans: Sequence[Span]) -> tuple[Sourced[Ref], ...]:
    """Return the cloud services a deal speaks of, each once."""
    first: dict[str, Mention] = {}
    for mention in _mentions(document, spans, Kind.SERVICE):
        first.setdefault(mention.ref, mention)
    return tuple(Sourced(ref, Evidence.cut(document.article, m.start, m.end, "uses")) for ref, m in first.items())


def _mentions(document: Document, spans: Sequence[Span], kind: Kind) -> Iterator[Mention]:
    for start, end in spans:
        yield from (m for m in document.mentions_in(start, end) if m.kind is kind and m.ref)


def capacity(document: Document, spans: Sequence[Span]) -> tuple[Sourced[Quantity], ...]:
    """Return the electric capacity a deal speaks of."""
    return _quantities(document, spans, ("GW", "MW", "kW"))


def equity(document: Document, spans: Sequence[Span]) -> tuple[Sourced[Quantity], ...]:
    """Return shares and percentages of a company that change hands."""
    found = []
    for item in _quantities(document, spans, ("shares", "percent")):
        after = document.text[item.evidence.end : item.evidence.end + 40]
        if item.value.unit == "shares" or re.match(
            r"(?:-owned)?\W*(?:\w+ ){0,2}(?:stake|interest|equity|of (?:the company|its))", after
        ):
            found.append(item)
    return tuple(found)


def _quantities(document: Document, spans: Sequence[Span], units: Sequence[str]) -> tuple[Sourced[Quantity], ...]:
    return tuple(
        Sourced(f.value, Evidence.cut(document.article, f.start, f.end, "deal-value"))
        for f in values(document, spans, Quantity)
        if f.value.unit in units
    )


def purposes(document: Document, spans: Sequence[Span]) -> tuple[Sourced[str], ...]:
    """Return what the deal is for, as codes of the workload list, each once."""
    found: dict[str, Sourced[str]] = {}
    for start, end in spans:
        for match in cue("workloads").finditer(document.text, start, end):
            code = next(name for name, text in match.groupdict().items() if text)
            found.setdefault(
                code, Sourced(code, Evidence.cut(document.article, match.start(), match.end(), "workload"))
            )
    return tuple(found[code] for code in found)

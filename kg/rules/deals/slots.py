"""Attaches to a deal what is said of it: sums, term, dates, hardware, services, capacity, equity, purposes."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from kg.document import Mention
from kg.model import (
    Bound,
    DealDate,
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

    from kg.document import Document
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


def _values(document: Document, spans: Sequence[Span], kind: type[Value]) -> Iterator[Found[Value]]:
    for start, end in spans:
        for found in document.values:
            if start <= found.start < end and isinstance(found.value, kind):
                yield found  # type: ignore[misc]


_TERM = re.compile(
    r"(?:over|for|term|spanning|lasting|through|across|runs?|during|of|next|a|an)\W*(?:\w+\W+){0,3}$", re.I
)
_NO_TERM = re.compile(r"\b(?:ago|earlier|later|old|after|within|since|in|past|last|previous)\W*(?:\w+\W+){0,2}$", re.I)


def durations(document: Document, spans: Sequence[Span]) -> tuple[Sourced[Duration], ...]:
    """Return the term, where one is told: "seven-year", "over 15 years", "runs from 2027 to 2032"."""
    found = [
        Sourced(f.value, Evidence.cut(document.article, f.start, f.end, "deal-duration"))
        for f in _values(document, spans, Duration)
        if _is_term(document, f)
    ]
    found += [s for f in _values(document, spans, TimeSpan) if (s := _span_term(document, f)) is not None]
    return tuple(found)


def _is_term(document: Document, found: Found[Duration]) -> bool:
    before = document.text[max(0, found.start - 40) : found.start]
    after = document.text[found.end : found.end + 30]
    if re.match(r"\W*(?:ago|old|earlier|later|of experience)\b", after) or _NO_TERM.search(before):
        return False
    return (
        "-" in found.value.text
        or bool(_TERM.search(before))
        or bool(re.search(r"(?i)(?:duration|term|length):?\W*$", before))
    )


def _span_term(document: Document, found: Found[TimeSpan]) -> Sourced[Duration] | None:
    """Return the length of an interval that a deal runs through: from 2027 to 2032 are five years."""
    span = found.value
    before = document.text[max(0, found.start - 30) : found.start]
    if (
        span.earliest is None
        or span.latest is None
        or not re.search(r"(?:runs?|running|lasts?|term|spans?)\W*$", before)
    ):
        return None
    months = (span.latest.year - span.earliest.year) * 12
    if months < 12:
        return None
    text = document.text[found.start : found.end]
    value = Duration(Decimal(months), Decimal(months), Bound.EXACT, text)
    return Sourced(value, Evidence.cut(document.article, found.start, found.end, "deal-duration"))


_WHAT = (
    ("closing", r"\b(?:clos(?:e|es|ed|ing)|complet(?:e[ds]?|ion|ing)|finali[sz]ed?)\b"),
    (
        "expansion",
        r"\b(?:expan(?:d|ds|ded|sion|ding)|scale[ds]? (?:up|out)|greater scale|extend(?:s|ed)?|further|grow)\b",
    ),
    (
        "deployment",
        r"\b(?:deploy(?:ed|ment|ments|s|ing)?|online|operational|deliver(?:y|ed|ies|ing)?|ship(?:s|ped|ments?|ping)?|go live|rolled out|energi[sz]ed?|power(?:ed)? up|come on)\b",
    ),
    ("availability", r"\b(?:available|availability|access to|added to)\b"),
    ("start", r"\b(?:start(?:s|ed|ing)?|begin(?:s|ning)?|begun|from|effective|commenc\w+)\b"),
    ("end", r"\b(?:through|until|expires?|ends?|ending|runs? to|goes through)\b"),
    (
        "announced",
        r"\b(?:announced?|announcing|announcement|disclosed|unveiled|signed|said|struck|inked|reported|revealed)\b",
    ),
)
_WHAT_PATTERNS = tuple((what, re.compile(source, re.IGNORECASE)) for what, source in _WHAT)


def dates(document: Document, spans: Sequence[Span]) -> tuple[DealDate, ...]:
    """Return the dates of a deal, each called by the nearest word that says what happens then."""
    found: list[DealDate] = []
    previous = 0
    for f in _values(document, spans, TimeSpan):
        start, end = max(0, f.start - 70, previous), min(len(document.text), f.end + 50)
        evidence = Evidence.cut(document.article, f.start, f.end, "deal-date")
        for what in _events(document.text[start : f.start], f.value.text, document.text[f.end : end]):
            found.append(DealDate(what, f.value, evidence))
        previous = f.end
    return tuple(found)


_RANGE = re.compile(r"\bfrom\b.+\b(?:to|through|until)\b", re.IGNORECASE)
_RUNS = re.compile(r"\b(?:runs?|running|lasts?|goes|extends?|valid|in force)\W*$", re.IGNORECASE)


def _events(before: str, text: str, after: str) -> tuple[str, ...]:
    """Return what happens at a date: the nearest word before it says so, else the first one behind it."""
    if _RANGE.search(text):
        return ("start", "end")
    if (
        _RUNS.search(before)
        or re.match(r"(?i)(?:until|through)\b", text)
        and not _nearest(before, ("deployment", "expansion"))
    ):
        return ("end",)
    what = _nearest(re.split(r"[;.]", before)[-1])
    return (what,) if what else tuple(w for w in (_first(re.split(r"[;.,]", after)[0]),) if w)


def _nearest(before: str, among: Sequence[str] = ()) -> str:
    """Return the event whose word stands last in the text; only certain events where some are given."""
    places = [
        (match.end(), what)
        for what, pattern in _WHAT_PATTERNS
        if not among or what in among
        for match in pattern.finditer(before)
    ]
    if not places:
        return ""
    told = {what for _, what in places}
    what = max(places)[1]
    return "deployment" if what == "closing" and "deployment" in told else what  # "deployment will be completed by"


def _first(after: str) -> str:
    places = [(match.start(), what) for what, pattern in _WHAT_PATTERNS if (match := pattern.search(after))]
    return min(places)[1] if places else ""


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
        for f in _values(document, spans, Quantity)
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

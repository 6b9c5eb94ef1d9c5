"""Finds events that are no deals: layoffs, launches, leases, appointments."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from kg.document import BOUNDARY, Mention, pattern
from kg.lexicon import all_forms, alternation, words
from kg.model import Event, Evidence, Found, Kind, Modality, Quantity, Sourced, TimeSpan
from kg.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.document import Document
    from kg.model import Ref, Span

_NEAR = f"[^{BOUNDARY};]{{0,60}}?"


def events(document: Document) -> tuple[Event, ...]:
    """Return the events of an article in order of the text."""
    found = [event for finder in FINDERS for event in finder(document)]
    return tuple(sorted(found, key=lambda event: event.evidence))


@cache
def _macros() -> dict[str, str]:
    plain = {key: alternation(words("events", key)) for key in ("staff", "layoffs")}
    verbs = {key: alternation(all_forms(words("events", key))) for key in ("cutting", "launching", "adding", "naming")}
    return {**plain, **verbs, "near": _NEAR, "word": r"[\w'-]+"}


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return pattern(source, _macros(), re.IGNORECASE)


# ------------------------------------------------------------------------------------ layoffs

_CUT = r"\b<cutting>\b<near>{count:quantity}\s+(?:of )?(?:(?!\bof\b)<word>\s+){0,3}\b<staff>\b"
_LAYOFFS = (
    r"\b<layoffs>\b[^\ue00f;]{0,50}?(?:to|of|affecting|by|at|hit|totaling|totalling)\s+"
    r"{count:quantity}(?:\s+(?:<word>\s+){0,3}<staff>\b)?|{other:quantity}\s+(?:<word>\s+){0,2}<layoffs>\b|"
    r"\b<layoffs>\s+(?:<word>\s+){0,4}{bound:quantity}\s+(?:<word>\s+){0,3}<staff>\b"
)


def layoffs(document: Document) -> Iterator[Event]:
    """Yield cuts of jobs with their counts, one for each count."""
    masked = document.plain
    for source in (_CUT, _LAYOFFS):
        for match in masked.matches(_compiled(source)):
            groups = match.groupdict()
            count = masked.thing(match, next(each for each in ("count", "other", "bound") if groups.get(each)))
            if (
                isinstance(count, Found)
                and isinstance(count.value, Quantity)
                and count.value.unit in ("count", "percent")
            ):
                span = masked.span(match)
                yield _event(
                    document, "layoff", span, _actor(document, span[0]), count=(count.start, count.end, count.value)
                )


# ------------------------------------------------------------------------------------ launches

_ADDED = (
    r"{what:product|service|hardware|name}(?:'s)?[^\ue00f;]{0,60}?\b(?:(?:was|were|is|are|been|be|becomes?|became|now)\s+)+"
    r"(?:<adding>|available)\s+(?:to|on|in|through|via|at)\s+(?:the )?{where:service|product|org}"
)
_MODELS_ADDED = (
    r"{maker:org|name}'s\s+(?:<word>\s+){0,5}models?\s+(?:(?:was|were|is|are|been|be|became|now)\s+)+"
    r"(?:<adding>|available)\s+(?:to|on|in|through|via)\s+{where:service|product|org|name}"
)
_LAUNCH = (
    r"{actor:org|name}\s+(?:(?:has|have|also|today|recently|just|will|is|to|plans|on|{date}|and)\s+){0,4}<launching>\s+"
    r"(?:(?:{org}|<word>)\s+){0,6}?{what:product|service|hardware}"
)


def launches(document: Document) -> Iterator[Event]:
    """Yield products brought out, and products or models made available on a platform."""
    masked = document.plain
    for match in masked.matches(_compiled(_ADDED)):
        concerns = [masked.mention(match, "what"), masked.mention(match, "where")]
        yield _event(document, "launch", masked.span(match), None, concerns=concerns, rule="available-on")
    for match in masked.matches(_compiled(_MODELS_ADDED)):
        actor = masked.mention(match, "maker").ref or None
        yield _event(
            document,
            "launch",
            masked.span(match),
            actor,
            concerns=[masked.mention(match, "where")],
            rule="available-on",
        )
    for match in masked.matches(_compiled(_LAUNCH)):
        actor = masked.mention(match, "actor").ref or None
        yield _event(document, "launch", masked.span(match), actor, concerns=[masked.mention(match, "what")])


# ------------------------------------------------------------------------------------ leases

_LEASE = (
    r"\b(?:office|headquarters|warehouse|building|space|campus)\s+leases?\b"
    r"(?:\s+(?:in|at|on|for)\s+(?:the )?{place:place|name|org})?|"
    r"\bleas(?:ed|es|ing)\s+(?:<word>\s+|{quantity}\s+){0,6}?"
    r"(?:office|offices|headquarters|warehouse|floors?|square feet)\b"
    r"(?:<near>\b(?:in|at|on)\s+(?:the )?{at:place})?"
)

_LEASED = re.compile(r"leas(?:e|ing)", re.IGNORECASE)


def leases(document: Document) -> Iterator[Event]:
    """Yield leases of offices and the like, with the place."""
    masked = document.plain
    if not _LEASED.search(masked.text):
        return
    for match in _compiled(_LEASE).finditer(masked.text):
        group = next((g for g in ("place", "at") if match[g]), "")
        place = masked.mention(match, group) if group else None
        span = masked.span(match)
        actor = _actor(document, span[0])
        yield _event(document, "lease", span, actor, place=place.text if place else "")


# ------------------------------------------------------------------------------------ appointments

_NAMED = (
    r"{actor:org|name}\s+(?:(?:has|have|also|recently|today|said|it|will|on|{date})\s+){0,4}<naming>\s+"
    r"(?:(?!to\b)[\w&'-]+\s+|{org}(?:'s)?\s+|{title}\s+|,\s*){0,6}?{who:person}(?:,[^\ue00f;]{0,60}?,)?\s+"
    r"(?:as|to be|to)?\s*(?:{org} |its |the |a )?(?:new |next |first )?{title}"
)
_WAS_NAMED = (
    r"{who:person}(?:,[^\ue00f;]{0,60}?,)?\s+(?:was|has been|is|will be|been)\s+(?:<naming>)\s+"
    r"(?:as |to be )?(?:{org} |the |its )?(?:new |next )?{title}(?:\s+(?:of|at)\s+{actor:org})?"
)


def appointments(document: Document) -> Iterator[Event]:
    """Yield people named to a post."""
    masked = document.plain
    for source in (_NAMED, _WAS_NAMED):
        for match in masked.matches(_compiled(source)):
            actor = masked.mention(match, "actor").ref if match["actor"] else None
            who = masked.mention(match, "who")
            yield _event(document, "appointment", masked.span(match), actor or None, concerns=[who])


FINDERS: tuple[Callable[[Document], Iterator[Event]], ...] = (layoffs, launches, leases, appointments)


# ------------------------------------------------------------------------------------ all


def _event(
    document: Document,
    kind: str,
    span: Span,
    actor: Ref | None,
    *,
    count: tuple[int, int, Quantity] | None = None,
    concerns: list[Mention] | None = None,
    place: str = "",
    rule: str = "",
) -> Event:
    modality, hedge = _commitment(document, span)
    rule = rule or kind
    sourced = [
        Sourced(m.ref, Evidence.cut(document.article, m.start, m.end, rule))
        for m in concerns or []
        if m.ref and m.ref != actor
    ]
    evidence = Evidence.cut(document.article, *document.reaching(span, actor), rule, modality, hedge=hedge)
    quantity = count and Sourced(count[2], Evidence.cut(document.article, *count[:2], rule, modality, hedge=hedge))
    return Event(kind, actor, evidence, quantity, _time(document, span, rule), tuple(sourced), place)


def _commitment(document: Document, span: Span) -> tuple[Modality, str]:
    """Return how far the words around an event commit, and the word that says so."""
    start, end = document.sentence(span[0])
    near = document.text[max(start, span[0] - 60) : span[1]]
    for key, modality in (("possible", Modality.POSSIBLE), ("reported", Modality.REPORTED)):
        found = _hedge(key).search(near)
        if found:
            return modality, found.group()
    before = document.text[max(start, span[0] - 25) : span[0]]
    planned = re.search(rf"\b(?:{alternation(words('events', 'planned'))})\s+(?:\w+ )?$", before)
    if planned:
        return Modality.PLANNED, planned.group().strip()
    at = bisect_right(document.quotations, span[0], key=lambda quotation: quotation.start)
    if at and span[0] < document.quotations[at - 1].end:
        return Modality.REPORTED, ""  # the words of a speaker, not of the article
    reported = _hedge("reported").search(document.text, start, min(end, span[0]))
    return (Modality.REPORTED, reported.group()) if reported else (Modality.ASSERTED, "")


@cache
def _hedge(key: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation(words('events', key))})\b", re.IGNORECASE)


def _actor(document: Document, offset: int) -> Ref | None:
    """Return the organisation named last before an event in its sentence, else in the sentence before."""
    start, _ = document.sentence(offset)
    for first in (start, document.sentence(max(0, start - 2))[0]):
        named = [m for m in document.mentions_in(first, offset) if m.kind is Kind.ORGANIZATION and m.ref]
        if named:
            return named[-1].ref
    return None


def _time(document: Document, span: Span, rule: str) -> Sourced[TimeSpan] | None:
    start, end = document.sentence(span[0])
    for found in document.values:
        if start <= found.start < end and isinstance(found.value, TimeSpan):
            return Sourced(found.value, Evidence.cut(document.article, found.start, found.end, rule))
    return None


RULES = (
    Rule(
        "layoff",
        fires_on=(
            "Brightwater Inc. is cutting 1,200 jobs.",
            "Brightwater Inc. plans to lay off around 4,000 employees.",
            "Unions at Brightwater Inc. fear redundancies of perhaps 900 posts.",
        ),
        silent_on=("Brightwater Inc. cut its prices by 10 percent.", "Brightwater Inc. hired 4,000 employees."),
    ),
    Rule(
        "launch",
        fires_on=("Nvidia launched its new Blackwell GPUs.",),
        silent_on=("Brightwater Inc. launched an inquiry.",),
    ),
    Rule(
        "appointment",
        fires_on=("Brightwater Inc. named Jane Miller as its chief executive.",),
        silent_on=("Brightwater Inc. praised Jane Miller, its chief executive.",),
    ),
    Rule(
        "lease",
        fires_on=("Brightwater Inc. signed a new office lease in Denver.",),
        silent_on=("Brightwater Inc. opened an office in Denver.",),
    ),
)

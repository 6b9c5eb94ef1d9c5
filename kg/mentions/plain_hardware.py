"""Finds hardware that plain nouns name: "graphics processing units", "500,000 chips", "Acme's processors"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from kg.document import Mention
from kg.iris import product_ref
from kg.lexicon import alternation, beginning, words
from kg.mentions.candidate import Candidate
from kg.mentions.gear import SMALL, traded
from kg.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.model import Ref
    from kg.registry import Registry

_COUNT = (
    r"(?:\d[\d,.]*|[Tt]housands|[Mm]illions|[Bb]illions|[Hh]undreds|[Dd]ozens|thousand|million|hundred|billion|dozen)"
    r"(?:[ \u00a0-]?(?:[GM]W|(?:giga|mega)watts?))?"
)
_COUNT_BEFORE = re.compile(rf"\b{_COUNT}(?: of)?(?: (?!{SMALL})[\w'’-]+){{0,5}} $")
#: One of these must be in a text for a plain noun to be looked for.
_SIGNS = ("chips", "processors", "accelerators", "servers", "units", "cards", "racks", "wafers", "supercomputers")
_SPELLED_SIGNS = ("unit", "custom", "x86", "silicon", "ASIC ", "mining rigs")
#: What a short name describes and is not itself: "GPU shortages", "GPU-heavy".
_DESCRIBED = re.compile(r"[ \u00a0](?P<noun>[a-z][\w-]*)|-[a-z]")
_ADJECTIVES = r"(?:(?!and\b|or\b|of\b|to\b|in\b|for\b)[\w-]+[ \u00a0]){0,3}?"
_OWNER = re.compile(rf"['’]s?[ \u00a0]{_ADJECTIVES}")
#: What makes the number behind it part of a name: "Trainium 2 chips".
_NAMED = re.compile(r"(?<![.!?] )\b[A-Z][a-z]+[ -]$")
_NOUNS = (
    r"(?:(?:AI|data-center|data-centre|server|graphics|inference|training|cloud)[ \u00a0])?"
    r"(?P<noun>chips|processors|accelerators|servers|semiconductors|graphics cards|superchips)\b"
)
#: What leads a plain noun back to the model named before: "thousands of these chips".
_AGAIN = re.compile(r"\b(?:these|those|such)[ \u00a0]$")
_GRAPHICS = frozenset({"GPU", "GPUs", "CPU"})
_MADE = re.compile(rf"[ \u00a0](?:{_NOUNS}|(?:AI|server|GPU)[ \u00a0]racks\b)")
_NOUN_BEHIND = re.compile(r"(?<=[\dX])s?[ \u00a0](?:chips|processors|accelerators|servers|superchips|graphics cards)\b")
_PLAIN = re.compile(rf"(?:[^\W\d][^\W\d.&-]*[ \u00a0]){{0,3}}{_NOUNS}")
_OWNED = re.compile(
    rf"['’]s?[ \u00a0](?:(?!and\b|or\b|of\b|to\b|in\b|for\b)[a-z][\w-]*[ \u00a0]){{0,3}}?(?P<name>{_NOUNS})"
)


#: A number before one machine counts nothing and names it: "its 7001 router".
_NUMBERED = re.compile(
    r"\b(?:the|its|and|a|new|[A-Z]\w+)[ \u00a0](?P<name>\d{4,5})[ \u00a0](?:router|switch|processor|accelerator)\b"
)
_ROUTED = re.compile(r"\d (?:router|switch|processor|accelerator)\b")


@cache
def _spelled() -> re.Pattern[str]:
    return re.compile(rf"(?:{beginning(words('products', 'spelled'))})\b")


#: Processors of an architecture, with the maker's own words between: "x86 RTX SoCs".
_X86 = re.compile(
    r"\b(?:x86|Arm-based|ARM-based|RISC-V)(?: [A-Z]\w+){0,2}(?: server| data center| client)? "
    r"(?:SoCs?|SOCs?|CPUs?|processors?|chips|system-on-chips?|systems-on-chip)(?!\w|[ \u00a0]cores?\b)"
)


@cache
def _counted() -> re.Pattern[str]:
    nouns = alternation(words("products", "counted"))
    return re.compile(
        rf"\b{_COUNT}(?: of)?(?: (?!{SMALL})(?:AI\b|[a-z\d][a-z-]+)){{0,3}}? (?P<name>{nouns})\b(?! of the type\b)"
    )


def plain(text: str, start: int) -> Iterator[Candidate]:
    """Yield the plain names of hardware from `start` on: spelled in full, or counted."""
    if any(sign in text for sign in _SPELLED_SIGNS):
        for match in _spelled().finditer(text, start):
            yield Candidate(match.start(), match.end(), match.group())
    if "x86" in text or "-based" in text or "RISC-V" in text:
        for match in _X86.finditer(text, start):
            yield Candidate(match.start(), match.end(), match.group())
    for match in _NUMBERED.finditer(text, start) if _ROUTED.search(text) else ():
        yield Candidate(*match.span("name"), match["name"])
    yield from traded(text, start)
    if any(sign in text for sign in _SIGNS):
        for match in _counted().finditer(text, start):
            if not _NAMED.search(text, max(0, match.start() - 24), match.start()):
                yield Candidate(*match.span("name"), match["name"])


def describing(text: str, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield the short names that only say what something else is about: "GPU shortages", "GPU-heavy"."""
    names = words("products", "hardware_names")
    for candidate in found:
        if candidate.text in names and candidate.text.isupper() and not candidate.text[-1].isdigit():
            match = _DESCRIBED.match(text, candidate.end)
            if match is not None and match["noun"] not in words("products", "hardware_parts"):
                yield candidate


def made_hardware(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Let a plain noun behind a name be hardware: "Acme chips" and "H7 chips" together, of "Acme's chips" the noun."""
    result: list[Mention] = []
    for mention in mentions:
        if result and mention.start < result[-1].end:
            continue
        if mention.kind is Kind.HARDWARE:
            noun = _NOUN_BEHIND.match(text, mention.end) if mention.text[-1].isalnum() else None
            end = noun.end() if noun is not None else mention.end
            result.append(replace(mention, end=end, text=text[mention.start : end]))
        elif mention.kind is not Kind.ORGANIZATION:
            result.append(mention)
        elif found := _MADE.match(text, mention.end):
            result.append(Mention(mention.start, found.end(), text[mention.start : found.end()], Kind.HARDWARE))
        else:
            result.append(mention)
            if owned := _OWNED.match(text, mention.end):
                result.append(Mention(*owned.span("name"), owned["name"], Kind.HARDWARE))
    return result


def by_maker(text: str, mentions: Sequence[Mention], registry: Registry) -> list[Mention]:
    """Return the mentions with plain hardware led to its maker's, and without it where the maker's is named better.

    "Acme's chips" says nothing more where "Acme H7" stands, nor do "GPUs", unless they are counted.
    """
    if not any(mention.kind is Kind.HARDWARE for mention in mentions):
        return list(mentions)
    firms = {mention.text: mention.ref for mention in mentions if mention.kind is Kind.ORGANIZATION}
    makers = {m.start: _maker(text, before, m, firms, registry) for before, m in _hardware(mentions)}
    models = [m.start for _, m in _hardware(mentions) if any(map(str.isdigit, m.text))]
    better = {owner for start in models for owner in (makers[start], _parent(makers[start], registry))}
    result: list[Mention] = []
    custom: Ref = ""
    model: Ref = ""
    for mention in mentions:
        if mention.kind is Kind.HARDWARE:
            if (
                model
                and _AGAIN.search(text, max(0, mention.start - 8), mention.start)
                and _PLAIN.fullmatch(mention.text)
            ):
                result.append(replace(mention, ref=model))
                continue
            model = mention.ref if any(map(str.isdigit, mention.text)) else model
        if mention.kind is Kind.HARDWARE and mention.text.startswith("custom "):
            custom = custom or mention.ref
            result.append(replace(mention, ref=custom))
            continue
        maker = makers.get(mention.start, "")
        plain = maker and _PLAIN.fullmatch(mention.text)
        said = maker in better if plain else models and not maker and mention.text in _GRAPHICS
        if said and not _is_counted(text, mention):
            continue
        owned = plain and (mention.text[0].islower() or mention.text.startswith("AI "))
        name = f"{maker.rsplit('/', 1)[-1]} {mention.text}"
        result.append(replace(mention, ref=product_ref(name)) if owned else mention)
    return result


def _hardware(mentions: Sequence[Mention]) -> Iterator[tuple[Mention | None, Mention]]:
    """Yield each mention of hardware with the mention before it."""
    before: Mention | None = None
    for mention in mentions:
        if mention.kind is Kind.HARDWARE:
            yield before, mention
        before = mention


def _maker(text: str, before: Mention | None, mention: Mention, firms: Mapping[str, Ref], registry: Registry) -> Ref:
    """Return who makes a piece of hardware, as the registry or a name in front of it says, or nothing."""
    known = registry.by_ref.get(mention.ref)
    if known is not None and known.maker:
        return known.maker
    if before is not None and before.kind is Kind.ORGANIZATION and _OWNER.fullmatch(text, before.end, mention.start):
        return before.ref
    parts = mention.text.split()
    return next((ref for n in range(len(parts) - 1, 0, -1) if (ref := firms.get(" ".join(parts[:n])))), "")


def _parent(ref: Ref, registry: Registry) -> Ref:
    known = registry.by_ref.get(ref)
    return (known.parent if known is not None else None) or ref


def _is_counted(text: str, mention: Mention) -> bool:
    return _COUNT_BEFORE.search(text, max(0, mention.start - 80), mention.start) is not None

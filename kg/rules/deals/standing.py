"""Reads deals that last, told by what one company is to another: "Acme-backed Borealis", "customers include Acme"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.document import spelled_out
from kg.finding import Family
from kg.lexicon import alternation, table
from kg.model import DealKind, DealStatus
from kg.rules.deals.frames import Frame
from kg.rules.deals.parties import of_mentions
from kg.rules.deals.spots import Candidate

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

    from kg.document import Document, Masked, Mention

_STOP = "and|or|of|with|for|to|in|on|at|by|from|that|which|who|as|is|was|were|former|potential|prospective|would-be"


class _Shape(NamedTuple):
    frame: Frame
    roles: tuple[str, ...]
    many: str


def standing(document: Document) -> Iterator[Candidate]:
    """Yield a candidate for each lasting tie that makes two companies sides of a deal; weak, as others may tell it."""
    masked = document.plain
    for shape, match in masked.each(_shapes()):
        parties = of_mentions(document, _sides(masked, shape, match))
        if len({mention.ref for mention, _ in parties}) < 2 or len({role for _, role in parties}) < 2:
            continue
        yield Candidate(
            at=match.start(),
            span=masked.span(match),
            sentence=document.sentence(parties[0][0].start),
            frame=shape.frame,
            word="standing",
            kind=shape.frame.kind,
            parties=parties,
            status=DealStatus.COMPLETED,
            standing=True,
            around=match.group(),
            words=match.group(),
        )


def _sides(masked: Masked, shape: _Shape, match: re.Match[str]) -> Iterator[tuple[Mention, str]]:
    """Yield who takes which part in a match, in order of the text."""
    named = [(match.start(role), masked.mention(match, role), role) for role in shape.roles if match[role]]
    if shape.many and match["more"]:
        named += [(match.start("more"), mention, shape.many) for mention in masked.mentions(match, "more")]
    yield from ((mention, role) for _, mention, role in sorted(named, key=lambda each: (each[0], each[1])))


@cache
def _shapes() -> Family[_Shape]:
    macros = _macros()
    return Family(
        (_shape(row, source), spelled_out(source, macros))
        for row in table("standing")["standing"]
        for source in row["patterns"]
    )


def _shape(row: Mapping[str, Any], source: str) -> _Shape:
    kind = DealKind(row["kind"]) if "kind" in row else None
    flags = {"standing", "weak", *(("goods",) if row.get("goods") else ())}
    roles = tuple(role for role in _ROLES if f"{{{role}:" in source)
    return _Shape(Frame(kind, {}, frozenset(flags)), roles, str(row["many"]) if "<row>" in source else "")


_ROLES = ("investor", "investee", "giver", "taker", "provider", "customer", "supplier", "buyer")


@cache
def _macros() -> Mapping[str, str]:
    words = {key: alternation(value) for key, value in table("standing")["words"].items()}
    described = rf"(?:(?!(?:{_STOP})\b)[\w-]+,? |{{place}}(?:'s|-based)? |{{quantity|title}} )"
    return {
        **words,
        "desc": described + "{0,5}?",
        "the": rf"(?:(?:the|its|their|an?|our|both) )?{described}{{0,5}}?",
        "own": rf"(?:an? |{{org}} |its |their |his |her |our |the )?{described}{{0,4}}?",
        "prized": "(?:largest|biggest|main|first|anchor|key|major|sole|only|top|second-largest|lead|early|longtime) ",
        "aside": r"(?: \([^()\n]{1,60}\))?",
        "row": rf"(?P<more>(?:(?:, and|,| and| &|, as well as) (?:the |its )?{described}{{0,3}}?{{org}}(?!'s)){{0,9}})",
    }

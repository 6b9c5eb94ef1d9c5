"""Reads deals told by what one company is to another: "Acme-backed Borealis", "its customers include Acme"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.document import Form, Mention, spelled_out
from kg.finding import Family
from kg.lexicon import alternation, table
from kg.model import DealKind, DealStatus, Found, Kind, Money
from kg.rules.deals import status
from kg.rules.deals.frames import Frame
from kg.rules.deals.parties import of_mentions
from kg.rules.deals.spots import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.document import Document, Masked

_STOP = "and|or|of|with|for|to|in|on|at|by|from|that|which|who|as|is|was|were|former|potential|prospective|would-be"


class _Shape(NamedTuple):
    frame: Frame
    roles: tuple[str, ...]  # the names of the groups
    many: str
    status: DealStatus


def wordings(document: Document) -> Iterator[Candidate]:
    """Yield a candidate for each wording that makes companies sides of a deal; weak where it lasts."""
    masked = document.plain
    for shape, match in masked.each(_shapes()):
        parties = of_mentions(document, _sides(masked, shape, match))
        if len(parties) < 2 or len({role for _, role in parties}) < len({*shape.roles} - _ALIKE):
            continue
        yield Candidate(
            at=match.start(),
            span=masked.span(match),
            sentence=document.sentence(parties[0][0].start),
            frame=shape.frame,
            word="wording",
            kind=shape.frame.kind,
            parties=parties,
            sums=_sums(masked, match),
            status=_status(masked, shape, match),
            standing=shape.frame.has("standing"),
            around=match.group(),
            words=match.group(),
        )


def backed(document: Document) -> Iterator[Candidate]:
    """Yield an investment for each description that names a backer: "Borealis, the Acme-backed startup"."""
    mentions = [(at, thing) for at, thing in document.plain.atoms.items() if isinstance(thing, Mention)]
    told = [(i, match) for i, (_, mention) in enumerate(mentions) if (match := _described(mention))]
    firms = {m.text: m for _, m in reversed(mentions) if m.kind is Kind.ORGANIZATION and m.ref} if told else {}
    for i, match in told:
        at, mention = mentions[i]
        backer = firms.get(match["name"]) or _known(document, match["name"], mention)
        company = _company(document, mentions[max(0, i - 1)][1], mention)
        if backer is not None and company.ref and company.ref != backer.ref:
            yield _backing(document, at, mention, company, backer)


def _described(mention: Mention) -> re.Match[str] | None:
    return _BACKED.match(mention.text) if mention.form is Form.NOMINAL else None


def _company(document: Document, before: Mention, mention: Mention) -> Mention:
    """Return whom a description means: itself, or the name that it stands behind."""
    behind = document.text[before.end : mention.start] == ", "
    return before if behind and before.ref and not mention.ref else mention


def _backing(document: Document, at: int, mention: Mention, company: Mention, backer: Mention) -> Candidate:
    return Candidate(
        at=at,
        span=(min(company.start, mention.start), mention.end),
        sentence=document.sentence(mention.start),
        frame=_BACKING,
        word="wording",
        kind=DealKind.INVESTMENT,
        parties=[(company, "investee"), (backer, "investor")],
        status=DealStatus.COMPLETED,
        standing=True,
    )


_BACKED = re.compile(r"(?:[Tt]he|[Aa]n?) (?P<name>[A-Z].*?)-backed ")
_BACKING = Frame(DealKind.INVESTMENT, {}, frozenset({"standing", "weak"}))


def _known(document: Document, name: str, at: Mention) -> Mention | None:
    """Return who is named in a description and known by that name."""
    known = document.registry.find(name)
    if known is None or known.kind is not Kind.ORGANIZATION:
        return None
    start = at.start + at.text.index(name)
    return Mention(start, start + len(name), name, Kind.ORGANIZATION, Form.NAME, known.ref)


def _sides(masked: Masked, shape: _Shape, match: re.Match[str]) -> Iterator[tuple[Mention, str]]:
    """Yield who takes which part in a match, in order of the text."""
    named = [(match.start(role), masked.mention(match, role), role) for role in shape.roles if match[role]]
    if shape.many and match["more"]:
        named += [(match.start("more"), mention, shape.many) for mention in masked.mentions(match, "more")]
    roles = {"other": "partner"}  # a group's name is given only once
    yield from ((mention, roles.get(role, role)) for _, mention, role in sorted(named, key=lambda each: each[:2]))


def _status(masked: Masked, shape: _Shape, match: re.Match[str]) -> DealStatus:
    """Return how far the deal has come, as the words before its last name tell where it is new."""
    told = None if shape.frame.has("standing") else status.told(masked, match.end() - 1, match.end())
    return told[0] if told is not None else shape.status


def _sums(masked: Masked, match: re.Match[str]) -> list[tuple[str, Found[Money]]]:
    things = [masked.thing(match, "value")] if match.groupdict().get("value") else []
    return [("value", thing) for thing in things if isinstance(thing, Found) and isinstance(thing.value, Money)]


@cache
def _shapes() -> Family[_Shape]:
    macros = _macros()
    return Family(
        (_shape(row, source), spelled_out(source, macros))
        for row in table("wordings")["wording"]
        for source in row["patterns"]
    )


def _shape(row: Mapping[str, Any], source: str) -> _Shape:
    kind = DealKind(row["kind"]) if "kind" in row else None
    flags = {*(("goods",) if row.get("goods") else ()), *(() if row.get("new") else ("standing", "weak"))}
    roles = tuple(role for role in _ROLES if f"{{{role}:" in source)
    new = row.get("new") and not row.get("done")
    reached = DealStatus(row["status"]) if "status" in row else DealStatus.ANNOUNCED if new else DealStatus.COMPLETED
    return _Shape(Frame(kind, {}, frozenset(flags)), roles, str(row["many"]) if "<row>" in source else "", reached)


_ROLES = (
    *("investor", "investee", "acquirer", "target", "giver", "taker", "provider", "customer", "supplier", "buyer"),
    *("partner", "other"),
)
_ALIKE = {"other"}  # whose role another group has


@cache
def _macros() -> Mapping[str, str]:
    words = {key: alternation(value) for key, value in table("wordings")["words"].items()}
    described = rf"(?:(?!(?:{_STOP})\b)[\w-]+,? |{{place}}(?:'s|-based)? |{{quantity|title}} )"
    return {
        **words,
        "desc": described + "{0,5}?",
        "the": rf"(?:(?:the|its|their|an?|our|both) )?{described}{{0,5}}?",
        "own": rf"(?:an? |{{org}} |its |their |his |her |our |the )?{described}{{0,4}}?",
        "prized": "(?:largest|biggest|main|first|anchor|key|major|sole|only|top|second-largest|lead|early|longtime) ",
        "aside": r"(?: \([^()\n]{1,60}\))?"
        rf"(?:, (?:for {{org}} part|in turn|too|{{org}}|(?:an?|the) (?:{described}){{1,6}}?[\w-]+)(?=,|\.| in which))?",
        "row": rf"(?P<more>(?:(?:, and|,| and| &|, as well as) (?:the |its )?{described}{{0,3}}?{{org}}(?!'s)){{0,9}})",
    }

"""Finds the mention that takes part in a deal behind a token: its owner for a service, its company for a person."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from kg.document import Form
from kg.iris import org_ref
from kg.lexicon import words
from kg.model import PERSONAL_ROLES, Kind
from kg.rules.deals.offices import acting_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.document import Document, Mention
    from kg.registry import Registry
    from kg.rules.deals.clauses import Clause
    from kg.rules.deals.spots import Candidate, Part

_NEAR = 300


def _is_unclear(mention: Mention, seen: set[str]) -> bool:
    """Tell whether "the startup" is left open, or is taken for who acts."""
    if mention.ref:
        return mention.ref in seen
    return mention.form is Form.NOMINAL and mention.kind is Kind.ORGANIZATION and not mention.plural and bool(seen)


def _another(document: Document, mention: Mention, taken: set[str], *, named: bool) -> Mention | None:
    """Return whom "the startup" means where it cannot be who acts: the last company named before.

    `named`: who acts is told by name, so that "it" is another too: "Acme picked it".
    """
    if mention.form is not Form.NOMINAL and not (named and mention.text in ("it", "them")):
        return mention
    near = document.mentions_in(max(0, mention.start - _NEAR), mention.start)
    found = [
        m
        for m in near
        if m.kind is Kind.ORGANIZATION
        and m.form is Form.NAME
        and m.ref
        and m.ref not in taken
        and document.text[m.start - 1 : m.start] != "("  # an agency, a ticker
        and document.text[m.end : m.end + 1] != "-"  # "Acme-owned"
    ]
    return replace(mention, ref=found[-1].ref) if found else mention


def _employer(held: Clause, i: int, role: str) -> Mention | None:
    """Return whom a person speaks for where a person can be no party: "Acme CEO Jane Doe announced a deal"."""
    mention = held.mention(i)
    if mention is None or mention.kind is not Kind.PERSON or role in PERSONAL_ROLES or held.mark(i - 1) != "title":
        return mention
    before = held.before_aside(i - 2)
    return held.mention(before - 1 if held.low(before) in ("'s", "'") else before) or mention


def _maker(mention: Mention | None, registry: Registry) -> Mention | None:
    """Return who stands behind a service that is named in place of its owner: "capacity on Azure"."""
    if mention is None or mention.kind is not Kind.SERVICE:
        return mention
    known = registry.by_ref.get(mention.ref)
    return replace(mention, ref=known.maker, kind=Kind.ORGANIZATION) if known and known.maker else None


def mentions(document: Document, held: Clause, parts: Iterable[Part]) -> list[tuple[Mention, str]]:
    """Return the mentions behind tokens with their roles, each entity once; first come, first served."""
    return of_mentions(document, ((_employer(held, i, role), role) for i, role in parts))


def of_mentions(document: Document, named: Iterable[tuple[Mention | None, str]]) -> list[tuple[Mention, str]]:
    """Return who takes part where these are named in these roles, each entity once; first come, first served."""
    seen: set[str] = set()
    parties: list[tuple[Mention, str]] = []
    for told, role in named:
        mention = _maker(told, document.registry)
        if mention is not None and _is_unclear(mention, seen) and role not in {taken for _, taken in parties}:
            mention = _another(document, mention, seen, named=all(party.form is Form.NAME for party, _ in parties))
        mention = acting_for(document, mention) if mention is not None and role in PERSONAL_ROLES else mention
        if mention is None or not role or not mention.ref or mention.ref in seen or _only_reports(mention):
            continue
        if mention.kind is Kind.PERSON and role not in PERSONAL_ROLES:
            continue
        seen.add(mention.ref)
        parties.append((mention, role))
    return parties


def _only_reports(mention: Mention) -> bool:
    """Tell whether a description or a pronoun was taken for a news outlet, which tells of the deals of others."""
    return mention.form is not Form.NAME and mention.ref in _outlets()


@cache
def _outlets() -> frozenset[str]:
    return frozenset(map(org_ref, words("organizations", "media")))


def infer(found: Candidate, parties: Iterable[tuple[Mention, str]]) -> None:
    """Add parties that the text around tells, not the words of dealing; whoever takes part already keeps its role."""
    fresh = [(mention, role) for mention, role in parties if mention.ref not in found.refs]
    found.parties += fresh
    found.inferred |= {mention.ref for mention, _ in fresh}

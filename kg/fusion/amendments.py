"""Deals that change a deal: an extension is a deal of its own, which refers to the one it extends."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from kg.fusion.naming import first_day
from kg.lexicon import all_forms, alternation, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kg.fusion.claims import Found
    from kg.fusion.deals import Report
    from kg.fusion.naming import Named
    from kg.model import Article, Deal, Ref

#: How far before the words for a deal the verb stands that changes it.
_REACH = 60
_PARTIES = 2


def amends(article: Article, deal: Deal) -> bool:
    """Whether the report speaks of a deal that changes an earlier one: "have extended their lease"."""
    return any(
        _noun().search(words.quote)
        or _verb().search(words.quote)
        or _verb_before().search(article.text, max(0, words.start - _REACH), words.start)
        for words in deal.evidence
        if words.article == article.id
    )


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation(table('identity')['amendments'])})s?\b", re.IGNORECASE)


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation(all_forms(table('identity')['amending']))})\b", re.IGNORECASE)


@cache
def _verb_before() -> re.Pattern[str]:
    between = r"(?:\s(?:its|their|the|an?|this|that))?(?:\s[\w$€£.,’'-]+){0,4}\s?"
    return re.compile(rf"\b(?:{alternation(all_forms(table('identity')['amending']))}){between}\Z", re.IGNORECASE)


def references(found: Sequence[Named[Report]], root: Callable[[Ref], Ref]) -> Iterator[Found]:
    """What each amended deal refers to: of the deals that its parties have, the latest told of before it."""
    having: dict[Ref, list[Named[Report]]] = defaultdict(list)
    for each in found:
        for party in _parties(each, root):
            having[party].append(each)
    for later in found:
        changing = [each for each in later.group if amends(each.article, each.deal)]
        if changing and (earlier := _amended(later, having, root)):
            for report in changing:
                yield later.ref, "kg:amends", earlier.ref, report.deal.evidence[0], ""


def _amended(
    later: Named[Report], having: Mapping[Ref, Sequence[Named[Report]]], root: Callable[[Ref], Ref]
) -> Named[Report] | None:
    parties = _parties(later, root)
    rare = min((having[party] for party in sorted(parties)), key=len, default=())
    before = [
        other
        for other in rare
        if other.ref != later.ref
        and _seen(other) <= _seen(later)
        and len(parties & _parties(other, root)) >= _PARTIES
        and {each.deal.kind for each in other.group} & {each.deal.kind for each in later.group}
    ]
    return max(before, key=lambda other: (_seen(other), other.ref), default=None)


def _seen(deal: Named[Report]) -> tuple[int, str]:
    return first_day(deal.group[0].article)


def _parties(deal: Named[Report], root: Callable[[Ref], Ref]) -> set[Ref]:
    return {root(party.ref) for report in deal.group for party in report.deal.parties if party.ref}

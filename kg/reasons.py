"""Why the program takes two names for one thing, or for two: what speaks for it and against, and who says so."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from kg.fusion import groups
from kg.fusion.doubts import doubts, of_pair
from kg.fusion.identity import unions
from kg.graph import FACTS
from kg.judgements import Judgement
from kg.judging import kept, meant
from kg.prefixes import ID
from kg.terms import KG

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.fusion import Groups
    from kg.fusion.doubts import Doubt
    from kg.model import Reading, Ref
    from kg.store import Store


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for or against two names being one thing, and who says so."""

    speaks: str  # for, against, decides
    what: str
    by: str  # rule, ledger


def queue(store: Store) -> list[tuple[Doubt, str]]:
    """Pairs to look at, the likeliest first, with what somebody said who could not tell; what is judged is left out."""
    readings = list(store.readings())
    told = {frozenset((each.a, each.b)): each for each in store.judgements}
    open_, seen = [], []
    for doubt in doubts(readings, groups(readings, store.judgements, store.registry), store.judgements, store.registry):
        judged = told.get(frozenset((doubt.a, doubt.b)))
        if judged is None:
            open_.append((doubt, ""))
        elif judged.verdict == "unsure":
            seen.append((doubt, f"unsure: {judged.reason}".removesuffix(": ")))
    return [*open_, *seen]


def why(store: Store, a: str, b: str) -> tuple[bool, list[Reason]]:
    """Whether two names stand for one thing, and what speaks for and against it. UnknownNameError as `meant`.

    Only the articles that speak of the two, of deals of their parties or in the voice of their speakers are read.
    """
    a, b = meant(store, a), meant(store, b)
    reasons = [Reason("decides", _said(each), "ledger") for each in store.judgements if each.concerns(a, b)]
    one = kept(store, a) == kept(store, b) and not _parted(store.judgements, a, b)
    for articles in (_concerned(store, a, b), None):
        of_rules, found = _compared(store, list(store.readings(articles)), a, b, one=one)
        if of_rules:
            break  # else what one of them is called depends on articles that speak of neither
    if "@" in a and "@" in b:
        one = one and _home(found, a) == _home(found, b)
    elif one and not reasons and not of_rules:
        of_rules = [Reason("decides", f"one name: articles call it so, {kept(store, a)}", "rule")]
    return one, reasons + of_rules


def _compared(store: Store, readings: Sequence[Reading], a: str, b: str, *, one: bool) -> tuple[list[Reason], Groups]:
    """What the rules say of two names, as far as these readings go."""
    found = groups(readings, store.judgements, store.registry)
    if "@" in a and "@" in b:
        return list(_between(found, a, b)), found
    same = unions(readings, store.registry)
    reasons = [Reason("decides", each.reason, "rule") for each in same if each.concerns(a, b)]
    apart = groups(readings, _without(store.judgements, a, b), store.registry) if one else found
    if a != b and (doubt := of_pair(readings, apart, a, b)):
        reasons += [Reason("for", text, "rule") for text in doubt.speaks_for]
        reasons += [Reason("against", text, "rule") for text in doubt.speaks_against]
    return reasons, found


def _concerned(store: Store, a: str, b: str) -> set[str]:
    """The articles whose words decide on two names."""
    graph: Any = store.oxigraph
    refs = {name.partition("@")[0] for name in (a, b)} | {kept(store, a), kept(store, b)}
    spoken = {NamedNode(ID + ref) for ref in refs}
    for node in list(spoken):
        parties = [q.object for q in graph.quads_for_pattern(node, None, None, FACTS) if _is(q.object, "org", "person")]
        for party in parties if _is(node, "deal") else ():
            spoken |= {q.subject for q in graph.quads_for_pattern(None, None, party, FACTS) if _is(q.subject, "deal")}
        for quad in graph.quads_for_pattern(node, KG.speaker, None):
            spoken |= {each.subject for each in graph.quads_for_pattern(None, KG.speaker, quad.object)}
    told = chain(*(graph.quads_for_pattern(None, how, each) for each in spoken for how in (KG.mentions, KG.supports)))
    homes = {quad.graph_name.value.removeprefix(f"{ID}graph/article-") for quad in told}
    return {*homes, *(name.partition("@")[2] for name in (a, b) if "@" in name)}.intersection(store.articles())


def _is(node: object, *kinds: str) -> bool:
    return isinstance(node, NamedNode) and node.value.startswith(tuple(f"{ID}{kind}/" for kind in kinds))


def _parted(judgements: Sequence[Judgement], a: str, b: str) -> bool:
    return any(each.verdict == "different" and each.concerns(a, b) for each in judgements)


def _without(judgements: Sequence[Judgement], a: str, b: str) -> tuple[Judgement, ...]:
    """The judgements with these two kept apart, so that they can be compared."""
    rest = [each for each in judgements if not each.concerns(a, b)]
    return (*rest, Judgement("different", a, b))


def _said(judgement: Judgement) -> str:
    who = f" ({judgement.author})" if judgement.author else ""
    return f"line {judgement.line}: {judgement.verdict}{': ' if judgement.reason else ''}{judgement.reason}{who}"


def _home(found: Groups, name: str) -> Ref:
    """The deal or statement that what one article tells of is part of."""
    head, _, article = name.partition("@")
    for deal in found.deals:
        if head in (deal.ref, *deal.retired) and any(each.article.id == article for each in deal.group):
            return deal.ref
    return head


def _between(found: Groups, a: str, b: str) -> Iterator[Reason]:
    """Reasons between what two articles tell of deals."""
    from kg.fusion import likeness
    from kg.fusion.reports import Profile

    def profile(name: str) -> Profile | None:
        head, _, article = name.partition("@")
        homes = (deal for deal in found.deals if head in (deal.ref, *deal.retired))
        reports = [each for deal in homes for each in deal.group if each.article.id == article]
        return Profile(reports[:1], found.root) if reports else None

    first, second = profile(a), profile(b)
    if first and second:
        for speaks, text in likeness.features(first, second):
            yield Reason("for" if speaks else "against", text, "rule")

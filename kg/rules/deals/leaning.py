"""Lets weak words, which only tell who gives what to whom, speak for the deals of an article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.document import MARKS
from kg.model import DealKind, DealStatus
from kg.rules.deals.clusters import CAPITAL, OPEN, Cluster, kinds_fit, same_sentence, values_fit
from kg.rules.deals.frames import cue, goods
from kg.rules.deals.spots import speaks_of_goods

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.model import Span
    from kg.rules.deals.spots import Candidate


def relied_on(weak: Sequence[Candidate], clusters: Sequence[Cluster], same: Callable[[str], str]) -> list[Cluster]:
    """Make a standing deal of each tie told as lasting: "years of leaning on Acme's cloud"."""
    found: list[Cluster] = []
    for candidate in weak:
        refs = {same(ref) for ref in candidate.refs}
        near = [c for c in (*clusters, *found) if len(refs & c.refs) > 1]
        if any(_is_told_under(c, candidate) for c in near):
            candidate.standing = False
            continue
        known = any(_tells_more(c, candidate) for c in near)
        behind = candidate.around.rpartition(candidate.word)[2]
        if (
            candidate.frame.has("standing")
            and candidate.frame.verb
            and not (_tells_goods(candidate) or speaks_of_goods(behind))
        ):
            continue
        if candidate.standing and not known:
            candidate.status = DealStatus.COMPLETED
            found.append(Cluster(candidate, same))
    return found


def _is_told_under(cluster: Cluster, candidate: Candidate) -> bool:
    """Tell whether what is told in the present is done under a new deal: "a pact that gives Acme 40,000 chips"."""
    fresh = not (cluster.standing or cluster.background) and cluster.kind in OPEN
    if not (fresh and candidate.frame.has("goods")):
        return False
    if _UNDER.match(candidate.around) and candidate.at - cluster.last < _BREATH:
        return True  # "Under it, Acme hosts"
    return candidate.kind is None and same_sentence(candidate, cluster)


_BREATH = 400  # masked characters
_UNDER = re.compile(r"\W*(?:under|as part of|through) [^,;]{1,40}, ", re.IGNORECASE)


def _tells_more(cluster: Cluster, candidate: Candidate) -> bool:
    """Tell whether a deal between the same parties says all that a lasting tie does."""
    if candidate.kind is DealKind.PARTNERSHIP or cluster.kind not in OPEN:
        return True
    return cluster.standing and same_sentence(candidate, cluster)


def promised(weak: Sequence[Candidate], clusters: Sequence[Cluster], same: Callable[[str], str]) -> list[Cluster]:
    """Make a deal of each promise of goods between two of whom no deal is known: "will run on Acme Cloud"."""
    found: list[Cluster] = []
    for candidate in weak:
        refs = {same(ref) for ref in candidate.refs}
        known = any(len(refs & cluster.refs) > 1 for cluster in (*clusters, *found))
        if not known and _is_promised(candidate):
            found.append(Cluster(candidate, same))
    return found


def _is_promised(candidate: Candidate) -> bool:
    """Tell whether a weak verb says that one side will give the other goods: "will run its models on Acme Cloud"."""
    measured = (
        MARKS["quantity"] in candidate.words
        or MARKS["product"] in candidate.words
        or bool(cue("site").search(candidate.words))
    )
    moved = candidate.word.startswith(("ship", "deliver")) and bool(candidate.words)  # whatever they are called
    traded = candidate.frame.verb and candidate.frame.has("goods") and (measured or moved or _tells_goods(candidate))
    handed = candidate.word in ("shipped", "delivered") and MARKS["quantity"] in candidate.words
    begun = candidate.word.endswith("ing") and bool(cue("begun_before").search(candidate.before))
    coming = candidate.planned or handed or begun or candidate.word.endswith((" to", " for"))  # "turned to Acme"
    return traded and coming and candidate.has("giver") and candidate.has("taker")


def _tells_goods(candidate: Candidate) -> bool:
    """Tell whether goods are spoken of, or a party bears their name: "on Acme Cloud"."""
    named = any(what.trade.search(mention.text) for mention, _ in candidate.parties for what in goods())
    return named or bool(candidate.goods) or speaks_of_goods(candidate.words)


_FEW = 30  # so many deals are looked at, from the beginning and from the end


def told_beside(
    weak: Sequence[Candidate], orphans: Sequence[Candidate], clusters: Sequence[Cluster], same: Callable[[str], str]
) -> list[Cluster]:
    """Make a deal of "a contract" whose sentence tells who gives what to whom: "a deal under which Acme hosts"."""
    found: list[Cluster] = []
    by_sentence: dict[Span, list[Candidate]] = {}
    for candidate in weak:
        if candidate.kind not in CAPITAL:  # "Acme, backed by Borealis": says nothing of what it deals in
            by_sentence.setdefault(candidate.sentence, []).append(candidate)
    for orphan in orphans:
        if orphan.kind in CAPITAL or orphan.frame.has("pair") or orphan.frame.verb:
            continue
        if orphan.definite and not orphan.background:
            continue
        for candidate in by_sentence.get(orphan.sentence, [])[:_FEW]:
            refs = {same(ref) for ref in candidate.refs}
            near = (*clusters[:_FEW], *clusters[-_FEW:], *found[-_FEW:])
            known = any(len(refs & cluster.refs) > 1 and not cluster.standing for cluster in near)
            if {same(ref) for ref in orphan.refs} <= refs and not known:
                found.append(Cluster(orphan, same))
                found[-1].add(candidate)
    return found


def adopt(weak: Sequence[Candidate], orphans: Sequence[Candidate], same: Callable[[str], str]) -> list[Cluster]:
    """Make a deal of "the deal" nobody is named beside and of the words that tell who gives what to whom."""
    speaking = [orphan for orphan in orphans if orphan.value or orphan.definite]
    telling = [candidate for candidate in weak if _tells_goods(candidate) and candidate.kind not in CAPITAL]
    planned = [candidate for candidate in telling if candidate.status_span or candidate.planned or speaking]
    if not planned or not (speaking or planned[0].planned):
        return []
    cluster = Cluster(planned[0], same)
    for orphan in speaking:
        if orphan.kind in OPEN and values_fit(orphan.value, cluster.value):
            cluster.add(orphan)
    return [cluster]


def lean(candidate: Candidate, clusters: Sequence[Cluster], same: Callable[[str], str]) -> None:
    """Let a weak candidate give its roles to a deal between the same parties."""
    refs = {same(ref) for ref in candidate.refs}
    together = {role for _, role in candidate.parties} in ({"giver"}, {"taker"})  # tells not who gives and who takes
    if len(refs) < 2 or candidate.frame.has("joint") or together:
        return
    home = next(
        (
            c
            for c in clusters
            if len(refs & c.refs) >= 2 and c.standing == candidate.standing and _speaks_of(candidate, c)
        ),
        None,
    )
    if home is not None:
        home.add(candidate)


def hint(candidate: Candidate, clusters: Sequence[Cluster]) -> None:
    """Let "a lease to deliver" tell which side its subject is on."""
    for cluster in clusters:
        if candidate.refs <= cluster.refs and cluster.kind not in CAPITAL and same_sentence(candidate, cluster):
            cluster.add(candidate)
            return


def liken(clusters: Sequence[Cluster]) -> None:
    """Read an earlier deal of unsaid kind as one of the kind that the same parties now make."""
    for cluster in clusters:
        if cluster.background and cluster.kind is None and not cluster.inherited:
            twins = [c for c in clusters if c.kind not in OPEN and len(c.refs & cluster.refs) > 1]
            for twin in twins[:1]:
                cluster.inherit(twin)
    for i, cluster in enumerate(clusters):
        if cluster.kind is None and any(cue("similar_before").search(member.before) for member in cluster.members[:2]):
            cluster.twin = next((c for c in reversed(clusters[:i]) if c.refs & cluster.refs and len(c.refs) > 1), None)


def _speaks_of(candidate: Candidate, cluster: Cluster) -> bool:
    """Tell whether a weak word fits a deal: backing a company says nothing of what it buys."""
    if candidate.kind in CAPITAL:
        return candidate.kind == cluster.kind
    return kinds_fit(candidate.kind, cluster.kind)

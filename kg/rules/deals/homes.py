"""Finds the deal that a word of dealing speaks of, among those an article has told so far."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.document import MARKS
from kg.model import DealKind
from kg.rules.deals.clusters import CAPITAL, OPEN, alike, same_sentence
from kg.rules.deals.fitting import fits
from kg.rules.deals.headline import is_headline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kg.rules.deals.clusters import Cluster
    from kg.rules.deals.spots import Candidate


_FIRST, _LATEST = 6, 30  # so many deals are remembered: those an article opens with, and the latest


_BREATH = 600  # so many characters after a round was spoken of, "took part" still means it


def home(candidate: Candidate, clusters: Sequence[Cluster], same: Callable[[str], str]) -> Cluster | None:
    """Return the deal that a candidate speaks of; nothing where it speaks of another one."""
    refs = {same(ref) for ref in candidate.refs}
    clusters = [*clusters[:_FIRST], *clusters[_FIRST:][-_LATEST:]]
    fitting = [cluster for cluster in clusters if fits(candidate, cluster)]
    if candidate.frame.has("joins"):
        rounds = [c for c in reversed(clusters) if c.kind == candidate.kind and not c.background]
        known = next((c for c in rounds if same_sentence(candidate, c)), rounds[0] if rounds else None)
        far = known is not None and candidate.frame.verb and candidate.at - known.last > _BREATH
        return known if (candidate.refs or candidate.definite) and not far else None
    if len(refs) >= 2:
        alike_ones = [
            cluster
            for cluster in fitting
            if _shares(candidate, cluster, refs)
            or _grows(candidate, cluster, refs)
            or _completes(candidate, cluster)
            or _spells_out(candidate, cluster, refs)
        ]
        return _best(alike_ones, candidate)
    if refs:
        strangers = {same(ref) for ref in candidate.strangers}
        fitting = [cluster for cluster in fitting if not strangers or strangers & cluster.refs]
        near = [cluster for cluster in fitting if refs <= cluster.refs and _refers(candidate, cluster)]
        near = near or [
            cluster for cluster in fitting if _completes(candidate, cluster) or _describes(candidate, cluster, refs)
        ]
        return max(near, key=lambda cluster: (alike(candidate, cluster), cluster.last), default=None)
    if (known := _unpriced(candidate, fitting)) is not None:
        return known
    told = [c for c in fitting if candidate.value is not None and c.value is not None and not c.background]
    if told and not candidate.background:
        return told[0]  # the same sum again
    if not candidate.definite and not candidate.background:
        return fitting[-1] if fitting and same_sentence(candidate, fitting[-1]) else None
    return _meant(candidate, fitting)


def _unpriced(candidate: Candidate, fitting: Sequence[Cluster]) -> Cluster | None:
    """Return the deal of the same kind, told just before without a sum, that "a $2 billion takeover" prices."""
    if candidate.value is None or candidate.kind in OPEN or candidate.background:
        return None
    near = [c for c in fitting if c.kind == candidate.kind and candidate.at - c.last < _BREATH and not c.background]
    return near[-1] if near and near[-1].value is None and len(near[-1].refs) > 1 else None


def _meant(candidate: Candidate, fitting: Sequence[Cluster]) -> Cluster | None:
    """Return the deal that "the deal" stands for: of the same kind and lately spoken of."""
    if candidate.background and not candidate.definite and candidate.sums:
        return None  # "it follows a $60 million-a-year agreement": another one
    alike = [c for c in fitting if candidate.kind not in OPEN and c.kind == candidate.kind] or list(fitting)
    if candidate.background and candidate.value is None and candidate.kind in OPEN:
        earlier = next((cluster for cluster in reversed(alike) if cluster.background), None)
        if earlier is not None or candidate.standing:
            return earlier
    if candidate.background and candidate.value is not None and candidate.kind in OPEN:
        return next((c for c in reversed(alike) if c.background and c.value is not None), None)
    return max(
        (c for c in alike if not c.background and not c.standing), key=lambda c: (_is_told(c), c.last), default=None
    )


def _is_told(cluster: Cluster) -> bool:
    """Tell whether words say how far a deal has come: one that is only mentioned is not what "the deal" means."""
    return any(member.status is not None for member in cluster.members[:4])


def _best(clusters: Iterable[Cluster], candidate: Candidate) -> Cluster | None:
    def nearness(cluster: Cluster) -> tuple[bool, bool, int]:
        return (not cluster.background, alike(candidate, cluster), cluster.last)

    return max(clusters, key=nearness, default=None)


def _shares(candidate: Candidate, cluster: Cluster, refs: set[str]) -> bool:
    """Tell whether two parties are of the deal; a third that acts with them makes another one: "will jointly build"."""
    joins_another = candidate.frame.has("joint") and bool(refs - cluster.refs)
    return len(refs & cluster.refs) >= 2 and not joins_another and not _is_of_two(candidate, cluster)


def _is_of_two(candidate: Candidate, cluster: Cluster) -> bool:
    """Tell whether two of the three in a partnership trade for a sum of their own: "will buy $2 billion of"."""
    sides = {role for mention, role in candidate.parties if mention.ref} - {"partner"}
    traded = candidate.frame.verb and candidate.value is not None and len(sides) == _SIDES
    return traded and cluster.kind is DealKind.PARTNERSHIP and len(cluster.refs) > _SIDES


_SIDES = 2


def _spells_out(candidate: Candidate, cluster: Cluster, refs: set[str]) -> bool:
    """Tell whether a sentence tells in full what a headline told in short: the same sum, and a party of it."""
    same_sum = candidate.value is not None and cluster.value is not None and candidate.kind == cluster.kind
    return same_sum and bool(refs & cluster.refs) and all(is_headline(member) for member in cluster.members)


def _describes(candidate: Candidate, cluster: Cluster, refs: set[str]) -> bool:
    """Tell whether a priced deal with somebody only described is the one told just before without a price."""
    open_deal = candidate.kind in OPEN and not candidate.frame.verb and not candidate.background
    unpriced = (
        candidate.value is not None and cluster.value is None and len(cluster.refs) > 1 and not cluster.background
    )
    near = refs <= cluster.refs and candidate.at - cluster.last < _BREATH and cluster.kind not in CAPITAL
    return open_deal and unpriced and near and not _MORE.search(candidate.before)


_MORE = re.compile(r"\b(?:also|another|separate(?:ly)?|besides|other|second|further|earlier|previous)\b", re.IGNORECASE)


def _grows(candidate: Candidate, cluster: Cluster, refs: set[str]) -> bool:
    """Tell whether a sentence adds a party to a deal that had but one."""
    if len(cluster.refs) != 1 or not cluster.refs <= refs or candidate.kind != cluster.kind:
        return False
    if candidate.kind is DealKind.LEASE and len(cluster.members) == 1 and candidate.at - cluster.last < _BREATH:
        return True  # a headline names the tenant, the story the landlord
    again = candidate.value is not None and cluster.value is not None  # a sum that fits is the same told again
    return again or same_sentence(candidate, cluster) or candidate.definite


def _completes(candidate: Candidate, cluster: Cluster) -> bool:
    """Tell whether a candidate names only one side of a deal whose other side the sentence has named."""
    mine = {role for _, role in candidate.parties}
    theirs = cluster.roles
    return (
        len(mine) == 1
        and mine != {"partner"}
        and candidate.kind == cluster.kind
        and (same_sentence(candidate, cluster) or (candidate.definite and not candidate.background))
        and (not (mine & theirs) or (candidate.definite and alike(candidate, cluster)))
        and (candidate.value is None or cluster.value is not None)  # sums that differ do not fit
    )


def _refers(candidate: Candidate, cluster: Cluster) -> bool:
    """Tell whether one named party is enough to point to the deal."""
    told_again = candidate.value is not None and cluster.value is not None and not candidate.background
    if told_again and cluster.kind in OPEN and not cluster.background and len(cluster.refs) > 1:
        return True  # the same sum, and now it is said for what
    if candidate.frame.has("price") and cluster.kind is DealKind.ACQUISITION:
        if MARKS["org"] in candidate.words and not any(m.start > candidate.span[0] for m, _ in candidate.parties):
            return False  # "paid $3 billion for parts of Borealis"
        return cluster.value is None and candidate.at - cluster.last < _BREATH
    if same_sentence(candidate, cluster):
        return True
    if candidate.background != cluster.background:
        return False
    if candidate.kind not in OPEN and candidate.kind == cluster.kind:
        again = candidate.definite and alike(candidate, cluster)
        told = candidate.value == cluster.value or (candidate.value is not None and cluster.value is not None)
        return again or len(cluster.refs) > 1 or told
    return candidate.definite and candidate.kind in OPEN

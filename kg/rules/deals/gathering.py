"""Brings together the words of one article that speak of the same deal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import DealKind
from kg.rules.deals.carrying import inherit, share, spend
from kg.rules.deals.clusters import CAPITAL, OPEN, Cluster
from kg.rules.deals.founding import founds, takes_over
from kg.rules.deals.frames import cue, word_list
from kg.rules.deals.holdings import sell
from kg.rules.deals.homes import home
from kg.rules.deals.leaning import adopt, hint, lean, liken, promised, relied_on, told_beside
from kg.rules.deals.sides import NAMES, leads_on, take_side
from kg.rules.deals.spots import speaks_of_goods
from kg.rules.deals.turns import TURNS, take_turn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.rules.deals.spots import Candidate


def gather(found: Sequence[Candidate], same: Callable[[str], str], lead: int) -> list[Cluster]:
    """Return the deals that the candidates speak of, in the order of their first word.

    `same` tells which entities count as one; `lead` is the offset where the opening of the article ends.
    """
    clusters, orphans = _strong(found, same)
    weak = [candidate for candidate in found if candidate.frame.has("weak") and len(candidate.refs) > 1]
    weak = [candidate for candidate in weak if not cue("accused_before").search(candidate.before)]
    clusters += told_beside(weak, orphans, clusters, same)
    clusters += relied_on(weak, clusters, same)
    fresh = [c for c in clusters if len(c.refs) > 1 and not c.standing and not c.background]
    opening = [c for c in weak if c.planned and not c.standing and c.sentence[1] <= lead]
    if not fresh or (opening and not any(c.members[0].sentence[1] <= lead for c in fresh)):
        clusters += adopt(opening or weak, orphans, same)
    clusters += promised(weak, clusters, same)
    for candidate in found:
        if candidate.frame.has("weak") and len(candidate.refs) == 1 and candidate.word in word_list("hinting"):
            hint(candidate, clusters)
    for candidate in weak:
        lean(candidate, clusters, same)
    liken(clusters)
    return clusters


def _strong(found: Sequence[Candidate], same: Callable[[str], str]) -> tuple[list[Cluster], list[Candidate]]:
    """Return the deals that the words which make one speak of, and those words that speak of none known."""
    clusters: list[Cluster] = []
    orphans: list[Candidate] = []
    earlier: list[Candidate] = []
    for i, candidate in enumerate(found):
        if candidate.frame.has("weak"):
            continue
        if candidate.frame.has(NAMES):
            if not leads_on(candidate, found[i + 1 : i + 5]):
                take_side(candidate, clusters, orphans, same)
        elif candidate.frame.has(TURNS):
            take_turn(candidate, clusters, same)
        else:
            inherit(candidate, earlier, clusters)
            spend(candidate, clusters)
            share(candidate, clusters)
            earlier.append(candidate)
            if not _settled(candidate, clusters, orphans, same):
                orphans.append(candidate)
    return clusters, orphans


def _new(candidate: Candidate, clusters: Sequence[Cluster], same: Callable[[str], str]) -> Cluster:
    cluster = Cluster(candidate, same)
    if takes_over(candidate) and clusters and cluster.refs <= clusters[-1].refs:
        cluster.inherit(clusters[-1])
    return cluster


def _settled(
    candidate: Candidate, clusters: list[Cluster], orphans: list[Candidate], same: Callable[[str], str]
) -> bool:
    """Give a candidate to the deal it speaks of, or to a new one; tell whether there is one."""
    if _is_of_venture(candidate, clusters, same):
        return True
    if sell(candidate, clusters):
        return True
    if _is_beside(candidate, clusters, same):
        candidate.kind = None
    if candidate.frame.has("joint") and not candidate.refs:
        clusters += _joined(candidate, clusters, same)
        return True
    known = home(candidate, clusters, same)
    if known is not None:
        if _only_repeats(candidate, known):
            candidate.kind = None
        known.add(candidate)
    elif founds(candidate):
        clusters.append(_new(candidate, clusters, same))
        _price(clusters[-1], orphans)
    else:
        return False
    return True


def _price(cluster: Cluster, orphans: list[Candidate]) -> None:
    """Give a new deal the word that priced it right before: "Acme's $2 billion deal to buy Borealis"."""
    last = orphans[-1] if orphans else None
    if last is None or last.kind not in OPEN or last.value is None or cluster.value is not None:
        return
    if last.sentence == cluster.members[0].sentence and {cluster.same(ref) for ref in last.refs} <= cluster.refs:
        cluster.add(orphans.pop())


def _only_repeats(candidate: Candidate, known: Cluster) -> bool:
    """Tell whether a word says nothing of the kind of a deal known already: "the investment", one side's "leasing"."""
    if known.kind not in OPEN or len(known.refs) < 2:
        return False
    vague = candidate.kind is DealKind.INVESTMENT and candidate.word.startswith("investment") and not candidate.refs
    aimless = candidate.kind is DealKind.INVESTMENT and candidate.frame.verb and not candidate.has("investee")
    return vague or aimless or (candidate.frame.verb and len(candidate.refs) < 2 and candidate.kind is DealKind.LEASE)


def _joined(candidate: Candidate, clusters: Sequence[Cluster], same: Callable[[str], str]) -> list[Cluster]:
    """Return a partnership of the two between whom capital changes hands: "the two will jointly develop chips"."""
    both = next((c for c in reversed(clusters[-_RECENT:]) if len(c.refs) == 2 and not c.background), None)
    if both is None or both.kind not in CAPITAL or not candidate.group:
        return []
    cluster = Cluster(candidate, same)
    cluster.inherit(both)
    return [cluster]


def _is_of_venture(candidate: Candidate, clusters: Sequence[Cluster], same: Callable[[str], str]) -> bool:
    """Tell whether a share is held in the venture of two told just before: "of which Acme owns 80%"."""
    if not (candidate.frame.has("percent") and candidate.frame.has("standing")):
        return False
    refs = {same(ref) for ref in candidate.refs}
    return any(c.firm and len(refs) > 1 and refs <= c.refs and candidate.at - c.last < _BREATH for c in clusters[-2:])


_BREATH = 200  # so many characters, about a sentence


def _is_beside(candidate: Candidate, clusters: Sequence[Cluster], same: Callable[[str], str]) -> bool:
    """Tell whether a stake is a part of a deal in goods between the same parties, not a deal of its own."""
    if not candidate.frame.has("part") or not cue("beside").search(candidate.around):
        return False
    refs = {same(ref) for ref in candidate.refs}
    return any(
        len(refs & c.refs) > 1
        and c.kind not in CAPITAL
        and not (c.standing or c.background)
        and any(speaks_of_goods(member.around) for member in c.members[:4])
        for c in clusters[-_RECENT:]
    )


_RECENT = 8

"""Brings together the words of one article that speak of the same deal."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.model import DealKind, DealStatus, Money

from kg.rules.deals.frames import cue
from kg.rules.deals.spots import speaks_of_goods

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kg.rules.deals.candidates import Candidate

#: Kinds that a text may call by either name for one and the same deal.
_CLOSE = ({DealKind.CLOUD_SERVICES, DealKind.SUPPLY}, {DealKind.CLOUD_SERVICES, DealKind.LEASE})
_CAPITAL = (DealKind.ACQUISITION, DealKind.INVESTMENT, DealKind.FINANCING)
_OPEN = (None, DealKind.PARTNERSHIP)


@dataclass
class Cluster:
    """Candidates that speak of one deal. `same` tells which entities count as one party."""

    members: list[Candidate]
    same: Callable[[str], str]
    background: bool = False
    standing: bool = False
    inherited: list[Candidate] = field(default_factory=list)  # whose parties this deal takes over: "the prior deal"

    @property
    def refs(self) -> frozenset[str]:
        """The parties, each by the name it is merged under."""
        return frozenset(self.same(ref) for member in (*self.members, *self.inherited) for ref in member.refs)

    @property
    def kind(self) -> DealKind | None:
        """The first specific kind a member states; partnership where one only says so."""
        plain = [member for member in self.members if not member.frame.has("side")]
        kinds = [member.kind for member in plain or self.members if member.kind is not None]
        if not kinds and self.background:
            kinds = [member.kind for member in self.inherited if member.kind is not None]
        return next((kind for kind in kinds if kind not in _OPEN), kinds[0] if kinds else None)

    @property
    def value(self) -> Money | None:
        """The first sum of the deal."""
        return next((member.value for member in self.members if member.value), None)

    @property
    def last(self) -> int:
        """The place of the last member, in masked text."""
        return self.members[-1].at


def gather(found: Sequence[Candidate], same: Callable[[str], str], lead: int) -> list[Cluster]:
    """Return the deals that the candidates speak of, in the order of their first word.

    `same` tells which entities count as one; `lead` is the offset where the opening of the article ends.
    """
    clusters: list[Cluster] = []
    orphans: list[Candidate] = []
    earlier: list[Candidate] = []
    for candidate in found:
        if candidate.frame.has("weak"):
            continue
        _inherit(candidate, earlier, clusters)
        earlier.append(candidate)
        home = _home(candidate, clusters, same)
        if home is not None:
            home.members.append(candidate)
        elif _founds(candidate):
            clusters.append(_new(candidate, clusters, same))
        else:
            orphans.append(candidate)
    weak = [candidate for candidate in found if candidate.frame.has("weak") and len(candidate.refs) > 1]
    clusters += _relied_on(weak, clusters, same)
    fresh = [c for c in clusters if len(c.refs) > 1 and not c.standing and not c.background]
    opening = [c for c in weak if c.planned and not c.standing and c.sentence[1] <= lead]
    if not fresh or (opening and not any(c.members[0].sentence[1] <= lead for c in fresh)):
        clusters += _adopt(opening or weak, orphans, same)
    for candidate in found:
        if candidate.frame.has("weak") and len(candidate.refs) == 1 and candidate.planned:
            _hint(candidate, clusters)
    for candidate in weak:
        _lean(candidate, clusters, same)
    _liken(clusters)
    return clusters


def _liken(clusters: Sequence[Cluster]) -> None:
    """Read an earlier deal of unsaid kind as one of the kind that the same parties now make."""
    for cluster in clusters:
        if cluster.background and cluster.kind is None and not cluster.inherited:
            twins = [c for c in clusters if c.kind not in _OPEN and len(c.refs & cluster.refs) > 1]
            cluster.inherited = [m for twin in twins[:1] for m in twin.members if not m.frame.has("weak")]


#: Whoever borrows in one deal is who is invested in in another that comes with it.
_NEEDED = {"investee": ("investee", "borrower"), "borrower": ("borrower", "investee")}


def _inherit(candidate: Candidate, earlier: Sequence[Candidate], clusters: Sequence[Cluster]) -> None:
    """Give a round or a loan told in one breath with another the company both are for."""
    need = candidate.frame.role("subject")
    if need == "investor" and candidate.frame.verb:
        need = "investee"
    elif candidate.frame.verb:
        return
    if need not in _NEEDED or candidate.has(need) or candidate.frame.has("joins"):
        return
    if not (candidate.value or candidate.parties):
        return
    near = [other for other in earlier[-4:] if other.sentence == candidate.sentence]
    if candidate.background and clusters and clusters[-1].kind is candidate.kind:
        near = [*clusters[-1].members, *near]
    for member in reversed(near):
        for mention, role in member.parties:
            if role in _NEEDED[need]:
                candidate.parties.append((mention, need))
                candidate.status = candidate.status or member.status
                return


def _adopt(weak: Sequence[Candidate], orphans: Sequence[Candidate], same: Callable[[str], str]) -> list[Cluster]:
    """Make a deal of "the deal" nobody is named beside and of the words that tell who gives what to whom."""
    speaking = [orphan for orphan in orphans if orphan.value or orphan.definite]
    telling = [candidate for candidate in weak if candidate.goods or speaks_of_goods(candidate.words)]
    planned = [candidate for candidate in telling if candidate.status_span or candidate.planned or speaking]
    if not planned or not (speaking or planned[0].planned):
        return []
    cluster = Cluster([planned[0]], same)
    cluster.members += [
        orphan for orphan in speaking if orphan.kind in _OPEN and values_fit(orphan.value, cluster.value)
    ]
    return [cluster]


def _relied_on(weak: Sequence[Candidate], clusters: Sequence[Cluster], same: Callable[[str], str]) -> list[Cluster]:
    """Make a standing deal of each tie told as lasting: "years of leaning on Acme's cloud"."""
    found: list[Cluster] = []
    for candidate in weak:
        refs = {same(ref) for ref in candidate.refs}
        known = any(len(refs & c.refs) > 1 and (c.standing or c.kind not in _OPEN) for c in (*clusters, *found))
        if candidate.standing and not known:
            candidate.status = DealStatus.COMPLETED
            found.append(Cluster([candidate], same, standing=True))
    return found


def _new(candidate: Candidate, clusters: Sequence[Cluster], same: Callable[[str], str]) -> Cluster:
    cluster = Cluster(
        [candidate], same, candidate.background, candidate.standing or candidate.tie or candidate.frame.has("standing")
    )
    if _takes_over(candidate) and clusters:
        cluster.inherited = [m for m in clusters[-1].members if not m.frame.has("weak")]
    return cluster


def _takes_over(candidate: Candidate) -> bool:
    """Tell whether a deal is told as an earlier one between the same parties: "a prior arrangement of $5 billion"."""
    if candidate.frame.verb or candidate.kind not in _OPEN or len(candidate.refs) > 1:
        return False
    return candidate.background or (candidate.group and candidate.value is not None)


def _founds(candidate: Candidate) -> bool:
    """Tell whether a candidate can open a deal of its own."""
    if len(candidate.refs) >= 2:
        return True
    if candidate.frame.has("pair"):
        return False
    if _takes_over(candidate):
        return candidate.value is not None or (candidate.standing and candidate.kind is not None)
    return bool(candidate.refs) and stands_alone(candidate)


def stands_alone(candidate: Candidate) -> bool:
    """Tell whether one named party makes a deal: a loan, a round, a lease, a sum for a place of work."""
    if not candidate.frame.has("alone"):
        return False
    if candidate.kind is DealKind.LEASE:
        return True
    raising = candidate.has("borrower") or candidate.has("investee")
    if raising and cue("public").search(candidate.words):
        return False  # federal funding is a grant, not a round
    return candidate.value is not None and (raising or candidate.site)


def _home(candidate: Candidate, clusters: Sequence[Cluster], same: Callable[[str], str]) -> Cluster | None:
    """Return the deal that a candidate speaks of; nothing where it speaks of another one."""
    refs = {same(ref) for ref in candidate.refs}
    fitting = [cluster for cluster in clusters if _fits(candidate, cluster)]
    if candidate.frame.has("joins"):
        return next((c for c in reversed(clusters) if c.kind == candidate.kind and not c.background), None)
    if len(refs) >= 2:
        known = [
            cluster
            for cluster in fitting
            if len(refs & cluster.refs) >= 2 or _grows(candidate, cluster, refs) or _completes(candidate, cluster)
        ]
        return _best(known, candidate)
    if refs:
        near = [cluster for cluster in fitting if refs <= cluster.refs and _refers(candidate, cluster)]
        near = near or [cluster for cluster in fitting if _completes(candidate, cluster)]
        return max(near, key=lambda cluster: (_alike(candidate, cluster), cluster.last), default=None)
    told = [c for c in fitting if candidate.value is not None and c.value is not None and not c.background]
    if told and not candidate.background:
        return told[0]  # the same sum again
    if not candidate.definite and not candidate.background:
        return fitting[-1] if fitting and _same_sentence(candidate, fitting[-1]) else None
    return _meant(candidate, fitting)


def _alike(candidate: Candidate, cluster: Cluster) -> bool:
    """Tell whether the deal was called by a word of this family before."""
    return any(member.frame is candidate.frame for member in cluster.members)


def _completes(candidate: Candidate, cluster: Cluster) -> bool:
    """Tell whether a candidate names only one side of a deal whose other side the sentence has named."""
    mine = {role for _, role in candidate.parties}
    theirs = {role for member in cluster.members for _, role in member.parties}
    return (
        len(mine) == 1
        and mine != {"partner"}
        and candidate.kind == cluster.kind
        and (_same_sentence(candidate, cluster) or (candidate.definite and not candidate.background))
        and (not (mine & theirs) or (candidate.definite and _alike(candidate, cluster)))
        and candidate.value is None
    )


def _meant(candidate: Candidate, fitting: Sequence[Cluster]) -> Cluster | None:
    """Return the deal that "the deal" stands for: of the same kind and lately spoken of."""
    alike = [c for c in fitting if candidate.kind not in _OPEN and c.kind == candidate.kind] or list(fitting)
    if candidate.background and candidate.value is None and candidate.kind in _OPEN:
        earlier = next((cluster for cluster in reversed(alike) if cluster.background), None)
        if earlier is not None or candidate.standing:
            return earlier
    if candidate.background and candidate.value is not None and candidate.kind in _OPEN:
        return next((c for c in reversed(alike) if c.background and c.value is not None), None)
    return max((c for c in alike if not c.background and not c.standing), key=lambda c: c.last, default=None)


def _best(clusters: Iterable[Cluster], candidate: Candidate) -> Cluster | None:
    def nearness(cluster: Cluster) -> tuple[bool, bool, int]:
        return (not cluster.background, _alike(candidate, cluster), cluster.last)

    return max(clusters, key=nearness, default=None)


def _grows(candidate: Candidate, cluster: Cluster, refs: set[str]) -> bool:
    """Tell whether a sentence adds a party to a deal that had but one."""
    if len(cluster.refs) != 1 or not cluster.refs <= refs:
        return False
    return candidate.kind == cluster.kind and (_same_sentence(candidate, cluster) or candidate.definite)


def _refers(candidate: Candidate, cluster: Cluster) -> bool:
    """Tell whether one named party is enough to point to the deal."""
    if _same_sentence(candidate, cluster):
        return True
    if candidate.background != cluster.background:
        return False
    if candidate.kind not in _OPEN and candidate.kind == cluster.kind:
        return len(cluster.refs) > 1 or candidate.value == cluster.value
    return candidate.definite and candidate.kind in _OPEN


def _same_sentence(candidate: Candidate, cluster: Cluster) -> bool:
    return any(member.sentence == candidate.sentence for member in cluster.members)


def _fits(candidate: Candidate, cluster: Cluster) -> bool:
    if (candidate.frame.has("standing") and not cluster.standing) or (
        candidate.standing and not cluster.standing and len(candidate.refs) > 1
    ):
        return False
    if cluster.standing and not candidate.standing:
        return False
    if candidate.frame.verb and candidate.frame.has("goods") and cluster.kind in _CAPITAL:
        return False
    denied = candidate.status is DealStatus.DENIED
    return (
        kinds_fit(candidate.kind, cluster.kind)
        and values_fit(candidate.value, cluster.value)
        and not (denied and candidate.kind not in _OPEN and candidate.kind != cluster.kind)
    )


def kinds_fit(one: DealKind | None, other: DealKind | None) -> bool:
    """Tell whether two kinds can be said of one deal."""
    return one in _OPEN or other in _OPEN or one == other or any({one, other} <= close for close in _CLOSE)


def values_fit(one: Money | None, other: Money | None) -> bool:
    """Tell whether two sums can be the same: one unknown, or equal but for rounding."""
    if one is None or other is None or one.currency != other.currency:
        return True
    mine, theirs = one.maximum or one.minimum, other.maximum or other.minimum
    return mine is None or theirs is None or abs(mine - theirs) <= max(mine, theirs) / 50


def _hint(candidate: Candidate, clusters: Sequence[Cluster]) -> None:
    """Let "a lease to deliver" tell which side its subject is on."""
    for cluster in clusters:
        if candidate.refs <= cluster.refs and cluster.kind not in _CAPITAL and _same_sentence(candidate, cluster):
            cluster.members.append(candidate)
            return


def _lean(candidate: Candidate, clusters: Sequence[Cluster], same: Callable[[str], str]) -> None:
    """Let a weak candidate give its roles to a deal between the same parties."""
    refs = {same(ref) for ref in candidate.refs}
    if len(refs) < 2:
        return
    home = next(
        (
            c
            for c in clusters
            if len(refs & c.refs) >= 2 and c.standing == candidate.standing and kinds_fit(candidate.kind, c.kind)
        ),
        None,
    )
    if home is not None:
        home.members.append(candidate)

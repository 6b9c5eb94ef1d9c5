"""What one article says of one deal, and when words can speak of the same deal."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.model import DealKind, DealStatus, Money

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.rules.deals.spots import Candidate

#: Kinds that a text may call by either name for one and the same deal.
_CLOSE = ({DealKind.CLOUD_SERVICES, DealKind.SUPPLY}, {DealKind.CLOUD_SERVICES, DealKind.LEASE})
#: Kinds in which capital changes hands, not goods.
CAPITAL = (DealKind.ACQUISITION, DealKind.INVESTMENT, DealKind.FINANCING)
#: Kinds that leave open what is exchanged.
OPEN = (None, DealKind.PARTNERSHIP)


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
        return next((kind for kind in kinds if kind not in OPEN), kinds[0] if kinds else None)

    @property
    def value(self) -> Money | None:
        """The first sum of the deal."""
        return next((member.value for member in self.members if member.value), None)

    @property
    def last(self) -> int:
        """The place of the last member, in masked text."""
        return self.members[-1].at


def fits(candidate: Candidate, cluster: Cluster) -> bool:
    """Tell whether a word of dealing can speak of a deal: nothing said of the one rules out the other."""
    if (candidate.frame.has("standing") and not cluster.standing) or (
        candidate.standing and not cluster.standing and len(candidate.refs) > 1
    ):
        return False
    if cluster.standing and not candidate.standing:
        return False
    if candidate.frame.verb and candidate.frame.has("goods") and cluster.kind in CAPITAL:
        return False
    denied = candidate.status is DealStatus.DENIED
    return (
        kinds_fit(candidate.kind, cluster.kind)
        and values_fit(candidate.value, cluster.value)
        and not (denied and candidate.kind not in OPEN and candidate.kind != cluster.kind)
    )


def kinds_fit(one: DealKind | None, other: DealKind | None) -> bool:
    """Tell whether two kinds can be said of one deal."""
    return one in OPEN or other in OPEN or one == other or any({one, other} <= close for close in _CLOSE)


def values_fit(one: Money | None, other: Money | None) -> bool:
    """Tell whether two sums can be the same: one unknown, or equal but for rounding."""
    if one is None or other is None or one.currency != other.currency:
        return True
    mine, theirs = one.maximum or one.minimum, other.maximum or other.minimum
    return mine is None or theirs is None or abs(mine - theirs) <= max(mine, theirs) / 50


def alike(candidate: Candidate, cluster: Cluster) -> bool:
    """Tell whether the deal was called by a word of this family before."""
    return any(member.frame is candidate.frame for member in cluster.members)


def same_sentence(candidate: Candidate, cluster: Cluster) -> bool:
    """Tell whether the deal is spoken of in the same sentence."""
    return any(member.sentence == candidate.sentence for member in cluster.members)

"""What one article says of one deal, and when words can speak of the same deal."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.lexicon import table
from kg.model import DealKind, Money

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.rules.deals.spots import Candidate

#: Kinds that a text may call by either name for one and the same deal.
_CLOSE = ({DealKind.CLOUD_SERVICES, DealKind.SUPPLY}, {DealKind.CLOUD_SERVICES, DealKind.LEASE})
#: Kinds in which capital changes hands, not goods.
CAPITAL = (DealKind.ACQUISITION, DealKind.INVESTMENT, DealKind.FINANCING)
#: Kinds that leave open what is exchanged.
OPEN = (None, DealKind.PARTNERSHIP)


class Cluster:
    """Candidates that speak of one deal. `same` tells which entities count as one party.

    What the members say together is kept up to date as they join, so that long articles cost no more per word.
    """

    def __init__(self, first: Candidate, same: Callable[[str], str]) -> None:
        self.same = same
        self.members: list[Candidate] = []
        self.inherited: list[Candidate] = []  # whose parties this deal takes over: "the prior deal"
        self.twin: Cluster | None = None  # of which it is said to be of the kind: "a similar deal"
        self.background = first.background
        self.standing = first.standing or first.tie or first.frame.has("standing")
        self.refs: set[str] = set()  # the parties, each by the name it is merged under
        self.roles: set[str] = set()
        self.frames: set[int] = set()
        self.value: Money | None = None  # the first sum of the deal
        self._kinds: list[DealKind] = []
        self._side_kinds: list[DealKind] = []
        self.add(first)

    def add(self, candidate: Candidate) -> None:
        """Take in a word of dealing."""
        self.members.append(candidate)
        self.refs |= {self.same(ref) for ref in candidate.refs}
        self.roles |= {role for _, role in candidate.parties}
        self.frames.add(id(candidate.frame))
        self.value = self.value or candidate.value
        if candidate.kind is not None and not (candidate.frame.has("aimed") and len(self.members) > 1):
            kinds = self._side_kinds if candidate.frame.has("side") else self._kinds
            if candidate.kind not in kinds:
                kinds.append(candidate.kind)

    def inherit(self, other: Cluster) -> None:
        """Take over the parties of another deal, and its kind where this one is of the past and says none."""
        self.inherited = [member for member in other.members if not member.frame.has("weak")]
        self.refs |= {self.same(ref) for member in self.inherited for ref in member.refs}

    @property
    def kind(self) -> DealKind | None:
        """The first specific kind a member states; partnership where one only says so."""
        if self.firm:
            return DealKind.PARTNERSHIP  # a joint venture is one, whatever it deals in
        kinds = self._kinds or self._side_kinds
        if not kinds and self.background:
            kinds = [member.kind for member in self.inherited if member.kind is not None]
        return next((kind for kind in kinds if kind not in OPEN), kinds[0] if kinds else None)

    @property
    def firm(self) -> bool:
        """Tell whether a word that first spoke of it leaves no doubt about its kind."""
        return any(member.frame.has("firm") for member in self.members[:3])

    @property
    def only_side(self) -> bool:
        """Tell whether nothing but words for shares say what kind of deal it is."""
        return bool(self._side_kinds) and not self._kinds

    @property
    def trades(self) -> bool:
        """Tell whether a verb of its own says that goods change hands."""
        return any(
            m.frame.verb and m.frame.has("goods") and not (m.frame.has("weak") or m.frame.has("price"))
            for m in self.members[:6]
        )

    @property
    def states_kind(self) -> bool:
        """Tell whether a member of its own says what kind of deal it is."""
        return bool(self._kinds or self._side_kinds)

    @property
    def last(self) -> int:
        """The place of the last member, in masked text."""
        return self.members[-1].at


def kinds_fit(one: DealKind | None, other: DealKind | None) -> bool:
    """Tell whether two kinds can be said of one deal."""
    return one in OPEN or other in OPEN or one == other or any({one, other} <= close for close in _CLOSE)


def values_fit(one: Money | None, other: Money | None) -> bool:
    """Tell whether two sums can be the same: one unknown, or equal but for rounding."""
    if one is None or other is None:
        return True
    mine, theirs = one.maximum or one.minimum, other.maximum or other.minimum
    if mine is None or theirs is None or _holds(one, theirs) or _holds(other, mine):
        return True
    if one.currency == other.currency:
        return abs(mine - theirs) <= max(mine, theirs) / 50
    worth = table("deals")["worth"]
    if one.currency not in worth or other.currency not in worth:
        return True
    mine, theirs = (Decimal(str(worth[m.currency])) * amount for m, amount in ((one, mine), (other, theirs)))
    return max(mine, theirs) <= min(mine, theirs) * 2  # a conversion, at whatever rate


_SCALE = re.compile(r"(?:multi|tens|hundreds|billions|millions|several)", re.IGNORECASE)


def is_vague(money: Money) -> bool:
    """Tell whether a sum is told only by its scale: "a multibillion-dollar investment"."""
    return money.maximum is None and bool(_SCALE.match(money.text))


def _holds(vague: Money, other: Decimal) -> bool:
    return is_vague(vague) and vague.minimum is not None and vague.minimum <= other


def alike(candidate: Candidate, cluster: Cluster) -> bool:
    """Tell whether the deal was called by a word of this family before."""
    return id(candidate.frame) in cluster.frames


def same_sentence(candidate: Candidate, cluster: Cluster) -> bool:
    """Tell whether the deal is spoken of in the same sentence."""
    return any(member.sentence == candidate.sentence for member in cluster.members[-12:])

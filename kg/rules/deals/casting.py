"""Decides which role each party of a deal takes: by its words, else by the goods, else by what it does elsewhere."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.model import DealKind
from kg.rules.deals.clusters import CAPITAL
from kg.rules.deals.dealt import EXCHANGE
from kg.rules.deals.frames import Goods, goods, verb_list
from kg.rules.deals.parting import is_row, part_sellers
from kg.rules.deals.trading import by_goods

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.document import Document, Mention
    from kg.model import Deal
    from kg.rules.deals.clusters import Cluster
    from kg.rules.deals.spots import Candidate

_SHARES = (DealKind.ACQUISITION, DealKind.INVESTMENT)
_BUILDING = ("buil", "construct", "make", "making", "made", "run")  # what anybody may do for themselves


def trades(found: Iterable[Candidate]) -> Counter[str]:
    """Return how often an article says of each entity that it gives goods, less how often that it takes them."""
    count: Counter[str] = Counter()
    for candidate in found:
        if candidate.frame.has("goods") and not (candidate.unsure or candidate.word.startswith(_BUILDING)):
            for mention, role in candidate.parties:
                count[mention.ref] += {"giver": 1, "taker": -1}.get(role, 0)
    return count


def learn(traded: Counter[str], deal: Deal) -> None:
    """Add to what is known of who gives goods and who takes them what a deal tells."""
    sides = next((what for what in goods() if what.kind is deal.kind), None)
    if sides is None or deal.kind not in EXCHANGE:
        return
    for party in deal.parties:
        if party.ref:
            traded[party.ref] += {sides.giver: 1, sides.taker: -1}.get(party.role, 0)


_CAPITAL_KINDS = (DealKind.INVESTMENT, DealKind.FINANCING)


@dataclass
class _Told:
    """What the words of a deal say of each of its parties."""

    votes: dict[str, Counter[str]] = field(default_factory=dict)
    first: dict[str, Mention] = field(default_factory=dict)  # where each takes part
    unsure: dict[str, str] = field(default_factory=dict)


def roles_of(document: Document, cluster: Cluster, kind: DealKind, traded: Counter[str]) -> list[tuple[Mention, str]]:
    """Return the parties with their roles, each party once, in the order of the text; `traded` as of `trades`."""
    sides = next((what for what in goods() if what.kind is kind), None)
    told = _told(document, cluster, kind, sides)
    chosen = {key: _choice(count, kind, sides) for key, count in told.votes.items()}
    if sides is not None:
        if kind in EXCHANGE and is_row(document, told.first, chosen):
            chosen = dict.fromkeys(chosen, sides.giver if kind is DealKind.LICENSING else sides.taker)
        elif kind in EXCHANGE:
            by_goods(document, cluster, chosen, told.first, sides)
            _by_trade(chosen, told.first, sides, traded, told.unsure)
        _complete(chosen, sides)
    elif "seller" in cluster.roles:
        chosen = {key: "seller" if "seller" in told.votes[key] else "target" for key in chosen}
    elif kind is DealKind.OTHER:
        _oppose(chosen)
    if kind is DealKind.ACQUISITION:
        part_sellers(document, chosen, told.first)
    return [(told.first[key], role) for key, role in chosen.items()]


def _told(document: Document, cluster: Cluster, kind: DealKind, sides: Goods | None) -> _Told:
    """Return what the members of a deal say of its parties; a verb weighs more than a noun."""
    told = _Told()
    for member in (*cluster.members, *cluster.inherited):
        level = _is_level(member, cluster) or (kind in _CAPITAL_KINDS and _is_other_way(member))
        level |= kind is DealKind.INVESTMENT and member.frame.has("goods")  # who "builds" for whom: not who invests
        for mention, role in member.parties:
            if not mention.ref:
                continue
            key = cluster.same(mention.ref)
            side = role in ("giver", "taker")
            role = _named("partner" if side and level else role, sides)
            if member.unsure:
                told.unsure.setdefault(key, role)
                role = "partner"
            told.votes.setdefault(key, Counter())[role] += 2 if member.frame.verb else 1
            if key not in told.first or _is_nearer(document, mention, told.first[key], kind):
                told.first[key] = mention
    return told


def _is_other_way(member: Candidate) -> bool:
    """Tell whether whoever gives by this verb takes no part as giver of capital: "pays for shares", "sells notes"."""
    return member.frame.has("money") or member.word in verb_list("selling")


def _is_level(member: Candidate, cluster: Cluster) -> bool:
    """Tell whether a verb has all sides do the same, which tells them not apart: "A and B will deploy servers"."""
    same_side = len({role for _, role in member.parties}) == 1 and len(member.refs) > 1
    return same_side and member.frame.has("weak") and {cluster.same(ref) for ref in member.refs} == cluster.refs


def _by_trade(
    chosen: dict[str, str], first: dict[str, Mention], sides: Goods, traded: Counter[str], unsure: dict[str, str]
) -> None:
    """Let the party that gives goods elsewhere in the article be the giver, where nothing else tells.

    `unsure` holds the sides that a verb leaves in doubt; they count where the article says no more.
    """
    told = {sides.giver, sides.taker} & set(chosen.values())
    if told or len(chosen) < 2:
        return
    ranked = sorted(chosen, key=lambda key: traded[first[key].ref])
    low, high = (traded[first[key].ref] for key in ranked[-2:])
    if sides.kind is not DealKind.LICENSING and (high > max(0, low) or high >= 0 > low):
        chosen[ranked[-1]] = sides.giver
    else:
        chosen.update(unsure)


def _is_nearer(document: Document, one: Mention, other: Mention, kind: DealKind) -> bool:
    """Tell which of "Acme" and "Acme Cloud" takes part: the unit in a trade of goods, the whole where it is capital.

    A unit that nobody knows and that the article names but once is told as the whole.
    """
    if kind in CAPITAL or len(one.ref) == len(other.ref):
        return len(one.ref) < len(other.ref)
    unit = max(one, other, key=lambda mention: len(mention.ref))
    known = unit.ref in document.registry.by_ref or len(document.by_ref.get(unit.ref, ())) > 1
    return (one.ref == unit.ref) == known


_OTHERS = {"provider": "customer", "customer": "provider"}


def _oppose(chosen: dict[str, str]) -> None:
    """Give the other of two parties the side that a provider or customer leaves, whatever it is that they trade."""
    sides = set(chosen.values()) & set(_OTHERS)
    if len(chosen) == 2 and len(sides) == 1:
        [side] = sides
        chosen.update({key: _OTHERS[side] for key, role in chosen.items() if role != side})


def _named(role: str, sides: Goods | None) -> str:
    """Return the role a giver or taker has in a deal of this kind."""
    if role in ("giver", "taker"):
        plain = {"giver": "provider", "taker": "customer"}
        return getattr(sides, role) if sides is not None else plain[role]
    return role


def _choice(count: Counter[str], kind: DealKind, sides: Goods | None) -> str:
    """Return the role most often told; one that belongs to the kind before one that does not."""
    fitting = {sides.giver, sides.taker} if sides is not None else {"provider", "customer"}
    if kind is DealKind.PARTNERSHIP:
        fitting = {"partner"}
    own = {role: n for role, n in count.items() if role in fitting}
    if own:
        return max(own, key=lambda role: own[role])
    if "seller" in count or kind is DealKind.PARTNERSHIP:
        return "seller" if "seller" in count and kind in _SHARES else "partner"
    return "partner"


def _complete(chosen: dict[str, str], sides: Goods) -> None:
    """Give parties of open role the other side of those whose role is known; else who acts first takes."""
    if sides.giver == "target" and not {sides.giver, "seller"} & set(chosen.values()) and len(chosen) == 2:
        chosen[list(chosen)[-1]] = sides.giver  # two that merge
    if sides.giver == "target" and set(chosen.values()) == {sides.giver} and len(chosen) > 1:
        chosen[next(iter(chosen))] = sides.taker  # "the Acme-Borealis merger"
    known = set(chosen.values()) & {sides.giver, sides.taker}
    open_ones = [key for key, role in chosen.items() if role not in (sides.giver, sides.taker, "seller")]
    for i, key in enumerate(open_ones):
        if known:
            chosen[key] = sides.giver if known == {sides.taker} else sides.taker
        else:
            chosen[key] = sides.taker if i == 0 else sides.giver

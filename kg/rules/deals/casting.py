"""Decides which role each party of a deal takes: by its words, else by the goods, else by what it does elsewhere."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.document import Form
from kg.model import DealKind
from kg.rules.deals.clusters import CAPITAL
from kg.rules.deals.frames import Goods, goods
from kg.rules.deals.kinds import EXCHANGE

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


def roles_of(document: Document, cluster: Cluster, kind: DealKind, traded: Counter[str]) -> list[tuple[Mention, str]]:
    """Return the parties with their roles, each party once, in the order of the text; `traded` as of `trades`."""
    sides = next((what for what in goods() if what.kind is kind), None)
    votes: dict[str, Counter[str]] = {}
    first: dict[str, Mention] = {}
    unsure: dict[str, str] = {}
    for member in (*cluster.members, *cluster.inherited):
        for mention, role in member.parties:
            if not mention.ref:
                continue
            key = cluster.same(mention.ref)
            if kind in _CAPITAL_KINDS and role in ("giver", "taker"):
                role = "partner"  # whoever "pays" for shares takes no goods
            if member.unsure:
                unsure.setdefault(key, _named(role, sides))
                role = "partner"
            votes.setdefault(key, Counter())[_named(role, sides)] += 2 if member.frame.verb else 1
            if key not in first or _is_nearer(mention, first[key], kind):
                first[key] = mention
    chosen = {key: _choice(count, kind, sides) for key, count in votes.items()}
    if sides is not None:
        if kind in EXCHANGE:
            _by_goods(document, cluster, chosen, first, sides)
            _by_trade(chosen, first, sides, traded, unsure)
        _complete(chosen, sides)
    elif kind is DealKind.OTHER:
        _oppose(chosen)
    return [(first[key], role) for key, role in chosen.items()]


def _by_goods(
    document: Document, cluster: Cluster, chosen: dict[str, str], first: dict[str, Mention], sides: Goods
) -> None:
    """Let the party whose name the goods bear, or whose own name tells its trade, be the giver."""
    told = list(chosen.values())
    if {sides.giver, sides.taker} <= set(told) or (len(told) == 2 and told.count(sides.giver) == 1):
        return
    names = {key: _name(document, first[key]) for key in chosen}
    traders = [key for key in chosen if any(names[key] in name for m in cluster.members for name in m.goods)]
    traders = traders or [key for key in chosen if _owns(document, cluster, first[key], sides, named=True)]
    traders = traders or [key for key in chosen if sides.trade.search(names[key])]
    traders = traders or [key for key in chosen if _owns(document, cluster, first[key], sides, named=False)]
    traders = traders or [key for key in chosen if _called(document, first[key], sides)]
    if len(set(chosen.values())) > 1:
        traders = [key for key in traders if chosen[key] != sides.taker]
    if 0 < len(traders) < len(chosen):
        if set(chosen.values()) == {sides.giver}:
            chosen.update(dict.fromkeys(chosen, sides.taker))  # all cannot give
        chosen.update(dict.fromkeys(traders, sides.giver))


def _name(document: Document, mention: Mention) -> str:
    """Return what a party is called: for "it", the name before it, or the first one that the article has."""
    if mention.form is Form.NAME:
        return mention.text
    named = [m for m in document.by_ref.get(mention.ref, ()) if m.form is Form.NAME]
    return next((m.text for m in reversed(named) if m.start < mention.start), named[0].text if named else mention.text)


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


def _owns(document: Document, cluster: Cluster, mention: Mention, sides: Goods, *, named: bool) -> bool:
    """Tell whether the article calls such goods a party's own: "Acme's archives", "Acme Cloud" beside "Acme".

    Not `named`: by a pronoun, which may stand for somebody else.
    """
    if sides.kind is DealKind.CLOUD_SERVICES and f"{mention.ref}-cloud" in document.by_ref:
        return True
    told = (*_beside(document, cluster, mention), *document.by_ref.get(mention.ref, [])[:8])
    return any(
        sides.owned.match(_apostrophe(own) + document.text[own.end : own.end + 60])
        or sides.drawn.search(document.text, max(0, own.start - 40), own.start)
        for own in told
        if named is (own.form is not Form.PRONOUN)
    )


def _beside(document: Document, cluster: Cluster, mention: Mention) -> list[Mention]:
    """Return where the sentences that tell of a deal name a party."""
    sentences = dict.fromkeys(member.sentence for member in cluster.members[:6])
    return [named for span in sentences for named in document.mentions_in(*span) if named.ref == mention.ref]


def _apostrophe(named: Mention) -> str:
    """Return what a possessive pronoun lacks that a name has: "its campus" as "Acme's campus"."""
    return "'s" if named.form is Form.PRONOUN and named.text.lower() in ("its", "their", "our") else ""


def _called(document: Document, mention: Mention, sides: Goods) -> bool:
    """Tell whether the article calls a party by the trade of those who give such goods: "cloud startup Acme"."""
    for named in document.by_ref.get(mention.ref, [])[:8]:
        before = document.text[max(0, named.start - 45) : named.start].rsplit("\n", 1)[-1]
        after = document.text[named.end : named.end + 60].split("\n", 1)[0]
        own = f"{named.text} \0" if named.form is Form.NOMINAL else f"{before}\0{after}"
        if sides.trader.search(own):
            return True
    return False


def _is_nearer(one: Mention, other: Mention, kind: DealKind) -> bool:
    """Tell which of "Acme" and "Acme Cloud" takes part: the unit in a trade of goods, the whole where it is capital."""
    if kind in CAPITAL:
        return len(one.ref) < len(other.ref)
    return len(one.ref) > len(other.ref)


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

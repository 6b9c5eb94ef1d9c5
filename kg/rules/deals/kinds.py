"""Decides what kind of deal a cluster is and which role each party takes in it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.document import MARKS, Form
from kg.model import DealKind
from kg.rules.deals.frames import Goods, goods, verb_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.document import Document, Mention
    from kg.model import Deal
    from kg.rules.deals.clusters import Cluster
    from kg.rules.deals.spots import Candidate

_SHARES = (DealKind.ACQUISITION, DealKind.INVESTMENT)
_EXCHANGE = (DealKind.CLOUD_SERVICES, DealKind.SUPPLY, DealKind.LICENSING, DealKind.LEASE)


def kind_of(document: Document, cluster: Cluster) -> DealKind:
    """Return the kind: as the words of dealing say, else by the goods, else a partnership."""
    if cluster.only_side and (exchanged := _exchanged(cluster)) is not None:
        return exchanged
    stated = _stated(document, cluster)
    if stated is not None and (stated is not DealKind.PARTNERSHIP or cluster.standing or cluster.firm):
        return stated
    if len(cluster.refs) == 1 and all(member.site for member in cluster.members):
        return DealKind.OTHER  # a sum for a place of work, nobody on the other side
    exchange = _is_exchange(cluster) or any(member.word.startswith("contract") for member in cluster.members)
    if stated is DealKind.PARTNERSHIP and not (exchange or cluster.value):
        return stated
    voices = [*cluster.members, *(cluster.inherited if cluster.background else ())]
    traded = _by_seller(document, cluster, voices, _traded(document, cluster, voices))
    if traded is None and exchange:
        traded = _exchanged_at_least(document, cluster)
    elif traded is None and stated is None and cluster.value is not None:
        about = _trade(document)
        traded = about if about is not DealKind.OTHER else None
    return traded or DealKind.PARTNERSHIP


def _stated(document: Document, cluster: Cluster) -> DealKind | None:
    """Return the kind that the words of dealing state, or the words beside them."""
    if not cluster.states_kind:
        traded = _traded(document, cluster, cluster.members) or cluster.kind
        return _by_seller(document, cluster, cluster.members, traded)
    if cluster.kind is DealKind.LEASE and not any(m.kind is cluster.kind for m in cluster.members if not m.frame.verb):
        return _computed(document, cluster) or cluster.kind
    if cluster.kind is DealKind.SUPPLY and _orders_computing(cluster):
        return DealKind.CLOUD_SERVICES
    return cluster.kind


def _exchanged_at_least(document: Document, cluster: Cluster) -> DealKind:
    """Return the kind of an exchange of goods that no word names."""
    handed = any(member.frame.verb and member.word in verb_list("handing") for member in cluster.members)
    traded = _by_hardware(cluster, document.registry.makers) or (DealKind.SUPPLY if handed else _trade(document))
    hosted = traded is DealKind.SUPPLY and _is_hosted(document, cluster, cluster.members)
    return DealKind.CLOUD_SERVICES if hosted else traded


def _orders_computing(cluster: Cluster) -> bool:
    """Tell whether an order is one of computing, and of no things: "an order to provide compute to"."""
    cloud, things = (next(what for what in goods() if what.kind is kind) for kind in _EXCHANGE[:2])
    ordered = [member for member in cluster.members if member.kind is DealKind.SUPPLY]
    if not all(member.word.startswith(_ORDERS) for member in ordered):
        return False
    return all(cloud.pattern.search(m.around) and not (m.goods or things.pattern.search(m.around)) for m in ordered)


_ORDERS = ("order", "purchase order")  # of computing as of things


def _computed(document: Document, cluster: Cluster) -> DealKind | None:
    """Return cloud services where computing is what the words of a leasing verb and its deal name most."""
    told = any(not member.frame.verb for member in cluster.members)
    traded = _traded(document, cluster, cluster.members) if told else None
    return traded if traded is DealKind.CLOUD_SERVICES else None


def _exchanged(cluster: Cluster) -> DealKind | None:
    """Return the kind of the goods that a verb sells where shares change hands beside: chips paid for with shares."""
    sold = [member for member in cluster.members if member.frame.verb and member.frame.has("goods")]
    words = " ".join(member.words for member in sold if not member.frame.has("weak"))
    return next((what.kind for what in goods() if what.kind in _EXCHANGE and what.pattern.search(words)), None)


def _is_exchange(cluster: Cluster) -> bool:
    """Tell whether one side gives what the other takes; two that only use the same goods are partners."""
    sides = [(cluster.same(m.ref), role) for member in cluster.members for m, role in member.parties]
    takers, givers = ({ref for ref, role in sides if role == side} for side in ("taker", "giver"))
    return any(side and side != cluster.refs for side in (takers, givers))


def _traded(document: Document, cluster: Cluster, voices: Sequence[Candidate]) -> DealKind | None:
    """Return the kind of goods that the words beside the words of dealing name most."""
    scores: Counter[DealKind] = Counter()
    for what in goods():
        if cluster.kind is DealKind.PARTNERSHIP and what.kind not in _EXCHANGE:
            continue
        scores[what.kind] += 3 * sum(len(what.pattern.findall(member.words)) for member in voices)
        if what.kind is DealKind.CLOUD_SERVICES:
            scores[what.kind] += 3 * sum(member.words.count(MARKS["service"]) for member in voices)
        if what.kind in _EXCHANGE:  # "shares" and "debt" beside a deal do not make it one of capital
            sentences = dict.fromkeys(member.sentence for member in voices)
            texts = (document.text[start : min(end, start + 1000)] for start, end in sentences)
            scores[what.kind] += sum(len(what.pattern.findall(text)) for text in texts)
    ranked = [(scores[what.kind], -order, what.kind) for order, what in enumerate(goods()) if scores[what.kind]]
    return max(ranked)[2] if ranked else None


def _by_seller(
    document: Document, cluster: Cluster, voices: Sequence[Candidate], kind: DealKind | None
) -> DealKind | None:
    """Let who sells decide between chips and computing: "Acme GPUs" from Acme are supplied, a cloud's are used."""
    if kind not in (DealKind.CLOUD_SERVICES, DealKind.SUPPLY):
        return kind
    names = {mention.text for member in cluster.members for mention, _ in member.parties}
    cloud = next(what for what in goods() if what.kind is DealKind.CLOUD_SERVICES)
    if kind is DealKind.SUPPLY and _is_hosted(document, cluster, voices):
        return DealKind.CLOUD_SERVICES
    if kind is DealKind.SUPPLY and any("access" in member.words and member.goods for member in voices):
        return DealKind.CLOUD_SERVICES  # whoever gets access to chips rents them
    if kind is DealKind.SUPPLY:
        return DealKind.CLOUD_SERVICES if any(cloud.trade.search(name) for name in names) else kind
    told = any("cloud" in document.text[start:end].lower() for start, end in {m.sentence for m in voices})
    chips = any(goods_.startswith(name + " ") for m in voices for goods_ in m.goods for name in names)
    return DealKind.SUPPLY if chips and not told else kind


def _is_hosted(document: Document, cluster: Cluster, voices: Sequence[Candidate]) -> bool:
    """Tell whether a cloud is who supplies what no word names: "the capacity that Acme Cloud will supply"."""
    supply = next(what for what in goods() if what.kind is DealKind.SUPPLY)
    named = {word.lower() for member in voices for word in supply.pattern.findall(member.around)}
    giving = {cluster.same(m.ref) for member in cluster.members for m, role in member.parties if role != "taker"}
    chips = any(member.goods for member in voices)
    return not chips and named <= {"supply", "units"} and not giving.isdisjoint(document.registry.hosts)


def _by_hardware(cluster: Cluster, makers: frozenset[str]) -> DealKind | None:
    """Read chips that are bought, or come from who makes them, as supply, chips that are used as a service."""
    if not any(member.goods for member in cluster.members):
        return None
    giving = {m.ref for member in cluster.members for m, role in member.parties if role == "giver"}
    if giving and giving <= makers:
        return DealKind.SUPPLY
    bought = any(member.goods and not member.frame.has("weak") for member in cluster.members)
    return DealKind.SUPPLY if bought else DealKind.CLOUD_SERVICES


def _trade(document: Document) -> DealKind:
    """Return what the whole article is about, where the sentence does not say what is traded."""
    counts = [(len(what.pattern.findall(document.text)), -i, what.kind) for i, what in enumerate(goods()[:2])]
    best = max(counts)
    return best[2] if best[0] else DealKind.OTHER


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
    if sides is None or deal.kind not in _EXCHANGE:
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
        if kind in _EXCHANGE:
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
    if kind in _CAPITAL:
        return len(one.ref) < len(other.ref)
    return len(one.ref) > len(other.ref)


_CAPITAL = (DealKind.ACQUISITION, DealKind.INVESTMENT, DealKind.FINANCING)
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

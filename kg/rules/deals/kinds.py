"""Decides what kind of deal a cluster is: by its words of dealing, else by the goods, else by who gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import DealKind
from kg.rules.deals.dealt import EXCHANGE, by_names, named_most, things_of
from kg.rules.deals.frames import cue, goods, verb_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.document import Document
    from kg.rules.deals.clusters import Cluster
    from kg.rules.deals.ground import Ground
    from kg.rules.deals.spots import Candidate


def kind_of(ground: Ground, cluster: Cluster) -> DealKind:
    """Return the kind: as the words of dealing say, else by the goods, else a partnership."""
    document = ground.document
    if (plain := _plain(cluster)) is not None:
        return plain
    stated = _stated(document, cluster)
    if stated is not None and (stated is not DealKind.PARTNERSHIP or cluster.standing or cluster.firm):
        return stated
    if len(cluster.refs) == 1 and all(member.site for member in cluster.members):
        return DealKind.OTHER  # a sum for a place of work, nobody on the other side
    if stated is None and any(cue("in_round").search(member.around) for member in cluster.members[:4]):
        return DealKind.INVESTMENT  # "most of it provided by Acme in a round"
    return _dealt_in(ground, cluster, stated)


def _plain(cluster: Cluster) -> DealKind | None:
    """Return the kind of a deal that its words leave no doubt of, whatever goods are spoken of."""
    if cluster.only_side and (exchanged := _exchanged(cluster)) is not None:
        return exchanged
    if cluster.kind is DealKind.INVESTMENT and "seller" in cluster.roles and "investor" not in cluster.roles:
        return DealKind.OTHER  # a stake sold, to nobody who is named
    if cluster.kind is DealKind.PARTNERSHIP and len(cluster.refs) > _TWO and _are_level(cluster):
        return DealKind.PARTNERSHIP  # three announce a partnership: what two of them trade is told on its own
    if cluster.value is None and not cluster.states_kind and any(_explores(m) for m in cluster.members[:4]):
        return DealKind.PARTNERSHIP
    return None


_TWO = 2


def _are_level(cluster: Cluster) -> bool:
    """Tell whether the words of a deal, but for what anybody may do under it, tell no side from the other."""
    firm = [member for member in cluster.members if not member.frame.has("weak")]
    return all(role == "partner" for member in firm for _, role in member.parties)


def _dealt_in(ground: Ground, cluster: Cluster, stated: DealKind | None) -> DealKind:
    """Return the kind of what is dealt in, where `stated` is no kind or a partnership."""
    document = ground.document
    exchange = _is_exchange(cluster) or any(member.word.startswith("contract") for member in cluster.members)
    if stated is DealKind.PARTNERSHIP and not (exchange or cluster.value):
        return stated
    voices = [*cluster.members, *(cluster.inherited if cluster.background else ())]
    traded = _by_seller(document, cluster, voices, named_most(document, cluster, voices))
    if traded is None and cluster.twin is not None:
        return kind_of(ground, cluster.twin)
    if traded is None and exchange:
        traded = _exchanged_at_least(ground, cluster)
    elif traded is None and stated is None and cluster.value is not None:
        traded = ground.trade if ground.trade is not DealKind.OTHER else None
    return traded or (by_names(cluster) if stated is None else None) or DealKind.PARTNERSHIP


def _explores(member: Candidate) -> bool:
    """Tell whether two only mean to work on something: "a memorandum of understanding to develop"."""
    return not member.frame.verb and len(member.refs) > 1 and bool(cue("exploring").search(member.around))


def _stated(document: Document, cluster: Cluster) -> DealKind | None:
    """Return the kind that the words of dealing state, or the words beside them."""
    if not cluster.states_kind:
        traded = named_most(document, cluster, cluster.members) or cluster.kind
        return _by_seller(document, cluster, cluster.members, traded)
    if cluster.kind is DealKind.LEASE and not any(m.kind is cluster.kind for m in cluster.members if not m.frame.verb):
        return _computed(document, cluster) or cluster.kind
    if cluster.kind is DealKind.SUPPLY and _orders_computing(cluster):
        return DealKind.CLOUD_SERVICES
    return cluster.kind


def _exchanged_at_least(ground: Ground, cluster: Cluster) -> DealKind:
    """Return the kind of an exchange of goods that no word names."""
    cloud = next(what for what in goods() if what.kind is DealKind.CLOUD_SERVICES)
    giving = [mention for member in cluster.members for mention, role in member.parties if role == "giver"]
    if any(cloud.trade.search(mention.text) for mention in giving):
        return DealKind.CLOUD_SERVICES  # "runs on Acme Cloud"
    wares = next(what for what in goods() if what.kind is DealKind.SUPPLY)
    if any(wares.trade.search(mention.text) for mention in giving):
        return DealKind.SUPPLY  # "Acme Energy will power"
    handed = any(_hands_over(member) for member in cluster.members)
    traded = _by_hardware(cluster, ground.document.registry.makers) or (DealKind.SUPPLY if handed else ground.trade)
    hosted = traded is DealKind.SUPPLY and _is_hosted(ground.document, cluster, cluster.members)
    return DealKind.CLOUD_SERVICES if hosted else traded


def _orders_computing(cluster: Cluster) -> bool:
    """Tell whether an order is one of computing, and of no things: "an order for computing hours"."""
    cloud, things = (next(what for what in goods() if what.kind is kind) for kind in EXCHANGE[:2])
    ordered = [member for member in cluster.members if member.kind is DealKind.SUPPLY]
    if not all(member.word.startswith(_ORDERS) for member in ordered):
        return False
    return all(cloud.pattern.search(m.around) and not (m.goods or things.pattern.search(m.around)) for m in ordered)


_ORDERS = ("order", "purchase order")  # of computing as of things


def _computed(document: Document, cluster: Cluster) -> DealKind | None:
    """Return cloud services where computing is what the words of a leasing verb and its deal name most."""
    told = any(not member.frame.verb for member in cluster.members)
    traded = named_most(document, cluster, cluster.members) if told else None
    return traded if traded is DealKind.CLOUD_SERVICES else None


def _exchanged(cluster: Cluster) -> DealKind | None:
    """Return the kind of the goods that a verb sells where shares change hands beside: chips paid for with shares."""
    sold = [member for member in cluster.members if member.frame.verb and member.frame.has("goods")]
    words = " ".join(member.words for member in sold if not member.frame.has("weak"))
    return next((what.kind for what in goods() if what.kind in EXCHANGE and what.pattern.search(words)), None)


def _is_exchange(cluster: Cluster) -> bool:
    """Tell whether one side gives what the other takes; two that only use the same goods are partners."""
    sides = [(cluster.same(m.ref), role) for member in cluster.members for m, role in member.parties]
    takers, givers = ({ref for ref, role in sides if role == side} for side in ("taker", "giver"))
    return any(side and side != cluster.refs for side in (takers, givers))


def _by_seller(
    document: Document, cluster: Cluster, voices: Sequence[Candidate], kind: DealKind | None
) -> DealKind | None:
    """Let who sells decide between chips and computing: "Acme GPUs" from Acme are supplied, a cloud's are used."""
    if kind not in (DealKind.CLOUD_SERVICES, DealKind.SUPPLY):
        return kind
    told = [(mention.text, role) for member in cluster.members for mention, role in member.parties]
    names = {name for name, role in told if role == "giver"} or {name for name, _ in told}
    cloud = next(what for what in goods() if what.kind is DealKind.CLOUD_SERVICES)
    if kind is DealKind.SUPPLY and _is_hosted(document, cluster, voices):
        return DealKind.CLOUD_SERVICES
    if kind is DealKind.SUPPLY and any("access" in member.words and member.goods for member in voices):
        return DealKind.CLOUD_SERVICES  # whoever gets access to chips rents them
    if kind is DealKind.SUPPLY:
        rented = all(word in _RENTED for member in voices for word in things_of(member))
        return DealKind.CLOUD_SERVICES if rented and any(cloud.trade.search(name) for name in names) else kind
    clouds = any("cloud" in document.text[start:end].lower() for start, end in {m.sentence for m in voices})
    chips = any(goods_.startswith(name + " ") for m in voices for goods_ in m.goods for name in names)
    return DealKind.SUPPLY if chips and not clouds else kind


#: Things that a cloud lets others use.
_RENTED = ("chips", "chip", "gpus", "processors", "accelerators", "servers", "supply", "units", "hardware", "racks")


def _is_hosted(document: Document, cluster: Cluster, voices: Sequence[Candidate]) -> bool:
    """Tell whether a cloud is who supplies what no word names: "the capacity that Acme Cloud will supply"."""
    named = {word for member in voices for word in things_of(member)}
    giving = {cluster.same(m.ref) for member in cluster.members for m, role in member.parties if role != "taker"}
    chips = any(member.goods for member in voices)
    return not chips and named <= {"supply", "units"} and not giving.isdisjoint(document.registry.hosts)


def _hands_over(member: Candidate) -> bool:
    """Tell whether a verb says that things change hands: "will deliver"."""
    return member.frame.verb and member.word in verb_list("handing")


def _by_hardware(cluster: Cluster, makers: frozenset[str]) -> DealKind | None:
    """Read chips that are bought, or come from who makes them, as supply, chips that are used as a service."""
    if not any(member.goods for member in cluster.members):
        return None
    giving = {m.ref for member in cluster.members for m, role in member.parties if role == "giver"}
    if giving and giving <= makers:
        return DealKind.SUPPLY
    moved = any(m.goods and (not m.frame.has("weak") or _hands_over(m)) for m in cluster.members)
    return DealKind.SUPPLY if moved else DealKind.CLOUD_SERVICES

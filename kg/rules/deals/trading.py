"""Who gives the goods of a deal, where its words do not tell: whose name they bear, and who trades in such goods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.document import Form
from kg.model import DealKind

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    from kg.document import Document, Mention
    from kg.rules.deals.clusters import Cluster
    from kg.rules.deals.frames import Goods


def by_goods(
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
    traders = traders or [key for key in chosen if _called(document, first[key], sides.trader)]
    traders = traders or _others_than_users(document, chosen, first, names, sides)
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


def _others_than_users(
    document: Document, chosen: Mapping[str, str], first: Mapping[str, Mention], names: Mapping[str, str], sides: Goods
) -> list[str]:
    """Return who is left where some are called by the trade of those who need such goods: "the AI lab Acme"."""
    users = [key for key in chosen if sides.use.search(names[key]) or _called(document, first[key], sides.user)]
    return [key for key in chosen if key not in users] if users else []


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


def _called(document: Document, mention: Mention, trader: re.Pattern[str]) -> bool:
    """Tell whether the article calls a party by a trade: "cloud startup Acme"."""
    for named in document.by_ref.get(mention.ref, [])[:8]:
        before = document.text[max(0, named.start - 45) : named.start].rsplit("\n", 1)[-1]
        after = document.text[named.end : named.end + 60].split("\n", 1)[0]
        own = f"{named.text} \0" if named.form is Form.NOMINAL else f"{before}\0{after}"
        if trader.search(own):
            return True
    return False

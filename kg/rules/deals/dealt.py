"""What the words of a deal name as dealt in: by their goods, else by the names of its parties."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.document import MARKS
from kg.model import DealKind, Kind
from kg.rules.deals.frames import goods

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.document import Document
    from kg.rules.deals.clusters import Cluster
    from kg.rules.deals.spots import Candidate

#: Kinds in which one side gives goods that the other takes.
EXCHANGE = (DealKind.CLOUD_SERVICES, DealKind.SUPPLY, DealKind.LICENSING, DealKind.LEASE)


def named_most(document: Document, cluster: Cluster, voices: Sequence[Candidate]) -> DealKind | None:
    """Return the kind of goods that the words beside the words of dealing name most."""
    scores: Counter[DealKind] = Counter()
    firm = [member for member in voices if not member.frame.has("weak")] or voices  # weak verbs hand over goods
    for what in goods():
        if cluster.kind is DealKind.PARTNERSHIP and what.kind not in EXCHANGE:
            continue
        telling = voices if what.kind in EXCHANGE else firm
        scores[what.kind] += 3 * sum(len(what.pattern.findall(member.words)) for member in telling)
        if what.kind is DealKind.CLOUD_SERVICES:
            scores[what.kind] += 3 * sum(member.words.count(MARKS["service"]) for member in voices)
        if what.kind in EXCHANGE:  # "shares" and "debt" beside a deal do not make it one of capital
            sentences = dict.fromkeys(member.sentence for member in voices)
            texts = (_nameless(document, start, min(end, start + 1000)) for start, end in sentences)
            scores[what.kind] += sum(map(what.count, texts))
    ranked = [(scores[what.kind], -order, what.kind) for order, what in enumerate(goods()) if scores[what.kind]]
    return max(ranked)[2] if ranked else None


def _nameless(document: Document, start: int, end: int) -> str:
    """Return a stretch of text without the names of companies: that "Acme Power" takes part is no word of power."""
    kept, at = "", start
    for mention in document.mentions_in(start, end):
        if mention.kind is Kind.ORGANIZATION and mention.start >= at:
            kept += document.text[at : mention.start] + MARKS["org"]
            at = mention.end
    return kept + document.text[at:end]


def things_of(member: Candidate) -> list[str]:
    """Return the words for things in the sentence of a member."""
    supply = next(what for what in goods() if what.kind is DealKind.SUPPLY)
    return [word.lower() for word in supply.pattern.findall(member.around)]


def by_names(cluster: Cluster) -> DealKind | None:
    """Return the kind of what a party trades in by its name, where nothing else tells."""
    names = [mention.text for member in cluster.members for mention, _ in member.parties]
    return next((what.kind for what in goods()[:2] if any(what.trade.search(name) for name in names)), None)

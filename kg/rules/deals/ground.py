"""Which stretches of an article speak of which deal, and what stands in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, TypeVar

from kg.model import DealKind, Duration, Found, Kind, Money, Quantity, TimeSpan
from kg.rules.deals.frames import goods

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.document import Document, Mention
    from kg.model import Article, HardwareUse, Ref, Span
    from kg.rules.deals.clusters import Cluster

Value = TypeVar("Value", Money, Quantity, Duration, TimeSpan)


class Ground:
    """An article's values, mentions and counted hardware, to be found by place."""

    def __init__(self, document: Document, used: Sequence[HardwareUse]) -> None:
        self.document = document
        self.starts = [found.start for found in document.values]
        self.used: dict[Ref, list[HardwareUse]] = {}
        for use in used:
            self.used.setdefault(use.product, []).append(use)

    @property
    def article(self) -> Article:
        """The article."""
        return self.document.article

    @property
    def text(self) -> str:
        """The article's text."""
        return self.document.text

    @cached_property
    def _sums(self) -> Mapping[int, int]:
        return {
            thing.start: at
            for at, thing in self.document.plain.atoms.items()
            if isinstance(thing, Found) and isinstance(thing.value, Money)
        }

    @cached_property
    def trade(self) -> DealKind:
        """What the whole article is about, for a deal whose sentence does not say what is traded."""
        count, _, kind = max((what.count(self.text), -i, what.kind) for i, what in enumerate(goods()[:3]))
        return kind if count else DealKind.OTHER

    def masked_at(self, start: int) -> int | None:
        """Return where the sum that begins at an offset stands in masked text; None where it is hidden."""
        return self._sums.get(start)

    def following(self, sentence: Span) -> Span:
        """Return the sentence behind one, be it in the next paragraph; the same one where it is the last."""
        sentences = self.document.sentences
        behind = bisect_right(sentences, sentence[0], key=itemgetter(0))
        return sentences[min(behind, len(sentences) - 1)]

    def values(self, spans: Sequence[Span], kind: type[Value]) -> Iterator[Found[Value]]:
        """Yield the values of one kind inside the spans."""
        for start, end in spans:
            for found in self.document.values[bisect_left(self.starts, start) : bisect_left(self.starts, end)]:
                if isinstance(found.value, kind):
                    yield found

    def mentions(self, spans: Sequence[Span], kind: Kind) -> Iterator[Mention]:
        """Yield the resolved mentions of one kind inside the spans."""
        for start, end in spans:
            yield from (m for m in self.document.mentions_in(start, end) if m.kind is kind and m.ref)


def territories(document: Document, clusters: Sequence[Cluster], primary: Sequence[Cluster]) -> list[list[Span]]:
    """Return for each deal the stretches of text that speak of it.

    A sentence with words of several deals is cut between them. One with none goes to the deal the article reports,
    where it reports one only and the sentence names a party of it.
    """
    owned: list[list[Span]] = [[] for _ in clusters]
    holders = _holders(clusters)
    only = clusters.index(primary[0]) if len(primary) == 1 else None
    last: int | None = None
    for sentence in document.sentences:
        places = sorted(holders.get(sentence, []))
        if not places and only is not None and (last == only or _names_party(document, sentence, clusters[only])):
            owned[only].append(sentence)
        last = places[-1][1] if places else None
        start = sentence[0]
        for (_, i), following in zip(places, [*places[1:], None], strict=False):
            if following is not None and following[1] == i:
                continue
            end = following[0] if following is not None else sentence[1]
            owned[i].append((start, end))
            start = end
    return owned


def _holders(clusters: Sequence[Cluster]) -> dict[Span, list[tuple[int, int]]]:
    """Return for each sentence where it speaks of which deal; weak words count only where no others stand."""
    strong: dict[Span, list[tuple[int, int]]] = {}
    weak: dict[Span, list[tuple[int, int]]] = {}
    for i, cluster in enumerate(clusters):
        for member in cluster.members:
            table = weak if member.frame.has("weak") else strong
            table.setdefault(member.sentence, []).append((member.span[0], i))
    return weak | strong


def _names_party(document: Document, sentence: Span, cluster: Cluster) -> bool:
    return any(mention.ref and cluster.same(mention.ref) in cluster.refs for mention in document.mentions_in(*sentence))

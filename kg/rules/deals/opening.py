"""The deal an article opens with, where no sentence names both sides of it: the other side is whom the article is on.

Reporters name the two sides of their news in the headline and the first sentences, but not always in one clause:
"Acme is to lose its independence. The board accepted a takeover by Borealis."
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Kind
from kg.rules.deals.clusters import OPEN, Cluster, fits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kg.document import Document, Mention
    from kg.rules.deals.spots import Candidate

_SENTENCES = 6  # so many make the opening: the headline, and two or three paragraphs
_OFTEN = 3  # whom an article is on it names, describes or takes up by a pronoun at least so often


def opened(
    document: Document, found: Sequence[Candidate], clusters: Sequence[Cluster], same: Callable[[str], str]
) -> list[Cluster]:
    """Return the deal that the opening speaks of without a clause that names both sides; at most one.

    `found` are all words of dealing, `clusters` the deals known by their own words, `same` tells who counts as one.
    """
    end = document.sentences[min(_SENTENCES, len(document.sentences)) - 1][1] if document.sentences else 0
    if any(_is_news(cluster) and cluster.members[0].sentence[1] <= end for cluster in clusters):
        return []
    taken = {id(member) for cluster in clusters for member in cluster.members}
    free = [c for c in found if c.sentence[1] <= end and id(c) not in taken and _tells(c)]
    first = next((c for c in free if c.refs), next((c for c in free if c.value), None))
    if first is None:
        return []
    cluster = Cluster(first, same)
    for candidate in free[free.index(first) + 1 :]:
        if candidate.kind == first.kind and fits(candidate, cluster):
            cluster.add(candidate)
    while len(cluster.refs) < 2:
        if not _completed(document, cluster, same):
            return []
    return [cluster]


def _is_news(cluster: Cluster) -> bool:
    return len(cluster.refs) > 1 and not (cluster.background or cluster.standing)


def _tells(candidate: Candidate) -> bool:
    """Tell whether a word by itself says what kind of deal between companies is news.

    One that has both sides already, and yet made no deal, was refused for a reason.
    """
    if (
        len(candidate.refs) > 1
        or candidate.background
        or candidate.standing
        or any(candidate.frame.has(trait) for trait in _NOT_ALONE)
    ):
        return False
    firms = all(mention.kind is Kind.ORGANIZATION for mention, _ in candidate.parties if mention.ref)
    return firms and (candidate.kind not in OPEN or candidate.value is not None)


_NOT_ALONE = ("weak", "pair", "joins")


def _completed(document: Document, cluster: Cluster, same: Callable[[str], str]) -> bool:
    """Add whom the article is on to a deal with one named side; tell whether there is somebody."""
    others = [m for m in _named(document, cluster) if same(m.ref) not in cluster.refs]
    best = max(others, key=lambda m: len(document.by_ref[m.ref]), default=None)
    if best is None or len(document.by_ref[best.ref]) < _OFTEN:
        return False
    cluster.members[0].parties.append((best, "partner"))
    cluster.refs.add(same(best.ref))
    return True


def _named(document: Document, cluster: Cluster) -> Iterator[Mention]:
    """Yield the organisations that the headline and the sentences of a deal name."""
    spans = dict.fromkeys([document.sentences[0], *(member.sentence for member in cluster.members)])
    for start, end in spans:
        yield from (m for m in document.mentions_in(start, end) if m.kind is Kind.ORGANIZATION and m.ref)

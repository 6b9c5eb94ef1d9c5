"""Whom a stretch of an article is on: who is meant where words of dealing name one side and leave the other open."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from kg.document import Form
from kg.lexicon import words
from kg.model import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.document import Document, Mention
    from kg.model import Span
    from kg.rules.deals.clusters import Cluster
    from kg.rules.deals.spots import Candidate

_ENOUGH = 3  # so much must speak for whom a paragraph is on; a mention beside the word of dealing counts double


def of_paragraph(
    document: Document, candidate: Candidate, known: set[str], same: Callable[[str], str], fitting: set[str]
) -> Mention | None:
    """Return whom the paragraph is on, besides who is named beside the word of dealing; else whom the article is on.

    Of the parties `known`, the whole article can only lead to those `fitting` for what is left open.
    """
    weights, last = _weights(document, candidate, known, same)
    ranked = weights.most_common(2)
    if ranked and ranked[0][1] >= _ENOUGH and (len(ranked) < 2 or ranked[1][1] * 2 <= ranked[0][1]):
        return last[ranked[0][0]]
    main = _main(document, candidate, fitting)
    ranked = [item for item in weights.most_common() if same(item[0]) in fitting]
    if main is None or (ranked and (ranked[0][0] != main.ref or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]))):
        return None
    return last.get(main.ref, main)


def of_opening(document: Document, cluster: Cluster, end: int) -> Mention | None:
    """Return whom the headline and the sentences of a deal name besides its parties, the one the article is on.

    Where the whole opening, which ends at `end`, speaks of one company besides, that is who.
    """
    others = [mention for mention in _named(document, cluster) if cluster.same(mention.ref) not in cluster.refs]
    best = max(others, key=lambda mention: len(document.by_ref[mention.ref]), default=None)
    if best is not None and len(document.by_ref[best.ref]) >= _NAMED:
        return best
    spoken_of = {cluster.same(m.ref): m for m in document.mentions_in(0, end) if _is_firm(m) and not _reports(m)}
    rest = [mention for ref, mention in spoken_of.items() if ref not in cluster.refs]
    return rest[0] if len(rest) == 1 and cluster.refs else None


_NAMED = 3  # whom an article is on it names, describes or takes up by a pronoun at least so often


def _named(document: Document, cluster: Cluster) -> Iterator[Mention]:
    """Yield the organisations that the headline and the sentences of a deal name."""
    spans = dict.fromkeys([document.sentences[0], *(member.sentence for member in cluster.members)])
    for start, end in spans:
        yield from (m for m in document.mentions_in(start, end) if m.kind is Kind.ORGANIZATION and m.ref)


def _weights(
    document: Document, candidate: Candidate, known: set[str], same: Callable[[str], str]
) -> tuple[Counter[str], dict[str, Mention]]:
    """Return how much the paragraph, and less the one before, speaks of each party, and where it does so last."""
    start, paragraph = _paragraphs(document, candidate.span[0])
    weights: Counter[str] = Counter()
    last: dict[str, Mention] = {}
    for mention in document.mentions_in(start, candidate.sentence[1]):
        if _is_firm(mention) and mention.ref not in candidate.refs and same(mention.ref) in known:
            weights[mention.ref] += 2 if mention.start >= paragraph else 1
            last[mention.ref] = mention
    return weights, last


def _main(document: Document, candidate: Candidate, known: set[str]) -> Mention | None:
    """Return whom the whole article is on: the party it speaks of much more often than of any other."""
    ranked = sorted((-len(document.by_ref.get(ref, ())), ref) for ref in known if ref not in candidate.refs)
    if not ranked or ranked[0][0] > -_OFTEN or (len(ranked) > 1 and ranked[0][0] * 2 > ranked[1][0] * 3):
        return None
    named = document.by_ref[ranked[0][1]]
    return next((mention for mention in reversed(named) if mention.start < candidate.span[0]), named[0])


_OFTEN = 4


def _paragraphs(document: Document, at: int) -> Span:
    """Return where the paragraph before and the one at `at` begin."""
    i = bisect_right([start for start, _ in document.paragraphs], at) - 1
    return document.paragraphs[max(0, i - 1)][0], document.paragraphs[max(0, i)][0]


def is_alone(document: Document, candidate: Candidate) -> bool:
    """Tell whether the sentence names no other organisation."""
    named = {m.ref for m in document.mentions_in(*candidate.sentence) if _is_firm(m) and m.form is Form.NAME}
    return named <= candidate.refs


def _reports(mention: Mention) -> bool:
    return mention.text in words("organizations", "media")


def _is_firm(mention: Mention) -> bool:
    return mention.kind is Kind.ORGANIZATION and bool(mention.ref)

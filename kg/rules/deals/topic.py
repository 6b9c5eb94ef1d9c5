"""Deals told by one side alone, the other being whom the paragraph is on: "Acme owns 6% of the stock"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from kg.document import MARKS, Form
from kg.model import DealStatus, Kind
from kg.rules.deals.clusters import OPEN, Cluster, fits
from kg.rules.deals.frames import cue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kg.document import Document, Mention
    from kg.model import Span
    from kg.rules.deals.spots import Candidate

#: The other side of each role that a sentence can name alone.
_OTHER = {
    "acquirer": "target",
    "target": "acquirer",
    "seller": "target",
    "investor": "investee",
    "investee": "investor",
    "lender": "borrower",
    "borrower": "lender",
    "lessor": "lessee",
    "lessee": "lessor",
    "licensor": "licensee",
    "licensee": "licensor",
    "giver": "taker",
    "taker": "giver",
    "supplier": "buyer",
    "buyer": "supplier",
    "provider": "customer",
    "customer": "provider",
    "partner": "partner",
}
_ENOUGH = 3  # so much must speak for whom a paragraph is on; a mention beside the word of dealing counts double


def left_open(
    document: Document, found: Sequence[Candidate], clusters: Sequence[Cluster], same: Callable[[str], str]
) -> Iterator[Cluster]:
    """Yield a deal for each word of dealing that names one side, where no doubt is left who the other one is.

    `found` are all words of dealing, `clusters` the deals known, `same` tells who counts as one.
    """
    told = {member.sentence for cluster in clusters for member in cluster.members if not member.frame.has("weak")}
    known = _roles(clusters, same)
    fresh: list[Cluster] = []
    for candidate in found:
        if candidate.sentence in told or not _is_one_sided(candidate) or not _is_alone(document, candidate):
            continue
        [role] = {role for _, role in candidate.parties}
        fitting = {ref for ref, roles in known.items() if not (_OPPOSED.get(_OTHER[role]) and roles <= _PAYING)}
        topic = _topic(document, candidate, set(known), same, fitting)
        if topic is None or (candidate.frame.verb and not _leaves_open(document, candidate, role)):
            continue
        candidate.parties.append((topic, _OTHER[role]))
        refs = {same(ref) for ref in candidate.refs}
        if not any(len(refs & cluster.refs) > 1 and fits(candidate, cluster) for cluster in (*clusters, *fresh)):
            fresh.append(Cluster(candidate, same))
            yield fresh[-1]


#: Whoever is only known to pay is not whom somebody else pays.
_PAYING = {"acquirer", "investor", "lender"}
_OPPOSED = {"target": True, "investee": True, "borrower": True}


def _roles(clusters: Sequence[Cluster], same: Callable[[str], str]) -> dict[str, set[str]]:
    """Return the roles that each party takes in the deals known."""
    known: dict[str, set[str]] = {}
    for cluster in clusters:
        for member in cluster.members:
            for mention, role in member.parties:
                if mention.ref:
                    known.setdefault(same(mention.ref), set()).add(role)
    return known


_NOT = re.compile(r"\b(?:not|never|no|nor|neither|without|any)\b|n't\b", re.IGNORECASE)


def _is_one_sided(candidate: Candidate) -> bool:
    """Tell whether a word leaves no doubt that there is a deal, and names one side of it."""
    roles = {role for mention, role in candidate.parties if mention.ref}
    if len(candidate.refs) != 1 or len(roles) != 1 or not roles <= _OTHER.keys() or candidate.site:
        return False
    if candidate.status is DealStatus.DENIED or any(candidate.frame.has(flag) for flag in ("weak", "joins", "pair")):
        return False
    if _NOT.search(candidate.before) or cue("needed_before").search(candidate.before):
        return False
    if candidate.frame.verb:
        return candidate.kind not in OPEN and _is_certain(candidate)
    if (
        candidate.value is None
        and not candidate.counted
        and (candidate.status_span is None or candidate.frame.has("part"))
    ):
        return False  # "debt", "interest in a deal"
    return not candidate.definite and (
        candidate.kind not in OPEN or candidate.value is not None or _is_certain(candidate)
    )


def _leaves_open(document: Document, candidate: Candidate, role: str) -> bool:
    """Tell whether a verb leaves open on whom it acts; or it is said of "the company", nobody knowing which."""
    if role == candidate.frame.role("subject"):
        return True
    near = document.mentions_in(candidate.sentence[0], candidate.span[0])
    return any(m.form is Form.NOMINAL and not (m.ref or m.plural) and m.kind is Kind.ORGANIZATION for m in near)


def _is_certain(candidate: Candidate) -> bool:
    """Tell whether a sum, a quantity, a plan or a past tense goes with the word."""
    measured = candidate.value is not None or MARKS["quantity"] in candidate.words
    signed = not candidate.frame.verb and candidate.status is DealStatus.ANNOUNCED
    return signed or measured or candidate.planned or candidate.status in (DealStatus.COMPLETED, DealStatus.CANCELLED)


def _is_alone(document: Document, candidate: Candidate) -> bool:
    """Tell whether the sentence names no other organisation."""
    named = {m.ref for m in document.mentions_in(*candidate.sentence) if _is_firm(m) and m.form is Form.NAME}
    return named <= candidate.refs


def _is_firm(mention: Mention) -> bool:
    return mention.kind is Kind.ORGANIZATION and bool(mention.ref)


def _topic(
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

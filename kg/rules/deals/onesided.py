"""Deals of which the words of dealing name one side alone, the other being whom the text is on.

"Acme owns 6% of the stock" is told in a paragraph on Borealis; and reporters name the two sides of their news in the
headline and the first sentences, but not always in one clause: "Acme is to lose its independence. The board accepted a
takeover by Borealis."
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.document import MARKS, Form
from kg.model import DealStatus, Kind
from kg.rules.deals import topic
from kg.rules.deals.clusters import OPEN, Cluster
from kg.rules.deals.fitting import fits
from kg.rules.deals.frames import cue
from kg.rules.deals.lease import let
from kg.rules.deals.parties import infer
from kg.rules.deals.retold import retell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kg.document import Document
    from kg.rules.deals.spots import Candidate

_SENTENCES = 6  # so many make the opening: the headline, and two or three paragraphs
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


def one_sided(
    document: Document, found: Sequence[Candidate], clusters: Sequence[Cluster], same: Callable[[str], str]
) -> list[Cluster]:
    """Return the deals that words name one side of, where no doubt is left who the other one is.

    `found` are all words of dealing, `clusters` the deals known by their own words, `same` tells who counts as one.
    """
    let(document, clusters, set(_roles(clusters, same)), same)
    opening = _opened(document, found, clusters, same)
    retell(found, [*clusters, *opening], same)
    return [*opening, *_left_open(document, found, [*clusters, *opening], same)]


def _opened(
    document: Document, found: Sequence[Candidate], clusters: Sequence[Cluster], same: Callable[[str], str]
) -> list[Cluster]:
    """Return the deal that the opening speaks of without a clause that names both sides; at most one."""
    end = document.sentences[min(_SENTENCES, len(document.sentences)) - 1][1] if document.sentences else 0
    if any(_is_news(cluster) and cluster.members[0].sentence[1] <= end for cluster in clusters):
        return []
    taken = {id(member) for cluster in clusters for member in cluster.members}
    free = [c for c in found if c.sentence[1] <= end and id(c) not in taken and _tells(c)]
    first = next((c for c in free if c.refs), next((c for c in free if c.value), None))
    if first is None or any(first.sentence == m.sentence and first.refs <= c.refs for c in clusters for m in c.members):
        return []
    cluster = Cluster(first, same)
    for candidate in free[free.index(first) + 1 :]:
        if candidate.kind == first.kind and fits(candidate, cluster):
            cluster.add(candidate)
    return [cluster] if _completed(document, cluster, end) else []


def _completed(document: Document, cluster: Cluster, end: int) -> bool:
    """Give a deal of the opening, which ends at `end`, the sides its words leave out; tell whether it has two then."""
    while len(cluster.refs) < 2:
        other = topic.of_opening(document, cluster, end)
        if other is None:
            return False
        infer(cluster.members[0], [(other, "partner")])
        cluster.refs.add(cluster.same(other.ref))
    return True


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
        or candidate.unknown
        or any(candidate.frame.has(trait) for trait in _NOT_ALONE)
    ):
        return False
    firms = all(mention.kind is Kind.ORGANIZATION for mention, _ in candidate.parties if mention.ref)
    bought = candidate.frame.has("things") and candidate.planned  # "has agreed to buy 200 megawatts"
    return firms and (candidate.kind not in OPEN or candidate.value is not None or bought)


_NOT_ALONE = ("weak", "pair", "joins")


def _left_open(
    document: Document, found: Sequence[Candidate], clusters: Sequence[Cluster], same: Callable[[str], str]
) -> Iterator[Cluster]:
    """Yield a deal for each word of dealing that names one side in a paragraph, or an article, on the other."""
    told = {member.sentence for cluster in clusters for member in cluster.members if not member.frame.has("weak")}
    known = _roles(clusters, same)
    fresh: list[Cluster] = []
    for candidate in found:
        if candidate.sentence in told or not _is_one_sided(candidate) or not topic.is_alone(document, candidate):
            continue
        [role] = {role for _, role in candidate.parties}
        fitting = {ref for ref, roles in known.items() if not (_OPPOSED.get(_OTHER[role]) and roles <= _PAYING)}
        other = topic.of_paragraph(document, candidate, set(known), same, fitting)
        if other is None or (candidate.frame.verb and not _leaves_open(document, candidate, role)):
            continue
        infer(candidate, [(other, _OTHER[role])])
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
    if (
        candidate.unknown - roles
        or candidate.status is DealStatus.DENIED
        or any(candidate.frame.has(flag) for flag in ("weak", "joins", "pair"))
    ):
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

"""Carries over to a word of dealing the party that the words before it name: who gets one more sum, who spends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import DealKind
from kg.rules.deals.frames import cue
from kg.rules.deals.parties import infer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.rules.deals.clusters import Cluster
    from kg.rules.deals.spots import Candidate


def spend(candidate: Candidate, clusters: Sequence[Cluster]) -> None:
    """Let whoever raised the money buy what it goes into: "proceeds will be used to purchase chips from Acme"."""
    if not clusters or not candidate.frame.verb or not candidate.has("giver") or len(candidate.refs) != 1:
        return
    if cue("proceeds").search(candidate.before):
        raised = [m for c in clusters[-1:] for each in c.members for m, role in each.parties if role in _RAISING]
        infer(candidate, [(mention, "taker") for mention in raised[:1]])


_RAISING = ("borrower", "investee")


def share(candidate: Candidate, clusters: Sequence[Cluster]) -> None:
    """Let a sum that nobody is said to get go where the one told just before went: "Acme will put in $2 billion"."""
    if candidate.kind is not DealKind.INVESTMENT or not candidate.frame.verb or candidate.value is None:
        return
    if {role for _, role in candidate.parties} != {"investor"} or candidate.site:
        return
    for cluster in reversed(clusters[-2:]):
        if 0 <= candidate.at - cluster.last < _NEXT and not cluster.background:
            given = [m for each in cluster.members for m, role in each.parties if role == "investee" and m.ref]
            infer(candidate, [(mention, "investee") for mention in given[:1]])
            return


_NEXT = 250  # so many characters, about a sentence, behind one sum the next goes to the same company


#: Whoever borrows in one deal is who is invested in in another that comes with it.
_NEEDED = {"investee": ("investee", "borrower"), "borrower": ("borrower", "investee")}


def inherit(candidate: Candidate, earlier: Sequence[Candidate], clusters: Sequence[Cluster]) -> None:
    """Give a round or a loan told in one breath with another the company both are for."""
    need = candidate.frame.role("subject")
    if need == "investor" and candidate.frame.verb:
        need = "investee"
    elif candidate.frame.verb:
        return
    if need not in _NEEDED or candidate.has(need) or candidate.frame.has("joins"):
        return
    if not (candidate.value or candidate.parties):
        return
    near = [other for other in earlier[-4:] if other.sentence == candidate.sentence]
    acting = any(mention.start < candidate.span[0] for mention, _ in candidate.parties)  # "Acme led a $2 billion round"
    another = acting and candidate.value is not None and clusters and clusters[-1].value is not None
    if (candidate.background or another) and clusters and clusters[-1].kind is candidate.kind:
        near = [*clusters[-1].members[:8], *near]
    for member in reversed(near):
        for mention, role in member.parties:
            if role in _NEEDED[need]:
                infer(candidate, [(mention, need)])
                candidate.status = candidate.status or member.status
                return

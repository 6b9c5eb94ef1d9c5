"""Tells how far a deal has come: from the words of its members, from what follows them, and from when it was."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import DealKind, DealStatus, Evidence, Sourced
from kg.rules.deals.clusters import CAPITAL, OPEN
from kg.rules.deals.deeds import brought_money, is_deed, is_theirs
from kg.rules.deals.frames import cue
from kg.rules.deals.headline import is_headline
from kg.rules.deals.past import is_long_past, is_months_past, is_of_year, is_past
from kg.rules.deals.status import MODALITY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.document import Document
    from kg.model import Span
    from kg.rules.deals.candidates import Candidate
    from kg.rules.deals.clusters import Cluster
    from kg.rules.deals.ground import Ground


def speaking(cluster: Cluster) -> list[Candidate]:
    """Return the members that speak of the deal as such; weak ones only where there are no others."""
    return [m for m in cluster.members if not m.frame.has("weak")] or cluster.members


_FAR = 1000  # of a sentence no more is read
_FINAL = (DealStatus.CANCELLED, DealStatus.DENIED)


def states(
    ground: Ground, cluster: Cluster, spans: Sequence[Span], *, primary: bool
) -> tuple[Sourced[DealStatus], ...]:
    """Return the states told, oldest first: what the lead says holds, unless the deal ended or closed since.

    `primary` marks what the article reports: that is new, however long ago it says something began.
    """
    document = ground.document
    told = [m for m in speaking(cluster) if m.status is not None]
    if cluster.background or cluster.standing:
        told = [m for m in told if m.status_span or m.frame.verb] or told
    if _is_pending(ground, cluster, spans) or (primary and _is_let(ground, cluster)):
        told = [replace(m, status=DealStatus.ANNOUNCED) if m.status is DealStatus.COMPLETED else m for m in told]
    elif _is_over(ground, cluster, primary=primary):
        told = [replace(m, status=DealStatus.COMPLETED) for m in told or cluster.members[:1]]
    story = next((member for member in told if not is_headline(member)), None)
    reached: list[DealStatus] = []
    kept: list[Candidate] = []
    for member in told:
        if member is story and reached == [DealStatus.ANNOUNCED] and _hedges(kept[0], member):
            reached, kept = [], []
        if member.status not in reached and (_advances(reached, member) or _is_paid(kept, member)):
            reached.append(member.status or DealStatus.ANNOUNCED)
            kept.append(member)
    if not kept:
        return (Sourced(DealStatus.ANNOUNCED, _status_cut(document, cluster.members[0], DealStatus.ANNOUNCED)),)
    return tuple(Sourced(s, _status_cut(document, m, s)) for s, m in zip(reached, kept, strict=True))


def _hedges(headline: Candidate, member: Candidate) -> bool:
    """Tell whether the story, where it begins, calls a rumour what its headline tells as a fact."""
    return (
        not member.definite
        and headline.status_span is None
        and member.status is DealStatus.RUMOURED
        and member.at - headline.at < _OPENING
    )


_OPENING = 600  # so many characters behind a headline its story says how sure it is


def _is_over(ground: Ground, cluster: Cluster, *, primary: bool) -> bool:
    """Tell whether a deal of which no words tell the state is done: a tie that lasts, a contract of years ago."""
    if any(member.status_span for member in cluster.members):
        return False
    if cluster.standing:
        return True
    told, near = speaking(cluster), cluster.members[:4]
    if any(is_past(ground, member, by=_LONG) for member in near) and not primary:
        return True
    if any(member.planned and member.kind is not None for member in near):
        return False
    if not primary and (_runs(cluster) or any(is_deed(member) for member in speaking(cluster)[:4])):
        return True
    if cluster.firm and all(member.status is None for member in told):
        return any(
            _IS.search(m.before) and not _AGREED.search(m.before) for m in near
        )  # "is a joint venture of Acme and Borealis"
    if cluster.kind in (DealKind.INVESTMENT, DealKind.FINANCING) and not primary:
        return any(is_months_past(ground, member) for member in near if brought_money(member))
    silent = cluster.kind in CAPITAL and all(member.status is None for member in told)
    if not primary and all(member.status is None for member in told) and any(map(is_theirs, told)):
        return True
    signed = cluster.kind not in CAPITAL and not primary and not any(member.planned for member in told)
    own = [
        member for member in near if len(member.refs) > 1 or not member.definite
    ]  # not "the deal it struck last year"
    return (silent and any(is_past(ground, m) for m in near)) or (signed and any(is_long_past(ground, m) for m in own))


def _runs(cluster: Cluster) -> bool:
    """Tell whether something goes on under a deal told in passing: "resells its software under a pact"."""
    under = (m for m in cluster.members[:4] if not m.frame.verb and m.kind in OPEN and not m.planned)
    return any(cue("runs_under").search(m.before) for m in under)


_LONG = 3  # so many years after it was agreed, a deal has come about, or there is word that it has not
_AGREED = re.compile(r"\b(?:agree[sd]?|plans?|will|would|intends?|to)\b")
_IS = re.compile(r"\b(?:is|are|remains?|operates?|runs?|owns?|through|via)(?: a| an| the| their| its)?(?: [\w-]+)? $")


def _is_let(ground: Ground, cluster: Cluster) -> bool:
    """Tell whether a lease is news: "has leased" says that it is signed, not that anybody has moved in."""
    told = any(member.status_span or member.background for member in cluster.members)
    return cluster.kind is DealKind.LEASE and not (told or cluster.standing or is_past(ground, cluster.members[0]))


def _is_pending(ground: Ground, cluster: Cluster, spans: Sequence[Span]) -> bool:
    """Tell whether what is told as done is yet to close: "has been acquired ... subject to approval"."""
    if cluster.background or cluster.kind is not DealKind.ACQUISITION or any(m.status_span for m in cluster.members):
        return False
    if is_of_year(ground, cluster.members[0]):
        return False  # what is pending is another deal
    following = [ground.following(member.sentence) for member in cluster.members[:4]]
    near = ((start, min(end, start + _FAR)) for start, end in (*spans, *following))
    return any(cue("pending").search(ground.text, start, end) for start, end in near)


def _advances(states: Sequence[DealStatus], member: Candidate) -> bool:
    """Tell whether a state can follow those told before: talks after an announcement are about something else."""
    if not states:
        return True
    if states[-1] in (*_FINAL, DealStatus.COMPLETED):
        return False
    if member.status is DealStatus.RUMOURED:
        return False
    if states[-1] is DealStatus.RUMOURED and member.status is DealStatus.ANNOUNCED:
        return False
    return member.status_span is not None


def _is_paid(kept: Sequence[Candidate], member: Candidate) -> bool:
    """Tell whether the money that a headline says is raised or borrowed has come: "raises", then "has raised"."""
    if len(kept) != 1 or kept[0].status is not DealStatus.ANNOUNCED or kept[0].status_span or kept[0].planned:
        return False
    return member.status is DealStatus.COMPLETED and (member.has("investee") or member.has("borrower"))


# The words that lower the commitment open the words that tell the state.
_HEDGE = re.compile(
    r"in (?:\w+[ -]){0,3}(?:talks|discussions|negotiations)|(?:close|looking|hop(?:es|ing)|wants|said) to|[\w'’-]+",
    re.I,
)


def _status_cut(document: Document, member: Candidate, status: DealStatus) -> Evidence:
    start, end = member.status_span or member.span
    end = max(end, member.span[1]) if member.status_span and start < member.span[0] else end
    hedge = _HEDGE.match(document.text, start, end) if member.status_span and status is DealStatus.RUMOURED else None
    return Evidence.cut(
        document.article,
        start,
        end,
        "deal-status",
        MODALITY[status],
        refutes=status is DealStatus.DENIED,
        hedge=hedge.group() if hedge else "",
    )

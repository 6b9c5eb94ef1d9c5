"""Finds the sides of a lease that its own words leave out: whose tenant it is, who leases, who lets."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from kg.document import BOUNDARY, Form, pattern
from kg.model import DealKind, DealStatus, Kind
from kg.rules.deals import topic
from kg.rules.deals.frames import Frame, cue
from kg.rules.deals.parties import infer
from kg.rules.deals.spots import Candidate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kg.document import Document, Mention
    from kg.rules.deals.clusters import Cluster

_FRAME = Frame(DealKind.LEASE, {}, frozenset())
_SIDES = {"lessor": "lessee", "lessee": "lessor", "partner": "partner"}


@cache
def _tenants() -> re.Pattern[str]:
    return pattern(
        r"{lessor:org}(?:'s?| has)? (?:[\w-]+ ){0,4}tenants?,? "
        rf"(?:[^{BOUNDARY};.]{{0,20}}\b(?:is|are|will be|was) )?{{lessee:org}}|"
        r"{first:org} (?:has |have |to )?(?:land(?:s|ed)?|sign(?:s|ed)?|secure[sd]?|name[sd]?|add(?:s|ed)?|wins?|won) "
        r"{second:org} as (?:[\w-]+ |{org} ){0,4}tenant|"
        rf"{{builder:org}}[^{BOUNDARY};.]{{1,140}}? with {{anchor:org}} as (?:[\w-]+ ){{0,3}}tenant|"
        r"{sole:org} (?:is|was|will be|becomes|became|to be|will become|has become) (?:the|an?) "
        r"(?:[\w-]+ ){0,3}tenant (?:of|at|in|for) "
        r"(?:the )?{owner:org}"
    )


def tenants(document: Document) -> Iterator[Candidate]:
    """Yield a lease for each company that is called another's tenant: "Acme's sole tenant will be Borealis"."""
    masked = document.plain
    for match in masked.matches(_tenants()):
        pairs = (("lessor", "lessee"), ("first", "second"), ("owner", "sole"), ("builder", "anchor"))
        names = next(pair for pair in pairs if match[pair[0]])
        lessor, lessee = (masked.mention(match, name) for name in names)
        if not lessor.ref or not lessee.ref or lessor.ref == lessee.ref:
            continue
        yield Candidate(
            at=match.start(),
            span=masked.span(match),
            sentence=document.sentence(lessor.start),
            frame=_FRAME,
            word="tenant",
            kind=DealKind.LEASE,
            parties=[(lessee, "lessee"), (lessor, "lessor")],
            status=DealStatus.ANNOUNCED,
        )


def fill(document: Document, found: Sequence[Candidate]) -> None:
    """Give a lease the side that its words leave out, where the text around it tells who that is."""
    for candidate in found:
        if candidate.kind is not DealKind.LEASE:
            continue
        if candidate.frame.verb:
            _fill_passive(document, candidate)
        elif not candidate.refs and not candidate.definite and cue("premises").search(candidate.words):
            tenant = _tenant(document, candidate)
            if tenant is not None:
                infer(candidate, [(tenant, "lessee")])


def _fill_passive(document: Document, candidate: Candidate) -> None:
    """Give "the campus is leased to Acme", "a hall leased from Acme" whom the article is about as the other side."""
    roles = {role for mention, role in candidate.parties if mention.ref}
    start = max(candidate.sentence[0], candidate.span[0] - 60)
    if len(roles) != 1 or not cue("let").search(document.text, start, candidate.span[1] + 6):
        return
    role = _SIDES.get(roles.pop(), "")
    topic = _topic(document, candidate)
    if role and topic is not None:
        infer(candidate, [(topic, role)])


def let(document: Document, clusters: Sequence[Cluster], known: set[str], same: Callable[[str], str]) -> None:
    """Give a lease that names one side the company which its paragraph, or the article, is on as the other.

    `known` are the parties of the deals told, `same` tells who counts as one.
    """
    for cluster in clusters:
        first = cluster.members[0]
        if (
            cluster.kind is DealKind.LEASE
            and len(cluster.refs) == len(first.refs) == 1
            and not _is_let_by_another(first)
        ):
            role = next(role for mention, role in first.parties if mention.ref)
            other = topic.of_paragraph(document, first, known, same, known)
            if other is not None and role in _SIDES and same(other.ref) not in cluster.refs:
                infer(first, [(other, _SIDES[role])])
                cluster.refs.add(same(other.ref))


def is_left_open(cluster: Cluster) -> bool:
    """Tell whether one side of a lease is all that is known, of a place spoken of before: "leases the site"."""
    first = cluster.members[0]
    spoken_of = first.has("lessor") or first.words.lower().startswith(("the ", "all ", "it ", "them "))
    return cluster.kind is DealKind.LEASE and len(cluster.refs) == 1 and len(cluster.members) < _FEW and spoken_of


_FEW = 3


def _is_let_by_another(lease: Candidate) -> bool:
    """Tell whether the words speak of somebody else without a name, or of offices: "leases a hall from its builder"."""
    behind = lease.around.rpartition(lease.word)[2]
    other = _FROM.search(behind) or lease.before.endswith(" or ")
    return bool(other) or bool(cue("premises").search(lease.words) and not cue("site").search(lease.words))


_FROM = re.compile(r"\b(?:from|with) (?:its|an?|the)\b")


def _topic(document: Document, candidate: Candidate) -> Mention | None:
    """Return the company most spoken of before a place of the text."""
    before = [
        m
        for m in document.mentions_in(max(0, candidate.span[0] - _NEAR), candidate.span[0])
        if m.kind is Kind.ORGANIZATION and m.form is Form.NAME
    ]
    counts = Counter(m.ref for m in before if m.ref and m.ref not in candidate.refs)
    if not counts:
        return None
    best = max(counts, key=lambda ref: counts[ref])
    return next(m for m in reversed(before) if m.ref == best)


_NEAR = 6000  # so many characters before a lease tell what the article is about


def _tenant(document: Document, candidate: Candidate) -> Mention | None:
    start, end = candidate.sentence
    before = document.sentence(max(0, start - 2))
    for first, last in ((start, end), before):
        named = [m for m in document.mentions_in(first, last) if m.kind is Kind.ORGANIZATION and m.ref]
        if named:
            return named[0]
    return None

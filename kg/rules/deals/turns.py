"""Reads how a later sentence ends, denies or completes a deal told before: "Acme walked away", "Talks collapsed"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.document import pattern
from kg.lexicon import table
from kg.model import DealStatus
from kg.rules.deals.frames import Frame
from kg.rules.deals.spots import Candidate
from kg.rules.deals.status import is_awaited

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator, Sequence

    from kg.document import Document, Masked
    from kg.rules.deals.clusters import Cluster

#: The flag of words that only tell how a deal went on.
TURNS = "turns"
_FRAME = Frame(None, {}, frozenset({TURNS}))
_REACH = 500  # so many characters behind the words of a deal its turn is told
_ENDS = (DealStatus.CANCELLED, DealStatus.DENIED)


@cache
def _shapes() -> tuple[tuple[DealStatus, re.Pattern[str]], ...]:
    """Return the shapes with what they tell."""
    macros = {
        "it": "it|them|{org}",
        "since": r"(?:'s? (?:board|directors|shareholders|management|owners|chairman|chief executive))?"
        r"(?: (?:has|have|had|was|were|is|are|later|then|since|eventually|ultimately|abruptly|quickly))* ",
    }
    rows = [
        (DealStatus(state), rf"(?i){'{org}' if key == 'by' else ''}(?:{source})")
        for state, row in table("sides")["turns"].items()
        for key, sources in row.items()
        for source in sources
    ]
    return tuple((state, pattern(_named(source), macros)) for state, source in rows)


def _named(source: str) -> str:
    return source.replace("(?i){org}", "(?i){who:org}", 1)


def turns(document: Document) -> Iterator[Candidate]:
    """Yield the turns that deals take, each with the party that acts, where one does."""
    masked = document.plain
    for state, shape in _shapes():
        for match in masked.matches(shape):
            who = [masked.mention(match, "who")] if "who" in shape.groupindex else []
            if any(not mention.ref for mention in who) or _is_ahead(masked, match, state):
                continue
            yield Candidate(
                at=match.start(),
                span=masked.span(match),
                sentence=document.sentence(masked.start(match.start())),
                frame=_FRAME,
                word="turn",
                kind=None,
                parties=[(mention, "") for mention in who],
                status=state,
                status_span=masked.span(match),
            )


def _is_ahead(masked: Masked, match: re.Match[str], state: DealStatus) -> bool:
    """Tell whether a completion is only awaited: "once the deal has closed"."""
    if state is not DealStatus.COMPLETED:
        return False
    return is_awaited(masked.text[max(0, match.start() - 40) : match.start()], match.group()[-25:])


def take_turn(turn: Candidate, clusters: Sequence[Cluster], same: Callable[[str], str]) -> None:
    """Let the last deal told say how it went on, where it is open yet and who acts is a party of it."""
    near = [cluster for cluster in clusters[-6:] if 0 <= turn.at - cluster.last <= _REACH]
    for cluster in sorted(near, key=lambda cluster: -cluster.last):
        if not _is_open(cluster, turn):
            continue
        if all(same(mention.ref) in cluster.refs for mention, _ in turn.parties):
            turn.parties = []
            cluster.add(turn)
            return
        if not turn.parties:
            return


def _is_open(cluster: Cluster, turn: Candidate) -> bool:
    """Tell whether a deal can take the turn: it is not done, and what is denied was only rumoured."""
    told = [member.status for member in cluster.members if member.status is not None]
    if cluster.standing or (told and told[-1] in (*_ENDS, DealStatus.COMPLETED)):
        return False
    return turn.status is not DealStatus.DENIED or DealStatus.RUMOURED in told

"""Reads who is on a side of a deal told before, by the word for that side: "The seller, Acme", "It was led by"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.document import BOUNDARY, Form, pattern
from kg.lexicon import alternation, table
from kg.rules.deals.clusters import CAPITAL, OPEN, Cluster
from kg.rules.deals.frames import Frame
from kg.rules.deals.spots import Candidate

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kg.document import Document, Masked, Mention

#: The flag of a word that names a side; `many` goes with it where several can be on it.
NAMES = "names"
_REACH = 700  # so many characters behind the words of a deal its sides are named


# Words that lead on to something else than one more name.
_VERBAL = (
    "had|has|have|is|are|was|were|will|would|which|who|that|said|says|to|by|of|in|on|at|from|with|for|than|not|no|as"
)


@cache
def _frames() -> Mapping[str, Frame]:
    """Return for each word for a side what it makes of whoever is called so, by kind of deal."""
    return {word: _frame(row) for row in table("sides")["side"] for word in row["words"]}


def _frame(row: Mapping[str, object]) -> Frame:
    roles = {key: value for key, value in row.items() if isinstance(value, str)}
    return Frame(None, roles, frozenset({NAMES, "many"} if row.get("many") else {NAMES}))


@cache
def _money() -> Frame:
    return _frame(table("sides")["money"][0])


@cache
def _shapes() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    """Return the shapes that hold a word for a side, those that hold a mention, and those that speak of money."""
    one = rf"(?:the |an? )?(?:(?!(?:{_VERBAL})\b)[\w-]+ ){{0,3}}?{{org|person}}"
    macros = {
        "word": alternation(_frames()),
        "fill": r"(?:(?:an? |the |{org}'s? )?(?:[\w-]+ ){0,3}(?:unit|arm|subsidiary|affiliate|division|part) of )?"
        rf"(?:the |an? )?(?:(?!(?:{_VERBAL})\b)[\w'-]+ ){{0,4}}",
        "list": rf"(?P<list>{{org|person}}(?:(?:, (?:and )?| and | & |, as well as | as well as ){one}){{0,6}})",
    }
    shapes = table("sides")["shapes"]
    return {key: tuple(pattern(f"(?i){source}", macros) for source in shapes[key]) for key in shapes}


def named_sides(document: Document) -> Iterator[Candidate]:
    """Yield a candidate for each word for a side that a name is given to; whose deal it is, the deals told decide."""
    masked = document.plain
    readings = {"named": _worded, "money": _paid}
    if any(_side(mention) for mention in document.mentions):
        readings["called"] = _called
    for key, reading in readings.items():
        for shape in _shapes()[key]:
            for match in masked.matches(shape):
                frame = reading(masked, match)
                found = [m for m in masked.mentions(match, "list") if m.ref and m.form is Form.NAME]
                if frame is not None and found:
                    yield _candidate(document, match, frame, found if frame.has("many") else found[:1])


def _worded(_: Masked, match: re.Match[str]) -> Frame | None:
    """Return what the word for a side means."""
    return _frames()[match["word"].lower()]


def _called(masked: Masked, match: re.Match[str]) -> Frame | None:
    """Return what a mention that may be a word for a side means: "the lender"."""
    return _side(masked.mention(match, "call"))


def _side(mention: Mention) -> Frame | None:
    words = mention.text.lower().split(" ") if mention.form is Form.NOMINAL else []
    return next((frame for i in range(len(words)) if (frame := _frames().get(" ".join(words[i:])))), None)


def _paid(masked: Masked, match: re.Match[str]) -> Frame | None:
    """Return what giving the money means; nothing where no round or loan can be meant."""
    call = masked.mention(match, "call") if "call" in match.re.groupindex and match["call"] else None
    return _money() if call is None or call.text.lower() == "it" else None


def _candidate(document: Document, match: re.Match[str], frame: Frame, found: Sequence[Mention]) -> Candidate:
    masked = document.plain
    return Candidate(
        at=match.start(),
        span=masked.span(match),
        sentence=document.sentence(masked.start(match.start())),
        frame=frame,
        word="side",
        kind=None,
        parties=[(mention, "") for mention in found],
        around=match.group().split(BOUNDARY)[0],
    )


def take_side(side: Candidate, clusters: list[Cluster], orphans: list[Candidate], same: Callable[[str], str]) -> None:
    """Give a deal told shortly before the party that a word for its side names; else make one of a word left alone.

    Nothing happens where no deal fits: where each has somebody on that side, or none has such a side.
    """
    near = [cluster for cluster in clusters[-6:] if 0 <= side.at - cluster.last <= _REACH]
    told: list[tuple[int, Cluster | Candidate]] = [(cluster.last, cluster) for cluster in near]
    told += [(other.at, other) for other in orphans[-6:] if 0 <= side.at - other.at <= _REACH and other.refs]
    for _, deal in sorted(told, key=lambda item: -item[0]):
        cluster = Cluster(deal, same) if isinstance(deal, Candidate) else deal
        role = _role(side, cluster)
        if not role:
            continue
        side.parties = [(mention, role) for mention, _ in side.parties if same(mention.ref) not in cluster.refs]
        if side.parties:
            cluster.add(side)
        if side.parties and isinstance(deal, Candidate):
            orphans.remove(deal)
            clusters.append(cluster)
        return


def leads_on(side: Candidate, following: Sequence[Candidate]) -> bool:
    """Give who put in money to the round that the same clause goes on to: "Acme was among those who joined a round"."""
    for candidate in following:
        role = side.frame.role(str(candidate.kind)) if side.frame.has("many") else ""
        if candidate.sentence != side.sentence or candidate.at - side.at > _CLAUSE:
            return False
        if role and candidate.value is not None and not candidate.has(role) and not candidate.frame.has(NAMES):
            candidate.parties += [(m, role) for m, _ in side.parties if m.ref not in candidate.refs]
            return True
    return False


_CLAUSE = 80  # masked characters


def _role(side: Candidate, cluster: Cluster) -> str:
    """Return the role that whoever is named takes in a deal; empty where it has none or somebody has it already."""
    if cluster.standing or cluster.background:
        return ""
    role = side.frame.role("open" if cluster.kind in OPEN else str(cluster.kind))
    if side.frame.has("many"):
        return role
    taken = {role for member in cluster.members for mention, role in member.parties if mention.ref}
    full = len(cluster.refs) > 1 and (cluster.kind not in CAPITAL or role not in ("seller",))
    return "" if role in taken or full else role

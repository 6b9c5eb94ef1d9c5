"""Tells how far a deal has come by the words that govern the word of dealing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.document import BOUNDARY, MARKS
from kg.model import DealStatus, Modality
from kg.rules.deals.frames import heard, low_cue
from kg.text import lower

if TYPE_CHECKING:
    from kg.document import Masked
    from kg.rules.deals.spots import Candidate

_CUES = (
    (DealStatus.DENIED, "denied_before", "denied_after"),
    (DealStatus.CANCELLED, "cancelled_before", "cancelled_after"),
    (DealStatus.RUMOURED, "rumoured_before", "rumoured_after"),
    (DealStatus.COMPLETED, "completed_before", "completed_after"),
)
_WINDOW = 140
MODALITY = {
    DealStatus.RUMOURED: Modality.POSSIBLE,
    DealStatus.DENIED: Modality.ASSERTED,
    DealStatus.CANCELLED: Modality.ASSERTED,
    DealStatus.COMPLETED: Modality.ASSERTED,
    DealStatus.ANNOUNCED: Modality.ASSERTED,
}


def told(masked: Masked, first: int, last: int) -> tuple[DealStatus, int, int] | None:
    """Return the status that cue words give the word of dealing at ``[first, last)``, and the words, masked.

    Nothing when no cue governs it; what that means depends on the word of dealing itself.
    """
    start = max(0, first - _WINDOW)
    start = max(start, masked.text.rfind(BOUNDARY, start, first) + 1)
    start += _clause(masked.text[start:first])
    before = lower(masked.text[start:first])
    beside = bool(_RELATIVE.search(masked.text, max(0, start - 6), start))
    end = masked.text.find(BOUNDARY, last, last + 2 * _WINDOW)
    after = masked.text[last : end if end >= 0 else last + 2 * _WINDOW]
    after = lower(after[: other.start()] if (other := _OTHERS.search(after)) else after)
    words = masked.sentences.words_at(first)
    for status, ahead, behind in _CUES:
        found = heard(ahead, before, words, low=True)
        if found and status is DealStatus.RUMOURED and _is_weighed(found.group(), masked.text[first : first + 3]):
            continue
        if found and not _is_open(status, before[: found.start()]):
            return status, start + found.start(), first
        found = heard(behind, after, words, low=True) if behind else None
        if (
            found
            and status is DealStatus.COMPLETED
            and is_awaited(masked.text[max(0, first - _NEAR) : first], after[:_SOON])
        ):
            return None  # "once the deal has closed"
        if not (found or beside) and status is DealStatus.RUMOURED and not low_cue("settled_before").search(before):
            found = heard("sourced_after", after, words, low=True)
        if found:
            return status, last, last + found.end()
    return None


def tell(found: Candidate, masked: Masked, first: int, last: int) -> None:
    """Give a candidate, whose word with its phrase is ``[first, last)`` of masked text, the status that cues tell."""
    heard_of = told(masked, first, last)
    if heard_of is None or (found.background and heard_of[0] is DealStatus.RUMOURED and heard_of[1] >= found.at):
        return
    status, start, end = heard_of
    if status is DealStatus.DENIED and found.definite and (not found.parties or _IS_NOT.search(found.before)):
        return  # "is not part of the deal", "is not Acme's first deal": neither denies one
    found.status = status
    found.status_span = (masked.start(start), masked.start(end - 1) + 1)


_IS_NOT = re.compile(r"\b(?:is|was|are|were)(?: not|n['’]t) (?:\S+ ){0,4}$")


# "the campuses that Acme [builds]" is no part of what sources say, nor of what is hoped for.
_RELATIVE = re.compile(r"\b(?:that|which|where|whom|whose)$", re.IGNORECASE)
_WHOSE = rf"(?:that|which|where|whom)(?= {MARKS['org']} (?:is|are|has|have)\b)"
#: "bought Acme, and Bolt's purchase of Corvin fell apart": what follows is told of another deal.
_OTHERS = re.compile(rf"(?:, (?:and|but|while|whereas)|;|\bwhile) {MARKS['org']}['’]")
_APART = re.compile(rf"\b(?:after|when|while|because|although|though|whereas|{_WHOSE})\b", re.IGNORECASE)


def _clause(before: str) -> int:
    """Return where the clause of the word of dealing begins: "talks come a year after Acme [raised]"."""
    return max((found.end() for found in _APART.finditer(before)), default=0)


_WEIGHING = re.compile(r"(?:consider|weigh|look|discuss|explor|pursu)")
_WHOSE_DEAL = re.compile(rf"{MARKS['org']}['’]")


def _is_weighed(words: str, behind: str) -> bool:
    """Tell whether others look into a deal that is somebody's: "the commission is looking into Acme's takeover"."""
    return bool(_WHOSE_DEAL.match(behind) and _WEIGHING.match(words))


_IF = re.compile(r"\b(?:if|unless|should)\b[^,;]*$", re.IGNORECASE)


def _is_open(status: DealStatus, before: str) -> bool:
    """Tell whether an end itself lies ahead or is open: "expects to complete its purchase", "if Acme terminates"."""
    if status is DealStatus.COMPLETED:
        return bool(low_cue("pending_before").search(before))
    return status is DealStatus.CANCELLED and bool(_IF.search(before))


_UNTIL = re.compile(
    r"\b(?:once|until|unless|if|before|upon|by the time|assuming|provided) (?:\w+ ){0,3}$", re.IGNORECASE
)
_WHEN = re.compile(r"\b(?:when|after|as soon as) (?:\w+ ){0,3}$", re.IGNORECASE)
_NOW = re.compile(r"\b(?:closes|completes|has|have|is|are)\b")
_NEAR, _SOON = 40, 20  # so many characters before and behind


def is_awaited(before: str, after: str) -> bool:
    """Tell whether an end lies ahead: "once the deal has closed", "when it closes"; not "when it closed"."""
    before = before.rsplit(BOUNDARY, 1)[-1]
    return bool(_UNTIL.search(before) or (_WHEN.search(before) and _NOW.search(after)))


_BE = re.compile(r"\b(?:is|are|was|were|been|being|be|get|gets|got)\W+(?:\w+ly\W+)?$", re.IGNORECASE)


def is_passive(before: str) -> bool:
    """Tell whether the words before a participle make it passive."""
    return bool(_BE.search(before))

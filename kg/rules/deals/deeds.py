"""Tells whether a word of dealing speaks of a deed, and not of what was agreed: "has ordered", "its purchase of"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.lexicon import tag
from kg.model import DealKind, DealStatus
from kg.rules.deals.clusters import CAPITAL
from kg.rules.deals.frames import cue, word_list

if TYPE_CHECKING:
    from kg.rules.deals.spots import Candidate


def is_theirs(member: Candidate) -> bool:
    """Tell whether somebody's purchase is spoken of as known, and not as planned: "came with its purchase of Acme"."""
    owned = member.definite and not member.frame.verb and len(member.refs) > 1
    return (
        owned
        and member.kind in (DealKind.ACQUISITION, DealKind.LICENSING)
        and not cue("unsettled").search(member.around)
    )


def is_deed(member: Candidate) -> bool:
    """Tell whether words in the past say what was done, and not what was agreed: "has ordered", "took out a loan"."""
    if member.planned or member.status not in (None, DealStatus.ANNOUNCED) or cue("optional").search(member.around):
        return False
    if not member.frame.verb:
        return member.kind in CAPITAL and bool(cue("done_before").search(member.before))
    verb = member.word.split(" ")[0]  # "turned to"
    done = tag(verb) in ("VBD", "VBN") and not word_list("binding") & {member.word, verb}
    return done and not cue("undone_before").search(member.before)


_PROMISE = re.compile(r"\b(?:commit|pledg|promis|guarant|announc|unveil)", re.IGNORECASE)


def brought_money(member: Candidate) -> bool:
    """Tell whether a word of dealing is of a sum that somebody raised or borrowed, and not of a promise."""
    raised = member.frame.role("subject") in ("investee", "borrower")
    if member.kind is DealKind.INVESTMENT and not (raised or member.frame.verb):
        return not (_PROMISE.search(member.around) or cue("unsettled").search(member.around))  # "an investment of May"
    return raised and not _PROMISE.search(member.around)

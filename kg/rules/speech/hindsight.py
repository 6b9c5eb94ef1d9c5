"""Where and when something was said as far as later words of the article tell it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Manner
from kg.rules.speech.memory import LASTING, again
from kg.rules.speech.settings import named
from kg.rules.speech.times import days

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.document import Document
    from kg.model import Sourced, Span, Statement, TimeSpan

#: A sentence about what was said before it: "She made the comments in an interview on Monday".
_AFTERWORD = re.compile(
    r"\b(?:(?:shared|broke|delivered|announced) the news|made (?:the|those|these|his|her|their) "
    r"(?:remarks?|comments?|statements?|announcement|revelation)|(?:remarks|comments|announcement|news|statement)s? "
    r"(?:came|comes|were made|was made)|(?:was|were) speaking|spoke)\b[^.\n]{0,200}"
)


#: Without any of these words there is no such sentence.
_AFTER = ("the news", "made ", "comment", "remarks", "announcement", "statement", " speaking", "spoke")


def fill(document: Document, statements: Sequence[Statement], headlines: Sequence[Span]) -> list[Statement]:
    """Return the statements, each with the place and time that only later words give.

    These are a sentence about the saying, the speaker's next words in the paragraph, and, for what the first of
    the `headlines` quotes, the same words in the article.
    """
    starts = [start for start, _ in document.paragraphs]
    paragraphs = [bisect_right(starts, s.evidence.start) - 1 for s in statements]
    after = {at: setting for at in set(paragraphs) if (setting := _afterword(document, document.paragraphs[at]))}
    out = list(statements)
    for at in reversed(range(len(out))):
        follower = out[at + 1] if at + 1 < len(out) and paragraphs[at + 1] == paragraphs[at] else None
        if out[at].channel is None and follower is not None and follower.speaker.ref == out[at].speaker.ref is not None:
            out[at] = _with(out[at], follower.channel, follower.said)
        if out[at].channel is None and (found := after.get(paragraphs[at])) and found[0] > out[at].evidence.end:
            out[at] = _with(out[at], found[1], found[2])
    out = _dated(out)
    if not headlines or not out or out[0].evidence.start >= headlines[0][1]:
        return out
    body = [s for s in out if s.manner is Manner.DIRECT and s.evidence.start >= headlines[0][1]]
    return [_from_body(s, body) if s.evidence.start < headlines[0][1] and s.channel is None else s for s in out]


def continued(statement: Statement, before: Statement | None) -> Statement:
    """Return a statement with the place and time of the one it goes on from, where it has no place of its own."""
    return _with(statement, before.channel, before.said) if before and statement.channel is None else statement


def _dated(statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements, those of one speaker on one occasion all with its day."""
    found: dict[tuple[str, str], Sourced[TimeSpan]] = {}
    for statement in statements:
        if statement.speaker.ref and statement.said and statement.channel and statement.channel.value in LASTING:
            found.setdefault((statement.speaker.ref, statement.channel.value), statement.said)
    return [
        s
        if s.said or not s.channel or not s.speaker.ref
        else replace(s, said=found.get((s.speaker.ref, s.channel.value)))
        for s in statements
    ]


def _with(statement: Statement, channel: Sourced[str] | None, said: Sourced[TimeSpan] | None) -> Statement:
    return replace(statement, channel=again(channel), said=statement.said or (said if channel else None))


def _from_body(statement: Statement, quoted: Sequence[Statement]) -> Statement:
    same = next((s for s in quoted if statement.text in s.text), None)
    if same is None:
        return statement
    if same.speaker.ref and not (statement.speaker.ref or "").startswith("person/"):
        statement = replace(statement, speaker=same.speaker, role=same.role, organization=same.organization)
    return _with(statement, same.channel, same.said)


def _afterword(document: Document, span: Span) -> tuple[int, Sourced[str] | None, Sourced[TimeSpan] | None] | None:
    """Return where a paragraph tells on what occasion its words were said, with occasion and day."""
    told = any(document.text.find(word, *span) >= 0 for word in _AFTER)
    match = _AFTERWORD.search(document.text, *span) if told else None
    channel = named(document, [match.span()]) if match else None
    if match is None or channel is None:
        return None
    return match.start(), channel, next(days(document, match.span()), None)

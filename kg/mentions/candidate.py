"""A place of a text that may be a name, before anything decides whether it is one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """Words that may be a name.

    `initial`: the first word opens a sentence or a quotation, so its capital says nothing. `headline`: all words of
    the sentence have capitals.
    """

    start: int
    end: int
    text: str
    initial: bool = False
    headline: bool = False

"""The sentences behind ties: the words a claim rests on are few, the sentence they stand in says what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from kg.queries import ask
from kg.results import Rows
from kg.text import paragraphs, sentences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.analysis.network import Tie

_TEXTS: Final = "SELECT ?article ?text WHERE {{ VALUES ?article {{ {} }} ?article schema:text ?text }}"


def told(store: Any, ties: Iterable[Tie]) -> dict[Tie, str]:
    """Give for each tie the sentence (or sentences) that its words stand in; the words where no text is stored."""
    wanted = sorted(set(ties))
    known = texts(store, sorted({tie.article for tie in wanted}))
    return {
        tie: sentence(known[tie.article], tie.start, tie.end) if tie.article in known else tie.words for tie in wanted
    }


def sentence(text: str, start: int, end: int) -> str:
    """Give the sentences of `text` that the characters from `start` to `end` touch, white space made single."""
    touched = [
        span
        for paragraph in paragraphs(text)
        if paragraph[0] < end and paragraph[1] > start
        for span in sentences(text, paragraph)
        if span[0] < end and span[1] > start
    ]
    if not touched:
        return " ".join(text[start:end].split())
    return " ".join(text[touched[0][0] : touched[-1][1]].split())


def texts(store: Any, articles: list[str]) -> dict[str, str]:
    """Give the texts of articles by IRI, as far as they are stored."""
    if not articles:
        return {}
    answer = ask(store, _TEXTS.format(" ".join(str(ox.NamedNode(article)) for article in articles)))
    assert isinstance(answer, Rows)  # noqa: S101 - a SELECT
    return {record["article"]: record["text"] for record in answer.records()}

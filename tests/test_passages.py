"""Passages in which every pronoun and description that is marked leads to whom the marks name.

`passages.txt` holds them: "the company[Acme Mills]" says that "the company" is Acme Mills.
"""

import re
from pathlib import Path

import pytest

from kg.document import Form
from kg.entries import Known
from kg.mentions import prepare
from kg.model import Article, Kind
from kg.registry import Registry, registry

PASSAGES = (Path(__file__).parent / "passages.txt").read_text("utf-8").strip().split("\n\n---\n\n")
MARK = re.compile(r"\[([^\]]+)\]")


def marks_of(passage: str) -> dict[int, str]:
    """Return whom each mark names by the offset, in the passage without marks, that it stands at."""
    marks, taken = {}, 0
    for mark in MARK.finditer(passage):
        marks[mark.start() - taken] = mark[1]
        taken += len(mark[0])
    return marks


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: MARK.sub("", passage)[:30])
def test_marked_words_lead_to_whom_the_marks_name(passage: str) -> None:
    marks, text = marks_of(passage), MARK.sub("", passage)
    firms = [Known(f"org/{name}", Kind.ORGANIZATION, (name,)) for name in sorted(set(marks.values()) | named(text))]
    document = prepare(Article("a", text), Registry((*registry().entries, *firms)))
    told = {m.end: m.ref for m in document.mentions if m.form is not Form.NAME}
    assert {end: told.get(end) for end in marks} == {end: f"org/{name}" for end, name in marks.items()}


def named(text: str) -> set[str]:
    """Return the firms of all passages that are named in one."""
    firms = {name for passage in PASSAGES for name in marks_of(passage).values()}
    return {name for name in firms if name in text}

"""Quotation marks of every habit, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.quotations import quotations
from kg.text import paragraphs


def quoted(text: str) -> list[str]:
    return [text[slice(*quotation.inner)] for quotation in quotations(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“We are ready,” Doe said.", ["We are ready,"]),
        ('"We are ready," Doe said. "Now."', ["We are ready,", "Now."]),
        ("‘We’re ready,’ Doe said.", ["We’re ready,"]),
        ("'The firms' plans aren't done,' Doe said.", ["The firms' plans aren't done,"]),
        ("``We are ready,'' Doe said.", ["We are ready,"]),
        ("«Oui», Doe said.", ["Oui"]),
        ('“We are ready," Doe said.', ["We are ready,"]),
        ("”We are ready,” Doe said “again“.", ["We are ready,", "again"]),
        ("“He called it ‘new’ and “odd” then,” Doe said.", ["He called it ‘new’ and “odd” then,"]),
        ("‘He said “no” to me,’ Doe said.", ["He said “no” to me,"]),
    ],
)
def test_marks_of_every_habit_are_paired(text: str, inner: list[str]) -> None:
    assert quoted(text) == inner


@pytest.mark.parametrize(
    "text",
    [
        "The firms' plans and Acme's deal",
        "Rock 'n' roll",
        'A 5\'10" man and a 6" nail',
        "The ’90s and the ‘80s",
        'A stray " mark',
    ],
)
def test_apostrophes_inches_and_stray_marks_are_no_quotations(text: str) -> None:
    assert quoted(text) == []


def test_a_forgotten_mark_does_not_swallow_the_next_quotation() -> None:
    assert quoted("“We are ready, said Doe. “We have waited.”") == ["We have waited."]


def test_a_quotation_over_paragraphs_says_that_it_continues() -> None:
    text = "“We are ready.\n“We have waited,” Doe said."
    assert [(q.closed, q.continues) for q in quotations(text, paragraphs(text))] == [(False, True), (True, False)]


@given(st.text(alphabet="ab .,\n\"'“”‘’`«»", max_size=80))
def test_quotations_stand_in_order_without_overlap(text: str) -> None:
    found = quotations(text, paragraphs(text))
    ends = [0, *(quotation.end for quotation in found)]
    for quotation, before in zip(found, ends, strict=False):
        assert before <= quotation.start < quotation.inner[0] <= quotation.inner[1] <= quotation.end <= len(text)

"""Paragraphs and sentences."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text import paragraphs, sentences


def cut(text: str) -> list[str]:
    return [text[a:b] for paragraph in paragraphs(text) for a, b in sentences(text, paragraph)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acme bought Beta. Gamma did not.", ["Acme bought Beta.", "Gamma did not."]),
        ("Acme Inc. bought Beta Corp. for cash.", ["Acme Inc. bought Beta Corp. for cash."]),
        ("Acme sold to Beta Inc. The price is secret.", ["Acme sold to Beta Inc.", "The price is secret."]),
        ("The U.S. Treasury agreed. J. R. Smith paid.", ["The U.S. Treasury agreed.", "J. R. Smith paid."]),
        ("It paid $1.5 billion. Nobody laughed.", ["It paid $1.5 billion.", "Nobody laughed."]),
        ("Acme closed its Series C. Beta led it.", ["Acme closed its Series C.", "Beta led it."]),
        ("said Ann Lee of Beta Corp. “Gamma agrees.”", ["said Ann Lee of Beta Corp.", "“Gamma agrees.”"]),
        ("“It is done.” She left.", ["“It is done.”", "She left."]),
        ("“Is it done?” asked Dr. Weiss.", ["“Is it done?” asked Dr. Weiss."]),
        ("A headline\n\nThe first line.", ["A headline", "The first line."]),
        ("On Nov. 3 it began.\r\nIt ended.", ["On Nov. 3 it began.", "It ended."]),
        ("", []),
        (" \n\t\n", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@given(st.text(alphabet="Ab. \n\"”!?'U,"))
def test_sentences_cover_the_words_once_and_in_order(text: str) -> None:
    spans = [span for paragraph in paragraphs(text) for span in sentences(text, paragraph)]
    assert all(a < b for a, b in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    covered = "".join(text[a:b] for a, b in spans)
    assert "".join(covered.split()) == "".join(text.split())

"""Posts whose field names places or people, those who serve somebody, and further posts of a row."""

from __future__ import annotations

import pytest
from rules.test_roles import roles


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Chief Risk Officer of Private Credit at", "Chief Risk Officer of Private Credit"),
        (
            "managing director for the Nordics, Spain and North Africa at",
            "managing director for the Nordics, Spain and North Africa",
        ),
        (
            "head of data centres for Europe, the Middle East and Africa at",
            "head of data centres for Europe, the Middle East and Africa",
        ),
        ("head of India at", "head of India"),
        ("senior advisor to the", "senior advisor"),
        ("special adviser to", "special adviser"),
    ],
)
def test_a_field_of_many_names_ends_at_the_firm(words: str, title: str) -> None:
    found = roles(f"“We are glad,” said Ann Roe, {words} Ostrel Systems. It was cold.")
    assert found == {("person/ann-roe", title, "org/ostrel-systems")}


def test_further_posts_of_a_row_and_what_comes_next() -> None:
    text = "Ann Roe, Corvane’s general counsel and a former Halden director, will take over as acting chairman."
    assert roles(text) == {
        ("person/ann-roe", "general counsel", "org/corvane"),
        ("person/ann-roe", "director", "org/halden"),
        ("person/ann-roe", "acting chairman", "org/corvane"),
    }

"""Posts whose field names places or people, those who serve somebody, and further posts of a row."""

from __future__ import annotations

import pytest
from rules.test_roles import roles


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Chief Investment Officer of Real Estate at", "Chief Investment Officer of Real Estate"),
        (
            "vice president for the UK, Ireland and Sub-Saharan Africa at",
            "vice president for the UK, Ireland and Sub-Saharan Africa",
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
    text = "Ann Roe, Corvane’s chief strategy officer and a former Halden executive, will take over as interim CEO."
    assert roles(text) == {
        ("person/ann-roe", "chief strategy officer", "org/corvane"),
        ("person/ann-roe", "executive", "org/halden"),
        ("person/ann-roe", "interim CEO", "org/corvane"),
    }

"""The word lists: none names a word twice, so that what is taken out of a list is gone from it."""

import tomllib
from collections import Counter

import pytest

from kg.resources import ONTOLOGY

LISTS = sorted(path for path in (ONTOLOGY / "lexicon").glob("*.toml") if path.stem != "verbs")  # forms there may agree


def repeated(value: object) -> list[str]:
    """The words that stand twice in one list; a list inside a list is a row, whose first word may be told again."""
    if isinstance(value, dict):
        return [word for each in value.values() for word in repeated(each)]
    if not isinstance(value, list):
        return []
    words = Counter(each for each in value if isinstance(each, str))
    return [word for word, count in words.items() if count > 1] + [
        word for each in value if isinstance(each, dict) for word in repeated(each)
    ]


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_no_list_names_a_word_twice(path):
    assert repeated(tomllib.loads(path.read_text("utf-8"))) == []

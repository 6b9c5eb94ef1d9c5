"""The word lists: none names a word twice, so that what is taken out is gone; those of dealing stand in order."""

import itertools
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


def out_of_order(name: str, words: list[str]) -> list[str]:
    """Where a list stops being in order, in words that say what to do."""
    return [
        f"{name}: {later!r} belongs before {earlier!r}"
        for earlier, later in itertools.pairwise(words)
        if later < earlier
    ]


def test_the_words_of_dealing_stand_in_order():
    """They are read as sets: in order, two who add a word meet, and a reader finds what is there."""
    lists = tomllib.loads((ONTOLOGY / "lexicon" / "deals.toml").read_text("utf-8"))
    plain = [(name, words) for name, words in lists.items() if isinstance(words, list) and isinstance(words[0], str)]
    assert plain
    assert [line for name, words in plain for line in out_of_order(name, words)] == []

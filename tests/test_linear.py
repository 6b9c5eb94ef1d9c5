"""The work of reading grows with the length of the text, counted in calls rather than in seconds."""

import sys
from pathlib import Path

import pytest

from kg.model import Article
from kg.reading import read

sys.path.insert(0, str(Path(__file__).parent / "bench"))
from hostile import SHAPES

FEW, MANY = 60, 480


def work(text):
    """How many functions are called to read a text."""
    calls = 0

    def count(_frame, event, _argument):
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        read(Article("a", text))
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("shape", SHAPES)
def test_work_grows_no_faster_than_the_text(shape):
    write = SHAPES[shape]
    read(Article("a", write(FEW)))  # fills the caches of words
    assert work(write(MANY)) <= 1.25 * (MANY / FEW) * work(write(FEW))


def test_a_long_sentence_without_end_is_read():
    assert read(Article("a", "and so it goes on, " * 5_000)).deals == ()

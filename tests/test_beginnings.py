"""A search that jumps from word to word finds what one that asks at every character does."""

import re

from hypothesis import given
from hypothesis import strategies as st

from kg.beginnings import Opened

TEXTS = st.text(alphabet="ab1 .é\n“", max_size=24)


@given(TEXTS, st.integers(0, 6), st.integers(0, 24), st.sampled_from(["a-z0-9.", r"\w."]))
def test_opened_patterns_match_where_nothing_joins_them_to_what_stands_before(text, start, end, joins):
    slow = re.compile(rf"(?<![{joins}])(?:a[b1]*|b |1\.?)")
    found = Opened("[ab1]", r"a[b1]*|b |1\.?", joins).matches(text, start, end)
    assert [match.span() for match in found] == [match.span() for match in slow.finditer(text, start, end)]


def test_the_first_match_is_searched_for_from_a_place_on():
    shape = Opened("o", "one?", r"\w")
    assert shape.search("one on tone one", 1).span() == (4, 6)
    assert shape.search("tone", 1) is None

"""What holds of the finders on any text, hostile ones included."""

import datetime
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Duration, Money, Quantity, TimeSpan
from kg.quantities import find_dates, find_durations, find_money, find_quantities, find_values

DAY = datetime.date(2025, 11, 6)
PUBLISHED = TimeSpan(DAY, DAY, "2025-11-06")
WORDS = """$ € US$ CHF kr 5 1.5 10-12 14,000 2026 11/3/26 bn million billions hundreds of thousands half a two dozen
dollars euros percent % GW gigawatt shares year years month multi-year decade ago last next this the by end before since
until in on March May Nov. 3 Tuesday Q3 third quarter first early late more than up to between and or - – , . ( ) about
"""
TEXTS = st.lists(st.sampled_from(WORDS.split()), max_size=30).map(" ".join) | st.text(max_size=80)


@given(TEXTS)
def test_values_lie_in_the_text_in_order_and_apart(text: str) -> None:
    found = find_values(text, published=PUBLISHED)
    ends = [0, *(item.end for item in found)]
    assert all(end <= item.start < item.end <= len(text) for end, item in zip(ends, found, strict=False))
    assert all(item.value.text == text[item.start : item.end] for item in found)


@given(TEXTS)
def test_limits_are_in_order_and_no_value_is_without_limits(text: str) -> None:
    for item in find_values(text, published=PUBLISHED):
        if isinstance(item.value, Money | Quantity | Duration):
            low, high = item.value.minimum, item.value.maximum
            assert low is not None or high is not None
            assert low is None or high is None or low <= high
        else:
            first, last = item.value.earliest, item.value.latest
            assert first is None or last is None or first <= last
            assert bool(item.value.edtf) == (first is not None or last is not None)


@given(TEXTS, st.integers(0, 40))
def test_a_region_is_read_like_a_text_of_its_own(text: str, start: int) -> None:
    alone = find_values(text[start:], published=PUBLISHED)
    inside = find_values(text, start, None, PUBLISHED)
    assert [(item.start + start, item.value) for item in alone] == [(item.start, item.value) for item in inside] or (
        start > len(text)
    )


@given(TEXTS)
def test_the_single_finders_share_out_all_values(text: str) -> None:
    shared: list[Any] = [*find_money(text), *find_quantities(text), *find_durations(text), *find_dates(text)]
    assert sorted(shared, key=lambda item: item.start) == find_values(text)


HOSTILE = [
    "1",
    "$",
    "1,",
    "111,",
    "1 ",
    "$1",
    "a ",
    "a half ",
    "two hundred ",
    "and a half ",
    "million ",
    "hundreds of ",
]
HOSTILE += [
    "1-",
    "2026 ",
    "2026-",
    "May ",
    "Nov. 3, ",
    "last ",
    "the ",
    "more than ",
    "ago ",
    "by the end of ",
    "(",
    "1 to ",
    "€ ",
    "few ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_is_read_in_time_linear_in_its_length(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    begin = time.process_time()
    find_values(text, published=PUBLISHED)
    assert time.process_time() - begin < 8


def test_a_number_nobody_would_write_is_no_number() -> None:
    assert find_values("$" + "9" * 1_000_000) == []


def test_capitals_that_grow_in_lower_case_do_not_move_the_offsets() -> None:
    text = "İİİ paid $5 million in İzmir on Nov. 3, 2025."
    assert [text[item.start : item.end] for item in find_values(text)] == ["$5 million", "on Nov. 3, 2025"]

"""The law of names: what appears later changes no name, and a name once given leads to the thing for ever."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from kg.fusion.naming import Named, named

#: A sighting: the day it appeared, its place, and the name it alone would give.
Seen = tuple[int, int, str]


def names(groups: Sequence[Sequence[Seen]]) -> list[Named[Seen]]:
    return named(groups, order=lambda seen: seen, own=lambda seen: (seen[2], f"{seen[2]}-longer"))


@st.composite
def sighted(draw: st.DrawFn) -> list[list[Seen]]:
    words = draw(st.lists(st.lists(st.sampled_from("abcd"), min_size=1, max_size=4), min_size=1, max_size=6))
    days = draw(st.permutations(range(sum(map(len, words)))))
    left = iter(days)
    return [[(next(left), 0, f"deal/{word}") for word in group] for group in words]


@given(sighted(), st.randoms())
def test_names_do_not_depend_on_order(groups, random):
    shuffled = [random.sample(group, len(group)) for group in random.sample(groups, len(groups))]
    assert names(shuffled) == names(groups)


@given(sighted(), st.integers(0, 24))
def test_what_appears_later_changes_no_name(groups, today):
    known = [[seen for seen in group if seen[0] < today] for group in groups]
    before = {each.group[0]: each.ref for each in names([group for group in known if group])}
    after = {each.group[0]: each.ref for each in names(groups)}
    assert before == {first: after[first] for first in before}


@given(sighted(), st.integers(0, 24))
def test_no_name_stands_for_two_and_a_retired_one_is_not_used(groups, today):
    found = names(groups)
    refs = [each.ref for each in found]
    retired = [old for each in found for old in each.retired]
    assert len(set(refs)) == len(refs)
    assert len(set(retired)) == len(retired)
    assert not set(refs) & set(retired)


def test_a_name_that_another_article_alone_would_give_leads_to_the_one_kept():
    [one] = names([[(1, 0, "deal/acorn-birch"), (5, 0, "deal/birch-acorn-holdings")]])
    assert (one.ref, one.retired) == ("deal/acorn-birch", ("deal/birch-acorn-holdings",))


def test_of_two_that_want_one_name_the_first_seen_has_it():
    [first, second] = names([[(2, 0, "deal/acorn-birch")], [(1, 0, "deal/acorn-birch")]])
    assert (first.group[0][0], first.ref) == (1, "deal/acorn-birch")
    assert (second.group[0][0], second.ref) == (2, "deal/acorn-birch-longer")

"""What a pattern needs is never more than the truth: whatever it matches meets the needs."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.document import BOUNDARY, MARKS, pattern
from kg.needs import Sentences, marks, met, needs

ORG, PERSON, MONEY = MARKS["org"], MARKS["person"], MARKS["money"]


def wanted(source):
    return needs(pattern(source, {"by": "by|from"}).pattern)


@pytest.mark.parametrize(
    ("source", "meets", "fails"),
    [
        ("{a:org} (?:has )?bought {b:org}", f"{ORG} {ORG}", ORG),
        ("(?:{person} of )?{org}", ORG, PERSON),
        ("{org|person} <by> {money}", f"{PERSON} {MONEY}", f"{PERSON} {ORG}"),
        ("{org} a|{person} b", PERSON, MONEY),
        ("(?:{org}, ){0,3}{person}(?= {money})", PERSON, ORG),
        ("(?:{org}, ){1,3}{person}*", ORG, PERSON),
        ("(?!{money})[^{org}]{person}", PERSON, ORG),
        (r"[\]{org}](?P<x>{person})+", PERSON, ORG),
    ],
)
def test_needs_are_read_off_the_pattern(source, meets, fails):
    assert met(wanted(source), marks(meets))
    assert not met(wanted(source), marks(fails))


@pytest.mark.parametrize("source", ["", "plain words", "{org}?", "{org}|", "(?:{org}|x)", "[a{org}]", r"(?i)\bx\b"])
def test_what_may_match_without_marks_needs_none(source):
    assert wanted(source) == frozenset()


PIECES = st.sampled_from(["{org}", "{person}", "{org|money}", "a", r"\w", "[^b]", r"\s", "{b:money}"])
SHAPES = st.recursive(
    PIECES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda some: f"(?:{'|'.join(some)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{0,2}", "{1,2}", "{2}", "??"])).map(
            lambda pair: f"(?:{pair[0]}){pair[1]}"
        ),
        inner.map(lambda one: f"(?={one})"),
    ),
    max_leaves=8,
).map(lambda source: source.replace("{b:money}", "{money}"))


@given(SHAPES, st.text(alphabet=f"ab {ORG}{PERSON}{MONEY}", max_size=12))
def test_whatever_matches_meets_the_needs(source, text):
    shape = pattern(source)
    assert all(met(needs(shape.pattern), marks(match.group())) for match in shape.finditer(text))


def test_sentences_that_follow_each_other_are_one_stretch():
    text = BOUNDARY.join([f"{ORG} a", f"{ORG} b", "c", f"d {ORG}"])
    found = Sentences(text, BOUNDARY).meeting(needs(ORG))
    assert [text[start:end] for start, end in found] == [f"{ORG} a{BOUNDARY}{ORG} b{BOUNDARY}", f"d {ORG}"]
    assert re.compile(ORG).search(text, *found[-1])

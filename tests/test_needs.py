"""What a pattern needs is never more than the truth: whatever it matches meets the needs."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.document import BOUNDARY, MARKS, pattern, spelled_out
from kg.finding import Family, Sentences, met, openings
from kg.mentions import promotion
from kg.needs import needs
from kg.rules import relations, role_shapes

ORG, PERSON, MONEY = MARKS["org"], MARKS["person"], MARKS["money"]


def wanted(source):
    return needs(pattern(source, {"by": "by|from"}))


@pytest.mark.parametrize(
    ("source", "meets", "fails"),
    [
        ("{a:org} (?:has )?bought {b:org}", f"{ORG} bought {ORG}", f"bought {ORG}"),
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
    assert met(wanted(source), meets)
    assert not met(wanted(source), fails)


@pytest.mark.parametrize("source", ["", "plain words", "{org}?", "{org}|", "(?:{org}|x)", "[a{org}]", r"(?i)\bx\b"])
def test_what_may_match_without_marks_needs_none(source):
    assert wanted(source).marks == frozenset()


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("{org} (?:was )?(?:founded|set up)", {"foun", "set"}),
        ("{org} (?:founded|[a-z]+) by the owner", {"owne"}),
        (r"\b(?:owners?|parent(?: company)?) {org}", {"owne", "pare"}),
        (r"\bstrategic\s+partners*\b", {"stra"}),
        ("co-?founded|founded", set()),  # what stands before is not known, so neither is where the word begins
        (r"\b(?:co-?founded|founded)", {"cofo", "foun"}),
        (r"\bco-?founded?", {"cofo", "foun"}),
        (r"\b(?:in |at\b)\w*", {"in", "at"}),  # a short word only where it ends there
        (r"\b(?:in|at)\w*", set()),
        (r"(?P<s>I(?<=\bI)t\b|w(?<=\bw)e\b) was", {"it", "we"}),
        (r"\bof {org}, the owner", {"owne"}),
        (r"{org} in \w+ of", {"in"}),
        (r"{org}(?: \w+)? own(?:ed|s) ", {"own"}),
        (r"{org} \w*owned", set()),
        ("{org} of {org}|{org} owned", {"of", "owne"}),
        (r"\b(?:owned){0,2} by {org}", {"by"}),
        (r"\b(?:owned){1,2} by", {"owne"}),
        ("(?!owned)(?<=based) x", set()),
    ],
)
def test_words_are_read_off_the_pattern(source, words):
    assert wanted(source).words == words


def test_words_that_stand_in_a_row_are_all_needed():
    shape = pattern(r"\b(?:[Ff]ounded|set up) by {person}(?: owners?)? and (?:sold|let) to\b", None)
    assert needs(shape).words == {"foun", "set"}
    assert set(needs(shape).more) == {
        frozenset({"by"}),
        frozenset({"and"}),
        frozenset({"sold", "let"}),
        frozenset({"to"}),
    }
    assert met(needs(shape), f"Founded by {PERSON} and let to")
    assert not met(needs(shape), f"Founded by {PERSON} and sunk to")
    assert not Sentences(f"Founded by {PERSON} and sunk to", BOUNDARY).meeting(needs(shape))


def test_a_pattern_for_any_case_needs_its_words_in_any_case():
    assert met(needs(re.compile(r"\bfounded", re.IGNORECASE)), "FOUNDED")


PIECES = st.sampled_from(
    ["{org}", "{person}", "{org|money}", "a", "abab", " aba", r"\b", "bab aab", r"\w", "[^b]", r"\s", "{b:money}"]
)
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


@given(SHAPES, st.text(alphabet=f"aabb {ORG}{PERSON}{MONEY}", max_size=20))
def test_whatever_matches_meets_the_needs(source, text):
    shape = pattern(source)
    assert all(met(needs(shape), match.group()) for match in shape.finditer(text))


def test_sentences_are_found_by_what_they_hold():
    text = BOUNDARY.join([f"{ORG} owns", f"{ORG} {ORG} owned", f"owned {PERSON}", f"d {ORG}"])
    sentences = Sentences(text, BOUNDARY)

    def found(source):
        return [text[start:end].rstrip(BOUNDARY) for start, end in sentences.meeting(wanted(source))]

    assert found("{org}, {org}") == [f"{ORG} {ORG} owned"]
    assert found("{org} owned") == [f"{ORG} {ORG} owned"]
    assert found("{org|person} own") == [f"{ORG} owns", f"{ORG} {ORG} owned", f"owned {PERSON}"]
    assert found("{org} based") == []
    assert found("{org}") == [f"{ORG} owns", f"{ORG} {ORG} owned", f"d {ORG}"]


def test_of_a_family_only_those_patterns_are_tried_whose_words_are_there():
    family = Family((source, spelled_out(source)) for source in ("{org} owned", "{person}", "{org} based"))
    tried = family.possible(openings("Acme based it in Oslo"))
    assert [member.label for member in tried] == ["{person}", "{org} based"]


@pytest.mark.parametrize("family", [relations._ties, role_shapes.shapes, promotion._shapes, promotion._plain_shapes])
def test_every_pattern_of_a_family_is_a_pattern(family):
    assert all(member.shape for member in family().members)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"Acme won.{BOUNDARY}Bolt won.", ["Acme", "Bolt"]),
        (f"The day Acme won.{BOUNDARY}\nBolt won.", ["Bolt"]),
        (f"\nno, Acme won.{BOUNDARY}\nso Bolt won.", []),
    ],
)
def test_a_pattern_that_opens_a_sentence_is_tried_only_there(text, found):
    family = Family([("x", r"(?:\A)([A-Z][a-z]+) won")])
    sentences = Sentences(text, BOUNDARY)
    spans = [(member, span) for member in family.possible(sentences.words) for span in sentences.meeting(member.needed)]
    assert [match[1] for member, span in spans for match in member.matches(text, span)] == found

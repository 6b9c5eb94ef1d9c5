"""Roles and ties told of a pronoun that leads to nobody, at a distance, or of one thing under two names."""

from __future__ import annotations

import pytest

from kg.model import Article, Reading, Relation, Role
from kg.reading import read
from kg.records import records


def reading(text: str) -> Reading:
    return read(Article(id="told", text=text))


def posts(text: str) -> set[tuple[str, str, str | None]]:
    return {(role.person, role.title, role.organization) for role in reading(text).roles}


def test_a_role_of_nobody_known_is_told_apart() -> None:
    told = reading("He was the chairman of Orbex Systems.")
    assert told.roles == ()
    (role,) = told.loose
    assert isinstance(role, Role)
    assert (role.person, role.title, role.organization, role.person_span) == (
        "",
        "chairman",
        "org/orbex-systems",
        (0, 2),
    )


def test_a_tie_of_nothing_known_is_told_apart() -> None:
    told = reading("It was founded in 1990 by Jane Doe.")
    assert told.relations == ()
    assert {tie.predicate for tie in told.loose if isinstance(tie, Relation)} == {"founded_on", "founded_by"}
    assert {tie.subject for tie in told.loose if isinstance(tie, Relation)} == {""}


def test_records_say_the_words_of_an_open_end() -> None:
    rows = [row for row in records(reading("She is the CEO of Orbex Systems.")) if row["record"] == "role"]
    assert [(row["person"], row["open"], row["organization"]) for row in rows] == [("She", True, "Orbex Systems")]


def test_numerals_are_nobody() -> None:
    assert reading("Elizabeth I was the founder of Orbex Systems.").loose == ()


@pytest.mark.parametrize(
    ("text", "post"),
    [
        (
            "Jane Doe joined Orbex Systems in 2001, worked in sales and was later appointed chairman of Pell Group.",
            ("person/jane-doe", "chairman", "org/pell-group"),
        ),
        (
            "Jane Doe is a professor at the School of Law at Orbex University.",
            ("person/jane-doe", "professor", "org/orbex-university"),
        ),
        ("Before Orbex Systems, Jane Doe ran a farm.", ("person/jane-doe", "", "org/orbex-systems")),
        ("At Orbex Systems, Jane Doe oversaw sales.", ("person/jane-doe", "", "org/orbex-systems")),
    ],
)
def test_posts_at_a_distance(text: str, post: tuple[str, str, str]) -> None:
    assert post in posts(text)


def test_a_post_is_not_given_to_who_stands_behind_a_preposition() -> None:
    assert all(
        person != "person/ann-roe"
        for person, _, _ in posts("Jane Doe studied with Ann Roe and became CEO of Orbex Systems.")
    )


def test_a_tie_is_told_at_each_place_that_stands_for_the_same() -> None:
    text = "Orbex Research Group (ORG), which Jane Doe founded in 1847, makes looms."
    ties = [tie for tie in reading(text).relations if tie.predicate == "founded_by"]
    assert {tie.subject for tie in ties} == {"org/orbex-research-group"}
    assert {text[slice(*tie.subject_span)] for tie in ties} >= {"Orbex Research Group", "ORG"}
    assert len({tie.evidence for tie in ties}) == 1


def test_a_parent_is_no_part_of_what_it_owns() -> None:
    ties = reading("Orbex Holdings is the parent company of Pell Bank.").relations
    assert {(tie.subject, tie.object) for tie in ties if tie.predicate == "part_of"} == {
        ("org/pell-bank", "org/orbex-holdings")
    }


@pytest.mark.parametrize("text", ["Mark joined Orbex Systems as CTO.", "Peter is a partner at Pell Capital."])
def test_a_given_name_that_is_a_word_is_a_person_where_it_must_be(text: str) -> None:
    assert {role.person for role in reading(text).roles} == {f"person/{text.split()[0].lower()}"}

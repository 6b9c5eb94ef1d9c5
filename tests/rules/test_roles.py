"""Who holds which role where, in turns of phrase that need more than a pattern."""

from __future__ import annotations

import pytest

from kg.model import Article
from kg.reading import read


def roles(text: str) -> set[tuple[str, str, str | None]]:
    return {(role.person, role.title, role.organization) for role in read(Article("a", text)).roles}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "Jane Doe, partner and head of exits at Orbex Capital, said so.",
            ("person/jane-doe", "partner", "org/orbex-capital"),
        ),
        (
            "Jane Doe, head of infrastructure investments at Orbex Capital, said so.",
            ("person/jane-doe", "head of infrastructure investments", "org/orbex-capital"),
        ),
        ("Orbex Systems was founded in 2012 by Jane Doe.", ("person/jane-doe", "founder", "org/orbex-systems")),
        (
            "“We are glad,” said Jane Doe, general manager, Pump Group, at Acme Corp.",
            ("person/jane-doe", "general manager", "org/acme"),
        ),
        (
            "The chief of staff of Acme Corp. (ACM) is late. CEO of Acme Corp. (ACM) Jane Doe is not.",
            ("person/jane-doe", "CEO", "org/acme"),
        ),
        (
            "Rivals such as Orbex Systems are also raising, and Acme Corp. CEO Jane Doe has said so.",
            ("person/jane-doe", "CEO", "org/acme"),
        ),
        ("Jane Doe, the U.S. commerce secretary, said so.", ("person/jane-doe", "commerce secretary", None)),
        (
            "Doe Robotics Inc. rents machines from Acme Corp. “We save money,” said Jane Doe, the company's founder.",
            ("person/jane-doe", "founder", "org/doe-robotics"),
        ),
        (
            "Jane Doe, the former Acme Corp. engineer who founded Beta Labs, said so.",
            ("person/jane-doe", "founder", "org/beta-labs"),
        ),
    ],
)
def test_roles_told_at_a_distance(text: str, role: tuple[str, str, str | None]) -> None:
    assert role in roles(text)


def test_a_bare_title_has_nothing_to_do_with_the_firms_in_a_quotation() -> None:
    text = "Beta Labs Inc. is late. Acme Corp. is growing. “The Beta Labs offer is low,” CEO Jane Doe said."
    assert roles(text) == {("person/jane-doe", "CEO", "org/acme")}


def test_a_founder_who_is_called_one_is_one_once() -> None:
    found = roles("Jane Doe, founder of Acme Corp., is well known. Acme Corp. was founded by Jane Doe in 2012.")
    assert found == {("person/jane-doe", "founder", "org/acme")}

"""Names of speakers of whom no entity was made."""

from __future__ import annotations

import pytest

from kg.model import Speaker
from kg.rules.speech.contract import written_name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Halvard Institutional Equities", "Halvard Institutional Equities"),
        ("the Salem Energy Forum", "Salem Energy Forum"),
        ("Peskorsky", "Peskorsky"),
        ("Critics", None),
        ("Analysts at Pell Bank", None),
        ("Friends of Jane Doe", None),
        ("The CEO of Orvex", None),
        ("two people close to Orvex", None),
        ("a filing", None),
        ("they", None),
        ("I", None),
    ],
)
def test_a_name_is_told_as_written_and_a_description_is_not(words: str, name: str | None) -> None:
    assert written_name(Speaker(None, words, (0, len(words)), words)) == name


def test_a_known_speaker_has_the_name_of_the_entity() -> None:
    assert written_name(Speaker("org/orvex", "Orvex", (0, 5))) is None

"""Two names and a word of dealing in one sentence are joined by its grammar, or by nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Article, Deal
from kg.reading import read

_LEAD = "Shares of Korvell Inc., Brandock Ltd. and Tessaly Corp. were little changed on Monday.\n\n"
_LINES = Path(__file__).with_name("deals_in_one_sentence.txt").read_text(encoding="utf-8").splitlines()
EXAMPLES = [tuple(part.strip() for part in line.split("|", 2)) for line in _LINES if not line.startswith("#")]


def deals_in(sentence: str) -> tuple[Deal, ...]:
    return read(Article(id="example", text=f"{_LEAD}{sentence}\n")).deals


def sides(deal: Deal) -> set[str]:
    return {f"{str(party.ref).removeprefix('org/')}:{party.role}" for party in deal.parties}


@pytest.mark.parametrize(("kind", "parties", "sentence"), [told for told in EXAMPLES if told[0] != "none"])
def test_grammar_joins_the_sides_of_a_deal(kind: str, parties: str, sentence: str) -> None:
    assert any(deal.kind.value == kind and set(parties.split()) <= sides(deal) for deal in deals_in(sentence))


@pytest.mark.parametrize("sentence", [sentence for kind, _, sentence in EXAMPLES if kind == "none"])
def test_names_beside_a_word_of_dealing_make_no_deal(sentence: str) -> None:
    assert not [deal for deal in deals_in(sentence) if len(deal.parties) > 1]

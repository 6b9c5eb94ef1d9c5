"""Every rule keeps its word: it fires on the sentences that define it and stays silent on the others."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
from typing import TYPE_CHECKING, Any

import pytest

import kg.rules
from kg.model import Article, Evidence, Reading
from kg.reading import read
from kg.terms import rules as rule_terms

if TYPE_CHECKING:
    from collections.abc import Iterator


def _rules() -> Iterator[kg.rules.Rule]:
    for module in pkgutil.walk_packages(kg.rules.__path__, "kg.rules."):
        yield from getattr(importlib.import_module(module.name), "RULES", ())


RULES = list({id(rule): rule for rule in _rules()}.values())
EXAMPLES = [
    pytest.param(rule.name, sentence, fires, id=f"{rule.name}-{'fires' if fires else 'silent'}-{number}")
    for rule in RULES
    for fires, sentences in ((True, rule.fires_on), (False, rule.silent_on))
    for number, sentence in enumerate(sentences)
]


def evidence_in(value: Any) -> Iterator[Evidence]:
    """Yield all evidence inside a reading."""
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from evidence_in(item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, Article):
        for field in dataclasses.fields(value):
            yield from evidence_in(getattr(value, field.name))


def reading_of(sentence: str) -> Reading:
    return read(Article(id="example", text=sentence))


@pytest.mark.parametrize(("rule", "sentence", "fires"), EXAMPLES)
def test_rule_keeps_its_word(rule: str, sentence: str, fires: bool) -> None:
    assert any(evidence.rule == rule for evidence in evidence_in(reading_of(sentence))) is fires


def test_there_are_rules() -> None:
    assert len(RULES) > 5


@pytest.mark.parametrize("rule", sorted({rule.name for rule in RULES}))
def test_rule_is_in_the_list_of_rules(rule: str) -> None:
    assert rule in rule_terms()

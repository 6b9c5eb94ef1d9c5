"""A store is derived and validated by parts; what comes of it is what the whole gives."""

import random
import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "bench"))
import made_archive

from kg import building, parts
from kg.articles import find
from kg.filling import filled
from kg.fusion import fuse
from kg.graph import addresses, quads
from kg.pipeline import loaded, readings
from kg.store import Store
from kg.validation import Severity, validate

GOLD = Path(__file__).parent / "gold"


@pytest.fixture(scope="module")
def articles():
    """The annotated articles and reports of a few companies' deals, so mixed that those of one deal lie far apart."""
    held = [known.article for known in made_archive.archive(60, seed=5, companies=14)]
    told = [*held, *loaded(find([GOLD]))]
    names = [each.id for each in told]
    random.Random(5).shuffle(names)  # noqa: S311 - nothing secret
    return [replace(each, id=name) for each, name in zip(told, names, strict=True)]


@pytest.mark.parametrize("size", [1, 7_000, 60_000, 10_000_000])
def test_parts_give_the_whole_and_the_same_report(tmp_path, monkeypatch, articles, size):
    monkeypatch.setattr(parts.parts, "__defaults__", (size,))
    with Store.open(tmp_path / "s", "write") as store:
        report = building.build(articles, store).report
        assert {*store.oxigraph} == {*filled(store.readings())}
        assert report == validate(store, places=Severity.VIOLATION)


def test_every_part_says_nothing_but_the_truth_and_together_they_say_all(articles):
    whole = fuse(readings(articles))
    held = addresses(whole.articles)
    said = [{*quads(part.knowledge, held, part.visitors)} for part in parts.parts(whole, 20_000)]
    assert len(said) > 3
    assert set().union(*said) == {*quads(whole)}


def test_each_node_is_at_home_in_one_part(articles):
    whole = fuse(readings(articles))
    homes = [
        node
        for part in parts.parts(whole, 20_000)
        for node in {each.ref for each in (*part.knowledge.things, *part.knowledge.deals)} - part.guests
    ]
    assert sorted(homes) == sorted(each.ref for each in (*whole.things, *whole.deals))

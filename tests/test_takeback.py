"""The law of taking back: whatever was read, read again, judged and removed, the store is what a fresh one would be."""

import contextlib
import random
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import archive, article, deal, dollars, organization, said

from kg import building
from kg.fusion import fuse
from kg.fusion.naming import first_day
from kg.judgements import Judgement
from kg.model import DealKind, DealStatus, Reading
from kg.store import MEMORY, Store

SAME = Judgement("same", "org/bright-holdings", "org/brightcloud", "one house", line=1)
APART = Judgement("different", "org/nimbus-labs", "org/nimbus", "not the lab", line=4)
SPLIT = Judgement("different", "deal/brightcloud-nimbus-labs-cloud-services-2031@herald",
                  "deal/brightcloud-nimbus-labs-cloud-services-2031@gazette", line=7)  # fmt: skip


def late() -> list[Reading]:
    """Two more articles: a rumour that came before all, and a closing after all."""
    early = article("early", "Nimbus Labs and Brightcloud are in talks over $12 billion.", published="2031-03-01")
    parties = {"Brightcloud": "provider", "Nimbus Labs": "customer"}
    rumour = deal(early, DealKind.CLOUD_SERVICES, parties, "are in talks", status=DealStatus.RUMOURED,
                  value=dollars("$12 billion", "12e9"))  # fmt: skip
    last = article("last", "Brightcloud said: “Nobody builds chips alone.” Nimbus Labs closed the deal.")
    closing = deal(last, DealKind.PARTNERSHIP, parties, "closed the deal", status=DealStatus.COMPLETED)
    return [
        Reading(early, entities=(organization(early, "Nimbus Labs"),), deals=(rumour,)),
        Reading(last, deals=(closing,), statements=(said(last, "Ada Quill", "Nobody builds chips alone."),)),
    ]


def changed(reading: Reading) -> Reading:
    """The same article after somebody corrected it: it says less."""
    text = replace(reading.article, title="Corrected")
    return replace(reading, article=text, deals=(), statements=reading.statements[:1])


ARTICLES = {each.article.id: each for each in [*archive(), *late()]}
VERSIONS = {id_: (each, changed(each)) for id_, each in ARTICLES.items()}

edits = st.one_of(
    st.tuples(st.just("put"), st.lists(st.tuples(st.sampled_from(sorted(VERSIONS)), st.integers(0, 1)), min_size=1)),
    st.tuples(st.just("remove"), st.lists(st.sampled_from(sorted(VERSIONS)), min_size=1, max_size=3)),
    st.tuples(st.just("judge"), st.lists(st.sampled_from([SAME, APART, SPLIT]), unique=True)),
)


def quads(store: Store) -> set[str]:
    return {str(quad) for quad in store.oxigraph}


def play(store: Store, script: list) -> tuple[dict[str, Reading], tuple[Judgement, ...]]:
    """Make the edits one by one; give what the store should hold after them."""
    held: dict[str, Reading] = {}
    judged: tuple[Judgement, ...] = ()
    for what, told in script:
        if what == "put":
            chosen = {id_: VERSIONS[id_][version] for id_, version in told}
            store.change(put=chosen.values())
            held |= chosen
        elif what == "remove":
            store.change(remove=[id_ for id_ in told if id_ in held])
            held = {id_: each for id_, each in held.items() if id_ not in told}
        else:
            judged = tuple(told)
            store.change(judgements=judged)
    return held, judged


@settings(max_examples=200, deadline=None)
@given(st.lists(edits, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_any_edits_leave_what_a_fresh_store_would_hold(script, shuffler):
    with Store.open(MEMORY) as edited, Store.open(MEMORY) as fresh:
        held, judged = play(edited, script)
        fresh.change(put=shuffler.sample([*held.values()], len(held)), judgements=judged)
        assert edited.articles() == fresh.articles() == tuple(sorted(held))
        assert quads(edited) == quads(fresh)


@settings(max_examples=5, deadline=None)
@given(st.lists(edits, min_size=1, max_size=4))
def test_a_folder_keeps_the_law_as_memory_does(tmp_path_factory, script):
    folder = tmp_path_factory.mktemp("edited") / "store"
    with Store.open(folder, "write") as edited:
        held, judged = play(edited, script)
    with Store.open(folder) as edited, Store.open(MEMORY) as fresh:
        fresh.change(put=held.values(), judgements=judged)
        assert quads(edited) == quads(fresh)
        assert edited.judgements == fresh.judgements


def names(readings: list[Reading]) -> tuple[set[str], set[str]]:
    """What things are called, and what they are no longer called."""
    knowledge = fuse(readings)
    named = [*knowledge.deals, *knowledge.events, *knowledge.statements, *knowledge.things]
    return {each.ref for each in named}, {old for each in named for old in each.retired}


@settings(max_examples=60, deadline=None)
@given(st.sets(st.sampled_from(sorted(ARTICLES)), min_size=1), st.integers(0, 6))
def test_what_appears_later_changes_no_name(chosen, count):
    by_day = sorted((ARTICLES[id_] for id_ in chosen), key=lambda reading: first_day(reading.article))
    assert names(by_day[:count])[0] <= names(by_day)[0]


@settings(max_examples=60, deadline=None)
@given(st.sets(st.sampled_from(sorted(ARTICLES)), min_size=1), st.data())
def test_a_name_once_given_leads_to_something_for_ever(chosen, data):
    some = data.draw(st.sets(st.sampled_from(sorted(chosen))))
    used, retired = names([ARTICLES[id_] for id_ in chosen])
    assert names([ARTICLES[id_] for id_ in some])[0] <= used | retired


NEWS = {
    "one": "Quarrystone Inc. will buy Tarn Robotics for $2 billion, the companies said on Monday.\n",
    "two": "Quarrystone closed its $2 billion purchase of Tarn Robotics. “We are proud,” said Ada Quill, chief "
    "executive of Quarrystone.\n",
    "three": "Ada Quill, who leads Quarrystone, said: “We are proud.” Tarn Robotics makes arms.\n",
    "four": "Tarn Robotics denied on Friday that it had been sold to Northgate Holdings for 3 billion euros.\n",
}


@pytest.fixture(scope="module")
def news(tmp_path_factory):
    folder = tmp_path_factory.mktemp("news")
    for name, text in NEWS.items():
        (folder / f"{name}.txt").write_text(text)
    return folder


@contextlib.contextmanager
def built(paths: list, jobs: int) -> Iterator[Store]:
    from kg.articles import find

    with Store.open(MEMORY) as store:
        for batch in paths:
            building.build(find(batch, None), store, jobs=jobs)
        yield store


@pytest.mark.parametrize("seed", range(3))
def test_order_batches_and_jobs_do_not_matter(news, seed):
    paths = sorted(news.glob("*.txt"))
    random.Random(seed).shuffle(paths)  # noqa: S311 - nothing secret
    with (
        built([[news]], jobs=1) as at_once,
        built([[path] for path in paths], jobs=1) as one_by_one,
        built([paths[:3], paths[3:]], jobs=2) as in_parallel,
    ):
        assert quads(at_once) == quads(one_by_one) == quads(in_parallel)


def test_a_corrected_article_and_its_correction_taken_back_leave_the_first_store(news, tmp_path):
    path = tmp_path / "one.txt"
    path.write_text(NEWS["one"])
    from kg.articles import find

    with built([[news]], jobs=1) as store:
        before = quads(store)
        path.write_text(NEWS["one"].replace("$2 billion", "$3 billion"))
        building.build(find([path], None), store)
        assert quads(store) != before
        path.write_text(NEWS["one"])
        building.build(find([news], None), store)
        assert quads(store) == before


def test_a_graph_that_another_version_made_is_made_anew(news, tmp_path, monkeypatch):
    from kg.articles import find

    with Store.open(tmp_path / "st", "write") as store:
        building.build(find([news / "one.txt", news / "three.txt"], None), store)
    monkeypatch.setattr("kg.store.program", lambda: "another")
    with Store.open(tmp_path / "st", "write") as store:
        building.build(find([news / "two.txt"], None), store)
        assert store.touched is None  # all of it
        building.build(find([news / "four.txt"], None), store)
        assert store.touched is not None

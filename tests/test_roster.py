"""The list of articles: a mapping in leaves, of which a change writes only those it touches."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import archive

from kg.errors import StoreError
from kg.manifest import load_manifest, save_manifest
from kg.roster import LEAVES, Entry, Roster
from kg.store import Store

IDS = st.text("abc", min_size=1, max_size=4)
LISTS = st.dictionaries(IDS, st.builds(Entry, st.sampled_from("12"), st.sampled_from("xy")))


def many(count, key="k"):
    return {f"a{at:05}": Entry(key, f"{at}.json") for at in range(count)}


@given(LISTS, LISTS, st.sets(IDS))
def test_a_list_is_the_mapping_it_was_made_of(first, new, gone):
    held = Roster.of(first)
    changed = held.changed(new, gone)
    told = {**{id_: entry for id_, entry in first.items() if id_ not in gone}, **new}
    assert dict(held) == first
    assert list(changed.items()) == sorted(told.items())
    assert len(changed) == len(told)
    assert changed.differing(held) == {id_ for id_, _ in told.items() ^ first.items()} == held.differing(changed)
    assert (changed == held) == (told == first)
    assert changed == Roster.of(told)


@pytest.mark.parametrize("counts", [(10, 255, 256, 3000, 70_000), (5000, 300, 3)])
def test_a_list_that_grows_or_shrinks_is_spread_anew_and_holds_the_same(counts):
    held = Roster.of({})
    for count in counts:
        told = many(count)
        held = held.changed(told, set(held) - told.keys())
        assert dict(held) == told
        assert len(held) == count
        assert held.differing(Roster.of({**told, "b": Entry("1", "2")})) == {"b"}


def test_a_change_of_one_article_writes_one_leaf(tmp_path):
    held = Roster.of(many(4000)).put(tmp_path)
    before = names(tmp_path / LEAVES)
    after = held.changed({"a00007": Entry("other", "7.json")}).put(tmp_path)
    assert len(before) == len(held.files()) > 16
    assert len(names(tmp_path / LEAVES) - before) == 1
    assert len(set(after.files()) - before) == 1
    (tmp_path / "copy").mkdir()
    assert after.put(tmp_path / "copy") == after


def test_one_article_more_or_less_does_not_spread_the_whole_list_anew():
    for count in (256, 1024, 4096):
        held = Roster.of(many(count))
        fewer = held.changed({}, {"a00003"})
        assert len(set(map(id, fewer._leaves)) & set(map(id, held._leaves))) == len(held._leaves) - 1


def test_a_list_is_read_only_where_it_is_asked_for(tmp_path):
    files = Roster.of(many(1000)).put(tmp_path).files()
    held = Roster.found(tmp_path, files, 1000)
    assert (held["a00042"].file, len(held)) == ("42.json", 1000)
    assert sum(leaf._entries is not None for leaf in held._leaves) == 1
    (tmp_path / LEAVES / files[0]).unlink()
    with pytest.raises(
        StoreError, match=r"its list of articles is lost \(No such file or directory\); remove the folder"
    ):
        dict(Roster.found(tmp_path, files, 1000))


# ------------------------------------------------------------------------------ in a store


def first_form(folder):
    """Write ``store.json`` as the first version did: the list whole, and no leaves."""
    told = json.loads((folder / "store.json").read_text())
    held = {id_: {"key": entry.key, "file": entry.file} for id_, entry in load_manifest(folder).articles.items()}
    for file in (folder / LEAVES).iterdir():
        file.unlink()
    (folder / LEAVES).rmdir()
    told.pop("count")
    (folder / "store.json").write_text(json.dumps(told | {"format": 1, "articles": held}))


def test_a_store_of_the_first_form_is_read_and_the_next_change_brings_it_to_this_one(tmp_path):
    with Store.open(tmp_path / "s", "write") as store:
        store.put(archive())
        quads = {str(quad) for quad in store.oxigraph}
    first_form(tmp_path / "s")
    with Store.open(tmp_path / "s") as store:
        assert len(store.articles()) == len(list(store.readings())) == 4
        assert {str(quad) for quad in store.oxigraph} == quads
    with Store.open(tmp_path / "s", "write") as store:
        assert store.remove(["mirror"]).removed == ("mirror",)
        store.put(archive())
        assert {str(quad) for quad in store.oxigraph} == quads
    assert json.loads((tmp_path / "s" / "store.json").read_text())["format"] == 2
    assert len(names(tmp_path / "s" / LEAVES)) == 1


def test_who_reads_finds_the_articles_while_the_list_is_replaced(tmp_path):
    with Store.open(tmp_path / "s", "write") as writer:
        writer.put(archive())
        with Store.open(tmp_path / "s") as reader:
            writer.remove(["mirror"])
            assert reader.articles() == ("courier", "gazette", "herald")


def test_a_change_removes_what_it_replaces_and_one_that_failed_is_swept_by_the_next(tmp_path, monkeypatch):
    with Store.open(tmp_path / "s", "write") as store:
        store.put(archive())
        for _ in range(3):
            store.remove(["mirror"])
            store.put(archive())
        assert files(tmp_path / "s") == (1, 4, 1)
        monkeypatch.setattr("kg.store.save_manifest", refused)
        [reading] = store.readings(["mirror"])
        with pytest.raises(StoreError, match="No space left"):
            store.put([replace(reading, article=replace(reading.article, title="Another"))])
        assert files(tmp_path / "s") == (3, 5, 1)  # with the new graph, and the sign of a change under way
        monkeypatch.undo()
        store.remove(["herald"])
    assert files(tmp_path / "s") == (1, 3, 1)


def names(folder):
    return {path.name for path in folder.iterdir()}


def files(folder):
    return tuple(len(names(folder / name)) for name in ("graphs", "readings", LEAVES))


def refused(*_):
    raise OSError(28, "No space left on device")


def test_a_manifest_says_where_it_was_saved(tmp_path):
    with Store.open(":memory:") as store:
        store.put(archive())
        told = store.manifest
    saved = save_manifest(tmp_path, told)
    assert saved == told
    assert saved.articles.files() == load_manifest(tmp_path).articles.files() != told.articles.files()

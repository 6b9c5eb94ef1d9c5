import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import archive, article

from kg import codec, manifest
from kg.comings import Change
from kg.errors import StoreError
from kg.model import Article, Reading
from kg.store import Store


def content(store: Store) -> set[str]:
    return {str(quad) for quad in store.oxigraph}


def built(readings: list[Reading]) -> set[str]:
    with Store.open(":memory:") as store:
        store.put(readings)
        return content(store)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "store"
    with Store.open(path, "write") as store:
        store.put(archive())
    return path


# -------------------------------------------------------------------------- what is held


def test_what_is_put_can_be_read_again(folder: Path) -> None:
    with Store.open(folder) as store:
        assert store.articles() == ("courier", "gazette", "herald", "mirror")
        assert list(store.readings()) == sorted(archive(), key=lambda reading: reading.article.id)
        assert content(store) == built(archive())


def test_an_unchanged_article_is_current_and_makes_no_work(folder: Path) -> None:
    with Store.open(folder, "write") as store:
        assert all(store.is_current(reading.article) for reading in archive())
        before = sorted((folder / "graphs").iterdir())
        assert store.put(archive()) == Change(unchanged=store.articles())
        assert sorted((folder / "graphs").iterdir()) == before


def test_a_changed_text_title_or_program_is_not_current(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = archive()[0].article
    with Store.open(folder) as store:
        assert not store.is_current(Article(held.id, held.text + " "))
        assert not store.is_current(Article(held.id, held.text, title="Other", url=held.url, published=held.published))
        monkeypatch.setattr(manifest, "program", lambda: "another version")
        assert not store.is_current(held)


def test_removing_leaves_the_store_as_if_the_article_had_never_been(folder: Path) -> None:
    with Store.open(folder, "write") as store:
        assert store.remove(["herald"]).removed == ("herald",)
        assert content(store) == built([r for r in archive() if r.article.id != "herald"])
        with pytest.raises(StoreError, match="herald: no article of this name"):
            store.remove(["herald"])


def test_reading_an_article_anew_replaces_what_it_said(folder: Path) -> None:
    silent = Reading(article("herald", "Nothing happened."))
    with Store.open(folder, "write") as store:
        assert store.put([silent]).replaced == ("herald",)
        assert content(store) == built([*archive()[1:], silent])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 3)), max_size=6), st.randoms())
def test_the_store_depends_on_its_articles_and_not_on_their_history(
    script: list[tuple[bool, int]], shuffler: random.Random
) -> None:
    readings = archive()
    held: dict[str, Reading] = {}
    with Store.open(":memory:") as store:
        for add, number in script:
            reading = readings[number]
            if add:
                store.put([reading])
                held[reading.article.id] = reading
            elif held.pop(reading.article.id, None):
                store.remove([reading.article.id])
        rest = list(held.values())
        shuffler.shuffle(rest)
        assert content(store) == built(rest)


def test_a_store_in_memory_is_a_store(folder: Path) -> None:
    with Store.open(":memory:") as store:
        assert store.put(archive()).added == ("courier", "gazette", "herald", "mirror")
        assert [reading.article.id for reading in store.readings(["mirror"])] == ["mirror"]


# ------------------------------------------------------------------------------ mistakes


def test_no_store_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"nowhere: no store here; make one with 'kg build'"):
        Store.open(tmp_path / "nowhere")
    with pytest.raises(StoreError, match="not a store of kg"):
        Store.open(tmp_path)
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(StoreError, match="not empty and not a store of kg"):
        Store.open(tmp_path, "write")
    for mode in ("read", "write"):
        with pytest.raises(StoreError, match=r"notes.txt: a file"):
            Store.open(tmp_path / "notes.txt", mode)  # type: ignore[arg-type]


def test_a_store_of_a_newer_version_is_refused(folder: Path) -> None:
    told = json.loads((folder / "store.json").read_text())
    (folder / "store.json").write_text(json.dumps(told | {"format": 99, "program": "kg 9.0"}))
    with pytest.raises(StoreError, match=r"made by a newer version \(kg 9.0\)"):
        Store.open(folder)


@pytest.mark.parametrize("damage", ["", "[]", "{", '{"format": "x"}'])
def test_a_damaged_list_of_articles_is_one_clear_line(folder: Path, damage: str) -> None:
    (folder / "store.json").write_text(damage)
    with pytest.raises(StoreError, match=r"store.json is damaged"):
        Store.open(folder)


def test_a_lost_graph_or_reading_is_one_clear_line(folder: Path) -> None:
    for path in (folder / "readings").iterdir():
        path.unlink()
    with Store.open(folder) as store, pytest.raises(StoreError, match="the reading of courier is lost"):
        list(store.readings())
    os.rename(folder / "graphs", folder / "gone")  # noqa: PTH104 - one rename
    with Store.open(folder) as store, pytest.raises(StoreError, match="damaged, build it again"):
        len(store.oxigraph)


def test_one_writes_and_many_read(folder: Path) -> None:
    with Store.open(folder, "write") as writer, Store.open(folder) as reader:
        with pytest.raises(StoreError, match="another process is writing this store"):
            Store.open(folder, "write")
        before = content(reader)
        writer.remove(["mirror"])
        assert content(reader) == before
        with Store.open(folder) as late:
            assert content(late) == content(writer) != before
    Store.open(folder, "write").close()


def test_who_reads_does_not_write(folder: Path) -> None:
    with Store.open(folder) as store, pytest.raises(StoreError, match="for reading only"):
        store.remove(["mirror"])


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_read_only_folder_is_one_clear_line(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="cannot be written"):
        Store.open(tmp_path / "store", "write")


# -------------------------------------------------------------------------------- safety


def test_a_killed_build_leaves_the_old_store_or_the_new_one(folder: Path) -> None:
    old, new = built(archive()), built([r for r in archive() if r.article.id != "herald"])
    script = f"from kg.store import Store; Store.open({str(folder)!r}, 'write').remove(['herald'])"
    for wait in (0.12, 0.16, 0.2, 0.24, 0.28):
        with Store.open(folder, "write") as store:
            store.put(archive())
        process = subprocess.Popen([sys.executable, "-c", script])
        time.sleep(wait)
        process.kill()
        process.wait()
        with Store.open(folder) as store:
            assert content(store) in (old, new)


def test_leftovers_of_a_killed_build_are_swept_by_the_next(folder: Path) -> None:
    (folder / "graphs" / "g-left").mkdir()
    (folder / "readings" / "left.json.new").write_text("{")
    with Store.open(folder, "write") as store:
        store.remove(["mirror"])
    assert len(list((folder / "graphs").iterdir())) == 1
    assert len(list((folder / "readings").iterdir())) == 3


def test_a_failure_while_building_leaves_the_store_as_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kg.store.save_manifest", full)
    with Store.open(folder, "write") as store, pytest.raises(StoreError, match="No space left on device"):
        store.remove(["mirror"])
    monkeypatch.undo()
    with Store.open(folder) as store:
        assert content(store) == built(archive())


# --------------------------------------------------------------------------------- codec


def test_every_reading_survives_being_written_down() -> None:
    for reading in archive():
        again = codec.decode(codec.encode(reading))
        assert again == reading
        assert codec.encode(again) == codec.encode(reading)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"@": "Reading"}', '{"@": "Nothing"}', '{"@": "date", "v": "x"}'])
def test_what_is_no_reading_is_one_clear_line(text: str) -> None:
    with pytest.raises(StoreError, match="build the store again"):
        codec.decode(text)

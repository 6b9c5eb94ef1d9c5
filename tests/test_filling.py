"""A new graph is filled on disk by parts, and for many articles with the help of another process."""

from collections import Counter

import pytest
from made_up import archive

from kg import filling, partfiles, parts
from kg.errors import StoreError
from kg.filling import filled
from kg.manifest import load_manifest
from kg.shelf import Shelf
from kg.store import Store


def quads(graph):
    return {str(quad) for quad in graph}


@pytest.mark.parametrize("apart", [0, 100])
@pytest.mark.parametrize("size", [1, 300, 1000, 1_000_000])
def test_the_disk_holds_the_same_whatever_the_parts(tmp_path, monkeypatch, apart, size):
    monkeypatch.setattr(partfiles, "APART", apart)
    monkeypatch.setattr(parts.parts, "__defaults__", (size,))
    with Store.open(tmp_path / "s", "write") as store:
        store.put(archive())
        assert quads(store.oxigraph) == quads(filled(archive()))
    assert [path.name for path in (tmp_path / "s" / "graphs").iterdir()] == [load_manifest(tmp_path / "s").graph]


def test_what_the_other_process_leaves_undone_is_done_here(tmp_path, monkeypatch):
    """As when it is killed for its memory after it has written the first part."""
    monkeypatch.setattr(partfiles, "APART", 0)
    monkeypatch.setattr(parts.parts, "__defaults__", (300,))
    code = "import sys; from kg.partfiles import *; parts.parts.__defaults__ = (300,); room = Path(sys.argv[2]); "
    code += "print(next(write_parts(Shelf(Path(sys.argv[1])), load_manifest(room), room)).name); sys.exit(9)"
    start = partfiles.subprocess.Popen
    monkeypatch.setattr(
        partfiles.subprocess, "Popen", lambda told, **named: start([told[0], "-c", code, *told[3:]], **named)
    )
    with Store.open(tmp_path / "s", "write") as store:
        store.put(archive())
        assert quads(store.oxigraph) == quads(filled(archive()))


def test_a_large_graph_is_of_one_piece_and_holds_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(filling, "LARGE", 0)
    with Store.open(tmp_path / "s", "write") as store:
        store.put(archive())
        assert quads(store.oxigraph) == quads(filled(archive()))


def test_what_goes_wrong_in_the_other_process_is_told(tmp_path, monkeypatch):
    with Store.open(tmp_path / "s", "write") as store:
        store.put(archive())
        before = load_manifest(tmp_path / "s")
        monkeypatch.setattr(partfiles, "APART", 0)
        next((tmp_path / "s" / "readings").iterdir()).unlink()
        with pytest.raises(StoreError, match="is lost"):
            store.rebuild()
    assert load_manifest(tmp_path / "s") == before


def test_no_words_and_no_claim_are_handed_to_the_disk_twice(tmp_path, monkeypatch):
    monkeypatch.setattr(parts.parts, "__defaults__", (1,))
    with Store.open(tmp_path / "s", "write") as store:
        store.put(archive())
    files = list(partfiles.write_parts(Shelf(tmp_path / "s"), load_manifest(tmp_path / "s"), tmp_path))
    at_home = [line for file in files for line in file.read_text("utf-8").splitlines()]
    visiting = [line for file in files for line in partfiles.visits(file).read_text("utf-8").splitlines()]
    assert set(visiting) & set(at_home)
    twice = [line for line, times in Counter(at_home).items() if times > 1]
    assert not [line for line in twice if "#Evidence>" in line or "#Claim>" in line or "#Statement>" in line]

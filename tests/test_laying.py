"""Large files are loaded in pieces, and nobody can tell."""

import pyoxigraph as ox
import pytest

from kg import laying

INTO = ox.NamedNode("http://a/home")
LINES = "".join(f'<http://a/{n}> <http://a/p> "the {n}th, \\"näher\\" " .\n' for n in range(40))
TRIG = "@prefix a: <http://a/> .\n" + "".join(
    f"a:{n} a:p <rel{n}> , 7 .\na:g{n} {{ a:{n} a:q a:{n} }}\n" for n in range(40)
)
BLANK = "".join(f"_:x <http://a/p> _:y{n % 3} .\n_:y{n % 3} <http://a/q> <http://a/{n}> .\n" for n in range(40))


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(laying, "_BYTES", 100)
    monkeypatch.setattr(laying, "_QUADS", 7)


@pytest.mark.parametrize(("name", "text"), [
    ("a.nt", LINES), ("a.nq", LINES.replace('" .', '" <http://a/g> .')), ("a.nq", LINES), ("a.trig", TRIG),
    ("a.ttl", LINES),
])  # fmt: skip
def test_pieces_hold_what_the_whole_holds(tmp_path, name, text):
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    pieces, whole = ox.Store(), ox.Store()
    laying.lay(pieces, file, INTO)
    whole.bulk_load(path=str(file), base_iri=INTO.value, to_graph=INTO if name.endswith(("nt", "ttl")) else None)
    homed = {ox.Quad(q.subject, q.predicate, q.object, INTO) if q.graph_name == ox.DefaultGraph() else q for q in whole}
    assert set(pieces) == homed


def test_a_blank_node_is_one_node_in_all_pieces(tmp_path):
    file = tmp_path / "a.nt"
    file.write_text(BLANK)
    graph = ox.Store()
    laying.lay(graph, file, INTO)
    assert len({quad.subject for quad in graph}) == 4
    assert len(graph) == 43


@pytest.mark.parametrize("at", [0, 17, 39])
def test_the_line_that_cannot_be_read_is_named(tmp_path, at):
    lines = LINES.splitlines(keepends=True)
    lines[at] = '<http://a/x> <http://a/ y> "" .\n'
    file = tmp_path / "a.nt"
    file.write_text("".join(lines), encoding="utf-8")
    with pytest.raises(SyntaxError) as error:
        laying.lay(ox.Store(), file, INTO)
    assert error.value.lineno == at + 1


def test_a_line_too_long_for_the_engine_is_told_from_one_that_is_cut_off(tmp_path, monkeypatch):
    monkeypatch.setattr(laying, "_LINE", 50)
    file = tmp_path / "a.nt"
    file.write_text(LINES + f'<http://a/1> <http://a/p> "{"x" * 300}" .\n')
    with pytest.raises(MemoryError):
        laying.lay(ox.Store(), file, INTO)
    file.write_text(LINES + '<http://a/1> <http://a/p> "x')
    with pytest.raises(SyntaxError):
        laying.lay(ox.Store(), file, INTO)

"""The floors of the house: a room imports only from floors below, and on its own floor only what stands before it."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import kg

PACKAGE = Path(kg.__file__).parent

#: From the ground up. A folder stands for all its files, which may import each other.
FLOORS = [
    ["errors", "resources", "prefixes", "files", "garbage"],
    ["model", "iris", "folding", "terms", "lists", "edtf", "precision", "tables"],
    [
        "frontmatter",
        "metadata",
        "articles",
        "text",
        "quotations",
        "lexicon",
        "furniture",
        "needs",
        "finding",
        "beginnings",
        "quantities",
        "entries",
        "registry",
        "judgements",
        "ledger",
    ],
    [
        "document",
        "posts",
        "title_area",
        "title_words",
        "titles",
        "mentions",
        "linking",
        "rules",
        "reading",
        "measured",
        "records",
        "sheets",
        "gold",
        "scores",
        "matching",
        "scoring",
        "calibration",
        "fusion",
    ],
    [
        "graph",
        "derive",
        "changes",
        "codec",
        "roster",
        "comings",
        "manifest",
        "generations",
        "shelf",
        "tally",
        "parts",
        "partfiles",
        "filling",
        "laying",
        "opened",
        "store",
        "results",
        "rendering",
        "sparql",
        "params",
        "library",
        "engines",
        "lookup",
        "queries",
        "counting",
        "validation",
        "turtle",
        "export",
        "search",
        "importing",
        "soundness",
        "upkeep",
        "explaining",
    ],
    [
        "pool",
        "pipeline",
        "building",
        "judging",
        "reasons",
        "diffs",
        "asof",
        "portrait",
        "analysis",
        "plots",
        "handouts",
        "server",
    ],
    ["api", "cli", "__main__"],
]
HEIGHT = {room: (floor, place) for floor, rooms in enumerate(FLOORS) for place, room in enumerate(rooms)}
READING_WING = [
    "text",
    "quotations",
    "lexicon",
    "furniture",
    "needs",
    "finding",
    "beginnings",
    "quantities",
    "document",
    "mentions",
    "linking",
    "rules",
    "reading",
]
FILES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py" and "_data" not in path.parts)


def room(path):
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports(path):
    """Modules a file imports, as dotted names; ``from kg import x`` counts as ``kg.x``."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_from_below(path):
    here = room(path)
    assert here in HEIGHT, f"{here} stands on no floor; add it to FLOORS"
    used = {name.split(".")[1] for name in imports(path) if name.startswith("kg.")} - {here}
    assert [other for other in sorted(used) if HEIGHT.get(other, (99,)) >= HEIGHT[here]] == []


@pytest.mark.parametrize("path", [path for path in FILES if room(path) in READING_WING], ids=lambda path: path.name)
def test_the_reading_wing_holds_no_graph(path):
    assert [name for name in imports(path) if name.split(".")[0] in ("rdflib", "pyoxigraph", "pyshacl")] == []


def test_what_the_system_says_against_a_file_is_worded_in_one_place():
    assert [path.name for path in FILES if ".strerror" in path.read_text()] == ["errors.py"]


@pytest.mark.parametrize("statement", ["import kg", "import kg.cli"])
def test_what_everybody_waits_for_imports_nothing_slow(statement):
    slow = "'rdflib pyshacl pyoxigraph networkx yaml'.split()"
    code = f"import sys; {statement}; print([m for m in {slow} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"

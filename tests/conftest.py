"""What several rooms' tests share: a folder of seeds, and a store of one small article that needs no reading rules."""

from pathlib import Path

import pytest

from kg.model import Article, Entity, Evidence, Kind, Manner, Reading, Relation, Role, Speaker, Statement

ROOT = Path(__file__).resolve().parent.parent
TEXT = "Quarrystone is a partner of Northgate. “We needed room,” said Ada Quill, chief executive of Quarrystone."


@pytest.fixture
def seeds():
    return ROOT / "seeds"


@pytest.fixture
def reading():
    """What a careful reader finds in TEXT."""
    article = Article("lease", TEXT, title="A data hall changes hands", path="lease.txt")

    def cut(words, rule):
        start = TEXT.index(words)
        return Evidence.cut(article, start, start + len(words), rule)

    def span(words):
        return TEXT.index(words), TEXT.index(words) + len(words)

    def entity(ref, kind, name):
        return Entity(ref, kind, name, (name,), (cut(name, "name-context"),))

    spoken = cut("We needed room", "speech-direct")
    return Reading(
        article,
        entities=(
            entity("org/quarrystone", Kind.ORGANIZATION, "Quarrystone"),
            entity("org/northgate", Kind.ORGANIZATION, "Northgate"),
            entity("person/ada-quill", Kind.PERSON, "Ada Quill"),
        ),
        roles=(
            Role(
                "person/ada-quill", "chief executive", "org/quarrystone",
                cut("Ada Quill, chief executive of Quarrystone", "role-apposition"),
            ),
        ),
        relations=(
            Relation(
                "org/quarrystone", "partner_of", "org/northgate",
                cut("Quarrystone is a partner of Northgate", "partner-of"), span("Quarrystone"), span("Northgate"),
            ),
        ),
        statements=(
            Statement(
                Manner.DIRECT, "We needed room", (span("We needed room"),),
                Speaker("person/ada-quill", "Ada Quill", span("Ada Quill")), spoken,
                role="chief executive", organization="org/quarrystone",
            ),
        ),
    )  # fmt: skip


@pytest.fixture
def stored(tmp_path, reading):
    """A store on disk that holds `reading`."""
    from kg.store import Store

    with Store.open(tmp_path / "store", "write") as store:
        store.put([reading])
    return tmp_path / "store"


@pytest.fixture
def run(stored, monkeypatch):
    """Run ``kg`` with some arguments on the store `stored`."""
    from click.testing import CliRunner

    from kg.cli import main

    monkeypatch.setenv("KG_STORE", str(stored))

    def run(*args, **how):
        return CliRunner().invoke(main, list(map(str, args)), catch_exceptions=False, **how)

    return run


@pytest.fixture
def golden(request):
    """Compare a text with the file of that name in tests/golden, or rewrite the file under ``--update-golden``."""

    def compare(name, text):
        kept = ROOT / "tests" / "golden" / name
        if request.config.getoption("--update-golden"):
            kept.parent.mkdir(exist_ok=True)
            kept.write_text(text, encoding="utf-8")
        assert kept.is_file(), f"no tests/golden/{name}; write it with pytest --update-golden, then read it"
        assert text == kept.read_text(encoding="utf-8"), "if the change is right: pytest --update-golden"

    return compare


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="rewrite the graphs in tests/golden")
    parser.addoption("--update-floors", action="store_true", help="raise the floors in tests/gold/floors.json")
    parser.addoption("--lower-floors", action="store_true", help="lower them too, for a reason that the commit gives")
    parser.addoption("--update-readme", action="store_true", help="rewrite the sessions in README.md")

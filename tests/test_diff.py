"""What changed from one store to another."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner
from made_up import article, deal, dollars

from kg.cli import main
from kg.diffs import FORMS, diff
from kg.judgements import Judgement
from kg.manifest import Manifest
from kg.model import DealKind, Reading
from kg.store import MEMORY, Store


def report(id_, text, amount):
    a = article(id_, f"Acorn buys Birch for {text}", published="2031-03-01")
    parties = {"Acorn": "acquirer", "Birch": "target"}
    return Reading(a, deals=(deal(a, DealKind.ACQUISITION, parties, a.text, value=dollars(text, amount)),))


def held(*readings):
    store = Store.open(MEMORY)
    store.put(readings)
    return store


ONE, OTHER = report("one", "$2bn", "2e9"), report("other", "$5bn", "5e9")


def values(found, name):
    [change] = [each for each in found.changes if each.name == name]
    return [each.value for each in change.told if each.property == "kg:totalValue"]


def test_what_came_and_what_is_newly_in_dispute():
    found = diff(held(ONE), held(ONE, OTHER))
    assert (found.added_articles, found.removed_articles) == (("other",), ())
    assert values(found, "added") == ["5 billion USD"]
    assert values(found, "contested") == ["2 billion USD", "5 billion USD"]


def test_what_went_and_what_is_settled_by_it():
    found = diff(held(ONE, OTHER), held(ONE))
    assert values(found, "withdrawn") == ["5 billion USD"]
    assert values(found, "settled") == ["2 billion USD"]


def test_a_name_that_was_retired_is_told():
    judged = held(ONE)
    judged.change(judgements=[Judgement("same", "org/acorn", "org/birch")])
    assert ("co:birch", "co:acorn") in diff(held(ONE), judged).renamed


def test_stores_that_say_the_same_do_not_differ():
    found = diff(held(ONE, OTHER), held(OTHER, ONE))
    assert not found
    assert "".join(FORMS["text"](found)) == "no difference\n"


@pytest.mark.parametrize("form", FORMS)
def test_every_form_names_the_new_value(form):
    assert "5 billion USD" in "".join(FORMS[form](diff(held(ONE), held(ONE, OTHER))))


def test_json_is_json():
    told = json.loads("".join(FORMS["json"](diff(held(ONE), held(ONE, OTHER)))))
    assert told["articles"]["added"] == ["other"]


def test_stores_of_two_versions_are_compared_with_a_warning():
    old, new = held(ONE), held(ONE)
    old._manifest = replace(old.manifest, program="kg 0.1")
    new._manifest = replace(new.manifest, program="kg 0.2")
    assert diff(old, new).note.startswith("made by kg 0.1 and kg 0.2")


def test_the_command_compares_folders_and_refuses_a_newer_one(tmp_path, monkeypatch):
    for name, readings in (("a", [ONE]), ("b", [ONE, OTHER])):
        with Store.open(tmp_path / name, "write") as store:
            store.put(readings)
    monkeypatch.setenv("KG_STORE", str(tmp_path / "b"))
    done = CliRunner().invoke(main, ["diff", str(tmp_path / "a"), "--exit-code"])
    assert (done.exit_code, "+ article other" in done.stdout) == (1, True)
    (tmp_path / "a" / "store.json").write_text('{"format": 99, "program": "kg 9"}')
    done = CliRunner().invoke(main, ["diff", str(tmp_path / "a")])
    assert (done.exit_code, "newer version (kg 9)" in done.stderr) == (2, True)
    assert Manifest().program == ""

"""Judgements: what may be said, what contradicts itself, and what they do to a store."""

from dataclasses import replace
from itertools import permutations

import pytest
from click.testing import CliRunner
from made_up import archive, article, day, deal, organization, person, role, said, tie

from kg import judging, ledger
from kg.cli import main
from kg.errors import UnknownNameError
from kg.fusion import fuse, groups
from kg.fusion.doubts import doubts
from kg.judgements import Judgement, LedgerError, kept
from kg.model import DealKind, Entity, Kind, Reading
from kg.reasons import queue, why
from kg.store import MEMORY, Store

DEAL = "deal/brightcloud-nimbus-labs-cloud-services-2031"


def told(*judgements):
    return "\n".join(f'[[{verdict}]]\na = "{a}"\nb = "{b}"' for verdict, a, b in judgements)


# ---------------------------------------------------------------------------------- the file


def test_a_judgement_has_reason_author_date_and_line():
    names = '# first\n[[same]]\na = "org/acorn"\nb = "org/acorn-labs"\n'
    text = names + 'reason = "one house"\nauthor = "ada"\ndate = 2031-03-14\n'
    assert ledger.parse(text) == (
        Judgement("same", "org/acorn", "org/acorn-labs", "one house", "ada", "2031-03-14", line=2),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[same]\na = 1", r"not TOML.*line 1"),
        ("[[equal]]\n", "'equal' is no judgement"),
        ("same = 1", "must be tables"),
        ('[[same]]\na = "org/a"\n', r"line 1: b = '' is no name"),
        ('[[same]]\na = "Acorn"\nb = "org/b"', r"line 1: a = 'Acorn' is no name"),
        ('[[same]]\na = "org/a"\nb = "org/a"', "always itself"),
        ('[[same]]\na = "org/a"\nb = "deal/a"', "two sorts"),
        ('[[same]]\na = "org/a"\nb = "org/b"\nwhy = "x"', "unknown key 'why'"),
        ('[[same]]\na = "org/a"\nb = "org/b"\nreason = 3', "'reason' must be text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(text, message):
    with pytest.raises(LedgerError, match=message):
        ledger.parse(text)


def test_same_and_different_of_two_names_contradict_each_other_over_any_chain():
    text = told(("same", "org/a", "org/b"), ("same", "org/b", "org/c"), ("different", "org/a", "org/c"))
    with pytest.raises(LedgerError, match=r"line 7: org/a and org/c are different here, but the same by line 1, 4"):
        ledger.parse(text)


def test_names_that_are_retired_for_each_other_go_in_a_circle():
    text = told(("same", "org/a", "org/b"), ("same", "org/b", "org/c"), ("same", "org/c", "org/a"))
    with pytest.raises(LedgerError, match="lines 1, 4, 7 go in a circle"):
        ledger.parse(text)


def test_the_name_that_is_never_retired_is_kept():
    judgements = ledger.parse(told(("same", "org/b", "org/c"), ("same", "org/a", "org/b"), ("same", "org/x", "org/y")))
    assert kept(judgements) == {"org/b": "org/a", "org/c": "org/a", "org/y": "org/x"}


def test_what_is_added_and_taken_back_leaves_the_file_as_it_was(tmp_path):
    path = tmp_path / "ledger.toml"
    ledger.add(path, Judgement("same", "org/a", "org/b", 'says "so"\nand more'))
    before = path.read_text()
    both = ledger.add(path, Judgement("unsure", "org/a", "org/d", date="2031-01-02"))
    assert [(each.verdict, each.reason, each.date) for each in both] == [
        ("same", 'says "so"\nand more', ""),
        ("unsure", "", "2031-01-02"),
    ]
    ledger.undo(path, "org/d", "org/a")
    assert path.read_text() == before


def test_a_judgement_that_contradicts_the_ledger_is_not_written(tmp_path):
    path = tmp_path / "ledger.toml"
    ledger.add(path, Judgement("same", "org/a", "org/b"))
    before = path.read_text()
    with pytest.raises(LedgerError, match="line 5"):
        ledger.add(path, Judgement("different", "org/b", "org/a"))
    assert path.read_text() == before


# ------------------------------------------------------------------------ what judgements do


def test_what_is_judged_the_same_is_one_under_the_name_that_is_kept():
    knowledge = fuse(archive(), [Judgement("same", "org/nimbus-labs", "org/tarn-robotics")])
    [one] = [thing for thing in knowledge.things if thing.ref == "org/nimbus-labs"]
    assert one.retired == ("org/tarn-robotics",)
    assert {"Nimbus Labs", "Tarn Robotics"} <= set(one.names)
    assert not any("tarn" in claim.subject + claim.object for claim in knowledge.claims)


def test_a_deal_judged_to_be_two_is_two_and_two_judged_one_are_one():
    split = fuse(archive(), [Judgement("different", f"{DEAL}@herald", f"{DEAL}@gazette")])
    assert len(split.deals) == len(fuse(archive()).deals) + 1
    joined = fuse(archive(), [Judgement("same", DEAL, "deal/nimbus-labs-tarn-robotics-investment")])
    [one] = joined.deals
    assert (one.ref, one.retired[-1]) == (DEAL, "deal/nimbus-labs-tarn-robotics-investment")


def test_two_statements_judged_one_are_one():
    a, b = article("a", "We build. Said Ada Quill."), article("b", "Bricks are dear, said Ada Quill.")
    readings = [
        Reading(a, statements=(said(a, "Ada Quill", "We build."),)),
        Reading(b, statements=(said(b, "Ada Quill", "Bricks are dear"),)),
    ]
    first, second = fuse(readings).statements
    assert len(fuse(readings, [Judgement("same", first.ref, second.ref)]).statements) == 1


@pytest.fixture
def store():
    with Store.open(MEMORY) as store:
        store.put(archive())
        yield store


def quads(store):
    return {str(quad) for quad in store.oxigraph}


@pytest.mark.parametrize(
    ("verdict", "a", "b"),
    [
        ("same", "org/nimbus-labs", "org/tarn-robotics"),
        ("different", f"{DEAL}@herald", f"{DEAL}@gazette"),
        ("unsure", "org/nimbus-labs", "org/tarn-robotics"),
    ],
)
def test_undo_restores_exactly_the_former_graph(store, tmp_path, verdict, a, b):
    path, before = tmp_path / "ledger.toml", quads(store)
    judging.judge(store, path, Judgement(verdict, a, b))
    assert (quads(store) == before) is (verdict == "unsure")
    judging.undo(store, path, a, b)
    assert quads(store) == before


def test_a_judgement_on_what_nobody_knows_is_refused(store, tmp_path):
    with pytest.raises(UnknownNameError, match="org/nobody"):
        judging.judge(store, tmp_path / "ledger.toml", Judgement("same", "org/nimbus-labs", "org/nobody"))
    with pytest.raises(UnknownNameError, match="no article 'mercury'"):
        judging.meant(store, f"{DEAL}@mercury")
    assert not (tmp_path / "ledger.toml").exists()


def test_a_retired_name_is_still_understood(store, tmp_path):
    judging.judge(store, tmp_path / "l.toml", Judgement("same", "org/nimbus-labs", "org/tarn-robotics"))
    assert judging.kept(store, judging.meant(store, "org/tarn-robotics")) == "org/nimbus-labs"
    assert why(store, "org/tarn-robotics", "org/nimbus-labs")[0]


def test_why_two_reports_are_one_deal_is_told_with_what_speaks_against_it(store):
    one, reasons = why(store, f"{DEAL}@herald", f"{DEAL}@gazette")
    assert one
    assert ("for", "kinds: cloud_services, cloud_services") in {(each.speaks, each.what) for each in reasons}


def test_why_reads_only_the_articles_that_speak_of_the_two(monkeypatch):
    names = {"a": "Acorn", "b": "Acorn Labs", "c": "Birch"}
    with Store.open(MEMORY) as store:
        told = [(article(id_, name), name) for id_, name in names.items()]
        store.put([Reading(each, entities=(organization(each, name),)) for each, name in told])
        read, whole = [], store.readings
        monkeypatch.setattr(store, "readings", lambda ids=None: read.append(ids) or whole(ids))
        one, reasons = why(store, "Acorn", "Acorn Labs")
    assert (one, [reason.speaks for reason in reasons]) == (False, ["for"])
    assert read == [{"a", "b"}]


def test_the_queue_leaves_out_what_is_judged_and_puts_last_what_nobody_can_tell():
    a = article("a", "Acorn and Acorn Labs")
    with Store.open(MEMORY) as store:
        store.put([Reading(a, entities=(organization(a, "Acorn"), organization(a, "Acorn Labs")))])
        [(doubt, note)] = queue(store)
        assert ({doubt.a, doubt.b}, note) == ({"org/acorn", "org/acorn-labs"}, "")
        store.change(judgements=[Judgement("unsure", "org/acorn", "org/acorn-labs", "no idea")])
        assert [note for _, note in queue(store)] == ["unsure: no idea"]
        store.change(judgements=[Judgement("different", "org/acorn", "org/acorn-labs")])
        assert queue(store) == []


# ----------------------------------------------------------------------- what the rules join


def test_a_renamed_company_is_one_under_the_name_seen_first():
    a = article("a", "Helio was sold", published="2031-01-01")
    b = article("b", "Quanta, formerly known as Helio", published="2031-05-01")
    readings = [
        Reading(a, entities=(organization(a, "Helio"),)),
        Reading(
            b,
            entities=(organization(b, "Quanta"), organization(b, "Helio")),
            relations=(tie(b, "Quanta", "formerly", "Helio", b.text),),
        ),
    ]
    [one] = fuse(readings).things
    assert (one.ref, one.retired) == ("org/helio", ("org/quanta",))
    judged = fuse(readings, [Judgement("different", "org/helio", "org/quanta")])
    assert [thing.ref for thing in judged.things] == ["org/helio", "org/quanta"]


def test_the_kind_that_most_articles_give_settles_what_a_name_is():
    readings = []
    for number in range(3):
        a = article(f"a{number}", "Brightcloud")
        entity = organization(a, "Brightcloud")
        if number == 2:
            entity = Entity("product/brightcloud", Kind.SERVICE, "Brightcloud", ("Brightcloud",), entity.evidence)
        readings.append(Reading(a, entities=(entity,)))
    assert [(thing.ref, thing.retired) for thing in fuse(readings).things] == [
        ("org/brightcloud", ("product/brightcloud",))
    ]
    assert len(fuse(readings[1:]).things) == 2


def portrait(id_, title, employer, *others):
    a = article(id_, f"Jim Hall, {title} of {employer}. {' '.join(others)}", published=f"2031-0{len(others) + 1}-01")
    named = (organization(a, each) for each in (employer, *others))
    return Reading(
        a,
        entities=(person(a, "Jim Hall"), *named),
        roles=(role(a, "Jim Hall", title, employer, f"Jim Hall, {title} of {employer}"),),
    )


def people(*readings, judgements=()):
    return [thing.ref for thing in fuse(readings, judgements).things if thing.ref.startswith("person/")]


def test_one_name_in_two_callings_and_companies_is_two_people():
    chief, scholar = portrait("a", "chief executive", "Acorn"), portrait("b", "professor", "Birch College", "Cedar")
    assert people(chief, scholar) == ["person/jim-hall", "person/jim-hall-birch-college"]


def test_one_name_is_one_person_where_an_article_speaks_of_both_companies():
    chief, scholar = portrait("a", "chief executive", "Acorn"), portrait("b", "professor", "Birch College", "Acorn")
    assert people(chief, scholar) == ["person/jim-hall"]


def test_a_chief_who_moves_is_one_person():
    assert people(portrait("a", "chief executive", "Acorn"), portrait("b", "chairman", "Cedar", "Birch")) == [
        "person/jim-hall"
    ]


def chief(id_, employer, published, *others, title="chief executive"):
    reading = portrait(id_, title, employer, *others)
    return replace(reading, article=replace(reading.article, published=day(published) if published else None))


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [("2031-02-01", "2031-05-01", True), ("2031-02-01", "2034-05-01", False), ("", "2034-05-01", True)],
)
def test_nobody_runs_two_unrelated_companies_in_one_year(first, second, apart):
    found = people(chief("a", "Acorn", first), chief("b", "Birch", second))
    assert len(found) == 1 + apart


def test_who_moved_is_one_person_and_the_name_given_before_leads_there():
    readings = [chief("a", "Acorn", "2031-02-01"), chief("b", "Birch", "2031-05-01")]
    before = people(*readings)
    assert before == ["person/jim-hall", "person/jim-hall-birch"]
    [thing] = [
        each
        for each in fuse([*readings, chief("c", "Birch", "2031-06-01", "Acorn")]).things
        if each.ref.startswith("person/")
    ]
    assert set(before) <= {thing.ref, *thing.retired}


def test_one_name_for_two_people_does_not_depend_on_the_order_of_articles():
    readings = [chief("a", "Acorn", ""), chief("b", "Birch", ""), chief("c", "Cedar", "2031-01-01", title="chairman")]
    assert len({tuple(people(*told)) for told in permutations(readings)}) == 1


def test_who_is_one_by_the_calling_alone_is_in_the_queue():
    readings = [chief("a", "Acorn", "2031-02-01"), chief("b", "Birch", "2034-05-01")]
    [doubt] = [each for each in doubts(readings, groups(readings)) if each.a.startswith("person/")]
    assert (doubt.a, doubt.b) == ("person/jim-hall@a", "person/jim-hall@b")
    assert "org/acorn" in str(doubt.speaks_against)


def test_two_people_of_one_name_are_in_the_queue():
    readings = [chief("a", "Acorn", "2031-02-01"), chief("b", "Birch", "2031-05-01")]
    [doubt] = [each for each in doubts(readings, groups(readings)) if each.a.startswith("person/")]
    assert (doubt.a, doubt.b) == ("person/jim-hall", "person/jim-hall-birch")
    assert doubt.speaks_against == ("one acts for org/acorn, the other for org/birch",)


def test_a_name_is_split_where_it_is_judged_to_be_two():
    readings = portrait("a", "chief executive", "Acorn"), portrait("b", "chairman", "Cedar", "Birch")
    judged = [Judgement("different", "person/jim-hall@a", "person/jim-hall@b")]
    assert people(*readings, judgements=judged) == ["person/jim-hall", "person/jim-hall-cedar"]


def test_an_extended_deal_is_a_new_one_that_refers_to_the_old():
    readings = []
    for id_, text, month in (("a", "Acorn rents halls from Birch", 1), ("b", "Acorn has extended its lease", 9)):
        a = article(id_, f"{text}. Acorn and Birch.", published=f"2031-0{month}-01")
        words = text if id_ == "a" else "its lease"
        readings.append(Reading(a, deals=(deal(a, DealKind.LEASE, {"Acorn": "lessee", "Birch": "lessor"}, words),)))
    knowledge = fuse(readings)
    [claim] = [each for each in knowledge.claims if each.property == "kg:amends"]
    assert (claim.subject, claim.object) == (knowledge.deals[1].ref, knowledge.deals[0].ref)
    assert [words.quote for words in claim.evidence] == ["its lease"]


# ------------------------------------------------------------------------------- the commands


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with Store.open(tmp_path / ".kg", "write") as store:
        store.put(archive())

    def run(*args):
        return CliRunner().invoke(main, list(args), catch_exceptions=False)

    return run


def test_same_different_and_their_undo_write_the_ledger_in_the_working_folder(run, tmp_path):
    done = run("same", "Nimbus Labs", "Tarn Robotics", "-m", "one house", "--author", "ada", "--date", "2031-06-01")
    assert done.exit_code == 0
    [judgement] = ledger.load(tmp_path / "kg-ledger.toml")
    assert judgement == Judgement(
        "same", "org/nimbus-labs", "org/tarn-robotics", "one house", "ada", "2031-06-01", line=1
    )
    assert "one thing" in run("why-same", "org/nimbus-labs", "org/tarn-robotics").stderr
    conflict = run("different", "org/nimbus-labs", "org/tarn-robotics")
    assert (conflict.exit_code, "line 8" in conflict.stderr, "line 1" in conflict.stderr) == (2, True, True)
    # both names now lead to one thing; the judgement is found by either
    assert run("same", "--undo", "Nimbus Labs", "Tarn Robotics").exit_code == 0
    assert "two things" in run("why-same", "org/nimbus-labs", "org/tarn-robotics").stderr


def test_unsure_lists_or_takes_two(run):
    assert run("unsure").exit_code == 0
    assert run("unsure", "Nimbus Labs").exit_code == 2
    assert run("unsure", "Nimbus Labs", "Tarn Robotics").exit_code == 0


def test_a_wrong_ledger_stops_a_build_with_one_line(run, tmp_path):
    (tmp_path / "kg-ledger.toml").write_text("[[same]]\na = 'org/a'\nb = 'org/a'\n")
    (tmp_path / "news.txt").write_text("Acorn met Birch.\n")
    done = run("build", "news.txt")
    assert (done.exit_code, "line 1" in done.stderr) == (2, True)
    assert run("build", "news.txt", "--ledger", "nowhere.toml").exit_code == 2


def test_as_of_a_day_only_what_was_published_by_then_is_known(run):
    assert run("deals", "--as-of", "2031-04-06", "-f", "jsonl").stdout == ""
    assert len(run("--as-of", "2031-04", "deals", "-f", "jsonl").stdout.splitlines()) == 2
    assert run("deals", "--as-of").exit_code == 2
    assert "is no date" in run("deals", "--as-of", "soon").stderr


def test_a_question_about_a_retired_name_is_about_the_one_that_stands_for_it(run):
    run("same", "org/nimbus-labs", "org/tarn-robotics")
    names = "org/tarn-robotics", "org/nimbus-labs"
    old, new = (run("deals", "--party", name, "-f", "jsonl").stdout for name in names)
    assert old == new != ""


def test_statements_of_two_speakers_are_one_only_when_the_speakers_are(store, tmp_path):
    rows = store.query("SELECT ?s { ?s a kg:Statement } ORDER BY ?s", prefixes={"kg": "https://w3id.org/aideals/ns#"})
    refs = [row["s"].value.split("/id/")[1] for row in rows]
    with pytest.raises(LedgerError, match="judge these first"):
        judging.judge(store, tmp_path / "l.toml", Judgement("same", *refs[:2]))


def test_a_ledger_may_speak_of_what_no_article_names_yet_and_the_build_says_so(run, tmp_path):
    (tmp_path / "kg-ledger.toml").write_text('[[same]]\na = "org/acorn"\nb = "org/nobody"\n')
    (tmp_path / "news.txt").write_text("Acorn Inc. met Birch Inc. on Monday.\n")
    done = run("build", "news.txt")
    assert (done.exit_code, "line 1: org/nobody is in no article" in done.stderr) == (0, True)

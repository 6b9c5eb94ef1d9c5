"""A change told from the tally is what putting together all articles before and after it would tell."""

import contextlib
import random
import sqlite3
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from made_up import article, count, day, deal, dollars, layoff, months, person, role, said, tie, words

from kg import counting, pipeline
from kg.filling import filled
from kg.fusion import fuse
from kg.graph import quads
from kg.importing import import_files
from kg.iris import org_ref, person_ref, product_ref
from kg.judgements import Judgement, LedgerError, check
from kg.manifest import Manifest
from kg.model import DealKind, DealStatus, Entity, Event, Kind, Manner, Origin, Reading, Sourced, Speaker
from kg.shelf import Shelf
from kg.soundness import check as check_store
from kg.store import Store
from kg.tally import Tally
from kg.tally.book import FILE

sys.path.insert(0, str(Path(__file__).parent / "bench"))
import made_archive

ORGS = ["Tarn", "Tarn Robotics", "Tarn Group", "Quarrystone", "Vesper", "Vesper Labs", "Corvid", "Nimbus", "Halden"]
PEOPLE = ["Ada Quill", "Mike Orrin", "Michael Orrin", "Jim Hall", "Jim Hall Analyst", "Vesper Vane"]
SHARED = ["Corvid", "Vesper", "Halden"]  # taken for things of several kinds
TITLES = ["CEO", "chief executive", "co-founder", "analyst", "senator", "board member", "engineer"]
SAYINGS = [
    "Nobody builds chips alone and nobody should try to build them alone",
    "Nobody builds chips alone and nobody should try",
    "We have waited years for a machine of this size to arrive in the north",
    "They had waited years for a machine of this size to arrive in the north",
    "This is good",
]
PLACES = ["Norhaven", "NORHAVEN", "Ost Bay"]
URLS = ["https://herald.example/1", "https://herald.example/2", "https://wire.example/3"]
WORDS = ["$2 billion", "$2.1 billion", "$9 billion", "over $1 billion"]
AMOUNTS = dict(zip(WORDS, ["2e9", "2.1e9", "9e9", "1e9"], strict=True))
DEALS = [
    "agreed to supply",
    "extended their lease",
    "are in talks",
    "signed a pact",
    "the earlier deal",
    "bought shares of",
]
KINDS = [DealKind.SUPPLY, DealKind.LEASE, DealKind.ACQUISITION, DealKind.PARTNERSHIP, DealKind.OTHER]
SIDES = [("supplier", "buyer"), ("lessor", "lessee"), ("acquirer", "target"), ("participant", "participant")]
TEXT = ". ".join([*ORGS, *PEOPLE, *TITLES, *SAYINGS, *PLACES, *WORDS, *DEALS, "six-year", "up to 900", "up to 90"])


class Chance(random.Random):
    """What an invented article says, thrown by dice: few names, so that articles share them."""

    crowded = False  # whether people of one name hold more posts than one of them can
    alike = False  # whether many reports of deals say the same

    def some(self, population, most):
        return self.sample(population, self.randrange(min(most, len(population)) + 1))

    def reading(self, id_):
        origin = Origin(self.choice(["", *URLS]), "The Wire", "", day("2031-01-02")) if self.random() < 0.3 else None
        months_ = self.choice(["2031-03-01", "2031-03-09", "2031-04-30", "2032-11-02", ""])
        url = self.choice([*URLS, "", "", ""])
        a = article(id_, f"{TEXT}. {self.random()}", published=months_, based_on=origin, url=url)
        told = Reading(
            a,
            entities=tuple(self.entity(a, name) for name in [*self.some(ORGS, 5), *self.some(PEOPLE, 3)]),
            roles=tuple(self.role(a) for _ in range(self.randrange(4 if self.crowded else 3))),
            relations=tuple(self.tie(a) for _ in range(self.randrange(3))),
            deals=tuple(self.deal(a) for _ in range(self.randrange(4))),
            statements=tuple(self.said(a, words_) for words_ in self.some(SAYINGS, 2)),
            events=tuple(self.event(a) for _ in range(self.randrange(2))),
        )
        return replace(told, hardware=())

    def entity(self, a, name):
        if name in PEOPLE:
            found = person(a, name)
            return replace(found, maker=None)
        kind = self.choice([Kind.ORGANIZATION, Kind.PRODUCT, Kind.PERSON]) if name in SHARED else Kind.ORGANIZATION
        made = {Kind.ORGANIZATION: org_ref, Kind.PRODUCT: product_ref, Kind.PERSON: person_ref}[kind](name)
        if self.random() < 0.1:
            made, kind = org_ref(name), Kind.PERSON  # one name, another kind than its ref says
        evidence = (words(a, name, "name-context"),) * self.randrange(1, 4)
        return Entity(made, kind, name, (name, self.choice([name, name.upper()])), evidence)

    def role(self, a):
        who, title = self.choice(PEOPLE), self.choice(TITLES[:2] if self.crowded else TITLES)
        found = role(a, who, title, self.choice(ORGS[-3:] if self.crowded else [*ORGS, None]), title)
        return replace(found, tense=self.choice(["present", "present", "past"]))

    def tie(self, a):
        one, other = self.sample(ORGS, 2)
        what = self.choice(["part_of", "part_of", "partner_of", "formerly", "uses", "headquartered_in", "supplier_of"])
        if what == "headquartered_in":
            return tie(a, one, what, self.choice(PLACES), one)
        if what == "uses":
            return tie(a, one, what, product_ref(self.choice(SHARED)), one)
        made = tie(a, one, what, other, one, refutes=self.random() < 0.1)
        if what == "formerly" and self.random() < 0.6:
            start = a.text.index(other)
            made = replace(made, object=made.subject, object_span=(start, start + len(other)), time=day("2030-01-01"))
        return made

    def deal(self, a):
        who = self.sample(ORGS[-3:], 2) if self.alike else self.sample([*ORGS, ""], self.choice([1, 2, 2, 2, 3]))
        sides = SIDES[0] if self.alike else self.choice(SIDES)
        value = self.choice([None, *WORDS[: 2 if self.alike else None]])
        return deal(
            a,
            KINDS[0] if self.alike else self.choice(KINDS),
            {name: sides[at % 2] for at, name in enumerate(who)},
            self.choice(DEALS),
            status=self.choice([DealStatus.ANNOUNCED, DealStatus.RUMOURED, DealStatus.COMPLETED]),
            primary=self.random() < 0.6,
            value=dollars(value, AMOUNTS[value]) if value else None,
            term=None if self.alike else self.choice([None, months("six-year", 72, 72)]),
            announced=self.choice(["", "2031-03-01", "2031-04-30"][: 2 if self.alike else None]),
        )

    def said(self, a, quote):
        if self.random() < 0.2:
            return said(a, "One bystander", quote, unnamed=True)
        told = said(a, self.choice(PEOPLE), quote, self.choice([Manner.DIRECT, Manner.INDIRECT]), title="CEO")
        if self.random() < 0.4:
            told = replace(told, organization=org_ref(self.choice(ORGS)), about=(org_ref(self.choice(ORGS)),))
        if self.random() < 0.2:
            told = replace(told, co_speakers=(Speaker(None, "", None, "One bystander"),))
        if self.random() < 0.3:
            ref = self.choice([org_ref, person_ref])(self.choice(SHARED))
            told = replace(told, speaker=Speaker(ref, "it", None))
        return told

    def event(self, a):
        made = layoff(a, self.choice(ORGS), count("up to 900", None, self.choice([90, 900])))
        if self.random() < 0.5:
            spoken = made.evidence
            actor = self.choice([None, org_ref(self.choice(ORGS))])
            made = Event("launch", actor, spoken, concerns=(Sourced(product_ref(self.choice(SHARED)), spoken),))
        return replace(made, place=self.choice(["", *PLACES]))


class Archive:
    """Readings on a shelf, the graph of what they say, and its tally."""

    def __init__(self, judgements=()):
        self.shelf = Shelf(None)
        self.tally = Tally(None, self.shelf)
        self.manifest = Manifest(judgements=judgements)
        self.graph = ox.Store()
        self.held = {}

    def change(self, put, gone):
        new = {each.article.id: self.shelf.put(each, "", None) for each in put}
        after = replace(self.manifest, articles=self.manifest.articles.changed(new, gone))
        told = self.tally.told(self.graph, self.manifest, after)
        self.held = {id_: each for id_, each in self.held.items() if id_ not in gone}
        self.held |= {each.article.id: each for each in put}
        assert not [quad for quad in told.new if quad in self.graph]
        assert not [quad for quad in told.gone if quad not in self.graph]
        told.apply(self.graph)
        self.manifest = after
        self.tally.follow(after)

    def edit(self, chance, times):
        """Change the archive again and again, and look each time whether it is what a fresh one would be."""
        for _ in range(times):
            gone = chance.some(sorted(self.held), 2)
            names = chance.some([f"a{at:02}" for at in range(20)], 2)
            self.change([chance.reading(name) for name in names if name not in gone], gone)
            assert self.differing() == set()

    def differing(self):
        fresh = {str(quad) for quad in quads(fuse(self.held.values(), self.manifest.judgements))}
        return fresh ^ {str(quad) for quad in self.graph}


@pytest.fixture
def begun(request):
    """Begin an archive, whose tally is closed in the end."""

    def begin(judgements=()):
        archive = Archive(judgements)
        request.addfinalizer(archive.tally.close)
        return archive

    return begin


def dice(seed):
    chance = Chance(seed)
    chance.crowded = seed % 3 == 0
    chance.alike = seed % 4 == 0
    return chance


@pytest.mark.parametrize("seed", range(40))
def test_what_a_tally_tells_is_what_all_articles_tell(seed, begun):
    chance = dice(seed)
    archive = begun()
    archive.change([chance.reading(f"a{at:02}") for at in range(chance.randrange(14))], ())
    assert archive.differing() == set()
    archive.edit(chance, 5)


@pytest.mark.parametrize("seed", range(30))
def test_a_tally_heeds_judgements(seed, begun):
    chance = dice(seed)
    readings = [chance.reading(f"a{at:02}") for at in range(14)]
    archive = begun(judgements(chance, readings))
    archive.change(readings, ())
    assert archive.differing() == set()
    archive.edit(chance, 4)


def test_an_office_at_two_houses_of_one_name_is_told_apart_when_one_goes(begun):
    def reading(id_, house, title):
        a = article(id_, f"{TEXT}. {id_}")
        named = Entity(house, Kind.ORGANIZATION, "Vesper", ("Vesper",), (words(a, "Vesper", "name-context"),))
        return Reading(
            a,
            entities=(named, person(a, "Ada Quill")),
            roles=(replace(role(a, "Ada Quill", title, "Vesper", title), organization=house),),
        )

    archive = begun()
    archive.change(
        [
            reading("a", "org/vesper", "board member"),
            reading("b", "product/vesper", "board member"),
            reading("c", "org/vesper", "engineer"),
            reading("d", "product/vesper", "engineer"),
        ],
        (),
    )
    archive.change([], ["a"])
    assert archive.differing() == set()


def judgements(chance, readings):
    """Some judgements on what these articles speak of that do not contradict each other."""
    knowledge = fuse(readings)
    told = []
    for each in knowledge.deals:  # what two articles report as one
        if len(each.reported_by) > 1:
            a, b = (f"{each.ref}@{id_}" for id_ in chance.sample(each.reported_by, 2))
            told.append(Judgement("different", a, b, line=len(told) + 1))
    for sort in ([each.ref for each in knowledge.things if not each.ref.startswith("place/")],
                 [ref for each in knowledge.deals for ref in (each.ref, *each.retired)],
                 [each.ref for each in knowledge.statements], [each.ref for each in knowledge.events]):  # fmt: skip
        for _ in range(4):
            a, b = chance.sample(sort, 2) if len(sort) > 1 else ("org/a", "org/b")
            if chance.random() < 0.3:
                a, b = (f"{ref}@a{chance.randrange(20):02}" for ref in (chance.choice([a, b]), b))
            new = Judgement(chance.choice(["same", "different"]), a, b, line=len(told) + 1)
            with contextlib.suppress(LedgerError):
                check([*told, new], "told")
                told.append(new)
    return tuple(told)


# ------------------------------------------------------------------------------- in a folder


@pytest.fixture
def folder(tmp_path):
    with Store.open(tmp_path / "st", "write") as store:
        store.put(readings_of(6))
        store.remove(["a00"])
    return tmp_path / "st"


def readings_of(count):
    chance = dice(7)
    return [chance.reading(f"a{at:02}") for at in range(count)]


def is_fresh(store):
    return {str(quad) for quad in store.oxigraph} == {str(quad) for quad in filled(store.readings())}


def test_a_tally_is_written_beside_the_graph_and_is_sound(folder):
    with Store.open(folder, "write") as store:
        assert (folder / FILE).exists()
        assert check_store(store).sound
        store.put(readings_of(1))
        assert is_fresh(store)
        assert store.tallied()


def test_a_change_killed_before_the_tally_was_written_leaves_the_next_one_right(folder, monkeypatch):
    with monkeypatch.context() as killed, Store.open(folder, "write") as store:
        killed.setattr(Tally, "follow", lambda *_: None)
        store.remove(["a01"])
    with Store.open(folder, "write") as store:
        store.put(readings_of(2))
        assert is_fresh(store)
        assert store.tallied()


@pytest.mark.parametrize("content", [b"no database at all, but a text that is longer than a page" * 99, b""])
def test_a_tally_that_cannot_be_read_is_made_anew(folder, content):
    (folder / FILE).write_bytes(content)
    with Store.open(folder, "write") as store:
        store.remove(["a01"])
        assert is_fresh(store)
        assert store.tallied()


def test_a_tally_that_lacks_a_row_is_told(folder):
    with contextlib.closing(sqlite3.connect(folder / FILE)) as pages, pages:
        pages.execute("DELETE FROM rows WHERE sort = 'named' AND article = 'a02'")
    with Store.open(folder) as store:
        assert "tally.sqlite" in check_store(store).problems[-1]


def test_a_tally_goes_on_when_a_file_is_laid_over_the_graph(folder, tmp_path, monkeypatch):
    (tmp_path / "more.nt").write_text("<https://a.example/x> <https://a.example/y> <https://a.example/z> .\n")
    with Store.open(folder, "write") as store:
        import_files(store, [tmp_path / "more.nt"])
        with monkeypatch.context() as stopped:
            stopped.setattr("kg.tally.Filling.fill", lambda *_: pytest.fail("made anew"))
            store.remove(["a01"])
        assert store.tallied()


@pytest.mark.parametrize("seed", range(4))
def test_counts_are_carried_on_as_counting_again_gives_them(tmp_path, seed, monkeypatch):
    chance = dice(seed)
    with Store.open(tmp_path / "st", "write") as store:
        store.put([chance.reading(f"a{at:02}") for at in range(9)])
        assert counting.counts(store)["articles"] == 9
        for step in range(3):
            store.change(put=[chance.reading(f"a{step:02}")], remove=[f"a{step + 4:02}"])
            with monkeypatch.context() as carried:
                carried.setattr(counting, "_counted", lambda _: pytest.fail("counted again"))
                told = counting.counts(store)
            assert told == counting._counted(store)


def test_what_is_read_for_a_change_does_not_grow_with_the_store(monkeypatch):
    made = list(pipeline.readings(known.article for known in made_archive.archive(120)))
    count = Counter()
    reading = Shelf.reading
    monkeypatch.setattr(Shelf, "reading", lambda *told: count.update(["all"]) or reading(*told))
    read = []
    for size in (60, 120):
        with Store.open(":memory:") as store:
            store.put(made[:size])
            store.remove([made[0].article.id])
            count.clear()
            store.put(made[:1])
            read.append(count["all"])
    assert max(read) < 8

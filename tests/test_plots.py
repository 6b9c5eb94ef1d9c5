"""Pictures: the same bytes for the same store, legible at five items and at five hundred, refused without the extra."""

import importlib.util
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from made_up import archive

from kg.cli import main
from kg.store import Store

ID = "https://w3id.org/aideals/id/"
PNG = b"\x89PNG\r\n\x1a\n"
PICTURES = ["network", "timeline", "deals", "who-said"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("plots") / "store"
    with Store.open(path, "write") as store:
        store.put(archive())
    return path


def run(folder, *args):
    return CliRunner().invoke(main, ["--store", str(folder), "plot", *map(str, args)], catch_exceptions=False)


def test_without_the_extra_one_line_says_what_to_install(folder, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda *_: None)
    done = run(folder, "network")
    assert (done.exit_code, done.stderr) == (3, "kg: plots need an extra: pip install 'kg[plots]'\n")


def test_an_unknown_picture_suggests_a_near_one(folder):
    done = run(folder, "netwerk")
    assert (done.exit_code, done.stderr) == (2, "kg: no picture 'netwerk'; did you mean 'network'?\n")


pytest.importorskip("matplotlib", reason="the extra 'plots' is not installed")


def places_of(figure):
    """The texts of a figure with the room they take, in pixels."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    texts = [text for axes in figure.axes for text in axes.texts if text.get_text()]
    return [(text.get_text(), text.get_window_extent(canvas.get_renderer())) for text in texts]


@pytest.mark.parametrize("what", PICTURES)
def test_pictures_are_svg_or_png_by_the_name_of_the_file(folder, tmp_path, what):
    assert run(folder, what, "-o", tmp_path / "a.png").exit_code == 0
    assert (tmp_path / "a.png").read_bytes().startswith(PNG)
    assert run(folder, what, "-o", tmp_path / "a.svg").exit_code == 0
    assert "</svg>" in (tmp_path / "a.svg").read_text()


@pytest.mark.parametrize("what", PICTURES)
def test_the_same_store_gives_the_same_bytes(folder, what):
    def output(seed):
        args = [sys.executable, "-m", "kg", "--store", str(folder), "plot", what]
        env = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[1]), "HOME": str(folder)}
        return subprocess.run(args, capture_output=True, check=True, env=env).stdout

    assert output("1") == output("2")
    assert run(folder, what, "-f", "png").stdout_bytes == run(folder, what, "-f", "png").stdout_bytes


def test_text_in_an_svg_stays_text_and_says_no_day(folder):
    svg = run(folder, "network").stdout
    assert ">Ada Quill<" in svg
    assert "<dc:date>" not in svg


def test_a_picture_can_be_about_one_entity(folder):
    svg = run(folder, "network", "--about", "Tarn Robotics").stdout
    assert "Around Tarn Robotics" in svg
    assert "Corvid" not in svg
    assert run(folder, "deals", "--about", "Nobody Ltd").exit_code == 2


def test_an_empty_store_gives_a_picture_that_says_so(tmp_path):
    with Store.open(tmp_path / "s", "write") as store:
        store.put([])
    for what, words in zip(PICTURES, ("tied", "date", "no deals", "no statements"), strict=True):
        assert words in run(tmp_path / "s", what).stdout


def test_around_an_entity_stand_its_neighbours_and_who_shares_its_deals():
    from kg.analysis.network import network_of
    from kg.plots.networks import around

    def tie(source, target):
        told = {"words": "w", "article": "a", "headline": "h", "start": "0", "end": "1", "told": f"{source}{target}"}
        names = {"source": ID + source, "sourceName": source, "target": ID + target, "targetName": target}
        return told | names | {"tie": "https://w3id.org/aideals/ns#customerOf", "tieName": "is a customer of"}

    chain = [tie("deal/x", "org/a"), tie("deal/x", "org/b"), tie("org/b", "org/far"), tie("org/a", "product/chip")]
    found = around(network_of([*chain, tie("org/other", "product/chip")]), [ID + "org/a"])
    assert {node.removeprefix(ID) for node in found} == {"org/a", "deal/x", "org/b", "product/chip"}


def invented_network(size):
    from kg.analysis.network import network_of

    def row(number, other):
        kinds = ["org", "person", "product", "deal", "place", "event"]
        ends = [f"{ID}{kinds[n % 6]}/thing-{n}" for n in (number, other)]
        names = [f"Thing number {n} of many" for n in (number, other)]
        told = {"words": "w", "article": "a", "headline": "h", "start": "0", "end": "1", "told": f"t{number}-{other}"}
        return told | {
            "source": ends[0], "sourceName": names[0], "target": ends[1], "targetName": names[1],
            "tie": "https://w3id.org/aideals/ns#customerOf", "tieName": "is a customer of",
        }  # fmt: skip

    return network_of([row(n, n // 3) for n in range(1, size)] + [row(n, n // 7) for n in range(8, size, 4)])


@pytest.mark.parametrize("size", [5, 40])
def test_every_entity_of_a_small_network_has_its_name(size):
    from kg.plots import networks

    texts = [
        text.replace("\n", " ") for text, _ in places_of(networks.draw(invented_network(size), limit=500, title="x"))
    ]
    assert sum(text.startswith("Thing number") for text in texts) == size


def test_names_in_a_large_network_do_not_cover_each_other():
    from kg.plots import networks

    found = [box for _, box in places_of(networks.draw(invented_network(300), limit=500, title="x"))]
    assert len(found) >= 50
    covered = sum(
        min(a.x1, b.x1) - max(a.x0, b.x0) > 4 and min(a.y1, b.y1) - max(a.y0, b.y0) > 4
        for i, a in enumerate(found)
        for b in found[:i]
    )
    assert covered <= len(found) // 20


def test_beyond_the_limit_the_most_tied_stay_and_the_picture_says_how_many_do_not():
    from kg.plots import networks

    figure = networks.draw(invented_network(80), limit=30, title="x")
    assert any(re.search(r"\d+ with fewer ties left out", text.get_text()) for text in figure.texts)


def invented_times(size):
    from kg.plots import timelines

    lanes = ["said", "published", "holds", "planned"]
    days = [(f"20{24 + n % 3}-{1 + n % 12:02}-{1 + n % 28:02}", n) for n in range(size)]
    return timelines.items(
        {"lane": lanes[n % 4], "what": f"The {n}th thing that happened", "earliest": day}
        | ({"latest": day} if n % 5 else {})
        for day, n in days
    )


def test_a_short_timeline_names_everything():
    from kg.plots import timelines

    texts = " ".join(text for text, _ in places_of(timelines.draw(invented_times(5), limit=500, title="x")))
    assert all(f"The {n}th thing that happened" in texts for n in range(5))


def test_a_long_timeline_stays_on_one_sheet():
    from kg.plots import timelines

    figure = timelines.draw(invented_times(500), limit=500, title="x")
    assert figure.get_size_inches()[1] < 25


def test_a_few_days_far_away_do_not_press_the_rest_together():
    from kg.plots import spans, timelines

    times = [*invented_times(60), *timelines.items([{"lane": "said", "what": "old", "earliest": "1902-01-01"}])]
    figure = timelines.draw(sorted(times, key=spans.order), limit=500, title="x")
    assert any("beyond the edge" in text.get_text() for text in figure.texts)


def deal(name, low, high, status="announced", currency="USD"):
    from kg.analysis.exposure import Deal

    return Deal(f"{ID}deal/{name}", name, status, (), currency, *(b if b is None else Decimal(b) for b in (low, high)))


def test_values_are_told_beside_their_marks_and_currencies_stand_apart():
    from kg.plots import values

    found = [
        deal("exact", 38_000_000_000, 38_000_000_000), deal("least", 2_000_000_000, None),
        deal("most", None, 900_000_000),
        deal("range", 1_000_000, 3_000_000, currency="EUR"), deal("untold", None, None, currency=""),
    ]  # fmt: skip
    figure = values.draw(found, limit=500, title="$ and $")
    texts = {text for text, _ in places_of(figure)}
    assert {"38 bn", "2 bn or more", "up to 900 m", "1 m–3 m"} <= texts
    assert [axes.get_title(loc="left").split(",")[0] for axes in figure.axes] == ["USD", "EUR"]
    assert any("1 deals without a value" in text.get_text() for text in figure.texts)


def test_five_hundred_deals_show_the_largest_and_count_the_rest():
    from kg.plots import values

    found = [deal(f"deal {n}", 1_000_000 * (n + 1), 1_000_000 * (n + 1)) for n in range(500)]
    texts = [text for text, _ in places_of(values.draw(found, limit=500, title="x"))]
    assert "500 m" in texts
    assert any(text.startswith("and 460 more") for text in texts)


def test_speakers_are_counted_by_manner():
    from kg.plots import voices

    rows = [
        {"speaker": "p1", "speakerName": "Ada Quill", "organisationName": "Nimbus Labs", "manner": manner}
        for manner in ("quoted", "quoted", "paraphrased")
    ]
    assert voices.voices([*rows, {"speaker": "p2", "manner": "quoted"}]) == [
        voices.Voice("Ada Quill · Nimbus Labs", (2, 0, 1)),
        voices.Voice("p2", (1, 0, 0)),
    ]


def test_a_name_in_letters_no_font_has_does_not_fail():
    from kg.plots import values
    from kg.plots.style import saved

    assert saved(lambda: values.draw([deal("曙光–ᚠᚢᚦ deal", 5, 5)], limit=9, title="𒀀"), "png").startswith(PNG)

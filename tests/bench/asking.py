"""Measures of questions: against rdflib, against the bare engine, how their time grows, and words found in an index."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from functools import partial
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
from timing import apart, exponent, forked, row, seconds

from kg import search
from kg.library import questions
from kg.prefixes import PREFIXES
from kg.queries import ask, prepared
from kg.results import Rows

if TYPE_CHECKING:
    from timing import Bench

    from kg.library import Question

ASKED = ("who-said", "deals", "conflicts", "timeline")
#: Questions about one thing, and how a thing to ask about is found.
NARROW = {
    "who-said": ("speaker", "{ ?s kg:speaker ?x }"),
    "deals": ("party", "{ ?d kg:provider ?x }"),
    "conflicts": ("subject", "{ ?c kg:contradicts ?d ; rdf:subject ?x }"),
    "timeline": ("about", "{ ?x a kg:Deal }"),
    "facts": ("entity", "{ ?x a kg:Deal }"),
    "self-interest": ("deal", "{ ?x a kg:Deal }"),
}
#: Times the anchor that rdflib may take until it is cut.
CUT = 110
#: What the engine needs to look up one thing after another, in no order: the floor under every question.
FLOOR = "SELECT (COUNT(*) AS ?n) { { ?e kg:start ?s } ?e kg:exact ?x FILTER(STRLEN(?x) > 0) }"


def ask_all(bench: Bench) -> None:
    """The questions people ask most, against rdflib and against the same text handed to the bare engine."""
    articles = bench.sizes[-1]
    graph, file = bench.graph(articles), bench.file(articles)
    texts = {name: prepared(graph, name) for name in ASKED}
    ours = {name: seconds(lambda name=name: _rows(ask(graph, name)), 3, time.process_time) for name in ASKED}
    for name, text in texts.items():
        bare = seconds(lambda text=text: _bare(graph, text), 3, time.process_time)
        row(f"{name}, {len(graph):,} quads", f"{ours[name]:.3f} s", f"pyoxigraph, the same text {bare:.3f} s",
            f"{ours[name] / bare:.2f}", "within 1.3", met=ours[name] <= 1.3 * bare)  # fmt: skip
    limits = {name: CUT * ours[name] for name in ASKED}
    slow = apart(_rdflib, str(file), texts, limits)
    for name in ASKED:
        took = slow[2][name] if slow else None
        shown, ratio = (
            (f"{took:.1f} s", f"{took / ours[name]:.0f}") if took else (f"cut at {limits[name]:.1f} s", f"over {CUT}")
        )
        row(f"{name}, {len(graph):,} quads", f"{ours[name]:.3f} s", f"rdflib in memory {shown}", ratio,
            "100 times faster", met=took is None or took >= 100 * ours[name])  # fmt: skip


def _rows(answer: Any) -> int:
    return sum(1 for _ in answer.rows) if isinstance(answer, Rows) else 1


def _bare(graph: ox.Store, text: str) -> int:
    answer: Any = graph.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
    return sum(1 for _ in answer)


def _rdflib(file: str, texts: dict[str, str], limits: dict[str, float]) -> dict[str, float | None]:
    """Processor time of each question on rdflib, each in a copy of the process that dies at its limit."""
    import rdflib

    data = rdflib.Dataset(default_union=True)
    data.parse(file, format="nquads")
    return {
        name: forked(lambda name=name: len(data.query(texts[name], initNs=PREFIXES)), limits[name]) for name in texts
    }


def grow(bench: Bench) -> None:
    """Every question of the library at three sizes, and how its processor time grows."""
    graphs = [bench.graph(articles) for articles in bench.sizes]
    twins = [bench.copies(max(1, len(graph) // 1000)) for graph in graphs]
    floor = {len(graph): seconds(lambda graph=graph: _bare(graph, FLOOR), 3, time.process_time) for graph in graphs}
    row("growth of the engine's own look-ups", _times(floor), _sizes(floor), f"{exponent(floor):.2f}", "the floor")
    worst = 0.0
    for asked in questions():
        answered = _rows(ask(graphs[0], asked)) > 0
        took = _cost(asked, graphs if answered else twins)
        worst = max(worst, exponent(took))
        row(f"growth of {asked.name}", _times(took), _sizes(took) + ("" if answered else " of copies"),
            f"{exponent(took):.2f}", "at most 1.1", met=exponent(took) <= 1.1)  # fmt: skip
    row("the steepest of all questions", "", "the engine's own look-ups", f"{worst:.2f} to {exponent(floor):.2f}")


def _cost(asked: Question, graphs: list[ox.Store], params: list[Any] | None = None) -> dict[int, float]:
    given = params or [None] * len(graphs)
    return {
        len(graph): seconds(lambda graph=graph, told=told: _rows(ask(graph, asked, told)), 3, time.process_time)
        for graph, told in zip(graphs, given, strict=True)
    }


def _times(took: dict[int, float]) -> str:
    return ", ".join(f"{value:.3f}" for value in took.values()) + " s"


def _sizes(took: dict[int, float]) -> str:
    return ", ".join(f"{count:,}" for count in took) + " quads"


def narrow(bench: Bench) -> None:
    """Questions about one thing: what they cost follows from that thing and not from the store."""
    graphs = [bench.graph(articles) for articles in bench.sizes]
    known = {asked.name: asked for asked in questions()}
    for name, (param, pattern) in NARROW.items():
        told = [{param: _one(graph, pattern)} for graph in graphs]
        took = _cost(known[name], graphs, told)
        row(f"{name} of one {param}", _times(took), _sizes(took), f"{exponent(took):.2f}", "not growing",
            met=exponent(took) < 0.5)  # fmt: skip


def _one(graph: ox.Store, pattern: str) -> Any:
    """The first thing that fits; None, which asks about all, where none does."""
    found: Any = graph.query(
        f"SELECT DISTINCT ?x {pattern} ORDER BY ?x LIMIT 1", prefixes=PREFIXES, use_default_graph_as_union=True
    )
    return next(iter(found), {"x": None})["x"]


def words(bench: Bench) -> None:
    """The index of words after the change of one article, against making it anew."""
    for articles in bench.sizes:
        graph = bench.graph(articles)
        one = ox.NamedNode(f"https://w3id.org/aideals/id/graph/article-{next(iter(bench.readings(1))).article.id}")
        touched = {quad.subject.value for quad in graph.quads_for_pattern(None, None, None, one)}  # type: ignore[union-attr]
        with contextlib.closing(sqlite3.connect(":memory:")) as index:
            anew = seconds(partial(search.made, index, graph, ""), clock=time.process_time)
            again = partial(search.replace, index, graph, touched)
            follow = seconds(again, 3, time.process_time)
        row(f"word index after one article, {len(graph):,} quads", f"{follow:.4f} s", f"made anew {anew:.3f} s",
            f"{anew / follow:.0f}", "not growing")  # fmt: skip

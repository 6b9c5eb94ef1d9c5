"""Articles written for the project, each a style of its own, and the graph that comes of each, to be read like prose.

`pytest --update-golden` writes the graphs anew; the change is then read in the diff like any other.
"""

import pyoxigraph as ox
import pytest
from conftest import ROOT

import kg
from kg.export import fact_quads
from kg.graph import CLAIMS
from kg.terms import KG, RDF
from kg.turtle import turtle

ARTICLES = ROOT / "tests" / "articles"
FILES = sorted([*ARTICLES.glob("*.txt"), *ARTICLES.glob("*.md")])


def told(graph: ox.Store):
    """Who says what: statements and unnamed speakers, without their evidence."""
    for kind in (KG.Statement, KG.UnnamedSpeaker):
        for typed in graph.quads_for_pattern(None, RDF.type, kind, CLAIMS):
            yield from graph.quads_for_pattern(typed.subject, None, None, CLAIMS)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_article_becomes_its_golden_graph(file, golden):
    with kg.Store.open(":memory:") as store:
        summary = kg.build(file, store)
        assert summary.report.passed()
        graph = store.oxigraph
        golden(f"{file.stem}.ttl", "".join(turtle({*fact_quads(graph), *told(graph)})))

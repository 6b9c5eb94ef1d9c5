import os
import random
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from made_up import archive

from kg.errors import NotSupportedError
from kg.export import FORMATS, data_quads, export, export_format
from kg.filling import filled
from kg.store import Store
from kg.turtle import turtle

RDFLIB = {"ttl": "turtle", "trig": "trig", "nq": "nquads", "nt": "nt", "jsonld": "json-ld", "rdf": "xml"}
OXIGRAPH = {
    "ttl": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}


@pytest.fixture(scope="module")
def graph() -> ox.Store:
    return filled(archive())


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own parsers use it
@pytest.mark.parametrize("form", FORMATS)
def test_what_is_written_is_read_by_both_engines_as_the_same_triples(graph: ox.Store, form: str) -> None:
    text = "".join(export(graph, form))
    want = set(data_quads(graph))
    again = set(ox.parse(text.encode(), format=OXIGRAPH[form]))
    assert again == want if FORMATS[form].quads else {quad.triple for quad in again} == {q.triple for q in want}
    parsed = rdflib.Dataset()
    parsed.parse(data=text, format=RDFLIB[form])
    found = {(str(s), str(p), str(o)) for s, p, o, _ in parsed.quads((None, None, None, None))}
    assert found == {(q.subject.value, q.predicate.value, q.object.value) for q in want}  # type: ignore[union-attr]


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_articles_give_the_same_bytes_in_any_order(graph: ox.Store, form: str) -> None:
    readings = archive()
    random.Random(7).shuffle(readings)  # noqa: S311 - no secret
    assert list(export(filled(readings), form)) == list(export(graph, form))


def test_the_bytes_do_not_depend_on_the_hash_seed() -> None:
    script = (
        "import hashlib; from kg.export import FORMATS, export; from kg.filling import filled;"
        "from made_up import archive;"
        "g = filled(archive()); print(*(hashlib.sha256(''.join(export(g, f)).encode()).hexdigest() for f in FORMATS))"
    )
    tests = str(Path(__file__).parent)
    printed = {
        subprocess.run(
            [sys.executable, "-c", script],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": tests},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1


def test_the_facts_alone_are_readable_turtle(graph: ox.Store) -> None:
    text = "".join(export(graph, facts=True))
    block = text.split("# Organisations\n")[1].split("\n\n")[1]
    assert block == (
        "co:brightcloud\n"
        "    a schema:Organization ;\n"
        "    kg:partnersWith co:nimbus-labs ;\n"
        "    kg:usesHardware pr:corvid-k7 ;\n"
        "    schema:parentOrganization co:bright-holdings ;\n"
        '    skos:prefLabel "Brightcloud"@en .'
    )
    assert "kg:Claim" not in text
    assert "kg:Evidence" not in text
    assert "_:" not in text


def test_only_used_prefixes_are_declared_and_in_one_place(graph: ox.Store) -> None:
    text = "".join(export(graph, facts=True))
    declared = [line.split()[1] for line in text.splitlines() if line.startswith("@prefix")]
    body = text.split("\n\n", 1)[1]
    assert all(prefix in body for prefix in declared)
    assert "@prefix" not in body


def test_names_that_no_prefix_fits_and_wild_texts_are_written_safely() -> None:
    node = ox.NamedNode("https://w3id.org/aideals/id/org/a.b.")
    wild = ox.Literal('say "no"\n\\ and \u2028')
    quads = [ox.Quad(node, ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel"), wild)]
    again = list(ox.parse("".join(turtle(quads)).encode(), format=ox.RdfFormat.TURTLE))
    assert [quad.triple for quad in again] == [quad.triple for quad in quads]


def test_a_format_is_known_by_extension_and_media_type() -> None:
    assert export_format(".ttl") is export_format("text/turtle") is export_format("turtle") is FORMATS["ttl"]
    with pytest.raises(NotSupportedError, match="docx: no such RDF format; there are ttl, trig"):
        export_format("docx")


def test_an_empty_store_is_written_too() -> None:
    with Store.open(":memory:") as store:
        assert not "".join(export(store.oxigraph, "nq"))

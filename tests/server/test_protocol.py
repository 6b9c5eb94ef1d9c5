"""SPARQL 1.1 Protocol, Graph Store Protocol and linked data, method by method and media type by media type."""

import json
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest

FACTS = "https://w3id.org/aideals/id/graph/facts"
COUNT_FACTS = f"SELECT (COUNT(*) AS ?n) FROM <{FACTS}> {{ ?s ?p ?o }}"  # noqa: S608 - no SQL
SELECT = "SELECT ?s { ?s a kg:Deal } ORDER BY ?s"
FORM = "application/x-www-form-urlencoded"
ROWS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": None,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}


@pytest.mark.parametrize("media_type", ROWS)
def test_rows_come_in_the_form_asked_for(server, media_type):
    reply = server.query(SELECT, media_type)
    assert (reply.status, reply.media_type, reply.headers["vary"]) == (200, media_type, "Accept")
    if ROWS[media_type] is None:
        assert reply.text.startswith("s\r\nhttps://")
    else:
        assert len(list(ox.parse_query_results(reply.body, ROWS[media_type]))) == 2


@pytest.mark.parametrize("media_type", GRAPHS)
def test_graphs_come_in_the_form_asked_for(server, media_type):
    reply = server.query("CONSTRUCT { ?s a kg:Deal } WHERE { ?s a kg:Deal }", media_type)
    assert (reply.status, reply.media_type) == (200, media_type)
    assert len(list(ox.parse(reply.body, GRAPHS[media_type]))) == 2


@pytest.mark.parametrize("media_type", ["application/sparql-results+json", "application/sparql-results+xml"])
def test_a_truth_comes_in_the_form_asked_for(server, media_type):
    reply = server.query("ASK { ?s a kg:Deal }", media_type)
    assert (reply.status, reply.media_type) == (200, media_type)
    assert bool(ox.parse_query_results(reply.body, ROWS[media_type])) is True


def test_without_accept_rows_are_json_and_graphs_turtle(server):
    assert server.query(SELECT, None).media_type == "application/sparql-results+json"
    assert server.query("DESCRIBE ?s { ?s a kg:Deal }", None).media_type == "text/turtle"


def test_of_several_forms_the_best_is_chosen(server):
    assert server.query(SELECT, "text/csv;q=0.5, application/sparql-results+xml;q=0.9, */*;q=0.1").media_type == (
        "application/sparql-results+xml"
    )
    assert server.query(SELECT, "text/*").media_type == "text/csv"


@pytest.mark.parametrize(("text", "accept"), [(SELECT, "image/png"), (SELECT, "text/turtle"), ("ASK {}", "text/csv")])
def test_a_form_that_there_is_not_is_refused(server, text, accept):
    reply = server.query(text, accept)
    assert reply.status == 406
    assert "written as" in reply.text


@pytest.mark.parametrize(
    ("body", "headers"),
    [(urlencode({"query": SELECT}), {"Content_Type": FORM}), (SELECT, {"Content_Type": "application/sparql-query"})],
    ids=["form", "direct"],
)
def test_both_forms_of_post_ask_the_same(server, body, headers):
    reply = server.ask("/sparql", method="POST", body=body, accept="text/csv", **headers)
    assert (reply.status, reply.body) == (200, server.query(SELECT, "text/csv").body)


def test_post_of_anything_else_is_refused(server):
    assert server.ask("/sparql", method="POST", body="x", Content_Type="application/sparql-update").status == 415
    assert server.ask("/sparql", method="POST", body=b"\xff", Content_Type="application/sparql-query").status == 400


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["/sparql", "/data?default", "/id/org/brightcloud"])
def test_methods_that_write_are_not_there(server, method, path):
    reply = server.ask(path, method=method, body="x")
    assert reply.status == 405
    assert "GET" in reply.headers["allow"]


def test_head_is_get_without_the_body(server):
    get, head = (server.ask("/id/org/brightcloud.ttl", method=method) for method in ("GET", "HEAD"))
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(get.body))


@pytest.mark.parametrize("text", ["SELECT ?s {\n ?s a", "SELEKT", ""])
def test_what_is_no_sparql_is_refused_with_its_place(server, text):
    reply = server.ask(f"/sparql?query={quote(text)}", accept="application/sparql-results+json")
    assert reply.status == 400
    if text:
        assert "line" in reply.text
        assert "column" in reply.text


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "DROP ALL",
        "LOAD <file:///etc/passwd>",
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    ],
)
def test_nothing_is_written_and_nobody_else_is_asked(server, text):
    assert server.query(text).status == 400
    assert server.ask("/sparql", method="POST", body=urlencode({"update": text}), Content_Type=FORM).status == 400


def test_files_are_not_read(server):
    reply = server.query("SELECT ?s FROM <file:///etc/passwd> { ?s ?p ?o }", "text/csv")
    assert (reply.status, reply.text) == (200, "s\r\n")


def count(reply):
    return int(json.loads(reply.body)["results"]["bindings"][0]["n"]["value"])


def test_the_dataset_may_be_named_by_parameters_or_by_the_query(server):
    everything = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    union = count(server.query(everything))
    inside = count(server.query(COUNT_FACTS))
    assert 0 < inside < union
    assert count(server.query(everything, **{"default-graph-uri": FACTS})) == inside
    in_named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert count(server.query(in_named, **{"named-graph-uri": FACTS})) == inside
    assert count(server.query(in_named)) == union
    assert count(server.query(everything, **{"named-graph-uri": FACTS})) == 0


def test_the_word_from_inside_a_text_names_no_dataset(server):
    assert count(server.query('SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(STR(?o) != "taken FROM <a:b>") } # FROM')) > 0


def test_a_dataset_that_is_no_iri_is_refused(server):
    assert server.query(SELECT, **{"default-graph-uri": "not an iri"}).status == 400


def test_two_queries_in_one_request_are_refused(server):
    assert server.ask(f"/sparql?query={quote(SELECT)}&query={quote(SELECT)}", accept="text/csv").status == 400


def test_other_pages_may_ask(server):
    reply = server.query(SELECT)
    assert reply.headers["access-control-allow-origin"] == "*"
    preflight = server.ask("/sparql", method="OPTIONS", Origin="http://elsewhere.example")
    assert preflight.status == 204
    assert "POST" in preflight.headers["access-control-allow-methods"]


@pytest.mark.parametrize("media_type", GRAPHS)
def test_without_a_query_the_service_describes_itself(server, media_type):
    reply = server.ask("/sparql", accept=media_type)
    assert (reply.status, reply.media_type) == (200, media_type)
    objects = {quad.object.value for quad in ox.parse(reply.body, GRAPHS[media_type])}
    assert "http://www.w3.org/ns/sparql-service-description#SPARQL11Query" in objects


def test_a_query_may_be_asked_again_only_if_the_answer_changed(server):
    first = server.query(SELECT)
    again = server.ask(f"/sparql?{urlencode({'query': SELECT})}", accept="*/*", If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")


# ---------------------------------------------------------------------- Graph Store Protocol


@pytest.mark.parametrize("media_type", GRAPHS)
def test_a_graph_is_read_whole(server, folder, media_type):
    reply = server.ask(f"/data?graph={quote(FACTS)}", accept=media_type)
    assert (reply.status, reply.media_type) == (200, media_type)
    facts = count(server.query(COUNT_FACTS))
    assert len(list(ox.parse(reply.body, GRAPHS[media_type]))) == facts


def test_the_default_graph_is_the_union(server):
    reply = server.ask("/data?default", accept="application/n-triples")
    assert reply.text.count(" .\n") == count(server.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))


@pytest.mark.parametrize(
    ("path", "status"),
    [("/data", 400), ("/data?default&graph=a:b", 400), ("/data?graph=a:b", 404), ("/data?graph=not+an+iri", 400)],
)
def test_a_graph_must_be_named_and_known(server, path, status):
    assert server.ask(path, accept="text/turtle").status == status


# ------------------------------------------------------------------------------- linked data

KINDS = {
    "entity": "id/org/brightcloud",
    "deal": "id/deal/",
    "statement": "id/statement/",
    "claim": "id/claim/",
    "article": "id/article/herald",
}
SUFFIXES = {
    ".ttl": "text/turtle",
    ".jsonld": "application/ld+json",
    ".nt": "application/n-triples",
    ".rdf": "application/rdf+xml",
}


@pytest.fixture(scope="module")
def nodes(server):
    """One node of each kind."""
    text = 'SELECT (MIN(STR(?s)) AS ?n) { ?s a ?kind FILTER(STRSTARTS(STR(?s), "https://w3id.org/aideals/%s")) }'
    replies = {kind: server.query(text % path) for kind, path in KINDS.items()}
    return {kind: json.loads(reply.body)["results"]["bindings"][0]["n"]["value"] for kind, reply in replies.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_a_node_negotiates_its_form(server, nodes, kind):
    path = "/" + nodes[kind].removeprefix("https://w3id.org/aideals/")
    for suffix, media_type in {".html": "text/html", ".json": "application/json", **SUFFIXES}.items():
        negotiated, suffixed = server.ask(path, accept=media_type), server.ask(path + suffix)
        assert (negotiated.status, negotiated.media_type) == (200, media_type)
        assert suffixed.body == negotiated.body
        assert negotiated.headers["vary"] == "Accept"
        assert negotiated.headers["content-location"] == path + suffix
        if media_type in GRAPHS:
            subjects = {quad.subject for quad in ox.parse(negotiated.body, GRAPHS[media_type])}
            assert ox.NamedNode(nodes[kind]) in subjects
        if media_type == "application/json":
            assert json.loads(negotiated.body)["iri"] == nodes[kind]


def test_a_browser_gets_a_page(server):
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert server.ask("/id/org/brightcloud", accept=accept).media_type == "text/html"


def test_a_node_in_no_known_form_is_refused(server):
    assert server.ask("/id/org/brightcloud", accept="image/png").status == 406


def test_evidence_leads_to_its_place_in_the_article(server):
    text = "SELECT ?e { ?e a kg:Evidence ; kg:start ?s } ORDER BY ?e LIMIT 1"
    found = json.loads(server.query(text).body)["results"]["bindings"][0]["e"]["value"]
    reply = server.ask("/" + found.removeprefix("https://w3id.org/aideals/"), accept="text/html")
    assert reply.status == 303
    assert reply.headers["location"].startswith("/id/article/")

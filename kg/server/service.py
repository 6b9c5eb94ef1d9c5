"""What the endpoint can do, in the words of SPARQL 1.1 Service Description."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

from kg.export import FORMATS

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_KINDS: Final = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples",
    "JSON-LD", "RDF_XML",
)  # fmt: skip


def described(endpoint: str, media_type: str) -> str:
    """Write the description of the service at `endpoint` (an IRI) in an RDF format."""
    service = ox.NamedNode(endpoint)
    links = [
        ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", _SD + "Service"),
        (_SD + "endpoint", endpoint),
        (_SD + "supportedLanguage", _SD + "SPARQL11Query"),
        (_SD + "feature", _SD + "UnionDefaultGraph"),
        *((_SD + "resultFormat", _FORMATS + kind) for kind in _KINDS),
    ]
    quads = [ox.Quad(service, ox.NamedNode(property_), ox.NamedNode(value)) for property_, value in links]
    written = next(each for each in FORMATS.values() if each.media_type == media_type).write(sorted(quads, key=str))
    return "".join(written)

"""The prefixes of everything the program writes or reads: the only list of them, and nothing to import."""

from typing import Final

#: The base of every node that the program mints.
ID: Final = "https://w3id.org/aideals/id/"
#: The base of the lists.
VOCAB: Final = "https://w3id.org/aideals/vocab/"
#: In the order in which files show them.
PREFIXES: Final[dict[str, str]] = {
    "kg": "https://w3id.org/aideals/ns#",
    "co": "https://w3id.org/aideals/id/org/",
    "pe": "https://w3id.org/aideals/id/person/",
    "pr": "https://w3id.org/aideals/id/product/",
    "pl": "https://w3id.org/aideals/id/place/",
    "deal": "https://w3id.org/aideals/id/deal/",
    "cm": "https://w3id.org/aideals/id/commitment/",
    "evt": "https://w3id.org/aideals/id/event/",
    "st": "https://w3id.org/aideals/id/statement/",
    "ten": "https://w3id.org/aideals/id/tenure/",
    "voice": "https://w3id.org/aideals/id/voice/",
    "art": "https://w3id.org/aideals/id/article/",
    "pub": "https://w3id.org/aideals/id/publication/",
    "cl": "https://w3id.org/aideals/id/claim/",
    "slot": "https://w3id.org/aideals/id/slot/",
    "e": "https://w3id.org/aideals/id/evidence/",
    "m": "https://w3id.org/aideals/id/mention/",
    "val": "https://w3id.org/aideals/id/value/",
    "g": "https://w3id.org/aideals/id/graph/",
    "v": "https://w3id.org/aideals/vocab/",
    "role": "https://w3id.org/aideals/vocab/role/",
    "tense": "https://w3id.org/aideals/vocab/role-tense/",
    "kind": "https://w3id.org/aideals/vocab/deal-kind/",
    "status": "https://w3id.org/aideals/vocab/deal-status/",
    "chan": "https://w3id.org/aideals/vocab/channel/",
    "mode": "https://w3id.org/aideals/vocab/reporting-mode/",
    "modal": "https://w3id.org/aideals/vocab/modality/",
    "prec": "https://w3id.org/aideals/vocab/precision/",
    "work": "https://w3id.org/aideals/vocab/workload/",
    "src": "https://w3id.org/aideals/vocab/source-kind/",
    "rank": "https://w3id.org/aideals/vocab/rank/",
    "rule": "https://w3id.org/aideals/vocab/rule/",
    "u": "https://w3id.org/aideals/vocab/unit/",
    "unit": "http://qudt.org/vocab/unit/",
    "qudt": "http://qudt.org/schema/qudt/",
    "schema": "https://schema.org/",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "wd": "http://www.wikidata.org/entity/",
}

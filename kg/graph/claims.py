"""What stands in the graph of claims: claims, statements, unnamed speakers and values, with evidence for each."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from kg.graph.entities import retired
from kg.graph.evidence import evidence
from kg.graph.notation import CLAIMS, A, block, concept, day, node, number, term, text
from kg.iris import claim_ref, slot_ref
from kg.lists import code_of
from kg.model import Bound
from kg.prefixes import PREFIXES
from kg.terms import single_valued

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.fusion.knowledge import Claim, Said, Voice
    from kg.fusion.values import Worth

_PRECISIONS: Final = {
    Bound.EXACT: "exact",
    Bound.ABOUT: "approximate",
    Bound.UP_TO: "at-most",
    Bound.AT_LEAST: "at-least",
    Bound.RANGE: "range",
}
#: Units in QUDT's words; others are entries of the list of units.
_UNITS: Final = {
    "count": "NUM",
    "months": "MO",
    "GW": "GigaW",
    "MW": "MegaW",
    "kW": "KiloW",
    "TW": "TeraW",
    "W": "W",
    "GWh": "GigaW-HR",
    "MWh": "MegaW-HR",
    "percent": "PERCENT",
}


def claim(told: Claim) -> Iterator[str]:
    """A claim with all words for and against it."""
    local = told.property.partition(":")[2]
    ref = claim_ref(told.subject, local, told.object)
    property_ = term(told.property)
    said = [
        (A, term("kg:Claim")),
        (term("rdf:subject"), node(told.subject)),
        (term("rdf:predicate"), property_),
        (term("rdf:object"), node(told.object)),
    ]
    if property_ in _single():
        said.append((term("kg:slot"), node(slot_ref(told.subject, local))))
    said += [(term("kg:qualifiedBy"), node(tenure)) for tenure in told.qualified_by]
    yield block(CLAIMS, node(ref), said)
    for words in told.evidence:
        yield from evidence(words, ref)


@cache
def _single() -> frozenset[str]:
    return frozenset(map(str, single_valued()))


def statement(told: Said) -> Iterator[str]:
    """A statement with all its renderings."""
    said = [
        (A, term("kg:Statement")),
        (term("kg:speaker"), node(told.speaker)),
        (term("schema:text"), text(told.text)),
    ]
    links = (
        ("kg:coSpeaker", told.co_speakers),
        ("kg:spokenAs", told.tenures),
        ("kg:spokenFor", told.organizations),
        ("schema:about", told.about),
    )
    said += [(term(property_), node(ref)) for property_, refs in links for ref in refs]
    yield block(CLAIMS, node(told.ref), said)
    yield from retired(told.retired, told.ref)
    for words, manner in told.renderings:
        yield from evidence(words, told.ref, manner)


def voice(told: Voice) -> str:
    """A speaker nobody names."""
    said = [(A, term("kg:UnnamedSpeaker")), (term("skos:prefLabel"), text(told.description, "en"))]
    if told.group:
        said.append((term("kg:isGroup"), "true"))
    return block(CLAIMS, node(told.ref), said)


def value(told: Worth) -> str:
    """A sum, a count, a length or a time."""
    said = [(A, term(told.type)), (term("rdfs:label"), text(told.label, "en"))]
    if told.type == "kg:TimeSpan":
        said.append((term("kg:edtf"), text(told.unit)))
        bounds = (("kg:earliest", told.minimum), ("kg:latest", told.maximum))
        said += [(term(name), day(bound)) for name, bound in bounds if bound is not None]
        return block(CLAIMS, node(told.ref), said)
    said.append((term("kg:precision"), concept("precision", _PRECISIONS[told.bound])))
    if told.type == "kg:Money":
        said.append((term("schema:currency"), text(told.unit)))
    else:
        said.append((term("qudt:hasUnit"), _unit(told.unit)))
    bounds = (("schema:minValue", told.minimum), ("schema:maxValue", told.maximum))
    said += [(term(name), number(bound)) for name, bound in bounds if bound is not None]
    return block(CLAIMS, node(told.ref), said)


def _unit(unit: str) -> str:
    if unit in _UNITS:
        return f"<{PREFIXES['unit']}{_UNITS[unit]}>"
    return concept("unit", code_of("unit", unit) or "other")

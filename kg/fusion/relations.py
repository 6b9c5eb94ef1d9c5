"""Ties between entities as claims: which property says what an article says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.iris import place_ref
from kg.model import Kind, TimeSpan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.fusion.claims import Found, Values
    from kg.model import Ref, Relation

#: The property for each tie; a tie that stands in the other direction is marked.
_PROPERTIES: dict[str, tuple[str, bool]] = {
    "partner_of": ("kg:partnersWith", False),
    "competes_with": ("kg:competesWith", False),
    "exclusive_access_to": ("kg:hadExclusiveAccessTo", False),
    "customer_of": ("kg:customerOf", False),
    "supplier_of": ("kg:supplierOf", False),
    "invests_in": ("kg:investsIn", False),
    "made_by": ("kg:madeBy", False),
    "offers": ("kg:offeredBy", True),
    "hosts": ("kg:hosts", False),
    "available_on": ("kg:availableOn", False),
    "headquartered_in": ("kg:headquarters", False),
    "founded_by": ("schema:founder", False),
    "founded_on": ("kg:foundedDuring", False),
}
_PRODUCTS = frozenset({Kind.HARDWARE, Kind.SERVICE, Kind.PRODUCT})


def claims(relation: Relation, kind_of: Callable[[Ref], Kind], values: Values) -> Iterator[Found]:
    """The claim that a tie makes; none when its time says nothing. KeyError for a tie nobody has named."""
    subject = relation.subject
    if relation.predicate == "formerly":
        return  # two names of one thing, which are one by now
    if isinstance(relation.object, TimeSpan):
        if time := values.ref(relation.object):
            yield subject, _PROPERTIES[relation.predicate][0], time, relation.evidence, ""
        return
    object_ = node(relation.object)
    property_, turned = _property(relation.predicate, kind_of(subject), kind_of(object_))
    if turned:
        subject, object_ = object_, subject
    yield subject, property_, object_, relation.evidence, ""


def node(words: str) -> Ref:
    """An object as a node: plain words are the name of a place."""
    return words if is_ref(words) else place_ref(words)


def is_ref(words: str) -> bool:
    """Whether a string names a node, and is no plain words."""
    return words.partition("/")[0] in {"org", "person", "product", "place"} and " " not in words


def _property(predicate: str, subject: Kind, object_: Kind) -> tuple[str, bool]:
    if predicate == "uses":
        return _used(object_), False
    if predicate == "part_of":
        both = subject is Kind.ORGANIZATION and object_ is Kind.ORGANIZATION
        return ("schema:parentOrganization" if both else "kg:partOf"), False
    if predicate == "customer_of" and object_ in _PRODUCTS:
        return _used(object_), False
    return _PROPERTIES[predicate]


def _used(object_: Kind) -> str:
    if object_ is Kind.HARDWARE:
        return "kg:usesHardware"
    return "kg:customerOf" if object_ is Kind.ORGANIZATION else "kg:usesProduct"

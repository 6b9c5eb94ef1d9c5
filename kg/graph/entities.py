"""What stands in the graph of entities: things, tenures, deals and events with their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.graph.notation import ENTITIES, A, article_graph, article_node, block, concept, node, term, text
from kg.lists import concepts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.fusion.knowledge import Agreement, Former, Happening, Tenure, Thing
    from kg.model import Ref


def _named(type_: str, name: str) -> list[tuple[str, str]]:
    return [(A, term(type_)), (term("skos:prefLabel"), text(name, "en"))]


def retired(names: Iterable[Ref], kept: Ref) -> Iterator[str]:
    """Names that no longer stand for anything lead to the one that does."""
    for name in names:
        said = [(term("owl:deprecated"), "true"), (term("dcterms:isReplacedBy"), node(kept))]
        yield block(ENTITIES, node(name), said)


def thing(told: Thing) -> str:
    """An entity with its names."""
    said = _named(told.type, told.names[0])
    said += [(term("skos:altLabel"), text(name, "en")) for name in told.names[1:]]
    said += [(term("kg:formerName"), node(each.ref)) for each in told.former]
    said += [(term("schema:sameAs"), f"<{address}>") for address in told.same]
    if told.ticker:
        said.append((term("schema:tickerSymbol"), text(told.ticker)))
    names = "".join(map(_former, told.former))
    return "".join(retired(told.retired, told.ref)) + names + block(ENTITIES, node(told.ref), said)


def _former(told: Former) -> str:
    said = _named("kg:FormerName", told.name)
    return block(ENTITIES, node(told.ref), said + [(term("kg:usedUntil"), node(time)) for time in told.until])


def tenure(told: Tenure) -> str:
    """A person in a role."""
    said = [
        (A, term("kg:Tenure")),
        (term("org:member"), node(told.person)),
        (term("kg:roleTense"), concept("role-tense", told.tense)),
    ]
    if told.role in concepts("role"):
        said.append((term("org:role"), concept("role", told.role)))
    if told.organization:
        said.append((term("org:organization"), node(told.organization)))
    if told.valid:
        said.append((term("kg:validDuring"), node(told.valid)))
    said += [(term("kg:roleTitle"), text(title)) for title in told.titles]
    return block(ENTITIES, node(told.ref), said)


def deal(told: Agreement) -> Iterator[str]:
    """A deal with its lines, and which articles report it."""
    said = _named("kg:Deal", told.label)
    if told.status:
        said.append((term("kg:latestStatus"), concept("deal-status", told.status)))
    for line, product in told.commitments:
        said.append((term("kg:includesCommitment"), node(line)))
        yield block(ENTITIES, node(line), [(A, term("kg:Commitment")), (term("kg:ofProduct"), node(product))])
    yield block(ENTITIES, node(told.ref), said)
    yield from retired(told.retired, told.ref)
    for article in told.reported_by:
        yield block(article_graph(article), article_node(article), [(term("kg:reportsDeal"), node(told.ref))])


def event(told: Happening) -> str:
    """An event."""
    names = "".join(retired(told.retired, told.ref))
    return names + block(ENTITIES, node(told.ref), _named(told.type, told.label))

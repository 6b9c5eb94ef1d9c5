"""Reads one article: names, values and quotations first, then the rules. A pure function of the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.mentions import prepare
from kg.mentions.entities import entities
from kg.model import Reading
from kg.rules import deals, events, hardware, relations, renames, role_founder, roles, speech

if TYPE_CHECKING:
    from kg.model import Article
    from kg.registry import Registry


def read(article: Article, registry: Registry | None = None) -> Reading:
    """Return all that the article says, each piece with the words that say it.

    `registry` says which names are one; default: the package's own.
    """
    document = prepare(article, registry)
    all_roles, all_relations = roles.roles(document), relations.relations(document)
    found_relations = tuple(tie for tie in all_relations if tie.subject and tie.object)
    found_roles = tuple(role for role in all_roles if role.person)
    found_roles += tuple(role_founder.founders(found_relations, found_roles))
    found_roles += tuple(role_founder.mates(document, found_roles))
    found_renames, found_entities = renames.renames(document, entities(document, found_relations))
    found_hardware = hardware.hardware(document)
    return Reading(
        article=article,
        entities=found_entities,
        roles=found_roles,
        relations=(*found_relations, *found_renames),
        hardware=found_hardware,
        deals=deals.deals(document, found_hardware),
        statements=speech.statements(document, found_roles),
        events=events.events(document),
        loose=(
            *(role for role in all_roles if not role.person),
            *(tie for tie in all_relations if not (tie.subject and tie.object)),
        ),
    )

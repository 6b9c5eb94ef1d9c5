"""Keeps of what is told of somebody's posts each once, and of a post told twice the telling that says more."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import table
from kg.posts import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.model import Ref, Role

RANK = re.compile(r"(?i:\bvice[ -]president|\b[SE]?VP)\b")
HEADING = re.compile(
    r"(?i:(?:global |group )?(?:co-)?head|general manager|GM|president|chief (?!exec)|[A-Z][A-DF-Z]O\b)"
)


def once(found: Iterable[Role]) -> tuple[Role, ...]:
    """Keep the first of equal roles; a role without an organisation falls before one with."""
    kept: dict[tuple[object, str, Ref | None], Role] = {}
    for role in found:
        kept.setdefault((role.person or role.person_span, key(role.title), role.organization), role)
    parts = {(person, key(part), ref) for (person, _, ref), role in kept.items() for part in _parts(role.title)}
    kept = {one: role for one, role in kept.items() if one not in parts}
    placed = {(person, title) for person, title, organization in kept if organization}
    titled = {(person, organization) for person, title, organization in kept if _is_post(title)}
    told = {(person, organization) for person, title, organization in kept if title}
    return tuple(
        role
        for (person, title, organization), role in kept.items()
        if (organization or _is_post(title) or not title)
        and (organization or (person, title) not in placed)
        and (_is_post(title) or (person, organization) not in (titled if title else told))
    )


def _is_post(title: str) -> bool:
    """Tell whether a title names a post, and is no verb that tells one: "has led the company"."""
    return bool(title) and not title.lower().startswith(_verbs())


@cache
def _verbs() -> tuple[str, ...]:
    return tuple(f"{verb} " for verb in table("relations")["lead"])


def _parts(title: str) -> Sequence[str]:
    """Return the rank and the function of a title that tells both."""
    parts = re.split(r" (?:and|&) ", title, maxsplit=1)
    return parts if len(parts) > 1 and RANK.search(parts[0]) and HEADING.match(parts[1]) else ()

"""Founders hold the role of one: "Acme was founded by Ann Roe"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.model import Modality, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.model import Relation

_WITH = re.compile(r"\bco-?found", re.IGNORECASE)


def founders(ties: Sequence[Relation], known: Sequence[Role]) -> Iterator[Role]:
    """Yield the role of founder for everybody who is told to have founded a firm, unless the text has said so."""
    told = {(role.person, role.organization) for role in known if "found" in role.title.lower()}
    for tie in ties:
        who = tie.object if isinstance(tie.object, str) else ""
        if tie.predicate != "founded_by" or not who.startswith("person/") or tie.evidence.modality is Modality.PLANNED:
            continue
        if tie.subject and (who, tie.subject) not in told:
            told.add((who, tie.subject))
            title = "co-founder" if _WITH.search(tie.evidence.quote) else "founder"
            yield Role(who, title, tie.subject, tie.evidence, person_span=tie.object_span)

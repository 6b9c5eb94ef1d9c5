"""Leads each mention by name to its entity: the same name, a surname, an acronym given in brackets."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.iris import org_ref, person_ref, place_ref, product_ref
from kg.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.document import Mention

_REF = {
    Kind.ORGANIZATION: org_ref,
    Kind.PERSON: person_ref,
    Kind.PLACE: place_ref,
    Kind.HARDWARE: product_ref,
    Kind.SERVICE: product_ref,
    Kind.PRODUCT: product_ref,
}
_BRACKET = re.compile(r"\s*\((?:“|\")?$")


def link(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with their refs; what has no kind gets none."""
    full = {m.text.split()[-1]: m for m in reversed(mentions) if m.kind is Kind.PERSON and " " in m.text}
    short = _acronyms(text, mentions)
    linked = []
    for mention in mentions:
        main = full.get(mention.text) or short.get(mention.text) or mention
        linked.append(replace(mention, kind=main.kind, ref=_REF[main.kind](main.text) if main.kind else ""))
    return linked


def _acronyms(text: str, mentions: Sequence[Mention]) -> dict[str, Mention]:
    found = {}
    for long, short in zip(mentions, mentions[1:], strict=False):
        initials = "".join(word[0] for word in long.text.split() if word[0].isupper())
        if _BRACKET.fullmatch(text, long.end, short.start) and short.text == initials:
            found[short.text] = long
    return found

"""Finds the company for which a person acts who is only taken up by a pronoun: "he had refused to raise his bid"."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.document import Form
from kg.model import Kind
from kg.posts import is_executive

if TYPE_CHECKING:
    from kg.document import Document, Mention, Title

_BETWEEN = (" ", "'s ", "\u2019s ", "' ", "\u2019 ", " of ", " at ", ", of ", ", ")


def acting_for(document: Document, mention: Mention) -> Mention:
    """Return the company that the person behind a pronoun is an officer of; the mention itself where none is told.

    Whoever holds another post, such as an analyst, is no party: a mention without a ref comes back.
    """
    if mention.kind is not Kind.PERSON or mention.form is not Form.PRONOUN:
        return mention
    for named in document.by_ref.get(mention.ref, ()):
        title = _title(document, named) if named.form is Form.NAME else None
        if title is not None:
            if title.text.lower().endswith("founder"):
                return mention  # founders have money of their own
            firm = _firm(document, title, named) if is_executive(title.text) else None
            return replace(mention, ref=firm.ref if firm else "", kind=Kind.ORGANIZATION)
    return mention


def _title(document: Document, named: Mention) -> Title | None:
    """Return the title before a name or, between commas, behind it."""
    at = bisect_left(document.titles, named.start, key=lambda title: title.start)
    before, behind = document.titles[max(0, at - 1) : at], document.titles[at : at + 1]
    if before and document.text[before[0].end : named.start] == " ":
        return before[0]
    if not behind or not (between := document.text[named.end : behind[0].start]).startswith(", "):
        return None
    firms = document.mentions_in(named.end, behind[0].start)
    rest = between.replace(firms[0].text, "") if len(firms) == 1 and firms[0].kind is Kind.ORGANIZATION else between
    return behind[0] if rest in (", ", ", the ", ", its ", ", 's ", ", \u2019s ") else None


def _firm(document: Document, title: Title, named: Mention) -> Mention | None:
    """Return the company of which somebody holds a title: "Acme chief executive", "chief executive of Acme"."""
    near = document.mentions_in(max(0, title.start - 60), title.end + 12)
    firms = [m for m in near if m.kind is Kind.ORGANIZATION and m.ref]
    for firm in firms:
        first, last = (firm.end, title.start) if firm.end <= title.start else (title.end, firm.start)
        if document.text[first:last] in _BETWEEN and firm.start != named.start:
            return firm
    return None

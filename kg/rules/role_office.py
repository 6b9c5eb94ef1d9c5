"""Finds the body of state behind an office: the Commerce Department of "Commerce Secretary Jane Doe"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.document import Form
from kg.lexicon import words
from kg.model import Kind
from kg.posts import is_office

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.document import Document
    from kg.model import Ref, Span

_ELECTED = frozenset(
    {"senator", "sen", "rep", "representative", "congressman", "congresswoman", "lawmaker", "mp", "mep", "governor",
     "gov", "mayor"}
)  # fmt: skip
_WORD = re.compile(r"[a-z]+")
#: What offices head; the field stands beside the words in the names of both.
_BODIES = {"secretary": "department", "undersecretary": "department", "minister": "ministry"}
#: Words of an office that say no field.
_NO_FIELD = frozenset(
    {"deputy", "assistant", "under", "undersecretary", "secretary", "minister", "of", "for", "and", "the", "us", "u",
     "s", "federal", "state", "prime", "first", "former", "acting", "affairs", "department", "ministry"}
)  # fmt: skip


def body(document: Document, titles: Sequence[str], span: Span) -> Ref | None:
    """Return the body that an office at `span` belongs to: its own department or commission, else the government.

    It is nothing for those elected to speak for a place, and where the article names none, or another nation's.
    """
    if any(map(_represents, titles)):
        return None
    own = {ref for title in titles for ref in _own(document, title)}
    if own:
        return own.pop() if len(own) == 1 else None
    state = _state(document)
    return state if state and _same_nation(document, state, span) else None


def leads_state(title: str) -> bool:
    """Tell whether a title may be of one who leads a state: "president"."""
    return title.lower().split()[-1] in ("president", "premier", "leader")


def governs(title: str) -> bool:
    """Tell whether a title is of one who governs, of whatever party: "minister", "mayor", and no "senator"."""
    return is_office(title) and (not _represents(title) or title.lower().endswith(("governor", "mayor")))


def of_nation(document: Document, start: int) -> bool:
    """Tell whether a title stands behind the name of a nation: "French president"."""
    before = document.text[max(0, start - 20) : start].split()
    if not before:
        return False
    near = document.mentions_in(start - len(before[-1]) - 1, start)
    return before[-1] in _nations() or any(m.kind is Kind.PLACE for m in near)


def _represents(title: str) -> bool:
    """Tell whether a title is of one who was elected to speak for a place, and belongs to no government."""
    return title.lower().rstrip(".s").split()[-1] in _ELECTED


@cache
def _nations() -> frozenset[str]:
    return frozenset(words("places", "demonyms"))


def _own(document: Document, title: str) -> Iterator[Ref]:
    """Yield the named bodies that an office is of: the commission of a commissioner, the ministry of a field."""
    said = set(_WORD.findall(title.lower()))
    commission = not said.isdisjoint(("commissioner", "commissioners"))
    field = said - _NO_FIELD
    bodies = {_BODIES[word] for word in said & _BODIES.keys()}
    for ref, mentions in document.by_ref.items():
        if not ref.startswith("org/") or mentions[0].form is not Form.NAME:
            continue
        named = _WORD.findall(mentions[0].text.lower())
        if (commission and named[-1:] == ["commission"]) or (
            not field.isdisjoint(named) and not bodies.isdisjoint(named)
        ):
            yield ref


def _state(document: Document) -> Ref | None:
    """Return the one government that the article names."""
    for noun in ("government", "administration"):
        refs = {m.ref for m in document.mentions if m.kind is Kind.ORGANIZATION and m.text.lower().endswith(noun)}
        refs.discard("")
        if refs:
            return refs.pop() if len(refs) == 1 else None
    return None


def _same_nation(document: Document, state: Ref, span: Span) -> bool:
    """Tell whether the words of an office speak of no other nation than the government's."""
    around = set(document.text[max(0, span[0] - 16) : span[1]].split())
    nations = around & _nations()
    named = {word for mention in document.by_ref[state] for word in mention.text.split()}
    places = any(m.kind is Kind.PLACE for m in document.mentions_in(max(0, span[0] - 16), span[1]))
    return not (nations - named) and (not places or not nations.isdisjoint(named))

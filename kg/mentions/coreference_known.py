"""What an article says of its people and organisations that helps to lead pronouns and descriptions to them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.lexicon import table, words
from kg.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.document import Document
    from kg.model import Ref

_MALE = re.compile(
    r"\b(?:Mr\.?|Sir|Lord|King|Prince|[Cc]hairman|[Ss]pokesman|[Cc]ongressman|[Bb]usinessman)\s*(?:\w+\s+)?$"
)
_FEMALE = re.compile(
    r"\b(?:Mrs\.?|Ms\.?|Miss|Lady|Queen|Princess|[Cc]hairwoman|[Ss]pokeswoman|[Cc]ongresswoman|[Bb]usinesswoman)\s*(?:\w+\s+)?$"
)


def sex(text: str, start: int, end: int) -> str:
    """Return "m" or "f" where an honorific or a given name tells, else nothing."""
    before = text[max(0, start - 24) : start]
    first = text[start:end].split()[0].rstrip(".")
    if _FEMALE.search(before) or first in {"Mrs", "Ms", "Miss"} or first in words("given_names", "female"):
        return "f"
    male = _MALE.search(before) or first in {"Mr", "Sir"} or first in words("given_names", "male")
    return "m" if male else ""


_OF = re.compile(r",?\s(?:of|at|for|from|with)\s(?:the\s)?")
_FORMER = re.compile(r"\b(?:[Ff]ormer|[Ff]ormerly|ex-?|previously|once)\b[^,.;]{0,30}$")
_NEAR = 8  # characters between a person and the words that tell who that is
_TITLES_OF = re.compile(r"['’]?s?\s(?:\w+\s)?")


def employers(document: Document) -> dict[Ref, Ref]:
    """Return the organisation of each person whom a title ties to one: "Acme CEO Jane Doe", "Jane Doe, CEO of Acme"."""
    found: dict[Ref, Ref] = {}
    for title in document.titles:
        if _FORMER.search(document.text, max(0, title.start - 40), title.start):
            continue
        around = document.mentions_in(title.start - 60, title.end + 60)
        owners = [
            m
            for m in around
            if m.kind is Kind.ORGANIZATION
            and m.ref
            and (
                _TITLES_OF.fullmatch(document.text, m.end, max(m.end, title.start))
                or _OF.fullmatch(document.text, title.end, max(title.end, m.start))
            )
        ]
        begin = min([title.start, *(owner.start for owner in owners)])  # "Jane Doe, Acme's CEO"
        people = [
            m for m in around if m.kind is Kind.PERSON and (0 < m.start - title.end < 3 or 0 < begin - m.end < _NEAR)
        ]
        if people and owners:
            found.setdefault(people[0].ref, owners[0].ref)
    return found


_DESCRIBED = re.compile(r",\s(?:a|an|the|one of the)\s(?P<words>(?:[\w&'’-]+\s){0,5}[\w-]+)")
_CALLED = re.compile(r"(?P<noun>[\w-]++)\s$")


def described(document: Document) -> dict[Ref, set[str]]:
    """Return the nouns that the article puts beside each organisation: "Acme, a chipmaker", "chipmaker Acme"."""
    nouns = words("nominals", "specific") | words("nominals", "relational")
    found = {maker: set(words("nominals", "chips")) for maker in _makers(document)}
    for mention in document.mentions:
        if mention.kind is not Kind.ORGANIZATION or not mention.ref:
            continue
        after = _DESCRIBED.match(document.text, mention.end)
        before = _CALLED.search(document.text[max(0, mention.start - 40) : mention.start])
        said = [*(after["words"].split() if after else ()), *([before["noun"]] if before else ())]
        pairs = {" ".join(pair) for pair in pairwise(said)} | set(said)
        tail = mention.text.lower().split()
        named = {
            " ".join(tail[-count:]) for count in (1, 2) if len(tail) > count
        }  # "Acme Pension Plan": the pension plan
        said_of = nouns & (pairs | named)
        is_a = table("nominals")["heads"].get(mention.text.rpartition(" ")[2], ())
        found.setdefault(mention.ref, set()).update(said_of, is_a, ["lender"] if "bank" in said_of else [])
    return found


_MAKES = re.compile(r"[ \u00a0]|['’]s?[ \u00a0](?:[\w-]+[ \u00a0]){0,3}")


def _makers(document: Document) -> Iterator[Ref]:
    """Yield the organisations whose hardware the article names: "Acme's H7 chips", "Acme H7"."""
    firms = {m.text.split()[0]: m.ref for m in reversed(document.mentions) if m.kind is Kind.ORGANIZATION and m.ref}
    for first, second in pairwise(document.mentions):
        if second.kind is Kind.HARDWARE and second.ref:
            known = document.registry.by_ref.get(second.ref)
            if known is not None and known.maker:
                yield known.maker
            elif first.kind is Kind.ORGANIZATION and _MAKES.fullmatch(document.text, first.end, second.start):
                yield first.ref
            elif (maker := firms.get(second.text.split()[0])) is not None:
                yield maker

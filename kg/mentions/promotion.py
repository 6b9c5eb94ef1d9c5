"""Gives a kind to names that were left open, where the words around them leave no doubt: "the CEO of Acme"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from kg.document import Mention, Title, pattern, spelled_out, without
from kg.finding import Family
from kg.iris import org_ref, person_ref, product_ref
from kg.lexicon import alternation, table, words
from kg.mentions.shapes import ends_in_head, is_given, is_place
from kg.model import Kind
from kg.posts import is_executive

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.document import Document, Thing
    from kg.model import Ref

#: Posts that firms hold as well: a law firm serves as counsel.
_FIRMS_TOO = frozenset({"counsel", "adviser", "advisor"})
_REFS = {Kind.PERSON: person_ref, Kind.ORGANIZATION: org_ref, Kind.HARDWARE: product_ref}
_LED = ("led by", "headed by", "run by")
#: Words with capitals that were taken for no name so far, such as "Leisure Arts" where it opens a sentence.
_PLAIN_NAME = r"(?P<n>[A-Z][\w&'-]*(?: (?:(?:of|and|for) )?[A-Z][\w&'-]*){1,5})"
_PLAIN_WORD = r"(?P<n>[A-Z][a-z]{2,15})"


def promoted(document: Document) -> Document:
    """Return the document with kind and ref for the open names that a title, a founding or a parent shows.

    What is said of a name once holds for it wherever it stands open in the article. Words that were no name yet
    become one where they stand as a name must: "Mark joined Acme as", "Leisure Arts was founded in".
    """
    kinds = _shown(document)
    surnames = {name.split()[-1]: name for name, kind in kinds.items() if kind is Kind.PERSON and " " in name}
    mentions = [_promote(mention, kinds, surnames) for mention in document.mentions]
    refs = dict(_letters(document))
    mentions = [replace(m, kind=Kind.ORGANIZATION, ref=refs[m.text]) if _is_open(m, refs) else m for m in mentions]
    turned = dict(_people(document))
    mentions = [replace(m, kind=Kind.PERSON, ref=person_ref(m.text)) if m.text in turned else m for m in mentions]
    added = without(_unmarked(document), mentions)
    if not (kinds or refs or turned or added):
        return document
    return replace(document, mentions=sorted([*mentions, *(m for m in added if isinstance(m, Mention))]))


def _is_open(mention: Mention, refs: Mapping[str, Ref]) -> bool:
    return mention.text in refs and mention.kind is None


def _shown(document: Document) -> dict[str, Kind]:
    """Return the kinds that the text shows of its open names; a name shown as two kinds stays open."""
    found: dict[str, set[Kind]] = {}
    masked = document.plain
    for kind, match in masked.each(_shapes()):
        name = masked.mention(match, "n").text
        if kind is Kind.PERSON and " " not in name and match.group().startswith(_LED):
            continue  # firms lead and run as well as people do
        found.setdefault(name, set()).add(kind)
    return {name: kinds.pop() for name, kinds in found.items() if len(kinds) == 1}


def _promote(mention: Mention, kinds: Mapping[str, Kind], surnames: Mapping[str, str]) -> Mention:
    name = mention.text if mention.text in kinds else surnames.get(mention.text, "")
    kind = kinds.get(name)
    if kind is None or mention.kind in {Kind.PERSON, Kind.ORGANIZATION, Kind.PLACE, Kind.HARDWARE, Kind.SERVICE}:
        return mention
    return replace(mention, kind=kind, ref=_REFS[kind](name))


def _letters(document: Document) -> Iterator[tuple[str, Ref]]:
    """Yield the short names in brackets behind an organisation whose words begin so, with its ref."""
    masked = document.plain
    for match in masked.matches(_bracketed()):
        name, short = masked.mention(match, "o"), masked.mention(match, "n").text
        initials = "".join(re.findall(r"(?<!\w)[^\W\d_a-z]", name.text))
        if short.isupper() and len(short) < 9 and initials.startswith(short[0]) and short[1] in name.text.upper():
            yield short, name.ref


def _people(document: Document) -> Iterator[tuple[str, bool]]:
    """Yield the names taken for organisations that hold a post: "Ann Roe is founder and president of"."""
    masked = document.plain
    for match in masked.matches(_posts()):
        name = masked.mention(match, "n").text
        titles = [thing.text for thing in masked.things(match, "t") if isinstance(thing, Title)]
        titles = [title for title in titles if title.lower() not in _FIRMS_TOO]
        last = name.split()[-1]
        if not any(map(is_executive, titles)) or ends_in_head(last) or last in words("organizations", "legal"):
            continue
        if is_given(name.split()[0]) or (" " not in name and match.group("as")):
            yield name, True


def _unmarked(document: Document) -> Iterator[Mention]:
    """Yield words that stand as a name must and were taken for none."""
    masked = document.plain
    for kind, match in masked.each(_plain_shapes()):
        name = match["n"]
        if (kind is Kind.PERSON and not is_given(name)) or name in words("names", "inner_bodies"):
            continue
        if kind is Kind.ORGANIZATION and (is_place(name) or name.split()[0] in words("names", "opening")):
            continue
        if match.groupdict().get("t") and not _is_executive(masked.thing(match, "t")):
            continue
        start, end = masked.span(match, "n")
        yield Mention(start, end, document.text[start:end], kind, ref=_known(document, name, kind))


def _is_executive(thing: Thing) -> bool:
    return isinstance(thing, Title) and is_executive(thing.text)


def _known(document: Document, name: str, kind: Kind) -> Ref:
    """Return the one person of the article who is called so, else a ref of the name's own."""
    if kind is Kind.PERSON:
        refs = {m.ref for m in document.mentions if m.kind is kind and m.ref and name in m.text.split()}
        if len(refs) == 1:
            return refs.pop()
    return _REFS[kind](name)


@cache
def _macros() -> Mapping[str, str]:
    ties = table("ties")
    return {
        "copula": alternation(table("relations")["copula"]),
        "appoint": alternation(table("relations")["appoint"]),
        "adj": rf"(?:{alternation(table('relations')['before_title'])} ){{0,3}}",
        "aside": r"(?: \([^()\n]{1,60}\))?",
        "unit_strict": alternation(set(ties["words"]["unit_strict"]) - {"part", "member", "brand", "branch"}),
        "firm": alternation(ties["words"]["firm"]),
        "a": r"(?:an?|the|one of the) (?:(?!of\b|and\b|in\b)[\w-]+,? |{place}(?:'s)? |{quantity} ){0,6}?",
        "plain_name": _PLAIN_NAME,
        "plain_word": _PLAIN_WORD,
        "opens": r"\A(?:The )?",
    }


@cache
def _shapes() -> Family[Kind]:
    found = table("ties")["kinds"].items()
    return Family((Kind(kind), spelled_out(source, _macros())) for kind, sources in found for source in sources)


@cache
def _plain_shapes() -> Family[Kind]:
    found = table("ties")["plain_kinds"].items()
    return Family((Kind(kind), spelled_out(source, _macros())) for kind, sources in found for source in sources)


@cache
def _bracketed() -> re.Pattern[str]:
    return pattern(r"{o:org}(?:,? (?:Inc|LLC|Ltd|Co)\.?)? ?\([\"']?{n:name}[\"']?\)")


@cache
def _posts() -> re.Pattern[str]:
    was = r"(?:is|was)(?: also| currently)?|(?P<as>(?:serves|served|works|worked|joined {org}(?: {date})?) as)"
    free = "".join(rf"(?<!\b{word} .)" for word in ("at", "of", "for", "from", "with", "in", "the"))
    return pattern(
        rf"{{n:org}}{free}<aside>,? (?:(?:currently|also|now|later) )?(?:{was}) "
        r"(?:the |an? )?<adj>(?P<t>{title}(?:(?:, | and |, and | & ){title}){0,4})",
        _macros(),
    )

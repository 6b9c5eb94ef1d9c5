"""What an article says of its people and organisations that helps to lead pronouns and descriptions to them."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.document import Mention, without
from kg.lexicon import tag, words
from kg.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
_TITLES_OF = re.compile(r"['’]?s?\s(?:\w+\s)?")


def employers(document: Document) -> dict[Ref, Ref]:
    """Return the organisation of each person whom a title ties to one: "Acme CEO Jane Doe", "Jane Doe, CEO of Acme"."""
    found: dict[Ref, Ref] = {}
    for title in document.titles:
        if _FORMER.search(document.text, max(0, title.start - 40), title.start):
            continue
        around = document.mentions_in(title.start - 60, title.end + 60)
        people = [
            m for m in around if m.kind is Kind.PERSON and (0 < m.start - title.end < 3 or 0 < title.start - m.end < 8)
        ]
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
        found.setdefault(mention.ref, set()).update(said_of, ["lender"] if "bank" in said_of else [])
    return found


_HOME = re.compile(
    r"(?P<home>[A-Z][\w.]*)(?P<based>-based)?[ \u00a0](?P<kind>(?:[a-z&][\w&-]*[ \u00a0]|AI[ \u00a0]){1,5})$"
)
_HOME_BEHIND = re.compile(r",\s(?:a|an|the)\s(?P<home>[A-Z][\w.]*)(?P<based>-based)?[ \u00a0][a-z]")


def home(word: str) -> bool:
    """Tell whether a word says where an organisation is at home: "Dutch", "US"."""
    return word in words("places", "demonyms") or word in _LANDS


def _has_verb(words_: str) -> bool:
    return any(tag(word).startswith(("VBD", "VBZ", "IN", "TO", "DT", "CC", "MD")) for word in words_.split())


def homes(document: Document) -> dict[Ref, set[str]]:
    """Return where each organisation is said to be at home: "Dutch chip maker Acme", "Acme, an Oslo-based lender"."""
    found: dict[Ref, set[str]] = {}
    text = document.text
    for mention in document.mentions:
        if mention.kind is Kind.ORGANIZATION and mention.ref:
            before = _HOME.search(text, max(0, mention.start - 64), mention.start)
            if before is not None and _has_verb(before["kind"]):
                before = None
            for told in (before, _HOME_BEHIND.match(text, mention.end)):
                if told is not None and (told["based"] or home(told["home"])):
                    found.setdefault(mention.ref, set()).add(told["home"])
    return found


_LANDS = frozenset({"US", "U.S.", "UK", "U.K.", "EU"})
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


_ANNOUNCES = re.compile(
    r"[^.\n]{0,200}?\b(?:today\s+announced|announced\s+today|is\s+pleased\s+to\s+announce|announces)\b"
)
_ABOUT = re.compile(r"^About\s+(?=\S)", re.MULTILINE)


def issuer(document: Document) -> Ref:
    """Return the organisation that an article speaks for: a press release, or a first-person post of its publisher."""
    organizations = [m for m in document.mentions if m.kind is Kind.ORGANIZATION and m.ref]
    by_start = {m.start: m for m in organizations}
    publisher = document.article.publisher.casefold()
    if publisher:
        for mention in organizations:
            if mention.text.casefold() == publisher:
                return mention.ref
    by_text = {mention.text: mention.ref for mention in reversed(organizations)}
    for about in _ABOUT.finditer(document.text):
        if about.end() in by_start:
            return by_start[about.end()].ref
        if (ref := by_text.get(document.text[about.end() :].split("\n", 1)[0].strip())) is not None:
            return ref
    for mention in organizations[:6]:
        if _ANNOUNCES.match(document.text, mention.end):
            return mention.ref
    return _narrator(document, organizations)


#: "Acme Q4 2025 earnings call", "Acme executives spent much of the call": who reports tells the story.
_REPORTS = re.compile(
    r"(?:['’]s?)?(?:[ \u00a0](?!(?:and|with|over|on|as|by|from)\b)[\w'’-]+){0,4}?"
    r"[ \u00a0](?:earnings|results|conference|investor|analysts?)[ \u00a0](?:call|day|update|presentation)\b"
)


def reporter(document: Document) -> Ref:
    """Return who holds the call on results that the headline or the first sentence of an article is about."""
    stop = max((end for _, end in document.sentences[:2]), default=0)
    named = (m for m in document.mentions_in(0, stop) if m.kind is Kind.ORGANIZATION and m.ref)
    return next((m.ref for m in named if _REPORTS.match(document.text, m.end)), "")


_COMPANY = re.compile(
    r"\.?(?:\s?\([^()\n]{1,60}\)){0,3}\s?\((?:[“\"][^“”\"\n]{1,40}[”\"],?\s(?:or|and)\s)?"
    r"(?:the\s)?[“\"](?:the\s)?Company[”\"]"
)


def defined(document: Document) -> Ref:
    """Return the organisation that a release calls "the Company" by its own word: 'Acme Inc. (the "Company")'."""
    if "Company" not in document.text:
        return ""
    firms = [m for m in document.mentions if m.kind is Kind.ORGANIZATION and m.ref]
    refs = {m.ref for m in firms if _COMPANY.match(document.text, m.end)}
    return refs.pop() if len(refs) == 1 else ""


_WE = re.compile(r"[wWoO](?<!\w.)(?:(?<=[wW])e|(?<=[oO])ur)\b")  # a letter first, so that the search can jump to it


_BY = re.compile(r"^By (?:the )?(?=[A-Z])", re.MULTILINE)
#: Whom the narrator speaks of as another: "our partnership with Acme", "we thank Acme", "Acme tells us".
_OTHER = re.compile(r"\b(?:[Ww]e|[Oo]ur|us)\b[^.\n]{0,60}\b(?:with|to|from|by|via|thank|on)\s(?:the\s)?$")
_US = re.compile(r"(?:['’]s)?\s(?:\w+ly\s)?\w+\sus\b")
#: What those say who watch a firm and value its shares: their "we" is no party to what they tell.
_VALUES = re.compile(
    r"\b(?:[Tt]arget price|[Pp]rice target|[Oo]ur (?:estimates?|rating|target|model|checks)\b|"
    r"[Ww]e (?:(?:had |have )?model(?:led|ed)?|rate|reiterate our|roll forward)\b)"
)


def _narrator(document: Document, organizations: Sequence[Mention]) -> Ref:
    """Return whose voice tells the article: often "we" outside quotations, and one organisation above all others."""
    text = document.text
    voices = (Mention(m.start(), m.end(), m.group(), None) for m in _WE.finditer(text, document.article.body))
    spoken = without(voices, document.quotations)
    if len(spoken) < 4 or _VALUES.search(text):  # a stray "we" of a reporter is nobody's voice
        return ""
    bylines = {by.end() for by in _BY.finditer(text)}
    writers = [m.ref for m in organizations if m.start in bylines]
    others = {
        m.ref for m in organizations if _OTHER.search(text, max(0, m.start - 80), m.start) or _US.match(text, m.end)
    }
    ranked = Counter(m.ref for m in organizations if m.ref not in others).most_common(2)
    clear = ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1])
    return writers[0] if writers else ranked[0][0] if clear else ""

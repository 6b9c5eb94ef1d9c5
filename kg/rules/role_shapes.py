"""The patterns of roles over masked text, put together from the lexicon."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.document import BOUNDARY, MARKS, spelled_out
from kg.finding import Family
from kg.lexicon import alternation, branches, table, words
from kg.model import Kind
from kg.posts import singular

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.document import Document, Masked, Mention
    from kg.model import Span


@cache
def macros() -> Mapping[str, str]:
    """Return what the words in angle brackets of the patterns stand for."""
    data = table("relations")
    lists = {
        "was": "copula",
        "become": "become",
        "appoint": "appoint",
        "leads": "lead",
        "work": "work",
        "joined": "joined",
        "teams": "teams",
        "covers": "covers",
        "charged": "charged",
        "succeeds": "succeeds",
        "seated": "seated",
        "careers": "careers",
    }
    kin = r"{org}(?:'s)? (?:parent|owner|unit|subsidiary|maker|rival|backer)"  # "Acme parent Orbex"
    before = rf"{branches(data['before_organization'])}|[a-z]+-[a-z]+|{{place}}(?:-based|'s)?|{kin}"
    adjectives = {*data["before_title"], *words("places", "demonyms")}
    also = "(?:,| and|, and|,? as well as)"
    after = r"(?= ?[.;,(\ue00f]| (?:since|from|until|where|in|before|after|during)\b| {date})"
    row = r"(?:,? and |, | & |/| / | - |; )(?:the |an? |as |also ){0,2}(?:(?:current|former|then) )?"
    return {name: alternation(data[key]) for name, key in lists.items()} | {
        "p": r"(?:(?:Mr|Mrs|Ms|Dr|Sir|Dame)\.? )?{p:person}",
        "more": r"(?P<more>(?:(?: of {place}(?=,? and|,))?(?:, and|,| and) {person}){0,12})",
        "joint": r"(?P<joint>(?:(?:, and|,| and) {person}){1,6})",
        "apposed": rf"(?:, [^{BOUNDARY}{MARKS['person']}]{{3,90}}(?=,| who\b)| (?:of|from|at) (?:the )?{{org}})?",
        "other": "{org}",
        "mate": "(?:(?:Mr|Mrs|Ms|Dr)\\.? )?{person}",
        "adv": r"(?:(?:\w+ly|now|also|still|then|later|once|already) ){0,2}",
        "at": "{at:org}",
        "t": rf"(?P<t>{{title}}(?:{row}{{title}}){{0,5}})",
        "later": rf"(?P<later>{{title}}(?:{row}{{title}}){{0,5}})",
        "is": rf"(?:{alternation(data['copula'])}|serve[sd] (?:for {{duration}} |{{date}} )as)",
        "omore": rf"(?P<omore>(?:{also} (?:(?:at|of|for|with|in) )?(?:the )?{{org}}(?!'s)){{1,4}}{after})?",
        "adj": rf"(?:(?:{{quantity}}|{{place}}(?:'s|-based)?|{branches(adjectives)}) ){{0,4}}",
        "the": rf"(?:(?:[Tt]he|an?) )?(?:(?:{before}) ){{0,5}}(?:{_described()} )?[\"'(]?",
        "of": "of|at|for|with|from|in|on",
        "field": r"(?: [Ee]meritus)?(?:(?: of| for| in|,) [A-Za-z][\w ,&'-]{0,60}?)?",
        "field_words": r"(?:(?!(?:of|at|for|who|that|which|and|in|on|with|to|by|from|as|is|was|said)\b)"
        r"[a-z][\w-]* ){1,3}",
        "steps": r"(?!(?:speaking|looking|angry|appearing|pointing|aimed|hinting|arriving)\b)"
        r"(?:(?!(?:said|says|told|and|but|spoke|spoken)\b)(?:[a-z'-]+|{duration}|{quantity}|{date}|{place}) ){0,7}?",
        "words": r"(?:[\w'-]+ |{place}(?:'s|-based)? ){0,5}",
        "unit": rf"(?: (?!(?:{alternation(table('titles')['not_unit'])})\b)[a-z][a-z-]*(?: (?:and|&) [a-z-]+)?){{0,4}}",
        "aside": r"(?: \([^()\n]{1,60}\)|, (?:aged )?(?:[2-9]\d|{quantity})(?=,)"
        r"|, (?:Ph\.?D\.?|M\.?D\.?|MBA|CFA|[OC]BE|KC|[JS]r\.?))?",
    }


def _described() -> str:
    """Return the pattern of what an organisation is, whatever words tell more of it: "hardware design startup"."""
    small = "of|at|for|who|that|which|and|or|in|on|with|to|by|from|as|is|was|has|had|said|says|told|the|an?|its|their"
    nouns = branches([*words("organizations", "nouns"), *words("names", "bodies")])
    return rf"(?:(?!(?:{small})\b)[a-z][\w&-]* ){{0,4}}?(?:{nouns})"


_STYLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sir|Dame)\.?[ \u00a0]$")
#: "who has led Acme since": and still does.
_SINCE = re.compile(r" ha(?:s|ve) (?:led|headed|run|chaired|overseen|managed|directed) ")


@cache
def shapes() -> Family[str]:
    """Return the patterns in the order of the lexicon, each with the name of its rule."""
    found = table("relations")["role_patterns"].items()
    return Family((rule, spelled_out(_plain(source), macros())) for rule, sources in found for source in sources)


def _plain(source: str) -> str:
    """Return a pattern without the "Mr." that may open it: what opens with one character is looked for much faster."""
    return source.replace("<p>", "{p:person}", 1) if source.startswith("<p>") else source


def styled(document: Document, span: Span) -> Span:
    """Return a span with the "Mr." before it."""
    style = _STYLE.search(document.text, max(0, span[0] - 6), span[0])
    return (style.start() if style else span[0]), span[1]


def time_of(said: str) -> str:
    """Return the time that the words around a title speak of: past, future or present."""
    if _SINCE.search(said):
        return "present"
    for time, cues in table("relations")["tenses"].items():
        if any(f" {cue} " in said for cue in cues):
            return str(time)
    return "present"


def holders(masked: Masked, match: re.Match[str], titles: Sequence[str]) -> list[Mention]:
    """Return who holds the titles of a match: all of a row where a title is one of several, else the one beside it."""
    groups, first = match.groupdict(), masked.mention(match, "p")
    shared = any(singular(title) != title for title in titles)
    if groups.get("all"):  # "Ann and Bo, both of whom"
        return [first, *masked.mentions(match, "more")]
    if groups.get("joint"):  # "Ann and Bo, founders of Acme"
        row = masked.mentions(match, "joint")
        return [first, *row] if shared else row[-1:]
    more = masked.mentions(match, "more") if shared and groups.get("more") else ()
    return [first, *(person for person in more if person.kind is Kind.PERSON)]  # "its founders, Ann and Bo"

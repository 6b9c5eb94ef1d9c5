"""How statements are told to other programs: which of them stand as speech, and names of which no entity was made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.lexicon import tag
from kg.model import Manner

if TYPE_CHECKING:
    from kg.model import Speaker, Statement

#: So many quoted words inside a report make it direct speech, says the contract.
_DIRECT_WORDS = 6
_OPENING = "“\"‘'«„"
_QUOTED = re.compile("“([^”]*)”|\"([^\"]*)\"|(?<!\\w)[‘']([^’']*(?:[’']\\w[^’']*)*)[’'](?!\\w)")

_SMALL = frozenset({"of", "the", "for", "and", "de", "der", "von", "van", "&"})
_DETERMINER = re.compile(r"^(?:[Tt]he|[Aa]n?) ")
_WORD = re.compile(r"[A-Z][\w.’'&-]*|[a-z]+|&")


def is_direct(statement: Statement, text: str) -> bool:
    """Say whether the words stand as speech, or so many of them are quoted that the contract calls them speech."""
    if statement.manner is not Manner.MIXED:
        return statement.manner is Manner.DIRECT
    opened = (text[start:end] for start, end in statement.spans if start and text[start - 1] in _OPENING)
    spoken = [_CLOSING.split(words, maxsplit=1)[0] for words in opened]
    spoken += ["".join(found.groups("")) for found in _QUOTED.finditer(statement.text)]
    return any(len(words.split()) >= _DIRECT_WORDS for words in spoken)


#: The mark that ends quoted words with which a statement begins: 'he said that “renting” keeps the risk away'.
_CLOSING = re.compile(r"[”\"»]|[’'](?=\W)")


def written_name(speaker: Speaker) -> str | None:
    """Return the name of a speaker as the article writes it, where it is one although no entity was made of it."""
    if speaker.ref is not None or speaker.span is None:
        return None
    name = _DETERMINER.sub("", speaker.description or speaker.mention)
    words = name.split()
    large = [word for word in words if word not in _SMALL]
    if (
        len(name) < 2
        or not large
        or words[0] in _SMALL
        or not all(_WORD.fullmatch(word) and word[0].isupper() for word in large)
    ):
        return None
    common = words[0].isupper() or tag(
        words[0].lower().removesuffix("'s")
    )  # "Critics", "CEO of Acme", "Friends of Doe"
    return None if common and ((len(large) == 1 and not words[0].isupper()) or "of" in words) else name

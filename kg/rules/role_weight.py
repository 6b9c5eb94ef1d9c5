"""Says what a mention of a firm weighs by its place in the sentence: a subject is what the sentence is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.document import Form
from kg.lexicon import tag
from kg.mentions.coreference_seen import is_governed, is_measured, is_subject, is_verb

if TYPE_CHECKING:
    from kg.document import Mention
    from kg.model import Span

#: What a mention adds by its place in the sentence: subjects are spoken of, and most so what needs no name again.
_SUBJECT, _AGAIN, _OWNER, _OTHER, _GOVERNED = 3.0, 2.5, 2.0, 1.0, 0.4
#: Opens a clause whose subject is not what the sentence is about.
_BESIDES = re.compile(r"[a-z] (?:that|which|who|where|whose|because|after|before|while|when|than|if|as)\b")
_POSSESSIVE = re.compile(r"['’](?:s\b|(?<=s['’]))")
_TOLD = re.compile(
    r"\b(?:told|tells|interview with|reported by|speaking to|spoke to|according to)\s+(?:the\s+)?(?:[\w-]+\s+){0,4}$"
)
_SAYS = re.compile(
    r"[ \u00a0](?:said|says|announced|disclosed|reported|wrote|noted)"
    r"(?:[.;]|[ \u00a0](?:in|on|at|late|early|[MTWFS]\w+day)\b)"
)
#: "For Acme, the year": Acme is spoken of.
_FOR = re.compile(r"(?:For|At)\s(?:the\s|parent\s)?$")
#: "said the Acme money would": the name only tells more of a noun.
_NOUN = re.compile(r"[ \u00a0](?P<noun>[a-z]+)[ \u00a0][a-z]")


def _is_attribute(text: str, mention: Mention) -> bool:
    """Tell whether a name stands before a noun that it tells more of."""
    noun = _NOUN.match(text, mention.end)
    return noun is not None and tag(noun["noun"]) == "NN" and not is_verb(noun["noun"])


def place_weight(text: str, mention: Mention, sentence: Span) -> float:
    """Return what a mention weighs by its place in its sentence."""
    if _TOLD.search(text, max(0, mention.start - 60), mention.start):
        return 0.0
    if mention.form is Form.NAME and _is_attribute(text, mention):
        return _GOVERNED
    if is_measured(text, sentence[0], mention.start, mention.end) or _FOR.fullmatch(text, sentence[0], mention.start):
        return _SUBJECT
    if text.endswith(", ", 0, mention.start) and _SAYS.match(text, mention.end):
        return _SUBJECT  # "..., Acme said in a filing."
    beside = _BESIDES.search(text, sentence[0], mention.start)
    if mention.form is not Form.NAME:
        return _AGAIN if beside or not is_subject(text, sentence[0], mention.start, mention.end) else _SUBJECT
    if mention.start == sentence[0] and text.startswith(",", mention.end):
        return _SUBJECT  # "Acme, the maker of chips and of much else, has": told of, however long the aside
    if is_subject(text, sentence[0], mention.start, mention.end):
        return _GOVERNED if beside else _SUBJECT
    if mention.start == sentence[0] and _POSSESSIVE.match(text, mention.end):
        return _OWNER
    return _GOVERNED if is_governed(text, mention.start) and mention.start > sentence[0] else _OTHER

"""Tables of words that tell kinds, with the label of the evidence they give; the words stand in the lexicon."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import all_forms, alternation, table, tag, words

if TYPE_CHECKING:
    from collections.abc import Mapping

_SMALL_WORDS = {
    "in": "in-before",
    "at": "at",
    "within": "at",
    "across": "in-before",
    "throughout": "in-before",
    "the": "the-before",
    "a": "an-before",
    "an": "an-before",
    "its": "owned-by",
    "their": "owned-by",
    "his": "owned-by",
    "her": "owned-by",
    "our": "owned-by",
    "my": "owned-by",
    "said": "speech-verb",
    "says": "speech-verb",
    "called": "called",
    "named": "named",
    "appointed": "named",
    "promoted": "named",
    "dubbed": "called",
    "under the name": "called",
    "like": "",
}


@cache
def before() -> Mapping[str, str]:
    """Phrases of one to three words directly before a name, in lower case, with their label."""
    organizations, products = table("organizations"), table("products")
    found = dict.fromkeys(map(str.lower, organizations["person_nouns"]), "person-noun-before")
    found |= dict.fromkeys(map(str.lower, organizations["nouns"]), "org-noun-before")
    found |= dict.fromkeys(organizations["both_nouns"], "both-noun")
    found |= dict.fromkeys(map(str.lower, products["nouns"]), "product-noun-before")
    found |= dict.fromkeys(map(str.lower, products["hardware"]), "hardware-noun-before")
    found |= dict.fromkeys(organizations["before"], "org-phrase-before")
    found |= dict.fromkeys(words("names", "place_phrases"), "place-before")
    found |= dict.fromkeys(words("names", "bylines"), "byline")
    found |= dict.fromkeys(words("names", "led_by"), "led-by")
    found |= {word.lower(): "honorific" for word in organizations["honorifics"]}
    return found | dict.fromkeys(words("names", "inverted"), "speech-verb") | _SMALL_WORDS


@cache
def verbs() -> Mapping[str, str]:
    """Verb forms directly behind a name, with their label."""
    data = table("organizations")
    found = {
        form: "org-verb"
        for form in all_forms(data["verbs"])
        if tag(form).startswith(("V", "MD")) or form[-1] == "s" or (form.endswith("ed") and not tag(form))
    }
    found = {form: "act" for form in all_forms(data["acts"]) if tag(form).startswith("V") or form[-1] == "s"} | found
    found |= dict.fromkeys(all_forms(data["speech"]), "speech-verb")
    found |= dict.fromkeys(all_forms(data["person_verbs"]), "person-verb")
    found |= dict.fromkeys(all_forms(data["life_verbs"]), "life-verb") | {"born": "life-verb"}
    found |= dict.fromkeys(data["states"], "state-said")
    return found | {"who": "who", "which": "which"}


@cache
def public() -> frozenset[str]:
    """Verb forms behind a place that acts as a state, with its money or its law: "Oslo will lend"."""
    return frozenset(all_forms(words("places", "acts")))


@cache
def owned() -> Mapping[str, str]:
    """Nouns behind a name or its possessive, with their label."""
    organizations, products = table("organizations"), table("products")
    found = dict.fromkeys(products["nouns"], "product-noun-behind")
    found |= dict.fromkeys(products["software"], "software-noun-behind")
    found |= dict.fromkeys(products["hardware"], "hardware-noun-behind")
    found |= dict.fromkeys(organizations["person_owned"], "person-owned")
    return found | dict.fromkeys(organizations["owned"], "org-owned")


@cache
def attributed() -> Mapping[str, str]:
    """Nouns directly behind a name that is no possessor, with their label: "the Acme campus"."""
    found = {**owned(), **dict.fromkeys(table("names")["other_nouns"], "other-noun-behind")}
    found |= dict.fromkeys(table("names")["grounds"], "site-behind")
    found |= dict.fromkeys(table("names")["bodies"], "body-behind")
    return found | dict.fromkeys(table("names")["makers"], "made-behind")


@cache
def apposed() -> Mapping[str, str]:
    """Nouns that may head an apposition, with their label."""
    organizations, products = table("organizations"), table("products")
    found = dict.fromkeys(products["nouns"], "product-noun-apposed")
    found |= dict.fromkeys(products["platforms"], "platform-noun-apposed")
    found |= dict.fromkeys(products["hardware"], "hardware-noun-apposed")
    found |= dict.fromkeys(products["services"], "service-noun-apposed")
    found |= dict.fromkeys(words("names", "place_nouns"), "place-noun-apposed")
    found |= dict.fromkeys(organizations["person_nouns"], "person-noun-apposed")
    found |= dict.fromkeys(organizations["both_nouns"], "both-noun")
    found |= {f"{noun}s": "org-noun-apposed" for noun in organizations["nouns"]} | {"companies": "org-noun-apposed"}
    return found | dict.fromkeys(organizations["nouns"], "org-noun-apposed")


@cache
def firms() -> frozenset[str]:
    """Nouns for several organisations: "chipmakers", "lenders"."""
    nouns = words("organizations", "nouns")
    return frozenset({*(f"{noun}s" for noun in nouns), *(f"{noun[:-1]}ies" for noun in nouns if noun.endswith("y"))})


@cache
def state() -> re.Pattern[str]:
    """Return the pattern of a state or country behind a comma: ", Texas"."""
    places = alternation([*words("places", "states"), *words("places", "countries"), *words("places", "short")])
    return re.compile(rf",\s(?:{places})(?!\w)")

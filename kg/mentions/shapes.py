"""What the form of a name by itself says of its kind, as labels; their weights stand in ``names.toml``."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import is_common, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CAMEL = re.compile(r"[a-z][A-Z]|^[A-Z]\.[A-Z][a-z]+$|^[a-z]+-?[A-Z]|[A-Z]{2,}[a-z]{2}")
_DOMAIN = re.compile(r"\w\.(?:ai|AI|com|io|org|net|co|tv|dev|app)$")
_MODEL = re.compile(r"(?:[A-Z]{1,4}-?\d{1,4}[A-Za-z]{0,2})s?")
_VERSION = re.compile(r"(?:\d{1,2}\.\d{1,2}|[-‑]\d+(?:\.\d+)?[a-z]?)(?: |$)|^[A-Z][a-z]+\d+(?:\.\d+)?$")
_INITIAL = re.compile(
    r"^[A-Z][\w'’-]+ (?:[A-Z]\. ){1,2}[A-Z]|^(?:[A-Z]\. ?){1,2}[A-Z][a-z]+ [A-Z][a-z]|^[A-Z]\. [A-Z][a-z]+$"
)
_PARTICLE = re.compile(r" (?:de|del|della|den|der|di|do|dos|da|du|van|von|[Bb]in|ibn|ben|al|el|af|ter) ")
_LETTERS = re.compile(r"[A-Z]{2}")
_OF = re.compile(r"(\S+) (?:of|for) ")
#: So many ordinary words with capitals and a head are a name.
_LONG = 4
#: So many words has a name of a word no list knows and ordinary ones that is hardly a person's.
_MIXED = 3
#: Heads of firms that number what they raise: "Acme Fund 2".
_FUNDS = frozenset({"Fund", "Partners", "Capital", "Ventures", "Holdings", "Trust", "Infrastructure"})
_PAIR = 2
#: Behind the name of a nation these say what it has, and name nobody.
_NATIONAL = frozenset({"TV", "Radio"})
_GIVEN = ("male", "female", "either")


@cache
def is_given(word: str) -> bool:
    """Tell whether a word is a given name: "Anna", "Jean-Luc"."""
    if any(word in words("given_names", key) for key in _GIVEN):
        return True
    if not word.isascii() and is_given(unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()):
        return True  # "Stéphane"
    return "-" in word and all(any(part in words("given_names", key) for key in _GIVEN) for part in word.split("-"))


@cache
def is_place(name: str) -> bool:
    """Tell whether a name is a country, a region, a state or a city."""
    return any(name in words("places", key) for key in ("countries", "regions", "states", "cities"))


@cache
def ends_in_head(word: str) -> bool:
    """Tell whether names of organisations end in this word."""
    return word in words("organizations", "heads")


@cache
def shape(name: str) -> tuple[str, ...]:
    """Return the labels of the evidence that a form of a name gives."""
    parts = [part.rstrip(",") for part in name.split()]
    found = [*_place(name), *_single(name)] if len(parts) == 1 else [*_place(name), *_several(name, parts)]
    return tuple(found)


def _place(name: str) -> Iterator[str]:
    if is_place(name) or _is_part_of_place(name) or (name.isupper() and len(name) > 3 and is_place(name.title())):
        yield "place-list"
    elif " " in name and not words("places", "heads").isdisjoint(ends := _ends(name)) and not ends_in_head(ends[1]):
        yield "place-head"
    elif name in words("places", "demonyms") or name in words("places", "languages"):
        yield "demonym"
    elif name in words("places", "short"):
        yield "place-short"


def _is_part_of_place(name: str) -> bool:
    """Tell whether a name is a part of a place by the compass: "Lower Acmeland", "Greater Oslo"."""
    first, _, rest = name.partition(" ")
    return first in words("places", "parts") and is_place(rest)


def _ends(name: str) -> tuple[str, ...]:
    """Return the last word and the last two: "Park", "Industrial Park"."""
    parts = name.split()
    return parts[-1], " ".join(parts[-2:])


def _single(name: str) -> Iterator[str]:
    if name in words("products", "hardware_names") or name in words("products", "hardware_heads"):
        yield "hardware-head"
    elif _VERSION.search(name):
        yield "version"
        yield from ["model-number"] if _MODEL.fullmatch(name) else []
    elif _MODEL.fullmatch(name):
        yield "model-number"
    elif "&" in name:
        yield "ampersand"
    elif _DOMAIN.search(name):
        yield "domain"
    elif len(name) > 1 and name.isupper() and name.isalpha():
        yield "acronym"
    elif _CAMEL.search(name):
        yield "camel"
    elif is_given(name) and name not in words("given_names", "words"):
        yield "given-alone"
    elif len(name) > 2 and not is_common(name) and not is_given(name) and name.isalpha():
        yield "unknown"


def _several(name: str, parts: Sequence[str]) -> Iterator[str]:
    last = parts[-1].rstrip(".") if parts[-1] not in ("N.A.", "S.A.") else parts[-1]
    model = parts[0] in words("products", "hardware_names") and any(map(str.isdigit, parts[-1]))  # "TPU v5e"
    if model or last in words("products", "hardware_heads") or last in words("products", "hardware"):
        yield "hardware-head"
        return
    if last in words("organizations", "legal") and last != "Company":
        yield "legal-form"
    if parts[0] in words("organizations", "first_heads"):
        yield "org-head"
    elif " ".join(parts[-2:]) in words("places", "heads"):
        return  # "Acme Industrial Center" stands for ground
    else:
        yield from _by_parts(name, parts, last)


def _by_parts(name: str, parts: Sequence[str], last: str) -> Iterator[str]:
    yield from _of(name)
    if parts[-2] == "Local" and last[0].isdigit():
        yield "org-head"  # "Dockers Local 12", a branch of a union
        return
    if last.isdigit() and len(parts) > 2:  # "Acme Fund 2"
        last = parts[-2]
        yield from ["org-head"] if last in _FUNDS else []
    ordinary = all(is_common(part) or not part[0].isalpha() for part in parts)
    if ordinary and _is_public(parts):
        yield "org-head"
        return
    if len(parts) == len(_NATIONAL) and parts[0] in words("places", "demonyms") and last in _NATIONAL:
        return  # "German TV"
    yield from _head(
        " ".join(parts[-2:]) if ends_in_head(" ".join(parts[-2:])) else last, len(parts) if ordinary else 0
    )
    yield from _more(name, parts, last)
    if ordinary:
        yield "common-words"


def _is_public(parts: Sequence[str]) -> bool:
    """Tell whether a name of ordinary words is that of a public body: "Federal Cartel Office"."""
    return parts[0] in words("organizations", "public") and len(parts) > _PAIR and ends_in_head(parts[-1])


def _more(name: str, parts: Sequence[str], last: str) -> Iterator[str]:
    """Yield what numbers, places and odd capitals in a name say."""
    if parts[0] in words("products", "other_first") and len(parts) < 4:
        yield "other-first"
    if _VERSION.search(name) or (parts[-1].isdigit() and parts[-2] in words("products", "versioned")):
        yield "version"
    elif parts[-1].isdigit():
        yield "numbered"
    if any(_MODEL.fullmatch(part) for part in parts):
        yield "model-number"
    if "&" in name and last not in words("products", "other_heads"):
        yield "ampersand"
    if is_place(last) and not is_place(name):
        yield "ends-in-place"
    if any(_CAMEL.search(part) for part in parts) and not is_given(parts[0]):
        yield "camel"
    yield from _person(name, parts)


def _of(name: str) -> Iterator[str]:
    if " and " in name and name.rsplit(" ", 1)[-1] in words("organizations", "fields"):
        yield "org-head"  # "Acme Defence and Space"
    match = _OF.search(name)
    if match and (match[1] in words("organizations", "of_heads") or match[1] in words("organizations", "for_heads")):
        yield "org-of"


def _head(last: str, ordinary: int) -> Iterator[str]:
    """Yield what the last word says; `ordinary` counts the words of a name that has ordinary ones alone."""
    if last in words("products", "other_heads"):
        yield "other-head"
    elif ends_in_head(last):
        if last not in words("organizations", "weak_heads"):
            yield "org-head"
        else:
            yield "plain-head" if ordinary else "weak-org-head"
            if ordinary >= (_LONG if last != "Fund" else _LONG - 1) and last.lower() not in words(
                "names", "other_nouns"
            ):
                yield "long-head"
    elif last == "Cloud":
        yield "cloud-head"
    elif last in words("products", "heads"):
        yield "product-head"


def _inside(name: str, parts: Sequence[str]) -> Iterator[str]:
    """Yield what initials and particles say: "J. Doe", "Ana de Souza", "Ann Le Roe"."""
    if _INITIAL.search(name):
        yield "initial"
    if _PARTICLE.search(name):
        yield "particle"
    elif len(parts) == _MIXED and parts[1].istitle() and parts[1].lower() in words("names", "particles"):
        yield "great-particle"


def _person(name: str, parts: Sequence[str]) -> Iterator[str]:
    last = parts[-1]
    if (
        len(parts) > 4
        or ends_in_head(last)
        or last in words("products", "other_heads")
        or "&" in parts
        or " of " in name
    ):
        return
    yield from _inside(name, parts)
    if is_given(parts[0]) and last[0].isupper() and not last.isupper():
        if parts[0] in words("given_names", "words"):
            yield "weak-given-name"
        else:
            yield "given-common" if is_common(last) else "given-name"
    elif len(parts) == 2 and _LETTERS.fullmatch(parts[0]) and last.istitle() and not is_common(last):
        yield "initials"
    elif 2 <= len(parts) <= 3 and not any(is_common(part) for part in parts) and not any(p.isupper() for p in parts):
        yield "two-unknown"
    elif len(parts) == 2 and not all(is_common(part) for part in parts) and not name.isupper():
        yield "half-known"
    elif len(parts) == _MIXED and not is_common(parts[0]) and all(map(is_common, parts[1:])) and not is_given(parts[0]):
        yield "mixed"

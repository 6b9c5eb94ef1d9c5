"""Which short forms stand for which long ones in an article: surnames, acronyms in brackets, "Acme" for "Acme AI"."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.lexicon import is_common, words
from kg.mentions.shapes import ends_in_head, is_given, is_place
from kg.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.mentions.candidate import Candidate
    from kg.registry import Registry

_BRACKET = re.compile(r",?\s?\((?:(?:or|aka|called|the)\s)?[“\"‘']?")
_DEFINES = re.compile(r"\s?\((?:the\s)?[“\"]")
_THREE = re.compile(r"[A-Z]{3,5}")
_LETTERS = re.compile(r"[A-Z]{2,6}")
#: Between a name and its short form in marks stand brackets with a ticker or a word for the party.
_TICKER = re.compile(
    r"\.?(?:\s?\([^()\n]{1,80}\)){0,3}\s?\((?:the\s)?(?:[“\"](?:Company|Buyer|Purchaser|Parent)[”\"],?\s(?:or|and)\s)?[“\"]"
)
_LEGAL_WORD = re.compile(
    r",?\s(?:Incorporated|Inc|Corp|Corporation|Ltd|Limited|LLC|PLC|plc|AG|SE|SA|NV|Co|Company|Holdings|Group)\.?(?=\s|,|$)"
)
_OR = re.compile(r",\s(?:or|known as|also known as|aka)\s")
_PAPERS = frozenset(
    {"Times", "Journal", "Post", "Herald", "Tribune", "Telegraph", "Chronicle", "Standard", "Globe", "Register"}
)
#: Names with one first word: so many are no forms of one.
_MANY = 6
_FEW = 3
#: Characters of the longest short form.
_SHORT = 30
_PARTS = "(?:division|unit|arm|subsidiary|affiliate|part|branch|business)"
_LEGAL_END = re.compile(
    r",?\s+(?:Inc|Corp|Ltd|LLC|PLC|plc|AG|SE|SA|NV|Co|Corporation|Limited|Company|L\.P|N\.V|S\.A)\.?$"
)


def pools(text: str, found: Sequence[Candidate], registry: Registry) -> dict[str, str]:
    """Return the long form for each short form. Long forms are not short for others."""
    forms = dict.fromkeys(candidate.text for candidate in found)
    result = {
        **_legal(forms),
        **_begun(forms, registry),
        **_surnames(forms, registry),
        **_generic(text, found, registry),
        **_acronyms(text, found),
        **_papers(forms),
    }
    return {short: _end(result, short) for short in result if _end(result, short) != short}


def _papers(forms: Iterable[str]) -> dict[str, str]:
    """Lead "The Times" to the only paper of the article that ends so."""
    bare = {form: _LEGAL_END.sub("", form.removeprefix("The ")) for form in forms}
    full: dict[str, set[str]] = defaultdict(set)
    for name in bare.values():
        parts = name.split(" ")
        if len(parts) > 1 and parts[-1] in _PAPERS:
            full[parts[-1]].add(name)
    long = {
        last: max((form for form in bare if bare[form] in names), key=len)
        for last, names in full.items()
        if len(names) == 1
    }
    return {form: long[last] for form in forms if (last := form.removeprefix("The ")) in long}


def _end(chain: Mapping[str, str], form: str) -> str:
    seen = {form}
    while (longer := chain.get(form)) is not None and longer not in seen:
        seen.add(longer)
        form = longer
    return form


def _legal(forms: Iterable[str]) -> dict[str, str]:
    """Lead "Acme" to "Acme, Inc."; "the Acme" to "Acme"."""
    result = {}
    known = set(forms)
    for form in sorted(known):
        bare = _LEGAL_END.sub("", form)
        if bare != form and bare in known:
            result[bare] = form
    return result


def _surnames(forms: Iterable[str], registry: Registry) -> dict[str, str]:
    """Lead a last word, or a first one that is a given name, to the only full name that has it."""
    last: dict[str, set[str]] = defaultdict(set)
    first: dict[str, set[str]] = defaultdict(set)
    known = set(forms)
    singles = {form for form in known if " " not in form and len(form) > 1}
    for form in known:
        parts = form.split()
        if not 2 <= len(parts) <= 4 or " of " in form or " and " in form or "&" in form or ends_in_head(parts[-1]):
            continue
        double = " ".join(parts[-2:])
        if len(parts) > 2 and double in known and _is_particle(parts[-2]):
            last[double].add(form)  # "Da Roe" of "Ann Da Roe"
            singles.add(double)
        elif parts[-1] in singles:
            last[parts[-1]].add(form)
        if parts[0] in singles and is_given(parts[0]) and not is_place(parts[0]):
            first[parts[0]].add(form)
    found = {single: full for single in singles if (full := _only(first[single])) and not registry.find(single)}
    return found | {
        single: full for single in singles if (full := _only(last[single])) and _may(single, full, registry)
    }


def _is_particle(word: str) -> bool:
    return word.istitle() and word.lower() in words("names", "particles")


def _begun(forms: Iterable[str], registry: Registry) -> dict[str, str]:
    """Lead the first half of a known firm's name to the whole: "B. Acme" to "B. Acme Trust", "Zorn" to "Zorn-Bolt"."""
    known = set(forms)
    found: dict[str, str] = {}
    for form in sorted(known):
        short = form.partition("-")[0] if " " not in form else form.rpartition(" ")[0]
        if short in known and (short != form) and ("-" in form or "." in short) and not registry.find(short):
            firm = registry.find(form)
            found |= {short: form} if firm is not None and firm.kind is Kind.ORGANIZATION else {}
    return found


def _only(names: set[str]) -> str | None:
    return next(iter(names)) if len(names) == 1 else None


def _may(single: str, full: str, registry: Registry) -> bool:
    """Tell whether a word alone may be short for the name that ends in it."""
    if is_place(single) or single in words("products", "hardware_names"):
        return False
    known, whole = registry.find(single), registry.find(full)
    return known is None or known.kind is not Kind.ORGANIZATION or (whole is not None and whole.ref == known.ref)


def _generic(text: str, found: Sequence[Candidate], registry: Registry) -> dict[str, str]:
    """Lead "Acme" to "Acme AI" when no other name begins so, and to "Acme Softworks" in an article that goes on so."""
    starts: dict[str, set[str]] = defaultdict(set)
    first = _first_places(text, found)
    known = {candidate.text for candidate in found}
    for form in known:
        parts = form.rstrip(".").replace(",", "").split()
        for length in range(1, len(parts)):
            short = " ".join(parts[:length])
            if short not in known or _is_within(short, form, registry):
                continue
            if _is_generic(parts[length:]) or _introduced(form, short, first):
                starts[short].add(form)
    singles = {short: _first(_longest(names), first) for short, names in starts.items() if not is_place(short)}
    pairs = {short: full for short, full in singles.items() if full and _same(short, full, registry)}
    return {short: full for short, full in pairs.items() if not _is_part(text, short, full)}


def _is_part(text: str, short: str, full: str) -> bool:
    """Tell whether the article says that the longer name is a part of the shorter: "Acme Capital, a unit of Acme"."""
    part = (
        rf"{re.escape(full)},? (?:which is )?(?:an? |the )?[\w ]{{0,20}}{_PARTS} of [\w ,]{{0,30}}{re.escape(short)}\b"
    )
    return " of " in text and re.search(part, text) is not None


def _first(names: set[str], first: Mapping[str, int]) -> str | None:
    """Return the name that an article gives first, when two or three begin alike."""
    return min(names, key=lambda name: (first[name], name)) if 0 < len(names) <= _FEW else None


def _longest(names: set[str]) -> set[str]:
    """Drop names that are another one without its legal form."""
    if len(names) > _MANY:
        return names
    return {name for name in names if not any(_LEGAL_END.sub("", other) == name != other for other in names)}


def _is_generic(rest: Sequence[str]) -> bool:
    tails = words("names", "generic_tail")
    return all(part.rstrip(".") in tails or part == "&" for part in rest)


def _is_within(short: str, form: str, registry: Registry) -> bool:
    """Tell whether the longer name is of a body within the one that the shorter is known for: "Acme Research"."""
    if form.endswith("ommittee"):
        return True  # "Senate Finance Committee"
    return registry.find(short) is not None and form.rsplit(" ", 1)[-1] in words("organizations", "inner")


def _introduced(form: str, short: str, first: Mapping[str, int]) -> bool:
    """Tell whether an article gives the full name before the short one, as it does with firms and not with products."""
    last = form.rsplit(" ", 1)[-1]
    if " " in short or is_given(short) or " of " in form or " and " in form:
        return False
    if is_common(short) and not ends_in_head(last):
        return False
    if any(last in words("products", key) for key in ("heads", "hardware_heads", "hardware", "other_heads")):
        return ends_in_head(last)
    return first[form] < first[short] and not any(c.isdigit() for c in form)


def _first_places(text: str, found: Sequence[Candidate]) -> dict[str, int]:
    """Return where each form stands first outside headlines and an unpunctuated first line."""
    line = text.find("\n", found[0].start) if found else 0
    body = line if line > 0 and text[line - 1] not in '.!?”"' else 0
    places: dict[str, int] = {}
    for candidate in found:
        far = candidate.start if candidate.start >= body and not candidate.headline else len(text) + candidate.start
        places[candidate.text] = min(far, places.get(candidate.text, far))
    return places


def _same(short: str, full: str, registry: Registry) -> bool:
    one, other = registry.find(short), registry.find(full)
    return one is None or other is None or one.ref == other.ref


def _acronyms(text: str, found: Sequence[Candidate]) -> dict[str, str]:
    """Lead an acronym to the name it is introduced with, in either order: "Acme Bee (AB)", "AB (Acme Bee)"."""
    result = {}
    for first, second in pairwise(found):
        gap = text[first.end : second.start]
        if len(gap) < 20 and (_BRACKET.fullmatch(gap) or _OR.fullmatch(gap)):
            long, short = (first, second) if len(first.text) >= len(second.text) else (second, first)
            if _DEFINES.fullmatch(gap):
                result[second.text] = first.text
            elif is_acronym(short.text, long.text) or _is_bracketed(text, first, second):
                result[short.text] = long.text
    return {**_initials(found), **result, **_defined(text, found)}


def _defined(text: str, found: Sequence[Candidate]) -> dict[str, str]:
    """Lead a short form in marks and brackets to the name before the brackets: 'Acme Inc. (NYSE: ACM) ("Acme")'."""
    result = {}
    for number, second in enumerate(found):
        if text[second.start - 1 : second.start] not in ("“", '"') or second.end - second.start > _SHORT:
            continue
        for first in found[max(0, number - _FEW - 1) : number]:
            if first.end + 100 > second.start and _TICKER.fullmatch(text, first.end, second.start):
                result[second.text] = first.text
                break
    return result


def _initials(found: Sequence[Candidate]) -> dict[str, str]:
    """Lead capitals to the only name before them that has these initials: "Acme Bee Cee" ... "ABC"."""
    names: dict[str, set[str]] = defaultdict(set)
    result = {}
    for candidate in found:
        bare = _LEGAL_WORD.sub("", candidate.text)
        if " " in bare:
            names["".join(re.findall(r"(?<![\w'’])[A-Z]", bare))].add(candidate.text)
        elif _THREE.fullmatch(candidate.text) and (full := _only(names[candidate.text])):
            result[candidate.text] = full
    return result


def _is_bracketed(text: str, first: Candidate, second: Candidate) -> bool:
    """Tell whether a name is followed by letters in brackets, initials or a ticker: "Partido Acme (PAC)"."""
    letters = second.text
    place = is_place(first.text) or (first.text.isupper() and is_place(first.text.title()))  # "OSLO (PL)": a newswire
    if place or not _LETTERS.fullmatch(letters) or is_place(letters) or letters in words("products", "hardware_names"):
        return False
    if is_given(first.text.split(" ")[0]):
        return False  # "Jane Doe (ACM)": the party of a person
    return text[first.end : second.start] == " (" and text[second.end : second.end + 1] == ")"


def is_acronym(short: str, long: str) -> bool:
    """Tell whether `short` is made of the initials of `long`, or of a part of it."""
    letters = "".join(part[0] for part in re.findall(r"[^\W\d_]+|\d+", long) if part[0].isupper() or part[0].isdigit())
    bare = re.sub(r"[^A-Za-z0-9]", "", short)
    if not 2 <= len(bare) <= 8 or (is_common(short) and not short.isupper()):
        return False
    if bare.rstrip("s").upper() == letters.upper():
        return True
    head = long.split()[0]
    return len(short) >= 2 and (short.split()[0] == head) and bare != head and short.isupper() is False and " " in short

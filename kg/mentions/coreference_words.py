"""Finds the words that may stand for a name: pronouns, and descriptions ("the chipmaker", "the two companies")."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kg.document import Form
from kg.lexicon import branches, table, tag, words
from kg.mentions.coreference_parts import asked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Anaphor(NamedTuple):
    """Words that may stand for a name. `noun` is the head of a description.

    `sex` is "m", "f" or empty; that of a description is its owner's: "her company".
    """

    start: int
    end: int
    form: Form
    noun: str = ""
    person: bool = False
    plural: bool = False
    first: bool = False  # we, our, I
    sex: str = ""


# It begins with a letter, so that the search can jump to it; what it finds too much is in no list.
_PRONOUN = re.compile(
    r"[HhSsIiTtWwOou](?<!\w.)(?:e|im|is|he|ers?|ts?|hey|urs?|s|(?<=I)(?=[’' ][a-z]))\b(?!['’]s\s+(?:that|who)\b)"
)
_PRONOUNS = {
    **dict.fromkeys(("he", "him", "his"), "he"),
    **dict.fromkeys(("she", "her", "hers"), "she"),
    **dict.fromkeys(("it", "its"), "it"),
    **dict.fromkeys(("we", "our", "ours", "us"), "we"),
    "they": "they",
    "i": "me",
}
_SEX = {"he": "m", "she": "f"}
#: "Elizabeth I", "World War I"
_NUMERAL = re.compile(r"(?P<word>[A-Z][\w'’]*)[ \u00a0]$")
#: "It" that stands for nothing: "it is unclear whether", "it took years to".
_EMPTY_IT = re.compile(
    r"[Ii]t(?:['’]s|\s+(?:is|was|were|be|has\s+been|will\s+be|would\s+be|remains|seems|appears|turns?\s+out|takes?|took|"
    r"makes?|made|comes?|came|isn['’]t|wasn['’]t))\s+(?:\w+ly\s+|not\s+|also\s+|still\s+|yet\s+|too\s+|far\s+|a\s+|an\s+|as\s+|more\s+)*"
    r"(?:unclear|clear|unknown|likely|unlikely|possible|impossible|important|worth|hard|difficult|easy|expected|thought|"
    r"believed|understood|reported|rumou?red|said|estimated|noted|unusual|common|necessary|critical|essential|crucial|"
    r"true|obvious|evident|early|late|sense|years|months|time|that|who|when|if|to|about|because|just|one|good|bad|part|sign|"
    r"testament|reminder|no|not|what|how|why|where|this|these|the)\b"
)
#: "making it easier": what follows is meant
_MAKES = re.compile(r"\b(?:makes?|made|making|find|finds|found|finding|think|thinks|considers?)\s$")
_EASY = re.compile(
    r"\s(?:much\s|far\s|more\s|less\s|even\s|a\s)*(?:easi?er|easy|hard(?:er)?|difficult|possible|impossible|clear|priority)\b"
)
_HERE = r"(?=\W|$)(?![-–][a-z])"


@cache
def _nominal() -> re.Pattern[str]:
    data = table("nominals")
    one = (
        branches([*data["generic"], *data["specific"], *data["relational"], "Company"]) + r"|[a-z]{3,}maker"
    )  # as releases write
    many = branches(data["plural"])
    own = branches(data["own"])
    word = rf"(?!(?:{branches(data['stop'])})\b)(?![\w.-]*+['’]s\b)[\w&](?:[\w&.'’-]*[\w&])?,?[ \u00a0]"
    return re.compile(
        r"[TtBbHh](?<!\w.)"  # a letter first, as in `_PRONOUN`
        rf"(?:(?<=[Hh])(?:is|er)[ \u00a0](?P<own>{own}){_HERE}|"
        rf"(?<=[Tt])(?:he[ \u00a0]|his[ \u00a0](?!\w+,))(?P<before>(?:{word}){{0,4}}?)(?P<one>{one}){_HERE}|"
        rf"(?:(?<=[Tt])(?:he|hese|he[ \u00a0]two|wo)|(?<=[Bb])oth)[ \u00a0](?P<several>(?:{word}){{0,2}}?)"
        rf"(?P<many>{many}){_HERE})"
    )


def anaphors(text: str, start: int) -> list[Anaphor]:
    """Return the pronouns and descriptions from `start` on, sorted, without overlap."""
    found = sorted([*_nominals(text, start), *_pronouns(text, start)], key=lambda a: (a.start, -a.end))
    kept: list[Anaphor] = []
    for anaphor in found:
        if not kept or anaphor.start >= kept[-1].end:
            kept.append(anaphor)
    return kept


def _pronouns(text: str, start: int) -> Iterator[Anaphor]:
    for match in _PRONOUN.finditer(text, start):
        at, end = match.span()
        group = _PRONOUNS.get(match.group().lower())
        if group is None or (group == "it" and _is_empty(text, at, end)) or (group == "me" and _is_numeral(text, at)):
            continue
        person, plural, first = group in ("he", "she", "me"), group in ("they", "we"), group in ("we", "me")
        yield Anaphor(at, end, Form.PRONOUN, "", person, plural, first, _SEX.get(group, ""))


def _is_empty(text: str, start: int, end: int) -> bool:
    """Tell whether "it" stands for nothing said before: "it is unclear whether", "making it easier"."""
    if _EMPTY_IT.match(text, start):
        return True
    return _EASY.match(text, end) is not None and _MAKES.search(text, max(0, start - 10), start) is not None


def _is_numeral(text: str, start: int) -> bool:
    """Tell whether "I" counts what stands before it."""
    before = _NUMERAL.search(text, max(0, start - 24), start)
    return before is not None and not any(before["word"] in words("names", key) for key in ("function", "opening"))


def _nominals(text: str, start: int) -> Iterator[Anaphor]:
    for match in _nominal().finditer(text, start):
        before = (match["before"] or match["several"] or "").split()
        if words("nominals", "never").intersection(word.lower() for word in before) or _is_modifier(text, match.end()):
            continue
        noun = (match["one"] or match["many"] or match["own"]).lower()
        if noun == "board" and before and before[-1][0].isupper():
            continue  # "the Acme board"
        if noun == "business" and text.endswith("in ", 0, match.start()):
            continue
        if noun in words("nominals", "owners") and text.startswith(" for ", match.end()):
            continue
        if match["one"] and is_bare(noun, before) and not asked(noun):
            continue
        sex = ("f" if match.group().lower().startswith("her") else "m") if match["own"] else ""
        yield Anaphor(match.start(), match.end(), Form.NOMINAL, noun=noun, plural=match["many"] is not None, sex=sex)


def is_bare(noun: str, before: Sequence[str]) -> bool:
    """Tell whether a noun needs another name that it stands without: "the owner"."""
    return noun in words("nominals", "relational") and not before and noun != "parent company"


_NEXT = re.compile(r"[ \u00a0](?P<word>[A-Za-z]+)(?:[ \u00a0](?P<more>[A-Z]))?")


def _is_modifier(text: str, end: int) -> bool:
    """Tell whether the noun belongs to another ("the company culture"), or more words say which one is meant."""
    after = _NEXT.match(text, end)
    if after is None:
        return False
    word = after["word"]
    if word[0].isupper() and word not in words("names", "days") | words("names", "months"):
        return True
    if word == "co" and text.startswith("-", after.end("word")):
        return False  # "the company co-founded by"
    if word in {"called", "named", "known"}:
        return after["more"] is not None
    return word in {"between", "among", "of", "that", "which", "behind", "whose"} or (
        word.islower() and tag(word) in ("NN", "") and word[-2:] not in ("ed", "es")
    )

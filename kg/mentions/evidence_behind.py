"""What the words behind a name say of its kind, as labels; their weights stand in ``names.toml``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.lexicon import tag, words
from kg.mentions import cues
from kg.mentions.head_noun import head_label
from kg.mentions.shapes import is_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.document import Title
    from kg.mentions.candidate import Candidate

_AUXILIARY = re.compile(
    r"[ \u00a0](?:(?:has|have|had|will|would|is|was|are|were|could|may|might|can|also|recently|now|already|then|later|"
    r"first|still|just|not|never|been|plans to|wants to|aims to|agreed to|\w+ly)[ \u00a0]){0,6}(\w+)"
)
_APPOSITION = re.compile(
    r",\s(?:(?:an?|the|its|their|our|one of the|which is an?|which is the|another|then an?|two|three|both|four)\s|(?="
    r"(?:maker|manufacturer|provider|operator|developer|owner|producer|supplier|publisher|parent) of ))"
    r"([\w’'\-& ]{3,90})"
)
_IS = re.compile(r"[ \u00a0](?:is|was|are|remains|became)[ \u00a0](?:an?|the|one of the)[ \u00a0]([\w’'\-& ]{3,90})")
#: "Jane Doe will become the chief of", "hired Jane Doe as its counsel"
_HOLDS = re.compile(
    r"[ \u00a0](?:(?:is|was|will be|became|becomes|will become|remains|was named|was appointed|has been named|"
    r"has been appointed|(?:[a-z]+[ \u00a0])?[a-z]+[ \u00a0]as|to be)(?:[ \u00a0](?:now|also|currently|the|an?|its))*"
    r"|as(?:[ \u00a0](?:the|its))?)[ \u00a0]"
)
_POSTS = (
    "chief",
    "officer",
    "executive",
    "president",
    "director",
    "manager",
    "head",
    "chair",
    "chairman",
    "chairwoman",
    "boss",
    "secretary",
    "minister",
    "editor",
    "member",
    "spokesman",
    "spokeswoman",
    "ceo",
    "cfo",
    "coo",
    "cto",
)
_SAID = re.compile(r"[ \u00a0](?:said|says|told|announced|wrote|warned|added)\b")
_BORN = re.compile(r"[ \u00a0]\((?:born|b\.|c\.|[12]\d{3}\s?[–-]|\d{1,2} \w+ 1|[A-Z]\w+ \d{1,2}, 1)")
_JOINED = re.compile(r",?[ \u00a0](?:and|&)[ \u00a0]|,[ \u00a0]")
#: "Acme will spend $2 billion", "Acme has abandoned its pursuit of": what companies do with sums and shares.
_DEALS = re.compile(
    r"[ \u00a0](?P<verb>[a-z]+)[ \u00a0](?:[a-z]+[ \u00a0]){0,4}?(?:(?:an?|the|its|some|about|up to)[ \u00a0]){0,2}"
    r"(?:(?:[A-Z]{1,3})?[$€£¥]\d|(?<=its )(?:[a-z-]+[ \u00a0]){0,2}"
    r"(?:bid|pursuit|stake|holding|takeover|merger|agreement|deal|offer)\b)"
)
#: Tags of words that end a group of nouns.
_ENDS = ("VBZ", "VBD", "VBP", "MD", "IN", "CC", "DT")
_MARKS = ("*", "_", "]")
_POSSESSIVE = re.compile(r"['’](?:s\b)?")
_NEXT = re.compile(r"[ \u00a0]([\w-]+)(?:[ \u00a0]([\w-]+))?(?:[ \u00a0]([\w-]+))?")
#: "Acme of Japan"
_OF_PLACE = re.compile(r"[ \u00a0]of[ \u00a0](?P<place>[A-Z]\w+(?:[ \u00a0][A-Z]\w+)?)")
#: "the Acme 3 series of processors for phones"
_FAMILY = re.compile(
    r"[ \u00a0](?:family|line|series|range|generation|line-?up|portfolio)[ \u00a0]of[ \u00a0]"
    r"(?P<words>[\w’'\-& ]{3,60})"
)
#: "(NASDAQ: ACM)", "(Nasdaq | TSX: ACM)", "(ACM.O)", "(6271.TW)", "(7755 TT)"
_TICKER = re.compile(
    r"\s?\((?:(?:[A-Za-z ]{2,20}\s?[|/;]\s?)?[A-Za-z ]{2,20}\s?:\s?[A-Z0-9.]{1,8}\b"
    r"|[A-Z]{1,5}\.[A-Z]{1,3}\)|\d{3,6}[. ][A-Z]{2}\))"
)
_AGE = re.compile(r",\s(?:aged\s)?[1-9]\d,")
_LEADING = re.compile(r",\s(?:(?:the|a|an|its|their|who is|then|now)\s)?")
#: "Jane Doe, Acme's chief executive"
_OWNER = re.compile(r",\s(?:the\s)?[A-Z][\w&.-]*(?:\s[A-Z][\w&.-]*){0,3}['’]s?\s(?:(?:new|former|then|current|own)\s)?")
#: "Doe said he"
_HE = re.compile(r"[ \u00a0](?:that[ \u00a0])?s?he\b")
_SUFFIX = re.compile(r"[-‑](\w+)")
_WORDS = re.compile(r"[\w'’.&-]+")


class Behind:
    """Reads what stands behind candidates in one text."""

    def __init__(self, text: str, titles: Sequence[Title]) -> None:
        self.text = text
        self.title_starts = {title.start: title for title in titles}
        self.title_ends = {title.end: title for title in titles}

    def behind(self, candidate: Candidate) -> Iterator[str]:
        """Yield the labels of what stands behind."""
        text, end = self.text, candidate.end
        while text[end : end + 1] in _MARKS:
            end += 1
        follows = text[end : end + 1]
        if follows == " " or follows == "\u00a0":
            yield from self._plain(candidate.start, end)
        elif follows in ("'", "’"):
            possessive = _POSSESSIVE.match(text, end)
            if possessive and (possessive.end() > end + 1 or text[end - 1] == "s"):
                yield "owns"
                yield from self._possessed(possessive.end())
        elif follows == ",":
            yield from self._apposition(candidate.start, end)
        elif follows in ("-", "‑"):
            yield from self._hyphen(end)

    def _plain(self, start: int, end: int) -> Iterator[str]:
        text = self.text
        if text[end + 1 : end + 2] == "(":
            if _TICKER.match(text, end):
                yield "ticker"
            elif _BORN.match(text, end):
                yield "born"
            elif end + 2 in self.title_starts:
                yield "title-behind"
            return
        if label := self._titled(end):
            yield label
            return
        if (home := _OF_PLACE.match(text, end)) is not None and is_place(home["place"]):
            yield "of-place"
            return
        if (phrase := _IS.match(text, end)) is not None and (label := head_label(phrase[1])):
            yield label
            return
        verb = _AUXILIARY.match(text, end)
        if verb and verb[1] in cues.public() and is_place(text[start:end]):
            yield "place-acts"
        yield from self._dealing(end)
        if verb and (said := cues.verbs().get(verb[1])):
            yield "media" if verb[1] in ("reported", "reports") else said
            yield from ["said-he"] if said == "speech-verb" and _HE.match(text, verb.end()) else []
            return
        yield from self._followed(end, cues.attributed())

    def _dealing(self, end: int) -> Iterator[str]:
        """Yield a label where a name does with sums and shares what companies do."""
        dealing = _DEALS.match(self.text, end)
        if dealing is not None and tag(dealing["verb"])[:2] in ("VB", "MD", "RB"):
            yield "deals-behind"

    def _titled(self, end: int) -> str:
        """Return what a title behind says: "Acme chief Jane Doe", "Jane Doe is the chief"."""
        if end + 1 in self.title_starts:
            return "title-owner"
        held = _HOLDS.match(self.text, end)
        return "title-held" if held is not None and self._is_persons(held.end()) else ""

    def _is_persons(self, start: int) -> bool:
        """Tell whether a title stands here that no firm holds: "chief executive", and not "legal counsel"."""
        title = self.title_starts.get(start)
        return title is not None and title.text.lower().endswith(_POSTS)

    def _possessed(self, at: int) -> Iterator[str]:
        """Yield what a possessor owns: things are an organisation's, staff and shares all the more."""
        for label in self._followed(at, cues.owned()):
            yield "owns-thing" if label in ("hardware-noun-behind", "product-noun-behind") else label

    def _followed(self, at: int, nouns: Mapping[str, str]) -> Iterator[str]:
        """Yield the label of the first telling word among the three behind `at`."""
        if at + 1 in self.title_starts:
            yield "title-owner"
            return
        family = _FAMILY.match(self.text, at)
        if family is not None and (head := head_label(family["words"])):
            yield head.replace("apposed", "behind")
            return
        following = _NEXT.match(self.text, at)
        label = nouns.get(" ".join(filter(None, following.groups()))) if following else None
        if label:  # "Acme neural processing units"
            yield label
            return
        for word in following.groups() if following else ():
            label = nouns.get(word or "")
            if label:
                yield label
                return
            if word in words("names", "apposition_stops") or tag(word or "").startswith(_ENDS):
                return

    def _apposition(self, start: int, end: int) -> Iterator[str]:
        text = self.text
        if text.startswith(", who ", end):
            yield from [] if text.endswith((" of ", " at ", " from "), 0, start) else ["who"]  # "Doe of Acme, who"
        elif text.startswith(", which ", end):
            yield "which"
        elif text.startswith(", we ", end):
            yield "state-said"
        elif text.startswith(", whose ", end) and end + 8 in self.title_starts:
            yield "title-owner"
        elif _AGE.match(text, end):
            yield "age"
        elif cues.state().match(text, end):
            yield "state-behind"
        if is_place(text[start:end]) and text.endswith((" of ", " from ", " in "), 0, start):
            return  # "Doe of Ohio, the chairman of"
        yield from self._apposed(end)

    def _apposed(self, end: int) -> Iterator[str]:
        """Yield what a title or a noun behind a comma says."""
        text = self.text
        leading = _OWNER.match(text, end) or _LEADING.match(text, end)
        if leading and (title := self.title_starts.get(leading.end())) is not None:
            stop = self._chain(title.end)
            said = leading.group().strip(", ") in ("its", "their") and _SAID.match(text, stop)  # "Acme, its chief said"
            if not said and not re.match(r"[ \u00a0][A-Z]", text[stop : stop + 2]):
                yield "title-behind"
            return
        if (phrase := _APPOSITION.match(text, end)) is not None and (label := head_label(phrase[1])):
            yield label

    def _chain(self, end: int) -> int:
        """Return where titles joined by "and" end: "CEO and co-founder"."""
        while (join := _JOINED.match(self.text, end)) and (title := self.title_starts.get(join.end())) is not None:
            end = title.end
        return end

    def _is_home(self, end: int) -> bool:
        """Tell whether somebody is at home there: "Acme-based maker", and not "Acme-based networking"."""
        if self.text[end : end + 1] != " ":
            return True
        following = _WORDS.findall(self.text, end, end + 48)[:4]
        return any(word[0].isupper() or cues.apposed().get(word) for word in following)

    def _hyphen(self, end: int) -> Iterator[str]:
        suffix = _SUFFIX.match(self.text, end)
        if suffix and suffix[1] in ("based", "headquartered", "area", "born"):
            yield from ["based-behind"] if self._is_home(suffix.end()) else []
        elif suffix and suffix[1] in ("backed", "owned", "led", "funded", "operated", "founded", "developed", "built"):
            yield "with-backed"

"""Who speaks through a document: "a press release from Acme", and later "the release"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.document import Form, Mention
from kg.model import Kind, Manner, Ref, Speaker
from kg.rules.speech.cues import is_document
from kg.rules.speech.heads import head_of
from kg.rules.speech.settings import code_of

if TYPE_CHECKING:
    from kg.document import Document
    from kg.model import Span, Statement
    from kg.rules.speech.lines import Line
    from kg.rules.speech.phrases import Range

_PAPER = re.compile(
    r"(?:[Tt]he|[Tt]his|[Tt]hat) (?:\w+ ){0,2}"
    r"(?:(?P<outlet>story|article|piece|newspaper|paper|magazine|outlet|publication|news agency|broadcaster)|\w+)$"
)


_TOLD_IN = re.compile(
    r" in (?:an?|its|the|his|her|their) (?:[\w-]+ ){0,3}?([a-z]+)\b(?= (?:that|on|to|posted|sent|filed|$)|[.,\n])"
)
#: What only a company itself issues, by no name: "a regulatory filing", "an April letter seen by this paper".
_COMPANY_PAPER = re.compile(
    r"(?:an? |the )?(?:(?!court|bankruptcy)[\w-]+ ){0,3}(?:filings?|prospectus|8-K|10-[KQ]"
    r"|(?:investor|company) (?:update|presentation|deck|letter)|(?:press|news) release"
    r"|(?:permit|planning) applications?|stock exchange (?:notice|announcement|statement))(?: [^,;:]{0,60})?"
)
_NEAR = 90  # characters around a statement in which its paper is named


class Papers:
    """Remembers who spoke through which channel."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.issuers: dict[str, Ref] = {}  # by code of the channel

    def remember(self, statement: Statement) -> None:
        """Keep who spoke through a channel, for "the filing said"."""
        ref, channel = statement.speaker.ref or statement.organization, statement.channel
        if ref and channel and channel.evidence.rule == "channel":
            self.issuers[channel.value] = ref
        if ref and (told := _TOLD_IN.search(self.document.text, *self._around(statement))) and is_document(told[1]):
            self.issuers[told[1]] = ref

    def _around(self, statement: Statement) -> Span:
        """Return the words right before a statement, and right behind it where it stands at the sentence's start."""
        start, end = statement.evidence.start, statement.evidence.end
        return (max(0, start - _NEAR), start) if statement.manner is not Manner.DIRECT else (end, end + _NEAR)

    def voice(self, line: Line, words: Range, content: int) -> Speaker | None:
        """Return who speaks where the subject is a document, or the house that printed one."""
        return self._issuer(line, words) or self._again(line, words) or self._owner(line, words, content)

    def _owner(self, line: Line, words: Range, content: int) -> Speaker | None:
        """Return whose "a stock exchange filing" is, where what is said begins with the name of a company."""
        start, end = line.span(*words)
        if not _COMPANY_PAPER.fullmatch(self.document.text, start, end):
            return None
        ref = self._opening(content)
        if ref is None and words[1] - words[0] > 2:  # "a filing" may be that of another one
            ref = self._spoken_of((content, start)) or self._before(content)
        return Speaker(ref, self.document.text[start:end], (start, end)) if ref else None

    def _opening(self, content: int) -> Ref | None:
        first = next(iter(self.document.mentions_in(content, content + 1)), None)
        fits = first is not None and first.kind is Kind.ORGANIZATION and first.form is Form.NAME
        return first.ref or None if fits and first is not None else None

    def _spoken_of(self, said: Span) -> Ref | None:
        """Return the one company that is spoken of as "it" or "the company" in what is said."""
        told = self.document.mentions_in(*said)
        refs = {m.ref for m in told if m.kind is Kind.ORGANIZATION and m.ref and m.form is not Form.NAME}
        return refs.pop() if len(refs) == 1 else None

    def _before(self, content: int) -> Ref | None:
        """Return the company with which the sentence before begins, in the same paragraph."""
        start = self.document.sentence(content)[0]
        before = self.document.sentence(max(0, start - 2))
        if before[0] >= start or "\n" in self.document.text[before[0] : start]:
            return None
        return self._opening(before[0])

    def _issuer(self, line: Line, words: Range) -> Speaker | None:
        """Return who speaks through a document: "a press release from Acme", "Acme's filing"."""
        head = head_of(line, words)
        if line.classes[head] != "n" or not is_document(line.tokens[head]):
            return None
        first = head
        while first > words[0] and line.classes[first - 1] in "jn":  # "Acme's press release", "an Acme blog post"
            first -= 1
        spots = [first - 2] if line.classes[first - 1 : first] == "h" else [first - 1]
        froms = (i + 1 for i in range(head, words[1] - 1) if line.tokens[i].lower() in ("from", "by"))
        spots += [next((at for at in range(i, words[1]) if line.classes[at] not in "djni"), i) for i in froms]
        for spot in spots:
            thing = line.masked.atoms.get(line.starts[spot]) if spot >= words[0] else None
            if isinstance(thing, Mention) and thing.ref and thing.kind in (Kind.ORGANIZATION, Kind.PERSON):
                start, end = line.span(*words)
                return Speaker(thing.ref, self.document.text[start:end], (start, end))
        return None

    def _again(self, line: Line, words: Range) -> Speaker | None:
        """Return who spoke through what the subject speaks of again: "the filing", "the newspaper"."""
        start, end = line.span(*words)
        match = _PAPER.match(self.document.text, start, end)
        if match is None or match.end() != end:
            return None
        noun = match.group().rpartition(" ")[2]
        ref = self.issuers.get("report" if match["outlet"] else code_of(match.group()) or noun)
        return Speaker(ref, self.document.text[start:end], (start, end)) if ref else None

"""From the words beside a statement to its speaker: person, organisation, or somebody nobody names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.document import Form, Mention, Title
from kg.model import Kind, Ref, Speaker
from kg.rules.speech import firms
from kg.rules.speech.followers import Followers
from kg.rules.speech.heads import head_of
from kg.rules.speech.papers import Papers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.document import Document
    from kg.model import Role, Span
    from kg.rules.speech.lines import Line
    from kg.rules.speech.phrases import Range
    from kg.rules.speech.subjects import Subject


_SIGHT = 300  # characters before "it" in which an outlet spoke
_SEVERAL = frozenset({"people", "men", "women", "police", "staff"})
#: Those who are the house itself to the writer, and nobody in it.
_FRIENDS = re.compile(r"(?:[Oo]ur|[Tt]he) (?:friends|team|teams|folks|colleagues|partners) (?:at|over at|from)\b")


def _describing(line: Line, beside: Range | None) -> Range | None:
    """Leave out what is told of a speaker with "which" or "whose": those are other firms."""
    return None if beside and line.classes[beside[0]] == "w" and line.word(beside[0]) != "who" else beside


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker, others who say the same with them, and in which role and for whom they speak."""

    speaker: Speaker
    others: tuple[Speaker, ...] = ()
    role: str | None = None
    organization: Ref | None = None


class Speakers:
    """Leads subjects to voices in one document."""

    def __init__(self, document: Document, roles: Sequence[Role]) -> None:
        self.document = document
        self.papers = Papers(document)
        self.house: Ref | None = None  # the firm that spoke last, or for which somebody spoke
        self.followers = Followers(document, roles)
        self.roles: Mapping[Ref, Role] = {role.person: role for role in reversed(roles)}

    def voice(self, line: Line, subject: Subject, content: int) -> Voice:
        """Return who speaks; what is said begins at `content`."""
        heads, words = self._heads(line, subject.words), subject.words
        if (issuer := self.papers.voice(line, words, content)) is not None:
            return Voice(issuer)
        if len(heads) == 1 and heads[0].plural and (pair := self.followers.pair(heads[0]) or self._both(heads[0])):
            return Voice(pair[0], pair[1:])
        if not heads and subject.beside and (name := self._leading_person(line, subject.beside)):
            heads = [name]
        if heads and heads[0].text.lower() == "we" and (home := self._home(line)):
            return Voice(Speaker(home, heads[0].text, (heads[0].start, heads[0].end)))
        if heads and heads[0].text.lower() == "it" and (outlet := self._still(line, heads[0])):
            return Voice(Speaker(outlet, heads[0].text, (heads[0].start, heads[0].end)))
        speakers = [self.followers.named(head) for head in heads] or [self._described(line, words)]
        speakers = self._firms(line, words, speakers, content)
        role, organization = self._place(line, subject, speakers)
        if (
            _FRIENDS.match(speakers[0].description)
            and (friend := line.thing(words[1] - 1))
            and isinstance(friend, Mention)
        ):
            return Voice(self.followers.keep(replace(speakers[0], ref=friend.ref or None, description="")))
        self._remember_house(speakers[0], organization)
        return Voice(self.followers.keep(speakers[0]), tuple(speakers[1:]), role, organization)

    def _both(self, they: Mention) -> tuple[Speaker, ...]:
        """Return the two firms of "The two companies will build a mill, they said"."""
        sentence = self.document.sentence(they.start)
        told = (m for m in self.document.mentions_in(sentence[0], they.start) if m.plural and m.form is Form.NOMINAL)
        refs = next((found for m in told if (found := firms.pair(self.document, (m.start, m.end)))), ())
        return tuple(Speaker(ref, they.text, (they.start, they.end), group=True) for ref in refs)

    def _remember_house(self, speaker: Speaker, organization: Ref | None) -> None:
        """Keep the firm that speaks, or for which somebody speaks."""
        if organization or (speaker.ref or "").startswith("org/"):
            self.house = organization or speaker.ref

    def _firms(self, line: Line, words: Range, speakers: list[Speaker], content: int) -> list[Speaker]:
        """Return the firm or firms that a description stands for which no name was found for."""
        first, span = speakers[0], line.span(*words)
        if first.ref or len(speakers) > 1 or not first.description:
            return speakers
        if pair := firms.pair(self.document, span):
            return [replace(first, ref=ref, description="", group=True) for ref in pair]
        ref = firms.management(self.document, span, self.house)
        if (
            ref is None
            and "i" not in line.classes[slice(*words)]
            and firms.stands_for_firm(first.description, line.thing(words[1] - 1))
        ):
            ref = firms.firm(self.document, span, content, self.house)
        return [replace(first, ref=ref, description="")] if ref else speakers

    def named_at(self, span: Span) -> Voice:
        """Return the speaker whose name stands at `span`."""
        found = [m for m in self.document.mentions_in(*span) if m.kind is Kind.PERSON] or self.document.mentions_in(
            *span
        )
        if not found:
            text = self.document.text[slice(*span)]
            return Voice(Speaker(None, text, span, text))
        known, speaker = self.roles.get(found[-1].ref), self.followers.named(found[-1])
        return Voice(speaker, (), known.title, known.organization) if known else Voice(speaker)

    def _heads(self, line: Line, words: Range) -> list[Mention]:
        """Return the mentions that head the phrase: before any preposition, joined by "and"."""
        classes, found = line.classes, []
        at = words[0]
        while at < words[1] and classes[at] not in "io":
            thing = line.masked.atoms.get(line.starts[at])
            behind = classes[at + 1 : at + 2] if at + 1 < words[1] else ""
            if (isinstance(thing, Mention) and behind in ("", ",", "c", "i", "(", "q", "p")) or (
                isinstance(thing, Mention) and thing.kind is Kind.PERSON and behind not in "hnT"
            ):
                found.append(thing)
            at += 1
        people = [m for m in found if m.kind is Kind.PERSON]
        return people or [m for m in found if m.kind is not Kind.PLACE] or found

    def _home(self, line: Line) -> Ref | None:
        """Return "Acme" of "At Acme, we believe"."""
        thing = line.thing(1) if line.word(0) in ("at", "here") and len(line.tokens) > 1 else None
        return thing.ref if isinstance(thing, Mention) and thing.kind is Kind.ORGANIZATION else None

    def _still(self, line: Line, it: Mention) -> Ref | None:
        """Return the outlet whose report goes on with "It says Acme will ...", where "it" was taken for Acme."""
        outlet = self.papers.issuers.get("report")
        start, end = line.span(0, len(line.tokens))
        named = any(m.ref == it.ref and m.form is Form.NAME for m in self.document.mentions_in(start, end))
        spoke = any(m.ref == outlet for m in self.document.mentions_in(max(0, start - _SIGHT), start))
        return outlet if named and spoke and outlet != it.ref else None

    def _leading_person(self, line: Line, beside: Range) -> Mention | None:
        thing = line.masked.atoms.get(line.starts[beside[0]])
        return thing if isinstance(thing, Mention) and thing.kind is Kind.PERSON else None

    def _described(self, line: Line, words: Range) -> Speaker:
        start, end = line.span(*words)
        text, head = self.document.text[start:end], line.word(head_of(line, words))
        known = self.followers.holder(line, words) or self.followers.surname(text, start)
        known = known or firms.whole(head, [line.thing(i) for i in range(*words)])
        if known is not None:
            return Speaker(known, text, (start, end))
        plural = head.endswith("s") or head in _SEVERAL
        return Speaker(None, text, (start, end), text, group=plural)

    def _own(self, line: Line, words: Range, speakers: Sequence[Speaker]) -> Range:
        """Return the words up to the second of several speakers: what stands behind it is not the first one's."""
        second = speakers[1].span if len(speakers) > 1 else None
        if second is None:
            return words
        stop = next((i for i in range(*words) if line.span(i, i + 1)[0] >= second[0]), words[1])
        joint = line.classes.rfind("c", words[0], stop)
        return words[0], max(words[0] + 1, joint)

    def _place(self, line: Line, subject: Subject, speakers: Sequence[Speaker]) -> tuple[str | None, Ref | None]:
        """Return role and organisation from the words beside the statement, else from what the article says."""
        speaker, spoken = speakers[0], {one.ref for one in speakers}
        things = [
            line.masked.atoms.get(line.starts[i])
            for r in (self._own(line, subject.words, speakers), _describing(line, subject.beside))
            if r
            for i in range(*r)
        ]
        role = next((thing.text for thing in things if isinstance(thing, Title)), None)
        organization = next(
            (
                t.ref
                for t in things
                if isinstance(t, Mention) and t.kind is Kind.ORGANIZATION and t.ref and t.ref not in spoken
            ),
            None,
        )
        known = self.roles.get(speaker.ref) if speaker.ref else None
        if known is not None:
            role = role or known.title
            organization = organization or known.organization
        if speaker.ref and not speaker.ref.startswith("person/"):
            return None, None
        if role is None and speaker.ref is None:
            role = line.tokens[head_of(line, subject.words)] if organization else None
        return role, organization

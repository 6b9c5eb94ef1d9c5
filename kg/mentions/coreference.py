"""Leads pronouns and descriptions to the entity they stand for, or leaves them open where two are equally good."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.document import Form, Mention, without
from kg.lexicon import words
from kg.mentions.coreference_described import Descriptions
from kg.mentions.coreference_it import it
from kg.mentions.coreference_known import described, employers, sex
from kg.mentions.coreference_parts import asked
from kg.mentions.coreference_press import is_governing, press
from kg.mentions.coreference_seen import (
    OPENING,
    Seen,
    is_governed,
    is_inner,
    is_measured,
    is_subject,
    nearest,
)
from kg.mentions.coreference_voice import issuer
from kg.mentions.coreference_words import Anaphor, anaphors
from kg.model import Kind
from kg.posts import is_executive

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.document import Document, Title
    from kg.model import Ref

#: An organisation that is described and that no name was found for.
_NOBODY = "?"
#: So many sentences back an antecedent may stand.
_REACH = 5
#: So many characters beside a quotation its speaker is looked for.
_BESIDE = 80
_ROW = re.compile(r"(?:,?\s(?:and|&)\s|,\s)(?:(?:[a-z-]+\s){0,3})")
#: "In his letter, ...": a pronoun that goes before its name
_OPENS = re.compile(r"[\"“]?(?:In|At|During|With|After|Before|On|For|By|Despite|Throughout)\s")
_PHRASE = re.compile(
    r"\s(?!(?:place|stead|absence|wake|honou?r|favou?r|behalf|footsteps)\b)[a-z][\w’'-]*(?:\s[\w’'-]+){0,5},\s"
)
_WHO = re.compile(r", who(?: [a-z-]+){1,4} $")
_POSSESSIVE = re.compile(r"['’]s?(?=\W|$)")


@dataclass(slots=True)
class _State:
    """What has been mentioned so far, and what is known of it."""

    people: list[Seen] = field(default_factory=list)
    organizations: list[Seen] = field(default_factory=list)
    sex: dict[Ref, str] = field(default_factory=dict)
    kinds: dict[Ref, set[str]] = field(default_factory=dict)  # the nouns an organisation is described with
    press: frozenset[Ref] = frozenset()


def resolve(document: Document) -> list[Mention]:
    """Return the document's mentions with pronouns and descriptions added, sorted, without overlap.

    A description swallows the names inside it ("the Facebook parent"). `ref` is empty where nothing decides.
    """
    resolver = _Resolver(document)
    added = resolver.run()
    kept = [m for m in without(document.mentions, added) if isinstance(m, Mention)]
    return sorted([*kept, *added], key=lambda mention: mention.start)


class _Resolver:
    """Goes once through the text, from left to right."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.starts = [start for start, _ in document.sentences]
        self.title_starts = {title.start for title in document.titles if is_executive(title.text)}
        self.title_ends = [title.end for title in document.titles]
        self.quotes = [(q.start, q.end) for q in document.quotations]
        self.state = _State(press=press(document), kinds=described(document))
        self.issuer = issuer(document)
        self.descriptions = Descriptions(document, self.state.kinds, self.issuer)
        self.employers = employers(document)
        self.added: list[Mention] = []

    def run(self) -> list[Mention]:
        """Return the mentions found."""
        candidates = anaphors(self.text, self.document.article.body)
        candidates = [a for a in candidates if not self._is_name(a)]
        names = without([m for m in self.document.mentions if m.ref], candidates)
        merged: list[Mention | Anaphor] = sorted([*names, *candidates], key=lambda m: m.start)  # type: ignore[list-item]
        for item in merged:
            if isinstance(item, Mention):
                self._see(item.start, item.end, item.kind, item.ref)
            else:
                self._resolve(item)
        return self.added

    def _is_name(self, anaphor: Anaphor) -> bool:
        """Tell whether the words belong to a name, a title or an apposition ("the chipmaker Acme")."""
        around = self.document.mentions_in(anaphor.start - 60, anaphor.end + 2)
        if any((m.start <= anaphor.start and m.end >= anaphor.end) or m.end == anaphor.end for m in around):
            return True  # also "the French finance ministry", whose article belongs to no name
        if anaphor.form is not Form.NOMINAL:
            return False
        if any(anaphor.start <= title.start < anaphor.end for title in self._titles_near(anaphor)):
            return True  # "the Acme Capital partner who": a person
        names = [m for m in around if m.end > anaphor.start and m.kind is not Kind.PERSON]
        if any(0 < m.start - anaphor.end < 3 or m.start < anaphor.end < m.end for m in names):
            return True
        if anaphor.noun in words("names", "bodies") and any(
            m.end == anaphor.end - len(anaphor.noun) - 1 for m in names
        ):
            return True  # "the Acme Dockers union": the union of that name
        # "the customer" says too little; "the Acme customer" and "the glove maker" say who is meant
        relational = anaphor.noun in words("nominals", "relational") and not anaphor.noun.endswith(("maker", "company"))
        return relational and not asked(anaphor.noun) and not any(m.start < anaphor.end for m in names)

    def _titles_near(self, anaphor: Anaphor) -> Sequence[Title]:
        titles = self.document.titles
        return titles[bisect_right(self.title_ends, anaphor.start) :][:2]

    def _sentence(self, offset: int) -> int:
        return max(0, bisect_right(self.starts, offset) - 1)

    def _quoted(self, offset: int) -> int:
        """Return the number of the quotation around the offset, counted from 1, or 0."""
        number = bisect_right(self.quotes, (offset, len(self.text)))
        return number if number and self.quotes[number - 1][1] > offset else 0

    def _is_governed(self, sentence: int, start: int, end: int) -> bool:
        """Tell whether a mention tells only more of something or somebody: "of Acme", "Doe, who founded Acme"."""
        if _WHO.search(self.text, max(0, start - 40), start):
            return True
        return is_governed(self.text, start) and not is_measured(self.text, self.starts[sentence], start, end)

    def _see(self, start: int, end: int, kind: Kind | None, ref: Ref) -> None:
        if kind not in {Kind.PERSON, Kind.ORGANIZATION}:
            return
        sentence = self._sentence(start)
        opens = bool(OPENING.fullmatch(self.text, self.starts[sentence], start))
        owner = bool(_POSSESSIVE.match(self.text, end))
        subject = (is_measured if owner else is_subject)(self.text, self.starts[sentence], start, end)
        line = self.state.people if kind is Kind.PERSON else self.state.organizations
        seen = Seen(
            ref, start, end, sentence, subject, opens and owner, not opens and self._is_governed(sentence, start, end)
        )
        if kind is Kind.PERSON and line and line[-1].sentence == sentence:
            seen.grouped = bool(_ROW.fullmatch(self.text, line[-1].end, start))
            line[-1].grouped |= seen.grouped
        seen.inner = subject and is_inner(self.text, start)
        seen.quoted = self._quoted(start)
        line.append(seen)
        if kind is Kind.PERSON and ref not in self.state.sex and (known := sex(self.text, start, end)):
            self.state.sex[ref] = known

    # ------------------------------------------------------------------------------ resolving

    def _resolve(self, anaphor: Anaphor) -> None:
        if anaphor.first:
            self._first_person(anaphor)
        elif anaphor.person:
            self._add(anaphor, Kind.PERSON, self._person(anaphor))
        elif anaphor.plural:
            self._add(anaphor, Kind.ORGANIZATION if anaphor.noun else None, "")
        elif anaphor.noun and anaphor.sex:
            self._employer(anaphor)
        elif anaphor.noun:
            self._add(anaphor, Kind.ORGANIZATION, self.descriptions.ref(anaphor, self._organizations(anaphor)))
        elif (ref := self._it(anaphor)) and ref != _NOBODY:
            self._add(anaphor, Kind.ORGANIZATION, ref)

    def _add(self, anaphor: Anaphor, kind: Kind | None, ref: Ref) -> None:
        if ref == _NOBODY or (not ref and anaphor.noun and not anaphor.plural):
            if anaphor.noun != "board" and not asked(anaphor.noun):  # a part of the one named before, or one of two
                self._see(anaphor.start, anaphor.end, kind, _NOBODY)  # stands in the way of names before it
            ref = ""
        words_ = self.text[anaphor.start : anaphor.end]
        self.added.append(Mention(anaphor.start, anaphor.end, words_, kind, anaphor.form, ref, anaphor.plural))
        if ref:
            self._see(anaphor.start, anaphor.end, kind, ref)
            if anaphor.sex:
                self.state.sex[ref] = anaphor.sex

    def _employer(self, anaphor: Anaphor) -> None:
        """Lead "her company" to the firm of the person whom "her" stands for, or else "her" alone to that person."""
        person = self._person(anaphor)
        if firm := self.employers.get(person, ""):
            self._add(anaphor._replace(sex=""), Kind.ORGANIZATION, firm)
        else:
            end = anaphor.start + len("his")
            self._add(anaphor._replace(end=end, form=Form.PRONOUN, noun="", person=True), Kind.PERSON, person)

    def _first_person(self, anaphor: Anaphor) -> None:
        number = self._quoted(anaphor.start)
        if anaphor.person:
            self._add(anaphor, Kind.PERSON, self._speaker(number) if number else "")
            return
        ref = self.employers.get(self._speaker(number), "") if number else self.issuer
        if ref:
            self._add(anaphor, Kind.ORGANIZATION, ref)

    def _speaker(self, number: int) -> Ref:
        """Return the person named beside a quotation: behind it, else before it."""
        start, end = self.quotes[number - 1]
        for first, last, beside in ((end, end + _BESIDE, 0), (start - _BESIDE, start, -1)):
            people = [m for m in self.document.mentions_in(first, last) if m.kind is Kind.PERSON]
            if people and "\n" not in self.text[min(end, people[beside].start) : max(start, people[beside].end)]:
                return people[beside].ref
        return ""

    def _person(self, anaphor: Anaphor) -> Ref:
        sentence = self._sentence(anaphor.start)
        if ahead := self._ahead(anaphor, self.starts[sentence]):
            return ahead
        quoted = self._quoted(anaphor.start)
        known = [p for p in self.state.people[-24:] if self.state.sex.get(p.ref, anaphor.sex) == anaphor.sex]
        if quoted:
            known = [p for p in known if self._quoted(p.start) == quoted]
        return nearest(known, sentence, _REACH, people=True)

    def _ahead(self, anaphor: Anaphor, begin: int) -> Ref:
        """Return the person named behind an opening phrase: "In his letter, Jane Doe said"."""
        phrase = _PHRASE.match(self.text, anaphor.end) if _OPENS.fullmatch(self.text, begin, anaphor.start) else None
        if phrase is None:
            return ""
        people = [m for m in self.document.mentions_in(phrase.end(), phrase.end() + 1) if m.kind is Kind.PERSON]
        return people[0].ref if people else ""

    def _it(self, anaphor: Anaphor) -> Ref:
        known = self._organizations(anaphor)
        if self.title_starts.intersection((anaphor.end + 1, anaphor.end + 5)):  # "its CEO", "its new CEO": a firm's
            known = [o for o in known if not is_governing(self.text[o.start : o.end])]
        if quoted := self._quoted(anaphor.start):
            known = [o for o in known if o.quoted == quoted]
        sentence = self._sentence(anaphor.start)
        return it(self.text, self.starts[sentence], sentence, anaphor, known)

    def _organizations(self, anaphor: Anaphor) -> list[Seen]:
        """Return the organisations seen last that are not only cited, nor only spoken of by somebody who is quoted."""
        known = [o for o in self.state.organizations[-24:] if o.ref not in self.state.press]
        return known if self._quoted(anaphor.start) else [o for o in known if not o.quoted]

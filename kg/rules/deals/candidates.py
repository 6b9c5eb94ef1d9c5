"""Finds the words of dealing in an article and who takes which part in each: candidates, not yet deals."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.document import BOUNDARY, Mention
from kg.lexicon import tag
from kg.model import DealKind, DealStatus, Found, Money
from kg.rules.deals import status, sums
from kg.rules.deals.clauses import Argument, Clause, clause, subjects
from kg.rules.deals.frames import Entry, Frame, cue, entries, trigger, verb_list, word_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.document import Document, Masked
    from kg.model import Span

_DETERMINED = {"the", "this", "that", "its", "their", "our", "these", "those", "his", "her"}


@dataclass
class Candidate:
    """One word of dealing with what stands around it. Spans are offsets of the article, `at` is masked."""

    at: int
    span: Span  # the word of dealing with its phrase
    sentence: Span
    frame: Frame
    word: str
    kind: DealKind | None
    parties: list[tuple[Mention, str]] = field(default_factory=list)
    sums: list[tuple[str, Found[Money]]] = field(default_factory=list)
    status: DealStatus | None = None
    status_span: Span | None = None
    definite: bool = False
    background: bool = False
    standing: bool = False
    words: str = ""  # masked text of the phrases that depend on it

    @property
    def refs(self) -> frozenset[str]:
        """The entities that take part."""
        return frozenset(mention.ref for mention, _ in self.parties if mention.ref)

    @property
    def value(self) -> Money | None:
        """The sum of the deal itself, where the phrase holds one."""
        return next((found.value for what, found in self.sums if what == "value"), None)


def candidates(document: Document) -> Iterator[Candidate]:
    """Yield the words of dealing with their parties, in order of the text."""
    masked = document.plain
    held: Clause | None = None
    for match in trigger().finditer(masked.text):
        if held is None or not held.tokens or match.start() > held.tokens[-1].at:
            held = clause(masked, match.start())
        first = held.index(match.start())
        last = first + len(match.group().split())
        if first < 0 or not _whole(held, last, match.end()):
            continue
        entry = entries()[" ".join(match.group().lower().split())]
        found = _read(document, held, first, last, entry)
        if found is not None:
            yield found


def _whole(held: Clause, last: int, end: int) -> bool:
    """Tell whether the word of dealing ends where a token ends."""
    token = held.tokens[last - 1] if last <= len(held.tokens) else None
    return token is not None and token.at + len(token.text) == end


def _read(document: Document, held: Clause, first: int, last: int, entry: Entry) -> Candidate | None:
    if entry.nouns and (not entry.verbs or _is_noun(held, first)):
        return _noun(document, held, first, last, entry.nouns[0])
    return next(
        (found for frame, form in entry.verbs if (found := _verb(document, held, first, last, frame, form))), None
    )


def _is_noun(held: Clause, i: int) -> bool:
    """Tell a noun from a verb of the same spelling by the word before."""
    before = held.low(i - 1)
    if before in word_list("determiners") or before in ("'s", "'", "of", "in", "under") or held.is_possessive(i - 1):
        return True
    return held.mark(i - 1) in ("money", "duration", "quantity") or tag(before) == "JJ"


# ------------------------------------------------------------------------------------- verbs


def _verb(document: Document, held: Clause, first: int, last: int, frame: Frame, form: str) -> Candidate | None:
    if form in ("past", "participle") and held.low(first - 1) in word_list("determiners"):
        return None  # "the leased capacity"
    before = held.masked.text[max(0, held.tokens[first].at - 25) : held.tokens[first].at]
    passive = form in ("past", "participle") and (status.is_passive(before) or held.low(last) == "by")
    arguments = list(held.arguments(last))
    subject = subjects(held, first)
    if not _fits(held, frame, arguments, passive=passive):
        return None
    parties = _verb_parties(held, frame, subject, arguments, passive=passive)
    found = _candidate(document, held, first, last, frame, arguments)
    found.parties = parties
    _borrow(found)
    _set_status(found, held, first, last)
    if found.status is None:
        found.status = _status_of_form(held, frame, first, form)
    return found


_BORROWING = {"investee": "borrower", "investor": "lender"}


def _borrow(found: Candidate) -> None:
    """Read "raised $3 billion in debt" as borrowing."""
    if found.kind is DealKind.INVESTMENT and found.frame.has("money") and cue("debt").search(found.words):
        found.kind = DealKind.FINANCING
        found.parties = [(mention, _BORROWING.get(role, role)) for mention, role in found.parties]


def _fits(held: Clause, frame: Frame, arguments: list[Argument], *, passive: bool) -> bool:
    """Tell whether the object is what the frame asks for."""
    objects = [argument for argument in arguments if argument.place == "object"]
    headed = any(_heads(held, argument) for argument in objects)
    if frame.has("company"):
        return passive or headed or bool(_assets(held, objects))
    if frame.has("things"):
        return not passive and not headed and bool(objects)
    if frame.has("money"):
        return any(
            held.mark(i) == "money" for argument in objects for i in range(argument.first, argument.last)
        ) or any(
            held.mark(argument.first) == "money" for argument in arguments if argument.place in ("to", "in", "on", "")
        )
    return True


def _assets(held: Clause, objects: list[Argument]) -> bool:
    return any(held.low(i) in word_list("assets") for argument in objects for i in range(argument.first, argument.last))


def _verb_parties(
    held: Clause, frame: Frame, subject: list[int], arguments: list[Argument], *, passive: bool
) -> list[tuple[Mention, str]]:
    given = frame.role("giver") and any(a.place == "to" and _heads(held, a) for a in arguments)
    found: list[tuple[int, str]] = []
    first = frame.role("object") if passive else frame.role("giver") if given else frame.role("subject")
    found += [(i, first) for i in subject]
    for argument in arguments:
        if argument.place == "object":
            found += [(i, frame.role("object")) for i in _heads(held, argument)] if not passive else []
            found += [(i, frame.role("owner")) for i in _owners(held, argument)]
            continue
        place = "subject" if passive and argument.place == "by" else argument.place
        role = frame.role(place)
        if frame.has("company") and place == "from" and _assets(held, [a for a in arguments if a.place == "object"]):
            role = frame.role("object")
        if role and place:
            heads = _heads(held, argument)
            found += [(i, role) for i in heads or (_owners(held, argument) if frame.has("goods") else [])]
    return _mentions(held, found)


def _status_of_form(held: Clause, frame: Frame, first: int, form: str) -> DealStatus | None:
    """Read the tense: what will be done is announced, what was done is done."""
    text = held.masked.text
    at = held.tokens[first].at
    before = text[max(0, at - 60) : at]
    if frame.has("standing"):
        return DealStatus.COMPLETED
    if cue("planned_before").search(before) or form in ("base", "third", "ing"):
        return DealStatus.ANNOUNCED
    return DealStatus.ANNOUNCED if frame.has("goods") else DealStatus.COMPLETED


# ------------------------------------------------------------------------------------- nouns


def _noun(document: Document, held: Clause, first: int, last: int, frame: Frame) -> Candidate:
    start = held.phrase_start(first)
    arguments = [Argument("object", start, first), *held.arguments(last)]
    light = _light(held, start)
    found = _candidate(document, held, first, last, frame, arguments, start)
    found.parties = _mentions(held, [*_noun_subject(held, frame, start, light), *_noun_parties(held, frame, arguments)])
    _set_status(found, held, start, last)
    if found.status is None and light is not None:
        found.status = _status_of_light(held, light)
    if found.status is None and (found.standing or found.background):
        found.status = DealStatus.COMPLETED
    return found


def _status_of_light(held: Clause, light: int) -> DealStatus | None:
    word = held.low(light)
    return (
        DealStatus.COMPLETED
        if word in ("closed", "completed", "finalized", "secured", "received")
        else DealStatus.ANNOUNCED
    )


def _light(held: Clause, start: int) -> int | None:
    """Return the token of the light verb before a noun phrase: "signed [a deal]", "entered into [a pact]"."""
    i = start - 1
    if held.low(i) in ("into", "on", "in", "to", "off", "for", "up", "upon"):
        i -= 1
    for j in (i, i - 1):
        if held.low(j) in verb_list("light"):
            return j
    return None


def _noun_subject(held: Clause, frame: Frame, start: int, light: int | None) -> list[tuple[int, str]]:
    role = frame.role("subject")
    if light is not None:
        word = held.low(light)
        if frame.role("receiver") and word in verb_list("receiving"):
            role = frame.role("receiver")
        elif frame.role("giver") and word in verb_list("giving"):
            role = frame.role("giver")
        return [(i, role) for i in subjects(held, light)]
    if held.low(start - 1) in ("in", "under", "through", "via"):
        return [(i, role) for i in subjects(held, start - 1)]
    return []


def _noun_parties(held: Clause, frame: Frame, arguments: list[Argument]) -> list[tuple[int, str]]:
    own, *rest = arguments
    found = [(i, frame.role("possessor")) for i in _owners(held, own)]
    found += [
        (i, frame.role("modifier"))
        for i in range(own.first, own.last)
        if held.is_party(i) and not held.is_possessive(i) and not _describes(held, i)
    ]
    for argument in rest:
        if argument.place not in ("object", "") and frame.role(argument.place):
            found += [(i, frame.role(argument.place)) for i in _heads(held, argument)]
    return found


def _describes(held: Clause, i: int) -> bool:
    """Tell whether a name only describes: "Acme-backed", "Acme chip deal" names a party, "Acme-led" a leader."""
    return held.low(i + 1) == "-" and not held.is_party(i + 2)


# ------------------------------------------------------------------------------------- both


def _candidate(
    document: Document,
    held: Clause,
    first: int,
    last: int,
    frame: Frame,
    arguments: list[Argument],
    start: int | None = None,
) -> Candidate:
    masked = held.masked
    begin = first if start is None else start
    at, end = held.tokens[first].at, held.tokens[last - 1].at + len(held.tokens[last - 1].text)
    text = " ".join(masked.text[held.tokens[a.first].at : _end(held, a.last)] for a in arguments if a.last > a.first)
    before = masked.text[max(held.tokens[0].at, held.tokens[begin].at - 70) : at]
    return Candidate(
        at=at,
        span=(masked.start(held.tokens[begin].at), masked.start(end - 1) + 1),
        sentence=document.sentence(masked.start(at)),
        frame=frame,
        word=masked.text[at:end].lower(),
        kind=frame.kind,
        sums=[(sums.label(masked, p), thing) for p, thing in _money(held, begin, arguments)],
        definite=held.low(begin) in _DETERMINED,
        background=bool(cue("background_before").search(before)),
        standing=bool(cue("standing").search(masked.text[held.tokens[begin].at : at + 80].split(BOUNDARY)[0])),
        words=text,
    )


def _end(held: Clause, i: int) -> int:
    token = held.tokens[i - 1]
    return token.at + len(token.text)


def _money(held: Clause, begin: int, arguments: list[Argument]) -> Iterator[tuple[int, Found[Money]]]:
    reach = max((a.last for a in arguments), default=begin)
    for i in range(begin, min(len(held.tokens), reach + 6)):
        if held.mark(i) == "money":
            thing = held.masked.atoms[held.tokens[i].at]
            if isinstance(thing, Found):
                yield held.tokens[i].at, thing


def _set_status(found: Candidate, held: Clause, first: int, last: int) -> None:
    masked = held.masked
    end = held.tokens[last - 1].at + len(held.tokens[last - 1].text)
    told = status.told(masked, held.tokens[first].at, end)
    if told is not None:
        found.status = told[0]
        found.status_span = (masked.start(told[1]), masked.start(told[2] - 1) + 1)


def _heads(held: Clause, argument: Argument) -> list[int]:
    """Return the parties that head a phrase, with those listed beside them inside it."""
    last = argument.last - 1
    if last < argument.first or not held.is_party(last) or held.is_possessive(last):
        return []
    return [last]


def _owners(held: Clause, argument: Argument) -> list[int]:
    return [i for i in range(argument.first, argument.last) if held.is_party(i) and held.is_possessive(i)]


def _mentions(held: Clause, found: list[tuple[int, str]]) -> list[tuple[Mention, str]]:
    seen: set[str] = set()
    parties = []
    for i, role in found:
        mention = held.mention(i)
        if mention is None or not role or (mention.ref and mention.ref in seen):
            continue
        seen.add(mention.ref)
        parties.append((mention, role))
    return parties

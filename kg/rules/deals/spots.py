"""What both verbs and nouns of dealing need: the spot they stand at, and the candidate made of what surrounds it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from kg.document import BOUNDARY, MARKS, Mention
from kg.model import DealKind, DealStatus, Found, Money
from kg.rules.deals import status, sums
from kg.rules.deals.asides import antecedent
from kg.rules.deals.clauses import Argument, Clause
from kg.rules.deals.frames import Frame, cue, goods, heard, verb_list, word_list
from kg.rules.deals.heads import heads
from kg.rules.deals.lasting import lasts, strangers, unknown
from kg.rules.deals.parties import mentions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.document import Document
    from kg.model import Span

_DETERMINED = {"the", "this", "that", "its", "their", "our", "these", "those", "his", "her"}
Part = tuple[int, str]  # a token and its role
ONCE_DONE = ("after", "since", "following")  # what comes behind these is over
_FAR = 1000


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
    inferred: set[str] = field(default_factory=set)  # of these, whom its own words do not name
    sums: list[tuple[str, Found[Money]]] = field(default_factory=list)
    status: DealStatus | None = None
    status_span: Span | None = None
    definite: bool = False
    background: bool = False
    standing: bool = False
    planned: bool = False  # "will", "to", "plans to"
    group: bool = False  # "the companies have a contract": its parties are those spoken of
    tie: bool = False  # told as somebody's: "Acme's alliance with"
    unsure: bool = False  # who acts may as well be whom the deal is with: "a deal with Acme to supply"
    counted: bool = False  # one of them: "a loan"
    unknown: frozenset[str] = frozenset()  # roles taken by names of which nothing is known
    strangers: frozenset[str] = frozenset()  # of one that ended or is denied: who else is named before it
    site: bool = False  # the sum goes to a place of work: a data center, a plant
    goods: tuple[str, ...] = ()  # hardware and services in the sentence, as written
    before: str = ""  # masked text before it, inside the sentence
    around: str = ""  # masked text of its sentence, as far as it is read
    words: str = ""  # masked text of the phrases that depend on it

    @property
    def refs(self) -> frozenset[str]:
        """The entities that take part."""
        return frozenset(mention.ref for mention, _ in self.parties if mention.ref)

    @property
    def value(self) -> Money | None:
        """The sum of the deal itself, where the phrase holds one."""
        return next((found.value for what, found in self.sums if what == "value"), None)

    def has(self, role: str) -> bool:
        """Tell whether a named party takes this role."""
        return any(role == taken and mention.ref for mention, taken in self.parties)


@dataclass(frozen=True)
class Spot:
    """A word of dealing in its clause: tokens ``first`` to ``last``, the end excluded."""

    document: Document
    held: Clause
    first: int
    last: int
    noun: bool = False

    @cached_property
    def arguments(self) -> list[Argument]:
        """The phrases behind it."""
        if self.noun and self.held.is_finite(self.last) and self.held.low(self.last) not in word_list("prepositions"):
            return self._done_by()  # what else follows depends on that verb
        return list(self.held.arguments(self.last))

    def _done_by(self) -> list[Argument]:
        """Return by whom a passive behind a noun says that it is given: "financing will be provided by Acme"."""
        held = self.held
        near = range(self.last + 1, min(len(held.tokens) - 1, self.last + 5))
        verb = next((k for k in near if held.low(k) in verb_list("giving") and held.low(k + 1) == "by"), -1)
        return list(held.arguments(verb + 1)) if verb >= 0 else []

    @property
    def objects(self) -> list[Argument]:
        """The phrases that stand as direct object."""
        return [argument for argument in self.arguments if argument.place == "object"]

    @cached_property
    def antecedent(self) -> int:
        """The party that a relative clause without an object is said of: "Borealis, which Acme bought"; else -1."""
        return -1 if any(heads(self.held, argument) for argument in self.objects) else antecedent(self.held, self.first)

    @property
    def at(self) -> int:
        """The masked position."""
        return self.held.tokens[self.first].at

    def before(self, width: int) -> str:
        """Return masked text before it, inside the sentence."""
        return self.held.masked.text[max(self.held.tokens[0].at, self.at - width) : self.at]

    def behind(self, width: int) -> str:
        """Return masked text behind it, as far as the sentence goes."""
        start = self.end(self.last)
        return self.held.masked.text[start : start + width].split(BOUNDARY)[0]

    def end(self, i: int) -> int:
        """Return the masked position behind the token before `i`."""
        token = self.held.tokens[i - 1]
        return token.at + len(token.text)


def text_of(spot: Spot, argument: Argument) -> str:
    """Return the masked text of a phrase."""
    return spot.held.masked.text[spot.held.tokens[argument.first].at : spot.end(argument.last)]


def speaks_of_goods(text: str) -> bool:
    """Tell whether words name something that is dealt in."""
    return any(what.pattern.search(text) for what in goods()) or "\ue002" in text or "\ue003" in text


def idle(spot: Spot, frame: Frame, parts: Sequence[Part]) -> bool:
    """Tell whether a verb that says little by itself names nobody who deals: then nothing more is asked of it.

    A lease is not idle, since who is its other side may be found elsewhere.
    """
    if not frame.has("weak") or frame.kind is DealKind.LEASE:
        return False
    return not mentions(spot.document, spot.held, [*parts, *_in_talks(spot, frame, spot.first)])


def bare(spot: Spot, frame: Frame, begin: int) -> Candidate:
    """Make a candidate of which only the place and the word are read; `begin` is its first token."""
    masked, end = spot.held.masked, spot.end(spot.last)
    return Candidate(
        at=spot.at,
        span=(masked.start(spot.held.tokens[begin].at), masked.start(end - 1) + 1),
        sentence=_sentence(spot.document, masked.start(spot.at)),
        frame=frame,
        word=masked.text[spot.at : end].lower(),
        kind=frame.kind,
    )


def read_as_loan(found: Candidate) -> None:
    """Make an investment that the words beside it call debt the loan that it is."""
    borrowing = {"investee": "borrower", "investor": "lender"}
    found.kind = DealKind.FINANCING
    found.parties = [(mention, borrowing.get(role, role)) for mention, role in found.parties]


def _sentence(document: Document, at: int) -> Span:
    """Return the sentence at an offset, cut where it is very long: what stands so far away says nothing of the word."""
    start, end = document.sentence(at)
    return max(start, at - _FAR), min(end, at + _FAR)


def candidate(spot: Spot, frame: Frame, parts: Iterable[Part], start: int | None = None) -> Candidate:
    """Make a candidate; `start` is the first token of a noun's phrase."""
    held, masked = spot.held, spot.held.masked
    begin = spot.first if start is None else start
    phrases = [Argument("own", begin, spot.first), *spot.arguments]
    words = " ".join(text_of(spot, phrase) for phrase in phrases if phrase.last > phrase.first)
    behind, end = masked.text[spot.at : spot.at + 90].split(BOUNDARY)[0], spot.end(spot.last)
    near = masked.sentences.words_at(spot.at)
    parts = [*parts, *_in_talks(spot, frame, begin)]
    found = replace(
        bare(spot, frame, begin),
        parties=mentions(spot.document, held, parts),
        unknown=unknown(held, parts),
        sums=[]
        if frame.kind is DealKind.INVESTMENT and (frame.has("weak") or frame.has("joins"))
        else list(sums.of(spot, begin, noun=start is not None)),
        definite=held.low(begin) in _DETERMINED or held.is_possessive(begin),
        counted=held.low(begin) in ("a", "an", "another", "one"),
        background=bool(heard("background_before", spot.before(70), near)),
        standing=frame.has("standing")
        or bool(heard("standing", masked.text[held.tokens[begin].at : end], near))
        or bool(heard("standing_behind", behind, near))
        or bool(heard("lasting", masked.text[held.tokens[0].at : held.tokens[begin].at], near)),
        planned=bool(cue("planned_before").search(spot.before(60))),
        site=MARKS["place"] in words and bool(heard("one_site" if frame.has("goods") else "site", words, near)),
        goods=tuple(
            thing.text
            for token in held.tokens
            if token.mark in ("hardware", "service") and isinstance(thing := masked.atoms[token.at], Mention)
        ),
        before=spot.before(120),
        around=masked.text[held.tokens[0].at : spot.at + 160].split(BOUNDARY)[0],
        words=words,
    )
    lasting = frame.has("weak") or (frame.verb and (frame.kind is DealKind.PARTNERSHIP or frame.has("goods")))
    if lasting and not found.standing:
        found.standing = lasts(spot, frame, behind)
    found.group = any(
        (m := held.mention(i)) is not None and m.plural and not m.ref for i in range(max(0, begin - 12), begin)
    )
    status.tell(found, masked, held.tokens[begin].at, end)
    if found.status in (DealStatus.CANCELLED, DealStatus.DENIED) and len(found.refs) == 1:
        found.strangers = strangers(held, begin) - found.refs
    return found


def _in_talks(spot: Spot, frame: Frame, begin: int) -> Iterator[Part]:
    """Yield the sides of talks: "in talks with Acme over [a merger]", "talks between A and B on [a merger]"."""
    held = spot.held
    at = held.tokens[begin].at
    start = max(held.tokens[0].at, at - 120)
    for name in ("talks_with", "talks_between") if frame.role("talks") else ():
        if (found := cue(name).search(held.masked.text[start:at])) is not None:
            roles = {"one": frame.role("subject"), "other": frame.role("talks"), "another": frame.role("talks")}
            groups = [group for group in roles if found.groupdict().get(group)]
            named = ((k, roles[group]) for group in groups for k in range(*found.span(group)))
            yield from ((held.index(start + k), role) for k, role in named if found.string[k] == MARKS["org"])
            return

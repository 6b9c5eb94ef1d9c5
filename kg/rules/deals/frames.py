"""The words that speak of dealing and the part each neighbour of theirs takes, read from ``lexicon/deals.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.document import pattern
from kg.finding import beginning
from kg.lexicon import all_forms, alternation, branches, forms, table, words
from kg.model import DealKind
from kg.needs import Needs, needs
from kg.text import lower

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.document import Masked

_FLAGS = (
    "goods",
    "weak",
    "money",
    "alone",
    "standing",
    "company",
    "things",
    "joins",
    "pair",
    "side",
    "copula",
    "joint",
    "price",
    "sum",
    "firm",
    "unit",
    "part",
    "chosen",
    "funded",
    "sold",
    "bought",
    "promised",
    "percent",
    "listed",
    "hosted",
    "beside",
    "private",
    "aimed",
    "booked",
    "theirs",
    "room",
)


@dataclass(frozen=True)
class Frame:
    """A family of words with one meaning. `roles` maps a place in the sentence to the role found there."""

    kind: DealKind | None
    roles: Mapping[str, str]
    flags: frozenset[str]
    verb: bool = False

    def role(self, place: str) -> str:
        """Return the role that stands at a place: subject, object, possessor, modifier, owner or a preposition."""
        return self.roles.get(place, "")

    def has(self, flag: str) -> bool:
        """Tell whether the lexicon sets a flag."""
        return flag in self.flags


@dataclass(frozen=True)
class Entry:
    """What one word form can be: frames of a verb in that form, or of a noun."""

    verbs: tuple[tuple[Frame, str], ...] = ()  # with the form: base, third, past, participle, ing
    nouns: tuple[Frame, ...] = ()


@dataclass
class _Draft:
    verbs: list[tuple[Frame, str]] = field(default_factory=list)
    nouns: list[Frame] = field(default_factory=list)


_FORM_NAMES = ("base", "third", "past", "participle", "ing")


@cache
def entries() -> Mapping[str, Entry]:
    """Return every word form of dealing, in lower case, with its frames."""
    drafts: dict[str, _Draft] = {}
    for row in table("deals")["verb"]:
        frame = _frame(row, verb=True)
        for form, name in _verb_forms(row["lemmas"]):
            drafts.setdefault(form, _Draft()).verbs.append((frame, name))
    nouns = [(row["words"], _frame(row, verb=False)) for row in table("deals")["noun"]]
    for given, frame in nouns:  # "customers" as it is written comes before the plural of "customer"
        for word in given:
            drafts.setdefault(word, _Draft()).nouns.append(frame)
    for given, frame in nouns:
        for word in _plurals(given):
            drafts.setdefault(word, _Draft()).nouns.append(frame)
    return {word: Entry(tuple(draft.verbs), tuple(draft.nouns)) for word, draft in drafts.items()}


def _frame(row: Mapping[str, Any], *, verb: bool) -> Frame:
    flags = frozenset(flag for flag in _FLAGS if row.get(flag))
    roles = {k: v for k, v in row.items() if isinstance(v, str) and k != "kind"}
    return Frame(DealKind(row["kind"]) if "kind" in row else None, roles, flags, verb)


def _verb_forms(lemmas: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each form with the name of what it can be; past and participle of one spelling are called past."""
    for lemma in lemmas:
        seen = set()
        known = forms(lemma)
        names = ("past", *_FORM_NAMES[1:]) if known[0] == known[2] else _FORM_NAMES  # "put"
        for form, name in zip(known, names, strict=True):
            if form not in seen:
                seen.add(form)
                yield form, name


def _plurals(nouns: Iterable[str]) -> Iterator[str]:
    for noun in nouns:
        # "sales" and "purchases" are mostly what a company earns and spends
        if not (noun.startswith("series") or noun.endswith(("s", "ing", "sale", "purchase", "of intent", "debt"))):
            yield noun[:-1] + "ies" if noun.endswith("y") else noun + "s"


_WORD = re.compile(r"[a-z](?<!['\w].)[a-z]++(?:-[a-z]++)*+")


@cache
def _openings() -> Mapping[str, tuple[str, ...]]:
    """Return the entries by their first word, the longest first."""
    found: dict[str, list[str]] = {}
    for entry in sorted(entries(), key=lambda entry: (-len(entry), entry)):
        found.setdefault(entry.split(" ")[0], []).append(entry)
    return {word: tuple(known) for word, known in found.items()}


@cache
def _begins() -> Needs:
    """Return how the first words of the entries begin."""
    return Needs(words=frozenset(beginning(re.split(r"[^a-z]", word)[0]) for word in _openings()))


def _first_words(masked: Masked, low: str, end: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield where in masked text, given in lower case too, a word stands that can begin entries, and these."""
    known = _openings()
    for start, stop in masked.sentences.meeting(_begins()):
        for match in _WORD.finditer(low, start, min(stop, end)):
            if match.group() in known:
                yield match.start(), known[match.group()]


def triggers(masked: Masked, end: int) -> Iterator[tuple[int, str]]:
    """Yield the words of dealing before `end`: where they begin and the entry they are, the longest one each."""
    low, free = lower(masked.text), 0
    for start, known in _first_words(masked, low, end):
        if start < free:
            continue
        for entry in known:
            last = start + len(entry)
            if low.startswith(entry, start) and not (low[last : last + 1].isalnum() or low[last : last + 1] in "'-"):
                free = last
                yield start, entry
                break


# "cloud startup [Acme]", "[Acme], a cloud company"; the name is one NUL.
_TRADER = (
    r"\b{0}(?:[ -][\w-]+){{0,2}}[ -](?:maker|provider|company|startup|start-up|firm|operator|giant|developer|supplier|"
    r"specialist|producer|designer|group|miner|business|lab|laboratory),? \x00|"
    r"\b(?={0})(?:chip ?maker|neocloud|hyperscaler|landlord|utility) \x00|"
    r"\x00, (?:an?|the|one of the) (?:[\w-]+ ){{0,4}}{0}\b"
)


@dataclass(frozen=True)
class Goods:
    """What is dealt in, told by words; `giver` and `taker` are the roles of the two sides."""

    kind: DealKind
    giver: str
    taker: str
    pattern: re.Pattern[str]
    trade: re.Pattern[str]  # names of those who give them
    trader: re.Pattern[str]  # what they are called before their name or behind it
    use: re.Pattern[str]  # names of those who take them
    user: re.Pattern[str]  # what they are called
    owned: re.Pattern[str]  # such goods as somebody's, behind the name: "'s archives"
    drawn: re.Pattern[str]  # and before it: "articles from"
    held: re.Pattern[str]  # as anybody's: "its archive", "the publisher's articles"

    def count(self, text: str) -> int:
        """Return how often a text names such goods; works are licensed where somebody has them."""
        own = len(self.held.findall(text)) if self.kind is DealKind.LICENSING else 0
        return len(self.pattern.findall(text)) + own


def _owned(row: Mapping[str, Any]) -> str:
    return rf"(?:{alternation(row.get('owned', ['(none)']))})(?! (?:{alternation(word_list('around_works'))})\b)"


@cache
def goods() -> tuple[Goods, ...]:
    """Return the kinds of goods in the order of the lexicon."""
    return tuple(
        Goods(
            DealKind(row["kind"]),
            row["giver"],
            row["taker"],
            re.compile(rf"(?<!\w)(?:{branches(row['words'])})(?!\w)", re.IGNORECASE),
            re.compile(rf"(?<!\w)(?:{alternation(row.get('trade', ['(none)']))})(?!\w)"),
            re.compile(_TRADER.format(row.get("trader", "(?!)")), re.IGNORECASE),
            re.compile(rf"(?<!\w)(?:{alternation(row.get('use', ['(none)']))})(?!\w)"),
            re.compile(_TRADER.format(row.get("user", "(?!)")), re.IGNORECASE),
            re.compile(rf"['’]s? (?:[\w-]+ ){{0,3}}(?:{_owned(row)})\b", re.IGNORECASE),
            re.compile(rf"\b(?:{_owned(row)}) from (?:the )?$", re.IGNORECASE),
            re.compile(rf"(?:['’]s?|\b(?:its|their|whose)) (?:[\w-]+ ){{0,3}}(?:{_owned(row)})\b", re.IGNORECASE),
        )
        for row in table("deals")["goods"]
    )


@cache
def cue(name: str) -> re.Pattern[str]:
    """Return the pattern of the cue list `name`: regular expressions over masked text, any of them."""
    return pattern("|".join(f"(?:{source})" for source in table("deals")["cues"][name]), flags=re.IGNORECASE)


@cache
def low_cue(name: str) -> re.Pattern[str]:
    """Return the same pattern for text in lower case, in which it is found several times faster."""
    return re.compile(cue(name).pattern)


@cache
def _openings_of(name: str) -> frozenset[str]:
    return needs(low_cue(name)).words


def heard(name: str, text: str, words: frozenset[str], *, low: bool = False) -> re.Match[str] | None:
    """Search a text for a cue where a sentence whose words begin so (see `kg.finding.openings`) may hold it.

    `low` says that the text is in lower case.
    """
    needed = _openings_of(name)
    if needed and needed.isdisjoint(words):
        return None
    return (low_cue if low else cue)(name).search(text)


@cache
def word_list(name: str) -> frozenset[str]:
    """Return a word list of the lexicon."""
    return words("deals", name)


@cache
def verb_list(name: str) -> frozenset[str]:
    """Return every form of the verbs in a list of the lexicon."""
    return frozenset(all_forms(words("deals", name)))

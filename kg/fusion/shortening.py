"""Names of which some articles use a shorter form: "Tarn" for "Tarn Robotics", "Mike" for "Michael".

Likeness of names is not enough. For companies, the same person holds the same post at both, or both make one deal, with
the same counterpart and for the same sum; for people, they hold the same post at the same organisation. And no article
names both.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from kg.judgements import Judgement
from kg.lexicon import table, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.fusion.facts import Facts
    from kg.model import Ref
    from kg.registry import Registry


def short_names(facts: Facts, known: Registry) -> Iterator[Judgement]:
    """Which names are a longer and a shorter form of one, each with the reason; the first seen is kept."""
    named_in = {ref: set(articles) for ref, articles in facts.named_in.items() if ref.startswith(("org/", "person/"))}
    pairs = [(a, b) for a, b in _pairs(named_in) if a not in known.by_ref and not named_in[a] & named_in[b]]
    doings = facts.doings({ref for pair in pairs for ref in pair}) if pairs else {}
    for pair in pairs:
        if shared := sorted(set(doings.get(pair[0], ())).intersection(doings.get(pair[1], ())), key=str):
            first, second = sorted(pair, key=facts.rank)
            articles = (min(doings[ref][shared[0]]) for ref in pair)
            reason = f"{' is '.join(pair)}: {' '.join(map(str, shared[0]))} in {' and '.join(articles)}"
            yield Judgement("same", first, second, reason)


def _pairs(refs: Iterable[Ref]) -> Iterator[tuple[Ref, Ref]]:
    """The pairs that may be one, a company's shorter name first."""
    alike: dict[str, list[Ref]] = defaultdict(list)
    named = frozenset(refs)
    for ref in sorted(named):
        if ref.startswith("person/"):
            alike[plain(ref)].append(ref)
        elif (head := shorter(ref)) in named:
            yield head, ref
    for people in alike.values():
        yield from combinations(people, 2)


def shorter(org: Ref) -> Ref:
    """A company's name without the word at its end that others may leave out; nothing where there is no such word."""
    head, _, tail = org.rpartition("-")
    return head if tail in words("identity", "tails") else ""


def plain(person: Ref) -> str:
    """A person's name with the whole form of the given name, and without initials."""
    given, *others = person.partition("/")[2].split("-")
    return "-".join([_whole_forms().get(given, given), *(part for part in others if len(part) > 1)])


@cache
def _whole_forms() -> Mapping[str, str]:
    return {short: row[0] for row in table("identity")["given"] for short in row[1:]}

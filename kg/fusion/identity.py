"""Which names of several articles are one entity, and which one name stands for two.

Four rules, each with its words, and the ledger above them: a company that an article says was renamed; one name that
articles take for things of two kinds; a company that some articles call by its first word alone, while the same person
runs it or it makes the same deal; one name of two people, told apart by role and organisation. Likeness of names
alone joins nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from kg import model
from kg.fusion.facts import Facts
from kg.fusion.homonyms import homonyms
from kg.fusion.shortening import short_names
from kg.judgements import Judgement, kept
from kg.model import Article, Evidence
from kg.registry import Registry, registry

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from kg.model import Reading, Ref

#: A kind is settled when so many times as many articles give it as give the other.
SETTLED = 2
_CLASSES = ("org", "product", "person")


def identify(
    readings: Sequence[Reading], judgements: Sequence[Judgement] = (), known: Registry | None = None
) -> tuple[Sequence[Reading], Mapping[Ref, Ref]]:
    """The readings with each entity under the one name that is kept for it, and what became of the other names."""
    known = known or registry()
    judged = [each for each in judgements if each.sort == "entity"]
    keep = keeping(Facts.of(readings), judged, known)
    kept_names = _Kept(keep)
    told = [kept_names.apply(reading) for reading in readings] if keep else readings
    split, given = homonyms(told, judged, known)
    retired = given | {old: new for old, new in keep.items() if "@" not in old + new}
    if not keep and not split:
        return readings, retired
    return [renaming(reading, split.get(reading.article.id, {})) for reading in told], retired


def keeping(facts: Facts, judged: Sequence[Judgement], known: Registry) -> dict[Ref, Ref]:
    """The name that is kept for each name that is not; `judged` are the judgements on entities."""
    parted = [frozenset((each.a, each.b)) for each in judged if each.verdict == "different"]
    found = [each for each in found_same(facts, known) if frozenset((each.a, each.b)) not in parted]
    return _closed(kept(judged), kept(found))


def unions(readings: Sequence[Reading], known: Registry | None = None) -> list[Judgement]:
    """What the rules find to be the same, as judgements whose reason is the evidence; the first seen is kept."""
    return found_same(Facts.of(readings), known or registry())


def found_same(facts: Facts, known: Registry) -> list[Judgement]:
    """As `unions`, of what is known of each name; what is found of a name rests on that name and its likes alone."""
    return [*_renamed(facts), *_two_kinds(facts, known), *short_names(facts, known)]


def _closed(judged: Mapping[Ref, Ref], found: Mapping[Ref, Ref]) -> dict[Ref, Ref]:
    """Both together: what is judged goes before what is found."""
    both = {old: new for old, new in found.items() if old not in judged and judged.get(new) != old} | dict(judged)
    closed = {}
    for old in sorted(both):
        new = both[old]
        while new in both and both[new] not in (old, new):
            new = both[new]
        if new != old:
            closed[old] = new
    return closed


# ------------------------------------------------------------------------------ the rules


def _renamed(facts: Facts) -> Iterator[Judgement]:
    for pair in sorted(facts.renamed, key=sorted):
        first, second = sorted(pair, key=facts.rank)
        yield Judgement("same", first, second, f"renamed: {facts.renamed[pair]}")


def _two_kinds(facts: Facts, registry: Registry) -> Iterator[Judgement]:
    """One name in several classes is one thing when most articles agree on one and no article has it in two."""
    articles: dict[str, dict[Ref, Collection[str]]] = defaultdict(dict)
    for ref, named_in in facts.named_in.items():
        if name := stem(ref):
            articles[name][ref] = named_in
    known = registry.by_ref
    for name in sorted(articles):
        told = articles[name]
        order = sorted(told, key=lambda ref: (ref not in known, -len(told[ref]), ref))
        for other in order[1:]:
            best = order[0]
            settled = best in known or len(told[best]) >= SETTLED * len(told[other])
            apart = best.partition("/")[0] != other.partition("/")[0] and not set(told[best]) & set(told[other])
            if settled and apart and other not in known:
                kinds = (f"{ref.partition('/')[0]} in {len(told[ref])}" for ref in (best, other))
                reason = f"one name, taken for {' and '.join(kinds)} articles"
                yield Judgement("same", best, other, reason)


def stem(ref: Ref) -> str:
    """What a thing is called in whatever class, in the singular; nothing for what has no likes in other classes."""
    kind, _, name = ref.partition("/")
    return name.removesuffix("s") if kind in _CLASSES else ""


# ------------------------------------------------------------------------------- renaming


class _Kept:
    """The names that are kept, everywhere and in single articles: what is judged of one goes before all."""

    def __init__(self, keep: Mapping[Ref, Ref]) -> None:
        self.everywhere: dict[Ref, Ref] = {}
        self.within: dict[str, dict[Ref, Ref]] = defaultdict(dict)
        for old, new in keep.items():
            name, at, article = old.partition("@")
            (self.within[article] if at else self.everywhere)[name] = new.partition("@")[0]

    def apply(self, reading: Reading) -> Reading:
        """One article under the names that are kept."""
        within = self.within.get(reading.article.id)
        return renaming(reading, {**self.everywhere, **within} if within else self.everywhere)


def renaming(reading: Reading, names: Mapping[Ref, Ref]) -> Reading:
    """The reading with every ref in `names` replaced."""
    if not names or names.keys().isdisjoint(texts(reading)):
        return reading
    changed: Reading = _changed(reading, names)
    return changed


def texts(value: Any) -> Iterator[str]:
    """All texts of a value of the model that can be refs."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)
    elif value is not None and not isinstance(value, Article | Evidence) and is_dataclass(value):
        for name in _fields(value.__class__):
            yield from texts(getattr(value, name))


def _changed(value: Any, names: Mapping[Ref, Ref]) -> Any:
    if type(value) is str:
        return names.get(value, value)
    if isinstance(value, tuple):
        return tuple(_changed(each, names) for each in value)
    if not is_dataclass(value) or isinstance(value, Article | Evidence):
        return value
    changed = {name: _changed(getattr(value, name), names) for name in _fields(value.__class__)}
    told = {name: new for name, new in changed.items() if new != getattr(value, name)}
    return replace(value, **told) if told else value  # type: ignore[type-var]


@cache
def _fields(cls: Any) -> tuple[str, ...]:
    """The fields in which a ref can stand, by what the model says of them: most of a reading is words and places."""
    return tuple(field.name for field in fields(cls) if any(map(_leads, re.findall(r"\w+", str(field.type)))))


def _leads(word: str) -> bool:
    """Whether this word of a type stands for a ref, for any value, or for a class of the model that holds a ref."""
    cls = getattr(model, word, None)
    within = cls is not None and is_dataclass(cls) and word not in ("Article", "Evidence", "Found", "Sourced")
    return word in ("Ref", "Value") or (within and bool(_fields(cls)))

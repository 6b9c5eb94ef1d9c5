"""Decides what each name stands for: the evidence of its form and of all its surroundings, added up."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import beginning, is_common, table, words
from kg.mentions.deciding import Decision, decision
from kg.mentions.evidence import Surroundings
from kg.mentions.mates import mates, siblings
from kg.mentions.shapes import ends_in_head, is_given, is_place, shape
from kg.model import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.document import Title
    from kg.mentions.candidate import Candidate
    from kg.registry import Known, Registry

_HARDWARE_NEAR = re.compile(
    r"\b(?:GPU|CPU|TPU|chip|processor|accelerator|server|silicon|semiconductor|rack|graphics|card|supercomputer|turbine|interconnect|reactor)|\b[A-Z]{1,2}\d00s?\b"
)
_NEAR = 120
#: So short a name has no family, and what versions of one are called.
_SHORT = 3
_GRADES = frozenset({"Ultra", "Max", "Pro", "Next", "Super", "Plus", "Lite", "Mini"})
#: What stands beside people alone.
_PEOPLE = frozenset({"title-before", "title-behind", "honorific", "who", "age"})
_SURNAMES = frozenset({"Mills", "Power", "Post", "Church", "Banks"})
_MODELS = {"model-number", "numbered"}
#: Forms that say little by themselves, so that it counts when deals are told around them.
_UNTOLD = {"unknown", "camel", "half-known", "mixed"}


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    found: Mapping[str, Mapping[str, float]] = table("names")["evidence"]
    return found


def decide(
    text: str, found: Sequence[Candidate], pools: Mapping[str, str], titles: Sequence[Title], registry: Registry
) -> dict[str, Decision]:
    """Return the decision for each form of a name.

    `pools` leads a short form to the long form that shares its evidence.
    """
    scores = {
        form: _sum(labels, form, registry) for form, labels in _labels(text, found, pools, titles, registry).items()
    }
    for form, kind in mates(text, found, pools, scores).items():
        scores[form][kind.value] += table("names")["least"]
    for form, kind in siblings(scores).items():
        scores[form][kind.value] += table("names")["least"] + table("names")["lead"]
    decided = {form: decision(score) for form, score in scores.items()}
    return {candidate.text: decided[pools.get(candidate.text, candidate.text)] for candidate in found}


def _labels(
    text: str, found: Sequence[Candidate], pools: Mapping[str, str], titles: Sequence[Title], registry: Registry
) -> dict[str, Counter[str]]:
    """Count the labels of evidence for each pooled form."""
    around = Surroundings(text, titles)
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    for candidate in found:
        counted = labels[pools.get(candidate.text, candidate.text)]
        for label in around.labels(candidate):
            counted[label] += 1
        if not candidate.headline:
            if "deal-near" not in counted and _tells_deal(text, candidate):
                counted["deal-near"] = 1
            if not _MODELS.isdisjoint(shape(candidate.text)):
                counted.update(["site-near"] if _is_site(text, candidate) else [])
                near = text[max(0, candidate.start - _NEAR) : candidate.end + _NEAR]
                other = "other-noun-behind" in counted
                counted.update(["hardware-near"] if not other and _HARDWARE_NEAR.search(near) else [])
    for short, long in pools.items():
        if short in _surnames(long) and long.split()[0] not in words("products", "other_first"):
            labels[long]["surname-again"] = 1
    _add_makers(labels, registry)
    return labels


def _tells_deal(text: str, candidate: Candidate) -> bool:
    """Tell whether a deal is told around a name that says little by itself."""
    return not _UNTOLD.isdisjoint(shape(candidate.text)) and bool(_deal().search(text, *_window(text, candidate)))


#: What is built or let, before and behind a name: "its first building, Acme 1", "Acme 2, a 60-megawatt site".
_SITE_BEFORE = re.compile(r"\b(?:building|site|campus|facility|hall|construction of|opening of),? (?:the |called )?$")
_SITE_BEHIND = re.compile(
    r"(?:, (?:an?|the|its) [\w()., -]{0,40}?)?"
    r" (?:fab|plant|building|site|campus|facility|data cent(?:er|re))s?\b(?! for)"
)


def _is_site(text: str, candidate: Candidate) -> bool:
    """Tell whether a name with a number is told to be a building."""
    before = _SITE_BEFORE.search(text, max(0, candidate.start - 32), candidate.start)
    return before is not None or _SITE_BEHIND.match(text, candidate.end) is not None


@cache
def _deal() -> re.Pattern[str]:
    return re.compile(rf"(?:{beginning(words('names', 'deal_words'))})\b")


def _window(text: str, candidate: Candidate) -> tuple[int, int]:
    """Return the stretch around a candidate within its line."""
    start = max(text.rfind("\n", max(0, candidate.start - _NEAR), candidate.start) + 1, candidate.start - _NEAR)
    stop = text.find("\n", candidate.end, candidate.end + _NEAR)
    return start, stop if stop >= 0 else candidate.end + _NEAR


def _surnames(name: str) -> tuple[str, ...]:
    parts = name.split()
    if len(parts) < 2 or is_common(parts[-1]) or parts[0] == parts[-1]:
        return ()
    return (parts[-1],)


def _add_makers(labels: dict[str, Counter[str]], registry: Registry) -> None:
    """Mark names that begin with another name: "Acme Cloud" beside "Acme"."""
    for form, counted in labels.items():
        first, _, rest = form.partition(" ")
        named = rest and not (rest.isdigit() or is_given(first) or is_place(first))
        if named and (first in labels or _is_firm(first, registry)):
            counted[_beside_maker(rest)] = 1
            if "model-number" in shape(form) and ("hardware-near" in counted or _makes(first, registry)):
                counted["maker-model"] = 1


def _beside_maker(rest: str) -> str:
    """Return what the words behind another name make of both: its branch, a firm of its own, or its product."""
    if is_place(rest):
        return "branch"
    last = rest.rsplit(" ", 1)[-1]
    firm = " " in rest and ends_in_head(last) and last not in words("products", "heads")
    return "maker-firm" if firm else "maker-prefix"


def _family(form: str, registry: Registry) -> Known | None:
    """Return the known hardware of which a name is a version: "Rubin" for "Rubin Ultra" and "Rubin2"."""
    first, *rest = form.split(" ")
    base = first.rstrip("0123456789")
    version = all(word.isupper() or word in _GRADES or any(map(str.isdigit, word)) for word in rest)
    known = registry.find(base) if base != form and len(base) > _SHORT and version else None
    return known if known is not None and known.kind is Kind.HARDWARE else None


def _makes(name: str, registry: Registry) -> bool:
    """Tell whether a known firm makes hardware."""
    known = registry.find(name)
    return known is not None and known.ref in registry.makers


def _is_firm(name: str, registry: Registry) -> bool:
    known = registry.find(name)
    return known is not None and known.kind is Kind.ORGANIZATION


def _sum(labels: Counter[str], form: str, registry: Registry) -> dict[str, float]:
    """Add up the weights; the same evidence again counts half, four times at most."""
    score: dict[str, float] = defaultdict(float)
    weights = _weights()
    for label in shape(form):
        labels[label] += 1
    if "place-list" in labels:  # states have ministers, budgets and firms, which say nothing of the kind
        for label in ("title-owner", "org-owned", "owns", "org-phrase-before", "org-noun-apposed"):
            del labels[label]
    first, _, last = form.partition(" ")
    if not _PEOPLE.isdisjoint(labels) and (is_given(first) or last in _SURNAMES):
        del labels["other-head"], labels["org-head"]  # "spokeswoman Laura Bell", "chief executive Cora Mills"
    if "owned-by" in labels and "site-behind" in labels:  # "its Acme plant": the plant's own name
        labels["other-noun-behind"] += labels.pop("site-behind")
    if "owned-by" in labels and "two-unknown" in labels:
        labels["owned-person"] = 1
    for label, count in labels.items():
        for kind, weight in weights.get(label, {}).items():
            score[kind] += weight * (1 + 0.5 * (min(count, 4) - 1))
    known = registry.find(form) or registry.find(form.removesuffix(" AI")) or _family(form, registry)
    if known is not None:
        score[known.kind.value] += _known_weight(form)
    return score


def _known_weight(form: str) -> float:
    """Return how surely a name is that of the registry: hardly anybody else bears one of several words."""
    if " " in form or "-" in form:
        return 12.0
    return 2.5 if is_common(form) or is_given(form) or form in words("places", "short") else 6.0

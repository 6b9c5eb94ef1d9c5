"""Gives names without a kind the kind of those they are listed with, or of other models of their family."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from kg.mentions.cues import firms
from kg.mentions.deciding import Decision, decision
from kg.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.mentions.candidate import Candidate

_LIST = re.compile(r",\s+(?:and\s+|or\s+)?(?:the\s+)?|\s+(?:and|or)\s+(?:the\s+)?|\s*[&/]\s*")
#: "lenders including", "unions such as"
_LED = re.compile(r"\b(?P<noun>\w+),?\s(?:including|such as|like|namely)\s(?:the\s)?$")
#: Evidence for another kind that keeps a name from taking the kind of a list.
_APART = 1.5
_PAIR = 2
#: So much evidence, and less, a family's name needs none of to be of the kind of its models.
_WEAK = 2.5
#: So far before a list its noun stands.
_NEAR = 120


def mates(
    text: str, found: Sequence[Candidate], pools: Mapping[str, str], scores: Mapping[str, dict[str, float]]
) -> dict[str, Kind]:
    """Give names without a kind the kind of those they are listed with."""
    result: dict[str, Kind] = {}
    for group in _groups(text, found):
        forms = [pools.get(candidate.text, candidate.text) for candidate in group]
        if _is_led(text, group[0].start):
            result |= {form: Kind.ORGANIZATION for form in forms if _is_weak(scores[form])}
            continue
        kinds = [decided.kind for form in forms if (decided := decision(scores[form])).kind]
        if not kinds or len(set(kinds)) > 1 or kinds[0] is None:
            continue
        for form in forms:
            decided = decision(scores[form])
            if decided.kind is None and not decided.other and _is_open(scores[form], kinds[0], len(group)):
                result[form] = kinds[0]
    return result


def _is_led(text: str, start: int) -> bool:
    """Tell whether firms are listed from here on: "lenders including Acme and Bolt"."""
    lead = _LED.search(text, max(0, start - _NEAR), start)
    return lead is not None and lead["noun"].lower() in firms()


def _is_weak(score: Mapping[str, float]) -> bool:
    """Tell whether little speaks for any kind, and nothing against an organisation."""
    own = score.get(Kind.ORGANIZATION.value, 0.0)
    return own >= 0 and own < _WEAK and max(score.values(), default=0.0) < _WEAK


def siblings(scores: Mapping[str, Mapping[str, float]]) -> dict[str, Kind]:
    """Give the open models of a family the kind of another: "Kestrel 3" that of "Kestrel 4"."""
    families: dict[str, list[str]] = defaultdict(list)
    for form in scores:
        base, _, number = form.rpartition(" ")
        if number.isdigit():
            families[base].append(form)
    result: dict[str, Kind] = {}
    for base, forms in families.items():
        kinds = {decided.kind for form in forms if (decided := decision(scores[form])).kind}
        if len(kinds) == 1 and (kind := kinds.pop()) in (Kind.HARDWARE, Kind.PRODUCT):
            weak = base in scores and max(scores[base].values(), default=0.0) < _WEAK
            open_ = [form for form in forms if decision(scores[form]) == Decision(None)]
            result |= dict.fromkeys([*open_, base] if weak else open_, kind)
    return result


def _is_open(score: Mapping[str, float], kind: Kind, count: int) -> bool:
    """Tell whether nothing speaks against a kind, and little for another."""
    own = score.get(kind.value, 0.0)
    return own >= 0 and max(score.values(), default=0.0) - own < (_APART if count > _PAIR else _APART / _PAIR)


def _groups(text: str, found: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """Yield the lists: names parted by commas, "and" and "or" alone."""
    group: list[Candidate] = []
    for candidate in found:
        if candidate.headline:
            continue
        if group and _LIST.fullmatch(text, group[-1].end, candidate.start):
            group.append(candidate)
            continue
        if len(group) > 1:
            yield group
        group = [candidate]
    if len(group) > 1:
        yield group

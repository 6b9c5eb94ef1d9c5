"""Compares what was read with what a careful reader finds: precision and recall per family and per rule.

Two names are the same without case, accents and legal form, or when the reader of the article met one as a
form of the other. A deal is found when two of its named parties are (one, where only one is named); a direct
statement when its span and the found one share 0.8 of their characters, an indirect one at 0.5.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeAlias

from kg import articles
from kg.edtf import parse
from kg.gold import load
from kg.iris import org_ref
from kg.matching import match, overlap, same_sum
from kg.metadata import Metadata
from kg.reading import read
from kg.records import records
from kg.scores import Scores

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from kg.gold import Gold, GoldDeal, GoldStatement
    from kg.measured import Record
    from kg.model import Article, Deal, Evidence, Reading, Sourced, Statement

Pairs: TypeAlias = "Sequence[tuple[int, int]]"


def score(pairs: Iterable[tuple[Gold, Reading]]) -> Scores:
    """Score readings against annotations."""
    scores = Scores()
    for gold, reading in pairs:
        _Article(gold, reading, scores).score()
    return scores


def annotated(folder: Path) -> Scores:
    """Read and score the annotated articles of a folder. Raises ArticleError where there are none."""
    return score((gold, read(_article(gold))) for gold in load(folder))


def _article(gold: Gold) -> Article:
    """Return the annotated text as an article, with the date that the annotation gives."""
    known = Metadata(published=parse(gold.published)) if gold.published else None
    [source] = articles.find([gold.text], known)
    return articles.load(source)


class _Article:
    """One article under comparison."""

    def __init__(self, gold: Gold, reading: Reading, scores: Scores) -> None:
        self.gold, self.reading, self.scores = gold, reading, scores
        self.forms = {
            org_ref(form): entity.name for entity in reading.entities for form in (*entity.surfaces, entity.name)
        }
        self.records: dict[str, list[Record]] = defaultdict(list)
        for record in records(reading):
            self.records[record["record"]].append(record)

    def key(self, name: str | None) -> str:
        """One key for all forms of a name."""
        if not name:
            return ""
        return org_ref(self.forms.get(org_ref(name), name))

    def score(self) -> None:
        self._names("organizations", self.gold.organizations, "organization")
        self._names("people", self.gold.people, "person")
        self._names("hardware", self.gold.hardware, "hardware")
        self._roles()
        self._deals()
        for direct in (True, False):
            self._statements(direct)

    def _log(self, family: str, missed: Iterable[object], wrong: Iterable[object]) -> None:
        name = self.gold.text.stem
        self.scores.errors += [(name, "missed", family, str(item)) for item in missed]
        self.scores.errors += [(name, "wrong", family, str(item)) for item in wrong]

    def _names(self, family: str, names: Iterable[str], kind: str) -> None:
        gold = {self.key(name) for name in names}
        found = {self.key(record["name"]) for record in self.records[kind]}
        self.scores.families[family].add(len(gold), len(found), len(gold & found))
        self._log(family, sorted(gold - found), sorted(found - gold))
        for entity in self.reading.entities:
            if entity.kind.value == kind:
                self._rule(entity.evidence[0], self.key(entity.name) in gold)
        if kind == "hardware":
            bounds = {self.key(name): bound for name, bound in self.gold.hardware.items() if bound}
            for record in self.records[kind]:
                if (bound := bounds.get(self.key(record["name"]))) is not None:
                    quantity = record.get("quantity") or {}
                    self._slot("hardware quantity", right := bound == (quantity.get("min"), quantity.get("max")))
                    self.scores.rules["hardware-quantity"].add(0, 1, int(right))

    def _roles(self) -> None:
        gold = [(self.key(person), self.key(organization)) for person, _, organization in self.gold.roles]
        known = [record for record in self.records["role"] if not record["open"]]
        found = [(self.key(record["person"]), self.key(record["organization"])) for record in known]
        pairs = match(gold, found, lambda a, b: float(a == b), 1.0)
        self._family("roles", gold, found, pairs, [role.evidence for role in self.reading.roles])

    def _deals(self) -> None:
        gold, found = list(self.gold.deals), self.records["deal"]
        pairs = match(gold, found, self._alike, 1.0)
        self._family("deals", gold, found, pairs, [deal.kind_evidence for deal in self.reading.deals])
        primary = [i for i, deal in enumerate(gold) if deal.primary]
        got = len({i for i, _ in pairs} & set(primary))
        self.scores.families["primary deals"].add(len(primary), len(primary), got)
        for i, j in pairs:
            self._deal_slots(gold[i], found[j], self.reading.deals[j])

    def _alike(self, gold: GoldDeal, found: Record) -> float:
        names = {self.key(party["name"]) for party in found["parties"]}
        wanted = {self.key(name) for name, _ in gold.parties if name}
        if not wanted or len(names & wanted) < min(2, len(wanted)):
            return 0.0
        return float(1.0 + 0.5 * (gold.kind == found["type"]) + 0.4 * same_sum(gold.value, found["value"]))

    def _deal_slots(self, gold: GoldDeal, found: Record, deal: Deal) -> None:
        self._slot("deal kind", gold.kind == found["type"])
        self._slot("deal status", gold.status == found["status"])
        self._rule(deal.statuses[-1].evidence, gold.status == found["status"])
        if gold.value or found["value"]:
            self._slot("deal value", same_sum(gold.value, found["value"]))
        if found["value"]:
            self._rule(deal.values[0].evidence, same_sum(gold.value, found["value"]))
        if gold.years:
            self._slot("deal term", gold.years == found["duration_years"])
        if found["duration_years"]:
            self._rule(deal.durations[0].evidence, gold.years == found["duration_years"])
        if gold.capacity:
            self._slot("deal capacity", set(gold.capacity) <= {(c["value"], c["unit"]) for c in found["capacity"]})
        roles = {self.key(party["name"]): party["role"] for party in found["parties"]}
        wanted = {(self.key(name), role) for name, role in gold.parties}
        for party, told in zip(deal.parties, found["parties"], strict=False):
            self._rule(party.evidence, (self.key(told["name"]), told["role"]) in wanted)
        for name, role in gold.parties:
            if self.key(name) in roles:
                self._slot("party role", roles[self.key(name)] == role)

    def _statements(self, direct: bool) -> None:
        family, floor = ("direct statements", 0.8) if direct else ("indirect statements", 0.5)
        gold = [item for item in self.gold.statements if item.direct is direct]
        other = [item for item in self.gold.statements if item.direct is not direct]
        both = list(zip(self.records["statement"], self.reading.statements, strict=True))
        found = [(record, item) for record, item in both if (record["kind"] == "direct") is direct]
        spans = [(item.evidence.start, item.evidence.end) for _, item in found]
        pairs = match(gold, spans, lambda a, b: overlap(a.span, b), floor)
        free = [j for j in range(len(spans)) if j not in {j for _, j in pairs}]
        # a statement of the other manner was found, only its manner is another
        aside = {free[j] for _, j in match(other, [spans[j] for j in free], lambda a, b: overlap(a.span, b), 0.5)}
        kept = [j for j in range(len(found)) if j not in aside]
        self._family(
            family,
            gold,
            [found[j][0]["text"] for j in kept],
            [(i, kept.index(j)) for i, j in pairs],
            [found[j][1].evidence for j in kept],
        )
        for i, j in pairs:
            self._speaker(family, gold[i], found[j][0])
            self._setting(gold[i], found[j][1])

    def _setting(self, gold: GoldStatement, found: Statement) -> None:
        """Compare where and when something was said, as far as the annotation tells it."""
        if gold.channel:
            self._told(
                "channel", found.channel, right=found.channel is not None and found.channel.value == gold.channel
            )
        if gold.said:
            self._told("day", found.said, right=found.said is not None and found.said.value.edtf.startswith(gold.said))

    def _told(self, name: str, source: Sourced[Any] | None, *, right: bool) -> None:
        self._slot(f"{name} of statements", right)
        if source is not None:
            self._rule(source.evidence, right)

    def _speaker(self, family: str, gold: GoldStatement, found: Record) -> None:
        speakers = [found["speaker"], *found["co_speakers"]]
        right = self.key(gold.speaker) in {self.key(speaker["name"]) for speaker in speakers}
        self._slot(f"speaker of {family}", right)
        if not right:
            self._log(f"speaker of {family}", [], [(gold.speaker, found["speaker"]["name"], found["text"][:60])])

    def _slot(self, name: str, right: bool) -> None:
        self.scores.slots[name].add(1, 1, int(right))

    def _rule(self, evidence: Evidence, right: bool) -> None:
        self.scores.rules[evidence.rule].add(0, 1, int(right))

    def _family(
        self, name: str, gold: Sequence[Any], found: Sequence[Any], pairs: Pairs, evidence: Sequence[Evidence]
    ) -> None:
        self.scores.families[name].add(len(gold), len(found), len(pairs))
        hits, got = {i for i, _ in pairs}, {j for _, j in pairs}
        self._log(
            name,
            (item for i, item in enumerate(gold) if i not in hits),
            (item for j, item in enumerate(found) if j not in got),
        )
        for j, item in enumerate(evidence):
            self._rule(item, j in got)

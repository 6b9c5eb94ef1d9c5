"""Which reports of deals meet: say the same, may be of one deal, or would give it one name."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import product
from typing import TYPE_CHECKING, TypeAlias

from kg.fusion import agreements, deals
from kg.fusion.amendments import amends
from kg.fusion.gathering import DEALS, bound
from kg.fusion.gathering import judged as judge
from kg.fusion.likeness import same
from kg.fusion.naming import named
from kg.fusion.reports import Profile, Report, signature
from kg.tally import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.fusion.naming import Named
    from kg.judgements import Judgement
    from kg.model import Ref
    from kg.tally.rows import Row
    from kg.tally.state import State

#: A deal as one article tells of it: the article, and which of its deals.
Key: TypeAlias = tuple[str, int]
_PARTIES = 2


class Meetings:
    """Which reports of deals meet in one state."""

    def __init__(self, state: State, judgements: Sequence[Judgement] = ()) -> None:
        self.state = state
        self.judged = [each for each in judgements if each.sort == "deal"]
        self._profiles: dict[str, Profile] = {}
        self._looked: set[str] = set()
        self._families: dict[Ref, set[Ref]] = {}

    def report(self, key: Key) -> Report | None:
        """The report of that key; None when it is not in this state."""
        article, at = key
        reading = self.state.fitted(article)
        return Report(reading.article, at, reading.deals[at]) if reading and at < len(reading.deals) else None

    def of_parties(self, parties: Iterable[Ref]) -> set[Key]:
        """The reports that name one of these parties, or who stands for one or is stood for by one."""
        names = {ref for party in parties for ref in self._family(party)}
        return {(article, at) for name in names for article, at, _ in self.state.rows("party", name)}

    def _family(self, party: Ref) -> set[Ref]:
        if party not in self._families:
            self._families[party] = self.state.owned(self.state.root(party)) | {party}
        return self._families[party]

    def meeting(self, key: Key) -> set[Key]:
        """The reports that say the same as this one, may be of one deal with it, or would give the deal its name."""
        report = self.report(key)
        if report is None:
            return set()
        names = agreements.own_names(report)
        found = {(article, at) for name in names for article, at, _ in self.state.rows("deal", name)}
        sign = signature(report)
        if sign not in self._looked:
            self._looked.add(sign)
            found |= self._alike(report, sign)
        return found

    def _alike(self, report: Report, sign: str) -> set[Key]:
        by_sign = self._like(report)
        for other_sign in by_sign.keys() - self._profiles.keys():
            # who says the same lies under the same marks: these are all of them
            self._profiles[other_sign] = Profile(by_sign[other_sign], self.state.root)
        found = set()
        for other_sign, reports in by_sign.items():
            first, second = (self._profiles[each] for each in sorted((sign, other_sign)))
            if first is second or same(first, second) > 0:
                found |= {each.key for each in reports}
        return found

    def _like(self, report: Report) -> dict[str, list[Report]]:
        """The reports that may be of one deal with this one, by what they say."""
        by_sign: dict[str, list[Report]] = defaultdict(list)
        marks = rows.marks(report.deal, self._family, asked=True)
        for key in {(article, at) for mark in marks for article, at, _ in self.state.rows("meets", mark)}:
            if (other := self.report(key)) is not None:
                by_sign[signature(other)].append(other)
        return by_sign

    def named(self) -> set[Key]:
        """The reports that would give a deal a name that is judged."""
        return {
            (article, at) for name in judged(self.judged, "deal") for article, at, _ in self.state.rows("deal", name)
        }

    def parted(self, keys: Iterable[Key]) -> set[Key]:
        """The reports that meet others when judgements part some that say the same; all judged are among the `keys`."""
        reports = self._reports(keys)
        found = named(deals.gather(reports, self.state.root), order=DEALS.order, own=DEALS.own)
        told = bound(self.judged, DEALS, found)
        parts: dict[str, dict[tuple[int, ...], list[Report]]] = defaultdict(lambda: defaultdict(list))
        for report in reports if told else ():
            parts[signature(report)][told.mark(report.key)].append(report)
        return self._meeting_parts({sign: list(part.values()) for sign, part in parts.items() if len(part) > 1})

    def _meeting_parts(self, split: Mapping[str, list[list[Report]]]) -> set[Key]:
        found = set()
        for sign, part in split.items():
            for other_sign, others in self._like(part[0][0]).items():
                pairs = product(part, split.get(other_sign, [others]))
                made = ([Profile(each, self.state.root) for each in pair] for pair in pairs)
                if any(same(*(pair if sign <= other_sign else pair[::-1])) > 0 for pair in made):
                    found |= {each.key for each in others}
        return found

    def _reports(self, keys: Iterable[Key]) -> list[Report]:
        return [report for key in sorted(keys) if (report := self.report(key))]

    def deals(self, keys: Iterable[Key]) -> list[Named[Report]]:
        """The deals that these reports are of, which must be closed."""
        reports = self._reports(keys)
        return judge(self.judged, DEALS, lambda bonds: deals.gather(reports, self.state.root, bonds))

    def parties(self, deal: Named[Report]) -> set[Ref]:
        """Who takes part in a deal, by who stands for them."""
        return {self.state.root(party.ref) for report in deal.group for party in report.deal.parties if party.ref}

    def amending(self, found: Iterable[Named[Report]]) -> Iterator[Row]:
        """Under each of its parties, a deal that changes an earlier one, and how many parties it has."""
        for deal in filter(amending, found):
            article, at = deal.group[0].key
            parties = self.parties(deal)
            yield from (("amends", party, article, at, str(len(parties))) for party in parties)

    def amending_beside(self, deal: Named[Report]) -> set[Key]:
        """The deals that change an earlier one, if it may be this one: of two parties, they share both."""
        shared: Counter[tuple[Key, str]] = Counter()
        for party in self.parties(deal):
            shared.update(((article, at), said) for article, at, said in self.state.rows("amends", party))
        return {key for (key, said), count in shared.items() if count >= _PARTIES or said != str(_PARTIES)}

    def referred(self, deal: Named[Report]) -> set[Key]:
        """The reports of the deals among which is looked for the one that this one changes.

        What is referred to shares two parties, so of two parties those of either hold all that may be meant.
        """
        found = [self.of_parties([party]) for party in sorted(self.parties(deal))]
        return min(found, key=len) if len(found) == _PARTIES else set().union(*found)


def amending(deal: Named[Report]) -> bool:
    """Whether a deal is told to change an earlier one."""
    return any(amends(report.article, report.deal) for report in deal.group)


def judged(judgements: Iterable[Judgement], sort: str) -> set[Ref]:
    """The names of one sort that are judged, and what they are without the mark that tells equal names apart."""
    told = (name.partition("@")[0] for each in judgements if each.sort == sort for name in (each.a, each.b))
    return {ref for name in told for ref in (name, name.rpartition("-")[0])}

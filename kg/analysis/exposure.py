"""How much money deals tie an organisation to others with: by counterparty and currency, and what is counted twice.

Nothing is converted, so each currency stands alone. A deal of three parties counts whole for each counterparty: the
total counts it once, and the difference is the overlap.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from kg.queries import ask
from kg.results import Rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

#: Status of a deal, and how it counts. A deal without a status is told as a fact.
STANDINGS: Final = {"rumoured": "talked of", "cancelled": "called off", "denied": "called off"}
AGREED: Final = "agreed"


@dataclass(frozen=True, slots=True)
class Deal:
    """A deal with its parties in their roles; `low` and `high` bound its value, None where nothing does."""

    iri: str
    name: str
    status: str
    parties: tuple[tuple[str, str, str], ...]  # IRI, name, role
    currency: str = ""
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def standing(self) -> str:
        """Whether it is agreed, talked of, or called off."""
        return STANDINGS.get(self.status, AGREED)

    def roles(self, party: str) -> tuple[str, ...]:
        """The roles of a party in it."""
        return tuple(sorted(role for iri, _, role in self.parties if iri == party))


@dataclass(frozen=True, slots=True)
class Exposure:
    """What ties an organisation to a counterparty, or in all (`counterparty` is empty), in one currency and standing.

    `low` and `high` bound the sum; `high` is None when a value has no upper bound. `currency` is empty for deals of
    unknown value. `shared` deals have further parties; of a total, `overlap` is what its lines count more than once.
    """

    counterparty: str
    name: str
    standing: str
    currency: str
    deals: tuple[str, ...]
    low: Decimal
    high: Decimal | None
    shared: int
    roles: tuple[str, ...] = ()
    overlap: Decimal = field(default=Decimal())


def deals(store: Any) -> list[Deal]:
    """Give the deals of a store, in order of IRI."""
    answer = ask(store, "parties-by-value")
    assert isinstance(answer, Rows)  # noqa: S101 - the library's question is a SELECT
    return deals_of(answer.records())


def deals_of(records: Iterable[Mapping[str, str]]) -> list[Deal]:
    """Give the deals that the rows of the question ``parties-by-value`` tell of, in order of IRI."""
    rows: dict[str, list[Mapping[str, str]]] = {}
    for record in records:
        rows.setdefault(record["deal"], []).append(record)
    return [_deal(iri, rows[iri]) for iri in sorted(rows)]


def _deal(iri: str, rows: list[Mapping[str, str]]) -> Deal:
    parties = sorted({(row["party"], row["partyName"], row["roleName"].removeprefix("has ")) for row in rows})
    first = rows[0]
    low, high = (Decimal(first[name]) if first.get(name) else None for name in ("amount", "most"))
    return Deal(
        iri, first["dealName"], first.get("statusName", ""), tuple(parties), first.get("currency", ""), low, high
    )


def exposure(found: Iterable[Deal], organisations: Collection[str]) -> list[Exposure]:
    """Give the exposure of an organisation (its IRIs, several when a name is shared): totals, then counterparties.

    Totals stand first, by standing and currency; then each counterparty, the largest sums first.
    """
    own = [deal for deal in found if any(iri in organisations for iri, _, _ in deal.parties)]
    lines = [
        _line(chosen, organisations, *key)
        for key, chosen in sorted(_grouped(own, organisations).items())
    ]  # fmt: skip
    totals = [_total(own, organisations, lines, *key) for key in sorted({(x.standing, x.currency) for x in own})]
    return totals + sorted(
        lines, key=lambda line: (line.standing, line.currency, -line.low, line.name, line.counterparty)
    )


_Key = tuple[str, str, str, str]


def _grouped(own: Iterable[Deal], organisations: Collection[str]) -> dict[_Key, list[Deal]]:
    groups: dict[_Key, list[Deal]] = {}
    for deal in own:
        for party, name in sorted({(iri, name) for iri, name, _ in deal.parties if iri not in organisations}):
            groups.setdefault((party, name, deal.standing, deal.currency), []).append(deal)
    return groups


def _line(
    chosen: list[Deal], organisations: Collection[str], party: str, name: str, standing: str, currency: str
) -> Exposure:
    shared = sum(len({iri for iri, _, _ in deal.parties} - set(organisations) - {party}) > 0 for deal in chosen)
    roles = tuple(sorted({role for deal in chosen for role in deal.roles(party)}))
    return Exposure(party, name, standing, currency, _iris(chosen), *_sum(chosen), shared, roles)


def _total(
    own: list[Deal], organisations: Collection[str], lines: list[Exposure], standing: str, currency: str
) -> Exposure:
    chosen = [deal for deal in own if (deal.standing, deal.currency) == (standing, currency)]
    low, high = _sum(chosen)
    counted = sum((line.low for line in lines if (line.standing, line.currency) == (standing, currency)), Decimal())
    alone = sum(deal.low or Decimal() for deal in chosen if {iri for iri, _, _ in deal.parties} <= set(organisations))
    shared = sum(len({iri for iri, _, _ in deal.parties} - set(organisations)) > 1 for deal in chosen)
    overlap = counted - (low - alone)
    roles = tuple(sorted({role for deal in chosen for party in organisations for role in deal.roles(party)}))
    return Exposure("", "", standing, currency, _iris(chosen), low, high, shared, roles, overlap)


def _iris(chosen: Iterable[Deal]) -> tuple[str, ...]:
    return tuple(sorted(deal.iri for deal in chosen))


def _sum(chosen: list[Deal]) -> tuple[Decimal, Decimal | None]:
    low = sum((deal.low or Decimal() for deal in chosen), Decimal())
    if any(deal.high is None for deal in chosen):
        return low, None
    return low, sum((deal.high for deal in chosen if deal.high is not None), Decimal())

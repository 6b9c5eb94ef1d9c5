"""Readings of invented articles, built by hand: what the graph wing is tested with."""

from __future__ import annotations

import datetime
from decimal import Decimal

from kg.iris import org_ref, person_ref, product_ref
from kg.model import (
    Article,
    Bound,
    Deal,
    DealDate,
    DealKind,
    DealStatus,
    Duration,
    Entity,
    Event,
    Evidence,
    HardwareUse,
    Kind,
    Manner,
    Modality,
    Money,
    Origin,
    Party,
    Quantity,
    Reading,
    Relation,
    Role,
    Sourced,
    Speaker,
    Statement,
    TimeSpan,
)


def article(id_: str, text: str, *, published: str = "", based_on: Origin | None = None, url: str = "") -> Article:
    return Article(id=id_, text=text, url=url, published=day(published) if published else None, based_on=based_on)


def day(iso: str, until: str = "") -> TimeSpan:
    first, last = datetime.date.fromisoformat(iso), datetime.date.fromisoformat(until or iso)
    return TimeSpan(first, last, iso if not until else f"{iso}/{until}")


def words(source: Article, quote: str, rule: str, modality: Modality = Modality.ASSERTED, **told: object) -> Evidence:
    start = source.text.index(quote)
    return Evidence.cut(source, start, start + len(quote), rule, modality, **told)  # type: ignore[arg-type]


def organization(source: Article, name: str) -> Entity:
    return Entity(org_ref(name), Kind.ORGANIZATION, name, (name,), (words(source, name, "name-context"),))


def person(source: Article, name: str) -> Entity:
    return Entity(person_ref(name), Kind.PERSON, name, (name,), (words(source, name, "name-context"),))


def hardware(source: Article, name: str, maker: str = "") -> Entity:
    made_by = org_ref(maker) if maker else None
    shown = words(source, name, "product-maker") if maker else None
    found = (words(source, name, "name-context"),)
    return Entity(product_ref(name), Kind.HARDWARE, name, (name,), found, made_by, shown)


def role(source: Article, name: str, title: str, at: str | None, quote: str, tense: str = "present") -> Role:
    return Role(person_ref(name), title, org_ref(at) if at else None, words(source, quote, "role-apposition"), tense)


def dollars(text: str, amount: str, bound: Bound = Bound.EXACT, currency: str = "USD") -> Money:
    number = Decimal(amount)
    low = None if bound is Bound.UP_TO else number
    return Money(low, None if bound is Bound.AT_LEAST else number, currency, bound, text)


def months(text: str, low: int, high: int | None) -> Duration:
    bound = Bound.EXACT if low == high else Bound.AT_LEAST
    return Duration(Decimal(low), None if high is None else Decimal(high), bound, text)


def count(text: str, low: int | None, high: int | None, bound: Bound = Bound.EXACT) -> Quantity:
    return Quantity(
        None if low is None else Decimal(low), None if high is None else Decimal(high), "count", bound, text
    )


def use(source: Article, product: str, quantity: Quantity) -> HardwareUse:
    return HardwareUse(product_ref(product), quantity, words(source, quantity.text, "hardware-quantity"))


def deal(
    source: Article,
    kind: DealKind,
    parties: dict[str, str],
    quote: str,
    *,
    status: DealStatus = DealStatus.ANNOUNCED,
    primary: bool = True,
    value: Money | None = None,
    term: Duration | None = None,
    announced: str = "",
    pieces: tuple[HardwareUse, ...] = (),
    modality: Modality = Modality.ASSERTED,
) -> Deal:
    spoken = words(source, quote, "deal-verb", modality)
    return Deal(
        kind=kind,
        statuses=(Sourced(status, spoken),),
        parties=tuple(
            Party(org_ref(name) if name else None, part, words(source, name or quote, "deal-party", modality))
            for name, part in parties.items()
        ),
        evidence=(spoken,),
        kind_evidence=spoken,
        primary=primary,
        values=(Sourced(value, words(source, value.text, "deal-value")),) if value else (),
        durations=(Sourced(term, words(source, term.text, "deal-duration")),) if term else (),
        dates=(DealDate("announced", day(announced), spoken),) if announced else (),
        hardware=pieces,
    )


def said(
    source: Article,
    speaker: str,
    quotes: str | tuple[str, ...],
    manner: Manner = Manner.DIRECT,
    *,
    title: str | None = None,
    organization: str | None = None,
    unnamed: bool = False,
) -> Statement:
    parts = (quotes,) if isinstance(quotes, str) else quotes
    spans = tuple((source.text.index(part), source.text.index(part) + len(part)) for part in parts)
    rules = {Manner.DIRECT: "speech-direct", Manner.MIXED: "speech-mixed", Manner.INDIRECT: "speech-indirect"}
    segments = spans if len(spans) > 1 else ()
    rule = "speech-split" if segments else rules[manner]
    return Statement(
        manner=manner,
        text=" ".join(parts),
        spans=spans,
        speaker=Speaker(None, "", None, speaker) if unnamed else Speaker(person_ref(speaker), speaker, None),
        evidence=Evidence.cut(source, spans[0][0], spans[-1][1], rule, segments=segments),
        role=title,
        organization=org_ref(organization) if organization else None,
    )


def tie(source: Article, subject: str, predicate: str, object_: str, quote: str, **told: object) -> Relation:
    """A relation between organisations, or to the product or place that `object_` is the ref or the name of."""
    end = object_ if "/" in object_ or predicate == "headquartered_in" else org_ref(object_)
    return Relation(org_ref(subject), predicate, end, words(source, quote, "part-of", **told), (0, 1), (0, 1))  # type: ignore[arg-type]


def layoff(source: Article, actor: str, jobs: Quantity, modality: Modality = Modality.ASSERTED) -> Event:
    spoken = words(source, jobs.text, "layoff", modality)
    return Event("layoff", org_ref(actor), spoken, Sourced(jobs, spoken))


# ------------------------------------------------------------------------ a small archive

WHOLE = "Nobody builds chips alone. Our pact with Brightcloud gives every lab the compute it has asked for."


def archive() -> list[Reading]:
    """Three outlets on one deal, one of them a digest; a fourth on another deal of one party."""
    return [_herald(), _gazette(), _courier(), _mirror()]


def _herald() -> Reading:
    text = (
        "Brightcloud and Nimbus Labs announced a $12 billion, six-year deal on Monday. "
        "Brightcloud, a unit of Bright Holdings, will deploy at least 200,000 Corvid K7 chips. "
        f"Nimbus Labs CEO Ada Quill said: “{WHOLE}”"
    )
    a = article("herald", text, published="2031-04-07", url="https://herald.example/deal")
    chips = use(a, "Corvid K7", count("at least 200,000", 200000, None, Bound.AT_LEAST))
    return Reading(
        a,
        entities=(
            organization(a, "Brightcloud"),
            organization(a, "Nimbus Labs"),
            organization(a, "Bright Holdings"),
            person(a, "Ada Quill"),
            hardware(a, "Corvid K7"),
        ),
        roles=(role(a, "Ada Quill", "CEO", "Nimbus Labs", "Nimbus Labs CEO Ada Quill"),),
        relations=(
            tie(a, "Brightcloud", "part_of", "Bright Holdings", "Brightcloud, a unit of Bright Holdings"),
            tie(a, "Brightcloud", "partner_of", "Nimbus Labs", "Brightcloud and Nimbus Labs announced"),
            tie(a, "Brightcloud", "uses", "product/corvid-k7", "Brightcloud, a unit of Bright Holdings, will deploy"),
        ),
        hardware=(chips,),
        deals=(
            deal(
                a,
                DealKind.CLOUD_SERVICES,
                {"Brightcloud": "provider", "Nimbus Labs": "customer"},
                "announced a $12 billion, six-year deal",
                value=dollars("$12 billion", "12e9"),
                term=months("six-year", 72, 72),
                announced="2031-04-07",
                pieces=(chips,),
            ),
        ),
        statements=(said(a, "Ada Quill", WHOLE, title="CEO", organization="Nimbus Labs"),),
    )


def _gazette() -> Reading:
    text = (
        "“Nobody builds chips alone,” said Ada Quill, the chief executive of Nimbus Labs. “Our pact with Brightcloud "
        "gives every lab the compute it has asked for.” The multi-year agreement with Bright Holdings, reported by the "
        "Herald, is worth more than $10 billion. One bystander said: “They will need a bigger power plant for that.”"
    )
    origin = Origin(url="https://herald.example/deal")
    a = article("gazette", text, published="2031-04-08", based_on=origin)
    return Reading(
        a,
        entities=(organization(a, "Nimbus Labs"), organization(a, "Brightcloud"), person(a, "Ada Quill")),
        roles=(
            role(a, "Ada Quill", "chief executive", "Nimbus Labs", "Ada Quill, the chief executive of Nimbus Labs"),
        ),
        deals=(
            deal(
                a,
                DealKind.CLOUD_SERVICES,
                {"Bright Holdings": "provider", "Nimbus Labs": "customer"},
                "The multi-year agreement",
                value=dollars("more than $10 billion", "10e9", Bound.AT_LEAST),
                term=months("multi-year", 24, None),
            ),
        ),
        statements=(
            said(
                a,
                "Ada Quill",
                (
                    "Nobody builds chips alone,",
                    "Our pact with Brightcloud gives every lab the compute it has asked for.",
                ),
                title="chief executive",
                organization="Nimbus Labs",
            ),
            said(a, "One bystander", "They will need a bigger power plant for that.", unnamed=True),
        ),
    )


def _courier() -> Reading:
    text = (
        "Nimbus Labs has signed with Brightcloud for $12bn. Ada Quill stressed that nobody builds chips alone and that "
        "the pact with Brightcloud gives labs the compute they asked for. Brightcloud may cut up to 900 jobs."
    )
    a = article("courier", text, published="2031-04-09")
    return Reading(
        a,
        entities=(organization(a, "Nimbus Labs"), organization(a, "Brightcloud"), person(a, "Ada Quill")),
        deals=(
            deal(
                a,
                DealKind.PARTNERSHIP,
                {"Nimbus Labs": "customer", "Brightcloud": "provider"},
                "Nimbus Labs has signed with Brightcloud",
                value=dollars("$12bn", "12e9"),
            ),
        ),
        statements=(
            said(
                a,
                "Ada Quill",
                "nobody builds chips alone and that the pact with Brightcloud gives labs the compute they asked for",
                Manner.INDIRECT,
            ),
        ),
        events=(layoff(a, "Brightcloud", count("up to 900", None, 900, Bound.UP_TO), Modality.POSSIBLE),),
    )


def _mirror() -> Reading:
    text = "Tarn Robotics bought Nimbus Labs shares for $300 million in 2029, when Ada Quill was not yet its CEO."
    a = article("mirror", text, published="2031-04-09")
    return Reading(
        a,
        entities=(organization(a, "Tarn Robotics"), organization(a, "Nimbus Labs")),
        deals=(
            deal(
                a,
                DealKind.INVESTMENT,
                {"Tarn Robotics": "investor", "Nimbus Labs": "investee"},
                "Tarn Robotics bought Nimbus Labs shares",
                status=DealStatus.COMPLETED,
                value=dollars("$300 million", "3e8"),
            ),
        ),
    )

"""Times that lie in a year: Nov. 3, 2025; March; Q3; the first half of next year; fiscal 2026; 2027-2032."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.lexicon import table
from kg.quantities import calendar
from kg.quantities.moment import TURN, YEAR, YEAR_OF, Moment, month_numbers, read_year, steps
from kg.quantities.numbers import either

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    from kg.quantities.calendar import Bounds, Date

_ANY_YEAR = f"{YEAR}|{YEAR_OF}"
_OF = "(?:,? (?:of |in )?(?:the )?)"
_SHORT = "['’]?(?:[0-9]{2})(?![0-9a-z%])"


def first_words() -> list[str]:
    """Return words that the times below begin with."""
    years = ["fy", "fiscal", "financial", "year-", "year end", "year'", "year’"]
    return [*month_numbers(), *table("quantities")["dates"]["seasons"], *years]


def openings() -> list[str]:
    """Return patterns for what else they begin with."""
    ordinals = rf"(?:{either(table('quantities')['numbers']['ordinals'])}|final)[ -](?:quarter|half)"
    return ["[0-9]", "[qh][1-4]", ordinals]


def patterns() -> list[str]:
    """Return the patterns, each one group named like its reader, in the order in which they are tried."""
    return [*_days(), _month(), _quarter(), _half(), _season(), _fiscal_year(), *_years()]


def _days() -> list[str]:
    names, day = either(month_numbers()), "(?:0?[1-9]|[12][0-9]|3[01])(?![0-9])"
    turn = "(?:st|nd|rd|th)?"
    year = f"{YEAR}|(?:this|last|next) year"
    ends = r"(?![a-z0-9%]|[.,:][0-9]| ?(?:percent|%|million|billion|thousand)\b)"
    return [
        f"(?P<iso>(?P<iso_year>{YEAR})[-/](?P<iso_month>0[1-9]|1[0-2])[-/](?P<iso_day>0[1-9]|[12][0-9]|3[01])(?![0-9]))",
        r"(?P<slashes>(?P<front>[01]?[0-9]|[12][0-9]|3[01])/(?P<back>[0-3]?[0-9])/(?P<slash_year>(?:20)?[0-9]{2})(?![0-9/]))",
        rf"(?P<mdy>(?P<mdy_month>{names})\.? (?P<mdy_day>{day}){turn}(?: ?[-–] ?(?P<mdy_last>{day}){turn})?"
        rf"(?:,? (?:of )?(?P<mdy_year>{year})(?![0-9]))?{ends})",
        rf"(?P<dmy>(?:the )?(?P<dmy_day>{day}){turn}(?: ?[-–] ?(?P<dmy_last>{day}){turn})?"
        rf" (?:of )?(?P<dmy_month>{names})\b"
        rf"(?:\.(?= {YEAR}))?(?:,? (?:of )?(?P<dmy_year>{year})(?![0-9]))?)",
    ]


def _month() -> str:
    year = rf"(?:,? (?:of )?(?P<month_year>{YEAR}|(?:this|last|next) year)|[ -](?P<month_short>'[0-9]{{2}}))(?![0-9])"
    name = rf"(?P<month_name>{either(month_numbers())})\b(?:\.(?= [a-z0-9]))?"
    return rf"(?P<month>(?:(?P<month_turn>{TURN}) )?{name}(?:{year})?)"


def _quarter() -> str:
    fiscal = "(?:fiscal |financial |fy ?)?(?:year )?"
    word = rf"(?P<q_word>{either(table('quantities')['numbers']['ordinals'])}|final)[ -]quarter"
    front = f"q(?P<q_number>[1-4])|(?P<q_front>[1-4])q|{word}"
    behind = rf"{_OF}{fiscal}(?P<q_year>{_ANY_YEAR})\b| ?(?:fy ?)?(?P<q_short>{_SHORT})"
    return rf"(?P<quarter>(?:(?P<q_before>{YEAR})(?:['’]s)? )?{fiscal}(?:{front})(?:{behind})?(?![a-z0-9]))"


def _half() -> str:
    front = "h(?P<h_number>[12])|(?P<h_front>[12])h|(?P<h_word>first|second)[ -]half"
    behind = rf"{_OF}(?:fiscal |fy ?)?(?P<h_year>{_ANY_YEAR})\b| ?(?P<h_short>{_SHORT})"
    return f"(?P<half>(?:{front})(?:{behind}))(?![a-z0-9])"


def _season() -> str:
    name = f"(?P<season_name>{either(table('quantities')['dates']['seasons'])})"
    turned = f"(?P<season_turn>{TURN}) {name}"
    plain = name.replace("season_name", "season_plain")
    year = f"(?:,? (?:of )?(?P<season_year>{YEAR}))?"
    return rf"(?P<season>(?:{turned}|{plain}(?= {YEAR}| of {YEAR}|, {YEAR})){year})(?![a-z0-9])"


def _fiscal_year() -> str:
    written = f"(?:fiscal|financial)(?: year)? (?P<f_year>{YEAR})|fy ?['’]?(?P<f_short>{YEAR}|[0-9]{{2}})"
    return f"(?P<fiscal>{written}|(?P<f_before>{YEAR}) (?:fiscal|financial)(?: year)?)(?![a-z0-9])"


def _years() -> list[str]:
    return [
        f"(?P<span>(?P<span_first>{YEAR}) ?[-–/] ?(?P<span_last>{YEAR}|[0-9]{{2}}))(?![0-9a-z-])",
        r"(?P<decade>(?:the )?(?P<decade_first>(?:19|20)[0-9]0)s)\b",
        rf"(?P<close>(?:the )?year(?:[- ]end|['’]s end)\b(?: (?:of )?(?P<close_year>{YEAR}))?)",
        rf"(?P<year>(?P<year_number>{YEAR})(?![a-z0-9]|[.,][0-9])|(?P<year_of>{YEAR_OF})\b)",
    ]


def _read_iso(found: re.Match[str]) -> Moment:
    day, month = int(found["iso_day"]), int(found["iso_month"])
    return Moment(*found.span(), "day", int(found["iso_year"]), None, (month, month), (day, day))


def _read_slashes(found: re.Match[str]) -> Moment:
    """Read 12/24/25 or 24/12/2025; where both numbers could be the month, nothing but the year is sure."""
    front, back = int(found["front"]), int(found["back"])
    month, day = (back, front) if front > 12 else (front, back)
    year, _ = read_year(found["slash_year"])
    if not 1 <= month <= 12 or (day <= 12 and day != month):
        return Moment(*found.span(), "day", year)
    return Moment(*found.span(), "day", year, None, (month, month), (day, day))


def _read_mdy(found: re.Match[str]) -> Moment:
    return _read_day(found, "mdy")


def _read_dmy(found: re.Match[str]) -> Moment:
    return _read_day(found, "dmy")


def _read_day(found: re.Match[str], order: str) -> Moment:
    month = month_numbers()[found[f"{order}_month"]]
    first = int(found[f"{order}_day"])
    last = int(found[f"{order}_last"] or first)
    return Moment(*found.span(), "day", *read_year(found[f"{order}_year"]), (month, month), (first, last))


def _read_month(found: re.Match[str]) -> Moment:
    name, turn = found["month_name"], found["month_turn"]
    number = month_numbers()[name]
    year, shift = read_year(found["month_year"] or found["month_short"])
    if turn and year is None and shift is None:
        return Moment(*found.span(), "month", counted=lambda day: _turned(day, number, number, turn))
    alone = year is None and shift is None and name in table("quantities")["dates"]["guarded"]
    return Moment(*found.span(), "month", year, shift, (number, number), guarded=alone)


def _read_quarter(found: re.Match[str]) -> Moment:
    order: Mapping[str, int] = {"final": 4, **table("quantities")["numbers"]["ordinals"]}
    number = int(found["q_number"] or found["q_front"] or order[found["q_word"]])
    year, shift = read_year(found["q_before"] or found["q_year"] or found["q_short"])
    return _in_year(found, year, shift, (3 * number - 2, 3 * number))


def _read_half(found: re.Match[str]) -> Moment:
    number = int(found["h_number"] or found["h_front"] or (1 if found["h_word"] == "first" else 2))
    return _in_year(found, *read_year(found["h_year"] or found["h_short"]), (6 * number - 5, 6 * number))


def _in_year(found: re.Match[str], year: int | None, shift: int | None, months: tuple[int, int]) -> Moment:
    if any(word in found[0] for word in ("fiscal", "financial", "fy")):
        return _fiscal(found, year)
    return Moment(*found.span(), "part", year, shift, months)


def _read_fiscal(found: re.Match[str]) -> Moment:
    return _fiscal(found, read_year(found["f_year"] or found["f_short"] or found["f_before"])[0])


def _fiscal(found: re.Match[str], year: int | None) -> Moment:
    """Return what a fiscal year may cover: some begin eleven months early, others are named after their beginning."""
    return Moment(*found.span(), "fiscal", year, months=(-10, 15), approximate=True, unknown=year is None)


def _read_season(found: re.Match[str]) -> Moment:
    first, last = table("quantities")["dates"]["seasons"][found["season_name"] or found["season_plain"]]
    last += 12 if last < first else 0
    turn, (year, shift) = found["season_turn"], read_year(found["season_year"])
    if turn and year is None:
        return Moment(*found.span(), "season", counted=lambda day: _turned(day, first, last, turn))
    return Moment(*found.span(), "season", year, shift, (first, last))


def _turned(day: Date, first: int, last: int, turn: str) -> Bounds:
    """Return "last spring", "this March", "next summer": the nearest that is over, this year's, or yet to begin."""
    spans = [calendar.months(day.year + step, first, last) for step in (-2, -1, 0, 1, 2)]
    if steps(turn) == 0:
        return spans[2]
    if steps(turn) > 0:
        return next(span for span in spans if span[0] > day)
    return next(span for span in reversed(spans) if span[1] < day)


def _read_span(found: re.Match[str]) -> Moment:
    first, words = int(found["span_first"]), found["span_last"]
    last = int(words) if len(words) == 4 else first - first % 100 + int(words)
    return Moment(*found.span(), "span", first, None, (1, 12 * max(1, last - first + 1)))


def _read_decade(found: re.Match[str]) -> Moment:
    return Moment(*found.span(), "decade", int(found["decade_first"]), None, (1, 120))


def _read_close(found: re.Match[str]) -> Moment:
    return Moment(*found.span(), "close", *read_year(found["close_year"] or "this year"))


def _read_year(found: re.Match[str]) -> Moment:
    words = found["year_number"] or found["year_of"]
    return Moment(*found.span(), "year", *read_year(words), guarded=words == "the year")


READERS = {
    "iso": _read_iso,
    "slashes": _read_slashes,
    "mdy": _read_mdy,
    "dmy": _read_dmy,
    "month": _read_month,
    "quarter": _read_quarter,
    "half": _read_half,
    "season": _read_season,
    "fiscal": _read_fiscal,
    "span": _read_span,
    "decade": _read_decade,
    "close": _read_close,
    "year": _read_year,
}

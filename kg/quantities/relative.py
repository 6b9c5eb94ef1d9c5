"""Times counted from the day of publication: today, on Tuesday, last week, a few days ago, the past five years."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import table
from kg.quantities import calendar
from kg.quantities.calendar import DAY
from kg.quantities.moment import TURN, YEAR, Moment, month_numbers, steps
from kg.quantities.numbers import either

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.quantities.calendar import Bounds, Date

_AGO = re.compile(r"ago(?<=\bago)\b")  # what stands before is looked at behind it, so that the search can jump
_REACH = 48
_TODAY = {"yesterday": -1, "last night": -1, "tomorrow": 1}


def first_words() -> list[str]:
    """Return words that only the times below begin with."""
    today = ["today", "tonight", "yesterday", "tomorrow", "earlier t", "later t", "earlier y", "coming ", "last night"]
    today += ["this morning", "this afternoon", "this evening"]
    return [*today, *table("quantities")["dates"]["weekdays"]]


def openings() -> list[str]:
    """Return patterns for other words they begin with, and of a named time with "last" or "next" before it."""
    dates = table("quantities")["dates"]
    units = either(
        ["day", "week", "month", "quarter", "year", "decade", "calendar", *month_numbers(), *dates["seasons"]]
    )
    many = "[a-z0-9]+ (?:[a-z]+ )?(?:days|weeks|months|years|decades)"
    turned = f"(?:{either([*TURN.split('|'), 'same'])}) (?:{units}|{either(dates['weekdays'])}|{many})"
    return [turned, f"the(?:se)? (?:{turned}|year|decade|[0-9])"]


def patterns() -> list[str]:
    """Return the patterns, each one group named like its reader, in the order in which they are tried."""
    data = table("quantities")
    count = _counts()
    today = "today|tonight|yesterday|tomorrow|last night|this morning|this afternoon|this evening"
    weekday = f"(?P<weekday_name>{either(data['dates']['weekdays'])})"
    return [
        rf"(?P<past>(?:(?:the|these) (?:past|last) (?:(?P<past_number>{count}) )?"
        rf"|(?:past|last) (?P<past_many>{count}) )"
        rf"(?P<past_unit>day|week|month|year|decade)s?)\b",
        r"(?P<coming>(?:the )?coming (?:days|weeks|months|years))\b",
        rf"(?P<today>(?:earlier |later )?(?P<today_word>{today}))\b",
        rf"(?P<turned>(?:the )?(?P<turn>{TURN}) (?P<turn_unit>weekend|week|month|quarter|decade))\b(?! of {YEAR})",
        r"(?P<thedecade>the decade)\b",
        rf"(?P<weekday>(?:(?P<weekday_turn>{TURN}) )?{weekday}(?: (?:morning|afternoon|evening|night))?)\b",
    ]


def _counts() -> str:
    numbers = table("quantities")["numbers"]
    words = [*numbers["units"], *numbers["teens"], *numbers["tens"], *numbers["several"], *numbers["couple"]]
    return f"[0-9]{{1,4}}|{either(words)}"


@cache
def _ago() -> re.Pattern[str]:
    hedge = "(?P<ago_more>more than|well over|over|at least) |(?:about|around|nearly|almost|roughly|some|just|only) "
    unit = "(?P<ago_unit>day|week|month|quarter|year|decade)s?"
    return re.compile(rf"(?<![a-z0-9])(?:{hedge})?(?P<ago_number>{_counts()}|an?)[ -]{unit}[ -]ago\Z")


def agos(plain: str) -> Iterator[Moment]:
    """Yield the times "ago". They are found from behind: any number could open one, but "ago" is rare."""
    for found in _AGO.finditer(plain):
        whole = _ago().search(plain, max(0, found.start() - _REACH), found.end())
        if whole:
            yield _read_ago(whole)


def _read_ago(found: re.Match[str]) -> Moment:
    unit, more = found["ago_unit"], found["ago_more"]
    least, most = _count(found["ago_number"])

    def counted(day: Date) -> Bounds:
        first, last = calendar.later(day, unit, -most), calendar.later(day, unit, -least)
        if more:
            return None, last
        if unit == "week":
            return first - 3 * DAY, last + 3 * DAY
        return (
            (first, last) if unit == "day" else (calendar.around(first, unit, 0)[0], calendar.around(last, unit, 0)[1])
        )

    return Moment(*found.span(), "ago", counted=counted, approximate=unit != "day" or least != most)


def _count(words: str) -> tuple[int, int]:
    """Return the least and the greatest number `words` can mean: "a couple" two or three, "a few" two to seven."""
    if words.isdigit():
        return int(words), int(words)
    data = table("quantities")["numbers"]
    number = {"a": 1, "an": 1, **data["units"], **data["teens"], **data["tens"]}.get(words)
    return (number, number) if number else (2, 3) if "couple" in words else (2, 7)


def _read_past(found: re.Match[str]) -> Moment:
    unit, number = found["past_unit"], found["past_number"] or found["past_many"] or "a"
    most = _count(number)[1]
    return Moment(*found.span(), "past", counted=lambda day: (calendar.later(day, unit, -most), day), approximate=True)


def _read_coming(found: re.Match[str]) -> Moment:
    return Moment(*found.span(), "coming", counted=lambda day: (day, None))


def _read_today(found: re.Match[str]) -> Moment:
    step = _TODAY.get(found["today_word"], 0)
    return Moment(*found.span(), "day", counted=lambda day: (day + step * DAY, day + step * DAY))


def _read_turned(found: re.Match[str]) -> Moment:
    unit, shift = found["turn_unit"], steps(found["turn"])
    return Moment(*found.span(), unit, counted=lambda day: calendar.around(day, unit, shift))


def _read_thedecade(found: re.Match[str]) -> Moment:
    return Moment(*found.span(), "decade", counted=lambda day: calendar.decade(day.year), guarded=True)


def _read_weekday(found: re.Match[str]) -> Moment:
    wanted = table("quantities")["dates"]["weekdays"].index(found["weekday_name"])
    turn = found["weekday_turn"] or ""

    def back(day: Date) -> Bounds:
        days = (day.weekday() - wanted) % 7
        return (day - ((days or 7) if turn else days) * DAY,) * 2

    def ahead(day: Date) -> Bounds:
        days = (wanted - day.weekday()) % 7
        return (day + ((days or 7) if turn else days) * DAY,) * 2

    def this(day: Date) -> Bounds:
        return (day + (wanted - day.weekday()) * DAY,) * 2

    if turn:
        return Moment(*found.span(), "weekday", counted=this if turn == "this" else ahead if steps(turn) > 0 else back)
    return Moment(*found.span(), "weekday", counted=back, ahead=ahead)


READERS = {
    "past": _read_past,
    "coming": _read_coming,
    "today": _read_today,
    "turned": _read_turned,
    "thedecade": _read_thedecade,
    "weekday": _read_weekday,
}

from datetime import date

import pytest

from kg.edtf import parse
from kg.precision import precision


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "unit"),
    [
        ("2031-03-09", date(2031, 3, 9), date(2031, 3, 9), "day"),
        ("2031-03-09T17:30:00Z", date(2031, 3, 9), date(2031, 3, 9), "day"),
        ("2031-02", date(2031, 2, 1), date(2031, 2, 28), "month"),
        ("2031-02~", date(2031, 2, 1), date(2031, 2, 28), "month"),
        ("2031-12?", date(2031, 12, 1), date(2031, 12, 31), "month"),
        ("2031%", date(2031, 1, 1), date(2031, 12, 31), "year"),
        ("2031-XX", date(2031, 1, 1), date(2031, 12, 31), "year"),
        ("2031-04-XX", date(2031, 4, 1), date(2031, 4, 30), "month"),
        ("203X", date(2030, 1, 1), date(2039, 12, 31), "interval"),
        ("20XX", date(2000, 1, 1), date(2099, 12, 31), "interval"),
        ("2031-22", date(2031, 6, 1), date(2031, 8, 31), "interval"),
        ("2031-24", date(2031, 12, 1), date(2032, 2, 29), "interval"),
        ("2031-04/2031-06", date(2031, 4, 1), date(2031, 6, 30), "quarter"),
        ("2031-07/2031-12", date(2031, 7, 1), date(2031, 12, 31), "half"),
        ("2031-03-03/2031-03-09", date(2031, 3, 3), date(2031, 3, 9), "week"),
        ("2031-03-09/..", date(2031, 3, 9), None, "interval"),
        ("../2031", None, date(2031, 12, 31), "interval"),
        ("/2031", None, date(2031, 12, 31), "interval"),
    ],
)
def test_a_date_allows_the_days_it_names(text, earliest, latest, unit):
    span = parse(f" {text} ", "the words")
    assert (span.earliest, span.latest, span.edtf, span.text) == (earliest, latest, text, "the words")
    assert precision(span) == unit


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is not a date such as"),
        ("yesterday", "is not a date such as"),
        ("2031-3-9", "is not a date such as"),
        ("２０３１", "is not a date such as"),
        ("2031-02-29", "is no day of the calendar"),
        ("2031-13", "is no day of the calendar"),
        ("0000", "is no day of the calendar"),
        ("9999-24", "is no day of the calendar"),
        ("203X-04", "a month of an unknown year"),
        ("2031-XX-04", "a day of an unknown month"),
        ("../..", "neither a beginning nor an end"),
        ("2031/2030", "ends before it begins"),
        ("2031/2032/2033", "is not a date such as"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(text, reason):
    with pytest.raises(ValueError, match=reason):
        parse(text)


def test_a_time_nobody_bounds_has_no_precision():
    assert precision(parse("2031")) == "year"
    assert precision(type(parse("2031"))(None, None, "", "soon")) is None

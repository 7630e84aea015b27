"""Days as people write them."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from jobtracker.reading.days import (
    Order,
    coming,
    day_of_serial,
    find_days,
    local_day,
    orders_in,
    written_day,
)


@pytest.mark.parametrize(
    ("text", "order", "meant"),
    [
        ("2026-03-04", "dmy", date(2026, 3, 4)),
        ("2026/03/04", "mdy", date(2026, 3, 4)),
        ("04/03/2026", "dmy", date(2026, 3, 4)),
        ("04/03/2026", "mdy", date(2026, 4, 3)),
        ("25/03/2026", "mdy", date(2026, 3, 25)),
        ("4.3.26", "mdy", date(2026, 3, 4)),
        ("4-3-2026", "dmy", date(2026, 3, 4)),
        ("4 Mar 2026", "mdy", date(2026, 3, 4)),
        ("March 4, 2026", "dmy", date(2026, 3, 4)),
        ("4-Mar-2026", "dmy", date(2026, 3, 4)),
        ("Wednesday 4th of March 2026, 23:59", "dmy", date(2026, 3, 4)),
        ("4. März 2026", "dmy", date(2026, 3, 4)),
        ("1er octobre 2026", "dmy", date(2026, 10, 1)),
        ("3 de noviembre de 2026", "dmy", date(2026, 11, 3)),
        ("4 maart 2026", "dmy", date(2026, 3, 4)),
        ("29/02/2028", "dmy", date(2028, 2, 29)),
    ],
)
def test_a_day_is_found(text: str, order: Order, meant: date) -> None:
    assert [day.on for day in find_days(text, order)] == [meant]


@pytest.mark.parametrize(
    "text", ["31/31/2026", "29/02/2026", "soon", "1/1/1800", "2026", "-", "9/82026", "1.2.3.4"]
)
def test_what_is_no_day(text: str) -> None:
    assert find_days(text, "dmy") == []


def test_a_day_without_its_year_is_the_next_one() -> None:
    (day,) = find_days("8 July", "dmy")
    assert (day.on, day.month, day.day) == (None, 7, 8)
    assert coming(7, 8, date(2026, 11, 26)) == date(2027, 7, 8)
    assert coming(12, 1, date(2026, 11, 26)) == date(2026, 12, 1)
    assert coming(2, 29, date(2026, 11, 26)) is None


def test_only_what_reads_in_one_way_tells_the_order() -> None:
    assert list(orders_in("03/04/2026 25/12/2026 12/25/2026 05.13.2026")) == ["dmy", "mdy", "mdy"]


@pytest.mark.parametrize(
    ("text", "zone", "meant"),
    [
        ("2026-10-05T23:30:00.000Z", "Europe/London", date(2026, 10, 6)),
        ("2026-10-05T23:30:00Z", "America/New_York", date(2026, 10, 5)),
        ("2026-10-05 03:30:00+09:00", "Europe/London", date(2026, 10, 4)),
        ("2026-10-05 23:30 UTC", "Asia/Tokyo", date(2026, 10, 6)),
        ("2026-10-05T23:30:00", "Asia/Tokyo", None),
        ("2026-13-05T23:30:00Z", "Asia/Tokyo", None),
        ("9999-12-31T23:59:59Z", "Asia/Tokyo", None),
    ],
)
def test_an_instant_falls_on_the_reader_s_own_day(text: str, zone: str, meant: date | None) -> None:
    assert local_day(text, ZoneInfo(zone)) == meant


def test_the_written_day_of_an_instant() -> None:
    assert written_day("2026-12-31T23:59:59+01:00") == date(2026, 12, 31)
    assert written_day("soon") is None


def test_a_spreadsheet_s_number_of_a_day() -> None:
    assert day_of_serial(46_302) == date(2026, 10, 7)
    assert day_of_serial(12) is None

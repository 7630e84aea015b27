"""The list of instants covers what it says, and a year of days has each of them chosen."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from tests.clock import instant
from tests.instants import INSTANTS, of_the_day

MOMENTS = [each.moment for each in INSTANTS]
NEAR = timedelta(hours=1)


def test_there_are_twelve_each_said_once_and_read_as_the_option_reads_them() -> None:
    assert len(set(MOMENTS)) == 12
    assert [instant(each.text) for each in INSTANTS] == sorted(MOMENTS)


def test_they_cover_every_weekday() -> None:
    assert {moment.isoweekday() for moment in MOMENTS} == set(range(1, 8))


@pytest.mark.parametrize("hour", ["00:10", "05:30", "12:00", "23:50"])
def test_they_cover_the_hours_of_the_night_and_the_day(hour: str) -> None:
    assert hour in {f"{moment:%H:%M}" for moment in MOMENTS}


def test_they_cover_the_ends_of_months_and_years_and_the_leap_day() -> None:
    days = {moment.date() for moment in MOMENTS}
    assert {(day.month, day.day) for day in days} >= {(2, 29), (12, 31)}
    assert any((day + timedelta(days=1)).day == 1 for day in days if day.month not in (2, 12))


@pytest.mark.parametrize("zone", ["Europe/London", "America/New_York"])
@pytest.mark.parametrize("forward", [True, False], ids=["spring", "autumn"])
def test_they_cover_the_hour_of_each_clock_change(zone: str, forward: bool) -> None:
    shifts = [offset(moment + NEAR, zone) - offset(moment - NEAR, zone) for moment in MOMENTS]
    assert (timedelta(hours=1) if forward else -timedelta(hours=1)) in shifts


def offset(moment: datetime, zone: str) -> timedelta:
    found = moment.astimezone(ZoneInfo(zone)).utcoffset()
    assert found is not None
    return found


def test_four_are_for_the_browser_too() -> None:
    assert {each.text for each in INSTANTS if each.browser} == {
        "2026-03-29T00:10",
        "2026-11-26T05:30",
        "2026-12-31T23:50",
        "2028-02-29T12:00",
    }


def test_the_next_day_has_the_next_instant_and_a_year_has_them_all() -> None:
    first = date(2028, 1, 1)
    chosen = [of_the_day(first + timedelta(days=n)) for n in range(366)]
    counts = Counter(chosen)
    assert all(one != next_one for one, next_one in pairwise(chosen))
    assert set(counts) == set(INSTANTS)
    assert max(counts.values()) - min(counts.values()) <= 1


def test_the_day_alone_chooses() -> None:
    assert of_the_day(date(2026, 5, 4)) == of_the_day(datetime(2026, 5, 4, 23, tzinfo=UTC).date())

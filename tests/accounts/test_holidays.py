"""Days off: public holidays by country and region, and weekends."""

from datetime import date

import pytest

from accounts.holidays import MOST_DATES, public_holidays, weekdays

ST_ANDREW = date(2026, 11, 30)


def test_holidays_are_those_of_the_country_and_the_region() -> None:
    assert date(2026, 12, 25) in public_holidays("GB", "", 2026, 2026)
    assert ST_ANDREW not in public_holidays("GB", "ENG", 2026, 2026)
    assert ST_ANDREW in public_holidays("GB", "SCT", 2026, 2026)


def test_every_year_from_the_first_to_the_last() -> None:
    days = public_holidays("DE", "", 2025, 2027)
    assert {day.year for day in days} == {2025, 2026, 2027}


@pytest.mark.parametrize(("country", "region"), [("", ""), ("XX", ""), ("GB", "ZZ"), ("gb", "")])
def test_none_where_country_or_region_is_unknown(country: str, region: str) -> None:
    assert public_holidays(country, region, 2026, 2026) == frozenset()


def test_the_earliest_thousand_at_most() -> None:
    days = public_holidays("US", "", 1970, 2199)
    assert len(days) == MOST_DATES
    assert min(days).year == 1970


@pytest.mark.parametrize(
    ("bits", "days"),
    [(0b1100000, {6, 7}), (0b0110000, {5, 6}), (0b1000000, {7}), (0b0000001, {1}), (0, set())],
)
def test_a_weekend_by_its_bits(bits: int, days: set[int]) -> None:
    assert weekdays(bits) == days


def test_a_week_of_days_off_is_no_weekend() -> None:
    assert weekdays(0b1110000) == {5, 6, 7}
    assert weekdays(0b1111000) == set()
    assert weekdays(0b1111111) == set()

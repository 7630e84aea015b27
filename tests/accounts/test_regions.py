"""What a new account starts with, guessed from its zone and its browser."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.regions import (
    REGIONS,
    Habits,
    country_names,
    country_of,
    guess,
    is_currency,
    next_holiday,
    region_names,
    weekend_of,
)
from accounts.zones import places

SUNDAY_ALONE = 0b1000000
FRIDAY_SATURDAY = 0b0110000
BOTH = 0b1100000
MONDAY, SATURDAY, SUNDAY = 0, 5, 6


@pytest.mark.parametrize(
    ("zone", "habits"),
    [
        ("Europe/London", Habits("GB", "ENG", BOTH, MONDAY, "24", "dmy", "GBP")),
        ("America/New_York", Habits("US", "", BOTH, SUNDAY, "12", "mdy", "USD")),
        ("Australia/Sydney", Habits("AU", "NSW", BOTH, MONDAY, "12", "dmy", "AUD")),
        ("Asia/Tokyo", Habits("JP", "", BOTH, SUNDAY, "24", "ymd", "JPY")),
        ("Asia/Seoul", Habits("KR", "", BOTH, SUNDAY, "12", "ymd", "KRW")),
        ("Asia/Shanghai", Habits("CN", "", BOTH, MONDAY, "24", "ymd", "CNY")),
        ("Europe/Stockholm", Habits("SE", "", BOTH, MONDAY, "24", "ymd", "SEK")),
        ("Asia/Riyadh", Habits("SA", "", FRIDAY_SATURDAY, SUNDAY, "12", "dmy", "SAR")),
        ("Africa/Cairo", Habits("EG", "", FRIDAY_SATURDAY, SATURDAY, "12", "dmy", "EGP")),
        ("Asia/Kolkata", Habits("IN", "", SUNDAY_ALONE, SUNDAY, "12", "dmy", "INR")),
        # Older names of zones.
        ("Asia/Calcutta", Habits("IN", "", SUNDAY_ALONE, SUNDAY, "12", "dmy", "INR")),
        ("US/Pacific", Habits("US", "", BOTH, SUNDAY, "12", "mdy", "USD")),
        ("UTC", Habits()),
    ],
)
def test_the_zone_says_the_country(zone: str, habits: Habits) -> None:
    assert guess(zone) == habits


@pytest.mark.parametrize(
    ("zone", "languages", "written"),
    [
        # What most browsers send says nothing.
        ("Europe/Berlin", "en-US,en;q=0.9", ("24", "dmy", MONDAY)),
        ("America/Chicago", "en-US,en;q=0.9", ("12", "mdy", SUNDAY)),
        # Somebody who is used to other habits than the country's.
        ("America/Chicago", "de-DE,de;q=0.9", ("24", "dmy", MONDAY)),
        ("Europe/Madrid", "en-GB", ("24", "dmy", MONDAY)),
        # The language decides in a country of several.
        ("America/Toronto", "fr", ("24", "ymd", SUNDAY)),
        ("America/Toronto", "en;q=1", ("12", "ymd", SUNDAY)),
        # Odd headers are passed over.
        ("Europe/Paris", "*", ("24", "dmy", MONDAY)),
        ("Europe/Paris", "x-klingon-!!", ("24", "dmy", MONDAY)),
        ("Europe/Paris", ",,;", ("24", "dmy", MONDAY)),
        ("UTC", "en-US", ("24", "dmy", MONDAY)),
    ],
)
def test_the_browser_says_how_dates_are_written(
    zone: str, languages: str, written: tuple[str, str, int]
) -> None:
    found = guess(zone, languages)
    assert (found.time_format, found.date_order, found.week_starts_on) == written
    assert found.country == country_of(zone)


def test_every_place_has_habits_that_fit_the_fields() -> None:
    for zone in places():
        found = guess(zone)
        assert bool(found.country) is (zone != "UTC")
        assert 1 <= found.weekend.bit_count() <= 2
        assert found.weekend <= 0b1111111
        assert not found.currency or is_currency(found.currency)


def test_a_weekend_may_be_one_day_in_the_middle() -> None:
    assert weekend_of("IR") == 0b0010000
    assert weekend_of("AF") == 0b0011000
    assert weekend_of("") == BOTH


def test_countries_and_their_parts_by_name() -> None:
    names = dict(country_names())
    assert (names["DE"], names["US"]) == ("Germany", "United States")
    assert list(names.values()) == sorted(names.values())
    assert ("BY", "Bayern") in region_names("DE")
    assert ("SCT", "Scotland") in region_names("GB")
    assert region_names("AQ") == region_names("") == []


def test_the_next_public_holiday() -> None:
    assert next_holiday("DE", "BY", date(2026, 1, 2)) == (date(2026, 1, 6), "Epiphany")
    assert next_holiday("DE", "BE", date(2026, 1, 2)) == (
        date(2026, 3, 8),
        "Women's Day",
    )
    assert next_holiday("GB", "", date(2026, 12, 29)) == (date(2027, 1, 1), "New Year's Day")
    assert next_holiday("", "", date(2026, 1, 2)) is None


@pytest.mark.parametrize("typed", ["groups", "registry", "MON", "__doc__", "country_holidays"])
def test_what_is_no_country_has_no_regions(typed: str) -> None:
    assert region_names(typed) == []


@pytest.mark.parametrize("zone", REGIONS)
def test_a_guessed_region_has_holidays_of_its_own(zone: str) -> None:
    assert guess(zone).region in dict(region_names(country_of(zone)))


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "America/Toronto", "UTC"])
def test_a_zone_of_several_regions_says_none(zone: str) -> None:
    assert guess(zone).region == ""

"""The settings in an export: imported where the account still has those of a new one."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from accounts.models import User
from accounts.services.preferences import set_digest, set_time_zone
from data_exchange.errors import ImportRejected
from data_exchange.exporters.data import export_data
from data_exchange.importers.data import import_data
from tests.conftest import person

THEIRS: dict[str, Any] = {
    "name": "Robin Hale", "theme": "dark", "time_zone": "America/New_York", "digest_on": False,
    "digest_at": "06:30:00", "digest_days": 31, "weekly_review_day": None, "quiet_from": "20:00:00",
}  # fmt: skip


def no_files(name: str) -> bytes:
    raise AssertionError(name)


def arrive(owner: User, settings: object, now: datetime) -> User:
    data = {**json.loads(json.dumps(export_data(owner, now=now))), "owner": settings}
    import_data(owner, data, no_files, now=now)
    return User.objects.get(pk=owner.pk)


@pytest.fixture
def newcomer(db: None) -> User:
    """An account as it is on its first day."""
    return User.objects.create_user("new@test.example")


def test_a_new_account_takes_them(newcomer: User, now: datetime) -> None:
    found = arrive(newcomer, THEIRS, now)
    assert (found.name, found.theme, found.time_zone) == ("Robin Hale", "dark", "America/New_York")
    assert (found.digest_on, found.digest_at, found.digest_days) == (False, time(6, 30), 31)
    assert (found.weekly_review_day, found.quiet_from) == (None, time(20))
    assert (found.next_digest_at, found.next_review_at) == (None, None)
    assert found.email == "new@test.example"


REGIONAL: dict[str, Any] = {
    "country": "IN", "region": "MH", "weekend": 0b0110000, "week_starts_on": 6,
    "time_format": "12", "date_order": "ymd", "currency": "INR", "resting_until": "2026-04-07",
}  # fmt: skip


def test_a_new_account_takes_where_they_live_and_that_they_rest(
    newcomer: User, now: datetime
) -> None:
    arrive(newcomer, REGIONAL, now)
    assert User.objects.values(*REGIONAL).get(pk=newcomer.pk) == {
        **REGIONAL,
        "resting_until": date(2026, 4, 7),
    }
    again = arrive(newcomer, {**REGIONAL, "currency": "EUR", "weekend": 96}, now)
    assert (again.currency, again.weekend) == ("INR", 0b0110000)


def test_a_search_rests_for_a_year_at_most_and_not_until_a_day_that_is_past(
    newcomer: User, now: datetime
) -> None:
    found = arrive(newcomer, {"resting_until": "2026-03-19"}, now)
    assert found.resting_until is None
    found = arrive(newcomer, {"resting_until": "2031-01-01"}, now)
    assert found.resting_until is not None
    assert found.resting_until - now.date() <= timedelta(days=366)


def test_a_region_of_another_country_stays_out(newcomer: User, now: datetime) -> None:
    User.objects.filter(pk=newcomer.pk).update(country="DE")
    newcomer.refresh_from_db()
    found = arrive(newcomer, REGIONAL, now)
    assert (found.country, found.region, found.currency) == ("DE", "", "INR")


def test_a_region_of_the_same_country_is_taken(newcomer: User, now: datetime) -> None:
    User.objects.filter(pk=newcomer.pk).update(country="IN")
    newcomer.refresh_from_db()
    assert arrive(newcomer, REGIONAL, now).region == "MH"


def test_what_was_chosen_here_stays(newcomer: User, now: datetime) -> None:
    set_time_zone(newcomer, "Asia/Tokyo", now=now)
    set_digest(newcomer, fields={"digest_at": time(9)}, now=now)
    found = arrive(newcomer, THEIRS, now)
    assert (found.time_zone, found.digest_at) == ("Asia/Tokyo", time(9))
    assert (found.name, found.digest_days) == ("Robin Hale", 31)


def test_the_hours_of_mails_follow_the_zone_that_arrived(newcomer: User, now: datetime) -> None:
    found = arrive(newcomer, {"time_zone": "America/New_York", "digest_at": "06:30:00"}, now)
    assert found.next_digest_at
    assert found.next_digest_at.astimezone(found.zone).time() == time(6, 30)


@pytest.mark.parametrize(
    ("theirs", "where"),
    [
        ({"time_zone": "Mars/Olympus"}, "owner.time_zone"),
        ({"digest_at": "late"}, "owner.digest_at"),
        ({"digest_days": 1000}, "owner.digest_days"),
        ({"theme": "neon"}, "owner.theme"),
        ({"country": "Oz"}, "owner.country"),
        ({"country": "<b"}, "owner.country"),
        ({"currency": "€"}, "owner.currency"),
        ({"currency": "ABC"}, "owner.currency"),
        ({"country": "ZZ"}, "owner.country"),
        ({"country": "GB", "region": "XYZ"}, "owner.region"),
        ({"region": "ENG"}, "owner.region"),
        ({"region": "far too long a name"}, "owner.region"),
        ({"weekend": 0b1111000}, "owner.weekend"),
        ({"weekend": -1}, "owner.weekend"),
        ({"week_starts_on": 7}, "owner.week_starts_on"),
        ({"time_format": "36"}, "owner.time_format"),
        ({"date_order": "ydm"}, "owner.date_order"),
        ({"resting_until": "spring"}, "owner.resting_until"),
        ({"resting_until": "9999-12-31"}, "owner.resting_until"),
        (["Robin"], "owner"),
    ],
)
def test_what_does_not_fit_is_named(
    newcomer: User, now: datetime, theirs: object, where: str
) -> None:
    with pytest.raises(ImportRejected) as refused:
        arrive(newcomer, theirs, now)
    assert [problem.where for problem in refused.value.problems] == [where]
    found = User.objects.get(pk=newcomer.pk)
    assert (found.time_zone, found.theme, found.digest_days) == ("UTC", "system", 127)


def test_a_file_without_them_is_read(now: datetime, db: None) -> None:
    owner = person("seeker@test.example", "Robin Hale")
    assert arrive(owner, None, now).name == "Robin Hale"

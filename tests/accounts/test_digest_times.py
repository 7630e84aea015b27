"""When mails are due: once a day on the seeker's own calendar, whatever the clocks do."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from accounts.digest_times import (
    is_quiet,
    latest_digest,
    latest_review,
    local_day,
    next_digest,
    next_review,
    schedule,
    wall,
)
from accounts.models import User
from accounts.models.users import EVERY_DAY


def user(zone: str = "Europe/London", at: str = "08:00", days: int = EVERY_DAY) -> User:
    return User(
        email="a@test.example", time_zone=zone, digest_at=time.fromisoformat(at), digest_days=days
    )


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "at", "after", "expected"),
    [
        ("Europe/London", "08:00", "2026-03-19T07:59:59", "2026-03-19T08:00:00"),
        ("Europe/London", "08:00", "2026-03-19T08:00:00", "2026-03-20T08:00:00"),
        ("Europe/London", "08:00", "2026-03-28T08:00:00", "2026-03-29T07:00:00"),
        ("Europe/London", "08:00", "2026-10-24T07:00:00", "2026-10-25T08:00:00"),
        # 01:30 is skipped on 29 March: it moves forward by the gap, to 02:30 summer time.
        ("Europe/London", "01:30", "2026-03-28T12:00:00", "2026-03-29T01:30:00"),
        # 01:30 comes twice on 25 October: the first is meant.
        ("Europe/London", "01:30", "2026-10-24T12:00:00", "2026-10-25T00:30:00"),
        ("America/New_York", "08:00", "2026-03-07T14:00:00", "2026-03-08T12:00:00"),
        ("Asia/Kathmandu", "06:15", "2026-01-01T00:00:00", "2026-01-01T00:30:00"),
        ("Pacific/Kiritimati", "00:00", "2026-01-01T09:00:00", "2026-01-01T10:00:00"),
    ],
)
def test_next_digest(zone: str, at: str, after: str, expected: str) -> None:
    assert next_digest(user(zone, at), utc(after)) == utc(expected)


@pytest.mark.parametrize(
    "zone", ["Europe/London", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia", "UTC"]
)
@pytest.mark.parametrize("at", ["00:00", "01:30", "02:15", "08:00", "23:59"])
def test_a_year_has_one_digest_a_day(zone: str, at: str) -> None:
    who, moment, days = user(zone, at), utc("2026-01-01T12:00:00"), []
    for _ in range(365):
        following = next_digest(who, moment)
        assert following is not None
        assert following > moment
        assert latest_digest(who, following) == following
        moment = following
        days.append(local_day(who, moment))
    assert days == [days[0] + timedelta(days=n) for n in range(365)]


def test_a_date_that_a_country_skipped_has_no_second_digest() -> None:
    who = user("Pacific/Apia", "08:00")
    first = next_digest(who, utc("2011-12-29T12:00:00"))
    assert first is not None
    following = next_digest(who, first)
    assert following is not None
    assert local_day(who, following) > local_day(who, first)


def test_only_on_the_chosen_days() -> None:
    monday_and_thursday = 0b0001001
    who = user(days=monday_and_thursday)
    assert next_digest(who, utc("2026-03-19T08:00:00")) == utc("2026-03-23T08:00:00")
    assert latest_digest(who, utc("2026-03-22T12:00:00")) == utc("2026-03-19T08:00:00")


@pytest.mark.parametrize("off", [{"digest_on": False}, {"digest_days": 0}])
def test_off(off: dict[str, object]) -> None:
    who = user()
    for name, value in off.items():
        setattr(who, name, value)
    assert next_digest(who, utc("2026-03-19T08:00:00")) is None
    assert latest_digest(who, utc("2026-03-19T08:00:00")) is None


def test_the_weekly_review_comes_on_its_day() -> None:
    who = user()
    who.weekly_review_day = 6
    assert next_review(who, utc("2026-03-19T08:00:00")) == utc("2026-03-22T08:00:00")
    assert latest_review(who, utc("2026-03-19T08:00:00")) == utc("2026-03-15T08:00:00")
    who.weekly_review_day = None
    assert next_review(who, utc("2026-03-19T08:00:00")) is None


def test_schedule_sets_both() -> None:
    who = user()
    schedule(who, utc("2026-03-19T20:00:00"))
    assert who.next_digest_at == utc("2026-03-20T08:00:00")
    assert who.next_review_at == utc("2026-03-22T08:00:00")


def test_what_is_due_stays_due_until_it_is_sent() -> None:
    who = user()
    schedule(who, utc("2026-03-19T20:00:00"))
    who.quiet_from = time(22)
    schedule(who, utc("2026-03-20T08:01:00"))
    assert who.next_digest_at == utc("2026-03-20T08:00:00")
    who.digest_on = False
    schedule(who, utc("2026-03-20T08:01:00"))
    assert who.next_digest_at is None


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("08:00", "2026-03-20T08:00:00"),
        ("10:00", "2026-03-20T10:00:00"),
        ("23:59", "2026-03-20T23:59:00"),
    ],
)
def test_a_digest_moved_to_an_hour_that_has_passed_still_comes_that_day(
    at: str, expected: str
) -> None:
    who = user(at="12:00")
    schedule(who, utc("2026-03-20T07:00:00"))
    who.digest_at = time.fromisoformat(at)
    schedule(who, utc("2026-03-20T09:00:00"))
    assert who.next_digest_at == utc(expected)


def test_a_review_moved_to_a_day_that_has_passed_waits_for_the_next_week() -> None:
    who = user()
    schedule(who, utc("2026-03-20T07:00:00"))
    who.weekly_review_day = 4
    schedule(who, utc("2026-03-20T09:00:00"))
    assert who.next_review_at == utc("2026-03-27T08:00:00")


@pytest.mark.parametrize(
    ("start", "end", "clock", "quiet"),
    [
        ("21:00", "08:00", "20:59", False),
        ("21:00", "08:00", "21:00", True),
        ("21:00", "08:00", "03:00", True),
        ("21:00", "08:00", "07:59", True),
        ("21:00", "08:00", "08:00", False),
        ("12:00", "13:00", "12:30", True),
        ("12:00", "13:00", "13:00", False),
        ("12:00", "12:00", "12:00", False),
    ],
)
def test_quiet_hours(start: str, end: str, clock: str, quiet: bool) -> None:
    who = user()
    who.quiet_from, who.quiet_until = time.fromisoformat(start), time.fromisoformat(end)
    assert is_quiet(who, utc(f"2026-01-15T{clock}:00")) is quiet


def test_wall_ignores_a_fold_that_a_time_brings_along() -> None:
    zone = user().zone
    day = date(2026, 10, 25)
    assert wall(day, time(1, 30, fold=1), zone) == wall(day, time(1, 30), zone)

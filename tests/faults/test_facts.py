"""What the fault tests rely on holds whenever they are run, on any day and at any hour."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from accounts.digest_times import is_quiet, latest_digest, next_digest, next_review
from accounts.models import User
from digests.models import Digest
from digests.run import send_due
from followups.models import Reminder
from followups.planning.due import open_due
from followups.timing.plan import plan
from followups.timing.policy.make import make
from operations.cleanup import replan_and_clean_up
from tests.faults.facts import DAY, HOUR, MINUTE, MORNING, facts, moments, morning, states
from tests.faults.fill import fill

WHILE_IT_RUNS = HOUR
"""No test takes as long, whatever machine it is."""
FEBRUARY, CLOCKS_FORWARD, CLOCKS_BACK, NEW_YEAR = (
    datetime(2028, 2, 27, 0, 0, tzinfo=UTC),
    datetime(2026, 3, 27, 0, 0, tzinfo=UTC),
    datetime(2026, 10, 23, 0, 0, tzinfo=UTC),
    datetime(2026, 12, 30, 0, 0, tzinfo=UTC),
)
STRETCHES = (FEBRUARY, CLOCKS_FORWARD, CLOCKS_BACK, NEW_YEAR)
SECONDS = (timedelta(), timedelta(seconds=1), 17 * MINUTE, HOUR - timedelta(seconds=1))


def instants() -> Iterator[datetime]:
    """Moments of every hour of a week around leap days, clock changes and the end of a year."""
    for start in STRETCHES:
        for hour in range(7 * 24):
            for part in SECONDS:
                yield start + hour * HOUR + part


def test_it_is_ten_in_the_morning_whenever_it_is() -> None:
    for now in instants():
        local = now.astimezone(ZoneInfo(morning(now)))
        assert local.hour == MORNING
        assert local.utcoffset() == (local + 200 * DAY).utcoffset()


def test_the_same_is_due_whenever_it_is() -> None:
    for now in instants():
        assert states(now) == {"open": 5, "planned": 2, "lapsed": 1}, now


def test_nothing_comes_or_goes_while_the_tests_run() -> None:
    for now in instants():
        near = [
            moment
            for found in plan(facts(now), make()).reminders
            for moment in (found.opens_at, found.due_at, found.lapses_at)
            if moment is not None and abs(moment - now) <= WHILE_IT_RUNS
        ]
        assert near == [], now


def test_the_digest_is_of_today_and_no_other_mail_is_near() -> None:
    for now in instants():
        due = now - MINUTE
        owner = User(time_zone=morning(now), weekly_review_day=None)
        owner.digest_at = due.astimezone(owner.zone).time()
        assert latest_digest(owner, now) == due
        assert next_digest(owner, now) == due + DAY
        assert next_review(owner, now) is None
        assert not is_quiet(owner, now)
        assert not is_quiet(owner, now + WHILE_IT_RUNS)


def test_what_happened_comes_one_after_the_other() -> None:
    at = list(moments(FEBRUARY).values())
    assert at == sorted(at)
    assert at[-1] < FEBRUARY


@pytest.mark.parametrize("start", STRETCHES)
def test_the_beat_does_what_is_expected_at_any_hour(
    db: None, mailoutbox: list[object], start: datetime
) -> None:
    for hour in range(0, 4 * 24, 5):
        now = start + hour * HOUR + 17 * MINUTE
        fill(1, now)
        expected = states(now)
        assert open_due(now) == {"opened": expected["open"], "lapsed": expected["lapsed"]}
        assert send_due(now) == {"sent": 1}
        assert replan_and_clean_up(now) == {"seekers": 1}, now
        later = now + WHILE_IT_RUNS
        assert (open_due(later), send_due(later)) == ({}, {})
        assert Reminder.objects.count() == expected.total()
        assert Digest.objects.count() == 1
        User.objects.all().delete()


def test_nothing_is_done_before_the_beat_does_it(db: None) -> None:
    fill(3, NEW_YEAR)
    assert set(Reminder.objects.values_list("state", flat=True)) == {"planned"}
    assert User.objects.filter(next_digest_at__lte=NEW_YEAR).count() == 3

"""Digests keep their distance, whatever becomes of the zone, the hour and the clocks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from accounts.digest_times import LEAST_GAP, MOST_GAP, local_day, next_digest, schedule
from accounts.models import User
from accounts.services import set_digest, set_time_zone
from digests.claims import DAILY, due_at
from digests.models import Digest
from digests.run import send_due
from followups.models import Reminder
from tests.digests.conftest import sent_to

ZONES = (
    "Europe/London",
    "America/New_York",
    "America/Los_Angeles",
    "America/St_Johns",
    "Asia/Tokyo",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "Pacific/Honolulu",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


class Change(NamedTuple):
    """A change of the settings, so many minutes after the one before."""

    minutes: int
    zone: str | None = None
    hour: time | None = None


class Sent(NamedTuple):
    """A digest, when it was due, on which date, and after how many changes of zone."""

    due: datetime
    day: date
    moves: int = 0


def played(start: datetime, zone: str, hour: time, changes: list[Change]) -> list[Sent]:
    """The digests of a seeker who changes the settings, as the beat of each minute sends them."""
    user = User(time_zone=zone, digest_at=hour, weekly_review_day=None)
    schedule(user, start)
    sent: list[Sent] = []
    moment, moves = start, 0
    for change in changes:
        moment += change.minutes * MINUTE
        sent += _sent_until(user, moment, moves)
        if change.hour:
            user.digest_at = change.hour
        if change.zone and change.zone != user.time_zone:
            user.time_zone, user.last_digest_on = change.zone, None
            moves += 1
        schedule(user, moment)
    return [*sent, *_sent_until(user, moment + 80 * HOUR, moves)]


def _sent_until(user: User, moment: datetime, moves: int) -> Iterator[Sent]:
    while user.next_digest_at and user.next_digest_at < moment:
        now = user.next_digest_at
        due = due_at(DAILY, user, now)
        assert due is not None
        user.last_digest_at, user.last_digest_on = due, local_day(user, due)
        yield Sent(due, user.last_digest_on, moves)
        user.next_digest_at = next_digest(user, now)


CHANGES = st.lists(
    st.builds(
        Change,
        st.integers(1, 3000),
        st.none() | st.sampled_from(ZONES),
        st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    ),
    max_size=6,
)
STARTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(
    lambda at: at.replace(second=0, microsecond=0, tzinfo=UTC)
)
HOURS = st.integers(0, 23).map(time)
SPRING = datetime(2026, 3, 28, 7, tzinfo=UTC)
AUTUMN = datetime(2026, 10, 24, 6, tzinfo=UTC)


@given(STARTS, st.sampled_from(ZONES), HOURS, CHANGES)
@example(SPRING, "Europe/London", time(8), [Change(120, None, time(22))])
@example(AUTUMN, "Europe/London", time(12), [Change(600, None, time(23, 59))])
@example(
    datetime(2026, 1, 4, 6, 30, tzinfo=UTC),
    "Pacific/Auckland",
    time(20),
    [Change(23 * 60 + 30, "Europe/London")],
)
def test_never_two_in_twelve_hours_and_never_none_for_more_than_36(
    start: datetime, zone: str, hour: time, changes: list[Change]
) -> None:
    sent = played(start, zone, hour, changes)
    assert sent
    for before, after in pairwise(sent):
        assert LEAST_GAP <= after.due - before.due <= MOST_GAP
        if before.moves == after.moves:
            assert after.day > before.day


@given(
    STARTS,
    st.sampled_from(ZONES),
    # A clock change may move an earlier hour.
    st.integers(4, 23).map(time),
    st.sampled_from(ZONES),
    st.integers(1, 2880),
)
def test_after_a_change_of_zone_the_next_comes_at_the_next_digest_hour(
    start: datetime, zone: str, hour: time, other: str, minutes: int
) -> None:
    assume(zone != other)
    sent = played(start, zone, hour, [Change(minutes, other)])
    first = next(digest for digest in sent if digest.moves)
    # One that is due at the very instant of the change was planned before it.
    assume(first.due != start + timedelta(minutes=minutes))
    before = [digest.due for digest in sent if not digest.moves][-1:]
    if MOST_GAP not in [first.due - each for each in before]:
        assert first.due.astimezone(User(time_zone=other).zone).time() == hour


@pytest.mark.usefixtures("server")
def test_a_date_that_comes_twice_has_two(busy: User, morning: datetime) -> None:
    Reminder.objects.update(due_at=morning, lapses_at=None)
    set_digest(busy, fields={"weekly_review_day": None}, now=morning - HOUR)
    set_time_zone(busy, "Pacific/Auckland", now=morning - HOUR)
    in_auckland = datetime(2026, 3, 20, 19, tzinfo=UTC)
    assert send_due(in_auckland) == {"sent": 1}
    set_time_zone(busy, "Pacific/Honolulu", now=in_auckland + HOUR)
    in_honolulu = datetime(2026, 3, 21, 18, tzinfo=UTC)
    assert send_due(in_honolulu - MINUTE) == {}
    assert send_due(in_honolulu) == {"sent": 1}
    days = list(Digest.objects.order_by("due_at").values_list("day", "due_at"))
    assert days == [(date(2026, 3, 21), in_auckland), (date(2026, 3, 21), in_honolulu)]
    first, second = sent_to(busy.email)
    assert first["Message-ID"] != second["Message-ID"]


@pytest.mark.usefixtures("server")
def test_a_weekly_review_comes_once_a_date(busy: User, morning: datetime) -> None:
    set_digest(busy, fields={"digest_on": False, "weekly_review_day": 6}, now=morning)
    set_time_zone(busy, "Pacific/Auckland", now=morning)
    in_auckland = datetime(2026, 3, 21, 19, tzinfo=UTC)
    assert send_due(in_auckland) == {"sent": 1}
    set_time_zone(busy, "Pacific/Honolulu", now=in_auckland + HOUR)
    assert send_due(datetime(2026, 3, 22, 18, tzinfo=UTC)) == {}
    assert send_due(datetime(2026, 3, 29, 18, tzinfo=UTC)) == {"sent": 1}


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize(("hours", "sent"), [(12, 1), (13, 0)])
def test_one_sent_late_keeps_its_distance_from_the_next(
    busy: User, morning: datetime, hours: int, sent: int
) -> None:
    set_digest(busy, fields={"weekly_review_day": None}, now=morning - HOUR)
    assert send_due(morning + hours * HOUR) == ({"sent": 1} if sent else {})


def test_only_on_chosen_days_whatever_the_distance() -> None:
    monday = datetime(2026, 3, 16, 8, tzinfo=UTC)
    user = User(time_zone="UTC", digest_at=time(23), digest_days=0b0000101)
    user.last_digest_at, user.last_digest_on = monday, monday.date()
    assert next_digest(user, monday) == monday + timedelta(days=2, hours=15)

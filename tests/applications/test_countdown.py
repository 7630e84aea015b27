"""How far off an interview is, in words."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from applications.countdown import countdown, lasts

LONDON = ZoneInfo("Europe/London")
STARTS = datetime(2026, 3, 19, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(days=4), "in 4 days"),
        (timedelta(hours=30), "tomorrow"),
        (timedelta(hours=13), "in 13 hours"),
        (timedelta(hours=6, minutes=10), "in 6 hours"),
        (timedelta(hours=3, minutes=20), "in 3 h 20 min"),
        (timedelta(hours=2), "in 2 hours"),
        (timedelta(hours=1), "in 1 hour"),
        (timedelta(minutes=25), "in 25 minutes"),
        (timedelta(minutes=1), "in 1 minute"),
        (timedelta(0), "going on now"),
        (timedelta(minutes=-59), "going on now"),
        (timedelta(minutes=-60), "it was today"),
        (timedelta(hours=-20), "it was yesterday"),
        (timedelta(days=-5), "it was 5 days ago"),
    ],
)
def test_countdown(before: timedelta, words: str) -> None:
    now = STARTS - before
    assert countdown(STARTS, STARTS + timedelta(hours=1), now, LONDON) == words


def test_a_night_between_is_told_by_the_clock() -> None:
    now = datetime(2026, 3, 19, 23, 0, tzinfo=UTC)
    starts = now + timedelta(hours=9)
    assert countdown(starts, starts, now, LONDON) == "in 9 hours"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (1, "1 minute"),
        (45, "45 minutes"),
        (60, "1 hour"),
        (90, "1 h 30 min"),
        (180, "3 hours"),
    ],
)
def test_how_long_it_takes_in_words(minutes: int, words: str) -> None:
    assert lasts(minutes) == words

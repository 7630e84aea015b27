"""Dates and times as the reader is used to them: shown, in a letter, and typed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from followups.wording.figures import figure
from followups.wording.formatter import Formatter
from jobtracker.forms.fields import DayField, WallClockField
from jobtracker.local_formats import DEFAULT, LocalFormats, clock, current, override
from jobtracker.templatetags.dates import clock as clock_filter
from jobtracker.templatetags.dates import day, day_formatter, moment, short_day
from notes.drafting.patterns import in_words, mentions_day

NOW = datetime(2026, 4, 1, 12, tzinfo=UTC)
EIGHT = datetime(2026, 4, 2, 7, tzinfo=UTC)
AMERICAN = LocalFormats("mdy", "12", 6, "USD")
JAPANESE = LocalFormats("ymd", "24", 6, "JPY")


@pytest.fixture(autouse=True)
def _spring_2026() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False), timezone.override("Europe/London"):
        yield


@pytest.mark.parametrize(
    ("formats", "this_year", "other_year"),
    [
        (DEFAULT, "Thu 2 Apr", "Fri 2 Apr 2027"),
        (AMERICAN, "Thu, Apr 2", "Fri, Apr 2, 2027"),
        (JAPANESE, "Thu Apr 2", "Fri 2027 Apr 2"),
    ],
)
def test_a_day_is_the_same_on_pages_and_in_reasons(
    formats: LocalFormats, this_year: str, other_year: str
) -> None:
    reason = Formatter({}, ZoneInfo("Europe/London"), 2026, NOW)
    days = (date(2026, 4, 2), date(2027, 4, 2))
    with override(formats):
        for write in (day, day_formatter(), reason.day):
            assert [write(each) for each in days] == [this_year, other_year]


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (time(0), "12:00 AM"),
        (time(0, 5), "12:05 AM"),
        (time(9), "9:00 AM"),
        (time(11, 59), "11:59 AM"),
        (time(12), "12:00 PM"),
        (time(23, 30), "11:30 PM"),
    ],
)
def test_twelve_hours(at: time, text: str) -> None:
    with override(AMERICAN):
        assert clock(at) == clock_filter(at) == text
    assert clock(at) == f"{at:%H:%M}"


def test_a_moment_on_pages_and_in_reasons() -> None:
    reason = Formatter({}, ZoneInfo("Europe/London"), 2026, NOW)
    with override(AMERICAN):
        assert ">Thu, Apr 2, 8:00 AM<" in moment(EIGHT)
        assert reason.moment(EIGHT) == "Thu, Apr 2, 8:00 AM"
        assert figure("day_start", time(9)) == "9:00 AM"
    assert ">Thu 2 Apr, 08:00<" in moment(EIGHT)


@pytest.mark.parametrize(
    ("formats", "text"),
    [
        (DEFAULT, "Wednesday 25 November"),
        (AMERICAN, "Wednesday, November 25"),
        (JAPANESE, "Wednesday, November 25"),
    ],
)
def test_a_letter_names_the_day_as_its_writer_does(formats: LocalFormats, text: str) -> None:
    written = date(2026, 11, 25)
    with override(formats):
        assert in_words(written) == text
        assert mentions_day(text, [written], date(2026, 12, 24))


def test_a_day_in_a_chart() -> None:
    assert short_day(date(2026, 4, 2)) == "2 Apr"
    with override(AMERICAN):
        assert short_day(date(2026, 4, 2)) == "Apr 2"


def test_the_formats_end_with_their_block() -> None:
    with override(AMERICAN), override(JAPANESE):
        assert current() == JAPANESE
    assert current() == DEFAULT


@pytest.mark.parametrize(
    ("formats", "typed", "expected"),
    [
        (DEFAULT, "3/4/2026", date(2026, 4, 3)),
        (DEFAULT, "03.04.2026", date(2026, 4, 3)),
        (AMERICAN, "3/4/2026", date(2026, 3, 4)),
        (AMERICAN, "Mar 4, 2026", date(2026, 3, 4)),
        (JAPANESE, "2026/3/4", date(2026, 3, 4)),
        (AMERICAN, "2026-03-04", date(2026, 3, 4)),
        (DEFAULT, "4 March 2026", date(2026, 3, 4)),
    ],
)
def test_a_typed_day(formats: LocalFormats, typed: str, expected: date) -> None:
    with override(formats):
        assert DayField().clean(typed) == expected


@pytest.mark.parametrize(
    ("formats", "typed", "hour"),
    [
        (DEFAULT, "2026-04-03T09:30", 9),
        (DEFAULT, "2026-04-03T09:30:00", 9),
        (DEFAULT, "03/04/2026 09:30", 9),
        (AMERICAN, "4/3/2026 9:30 p.m.", 21),
        (AMERICAN, "4/3/2026, 9:30 PM", 21),
        (AMERICAN, "4/3/2026 9:30pm", 21),
        (AMERICAN, "Apr 3, 2026 21:30", 21),
        (JAPANESE, "2026/04/03 9:30", 9),
    ],
)
def test_a_typed_moment(formats: LocalFormats, typed: str, hour: int) -> None:
    with override(formats):
        assert WallClockField().clean(typed) == datetime(2026, 4, 3, hour, 30)


@pytest.mark.parametrize(
    ("formats", "typed", "example"),
    [
        (DEFAULT, "4/24/2026", "24/04/2026"),
        (AMERICAN, "24/4/2026", "04/24/2026"),
        (JAPANESE, "24/4/2026", "2026-04-24"),
        (DEFAULT, "soon", "24/04/2026"),
    ],
)
def test_what_is_no_day_is_answered_with_one(
    formats: LocalFormats, typed: str, example: str
) -> None:
    with override(formats), pytest.raises(ValidationError, match=f"Enter a day, like {example}"):
        DayField().clean(typed)


def test_what_is_no_time_is_answered_with_one() -> None:
    with override(AMERICAN), pytest.raises(ValidationError, match=r"like 04/24/2026 9:00 AM"):
        WallClockField().clean("4/3/2026")

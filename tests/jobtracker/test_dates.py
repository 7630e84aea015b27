"""Dates as people read them: in their zone, with the year only where it is needed."""

from datetime import UTC, date, datetime, time

import pytest
import time_machine
from django.template import Context, Template
from django.utils import timezone, translation

from jobtracker.templatetags.dates import clock, day, day_formatter, days_until, moment

NOW = datetime(2026, 4, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _spring_2026():
    with time_machine.travel(NOW, tick=False), timezone.override("Europe/London"):
        yield


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime(2026, 4, 2, 8, 0, tzinfo=UTC), "Thu 2 Apr"),
        (date(2026, 4, 2), "Thu 2 Apr"),
        (date(2026, 12, 31), "Thu 31 Dec"),
        (date(2027, 1, 1), "Fri 1 Jan 2027"),
        (date(2025, 12, 31), "Wed 31 Dec 2025"),
        (date(2028, 2, 29), "Tue 29 Feb 2028"),
        # 23:30 in UTC is past midnight in London's summer.
        (datetime(2026, 4, 2, 23, 30, tzinfo=UTC), "Fri 3 Apr"),
        (datetime(2026, 4, 2, 23, 30), "Thu 2 Apr"),
        (None, ""),
    ],
)
def test_day(value, text):
    assert day(value) == day_formatter()(value) == text


def test_the_current_year_is_the_readers_own():
    with time_machine.travel(datetime(2026, 12, 31, 23, 30, tzinfo=UTC), tick=False):
        with timezone.override("Pacific/Auckland"):
            assert day(date(2027, 1, 1)) == day_formatter()(date(2027, 1, 1)) == "Fri 1 Jan"
        with timezone.override("America/New_York"):
            assert day(date(2027, 1, 1)) == "Fri 1 Jan 2027"


@pytest.mark.parametrize(
    ("zone", "text"),
    [("Europe/London", "09:00"), ("America/St_Johns", "05:30"), ("Asia/Kathmandu", "13:45")],
)
def test_clock_is_in_the_active_zone(zone, text):
    with timezone.override(zone):
        assert clock(datetime(2026, 4, 2, 8, 0, tzinfo=UTC)) == text


def test_clock_of_a_time_of_day_is_that_time():
    assert clock(time(7, 5)) == "07:05"
    assert clock(None) == ""


def test_moment_names_the_instant_and_the_zone():
    assert moment(datetime(2026, 4, 2, 8, 0, tzinfo=UTC)) == (
        '<time datetime="2026-04-02T09:00+01:00" title="Europe/London">Thu 2 Apr, 09:00</time>'
    )


def test_moment_across_a_clock_change():
    before = datetime(2026, 3, 29, 0, 59, tzinfo=UTC)
    after = datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    assert "Sun 29 Mar, 00:59" in moment(before)
    assert "Sun 29 Mar, 02:00" in moment(after)


def test_moment_of_a_date_has_no_hour_and_no_zone():
    assert moment(date(2026, 4, 2)) == '<time datetime="2026-04-02">Thu 2 Apr</time>'
    assert moment(None) == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2026, 4, 1), "today"),
        (date(2026, 4, 2), "tomorrow"),
        (date(2026, 3, 31), "yesterday"),
        (date(2026, 4, 4), "in 3 days"),
        (date(2026, 3, 30), "2 days ago"),
        (datetime(2026, 4, 1, 23, 30, tzinfo=UTC), "tomorrow"),
        (datetime(2026, 4, 1, 22, 30, tzinfo=UTC), "today"),
        (None, ""),
    ],
)
def test_away_counts_the_readers_days(value, text):
    assert days_until(value, NOW) == text


def test_names_follow_the_language():
    with translation.override("de"):
        assert day(date(2026, 5, 7)) == "Do 7 Mai"
    assert day(date(2026, 5, 7)) == "Thu 7 May"


def test_templates_have_the_filters_without_loading_them():
    source = "{{ at|day }} {{ at|clock }} {{ at|days_until:now }} {{ at|moment }}"
    text = Template(source).render(
        Context({"at": datetime(2026, 4, 4, 8, 0, tzinfo=UTC), "now": NOW})
    )
    assert text.startswith("Sat 4 Apr 09:00 in 3 days <time ")

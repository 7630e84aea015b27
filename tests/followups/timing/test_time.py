"""Date arithmetic on odd calendars: skipped and repeated hours, a day that never was."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from followups.timing.calendar import Calendar, Day, Moment, years_later
from followups.timing.policy.make import make
from tests.followups.timing.build import applied, f, only, person, planned, t, the_note, times

APIA = ZoneInfo("Pacific/Apia")
LONDON = ZoneInfo("Europe/London")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
NEW_YORK = ZoneInfo("America/New_York")
ST_JOHNS = ZoneInfo("America/St_Johns")


def calendar(zone: ZoneInfo) -> Calendar:
    return Calendar.of(zone, make())


@pytest.mark.parametrize(
    ("zone", "day", "clock", "instant"),
    [
        # London: 01:00 to 02:00 skipped on 29 March, repeated on 25 October
        (LONDON, "2026-03-29", "00:59", "2026-03-29 00:59"),
        (LONDON, "2026-03-29", "01:00", "2026-03-29 01:00"),
        (LONDON, "2026-03-29", "01:30", "2026-03-29 01:30"),
        (LONDON, "2026-03-29", "02:00", "2026-03-29 01:00"),
        (LONDON, "2026-10-25", "00:59", "2026-10-24 23:59"),
        (LONDON, "2026-10-25", "01:00", "2026-10-25 00:00"),
        (LONDON, "2026-10-25", "01:59", "2026-10-25 00:59"),
        (LONDON, "2026-10-25", "02:00", "2026-10-25 02:00"),
        # Lord Howe moves by half an hour: 02:00 to 02:30 on 4 October, back on 5 April
        (LORD_HOWE, "2026-10-04", "01:59", "2026-10-03 15:29"),
        (LORD_HOWE, "2026-10-04", "02:00", "2026-10-03 15:30"),
        (LORD_HOWE, "2026-10-04", "02:15", "2026-10-03 15:45"),
        (LORD_HOWE, "2026-10-04", "02:30", "2026-10-03 15:30"),
        (LORD_HOWE, "2026-04-05", "01:29", "2026-04-04 14:29"),
        (LORD_HOWE, "2026-04-05", "01:45", "2026-04-04 14:45"),
        (LORD_HOWE, "2026-04-05", "02:00", "2026-04-04 15:30"),
        # Apia went from 29 to 31 December 2011: the 30th never was
        (APIA, "2011-12-29", "23:59", "2011-12-30 09:59"),
        (APIA, "2011-12-30", "00:00", "2011-12-30 10:00"),
        (APIA, "2011-12-30", "09:00", "2011-12-30 19:00"),
        (APIA, "2011-12-31", "09:00", "2011-12-30 19:00"),
        # St John's once changed its clocks at a minute past midnight
        (ST_JOHNS, "2006-04-02", "00:00", "2006-04-02 03:30"),
        (ST_JOHNS, "2006-04-02", "00:30", "2006-04-02 04:00"),
        (ST_JOHNS, "2006-04-02", "01:01", "2006-04-02 03:31"),
        (ST_JOHNS, "2006-10-29", "00:00", "2006-10-29 02:30"),
        (ST_JOHNS, "2006-10-28", "23:30", "2006-10-29 02:00"),
        (ST_JOHNS, "2026-03-08", "02:30", "2026-03-08 06:00"),
    ],
)
def test_at(zone: ZoneInfo, day: str, clock: str, instant: str) -> None:
    found = calendar(zone).at(date.fromisoformat(day), time.fromisoformat(clock))

    assert found == datetime.fromisoformat(instant).replace(tzinfo=UTC)
    assert found.tzinfo is UTC


@pytest.mark.parametrize(
    ("zone", "instant", "day"),
    [
        (LONDON, "2026-03-02 23:59", "2026-03-02"),
        (LONDON, "2026-07-02 23:00", "2026-07-03"),
        (NEW_YORK, "2026-03-02 04:59", "2026-03-01"),
        (NEW_YORK, "2026-03-02 05:00", "2026-03-02"),
        (APIA, "2011-12-30 09:59", "2011-12-29"),
        (APIA, "2011-12-30 10:00", "2011-12-31"),
    ],
)
def test_local_date(zone: ZoneInfo, instant: str, day: str) -> None:
    moment = datetime.fromisoformat(instant).replace(tzinfo=UTC)

    assert calendar(zone).date_of(moment) == date.fromisoformat(day)
    assert calendar(zone).day(moment) == Day(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("on", "years", "later"),
    [
        ("2024-02-29", 1, "2025-02-28"),
        ("2024-02-29", 4, "2028-02-29"),
        ("2096-02-29", 4, "2100-02-28"),
        ("2024-02-28", 1, "2025-02-28"),
        ("2023-03-01", 1, "2024-03-01"),
        ("2023-12-31", 50, "2073-12-31"),
    ],
)
def test_years_later(on: str, years: int, later: str) -> None:
    assert years_later(date.fromisoformat(on), years) == date.fromisoformat(later)


class TestWholePlansOnOddCalendars:
    def note(self, zone: ZoneInfo, at: str, **changes: object) -> tuple[str | None, ...]:
        event = f.Applied("applied", t(at, zone))
        return times(the_note(planned(event, zone=zone, skip_weekends=False, **changes)), zone)

    def test_days_are_days_on_the_calendar(self) -> None:
        assert self.note(LONDON, "2026-03-20 10:00")[0] == "2026-04-03 09:00"
        assert self.note(NEW_YORK, "2026-10-25 23:59")[0] == "2026-11-08 09:00"
        assert self.note(LORD_HOWE, "2026-09-25 00:00")[0] == "2026-10-09 09:00"

    def test_a_skipped_opening_moves_by_the_gap(self) -> None:
        assert self.note(LORD_HOWE, "2026-09-20 10:00", day_start="02:00")[0] == "2026-10-04 02:30"
        assert self.note(LONDON, "2026-03-15 10:00", day_start="01:30")[0] == "2026-03-29 02:30"

    def test_a_day_that_never_was(self) -> None:
        assert self.note(APIA, "2011-12-16 10:00")[:2] == ("2011-12-31 09:00", "2011-12-31 18:00")

    def test_the_seekers_date_counts_not_the_worlds(self) -> None:
        assert self.note(NEW_YORK, "2026-03-02 23:30")[0] == "2026-03-16 09:00"
        assert self.note(APIA, "2026-03-02 00:30")[0] == "2026-03-16 09:00"

    def test_message_dates_are_local(self) -> None:
        event = f.MessageSent("m", t("2026-03-02 23:30", NEW_YORK), f.Purpose.OTHER, "rita")
        plan = planned(event, people=(person(),), zone=NEW_YORK)

        assert (
            only(plan, "reference.keep_in_touch").key == "reference.keep_in_touch/rita/2026-03-02"
        )


class TestSteps:
    """The arithmetic remembers what it did."""

    MONDAY = Day(date(2026, 3, 16))

    def test_days(self) -> None:
        (step,) = self.MONDAY.plus_days(7, "min_gap_days").steps

        assert (step.kind, step.base, step.result) == ("add", date(2026, 3, 16), date(2026, 3, 23))
        assert (step.amount, step.unit, step.field) == (7, "days", "min_gap_days")

    def test_working_days(self) -> None:
        (step,) = calendar(LONDON).plus_working_days(self.MONDAY, 5, "receipt_days").steps

        assert (step.kind, step.base, step.result) == ("add", date(2026, 3, 16), date(2026, 3, 23))
        assert (step.amount, step.unit, step.field) == (5, "working_days", "receipt_days")

    def test_a_bound_is_remembered_only_where_it_moves(self) -> None:
        later = Day(date(2026, 3, 10)).plus_days(7, "min_gap_days")
        moved = self.MONDAY.not_before(later, "answered", "S2:another-week")

        assert (
            self.MONDAY.not_before(Day(date(2026, 3, 16)), "answered", "S2:another-week")
            == self.MONDAY
        )
        (step,) = moved.steps
        assert (step.kind, step.bound, step.source) == ("bound", "answered", "S2:another-week")
        assert (step.base, step.result) == (date(2026, 3, 10), date(2026, 3, 17))
        assert (step.amount, step.unit, step.field) == (7, "days", "min_gap_days")
        assert moved.sources == ("S2:another-week",)
        plain = self.MONDAY.not_before(Day(date(2026, 3, 18)), "timeline", "S2:keep-to-timeline")
        assert plain.steps[0].amount is None
        assert plain.steps[0].base == date(2026, 3, 16)

    def test_weekends(self) -> None:
        on, saturday, sunday = calendar(LONDON), Day(date(2026, 3, 21)), Day(date(2026, 3, 22))

        assert on.past_days_off(self.MONDAY) == self.MONDAY
        assert on.past_days_off(Day(date(2026, 3, 20))).on == date(2026, 3, 20)
        for day in (saturday, sunday):
            (step,) = on.past_days_off(day).steps
            assert (step.kind, step.base, step.result) == ("weekend", day.on, date(2026, 3, 23))

    def test_holidays(self) -> None:
        off = frozenset({date(2026, 12, 25), date(2026, 12, 28)})
        on = replace(calendar(LONDON), days_off=off)
        christmas, boxing_day = Day(date(2026, 12, 25)), Day(date(2026, 12, 26))

        (step,) = on.past_days_off(christmas).steps
        assert (step.kind, step.base, step.result) == (
            "day_off", date(2026, 12, 25), date(2026, 12, 29),
        )  # fmt: skip
        assert on.past_days_off(boxing_day).steps[0].kind == "weekend"
        assert on.past_days_off(Day(date(2026, 12, 24))).steps == ()
        assert on.plus_working_days(Day(date(2026, 12, 24)), 1, "x").on == date(2026, 12, 29)

    @pytest.mark.parametrize(
        ("weekend", "days"),
        [
            ({6, 7}, ["2026-03-19", "2026-03-20", "2026-03-23", "2026-03-23"]),
            ({5, 6}, ["2026-03-19", "2026-03-22", "2026-03-22", "2026-03-22"]),
            ({7}, ["2026-03-19", "2026-03-20", "2026-03-21", "2026-03-23"]),
            ({5, 6, 7}, ["2026-03-19", "2026-03-23", "2026-03-23", "2026-03-23"]),
            ((), ["2026-03-19", "2026-03-20", "2026-03-21", "2026-03-22"]),
        ],
    )
    def test_whose_weekend(self, weekend: set[int], days: list[str]) -> None:
        on = replace(calendar(LONDON), weekend=frozenset(weekend))
        thursday = [Day(date(2026, 3, day)) for day in (19, 20, 21, 22)]

        assert [on.past_days_off(day).on.isoformat() for day in thursday] == days

    def test_a_seekers_calendar(self) -> None:
        off = frozenset({date(2026, 12, 25)})
        facts = f.Facts(LORD_HOWE, 3, (), weekend=frozenset({5}), days_off=off)
        policy = make("balanced", {"day_start": "08:00", "day_end": "20:00"})

        assert Calendar.of_seeker(facts, policy) == Calendar(
            LORD_HOWE, time(8), time(20), frozenset({5}), off
        )
        assert calendar(LONDON).weekend == {6, 7}

    def test_the_last_minute(self) -> None:
        moment = calendar(LONDON).ends(self.MONDAY)

        assert moment.at == t("2026-03-16 23:59")
        assert [(step.kind, step.base, step.result) for step in moment.steps] == [
            ("ends", self.MONDAY.on, moment.at)
        ]

    def test_hours_and_full_days(self) -> None:
        end = Moment(t("2026-03-11 11:00"))
        (hours,) = end.plus_hours(24, "thank_you_hours").steps
        (days,) = end.plus_full_days(7, "lapse_days").steps

        assert (hours.kind, hours.base, hours.result) == ("add", end.at, t("2026-03-12 11:00"))
        assert (hours.amount, hours.unit, hours.field) == (24, "hours", "thank_you_hours")
        assert (days.kind, days.base, days.result) == ("add", end.at, t("2026-03-18 11:00"))
        assert (days.amount, days.unit, days.field) == (7, "full_days", "lapse_days")

    def test_bounds_of_moments(self) -> None:
        nine, ten = Moment(t("2026-03-11 09:00")), t("2026-03-11 10:00")

        assert nine.not_before(nine.at, "arranged") is nine
        assert nine.not_after(ten, "starts") is nine
        assert nine.not_after(nine.at, "starts") is nine
        (late,) = Moment(ten).not_after(nine.at, "starts").steps
        assert (late.kind, late.bound, late.base, late.result) == ("bound", "starts", ten, nine.at)
        (step,) = nine.not_before(ten, "arranged").steps
        assert (step.kind, step.bound, step.base, step.result) == (
            "bound",
            "arranged",
            nine.at,
            ten,
        )

    def test_the_ends_of_the_day(self) -> None:
        on = calendar(LONDON)
        opens, closes = on.opens(self.MONDAY), on.closes(self.MONDAY)

        assert [step.kind for step in opens.steps + closes.steps] == ["opens", "closes"]
        assert [step.field for step in opens.steps + closes.steps] == ["day_start", "day_end"]
        assert opens.steps[0].base == self.MONDAY.on
        assert (opens.steps[0].result, closes.steps[0].result) == (opens.at, closes.at)

    def test_the_reminder_keeps_them_all(self) -> None:
        reason = the_note(planned(applied("2026-03-07 10:00"))).reason

        assert [step.kind for step in reason.steps] == ["add", "weekend", "opens"]
        assert [step.kind for step in reason.due] == ["add", "closes"]
        assert [step.kind for step in reason.lapse] == ["add", "opens"]

"""The figures, counted from plain facts."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from applications.insights import page as i
from applications.insights.stats import ApplicationStats, Load, SearchStats
from jobtracker.local_formats import LocalFormats, override

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 3, 19, 20, 0, tzinfo=UTC)


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def tale(applied: float, *answers: float, **more: object) -> ApplicationStats:
    source = str(more.pop("source", ""))
    return ApplicationStats(ago(applied), source, [ago(each) for each in answers], **more)  # type: ignore[arg-type]


def test_nothing_of_nothing() -> None:
    found = i.insights(SearchStats([], []), None, NOW, LONDON)
    assert (found.sent, found.overall.percent, found.overall.days) == (0, 0, None)
    assert (found.streak, found.this_week, found.talks_each) == (0, 0, 0.0)
    assert [step.count for step in found.funnel] == [0] * 6
    assert len(found.weeks) == 12


def test_each_application_counts_for_its_furthest_step_and_all_before() -> None:
    tales = [
        tale(30),
        tale(30, 20),
        tale(30, 20, talks=[("phone_screen", ago(10))]),
        tale(30, 20, talks=[("interview", ago(10))]),
        tale(30, references_asked=True),
        tale(30, offered=True),
    ]
    steps = i.funnel(tales, NOW)
    assert [step.count for step in steps] == [6, 5, 4, 3, 2, 1]
    assert [step.percent for step in steps] == [100, 83, 67, 50, 33, 17]
    assert steps[0].name == "Sent"


def test_a_talk_still_to_come_is_an_answer_and_no_talk() -> None:
    coming = tale(9, 3, talks=[("interview", NOW + timedelta(days=2))])
    assert [step.count for step in i.funnel([coming], NOW)] == [1, 1, 0, 0, 0, 0]
    assert i.talks([coming], NOW)[0] == ("0", 1)


def test_the_first_answer_is_the_first_at_or_after_applying() -> None:
    assert tale(10, 12).first_answer is None
    assert tale(10, 12, 4, 7).first_answer == ago(7)


@pytest.mark.parametrize(("answers", "days"), [([], None), ([6], 4), ([6, 2], 6), ([6, 2, 9], 4)])
def test_the_median_of_days(answers: list[float], days: int | None) -> None:
    tales = [tale(10, each) for each in answers]
    assert i.rate("All", tales).days == days


def test_by_source_case_does_not_count() -> None:
    tales = [tale(9, 3, source="Job board"), tale(9, source="job BOARD "), tale(9)]
    assert [(each.name, each.sent, each.answered) for each in i.by_source(tales)] == [
        ("Job board", 2, 1),
        ("Not said", 1, 0),
    ]


def test_by_month_on_the_seekers_calendar() -> None:
    late = datetime(2025, 6, 30, 23, 30, tzinfo=UTC)  # already July in London
    found = i.by_month([ApplicationStats(late, ""), tale(1)], LONDON)
    assert [(each.name, each.sent) for each in found] == [("Jul 2025", 1), ("Mar 2026", 1)]


def test_only_the_last_twelve_months() -> None:
    tales = [tale(31 * at) for at in range(20)]
    assert len(i.by_month(tales, LONDON)) == 12


def test_talks_for_each_application() -> None:
    held = ("interview", ago(3))
    tales = [tale(30), tale(30, talks=[held]), tale(30, talks=[held] * 5)]
    assert i.talks(tales, NOW) == [("0", 1), ("1", 1), ("2", 0), ("3", 0), ("4 or more", 1)]
    assert i.insights(SearchStats(tales, []), None, NOW, LONDON).talks_each == 2.0


@pytest.mark.parametrize(
    ("sent", "answers", "counted"),
    [
        (20, [15], (1, 1)),
        (20, [6], (1, 1)),
        (20, [5.9], (1, 0)),
        (20, [21], (1, 0)),
        (14, [], (1, 0)),
        (13.9, [], (0, 0)),
        (3, [1], (1, 1)),
    ],
)
def test_a_note_is_answered_within_two_weeks_or_still_waits(
    sent: float, answers: list[float], counted: tuple[int, int]
) -> None:
    found, thanks = i.notes_answered([tale(40, *answers, notes=[("status", ago(sent))])], NOW)
    assert (found.sent, found.answered) == counted
    assert (found.name, thanks.name, thanks.sent) == ("Status note", "Thank-you", 0)


@pytest.mark.parametrize(
    ("first", "weeks"),
    [
        (0, [(date(2026, 3, 9), 1), (date(2026, 3, 16), 1)]),
        (6, [(date(2026, 3, 8), 0), (date(2026, 3, 15), 2)]),
        (5, [(date(2026, 3, 7), 0), (date(2026, 3, 14), 2)]),
    ],
)
def test_weeks_begin_on_the_readers_day_on_the_seekers_calendar(
    first: int, weeks: list[tuple[date, int]]
) -> None:
    monday = ApplicationStats(datetime(2026, 3, 16, 0, 30, tzinfo=UTC), "")
    sunday = ApplicationStats(datetime(2026, 3, 15, 23, 30, tzinfo=UTC), "")
    with override(LocalFormats(week_starts_on=first)):
        found = i.weeks([monday, sunday], 1, NOW, LONDON)
    assert [(week.begins, week.sent) for week in found[-2:]] == weeks


@pytest.mark.parametrize(
    ("sent", "streak"),
    [
        ([3, 3, 3], 3),
        ([3, 3, 1], 2),
        ([3, 1, 3], 1),
        ([3, 1, 1], 0),
        ([5, 3, 0], 2),
    ],
)
def test_the_streak_of_weeks_that_met_the_goal(sent: list[int], streak: int) -> None:
    tales = [tale(7 * (len(sent) - 1 - at)) for at, count in enumerate(sent) for _ in range(count)]
    found = i.insights(SearchStats(tales, []), 3, NOW, LONDON)
    assert found.streak == streak
    assert found.this_week == sent[-1]


def test_a_long_streak_is_counted_beyond_the_weeks_shown() -> None:
    tales = [tale(7 * at) for at in range(30)]
    found = i.insights(SearchStats(tales, []), 1, NOW, LONDON)
    assert (found.streak, len(found.weeks)) == (30, 12)


def test_no_goal_no_streak() -> None:
    assert i.insights(SearchStats([tale(1)], []), None, NOW, LONDON).streak == 0


def test_loads_are_passed_on() -> None:
    loads = [Load("Joan", {1, 2}, 3)]
    assert i.insights(SearchStats([], loads), None, NOW, LONDON).loads == loads

"""The calendar page: what is on which day."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from agenda.ical import feed
from agenda.month import Day, Entry, Month, entries, month_of
from applications.models import Event, Interview
from applications.services import archive, cancel_interview, record_event
from followups.models import Reminder
from followups.services import snooze
from followups.state import day_of
from tests.conftest import MakeApplication, MakeContact, MakeInterview

MARCH = date(2026, 3, 1)
Kind = Event.Kind


@pytest.fixture(autouse=True)
def at_now(now: datetime) -> Iterator[datetime]:
    with time_machine.travel(now, tick=False):
        yield now


def day(month: Month, number: int) -> Day:
    return next(each for each in month.days if each.date.day == number and not each.is_other)


def titles(month: Month, number: int, kind: str) -> list[str]:
    return [each.title for each in day(month, number).entries if each.kind == kind]


def test_whole_weeks_from_monday(seeker: User, now: datetime) -> None:
    month = month_of(seeker, MARCH, now)
    assert len(month.days) % 7 == 0
    assert month.days[0].date == date(2026, 2, 23)
    assert [each.date.day for each in month.days if each.is_today] == [19]
    assert (month.before, month.after) == (date(2026, 2, 1), date(2026, 4, 1))
    assert month.busy == []


def test_an_interview_is_on_the_seekers_day(
    seeker: User, make_application: MakeApplication, make_interview: MakeInterview, now: datetime
) -> None:
    # 23:30 UTC is already the next day in London's summer.
    late = datetime(2026, 3, 30, 23, 30, tzinfo=UTC)
    interview = make_interview(make_application("Harbour"), starts_at=late)
    month = month_of(seeker, MARCH, now)
    assert titles(month, 31, "interview") == ["Interview"]
    Interview.objects.filter(pk=interview.pk).update(type="final")
    assert titles(month_of(seeker, MARCH, now), 31, "interview") == ["Final interview"]
    assert titles(month, 30, "interview") == []


def test_one_called_off_is_quiet(
    seeker: User, make_application: MakeApplication, make_interview: MakeInterview, now: datetime
) -> None:
    interview = make_interview(make_application(), starts_at=now + timedelta(days=3))
    cancel_interview(interview, at=now, now=now)
    (entry,) = [
        each for each in day(month_of(seeker, MARCH, now), 22).entries if each.kind == "interview"
    ]
    assert entry.is_quiet


def test_an_open_reminder_is_on_the_day_on_which_today_shows_it(
    seeker: User,
    make_application: MakeApplication,
    make_contact: MakeContact,
    make_interview: MakeInterview,
    now: datetime,
) -> None:
    starts = now - timedelta(hours=30)
    make_interview(make_application(), make_contact(), starts_at=starts, now=starts)
    Reminder.objects.filter(rule="references.line_up").delete()
    month = month_of(seeker, MARCH, now)
    assert titles(month, 19, "reminder") == ["Thank Ana Ruiz", "Write down how it went"]
    assert all(each.is_overdue for each in day(month, 19).entries)
    assert titles(month, 18, "reminder") == []


@pytest.mark.parametrize(
    ("opens", "due", "asleep", "on", "note"),
    [
        (-3, 2, None, 19, "by Sat 21 Mar"),
        (-3, None, None, 19, ""),
        (-3, -1, None, 19, "was due Wed 18 Mar"),
        (1, 2, None, 20, ""),
        (-3, 2, 1, 20, ""),
        (2, 4, 1, 21, ""),
    ],
)
def test_the_day_of_a_reminder_is_that_of_today_in_calendar_and_feed(
    seeker: User,
    make_application: MakeApplication,
    now: datetime,
    opens: int,
    due: int | None,
    asleep: int | None,
    on: int,
    note: str,
) -> None:
    row = make_application("Fernhill", "Nurse").reminders.get(state="open")
    Reminder.objects.exclude(pk=row.pk).delete()
    Reminder.objects.update(
        opens_at=now + timedelta(days=opens),
        due_at=None if due is None else now + timedelta(days=due),
        lapses_at=None,
        catch_up=False,
        set_aside=False,
        state="snoozed" if asleep else "open",
        snoozed_until=now + timedelta(days=asleep) if asleep else None,
    )
    (entry,) = entries(seeker, MARCH, MARCH.replace(day=31), now)
    assert (entry.day, entry.note) == (MARCH.replace(day=on), note)
    assert entry.about == "Nurse, Fernhill"
    assert day_of(Reminder.objects.get(), now, seeker.zone) == entry.day
    text = feed(seeker, "https://test.example", now).decode()
    assert f"DTSTART;VALUE=DATE:202603{on}" in text


@pytest.mark.parametrize(("first", "last", "found"), [(1, 18, 0), (19, 19, 1), (20, 31, 0)])
def test_an_open_reminder_is_on_no_other_day(
    seeker: User,
    make_application: MakeApplication,
    now: datetime,
    first: int,
    last: int,
    found: int,
) -> None:
    row = make_application().reminders.get(state="open")
    Reminder.objects.exclude(pk=row.pk).delete()
    opened = {"opens_at": now - timedelta(days=9), "due_at": now + timedelta(days=3)}
    Reminder.objects.update(**opened, lapses_at=None, catch_up=False, set_aside=False)
    days = (MARCH.replace(day=first), MARCH.replace(day=last))
    assert len(list(entries(seeker, *days, now))) == found


def test_what_is_set_aside_is_on_no_day(
    seeker: User, make_application: MakeApplication, now: datetime
) -> None:
    make_application(applied_at=now - timedelta(days=40))
    assert Reminder.objects.filter(set_aside=True).exists()
    assert titles(month_of(seeker, MARCH, now), 19, "reminder") == []


def test_the_agenda_has_the_days_of_the_grid_and_the_hour_of_a_reminder(
    seeker: User, seeker_client: Client, make_application: MakeApplication, now: datetime
) -> None:
    make_application("Osprey", applied_at=now - timedelta(days=7))
    reminder = Reminder.objects.filter(rule="status.after_applying").get()
    due = datetime(2026, 4, 2, 17, tzinfo=UTC)
    Reminder.objects.filter(pk=reminder.pk).update(opens_at=due, due_at=due, lapses_at=None)
    (last,) = [each for each in month_of(seeker, MARCH, now).busy if each.is_other]
    assert (last.date, last.entries[0].due) == (date(2026, 4, 2), due)
    page = seeker_client.get("/calendar/?month=2026-03&view=agenda").content.decode()
    assert 'id="day-2026-04-02"' in page
    assert ">by 18:00</time>" in page
    assert "all day" not in page
    grid = seeker_client.get("/calendar/?month=2026-03").content.decode()
    assert "month=2026-03#day-2026-04-02" in grid
    Reminder.objects.filter(pk=reminder.pk).update(snoozed_until=due.replace(day=3, hour=8))
    page = seeker_client.get("/calendar/?month=2026-03&view=agenda").content.decode()
    assert ">09:00</time>" in page


def test_a_day_goes_by_the_clock(now: datetime) -> None:
    later = now + timedelta(hours=1)
    entries = [
        Entry(MARCH, "date", "A date", "", ""),
        Entry(MARCH, "reminder", "A note", "", "", due=later),
        Entry(MARCH, "reminder", "Back", "", "", clock=now),
        Entry(MARCH, "interview", "Talk", "", "", at=later),
    ]
    ordered = sorted(entries, key=lambda each: each.order)
    assert [each.title for each in ordered] == ["Talk", "Back", "A note", "A date"]


def test_one_put_off_is_on_the_day_it_comes_back(
    seeker: User,
    make_application: MakeApplication,
    make_contact: MakeContact,
    make_interview: MakeInterview,
    now: datetime,
) -> None:
    make_interview(make_application(), make_contact())
    reminder = Reminder.objects.get(rule="interview.thank_you")
    snooze(reminder, now + timedelta(days=5), now=now)
    month = month_of(seeker, MARCH, now)
    assert titles(month, 24, "reminder") == ["Thank Ana Ruiz"]


def give(application: object, at: datetime, now: datetime, **day: date) -> None:
    kind = Kind.TIMELINE_GIVEN
    record_event(application, kind, at=at, token=uuid4(), now=now, **day)  # type: ignore[arg-type]


def test_only_the_latest_date_an_employer_gave(
    seeker: User, make_application: MakeApplication, now: datetime
) -> None:
    application = make_application()
    give(application, now - timedelta(days=2), now, news_by=date(2026, 3, 25))
    give(application, now - timedelta(days=1), now, ask_on=date(2026, 3, 27))
    month = month_of(seeker, MARCH, now)
    assert titles(month, 25, "date") == []
    assert titles(month, 27, "date") == ["They said: ask on this day"]


@pytest.mark.parametrize("over", ["closed", "archived"])
def test_dates_of_what_is_over_are_gone(
    seeker: User, make_application: MakeApplication, now: datetime, over: str
) -> None:
    application = make_application()
    give(application, now - timedelta(days=2), now, news_by=date(2026, 3, 25))
    if over == "archived":
        archive(seeker, [application.pk], now=now)
    else:
        record_event(application, Kind.OUTCOME, at=now, token=uuid4(), now=now, result="withdrawn")
    assert titles(month_of(seeker, MARCH, now), 25, "date") == []


def test_strangers_see_nothing(
    stranger: User, make_application: MakeApplication, make_interview: MakeInterview, now: datetime
) -> None:
    make_interview(make_application())
    assert month_of(stranger, MARCH, now).busy == []


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ("", "March 2026"),
        ("month=2026-07", "July 2026"),
        ("month=2026-13", "March 2026"),
        ("month=soon", "March 2026"),
        ("month=0001-01", "March 2026"),
        ("month=9999-12", "March 2026"),
        ("view=agenda&month=2027-01", "January 2027"),
        ("view=odd", "March 2026"),
    ],
)
def test_any_month_can_be_asked_for(seeker_client: Client, query: str, heading: str) -> None:
    page = seeker_client.get(f"/calendar/?{query}").content.decode()
    assert f"<h1>{heading}</h1>" in "".join(line.strip() for line in page.splitlines())


def test_month_and_agenda(
    seeker_client: Client, make_application: MakeApplication, make_interview: MakeInterview
) -> None:
    make_interview(make_application("Harbour"))
    month = seeker_client.get("/calendar/").content.decode()
    agenda = seeker_client.get("/calendar/?view=agenda").content.decode()
    assert "data-month" in month
    assert "data-month" not in agenda
    for page in (month, agenda):
        assert 'id="day-2026-03-19"' in page
        assert "Harbour" in page


def test_queries_do_not_grow(
    seeker_client: Client,
    make_application: MakeApplication,
    make_contact: MakeContact,
    make_interview: MakeInterview,
    now: datetime,
) -> None:
    def queries(number: int) -> int:
        for at in range(number):
            application = make_application(f"Company {at}")
            make_interview(application, make_contact(f"Person {at}"))
            give(application, now, now, news_by=date(2026, 3, 25))
        with CaptureQueriesContext(connection) as seen:
            seeker_client.get("/calendar/")
        return len(seen)

    few = queries(2)
    assert queries(9) == few
    assert few <= 8  # One of them counts what waits in the Inbox.


def test_an_offer_is_on_the_day_by_which_it_must_be_answered_until_it_is(
    seeker: User, make_application: MakeApplication, now: datetime
) -> None:
    application = make_application()
    offer = {"result": "offer", "answer_by": date(2026, 3, 27)}
    record_event(application, "outcome", at=now, token=uuid4(), now=now, **offer)
    assert titles(month_of(seeker, MARCH, now), 27, "date") == ["Answer the offer by this day"]
    assert b"Answer the offer by this day" in feed(seeker, "https://x.example", now)
    record_event(application, "outcome", at=now, token=uuid4(), now=now, result="declined")
    assert titles(month_of(seeker, MARCH, now), 27, "date") == []


def test_a_saved_job_is_on_its_closing_date_until_it_is_applied_for(
    seeker: User, make_application: MakeApplication, now: datetime
) -> None:
    closing = date(2026, 3, 27)
    saved = make_application(applied_at=None, closes_on=closing)
    assert titles(month_of(seeker, MARCH, now), 27, "date") == ["The posting closes"]
    assert b"The posting closes" in feed(seeker, "https://x.example", now)
    record_event(saved, "applied", at=now, token=uuid4(), now=now)
    assert titles(month_of(seeker, MARCH, now), 27, "date") == []

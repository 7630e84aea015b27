"""The date given in an interview: one fact that follows the debrief."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from applications.models import Event, Interview
from applications.services import change_interview, edit_event, record_event, record_no_contact
from applications.services.employer_dates import (
    employer_date_of,
    save_debrief,
    says_they_call,
    set_employer_date,
)
from tests.conftest import MakeApplication, MakeInterview

DAY = date(2026, 3, 27)
Kind = Event.Kind


@pytest.fixture
def interview(make_application: MakeApplication, make_interview: MakeInterview) -> Interview:
    return make_interview(make_application())


def known(interview: Interview) -> Event | None:
    return employer_date_of(interview, interview.application.events.all(), None)


def put(interview: Interview, frame: str, day: date | None, now: datetime) -> Event | None:
    set_employer_date(interview, frame, day, known=known(interview), now=now)
    return known(interview)


def test_a_promise_is_a_fact_of_the_end_of_the_interview(
    interview: Interview, now: datetime
) -> None:
    event = put(interview, "news_by", DAY, now)
    assert event is not None
    assert (event.kind, event.news_by, event.ask_on) == (Kind.TIMELINE_GIVEN, DAY, None)
    assert event.at == interview.ends_at


def test_a_second_time_corrects_the_first(interview: Interview, now: datetime) -> None:
    first = put(interview, "news_by", DAY, now)
    second = put(interview, "ask_on", DAY + timedelta(days=3), now)
    assert first is not None
    assert second is not None
    assert second.pk == first.pk
    assert (second.news_by, second.ask_on) == (None, DAY + timedelta(days=3))


def test_what_was_noted_of_it_meanwhile_stays(interview: Interview, now: datetime) -> None:
    read = put(interview, "news_by", DAY, now)
    event = known(interview)
    assert event is not None
    edit_event(event, at=event.at, now=now, news_by=DAY, text="By phone")
    set_employer_date(interview, "news_by", DAY + timedelta(days=1), known=read, now=now)
    event.refresh_from_db()
    assert (event.news_by, event.text) == (DAY + timedelta(days=1), "By phone")


def test_another_kind_takes_its_place(interview: Interview, now: datetime) -> None:
    put(interview, "news_by", DAY, now)
    event = put(interview, "no_contact", None, now)
    assert event is not None
    assert event.kind == Kind.NO_CONTACT_REQUESTED
    assert not interview.application.events.filter(kind=Kind.TIMELINE_GIVEN).exists()
    assert put(interview, "", None, now) is None


def said(interview: Interview) -> list[tuple[str, date | None]]:
    rows = interview.application.events.exclude(kind=Kind.APPLIED).order_by("pk")
    assert len({event.at for event in rows}) <= 1
    return [(event.kind, event.news_by) for event in rows]


CALL = Kind.NO_CONTACT_REQUESTED
GIVEN = Kind.TIMELINE_GIVEN


def test_that_they_call_by_a_day_is_two_facts(interview: Interview, now: datetime) -> None:
    for _again in range(2):
        event = put(interview, "no_contact", DAY, now)
        assert said(interview) == [(CALL, None), (GIVEN, DAY)]
        assert says_they_call(event, interview.application.events.all())


@pytest.mark.parametrize(
    ("frame", "day", "expected"),
    [
        ("no_contact", DAY + timedelta(days=2), {(CALL, None), (GIVEN, DAY + timedelta(days=2))}),
        ("no_contact", None, {(CALL, None)}),
        ("news_by", DAY, {(GIVEN, DAY)}),
        ("ask_on", DAY, {(GIVEN, None)}),
        ("", None, set()),
    ],
)
def test_that_they_call_by_a_day_is_corrected_whole(
    interview: Interview,
    now: datetime,
    frame: str,
    day: date | None,
    expected: set[tuple[str, date | None]],
) -> None:
    put(interview, "no_contact", DAY, now)
    put(interview, frame, day, now)
    assert set(said(interview)) == expected
    put(interview, "no_contact", DAY, now)
    assert set(said(interview)) == {(CALL, None), (GIVEN, DAY)}


def test_what_was_logged_of_a_call_by_a_day_is_corrected_whole(
    interview: Interview, now: datetime
) -> None:
    application, at = interview.application, interview.ends_at + timedelta(minutes=30)
    record_no_contact(application, at=at, token=uuid4(), now=now, news_by=DAY, text="Ms Lee")
    put(interview, "no_contact", DAY + timedelta(days=1), now)
    assert said(interview) == [(CALL, None), (GIVEN, DAY + timedelta(days=1))]
    call = application.events.get(kind=CALL)
    assert (call.at, call.text) == (at, "Ms Lee")
    put(interview, "news_by", DAY, now)
    assert said(interview) == [(GIVEN, DAY)]


def test_sent_twice_it_is_one(interview: Interview, now: datetime) -> None:
    for _again in range(2):
        set_employer_date(interview, "news_by", DAY, known=None, now=now)
    assert interview.application.events.filter(kind=Kind.TIMELINE_GIVEN).count() == 1


def test_a_date_written_down_by_itself_hides_none_that_the_debrief_says_next(
    interview: Interview, now: datetime
) -> None:
    first = put(interview, "news_by", DAY, now)
    application, kind = interview.application, Kind.TIMELINE_GIVEN
    record_event(application, kind, at=now, token=uuid4(), now=now, ask_on=DAY + timedelta(days=3))
    event = put(interview, "no_contact", None, now)
    assert first is not None
    assert event is not None
    assert (event.kind, event.at) == (Kind.NO_CONTACT_REQUESTED, first.at)
    assert not interview.application.events.filter(kind=Kind.TIMELINE_GIVEN).exists()


def test_saying_nothing_takes_back_both(interview: Interview, now: datetime) -> None:
    put(interview, "news_by", DAY, now)
    kind = Kind.NO_CONTACT_REQUESTED
    record_event(interview.application, kind, at=now, token=uuid4(), now=now)
    assert put(interview, "", None, now) is None


def test_what_an_earlier_debrief_said_follows_an_interview_that_was_moved(
    interview: Interview, now: datetime
) -> None:
    first = put(interview, "news_by", DAY, now)
    day = timedelta(days=1)
    fields = {"starts_at": interview.starts_at + day, "ends_at": interview.ends_at + day}
    change_interview(interview, fields=fields, interviewers=[], now=now)
    assert known(interview) is None
    event = put(interview, "ask_on", DAY, now + day)
    assert event == first
    assert event is not None
    assert (event.at, event.ask_on) == (interview.ends_at, DAY)


def test_debrief_and_date_are_kept_or_lost_together(interview: Interview, now: datetime) -> None:
    fields = {"follow_up_contact": "too long" * 50}
    with pytest.raises(ValidationError):
        save_debrief(
            interview, fields=fields, topics={}, frame=("news_by", DAY), known=None, now=now
        )
    assert known(interview) is None
    fields = {"follow_up_contact": "Ana"}
    debrief = save_debrief(
        interview, fields=fields, topics={}, frame=("news_by", DAY), known=None, now=now
    )
    assert debrief.follow_up_contact == "Ana"
    assert known(interview) is not None


def test_while_the_interview_runs_it_is_now(interview: Interview) -> None:
    during = interview.starts_at + timedelta(minutes=20)
    event = put(interview, "ask_on", DAY, during)
    assert event is not None
    assert event.at == during


def test_a_date_given_at_another_time_belongs_elsewhere(
    interview: Interview, now: datetime
) -> None:
    application = interview.application
    before = interview.starts_at - timedelta(hours=1)
    for at in (before, now):
        record_event(application, Kind.TIMELINE_GIVEN, at=at, token=uuid4(), now=now, news_by=DAY)
    events = list(application.events.all())
    assert employer_date_of(interview, events, until=now) is None
    later = employer_date_of(interview, events, until=None)
    assert later is not None
    assert later.at == now

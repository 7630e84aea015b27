"""The thank-yous of an interview."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from applications.models import Interview
from applications.services import record_message
from notes.thank_yous import thank_yous
from references.models import Contact
from tests.conftest import MakeApplication, MakeContact, MakeInterview

Kind = Interview.Kind


@pytest.fixture
def people(make_contact: MakeContact) -> list[Contact]:
    return [make_contact(name) for name in ("Ana", "Bo")]


def sent(interview: Interview, to: Contact | None, now: datetime) -> None:
    record_message(
        interview.application.owner,
        "thank_you",
        at=now,
        token=uuid4(),
        now=now,
        application=interview.application,
        interview=interview,
        contact=to,
    )


def done(interview: Interview, now: datetime) -> list[bool]:
    return [each.is_done for each in thank_yous(interview, now)]


def test_each_person_is_owed_one(
    make_application: MakeApplication,
    make_interview: MakeInterview,
    people: list[Contact],
    now: datetime,
) -> None:
    interview = make_interview(make_application(), *people)
    rows = thank_yous(interview, now)
    assert [row.contact for row in rows] == people
    assert all(row.reminder and row.reminder.rule == "interview.thank_you" for row in rows)
    sent(interview, people[0], now)
    assert done(interview, now) == [True, False]


def test_a_note_to_nobody_in_particular_thanks_all(
    make_application: MakeApplication,
    make_interview: MakeInterview,
    people: list[Contact],
    now: datetime,
) -> None:
    interview = make_interview(make_application(), *people)
    sent(interview, None, now)
    assert done(interview, now) == [True, True]


def test_after_a_phone_screen_one_note_is_enough(
    make_application: MakeApplication,
    make_interview: MakeInterview,
    people: list[Contact],
    now: datetime,
) -> None:
    interview = make_interview(make_application(), *people, kind=Kind.PHONE_SCREEN)
    (row,) = thank_yous(interview, now)
    assert row.reminder is not None
    assert row.reminder.rule == "screen.follow_up"
    sent(interview, people[1], now)
    assert done(interview, now) == [True]


def test_where_nobody_is_named_one_is_owed(
    make_application: MakeApplication,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    now: datetime,
) -> None:
    interview = make_interview(make_application())
    (row,) = thank_yous(interview, now)
    assert (row.contact, row.is_done) == (None, False)
    sent(interview, make_contact(), now)
    assert done(interview, now) == [True]


def test_before_its_end_it_is_still_to_come(
    make_application: MakeApplication, make_interview: MakeInterview, now: datetime
) -> None:
    starts = now - timedelta(minutes=20)
    (row,) = thank_yous(make_interview(make_application(), starts_at=starts), now)
    assert row.coming

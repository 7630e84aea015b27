"""Arranging an interview: whose clock, how long, with whom, and what follows from it."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from accounts.models import User
from applications.models import Application, Interview, Stage
from references.models import Contact
from tests.applications.test_log import UNDO
from tests.conftest import MakeApplication, MakeContact, MakeInterview

pytestmark = pytest.mark.usefixtures("at_now")

AGREED = {
    "kind": "interview",
    "starts": "2026-04-02T09:00",
    "time_zone": "Europe/London",
    "minutes": "45",
    "arranged_at": "2026-03-19T19:00",
}


@pytest.fixture
def application(make_application: MakeApplication) -> Application:
    return make_application()


def arrange(client: Client, application: Application, **data: Any) -> Any:
    url = f"/applications/{application.pk}/interview/"
    return client.post(url, {"token": uuid4(), **AGREED, **data})


@pytest.mark.parametrize(
    ("zone", "starts", "expected"),
    [
        ("Europe/London", "2026-03-27T09:00", datetime(2026, 3, 27, 9, 0, tzinfo=UTC)),
        ("Europe/London", "2026-04-02T09:00", datetime(2026, 4, 2, 8, 0, tzinfo=UTC)),
        ("America/New_York", "2026-04-02T09:00", datetime(2026, 4, 2, 13, 0, tzinfo=UTC)),
        ("Asia/Kolkata", "2026-04-02T09:00", datetime(2026, 4, 2, 3, 30, tzinfo=UTC)),
    ],
)
def test_the_time_is_that_of_the_chosen_place(
    seeker_client: Client, application: Application, zone: str, starts: str, expected: datetime
) -> None:
    response = arrange(seeker_client, application, starts=starts, time_zone=zone)
    assert response.status_code == 302, response.context["form"].errors
    interview = application.interviews.get()
    assert (interview.starts_at, interview.time_zone) == (expected, zone)
    assert interview.ends_at - interview.starts_at == timedelta(minutes=45)


def test_the_form_begins_in_the_seekers_own_zone(
    seeker_client: Client, application: Application
) -> None:
    page = seeker_client.get(f"/applications/{application.pk}/interview/").content.decode()
    assert '<option value="Europe/London" selected>' in page
    assert 'value="2026-03-19T20:00"' in page
    assert "With whom" in page


def test_people_who_are_known_and_new_ones(
    seeker_client: Client, application: Application, make_contact: MakeContact, seeker: User
) -> None:
    ana = make_contact("Ana Ruiz", company="Harbour Analytics")
    bo = make_contact("Bo Lindqvist", company="Harbour Analytics")
    make_contact("Eve Elsewhere", company="Osprey Travel")
    names = "Chi  Okafor\n\nbo lindqvist\nchi okafor\nEve Elsewhere"
    arrange(seeker_client, application, people=[ana.pk], new_people=names)
    people = application.interviews.get().interviewers.all()
    assert sorted(person.name for person in people) == [
        "Ana Ruiz",
        "Bo Lindqvist",
        "Chi Okafor",
        "Eve Elsewhere",
    ]
    assert bo in people
    assert Contact.objects.filter(name="Eve Elsewhere").count() == 2
    assert set(people.values_list("company__name", flat=True)) == {"Harbour Analytics"}


def test_sent_twice_it_is_there_once_and_so_are_its_people(
    seeker_client: Client, application: Application
) -> None:
    token = uuid4()
    for _ in range(2):
        arrange(seeker_client, application, token=token, new_people="Chi Okafor")
    assert application.interviews.count() == 1
    assert Contact.objects.count() == 1


def test_the_stage_and_the_reminders_follow_and_undo_takes_them_back(
    seeker_client: Client, application: Application
) -> None:
    arrange(seeker_client, application)
    application.refresh_from_db()
    assert application.stage == Stage.INTERVIEWING
    assert application.reminders.filter(rule="interview.prepare").exists()  # type: ignore[attr-defined]
    page = seeker_client.get(f"/applications/{application.pk}/").content.decode()
    assert "The interview is in." in page
    seeker_client.post(UNDO.findall(page)[-1])
    application.refresh_from_db()
    assert application.stage == Stage.APPLIED
    assert not application.reminders.filter(rule="interview.prepare").exists()  # type: ignore[attr-defined]


def test_one_entered_afterwards_was_arranged_before_it_began(
    seeker_client: Client, application: Application
) -> None:
    arrange(seeker_client, application, starts="2026-03-18T09:00")
    interview = application.interviews.get()
    assert interview.arranged_at == interview.starts_at


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("starts", "", "required"),
        ("starts", "tomorrow", "like 2026-04-02 09:00"),
        ("time_zone", "Mars/Olympus", "not one of the available choices"),
        ("minutes", "0", "greater than or equal to 1"),
        ("minutes", "1441", "less than or equal to 1440"),
        ("kind", "dinner", "not one of the available choices"),
        ("link", "javascript:alert(1)", "valid URL"),
        ("arranged_at", "2026-03-20T09:00", "still to come"),
        ("new_people", "x" * 151, "too long a name"),
        ("people", "0", "not one of the available choices"),
    ],
)
def test_what_does_not_fit_is_named(
    seeker_client: Client, application: Application, field: str, value: str, why: str
) -> None:
    response = arrange(seeker_client, application, **{field: value})
    errors = response.context["form"].errors
    assert list(errors) == [field]
    assert why in errors[field][0]
    assert not Interview.objects.exists()


def test_it_is_moved_and_its_reminders_with_it(
    seeker_client: Client,
    application: Application,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    now: datetime,
) -> None:
    ana = make_contact("Ana Ruiz")
    starts = now + timedelta(days=5)
    interview = make_interview(
        application, ana, starts_at=starts, arranged_at=now, time_zone="America/New_York"
    )
    url = f"/interviews/{interview.pk}/edit/"
    page = seeker_client.get(url).content.decode()
    assert 'value="2026-03-24T16:00"' in page
    assert 'value="60"' in page
    assert f'value="{ana.pk}"' in page
    keys = set(application.reminders.values_list("key", flat=True))  # type: ignore[attr-defined]
    data = {"token": uuid4(), **AGREED, "time_zone": "America/New_York", "people": [ana.pk]}
    assert seeker_client.post(url, data).status_code == 302
    interview.refresh_from_db()
    assert interview.starts_at == datetime(2026, 4, 2, 13, 0, tzinfo=UTC)
    assert list(interview.interviewers.all()) == [ana]
    assert set(application.reminders.values_list("key", flat=True)) == keys  # type: ignore[attr-defined]


def test_a_zone_that_the_list_leaves_out_stays(
    seeker_client: Client, application: Application, make_interview: MakeInterview
) -> None:
    interview = make_interview(application, time_zone="Etc/GMT-3")
    page = seeker_client.get(f"/interviews/{interview.pk}/edit/").content.decode()
    assert '<option value="Etc/GMT-3" selected>' in page


def test_another_persons_contact_is_not_on_offer(
    seeker_client: Client, application: Application, make_contact: MakeContact, stranger: User
) -> None:
    theirs = make_contact(owner=stranger, company="Harbour Analytics")
    response = arrange(seeker_client, application, people=[theirs.pk])
    assert "people" in response.context["form"].errors

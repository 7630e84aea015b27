"""The calendar as a file and as a feed."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import uuid4

import icalendar
import pytest
import time_machine
from django.core.signing import Signer
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from agenda.models import CalendarLink
from agenda.services import end_calendar_link, make_calendar_link, owner_of, secret_of
from applications.models import Event, Interview
from applications.services import cancel_interview, record_event
from tests.conftest import MakeApplication, MakeContact, MakeInterview


@pytest.fixture(autouse=True)
def at_now(now: datetime) -> Iterator[datetime]:
    with time_machine.travel(now, tick=False):
        yield now


@pytest.fixture
def interview(
    make_application: MakeApplication,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    now: datetime,
) -> Interview:
    return make_interview(
        make_application("Harbour", "UX Lead"),
        make_contact(),
        starts_at=now + timedelta(days=2),
        place="12 Quay Street",
        link="https://meet.example/1",
    )


def events(body: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(body).walk("VEVENT"))


def feed(client: Client, user: User, now: datetime) -> list[icalendar.Event]:
    secret = secret_of(make_calendar_link(user, now=now))
    return events(client.get(f"/calendar/feed/{secret}.ics").content)


def test_one_interview_as_a_file(seeker_client: Client, interview: Interview) -> None:
    response = seeker_client.get(f"/calendar/interview/{interview.pk}.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"].startswith("attachment;")
    (event,) = events(response.content)
    assert str(event["summary"]) == "Interview: UX Lead, Harbour"
    assert event.decoded("dtstart") == interview.starts_at
    assert event.decoded("dtend") == interview.ends_at
    assert str(event["location"]) == "12 Quay Street, https://meet.example/1"
    assert "With Ana Ruiz" in str(event["description"])
    assert str(event["url"]) == f"http://testserver/interviews/{interview.pk}/"
    assert str(event["status"]) == "CONFIRMED"


def test_an_interview_is_called_by_its_type(seeker_client: Client, interview: Interview) -> None:
    Interview.objects.filter(pk=interview.pk).update(type="panel")
    (event,) = events(seeker_client.get(f"/calendar/interview/{interview.pk}.ics").content)
    assert str(event["summary"]) == "Panel interview: UX Lead, Harbour"


def test_a_moved_interview_keeps_its_name_there(
    seeker_client: Client, interview: Interview, now: datetime
) -> None:
    url = f"/calendar/interview/{interview.pk}.ics"
    (before,) = events(seeker_client.get(url).content)
    cancel_interview(interview, at=now, now=now)
    (after,) = events(seeker_client.get(url).content)
    assert str(before["uid"]) == str(after["uid"])
    assert str(after["status"]) == "CANCELLED"


def test_a_stranger_s_interview_is_not_there(stranger_client: Client, interview: Interview) -> None:
    url = f"/calendar/interview/{interview.pk}.ics"
    assert stranger_client.get(url).status_code == 404


def test_the_feed_needs_no_sign_in_and_has_everything(
    seeker: User, interview: Interview, now: datetime
) -> None:
    kind = Event.Kind.TIMELINE_GIVEN
    record_event(
        interview.application,
        kind,
        at=now,
        token=uuid4(),
        now=now,
        news_by=date(2026, 3, 27),
    )
    found = {str(each["summary"]): each for each in feed(Client(), seeker, now)}
    assert "Interview: UX Lead, Harbour" in found
    assert found["They said: news by this day, UX Lead, Harbour"].decoded("dtstart") == date(
        2026, 3, 27
    )
    task = found["Prepare your questions, UX Lead, Harbour"]
    assert task.decoded("dtstart") == date(2026, 3, 20)
    assert str(task["transp"]) == "TRANSPARENT"


def test_the_feed_is_one_person_s(
    seeker: User, stranger: User, interview: Interview, now: datetime
) -> None:
    assert feed(Client(), seeker, now)
    assert feed(Client(), stranger, now) == []


def test_a_new_address_ends_the_one_before(seeker_client: Client, seeker: User) -> None:
    def address() -> str:
        seeker_client.post("/calendar/link/")
        return secret_of(CalendarLink.objects.get())

    first, second = address(), address()
    assert first != second
    assert Client().get(f"/calendar/feed/{first}.ics").status_code == 404
    assert Client().get(f"/calendar/feed/{second}.ics").status_code == 200
    assert f"/calendar/feed/{second}.ics" in seeker_client.get("/calendar/").content.decode()


def test_switching_it_off(seeker_client: Client, seeker: User, now: datetime) -> None:
    secret = secret_of(make_calendar_link(seeker, now=now))
    assert owner_of(secret) == seeker
    seeker_client.post("/calendar/link/end/")
    assert owner_of(secret) is None
    assert "Make a private address" in seeker_client.get("/calendar/").content.decode()
    end_calendar_link(seeker)


def test_a_secret_is_neither_guessed_nor_read_from_the_database(
    seeker: User, now: datetime
) -> None:
    link = make_calendar_link(seeker, now=now)
    for wrong in (
        link.key.hex,
        f"{link.key.hex}.",
        f"{link.key.hex}.abc",
        "made-up",
        f".{link.key}",
    ):
        assert owner_of(wrong) is None


def test_the_address_of_an_older_version_is_too_old(seeker: User, now: datetime) -> None:
    link = make_calendar_link(seeker, now=now)
    old = Signer(salt="followups.calendar").sign(link.key.hex).replace(":", ".")
    answer = Client().get(f"/calendar/feed/{old}.ics")
    assert answer.status_code == 410
    assert "This calendar address is too old" in answer.content.decode()


def test_the_feed_of_one_who_left_is_gone(seeker: User, now: datetime) -> None:
    secret = secret_of(make_calendar_link(seeker, now=now))
    seeker.is_active = False
    seeker.save()
    assert owner_of(secret) is None


def test_the_feed_is_not_kept_by_others(seeker: User, now: datetime) -> None:
    secret = secret_of(make_calendar_link(seeker, now=now))
    response = Client().get(f"/calendar/feed/{secret}.ics")
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


def test_queries_do_not_grow(
    seeker: User,
    make_application: MakeApplication,
    make_contact: MakeContact,
    make_interview: MakeInterview,
    now: datetime,
) -> None:
    def queries(number: int) -> int:
        for at in range(number):
            make_interview(make_application(f"Company {at}"), make_contact(f"Person {at}"))
        secret = secret_of(make_calendar_link(seeker, now=now))
        with CaptureQueriesContext(connection) as seen:
            Client().get(f"/calendar/feed/{secret}.ics")
        return len(seen)

    assert queries(2) == queries(8)

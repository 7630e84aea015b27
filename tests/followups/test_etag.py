"""An open Today page: it is told what has changed, and nothing while nothing has."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications import services as story
from applications.models import Application
from followups.models import Reminder
from followups.services import dismiss, snooze
from tests.conftest import MakeApplication, MakeContact, MakeInterview

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
URL = reverse("followups:today_poll")
HTMX = {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "http://testserver/"}


@pytest.fixture
def application(make_application: MakeApplication) -> Application:
    return make_application()


Look = Callable[..., HttpResponse]


@pytest.fixture
def look(seeker_client: Client, now: datetime) -> Look:
    """What an open page is answered that shows ``seen``, a while after now."""

    def ask(seen: str, after: timedelta = MINUTE) -> HttpResponse:
        with time_machine.travel(now + after, tick=False):
            return seeker_client.get(URL, {"seen": seen}, **HTMX)

    return ask


@pytest.fixture
def seen(seeker_client: Client, now: datetime) -> Callable[[], str]:
    """The mark of the page as it is opened now."""

    def opened() -> str:
        with time_machine.travel(now, tick=False):
            return str(seeker_client.get("/").context["etag"])

    return opened


def test_nothing_is_answered_while_nothing_has_changed(
    application: Application,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    seen: Callable[[], str],
    look: Look,
) -> None:
    make_interview(application, make_contact("Bo"))
    answer = look(seen())
    assert (answer.status_code, answer.content) == (204, b"")


def test_an_interview_that_ended_a_minute_ago_brings_its_thank_you(
    application: Application,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    seen: Callable[[], str],
    look: Look,
    now: datetime,
) -> None:
    before = seen()
    make_interview(application, make_contact("Bo Lindqvist"), starts_at=now - HOUR - MINUTE)
    answer = look(before)
    page = answer.content.decode()
    assert "Thank Bo Lindqvist" in page
    assert f'data-etag="{answer.context["etag"]}"' in page
    assert 'id="today-day" hx-swap-oob="true"' in page
    assert "<html" not in page
    assert look(answer.context["etag"]).status_code == 204


@pytest.mark.parametrize("after", [MINUTE, 9 * HOUR])
def test_time_alone_changes_what_is_shown_by_the_hour(
    application: Application, seen: Callable[[], str], look: Look, after: timedelta
) -> None:
    assert look(seen(), after).status_code == (204 if after < HOUR else 200)


def test_each_thing_shown_has_its_part_in_the_mark(
    application: Application,
    make_application: MakeApplication,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    seen: Callable[[], str],
    now: datetime,
) -> None:
    bo = make_contact("Bo")
    marks = [seen()]
    coming = make_interview(application, bo, starts_at=now + 2 * HOUR)
    marks.append(seen())
    coming.place = "Room 4"
    coming.save()
    marks.append(seen())
    make_interview(application, bo)
    marks.append(seen())
    thanks = Reminder.objects.get(rule="interview.thank_you", state="open")
    snooze(thanks, now + HOUR, now=now)
    marks.append(seen())
    dismiss(thanks, now=now)
    marks.append(seen())
    make_application("Fernhill")
    marks.append(seen())
    bo.name = "Bo Lindqvist"
    bo.save()
    marks.append(seen())
    assert len(set(marks)) == len(marks)


def test_from_the_welcome_the_page_is_loaded_anew(
    seeker: User,
    make_application: MakeApplication,
    seen: Callable[[], str],
    look: Look,
) -> None:
    welcome = seen()
    assert look(welcome, 9 * HOUR).status_code == 204
    application = make_application(owner=seeker)
    assert look(welcome)["HX-Refresh"] == "true"
    queue = seen()
    story.delete_application(application, now=application.created_at)
    assert look(queue)["HX-Refresh"] == "true"


def test_nothing_of_a_strangers(
    stranger: User, make_application: MakeApplication, seen: Callable[[], str], look: Look
) -> None:
    before = seen()
    make_application(owner=stranger)
    assert look(before).status_code == 204


def test_once_the_session_has_ended_the_page_is_led_to_sign_in(client: Client, db: None) -> None:
    answer = client.get(URL, {"seen": "x"}, **HTMX)
    assert answer["HX-Redirect"] == "/account/login/?next=/"
    assert answer.content == b""

"""The next step of each row of the table, and the filters by whose turn it is."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from accounts.models import User
from applications import services
from applications.models import Application
from applications.table.page import NextStep, table_of
from followups.next_steps import next_in_short
from followups.services import dismiss, snooze
from tests.conftest import MakeApplication, MakeContact, MakeInterview

Titles = Callable[[str], set[str]]


@pytest.fixture(autouse=True)
def _at_now(now: datetime) -> Iterator[None]:
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def met(
    make_application: MakeApplication,
    make_contact: MakeContact,
    make_interview: MakeInterview,
    now: datetime,
) -> Application:
    """Where two people were met three days ago, it is written down, and nobody was thanked."""
    application = make_application("Cobalt Transit", "Writer")
    people = [make_contact("Bo"), make_contact("Ana")]
    starts = now - timedelta(days=3)
    held = make_interview(application, *people, starts_at=starts, now=starts)
    services.debrief_interview(held, fields={}, topics={}, now=now)
    for reminder in application.reminders.exclude(interview=held):
        dismiss(reminder, now=now)
    return application


@pytest.fixture
def fresh(make_application: MakeApplication, now: datetime) -> Application:
    """Applied for an hour ago."""
    return make_application("Fernhill Health", "Nurse", applied_at=now - timedelta(hours=1))


@pytest.fixture
def titles(seeker: User, now: datetime) -> Titles:
    """The titles that the table shows for a query string."""
    return lambda query: {row.title for row in table_of(seeker, QueryDict(query), now).rows}


def only(application: Application, now: datetime) -> NextStep:
    return next_in_short([application.pk], now)[application.pk]


def test_what_is_overdue_comes_first_and_says_so(met: Application, now: datetime) -> None:
    assert only(met, now) == NextStep("Thank Ana", "was due Tue 17 Mar", True)


def test_what_nobody_was_told_of_in_time_is_not_late(met: Application, now: datetime) -> None:
    met.reminders.update(catch_up=True)
    assert only(met, now) == NextStep("Thank Ana", "as soon as you can")


def test_what_comes_says_from_when(fresh: Application, now: datetime) -> None:
    step = only(fresh, now)
    assert (step.title, step.is_overdue) == ("Check that it arrived", False)
    assert step.when.startswith("from ")


def test_what_is_put_off_gives_way_and_is_not_late(met: Application, now: datetime) -> None:
    for reminder in met.reminders.filter(rule="interview.thank_you"):
        snooze(reminder, now + timedelta(hours=20), now=now)
    assert only(met, now) == NextStep("Thank Ana", "from Fri 20 Mar")


def test_where_it_is_their_turn_it_says_until_when(met: Application, now: datetime) -> None:
    for reminder in met.reminders.all():
        dismiss(reminder, now=now)
    until = met.held_back.exclude(until=None).earliest("until").until
    assert until is not None
    assert only(met, now) == NextStep("Waiting", f"until {until:%a} {until.day} {until:%b}")


def test_nothing_is_next_where_nothing_is_asked(
    make_application: MakeApplication, now: datetime
) -> None:
    assert next_in_short([make_application(applied_at=None).pk], now) == {}
    assert next_in_short([], now) == {}


def test_one_query_for_a_page_of_them(met: Application, fresh: Application, now: datetime) -> None:
    next_in_short([met.pk, fresh.pk], now)
    with CaptureQueriesContext(connection) as captured:
        assert set(next_in_short([met.pk, fresh.pk], now)) == {met.pk, fresh.pk}
    assert len(captured) == 1


def test_the_table_shows_it(met: Application, seeker_client: Client) -> None:
    page = seeker_client.get("/applications/").content.decode()
    assert "Next step" in page
    assert "Thank Anawas due Tue 17 Mar" in strip_tags(page)


def test_whose_turn_it_is(
    met: Application,
    fresh: Application,
    make_application: MakeApplication,
    titles: Titles,
    now: datetime,
) -> None:
    make_application(title="Clerk", applied_at=None)
    assert titles("show=mine") == {"Writer"}
    assert "Writer" not in titles("show=theirs")
    for reminder in met.reminders.filter(rule="interview.thank_you"):
        snooze(reminder, now + timedelta(days=2), now=now)
    assert titles("show=mine") == set()
    assert "Writer" in titles("show=theirs")
    assert "Clerk" not in titles("show=theirs")


def test_what_was_put_away_needs_nobody(
    met: Application, titles: Titles, seeker: User, now: datetime
) -> None:
    services.archive(seeker, [met.pk], now=now)
    assert titles("show=mine") == set()

"""The facts behind the insights, their page, and the goal for the week."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from applications.insights.stats import search_stats
from applications.models import Application, Event, WeeklyGoal
from applications.services import cancel_interview, record_event, record_message
from applications.services.goals import set_weekly_goal
from references.services import set_consent
from tests.conftest import MakeApplication, MakeContact, MakeInterview, MakeReference

pytestmark = pytest.mark.usefixtures("at_now")
Kind = Event.Kind


def text(client: Client) -> str:
    response = client.get("/insights/")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def record(application: Application, kind: str, now: datetime, **more: object) -> None:
    record_event(application, kind, at=now, token=uuid4(), now=now, **more)  # type: ignore[arg-type]


def test_what_was_never_sent_is_no_tale(
    make_application: MakeApplication, seeker: User, stranger: User
) -> None:
    make_application(applied_at=None)
    make_application(owner=stranger)
    assert search_stats(seeker).applications == []


@pytest.mark.parametrize(
    ("kind", "result", "answered"),
    [
        (Kind.CONFIRMATION, "", 0),
        (Kind.NOTE, "", 0),
        (Kind.EMPLOYER_REPLY, "", 1),
        (Kind.NO_CONTACT_REQUESTED, "", 1),
        (Kind.REFERENCES_REQUESTED, "", 1),
        (Kind.OUTCOME, "rejected", 1),
        (Kind.OUTCOME, "offer", 1),
        (Kind.OUTCOME, "withdrawn", 0),
        (Kind.OUTCOME, "no_response", 0),
    ],
)
def test_what_counts_as_an_answer(
    make_application: MakeApplication, now: datetime, kind: str, result: str, answered: int
) -> None:
    application = make_application()
    record(application, kind, now, result=result)
    (tale,) = search_stats(application.owner).applications
    assert len(tale.answers) == answered
    assert tale.offered == (result == "offer")
    assert tale.references_asked == (kind == Kind.REFERENCES_REQUESTED)


def test_interviews_called_off_do_not_count(
    make_application: MakeApplication, make_interview: MakeInterview, now: datetime
) -> None:
    application = make_application()
    make_interview(application)
    cancel_interview(make_interview(application), at=now, now=now)
    (tale,) = search_stats(application.owner).applications
    assert (len(tale.talks), len(tale.answers)) == (1, 1)


def test_references_are_counted_by_job_and_by_call(
    make_application: MakeApplication, make_reference: MakeReference, now: datetime
) -> None:
    joan, hugo = make_reference(), make_reference("Hugo")
    one, other = make_application(), make_application("Osprey")
    for application in (one, other):
        record(application, Kind.REFERENCE_CHOSEN, now, reference=joan)
    record(one, Kind.REFERENCE_CONTACTED, now, reference=joan)
    record(one, Kind.REFERENCE_CHOSEN, now, reference=hugo)
    loads = search_stats(one.owner).loads
    assert [(load.name, len(load.chosen), load.acts) for load in loads] == [
        ("Joan Whitfield", 2, 1),
        ("Hugo", 1, 0),
    ]


def test_who_said_no_is_not_counted_as_chosen(
    make_application: MakeApplication, make_reference: MakeReference, now: datetime
) -> None:
    joan, hugo = make_reference(), make_reference("Hugo")
    application = make_application()
    for reference in (joan, hugo):
        record(application, Kind.REFERENCE_CHOSEN, now, reference=reference)
    set_consent(hugo, "declined", on=now.date(), now=now)
    assert [load.name for load in search_stats(application.owner).loads] == ["Joan Whitfield"]


def test_an_empty_search(seeker_client: Client) -> None:
    page = text(seeker_client)
    assert "Nothing to count yet" in page
    assert "chart.umd" not in page


def test_each_chart_has_its_table_and_each_figure_its_words(
    seeker_client: Client,
    make_application: MakeApplication,
    make_reference: MakeReference,
    now: datetime,
) -> None:
    application = make_application()
    record(application, Kind.REFERENCE_CHOSEN, now, reference=make_reference())
    page = text(seeker_client)
    for table in ("weeks", "funnel", "source", "month", "talks", "notes", "loads"):
        assert f'data-table="{table}"' in page
        assert f'<table class="table" id="{table}">' in page
    assert page.count('class="how"') == 8


def test_the_goal_is_kept_changed_and_dropped(seeker_client: Client, seeker: User) -> None:
    seeker_client.post("/insights/goal/", {"applications": "3"})
    assert "of 3 sent" in text(seeker_client)
    seeker_client.post("/insights/goal/", {"applications": "5"})
    assert WeeklyGoal.objects.get().applications == 5
    seeker_client.post("/insights/goal/", {"applications": "0"})
    assert not WeeklyGoal.objects.exists()
    assert "You have no goal for the week." in text(seeker_client)


@pytest.mark.parametrize("typed", ["51", "-1", "many"])
def test_a_goal_beyond_a_week_is_refused(seeker_client: Client, typed: str) -> None:
    response = seeker_client.post("/insights/goal/", {"applications": typed})
    assert response.status_code == 422
    assert f'value="{typed}"' in response.content.decode()
    assert not WeeklyGoal.objects.exists()


def test_the_verb_refuses_it_too(seeker: User) -> None:
    with pytest.raises(ValidationError):
        set_weekly_goal(seeker, 51)


def test_queries_do_not_grow(
    seeker_client: Client,
    make_application: MakeApplication,
    make_contact: MakeContact,
    make_interview: MakeInterview,
    make_reference: MakeReference,
    now: datetime,
) -> None:
    def queries(number: int) -> int:
        for at in range(number):
            application = make_application(f"Company {at}", source=f"Source {at}")
            make_interview(application, make_contact(f"Person {at}"))
            reference = make_reference(f"Reference {at}")
            record(application, Kind.REFERENCE_CONTACTED, now, reference=reference)
            record_message(
                application.owner,
                "status",
                at=now - timedelta(days=1),
                token=uuid4(),
                now=now,
                application=application,
            )
        with CaptureQueriesContext(connection) as seen:
            text(seeker_client)
        return len(seen)

    few = queries(2)
    assert queries(8) == few
    assert few <= 8  # One of them counts what waits in the Inbox.

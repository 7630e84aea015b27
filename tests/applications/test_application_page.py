"""The page of one application: its story in order, what is beside it, seven queries."""

from datetime import datetime, timedelta
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from accounts.models import User
from applications import services
from applications.application_page import ApplicationPage, page_of
from applications.models import Application, Event, Interview, Message
from applications.timeline import timeline_of
from tests.conftest import MakeApplication, MakeContact, MakeInterview, MakeReference

pytestmark = pytest.mark.usefixtures("at_now", "media")
Kind = Event.Kind


@pytest.fixture
def application(make_application: MakeApplication) -> Application:
    return make_application()


@pytest.fixture
def told(
    application: Application,
    seeker: User,
    now: datetime,
    make_contact: MakeContact,
    make_interview: MakeInterview,
    make_reference: MakeReference,
    resume: SimpleUploadedFile,
) -> ApplicationPage:
    """A page with something of everything on it."""
    ana, bo, joan = make_contact("Ana Ruiz"), make_contact("Bo Lindqvist"), make_reference()
    held = make_interview(application, ana, bo, time_zone="America/New_York", place="5th Avenue")
    coming = now + timedelta(days=3)
    make_interview(
        application,
        ana,
        kind=Interview.Kind.PHONE_SCREEN,
        starts_at=coming,
        arranged_at=now,
        link="https://meet.example/1",
    )
    for kind, more in (
        (Kind.TIMELINE_GIVEN, {"news_by": (now + timedelta(days=9)).date()}),
        (Kind.REFERENCE_CHOSEN, {"reference": joan}),
        (Kind.REFERENCE_CONTACTED, {"reference": joan}),
    ):
        services.record_event(application, kind, at=now, token=uuid4(), now=now, **more)  # type: ignore[arg-type]
    services.record_message(
        seeker,
        Message.Purpose.THANK_YOU,
        at=now,
        token=uuid4(),
        now=now,
        application=application,
        contact=ana,
        interview=held,
        subject="Thank you",
        body="Dear Ana",
    )
    services.debrief_interview(
        held, fields={"learned": "They ship on Fridays."}, topics={}, now=now
    )
    services.set_tags(application, ["dream", "Data"])
    services.keep_document(
        seeker,
        resume,
        kind="resume",
        name="Resume, March",
        token=uuid4(),
        now=now,
        application=application,
    )
    return page_of(seeker, application.pk, now)


def test_the_story_has_everything_in_order(told: ApplicationPage) -> None:
    assert [line.title for line in told.lines] == [
        "Phone screen with Ana Ruiz",
        "They contacted Joan Whitfield",
        "You chose Joan Whitfield as a reference",
        "They gave a date",
        "Thank-you to Ana Ruiz",
        "You wrote down how it went: Interview, Thu 19 Mar",
        "Interview with Ana Ruiz, Bo Lindqvist",
        "You applied",
    ]


def test_what_is_to_come_and_whose_act_it_was(told: ApplicationPage) -> None:
    marks = [line.marks.removeprefix("timeline-") for line in told.lines]
    assert marks == ["coming", "theirs", "mine", "theirs", "mine", "mine", "theirs", "mine"]


def test_an_interview_elsewhere_says_what_the_clocks_say_there(told: ApplicationPage) -> None:
    assert told.lines[6].sub == "until 18:00 · 13:00 in New York · 5th Avenue"
    assert told.lines[0].sub == "until 21:00"


def test_beside_the_story(told: ApplicationPage) -> None:
    assert list(told.people.values()) == ["Ana Ruiz", "Bo Lindqvist"]
    (use,) = told.references
    assert (use.name, use.consent_label, use.agreed) == ("Joan Whitfield", "Agreed", True)
    assert (use.contacted, use.wrote) == (True, False)
    assert [row.subject for row in told.documents] == ["Resume, March"]
    assert told.tags == ["Data", "dream"]
    assert told.has_applied


def test_whoever_is_known_at_the_company_stands_beside_the_story(
    told: ApplicationPage,
    seeker: User,
    seeker_client: Client,
    make_contact: MakeContact,
    now: datetime,
) -> None:
    company = told.application.company.name
    make_contact("Zoe Elsewhere", company="Cobalt Transit")
    page = f"/applications/{told.application.pk}/"
    add = f"/people/add/?at={quote(company)}&next={page}"
    assert escape(add) in seeker_client.get(page).content.decode()
    typed = {"token": uuid4(), "name": "Rae Cruz", "company_name": company}
    assert seeker_client.post(add, typed).url == page  # type: ignore[attr-defined]
    again = page_of(seeker, told.application.pk, now)
    assert list(again.people.values()) == ["Ana Ruiz", "Bo Lindqvist", "Rae Cruz"]
    assert len(again.lines) == len(told.lines)
    rae = next(pk for pk, name in again.people.items() if name == "Rae Cruz")
    assert seeker_client.get(f"{page}write/?to=c{rae}").status_code == 200


def test_the_page_says_all_of_it(told: ApplicationPage, seeker_client: Client) -> None:
    page = seeker_client.get(f"/applications/{told.application.pk}/").content.decode()
    for said in (
        "They ship on Fridays.",
        "Dear Ana",
        "You will hear from them by Sat 28 Mar",
        "Join by video",
        "They were called.",
        "Resume, March",
        "Next step",
    ):
        assert said in page


def test_a_note_can_be_begun_to_anybody_in_it(told: ApplicationPage, seeker_client: Client) -> None:
    page = f"/applications/{told.application.pk}/"
    shown = seeker_client.get(page).content.decode()
    assert f'href="{page}write/"' in shown
    assert told.people
    for pk in told.people:
        assert f'href="{page}write/?to=c{pk}"' in shown
        assert seeker_client.get(f"{page}write/?to=c{pk}").status_code == 200


def test_as_many_queries_however_long_the_story(
    told: ApplicationPage, seeker_client: Client, now: datetime, seeker: User
) -> None:
    url = f"/applications/{told.application.pk}/"

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            seeker_client.get(url)
        return len(captured)

    queries()
    few = queries()
    for number in range(30):
        services.record_event(
            told.application, Kind.NOTE, at=now, token=uuid4(), now=now, text=f"Note {number}"
        )
    assert queries() == few
    assert few <= 9


def test_a_tag_on_several_applications_stands_once(
    application: Application, make_application: MakeApplication
) -> None:
    for one in (application, make_application(), make_application()):
        services.set_tags(one, ["dream"])
    assert timeline_of(application).tags == ["dream"]


def test_one_story_is_not_anothers(
    application: Application, make_application: MakeApplication, make_interview: MakeInterview
) -> None:
    other = make_application()
    make_interview(other)
    services.set_tags(other, ["dream"])
    told = timeline_of(application)
    assert [entry.row.kind for entry in told.entries] == ["applied"]
    assert told.tags == []


@pytest.mark.parametrize(
    ("result", "reads"),
    [
        ("offer", "They made you an offer"),
        ("accepted", "You accepted"),
        ("declined", "You declined"),
        ("rejected", "They said no"),
        ("withdrawn", "You withdrew"),
        ("no_response", "Closed without a response"),
    ],
)
def test_each_outcome_reads(
    application: Application, seeker: User, now: datetime, result: str, reads: str
) -> None:
    services.record_event(application, Kind.OUTCOME, at=now, token=uuid4(), now=now, result=result)
    assert page_of(seeker, application.pk, now).lines[0].title == reads


def test_a_cancelled_interview_says_so(
    application: Application, seeker: User, now: datetime, make_interview: MakeInterview
) -> None:
    interview = make_interview(application, starts_at=now + timedelta(days=2), arranged_at=now)
    services.cancel_interview(interview, at=now, now=now)
    line = page_of(seeker, application.pk, now).lines[0]
    assert (line.title, line.marks) == ("Interview, cancelled", "")


def test_a_move_by_hand_reads(
    seeker_client: Client, application: Application, seeker: User, now: datetime
) -> None:
    data = {"token": uuid4(), "stage": "interviewing"}
    seeker_client.post(f"/applications/{application.pk}/move/", data)
    lines = page_of(seeker, application.pk, now).lines
    assert {line.title for line in lines[:2]} == {
        "You moved this to “Interviewing”",
        "They replied",
    }


def test_a_job_saved_for_later_offers_to_say_that_one_applied(
    seeker_client: Client, make_application: MakeApplication
) -> None:
    application = make_application(applied_at=None)
    page = seeker_client.get(f"/applications/{application.pk}/").content.decode()
    assert "Nothing has happened yet" in page
    assert "I applied" in page


def test_what_people_type_is_never_markup(
    seeker_client: Client, make_application: MakeApplication, now: datetime
) -> None:
    script = "<script>alert(1)</script>"
    application = make_application(script, script, source=script, notes=script, location=script)
    services.record_event(application, Kind.NOTE, at=now, token=uuid4(), now=now, text=script)
    services.set_tags(application, ["<b>x</b>"])
    for url in (f"/applications/{application.pk}/", "/applications/", "/board/"):
        page = seeker_client.get(url).content.decode()
        assert script not in page
        assert "<b>x" not in page


def test_after_an_act_beside_it_the_story_is_asked_for_alone(
    seeker_client: Client, application: Application
) -> None:
    headers = {"HX-Request": "true", "HX-Target": "story-part"}
    page = seeker_client.get(f"/applications/{application.pk}/", headers=headers).content.decode()
    assert page.lstrip().startswith('<section id="story-part"')
    assert "You applied" in page
    assert 'id="messages"' not in page


def test_who_referred_the_seeker_is_among_the_people(
    seeker_client: Client, make_application: MakeApplication, make_contact: MakeContact
) -> None:
    bob = make_contact("Bob Moss")
    application, other = make_application(referred_by=bob), make_application("Osprey")
    link = f"/applications/{application.pk}/write/?to=c{bob.pk}"
    assert link in seeker_client.get(f"/applications/{application.pk}/").content.decode()
    assert "Bob Moss" not in seeker_client.get(f"/applications/{other.pk}/").content.decode()

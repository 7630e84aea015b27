"""Letters tell the story of the latest run, with its days and people as their reader knows them."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications import services as story
from applications.models import Application, Interview
from followups.joint import joined, joint_title
from followups.models import Reminder
from followups.services import dismiss
from notes.drafting.facts import DraftFacts
from notes.services import Note, mark_sent
from references.models import Contact
from tests.conftest import MakeApplication, MakeContact, MakeInterview, MakeReference

DAY = timedelta(days=1)
pytestmark = pytest.mark.usefixtures("at_now")


def log(application: Application, kind: str, at: datetime, **more: object) -> None:
    story.record_event(application, kind, at=at, token=uuid4(), now=at, **more)


def debrief(interview: Interview, said: str, at: datetime) -> None:
    story.debrief_interview(interview, fields={"follow_up_contact": said}, topics={}, now=at)


@pytest.fixture
def bo(make_contact: MakeContact) -> Contact:
    return make_contact("Bo Lindqvist", company="Harbour Analytics", email="bo@harbour.example")


@pytest.fixture(params=["by its reminder", "without one"])
def status_of(request: pytest.FixtureRequest, seeker_client: Client, now: datetime) -> Any:
    """Drafts the status note of an application, with its reminder and after dismissing it."""

    def draft(application: Application) -> dict[str, Any]:
        row = application.reminders.get(
            rule__startswith="status.", state__in=[*Reminder.LIVE, "planned"]
        )
        url = reverse("notes:draft", args=[row.pk])
        if request.param == "without one":
            dismiss(row, now=now)
            url = reverse("notes:write", args=[application.pk]) + "?purpose=status"
        context = seeker_client.get(url).context
        facts: DraftFacts = context["facts"]
        form = context["form"]
        values = {name: form[name].value() for name in ("subject", "body", "contact")}
        return {**values, "facts": facts}

    return draft


def test_a_second_run_knows_nothing_of_the_first(
    make_application: MakeApplication,
    make_interview: MakeInterview,
    bo: Contact,
    status_of: Any,
    now: datetime,
) -> None:
    application = make_application(applied_at=now - 60 * DAY, now=now - 60 * DAY)
    talk = make_interview(application, bo, starts_at=now - 50 * DAY, now=now - 50 * DAY)
    debrief(talk, "Priya Nair", now - 49 * DAY)
    log(application, "timeline_given", now - 49 * DAY, news_by=(now - 42 * DAY).date())
    log(application, "outcome", now - 40 * DAY, result="rejected")
    log(application, "applied", now - 15 * DAY)
    letter = status_of(application)
    assert "my application of Wednesday 4 March" in letter["subject"]
    assert "On Wednesday 4 March I applied" in letter["body"]
    assert letter["body"].startswith("Dear hiring team")
    assert letter["contact"] is None
    assert (letter["facts"].met_on, letter["facts"].named_on) == (None, None)


def test_an_interview_of_the_second_run_is_named(
    make_application: MakeApplication,
    make_interview: MakeInterview,
    bo: Contact,
    status_of: Any,
    now: datetime,
) -> None:
    application = make_application(applied_at=now - 60 * DAY, now=now - 60 * DAY)
    log(application, "outcome", now - 40 * DAY, result="rejected")
    log(application, "applied", now - 15 * DAY)
    make_interview(application, bo, starts_at=now - 8 * DAY, now=now - 8 * DAY)
    letter = status_of(application)
    assert "my interview on Wednesday 11 March" in letter["subject"]
    assert letter["body"].startswith("Dear Bo,")


ELSEWHERE = {
    "time_zone": "Pacific/Auckland",
    "starts_at": datetime(2026, 3, 11, 13, 0, tzinfo=UTC),
    "now": datetime(2026, 3, 11, 14, 0, tzinfo=UTC),
}
"""An interview at two in the morning of Thursday in Auckland, and on Wednesday for the seeker."""


def test_an_interview_has_the_day_its_reader_had(
    make_application: MakeApplication, make_interview: MakeInterview, bo: Contact, status_of: Any
) -> None:
    application = make_application()
    make_interview(application, bo, **ELSEWHERE)
    letter = status_of(application)
    assert "my interview on Thursday 12 March" in letter["subject"]
    assert "On Thursday 12 March I interviewed" in letter["body"]


def test_thanks_name_the_day_their_reader_had(
    make_application: MakeApplication,
    make_interview: MakeInterview,
    bo: Contact,
    seeker_client: Client,
    now: datetime,
) -> None:
    talk = make_interview(make_application(), bo, **ELSEWHERE)
    row = talk.reminders.get(rule="interview.thank_you")
    address = reverse("notes:write", args=[talk.application_id])
    pages = [seeker_client.get(reverse("notes:draft", args=[row.pk]))]
    dismiss(row, now=now)
    pages.append(seeker_client.get(f"{address}?purpose=thank_you&to=c{bo.pk}"))
    for page in pages:
        assert "on Thursday 12 March" in page.context["form"]["body"].value()


@pytest.mark.parametrize("is_known", [True, False])
def test_who_was_named_in_the_debrief_is_written_to(
    make_application: MakeApplication,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    bo: Contact,
    status_of: Any,
    now: datetime,
    is_known: bool,
) -> None:
    dana = make_contact("Dana Whitlock", company="Agency") if is_known else None
    application = make_application()
    talk = make_interview(application, bo, starts_at=now - 8 * DAY, now=now - 8 * DAY)
    debrief(talk, "Dana Whitlock, the recruiter", now - 7 * DAY)
    letter = status_of(application)
    assert letter["body"].startswith("Dear Dana,")
    assert letter["contact"] == (dana.pk if dana else None)


def test_after_an_interview_was_called_off_the_note_speaks_of_it(
    make_application: MakeApplication,
    make_interview: MakeInterview,
    bo: Contact,
    status_of: Any,
    now: datetime,
) -> None:
    application = make_application()
    arranged = now - 16 * DAY
    talk = make_interview(
        application, bo, starts_at=now - 13 * DAY, arranged_at=arranged, now=arranged
    )
    story.cancel_interview(talk, at=now - 14 * DAY, now=now - 14 * DAY)
    letter = status_of(application)
    assert "our interview of Friday 6 March" in letter["subject"]
    assert "Our interview of Friday 6 March" in letter["body"]
    assert "was called off." in letter["body"]
    assert "Is there a new date" in letter["body"]
    assert letter["body"].startswith("Dear Bo,")
    assert letter["contact"] == bo.pk


def test_one_held_after_another_was_called_off_is_what_counts(
    make_application: MakeApplication,
    make_interview: MakeInterview,
    bo: Contact,
    status_of: Any,
    now: datetime,
) -> None:
    application = make_application()
    arranged = now - 16 * DAY
    talk = make_interview(
        application, bo, starts_at=now - 13 * DAY, arranged_at=arranged, now=arranged
    )
    story.cancel_interview(talk, at=now - 14 * DAY, now=now - 14 * DAY)
    make_interview(application, bo, starts_at=now - 8 * DAY, now=now - 8 * DAY)
    letter = status_of(application)
    assert "On Wednesday 11 March I interviewed" in letter["body"]
    assert "called off" not in letter["body"]


def test_a_date_they_named_before_the_interview_does_not_count_after_it(
    make_application: MakeApplication,
    make_interview: MakeInterview,
    bo: Contact,
    seeker_client: Client,
    seeker: User,
    now: datetime,
) -> None:
    application = make_application()
    log(application, "timeline_given", now - 2 * DAY, news_by=(now + 2 * DAY).date())
    talk = make_interview(application, bo)
    row = talk.reminders.get(rule="interview.thank_you")
    page = seeker_client.get(reverse("notes:draft", args=[row.pk]))
    assert page.context["facts"].named_on is None
    assert "which is near" not in page.context["advice"].reason
    log(application, "timeline_given", now, news_by=(now + 2 * DAY).date())
    page = seeker_client.get(reverse("notes:draft", args=[row.pk]))
    assert "which is near" in page.context["advice"].reason


@pytest.mark.parametrize(("result", "is_sold"), [("", True), ("rejected", False)])
@pytest.mark.parametrize("kind", ["interview", "phone_screen"])
def test_after_a_no_the_sources_no_longer_sell(
    make_application: MakeApplication,
    make_interview: MakeInterview,
    bo: Contact,
    seeker_client: Client,
    now: datetime,
    result: str,
    is_sold: bool,
    kind: str,
) -> None:
    talk = make_interview(make_application(), bo, kind=kind)
    if result:
        log(talk.application, "outcome", now, result=result)
    row = talk.reminders.get(rule__in=Reminder.INTERVIEW_NOTES)
    page = seeker_client.get(reverse("notes:draft", args=[row.pk]))
    sources = {each.citation for each in page.context["guidance"]}
    assert ("S2:content" in sources) is is_sold
    assert ("S2:always" in sources) is (not is_sold)
    assert not {"S2:strengths", "S3:sell-again", "S4:why-you"} & sources or is_sold


def test_thanks_and_news_to_who_referred_are_one_card_and_one_note(
    make_application: MakeApplication, bo: Contact, seeker_client: Client, now: datetime
) -> None:
    application = make_application(applied_at=now - 2 * DAY, referred_by=bo, now=now - 2 * DAY)
    log(application, "outcome", now, result="rejected")
    thanks = Reminder.objects.get(rule="referrer.thank_you")
    together = joined(thanks, now)
    assert [row.rule for row in together] == ["referrer.thank_you", "referrer.outcome"]
    assert joint_title(together) == (
        "Thank Bo Lindqvist for referring you and tell them how it went"
    )
    form = seeker_client.get(reverse("notes:draft", args=[thanks.pk])).context["form"]
    assert "how it went at Harbour Analytics" in form["subject"].value()
    assert "Thank you for referring me" in form["body"].value()
    assert "In the end I did not get it." in form["body"].value()
    assert "I will tell you" not in form["body"].value()
    mark_sent(thanks, Note(at=now, token=uuid4(), body="Thank you."), now=now)
    assert not Reminder.objects.filter(
        rule__startswith="referrer.", state__in=Reminder.LIVE
    ).exists()


def test_a_reference_called_unasked_has_it_said_on_their_page(
    make_application: MakeApplication,
    make_reference: MakeReference,
    seeker_client: Client,
    now: datetime,
) -> None:
    joan = make_reference(consent="not_asked")
    url = reverse("people:reference", args=[joan.pk])
    assert "has not been asked yet" in seeker_client.get(url).content.decode()
    log(make_application(), "reference_contacted", now - DAY, reference=joan)
    page = seeker_client.get(url).content.decode()
    assert "Harbour Analytics called them on Wed 18 Mar before you had asked." in page
    assert "has not been asked yet" not in page

"""One application as the coach reads it: who referred, when it closes, what was offered."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from accounts.models import User
from applications.models import Application, Interview
from followups.models import Reminder
from tests.coaching.conftest import let_in
from tests.conftest import MakeApplication, MakeContact, MakeInterview, signed_in

pytestmark = pytest.mark.usefixtures("at_now")


@pytest.fixture
def offered(
    make_application: MakeApplication, make_contact: MakeContact, now: datetime
) -> Application:
    """An application somebody referred the seeker to, with an offer."""
    application = make_application()
    Application.objects.filter(pk=application.pk).update(
        referred_by=make_contact("Ana Ruiz"), closes_on=date(2026, 3, 6), stage="offer"
    )
    application.events.create(
        kind="outcome",
        result="offer",
        at=now - timedelta(days=1),
        answer_by=date(2026, 3, 27),
        starts_on=date(2026, 5, 4),
        pay=Decimal("612345.50"),
        pay_currency="GBP",
        pay_period="year",
        text="notesecret",
    )
    return application


def page(application: Application, coach: User, *scopes: str, now: datetime) -> str:
    let_in(application.owner, coach, now, *scopes)
    path = f"/coach/applications/application/{application.pk}/change/"
    answer = signed_in(coach).get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_who_referred_when_it_closes_and_what_was_offered(
    offered: Application, coach: User, now: datetime
) -> None:
    said = page(offered, coach, now=now)
    for fact in (
        "referred by Ana Ruiz",
        "closing date Fri 6 Mar",
        "answer by Fri 27 Mar",
        "would start on Mon 4 May",
    ):
        assert fact in said
    assert "612,345" not in said
    assert "notesecret" not in said


def test_the_pay_of_an_offer_needs_its_scope(
    offered: Application, coach: User, now: datetime
) -> None:
    assert "offered £612,345.50 a year" in page(offered, coach, "sees_pay", now=now)


def test_a_past_offer_is_left_to_the_story(
    offered: Application, coach: User, now: datetime
) -> None:
    Application.objects.filter(pk=offered.pk).update(stage="accepted")
    assert "would start on" not in page(offered, coach, "sees_pay", now=now)


def test_an_interview_is_called_by_its_type(
    make_application: MakeApplication, make_interview: MakeInterview, coach: User, now: datetime
) -> None:
    interview = make_interview(make_application())
    Interview.objects.filter(pk=interview.pk).update(type="panel")
    let_in(interview.application.owner, coach, now)
    client = signed_in(coach)
    for path in (
        "/coach/applications/interview/",
        f"/coach/applications/interview/{interview.pk}/change/",
        f"/coach/accounts/user/{interview.application.owner.pk}/change/",
    ):
        assert "Panel interview" in client.get(path).content.decode(), path


def test_a_reminder_about_no_application_can_be_read(
    make_application: MakeApplication, make_interview: MakeInterview, coach: User, now: datetime
) -> None:
    interview = make_interview(make_application(), starts_at=now + timedelta(days=3))
    owner = interview.application.owner
    rows = Reminder.objects.filter(owner=owner, rule="references.line_up")
    rows.update(scope="seeker", application=None, interview=None)
    let_in(owner, coach, now)
    client = signed_in(coach)
    for path in (
        "/coach/followups/reminder/",
        f"/coach/followups/reminder/{rows.get().pk}/change/",
    ):
        said = client.get(path).content.decode()
        assert "Line up your references" in said, path
        assert "Whole search" in said, path
    assert "Line up" in client.get(f"/coach/accounts/user/{owner.pk}/change/").content.decode()

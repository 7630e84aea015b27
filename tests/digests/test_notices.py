"""The mail after an interview: soon, once, never in quiet hours, and not where all is done."""

from datetime import datetime, timedelta

import pytest
from django.core import mail

from accounts.models import User
from accounts.services import set_digest
from applications.models import Interview
from applications.services import cancel_interview, change_interview
from digests.claims import NOTICE_DELAY, NOTICE_WITHIN
from digests.models import Digest
from digests.run import send_due
from followups.models import Reminder
from followups.services import dismiss
from tests.conftest import MakeApplication, MakeContact, MakeInterview

pytestmark = pytest.mark.usefixtures("server")
HOUR = timedelta(hours=1)
NOON = timedelta(hours=-8)


@pytest.fixture
def noon(now: datetime) -> datetime:
    """Noon of the tests' day, when the interview ends."""
    return now + NOON


@pytest.fixture
def talk(
    seeker: User,
    make_application: MakeApplication,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    noon: datetime,
) -> Interview:
    """An interview with two people that ended at noon."""
    set_digest(seeker, fields={"digest_on": False, "weekly_review_day": None}, now=noon)
    people = [make_contact("Ana Ruiz"), make_contact("Bo Lindqvist")]
    return make_interview(
        make_application(),
        *people,
        starts_at=noon - HOUR,
        ends_at=noon,
        now=noon - 2 * HOUR,
        arranged_at=noon - 50 * HOUR,
    )


def test_soon_after_it_ended_and_once(talk: Interview, noon: datetime) -> None:
    assert send_due(noon + NOTICE_DELAY - timedelta(seconds=1)) == {}
    assert send_due(noon + NOTICE_DELAY) == {"sent": 1}
    assert send_due(noon + NOTICE_DELAY) == {}
    assert send_due(noon + 5 * HOUR) == {}
    assert mail.outbox[0].subject == "Thank Ana Ruiz and Bo Lindqvist (Harbour Analytics)"
    text = str(mail.outbox[0].body)
    assert "Thank Ana Ruiz" in text
    assert "Thank Bo Lindqvist" in text
    assert "Write down how it went" in text
    assert "to each their own letter" in text


def test_quiet_hours_defer_and_do_not_drop(talk: Interview, seeker: User, noon: datetime) -> None:
    quiet = {"quiet_from": "12:00", "quiet_until": "15:00"}
    set_digest(seeker, fields=quiet, now=noon)
    assert send_due(noon + HOUR) == {}
    assert not Digest.objects.exists()
    assert send_due(noon + 3 * HOUR) == {"sent": 1}


def test_off_is_off(talk: Interview, seeker: User, noon: datetime) -> None:
    set_digest(seeker, fields={"thank_you_notice": False}, now=noon)
    assert send_due(noon + HOUR) == {}


def test_a_cancelled_interview_has_none(talk: Interview, noon: datetime) -> None:
    cancel_interview(talk, at=noon - HOUR, now=noon - HOUR)
    assert send_due(noon + HOUR) == {}


def test_after_an_outage_of_days_the_digest_says_it(talk: Interview, noon: datetime) -> None:
    assert send_due(noon + NOTICE_WITHIN) == {}
    assert not Digest.objects.exists()


def test_nothing_is_left_to_say(talk: Interview, noon: datetime) -> None:
    for reminder in Reminder.objects.filter(interview=talk):
        dismiss(reminder, now=noon)
    assert send_due(noon + HOUR) == {"empty": 1}
    assert send_due(noon + HOUR) == {}
    assert not mail.outbox


@pytest.mark.parametrize(("hours", "notices"), [(-1, 1), (0, 1), (3, 2), (24, 2), (48, 2)])
def test_an_interview_that_is_put_off_has_another_notice(
    talk: Interview, noon: datetime, hours: int, notices: int
) -> None:
    send_due(noon + NOTICE_DELAY)
    moved = {"starts_at": noon + (hours - 1) * HOUR, "ends_at": noon + hours * HOUR}
    change_interview(talk, fields=moved, interviewers=talk.interviewers.all(), now=noon + HOUR)
    for _twice in range(2):
        send_due(noon + (hours + 4) * HOUR)
    assert len(mail.outbox) == notices


def test_one_put_off_after_an_empty_notice_has_its_own(talk: Interview, noon: datetime) -> None:
    Reminder.objects.filter(interview=talk).update(state=Reminder.State.SETTLED)
    assert send_due(noon + HOUR) == {"empty": 1}
    assert send_due(noon + HOUR) == {}
    moved = {"starts_at": noon + 23 * HOUR, "ends_at": noon + 24 * HOUR}
    change_interview(talk, fields=moved, interviewers=talk.interviewers.all(), now=noon + HOUR)
    assert send_due(noon + 25 * HOUR) == {"sent": 1}


def test_two_interviews_of_a_day_have_a_notice_each(
    talk: Interview, make_interview: MakeInterview, make_contact: MakeContact, noon: datetime
) -> None:
    make_interview(
        talk.application,
        make_contact("Chi Okafor"),
        starts_at=noon - HOUR / 2,
        ends_at=noon + HOUR,
        now=noon,
    )
    assert send_due(noon + 2 * HOUR) == {"sent": 2}
    subjects = sorted(each.subject for each in mail.outbox)
    assert subjects == [
        "Thank Ana Ruiz and Bo Lindqvist (Harbour Analytics)",
        "Thank Chi Okafor (Harbour Analytics)",
    ]

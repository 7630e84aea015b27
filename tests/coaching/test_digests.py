"""The weekly mail to a coach, and nudges in the client's own digest."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.digest_times import next_caseload, schedule
from accounts.models import AccessLog, CoachGrant, User
from applications import services
from coaching.caseload import caseload
from coaching.digests import week_of, weekly
from digests.run import send_due
from followups.services.coach import nudge
from tests.coaching.conftest import OPEN, SECRETS, Story, let_in, tell
from tests.conftest import MakeApplication, MakeContact, MakeInterview

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 23, 8, 0, tzinfo=UTC)


def letter_of(coach: User, now: datetime) -> str:
    written = weekly(coach, now)
    assert written is not None
    return f"{written.subject}\n{written.text}\n{written.html}"


def test_it_says_who_moved_who_is_stuck_and_who_got_an_offer(
    story: Story, coach: User, moment: datetime
) -> None:
    let_in(story.owner, coach, moment)
    services.record_event(
        story.application,
        "outcome",
        at=moment - timedelta(hours=1),
        token=uuid4(),
        now=moment,
        result="offer",
    )
    week = week_of(coach, moment)
    assert week.offers == {story.owner.pk: [f"{OPEN} Company"]}
    assert [each.user for each, _figures in week.moved] == [story.owner]
    said = letter_of(coach, moment)
    assert "Got an offer" in said
    assert f"{OPEN} Client" in said
    for secret in SECRETS.values():
        assert secret not in said


def test_the_client_can_read_that_they_stood_in_it(
    story: Story, coach: User, moment: datetime
) -> None:
    let_in(story.owner, coach, moment)
    letter_of(coach, moment)
    assert AccessLog.objects.filter(seeker=story.owner, what="mail", viewer=coach).count() == 1


def test_reasons_are_told_on_the_calendar_of_the_coach(
    seeker: User,
    coach: User,
    now: datetime,
    make_application: MakeApplication,
    make_contact: MakeContact,
    make_interview: MakeInterview,
) -> None:
    coach.time_zone = "Pacific/Auckland"
    let_in(seeker, coach, now)
    entered = now - timedelta(days=3)
    talk = {"starts_at": now - timedelta(days=2), "arranged_at": entered, "now": entered}
    make_interview(make_application(), make_contact(), **talk)
    with timezone.override(coach.zone):
        told = caseload(coach, now)[0].needs[0].reason
    with timezone.override("UTC"):
        assert caseload(coach, now)[0].needs[0].reason != told
        assert told in letter_of(coach, now)


@pytest.mark.parametrize("field", ["ended_at", "expires_at"])
def test_nothing_is_said_of_whoever_ended_it(
    story: Story, stranger: User, coach: User, moment: datetime, field: str
) -> None:
    grant = let_in(story.owner, coach, moment)
    CoachGrant.objects.filter(pk=grant.pk).update(**{field: moment - timedelta(seconds=1)})
    assert weekly(coach, moment) is None
    tell(stranger, moment, mark="other")
    let_in(stranger, coach, moment)
    said = letter_of(coach, moment)
    assert f"{OPEN} Client" not in said
    assert story.owner.email not in said


def test_it_goes_out_once_on_its_day(seeker: User, coach: User) -> None:
    let_in(seeker, coach, MONDAY)
    tell(seeker, MONDAY)
    User.objects.exclude(pk=coach.pk).update(digest_on=False, weekly_review_day=None)
    User.objects.filter(pk=coach.pk).update(digest_on=False, weekly_review_day=None)
    before = MONDAY - timedelta(minutes=1)
    send_due(before)
    coach.refresh_from_db()
    assert coach.next_caseload_at == MONDAY
    assert not mail.outbox
    for _twice in range(2):
        send_due(MONDAY)
    (sent,) = mail.outbox
    assert sent.to == [coach.email]
    coach.refresh_from_db()
    # A week on by the clock of London, whose summer has begun by then.
    assert coach.next_caseload_at == datetime(2026, 3, 30, 7, 0, tzinfo=UTC)


def test_only_coaches_have_a_day(seeker: User, coach: User) -> None:
    assert next_caseload(seeker, MONDAY) is None
    coach.caseload_day = None
    schedule(coach, MONDAY)
    assert coach.next_caseload_at is None


def test_a_nudge_stands_in_the_clients_digest(seeker: User, coach: User, now: datetime) -> None:
    let_in(seeker, coach, now)
    nudge(seeker, "Write to Ana before Friday", by=coach, token=uuid4(), now=now)
    morning = now + timedelta(hours=12)
    User.objects.update(next_digest_at=morning, weekly_review_day=None, caseload_day=None)
    User.objects.filter(pk=coach.pk).update(digest_on=False, next_digest_at=None)
    send_due(morning)
    (sent,) = mail.outbox
    assert sent.to == [seeker.email]
    assert sent.subject == "A word from Morgan Ellis, your coach"
    assert "Write to Ana before Friday" in sent.body
    assert "Morgan Ellis, your coach" in sent.body


def test_only_a_coach_is_asked_about_it_and_it_is_kept(
    seeker_client: Client, coach_client: Client, seeker: User, coach: User
) -> None:
    form = {
        "digest_at": "08:00",
        "digest_days": "0",
        "digest_on": "on",
        "quiet_from": "21:00",
        "quiet_until": "08:00",
    }
    label = "Weekly mail about your clients"
    assert label not in seeker_client.get("/settings/").content.decode()
    assert label in coach_client.get("/settings/").content.decode()
    seeker_client.post("/settings/digest/", form)
    coach_client.post("/settings/digest/", {**form, "caseload_day": "3"})
    days = {each.pk: each.caseload_day for each in User.objects.all()}
    assert days == {seeker.pk: 0, coach.pk: 3}

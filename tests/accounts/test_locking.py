"""Services reload their row under the lock of its owner."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Prefetch

from accounts.models import CoachGrant, User
from accounts.services import set_digest
from accounts.services.grants import end, renew
from applications.models import Application, Event, Interview, Stage
from applications.services import cancel_interview, edit_application, record_event, remove_event
from tests.coaching.conftest import let_in
from tests.conftest import MakeApplication, MakeInterview

DAY = timedelta(days=1)


def test_what_was_fetched_along_in_part_decides_nothing(
    make_application: MakeApplication, now: datetime
) -> None:
    application = make_application()
    record_event(application, "outcome", result="offer", at=now, token=uuid4(), now=now)
    part = Prefetch("events", Event.objects.filter(kind=Event.Kind.NOTE))
    read = Application.objects.prefetch_related(part).get()
    edit_application(read, company="Osprey", fields={"title": "Lead"}, now=now)
    application.refresh_from_db()
    assert (application.title, application.stage) == ("Lead", Stage.OFFER)


def test_a_row_of_which_little_was_read_is_read_whole(
    make_application: MakeApplication, now: datetime
) -> None:
    make_application("Harbour", applied_at=now - DAY)
    event = Event.objects.select_related("application").only("kind", "application__title").get()
    remove_event(event, now=now)
    assert Application.objects.get().stage == Stage.SAVED


def test_from_two_open_pages_an_interview_is_called_off_once(
    make_application: MakeApplication, make_interview: MakeInterview, now: datetime
) -> None:
    interview = make_interview(make_application(), starts_at=now + DAY)
    other = Interview.objects.get(pk=interview.pk)
    cancel_interview(interview, at=now, now=now)
    cancel_interview(other, at=now + timedelta(hours=1), now=now + timedelta(hours=1))
    interview.refresh_from_db()
    assert interview.cancelled_at == now


def test_what_was_ended_meanwhile_is_not_renewed(seeker: User, coach: User, now: datetime) -> None:
    grant = let_in(seeker, coach, now)
    read = CoachGrant.objects.get(pk=grant.pk)
    end(grant, now=now)
    with pytest.raises(ValidationError):
        renew(read, now=now)


def test_a_digest_sent_meanwhile_is_not_due_again(seeker: User, now: datetime) -> None:
    User.objects.filter(pk=seeker.pk).update(next_digest_at=now - DAY)
    read = User.objects.get(pk=seeker.pk)
    User.objects.filter(pk=seeker.pk).update(next_digest_at=now + DAY)
    set_digest(read, fields={"thank_you_notice": False}, now=now)
    seeker.refresh_from_db()
    assert seeker.next_digest_at is not None
    assert seeker.next_digest_at > now


def test_what_has_gone_meanwhile_is_removed_twice_without_harm(
    make_application: MakeApplication, now: datetime
) -> None:
    application = make_application()
    one, other = Event.objects.get(), Event.objects.get()
    for event in (one, other):
        remove_event(event, now=now)
    application.refresh_from_db()
    assert application.stage == Stage.SAVED

"""Once a day: what is of no use any more goes, and the rest stays."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session

from accounts.models import User
from applications.models import RemovedApplication
from applications.services import delete_application
from digests.models import Digest
from operations.cleanup import delete_expired, replan_and_clean_up
from tests.conftest import MakeApplication

DAY = timedelta(days=1)
State = Digest.State


def digest(owner: User, day: datetime, state: str) -> Digest:
    return Digest.objects.create(owner=owner, kind="daily", day=day.date(), due_at=day, state=state)


def test_expired_sessions_go(db: None, now: datetime) -> None:
    for key, days in (("old", -1), ("live", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=now + days * DAY)
    assert delete_expired(now) == {"sessions_cleared": 1}
    assert [each.session_key for each in Session.objects.all()] == ["live"]


def test_only_old_marks_of_empty_mails_go(seeker: User, now: datetime) -> None:
    digest(seeker, now - 91 * DAY, State.EMPTY)
    kept = {
        digest(seeker, now - 89 * DAY, State.EMPTY),
        digest(seeker, now - 92 * DAY, State.SENT),
        digest(seeker, now - 93 * DAY, State.FAILED),
    }
    assert delete_expired(now) == {"empty_digests_cleared": 1}
    assert set(Digest.objects.all()) == kept


def test_what_was_deleted_goes_for_good_after_a_day(
    make_application: MakeApplication, now: datetime
) -> None:
    for days in (2, 0):
        delete_application(make_application(f"Firm {days}"), now=now - days * DAY)
    assert delete_expired(now) == {"deleted_applications": 1}
    assert RemovedApplication.objects.get().removed_at == now


def test_the_night_mends_and_clears(seeker: User, now: datetime) -> None:
    Session.objects.create(session_key="old", session_data="", expire_date=now - DAY)
    counts = replan_and_clean_up(now)
    assert counts["seekers"] == 1
    assert counts["sessions_cleared"] == 1

"""Suggestions find applications that are added after them, and hold until nobody waits any more."""

from datetime import datetime, timedelta
from typing import Any

from accounts.models import User
from applications.models import Application
from followups.models import Reminder
from inbox.models import Suggestion
from inbox.services.expire import expire_holds
from inbox.services.rematch import match_due, match_waiting
from tests.conftest import MakeApplication, MakeContact
from tests.inbox.incoming import mail, suggested

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def from_harbour(at: datetime, kind: str = "rejection", **headers: str) -> bytes:
    return mail(kind, at, **{"From": "Ana Ruiz <ana@harbouranalytics.example>", **headers})


def test_an_application_added_later_is_found(
    seeker: User, stranger: User, now: datetime, make_application: MakeApplication
) -> None:
    row = suggested(seeker, from_harbour(now - DAY), now)
    other = suggested(stranger, from_harbour(now - DAY), now)
    assert match_due(now + MINUTE) == {}
    application = make_application(now=now + MINUTE)
    assert match_due(now + 2 * MINUTE) == {"suggestions_matched": 1}
    row.refresh_from_db()
    assert (row.application, row.matched_by) == (application, "domain")
    assert (row.matched_at, row.holds_until) == (now + 2 * MINUTE, now + 13 * DAY)
    assert match_due(now + 3 * MINUTE) == {}
    other.refresh_from_db()
    assert other.application is None


def test_what_finds_nothing_is_looked_at_once_a_change(
    seeker: User, now: datetime, make_application: MakeApplication, django_assert_num_queries: Any
) -> None:
    row = suggested(seeker, from_harbour(now - DAY), now)
    make_application("Kestrel", now=now + MINUTE)
    assert match_due(now + 2 * MINUTE) == {}
    row.refresh_from_db()
    assert row.matched_at == now + 2 * MINUTE
    with django_assert_num_queries(1):
        assert match_due(now + 3 * MINUTE) == {}


def test_answered_suggestions_stay_as_they_are(
    seeker: User, now: datetime, make_application: MakeApplication
) -> None:
    suggested(seeker, from_harbour(now - DAY), now)
    Suggestion.objects.update(state="ignored", answered_at=now)
    make_application()
    assert match_waiting(seeker, now=now) == 0


def test_many_are_matched_in_as_many_queries_as_one(
    seeker: User, now: datetime, make_application: MakeApplication,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    def count() -> int:
        Suggestion.objects.update(application=None, matched_by="")
        with django_assert_max_num_queries(60) as asked:
            assert match_waiting(seeker, now=now + MINUTE) == Suggestion.objects.count()
        return len(asked)

    suggested(seeker, from_harbour(now - 20 * DAY), now)
    make_application()
    few = count()
    for days in range(15, 20):
        suggested(seeker, from_harbour(now - days * DAY), now)
    assert count() == few


class TestExpiry:
    def status_on(self, application: Application) -> datetime:
        rows = Reminder.objects.filter(application=application, rule__startswith="status.")
        return rows.get().opens_at

    def test_a_hold_ends_after_fourteen_days_and_the_plan_follows(
        self, seeker: User, now: datetime, make_application: MakeApplication,
        make_contact: MakeContact,
    ) -> None:  # fmt: skip
        application = make_application()
        before = self.status_on(application)
        row = suggested(seeker, from_harbour(now - DAY, "reply"), now)
        assert self.status_on(application) > before
        assert expire_holds(now + 13 * DAY - MINUTE) == {}
        row.refresh_from_db()
        assert row.holds_until is not None
        assert expire_holds(now + 13 * DAY) == {"holds_ended": 1}
        row.refresh_from_db()
        assert (row.holds_until, row.state) == (None, "waiting")
        assert self.status_on(application) == before

    def test_what_is_not_due_costs_nothing(
        self, seeker: User, now: datetime, make_application: MakeApplication,
        django_assert_num_queries: Any,
    ) -> None:  # fmt: skip
        make_application()
        suggested(seeker, from_harbour(now - DAY), now)
        with django_assert_num_queries(1):
            assert expire_holds(now) == {}

    def test_a_hold_of_a_deleted_application_ends(
        self, seeker: User, now: datetime, make_application: MakeApplication
    ) -> None:
        application = make_application()
        suggested(seeker, from_harbour(now - DAY), now)
        application.delete()
        assert expire_holds(now + 20 * DAY) == {"holds_ended": 1}

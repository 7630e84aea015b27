"""Suggestions find applications that are added after them, and hold until nobody waits any more."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from accounts.models import User
from applications import services
from applications.models import Application
from followups.models import Reminder
from inbox.answers import proposed
from inbox.models import IgnoredSender, Suggestion
from inbox.services.answer import accept, accept_all, change_match, what_of
from inbox.services.expire import expire_holds
from inbox.services.rematch import match_due, match_waiting
from inbox.services.undo import undo_answer
from tests.conftest import MakeApplication, MakeContact
from tests.inbox.arrivals import suggest as suggest_as
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


def test_what_may_be_several_is_looked_at_again_and_what_was_chosen_is_not(
    seeker: User, now: datetime, make_application: MakeApplication
) -> None:
    one, other = make_application(title="Designer"), make_application(title="Researcher")
    row = suggested(seeker, from_harbour(now - DAY), now)
    assert len(row.finding["candidates"]) == 2
    close(other, now)
    assert match_waiting(seeker, now=now) == 1
    row.refresh_from_db()
    assert (row.application, row.finding["candidates"]) == (one, [])
    change_match(row, other, now=now)
    row.refresh_from_db()
    assert (row.application, row.matched_by, row.holds_until) == (
        other, "choice", now + 13 * DAY,
    )  # fmt: skip
    change_match(row, None, now=now)
    assert match_waiting(seeker, now=now) == match_due(now + DAY).total() == 0
    row.refresh_from_db()
    assert (row.application, row.holds_until) == (None, None)


def close(application: Application, now: datetime) -> None:
    services.record_event(application, "outcome", result="rejected", at=now, now=now, token=uuid4())


def test_the_first_of_many_leads_the_others_to_its_application(seeker: User, now: datetime) -> None:
    """All arrive before anything is known."""
    first = suggested(seeker, from_harbour(now - 3 * DAY, "confirmation"), now)
    later = suggested(seeker, from_harbour(now - 2 * DAY, "rejection"), now)
    said = replace(proposed(first, seeker.zone), company="Harbour Analytics", title="Designer")
    accept(first, said, now=now)
    later.refresh_from_db()
    assert later.application == Application.objects.get()
    assert later.holds_until == now + 12 * DAY


@pytest.mark.parametrize("is_board_first", [True, False])
def test_a_job_boards_receipt_and_the_firms_own_are_one_application(
    seeker: User, now: datetime, is_board_first: bool
) -> None:
    """Logged at once, each finds what the ones before it added."""
    jobs = [("Kestrel Analytics GmbH", "Data Engineer", "jobs@linkedin.com"),
            ("Kestrel Analytics", "Your application as Data Engineer", "hr@kestrelanalytics.com"),
            ("Kestrel Analytics", "Accountant", "hr@kestrelanalytics.com")]  # fmt: skip
    rows = [
        suggest_as(
            seeker,
            {"kind": "confirmation", "company": company, "title": title,
             "sender": {"name": None, "email": sender}},
            at=now - (number if is_board_first else -number) * MINUTE - DAY,
        )
        for number, (company, title, sender) in enumerate(jobs)
    ]  # fmt: skip
    what = accept_all(seeker, rows, now=now)
    assert (len(what["suggestions"]), what["stayed"]) == (3, [])
    assert Application.objects.count() == 2
    undo_answer(seeker, what, now=now)
    assert not Application.objects.exists()
    assert {row.application_id for row in Suggestion.objects.all()} == {None}


def test_what_was_ignored_at_its_arrival_waits_again_as_it_would_have(
    seeker: User, now: datetime, make_application: MakeApplication
) -> None:
    application = make_application()
    raw = from_harbour(now - DAY, "reply")
    IgnoredSender.objects.create(
        owner=seeker, email="ana@harbouranalytics.example", times=2, since=now
    )
    row = suggested(seeker, raw, now)
    assert row.state == "ignored"
    undo_answer(seeker, what_of(row), now=now)
    row.refresh_from_db()
    assert (row.state, row.application, row.holds_until) == (
        "waiting", application, now + 13 * DAY,
    )  # fmt: skip
    assert IgnoredSender.objects.get().times == 2


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
        assert row.state == "waiting"
        assert not Suggestion.objects.exclude(holds_until=None).exists()
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

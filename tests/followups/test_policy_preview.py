"""What another policy would change: the same planner, the same facts, and nothing saved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from applications.services import record_message
from followups.models import PolicyChoice, Reminder
from followups.policy_preview import preview
from followups.services import choose_policy, dismiss
from followups.timing.policy.make import make
from references.models import Contact
from tests.conftest import MakeApplication, MakeContact, MakeInterview

At = Callable[[int], datetime]


@pytest.fixture
def ana(make_contact: MakeContact) -> Contact:
    return make_contact("Ana Ruiz")


@pytest.fixture
def met(make_application: MakeApplication, make_interview: MakeInterview, ana: Contact) -> User:
    """The seeker, who met Ana today; the status note is planned in a week."""
    application = make_application()
    make_interview(application, ana)
    return application.owner


def test_the_same_policy_changes_nothing(met: User, now: datetime) -> None:
    found = preview(met, make(), now=now)
    assert found.changes == ()
    assert found.unchanged == Reminder.objects.filter(owner=met, state__in=Reminder.LIVE).count()


def test_what_would_move_says_from_when_to_when_and_why(met: User, now: datetime) -> None:
    found = preview(met, make("patient"), now=now)
    note = next(change for change in found.changes if change.title == "Ask after an interview")
    assert (note.kind, note.due) == ("moved", False)
    assert note.was == datetime(2026, 3, 26, 9, tzinfo=UTC)
    assert note.will == datetime(2026, 4, 2, 8, tzinfo=UTC)
    assert note.about == "Product Designer at Harbour Analytics"
    assert "Ana Ruiz" in note.why
    assert found.count("moved") == len(found.changes)


def test_what_would_go_says_what_holds_it_back(met: User, ana: Contact, now: datetime) -> None:
    interview = met.applications.get().interviews.get()
    record_message(
        met, "thank_you", at=now, token=uuid4(), now=now, application=interview.application,
        contact=ana, interview=interview,
    )  # fmt: skip
    found = preview(met, make("light_touch"), now=now)
    gone = next(change for change in found.changes if change.kind == "gone")
    assert gone.title == "Ask after an interview"
    assert gone.will is None
    assert gone.why


def test_what_would_be_new_is_told(met: User, now: datetime) -> None:
    choose_policy(met, "balanced", {"references_wanted": 0}, by=met, now=now)
    found = preview(met, make(), now=now)
    (change,) = found.changes
    assert (change.kind, change.was) == ("new", None)
    assert change.title == "Line up your references"


def test_a_due_time_that_moves_alone_is_told_as_such(met: User, now: datetime) -> None:
    found = preview(met, make("balanced", {"thank_you_hours": 48}), now=now)
    thanks = next(each for each in found.changes if each.title.startswith("Thank everyone"))
    assert thanks.title.endswith("Ana Ruiz")
    assert thanks.due
    assert thanks.was
    assert thanks.will == thanks.was + timedelta(hours=24)


def test_what_was_waved_away_is_not_told_of(met: User, now: datetime) -> None:
    dismiss(Reminder.objects.get(owner=met, rule="status.after_interview"), now=now)
    titles = {change.title for change in preview(met, make("patient"), now=now).changes}
    assert "Ask after an interview" not in titles


def test_nothing_is_saved_and_saving_does_what_was_shown(met: User, now: datetime) -> None:
    before = list(Reminder.objects.order_by("pk").values())
    found = preview(met, make("prompt"), now=now)
    assert list(Reminder.objects.order_by("pk").values()) == before
    assert not PolicyChoice.objects.exists()
    choose_policy(met, "prompt", {}, by=met, now=now)
    note = next(change for change in found.changes if change.title == "Ask after an interview")
    assert Reminder.objects.get(rule="status.after_interview").opens_at == note.will
    assert preview(met, make("prompt"), now=now).changes == ()


def test_the_queries_are_the_same_for_few_rows_and_many(
    met: User, make_application: MakeApplication, now: datetime
) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as found:
            preview(met, make("patient"), now=now)
        return len(found)

    few = count()
    for number in range(10):
        make_application(f"Company {number}")
    assert count() == few


def test_nothing_of_a_stranger_is_in_it(met: User, stranger: User, now: datetime) -> None:
    assert preview(stranger, make("patient"), now=now).changes == ()

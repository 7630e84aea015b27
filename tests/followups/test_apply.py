"""Plans to rows: moved, settled, never doubled, never brought back."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from applications import services as story
from applications.models import Application, Stage
from followups.models import HeldBack, Reminder
from followups.planning.replan import replan
from followups.services import dismiss, mark_done, snooze, undo_action
from notes.thank_yous import thank_yous
from tests.conftest import MakeApplication, MakeContact, MakeInterview

State = Reminder.State


@pytest.fixture
def application(make_application: MakeApplication) -> Application:
    return make_application()


@pytest.fixture
def thanks(
    application: Application, make_interview: MakeInterview, make_contact: MakeContact
) -> Reminder:
    make_interview(application, make_contact("Bo"))
    return application.reminders.get(rule="interview.thank_you")


def rows() -> list[dict]:
    return list(Reminder.objects.order_by("pk").values())


def test_applying_twice_changes_nothing(
    application: Application, thanks: Reminder, now: datetime
) -> None:
    before = rows()
    held = list(HeldBack.objects.values_list("pk", flat=True))
    assert not replan(application.owner_id, None, now=now)
    assert rows() == before
    assert list(HeldBack.objects.values_list("pk", flat=True)) == held


def test_a_key_stands_once(thanks: Reminder) -> None:
    thanks.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        thanks.save(force_insert=True)


@pytest.mark.parametrize("verb", [mark_done, dismiss])
def test_closed_by_hand_stays_closed(thanks: Reminder, now: datetime, verb) -> None:
    verb(thanks, now=now)
    verb(thanks, now=now + timedelta(hours=1))
    replan(thanks.owner_id, None, now=now + timedelta(hours=2))
    thanks.refresh_from_db()
    assert thanks.state in Reminder.BY_HAND
    assert thanks.closed_at == now
    assert Reminder.objects.filter(key=thanks.key).count() == 1


def test_closed_by_hand_survives_a_gap_in_the_plan(thanks: Reminder, now: datetime) -> None:
    dismiss(thanks, now=now)
    application = thanks.application
    assert application
    story.archive(application.owner, [application.pk], now=now)
    story.unarchive(application.owner, [application.pk], now=now)
    thanks.refresh_from_db()
    assert thanks.state == State.DISMISSED


def test_undo(thanks: Reminder, now: datetime) -> None:
    mark_done(thanks, now=now)
    undo_action(thanks, now=now)
    thanks.refresh_from_db()
    assert (thanks.state, thanks.closed_at) == (State.OPEN, None)
    assert thanks.next_at == thanks.lapses_at


def test_undo_of_what_is_settled_meanwhile_settles(thanks: Reminder, now: datetime) -> None:
    mark_done(thanks, now=now)
    story.archive(thanks.owner, [thanks.application_id], now=now)
    undo_action(thanks, now=now)
    thanks.refresh_from_db()
    assert thanks.state == State.SETTLED


def test_snoozing_holds_through_a_refresh_until_its_time(thanks: Reminder, now: datetime) -> None:
    until = now + timedelta(days=1)
    snooze(thanks, until, now=now)
    replan(thanks.owner_id, None, now=now + timedelta(hours=1))
    thanks.refresh_from_db()
    assert (thanks.state, thanks.next_at) == (State.SNOOZED, until)
    replan(thanks.owner_id, None, now=until)
    thanks.refresh_from_db()
    assert (thanks.state, thanks.snoozed_until) == (State.OPEN, None)


def rejected_and_back(application: Application, now: datetime) -> None:
    what = story.move_all(
        application.owner, [application.pk], Stage.REJECTED, at=now, token=uuid4(), now=now
    )
    story.undo_action(application.owner, what, now=now)


def put_away_and_out(application: Application, now: datetime) -> None:
    story.archive(application.owner, [application.pk], now=now)
    story.unarchive(application.owner, [application.pk], now=now)


def cancelled_and_reinstated(application: Application, now: datetime) -> None:
    interview = application.interviews.get()
    story.cancel_interview(interview, at=now, now=now)
    story.reinstate_interview(interview, now=now)


def done_and_brought_back(application: Application, now: datetime) -> None:
    for row in application.reminders.filter(rule="interview.thank_you"):
        mark_done(row, now=now)
        undo_action(row, now=now)


@pytest.mark.parametrize(
    "there_and_back",
    [rejected_and_back, put_away_and_out, cancelled_and_reinstated, done_and_brought_back],
)
def test_an_act_taken_back_leaves_what_sleeps_asleep(
    thanks: Reminder,
    application: Application,
    now: datetime,
    there_and_back: Callable[[Application, datetime], None],
) -> None:
    until = now + timedelta(hours=20)
    snooze(thanks, until, now=now)
    there_and_back(application, now)
    thanks.refresh_from_db()
    assert (thanks.state, thanks.snoozed_until, thanks.next_at) == (State.SNOOZED, until, until)


def test_what_sleeps_no_longer_comes_back_awake(
    thanks: Reminder, application: Application, now: datetime
) -> None:
    snooze(thanks, now + timedelta(hours=1), now=now)
    story.archive(application.owner, [application.pk], now=now)
    story.unarchive(application.owner, [application.pk], now=now + timedelta(hours=2))
    thanks.refresh_from_db()
    assert (thanks.state, thanks.snoozed_until) == (State.OPEN, None)


def test_a_snooze_ends_where_the_reminder_lapses(thanks: Reminder, now: datetime) -> None:
    snooze(thanks, now + timedelta(days=30), now=now)
    thanks.refresh_from_db()
    assert thanks.next_at == thanks.lapses_at


def test_snoozing_into_the_past_is_refused(thanks: Reminder, now: datetime) -> None:
    with pytest.raises(ValueError, match="later"):
        snooze(thanks, now, now=now)


@pytest.mark.parametrize(
    ("after", "state"),
    [(timedelta(0), State.OPEN), (timedelta(seconds=1), State.LAPSED)],
)
def test_what_is_past_lapses(thanks: Reminder, after: timedelta, state: str) -> None:
    assert thanks.lapses_at
    replan(thanks.owner_id, None, now=thanks.lapses_at + after)
    thanks.refresh_from_db()
    assert thanks.state == state


@pytest.mark.parametrize(
    ("before", "state"),
    [(timedelta(seconds=1), State.PLANNED), (timedelta(0), State.OPEN)],
)
def test_what_has_come_opens(
    make_application: MakeApplication, now: datetime, before: timedelta, state: str
) -> None:
    application = make_application(applied_at=now)
    status = application.reminders.get(rule="status.after_applying")
    assert status.state == State.PLANNED
    replan(application.owner_id, None, now=status.opens_at - before)
    status.refresh_from_db()
    assert status.state == state


def test_every_row_says_why_and_on_whose_word(application: Application, thanks: Reminder) -> None:
    for row in [*Reminder.objects.all(), *HeldBack.objects.all()]:
        assert row.sources
        assert row.reason["sentence"]


def test_one_seekers_refresh_leaves_the_others_alone(
    make_application: MakeApplication, application: Application, stranger: User, now: datetime
) -> None:
    theirs = make_application(owner=stranger)
    before = list(theirs.reminders.order_by("pk").values())
    story.record_event(application, "outcome", at=now, token=uuid4(), now=now, result="withdrawn")
    replan(application.owner_id, [theirs.pk], now=now + timedelta(days=100))
    assert list(theirs.reminders.order_by("pk").values()) == before


def test_a_phone_screens_reminder_goes_to_whom_one_speaks_with_now(
    application: Application,
    make_interview: MakeInterview,
    make_contact: MakeContact,
    now: datetime,
) -> None:
    ana, bo = make_contact("Ana"), make_contact("Bo")
    talk = make_interview(application, bo, kind="phone_screen")
    before = application.reminders.get(rule="screen.follow_up")
    assert before.contact == bo
    for people, first in (((ana, bo), ana), ((bo,), bo), ((), None)):
        story.change_interview(talk, fields={}, interviewers=people, now=now)
        row = application.reminders.get(rule="screen.follow_up", state=State.OPEN)
        assert (row, row.contact) == (before, first)
        (owed,) = thank_yous(talk, now)
        assert (owed.contact, owed.reminder) == (first, row)
    assert row.reason["facts"]["people"] == []

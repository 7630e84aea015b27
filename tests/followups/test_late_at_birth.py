"""What was late before anybody was told of it is never overdue: it is there to catch up on."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from accounts.models import User
from applications import services as story
from followups.models import Reminder
from followups.planning.apply import PlanForScope, apply
from followups.planning.replan import replan
from followups.services import dismiss
from followups.state import is_overdue
from followups.timing.calendar import Moment
from followups.timing.plan_items import ReasonData, remind
from tests.conftest import MakeApplication, MakeContact, MakeInterview

State = Reminder.State
HOUR, DAY, SECOND = timedelta(hours=1), timedelta(days=1), timedelta(seconds=1)
Put = Callable[..., Reminder]


@pytest.fixture
def put(seeker: User) -> Put:
    """Applies a plan of one reminder with these times, and returns its row."""

    def put(now: datetime, opens: datetime, due: datetime | None, **more: object) -> Reminder:
        reason = ReasonData("reference.gift", {})
        moments = (Moment(opens), Moment(due) if due else None)
        reminder = remind("reference.gift", ["r1"], reason, *moments, optional=False, **more)
        apply(seeker.pk, [PlanForScope("seeker", (reminder,))], now=now)
        return Reminder.objects.get()

    return put


@pytest.mark.parametrize(
    ("due", "is_late"), [(-SECOND, True), (timedelta(0), False), (SECOND, False), (None, False)]
)
def test_past_due_when_first_made(
    put: Put, now: datetime, due: timedelta | None, is_late: bool
) -> None:
    row = put(now, now - 9 * DAY, None if due is None else now + due)
    assert (row.catch_up, row.set_aside, row.state) == (is_late, is_late, State.OPEN)
    assert not is_overdue(row, now)


def test_due_in_time_and_never_answered_is_overdue(put: Put, now: datetime) -> None:
    opens, due = now - DAY, now + DAY
    assert not put(now, opens, due).catch_up
    row = put(due + SECOND, opens, due)
    assert (row.catch_up, is_overdue(row, due + SECOND)) == (False, True)


def test_a_date_moved_back_of_what_one_was_told_is_overdue(put: Put, now: datetime) -> None:
    put(now, now - DAY, now + DAY)
    row = put(now, now - 2 * DAY, now - DAY)
    assert is_overdue(row, now)


def test_a_date_moved_back_of_what_one_was_not_told_is_not(put: Put, now: datetime) -> None:
    assert put(now, now + DAY, now + 2 * DAY).state == State.PLANNED
    row = put(now, now - 2 * DAY, now - DAY)
    assert (row.set_aside, is_overdue(row, now)) == (True, False)


@pytest.mark.parametrize(("due", "is_late"), [(-SECOND, True), (timedelta(0), False)])
def test_a_date_in_the_future_again_ends_it(
    put: Put, now: datetime, due: timedelta, is_late: bool
) -> None:
    assert put(now, now - 9 * DAY, now - 8 * DAY).catch_up
    row = put(now, now - 7 * DAY, now + due)
    assert (row.catch_up, row.set_aside) == (is_late, is_late)


def test_it_lasts_through_every_replan(put: Put, now: datetime) -> None:
    for later in range(3):
        assert put(now + later * DAY, now - 9 * DAY, now - 8 * DAY).set_aside


def test_what_comes_back_late_was_not_told_either(put: Put, now: datetime) -> None:
    dismiss(put(now - 9 * DAY, now - 9 * DAY, now - 8 * DAY), now=now - 9 * DAY)
    row = put(now, now - 5 * DAY, now - 4 * DAY)
    assert (row.state, row.set_aside) == (State.OPEN, True)


@pytest.mark.parametrize("kind", ["interview", "phone_screen"])
def test_an_interview_note_stays_in_the_queue(
    make_application: MakeApplication,
    make_contact: MakeContact,
    make_interview: MakeInterview,
    now: datetime,
    kind: str,
) -> None:
    starts = now - 3 * DAY
    talk = make_interview(make_application(), make_contact("Bo"), kind=kind, starts_at=starts)
    (note,) = talk.reminders.filter(rule__in=Reminder.INTERVIEW_NOTES)
    debrief = talk.reminders.get(rule="interview.debrief")
    assert (note.catch_up, note.set_aside) == (True, False)
    assert (debrief.catch_up, debrief.set_aside) == (True, True)


def test_a_history_entered_late_holds_nothing_overdue(
    seeker: User, make_application: MakeApplication, now: datetime
) -> None:
    for weeks in range(3, 30):
        make_application(f"Firm {weeks}", applied_at=now - weeks * 7 * DAY)
    rows = Reminder.objects.filter(owner=seeker, state=State.OPEN)
    assert rows.count() >= 27
    assert not any(is_overdue(row, now) for row in rows)
    replan(seeker.pk, None, now=now + DAY)
    assert not any(is_overdue(row, now + DAY) for row in rows.filter(set_aside=True))


def test_put_away_and_taken_out_stays_what_it_was(
    seeker: User, make_application: MakeApplication, now: datetime
) -> None:
    application = make_application()
    before = application.reminders.get(state=State.OPEN)
    assert before.catch_up
    story.archive(seeker, [application.pk], now=now)
    story.unarchive(seeker, [application.pk], now=now)
    before.refresh_from_db()
    assert (before.state, before.catch_up, before.set_aside) == (State.OPEN, True, True)

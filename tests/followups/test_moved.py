"""Reminders that move after they were answered: the old date was waved away, not the new one."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from accounts.models import User
from applications import services as story
from applications.models import Application, Event, Interview
from followups.models import Reminder
from followups.planning.apply import PlanForScope, apply
from followups.planning.replan import replan
from followups.services import dismiss, mark_done, snooze
from followups.state import is_overdue
from followups.timing.calendar import Moment
from followups.timing.plan_items import Planned, ReasonData, remind
from tests.conftest import MakeApplication, MakeContact, MakeInterview, MakeReference

State = Reminder.State
HOUR, DAY, SECOND = timedelta(hours=1), timedelta(days=1), timedelta(seconds=1)
CLOSERS = [mark_done, dismiss]
Close = Callable[..., None]


def planned(opens: datetime, due: datetime | None = None, rule: str = "reference.gift") -> Planned:
    """A reminder of the seeker, at times of its own."""
    times = (Moment(opens), Moment(due) if due else None)
    return remind(rule, ["r1"], ReasonData(rule, {"day_at": opens}), *times)


@pytest.fixture
def put(seeker: User) -> Callable[..., Reminder]:
    """Applies a plan of one reminder, and returns its row."""

    def put(reminder: Planned, now: datetime, **more: bool) -> Reminder:
        apply(seeker.pk, [PlanForScope("seeker", (reminder,))], now=now, **more)
        return Reminder.objects.get()

    return put


@pytest.mark.parametrize("close", CLOSERS)
@pytest.mark.parametrize(
    ("after", "state"),
    [(-SECOND, None), (timedelta(0), None), (SECOND, State.PLANNED)],
)
def test_a_date_later_than_the_answer_asks_again(
    put: Callable[..., Reminder],
    now: datetime,
    close: Close,
    after: timedelta,
    state: str | None,
) -> None:
    row = put(planned(now - DAY, now + DAY), now)
    close(row, now=now)
    closed = Reminder.objects.get().state
    row = put(planned(now + after, now + 3 * DAY), now)
    assert row.state == (state or closed)
    assert (row.closed_at is None) == (state is not None)
    assert row.opens_at == now + after


@pytest.mark.parametrize("close", CLOSERS)
def test_a_moved_due_date_alone_asks_for_nothing(
    put: Callable[..., Reminder], now: datetime, close: Close
) -> None:
    close(put(planned(now + DAY, now + 2 * DAY), now), now=now)
    row = put(planned(now + DAY, now + 3 * DAY), now)
    assert row.state in Reminder.BY_HAND
    assert row.due_at == now + 3 * DAY


@pytest.mark.parametrize("close", CLOSERS)
def test_a_zone_or_policy_revives_nothing_now_or_later(
    put: Callable[..., Reminder], now: datetime, close: Close
) -> None:
    close(put(planned(now - DAY, now + DAY), now), now=now)
    moved = planned(now + 2 * DAY, now + 3 * DAY)
    row = put(moved, now, revive=False)
    assert (row.state in Reminder.BY_HAND, row.opens_at) == (True, now + 2 * DAY)
    assert put(moved, now).state in Reminder.BY_HAND
    assert put(planned(now + 4 * DAY, now + 5 * DAY), now).state == State.PLANNED


@pytest.mark.parametrize("opened", [-DAY, DAY])
def test_what_a_setting_made_late_is_asked_for_at_once(
    put: Callable[..., Reminder], now: datetime, opened: timedelta
) -> None:
    put(planned(now + opened, now + 2 * DAY), now)
    row = put(planned(now - 4 * DAY, now - 2 * DAY), now, revive=False)
    assert row.state == State.OPEN
    assert (row.catch_up, row.set_aside) == (True, False)
    assert not is_overdue(row, now)


def test_what_was_overdue_stays_so_under_another_setting(
    put: Callable[..., Reminder], now: datetime
) -> None:
    put(planned(now - 4 * DAY, now - DAY), now - 2 * DAY)
    row = put(planned(now - 4 * DAY, now - 2 * DAY), now, revive=False)
    assert not row.catch_up
    assert row.due_at == now - 2 * DAY


@pytest.mark.parametrize("close", CLOSERS)
def test_references_are_lined_up_once(
    put: Callable[..., Reminder], now: datetime, close: Close
) -> None:
    rule = "references.line_up"
    close(put(planned(now - DAY, now + DAY, rule), now), now=now)
    assert put(planned(now + DAY, now + 2 * DAY, rule), now).state in Reminder.BY_HAND


@pytest.mark.parametrize("close", CLOSERS)
def test_an_interview_put_off_is_asked_about_again(
    make_application: MakeApplication,
    make_contact: MakeContact,
    make_interview: MakeInterview,
    now: datetime,
    close: Close,
) -> None:
    talk = make_interview(make_application(), make_contact("Bo"))
    rows = {row.rule: row for row in talk.reminders.all()}
    for row in rows.values():
        close(row, now=now)
    move(talk, now + 2 * DAY, now)
    for rule in ("interview.thank_you", "interview.debrief", "interview.prepare"):
        row = talk.reminders.get(rule=rule)
        assert (row.state, row.closed_at) == (State.PLANNED, None), rule


def test_an_interview_brought_forward_is_not(
    make_application: MakeApplication,
    make_contact: MakeContact,
    make_interview: MakeInterview,
    now: datetime,
) -> None:
    talk = make_interview(make_application(), make_contact("Bo"))
    row = talk.reminders.get(rule="interview.thank_you")
    mark_done(row, now=now)
    move(talk, now - 5 * HOUR, now)
    row.refresh_from_db()
    assert (row.state, row.opens_at) == (State.DONE, now - 4 * HOUR)


def move(talk: Interview, starts_at: datetime, now: datetime) -> None:
    fields = {"starts_at": starts_at, "ends_at": starts_at + HOUR}
    people = list(talk.interviewers.all())
    story.change_interview(talk, fields=fields, interviewers=people, now=now)


def rejected_and_applied_again(application: Application, now: datetime) -> None:
    for kind, more in (("outcome", {"result": "rejected"}), ("applied", {})):
        story.record_event(application, kind, at=now, token=uuid4(), now=now, **more)


@pytest.mark.parametrize("close", [*CLOSERS, None])
def test_a_key_of_an_ended_run_is_asked_anew_in_the_next(
    make_application: MakeApplication, make_reference: MakeReference, now: datetime, close: Close
) -> None:
    application, joan = make_application(), make_reference(consent="not_asked")
    choose(application, joan, now)
    row = application.reminders.get(rule="reference.ask")
    if close:
        close(row, now=now)
    later = now + DAY
    rejected_and_applied_again(application, later)
    row.refresh_from_db()
    assert row.state in (State.SETTLED, *Reminder.BY_HAND)
    Event.objects.create(
        application=application, kind=Event.Kind.REFERENCE_CHOSEN, at=later + HOUR, reference=joan
    )
    replan(application.owner_id, None, now=later + HOUR)
    row.refresh_from_db()
    assert (row.state, row.opens_at, row.closed_at) == (State.OPEN, later + HOUR, None)


def choose(application: Application, reference: object, at: datetime) -> None:
    story.record_event(
        application, "reference_chosen", at=at, token=uuid4(), now=at, reference=reference
    )


TIMES = [(DAY, DAY, DAY), (HOUR, DAY, DAY), (DAY, HOUR, DAY), (DAY, DAY, HOUR)]


@pytest.mark.parametrize(("opens", "due", "lapses"), TIMES)
@pytest.mark.parametrize("revive", [True, False])
def test_a_snooze_never_outlives_a_new_date(
    seeker: User,
    now: datetime,
    opens: timedelta,
    due: timedelta,
    lapses: timedelta,
    revive: bool,
) -> None:
    def put(*times: timedelta) -> Reminder:
        moments = [
            Moment(now + days * DAY + more) for days, more in zip((-5, 9, 19), times, strict=True)
        ]
        reminder = remind("reference.gift", ["r1"], ReasonData("reference.gift", {}), *moments)
        apply(seeker.pk, [PlanForScope("seeker", (reminder,))], now=now, revive=revive)
        return Reminder.objects.get()

    snooze(put(DAY, DAY, DAY), now + 2 * DAY, now=now)
    row = put(opens, due, lapses)
    if (opens, due, lapses) == TIMES[0]:
        assert (row.state, row.snoozed_until) == (State.SNOOZED, now + 2 * DAY)
    else:
        assert (row.state, row.snoozed_until) == (State.OPEN, None)

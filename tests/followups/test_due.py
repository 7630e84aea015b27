"""Planned rows open, snoozed ones wake, late ones lapse: once, whoever does it."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from applications.models import Application
from followups.models import Reminder
from followups.planning.due import count_due, open_batch, open_due
from tests.conftest import MakeApplication, MakeInterview

State = Reminder.State
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def application(make_application: MakeApplication) -> Application:
    return make_application()


def row(application: Application, now: datetime, **values: object) -> Reminder:
    defaults: dict[str, object] = {
        "owner": application.owner,
        "scope": f"a{application.pk}",
        "key": f"test/{Reminder.objects.count()}",
        "application": application,
        "rule": "status.after_applying",
        "opens_at": now,
        "state": State.PLANNED,
        "next_at": now,
    }
    return Reminder.objects.create(**{**defaults, **values})


def state(reminder: Reminder) -> str:
    reminder.refresh_from_db()
    return reminder.state


@pytest.mark.parametrize(
    ("ahead", "expected"), [(SECOND, State.PLANNED), (timedelta(0), State.OPEN)]
)
def test_opens_at_its_moment(
    application: Application, now: datetime, ahead: timedelta, expected: str
) -> None:
    planned = row(application, now, opens_at=now + ahead, next_at=now + ahead)
    open_due(now)
    assert state(planned) == expected


def test_an_open_one_waits_for_its_lapse(application: Application, now: datetime) -> None:
    planned = row(application, now, lapses_at=now + HOUR)
    assert open_due(now) == {"opened": 1}
    planned.refresh_from_db()
    assert (planned.opened_at, planned.next_at) == (now, now + HOUR)
    assert open_due(now + HOUR) == {}
    assert open_due(now + HOUR + SECOND) == {"lapsed": 1}
    assert state(planned) == State.LAPSED
    assert (planned.next_at, planned.closed_at) == (None, now + HOUR + SECOND)


def test_a_planned_one_that_lapsed_meanwhile_is_never_raised(
    application: Application, now: datetime
) -> None:
    late = row(
        application, now, opens_at=now - 3 * HOUR, next_at=now - 3 * HOUR, lapses_at=now - HOUR
    )
    assert open_due(now) == {"lapsed": 1}
    assert state(late) == State.LAPSED
    assert late.opened_at is None


def test_a_snoozed_one_wakes(application: Application, now: datetime) -> None:
    asleep = row(
        application,
        now,
        state=State.SNOOZED,
        opens_at=now - HOUR,
        opened_at=now - HOUR,
        snoozed_until=now,
    )
    assert open_due(now - SECOND) == {}
    assert open_due(now) == {"woken": 1}
    asleep.refresh_from_db()
    assert (asleep.state, asleep.snoozed_until, asleep.opened_at) == (State.OPEN, None, now)


def test_one_that_wakes_before_it_opens_is_planned_again(
    application: Application, now: datetime
) -> None:
    early = row(application, now, state=State.SNOOZED, opens_at=now + HOUR, snoozed_until=now)
    assert open_due(now) == {"put_back": 1}
    assert state(early) == State.PLANNED
    assert early.next_at == now + HOUR
    assert open_due(now + HOUR) == {"opened": 1}


def test_a_snooze_beyond_the_lapse_ends_with_it(application: Application, now: datetime) -> None:
    asleep = row(
        application,
        now,
        state=State.SNOOZED,
        opens_at=now - HOUR,
        snoozed_until=now + HOUR,
        lapses_at=now,
    )
    assert open_due(now) == {}
    assert open_due(now + SECOND) == {"lapsed": 1}
    assert state(asleep) == State.LAPSED


@pytest.mark.parametrize("closed", [State.DONE, State.DISMISSED, State.SETTLED, State.LAPSED])
def test_what_is_closed_stays_closed(application: Application, now: datetime, closed: str) -> None:
    shut = row(application, now, state=closed, next_at=None, lapses_at=now - HOUR)
    assert open_due(now + HOUR) == {}
    assert state(shut) == closed


def test_twice_is_once(application: Application, now: datetime) -> None:
    for _ in range(7):
        row(application, now)
    assert count_due(now) == 7
    assert open_due(now, batch=3) == {"opened": 7}
    assert open_due(now, batch=3) == {}
    assert count_due(now) == 0


def test_a_batch_says_whether_it_found_work(application: Application, now: datetime) -> None:
    row(application, now)
    assert open_batch(now, 10) == {"opened": 1}
    assert not open_batch(now, 10)


def test_the_cost_grows_with_batches_not_with_rows(application: Application, now: datetime) -> None:
    def queries(rows: int) -> int:
        for _ in range(rows):
            row(application, now)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            open_due(now)
        return len(seen)

    assert queries(2) == queries(40)


def test_an_interview_that_ended_raises_its_thank_you(
    seeker: User,
    make_application: MakeApplication,
    make_interview: MakeInterview,
    now: datetime,
) -> None:
    ends = now + HOUR
    make_interview(make_application(), starts_at=now, ends_at=ends)
    thanks = Reminder.objects.get(rule="interview.thank_you")
    open_due(ends - SECOND)
    assert state(thanks) == State.PLANNED
    open_due(ends)
    assert state(thanks) == State.OPEN

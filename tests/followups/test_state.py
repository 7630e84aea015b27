"""Where a reminder stands: a row, the database and the groups of Today say the same of it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from applications.models import Application
from applications.table import waiting
from followups import state
from followups.models import Reminder
from followups.queue import GROUPS, day_bounds, group_of, in_group
from followups.timing.catalogue.index import OVER
from tests.conftest import MakeApplication

HOUR = timedelta(hours=1)
NOW = datetime(2026, 3, 19, 20, tzinfo=UTC)
SEEN = (*Reminder.LIVE, Reminder.State.DONE, Reminder.State.LAPSED)

hours = st.sampled_from([-200, -48, -2, -1, 0, 1, 3, 4, 5, 24, 171, 172, 173, 400])
moments = hours.map(lambda each: NOW + each * HOUR)
gaps = st.sampled_from([0, 1, 2, 4, 48, 200, 300]).map(lambda each: each * HOUR)


@st.composite
def reminders(draw: st.DrawFn) -> Reminder:
    """A reminder with times as the planner gives them: it opens, is due, and lapses, in order."""
    opens_at = draw(moments)
    due_at = draw(st.none() | gaps.map(lambda gap: opens_at + gap))
    ends = due_at or opens_at
    row = Reminder(
        opens_at=opens_at,
        due_at=due_at,
        lapses_at=draw(st.none() | gaps.map(lambda gap: ends + gap)),
        optional=draw(st.booleans()),
        state=draw(st.sampled_from(SEEN)),
        rule="application.receipt",
    )
    if row.state == Reminder.State.SNOOZED:
        row.snoozed_until = draw(moments)
    return row


def is_live(row: Reminder) -> bool:
    return row.state in Reminder.LIVE and not state.has_lapsed(row, NOW)


def is_awake(row: Reminder) -> bool:
    return is_live(row) and not state.is_snoozed(row, NOW)


def is_asked(row: Reminder) -> bool:
    return is_awake(row) and not row.optional and not state.is_coming(row, NOW)


SAME: list[tuple[Callable[..., Q], Callable[[Reminder], bool]]] = [
    (state.live, is_live),
    (state.awake, is_awake),
    (state.asked, is_asked),
    (state.lapsed, lambda row: state.has_lapsed(row, NOW)),
    (state.snoozed, lambda row: is_live(row) and state.is_snoozed(row, NOW)),
    (state.overdue, lambda row: is_live(row) and state.is_overdue(row, NOW)),
]
"""Conditions as the database is asked for them, and of a row."""


@pytest.fixture
def application(make_application: MakeApplication) -> Application:
    made = make_application(applied_at=None)
    made.reminders.all().delete()
    return made


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=st.lists(reminders(), min_size=1, max_size=12))
def test_a_row_and_the_database_say_the_same(
    seeker: User, application: Application, rows: list[Reminder]
) -> None:
    """Each row is in the one group that its times say, and fits what they say."""
    application.reminders.all().delete()
    for number, row in enumerate(rows):
        row.owner, row.application = seeker, application
        row.scope, row.key = f"a{application.pk}", f"made/{number}"
    Reminder.objects.bulk_create(rows)
    for asked, says in SAME:
        found = set(Reminder.objects.filter(asked(NOW)).values_list("pk", flat=True))
        assert found == {row.pk for row in rows if says(row)}, asked.__name__
    clock = day_bounds(seeker, NOW)
    for kind in GROUPS.values():
        found = set(in_group(seeker, kind, clock).values_list("pk", flat=True))
        stand = {row.pk for row in rows if is_live(row) and group_of(row, clock) is kind}
        assert found == stand, kind.name
    lists = Application.objects.filter(waiting.asked(NOW, "reminders__")).exists()
    assert lists == any(map(is_asked, rows))


def test_lists_of_applications_know_the_states_of_a_live_reminder() -> None:
    assert waiting.LIVE == Reminder.LIVE


def test_it_is_here_when_it_has_opened_and_is_no_longer_put_off() -> None:
    row = Reminder(opens_at=NOW, snoozed_until=None)
    assert state.comes_at(row) == NOW
    row.snoozed_until = NOW + HOUR
    assert state.comes_at(row) == NOW + HOUR
    row.opens_at = NOW + 2 * HOUR
    assert state.comes_at(row) == NOW + 2 * HOUR


def test_the_table_knows_which_guards_are_of_what_is_over() -> None:
    assert waiting.OVER == OVER

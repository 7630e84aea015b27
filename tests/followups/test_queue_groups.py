"""The queue as the database is asked for it: what has no due time comes last, on any database."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from accounts.models import User
from applications.models import Application
from followups import today as page
from followups.models import Reminder
from followups.queue import NOW, day_bounds, in_group
from tests.conftest import MakeApplication

DAY = timedelta(days=1)


@pytest.fixture
def application(make_application: MakeApplication) -> Application:
    return make_application(applied_at=None)


def reminders(
    application: Application, now: datetime, dues: list[datetime | None]
) -> Iterator[Reminder]:
    for number, due in enumerate(dues):
        yield Reminder.objects.create(
            owner=application.owner,
            scope=f"a{application.pk}",
            key=f"made/{number}",
            application=application,
            rule="application.receipt",
            opens_at=now - DAY,
            due_at=due,
            reason={
                "sentence": "application.receipt",
                "facts": {"applied_at": "2026-03-02T10:00:00Z"},
                "steps": [],
                "due": [],
                "lapse": [],
            },
        )


def test_what_has_no_due_time_gives_way_to_what_has(
    seeker: User, application: Application, now: datetime
) -> None:
    open_ended: list[datetime | None] = [None] * (NOW.size + 1)
    *rows, due = reminders(application, now, [*open_ended, now + DAY])
    wanted = [due.pk, *(row.pk for row in rows)]
    assert [card.id for card in page.today(seeker, now).now.cards] == wanted[: NOW.size]
    assert [card.id for card in page.group_page(seeker, "today", "1", now)["cards"]] == wanted


def test_an_owner_s_rows_alone(
    seeker: User, stranger: User, application: Application, now: datetime
) -> None:
    (row,) = reminders(application, now, [now + DAY])
    clock = day_bounds(seeker, now)
    assert list(in_group(seeker, NOW, clock)) == [row]
    assert not in_group(stranger, NOW, clock)
    assert not page.today(stranger, now).now.cards

"""Queries that are written once: other values, the same rows as the ORM's own."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import F, QuerySet
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from followups.models import Reminder
from jobtracker.compiled_query import CompiledQuery
from tests.conftest import MakeApplication, MakeInterview

FIELDS = ("pk", "rule", "opens_at", "due_at", "optional", "reason", "application__company__name")
HOUR = timedelta(hours=1)


def opening(owner: int, since: datetime, until: datetime) -> QuerySet[Reminder, Any]:
    rows = Reminder.objects.filter(owner=owner, opens_at__gte=since, opens_at__lt=until)
    return rows.filter(due_at__gt=since).order_by("opens_at", "pk").values_list(*FIELDS)


@pytest.fixture
def reminders(
    make_application: MakeApplication, make_interview: MakeInterview, stranger: User, now: datetime
) -> None:
    for owner in (None, stranger):
        application = make_application(**({"owner": owner} if owner else {}))
        for days in range(1, 6):
            make_interview(application, starts_at=now + timedelta(days=days))


@pytest.mark.usefixtures("reminders")
def test_each_call_gives_what_the_orm_gives(seeker: User, stranger: User, now: datetime) -> None:
    written: list[tuple[Any, ...]] = []

    @CompiledQuery
    def prepared(owner: int, since: datetime, until: datetime) -> QuerySet[Reminder, Any]:
        written.append((owner, since, until))
        return opening(owner, since, until)

    found = 0
    for owner in (seeker, stranger):
        for hours in (0, 50, 400):
            values = (owner.pk, now + hours * HOUR, now + 300 * HOUR)
            rows = prepared(*values)
            assert rows == list(opening(*values))
            found += len(rows)
    assert found > 0
    assert len(written) == 1
    assert not {seeker.pk, now} & set(written[0])


@pytest.mark.usefixtures("reminders")
def test_a_call_is_one_query(seeker: User, now: datetime) -> None:
    prepared = CompiledQuery(opening)
    for _ in range(2):
        with CaptureQueriesContext(connection) as caught:
            assert prepared(seeker.pk, now, now + 300 * HOUR)
        assert len(caught) == 1


def test_a_value_that_does_not_reach_the_database_as_it_is_is_told(seeker: User) -> None:
    def changed(owner: int) -> QuerySet[Reminder, Any]:
        return Reminder.objects.filter(owner=owner + 1).values_list("pk")

    def left_out(owner: int) -> QuerySet[Reminder, Any]:
        return Reminder.objects.filter(due_at=F("opens_at")).values_list("pk")

    for write in (changed, left_out):
        with pytest.raises(ValueError, match="does not reach"):
            CompiledQuery(write)(seeker.pk)

"""Refreshes at the same time, in real parallel transactions on PostgreSQL."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from accounts.models import User
from applications import services
from followups.models import Reminder
from followups.planning.replan import replan
from tests.conftest import MakeApplication, MakeReference

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

WORKERS = 6


def in_parallel(*jobs: Callable[[], object]) -> list[object]:
    """Run all at once, each on a connection of its own; their answers, errors raised."""
    start = Barrier(len(jobs))

    def run(job: Callable[[], object]) -> object:
        start.wait()
        try:
            return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def test_many_refreshes_make_each_key_once(
    postgres_url: str, make_application: MakeApplication, seeker: User, now: datetime
) -> None:
    for _ in range(5):
        make_application()
    expected = set(Reminder.objects.values_list("scope", "key"))
    Reminder.objects.all().delete()
    in_parallel(*[lambda: replan(seeker.pk, None, now=now)] * WORKERS)
    keys = Counter(Reminder.objects.values_list("scope", "key"))
    assert set(keys) == expected
    assert set(keys.values()) == {1}


def test_facts_written_at_once_are_all_in_the_plan(
    postgres_url: str,
    make_application: MakeApplication,
    make_reference: MakeReference,
    seeker: User,
    now: datetime,
) -> None:
    """Messages to one reference from several applications: the last of them counts."""
    reference = make_reference()
    applications = [make_application() for _ in range(WORKERS)]

    def write(number: int) -> Callable[[], object]:
        at = now - timedelta(days=number)
        return lambda: services.record_message(
            seeker,
            "heads_up",
            at=at,
            token=uuid4(),
            now=now,
            application=applications[number],
            reference=reference,
        )

    in_parallel(*map(write, range(WORKERS)))
    touch = Reminder.objects.get(rule="reference.keep_in_touch", state__in=Reminder.LIVE)
    assert touch.key.endswith(f"/{now.date()}")


def test_the_same_form_sent_many_times_at_once_writes_once(
    postgres_url: str, make_application: MakeApplication, now: datetime
) -> None:
    application, token = make_application(), uuid4()

    def send() -> object:
        return services.record_event(application, "employer_reply", at=now, token=token, now=now).pk

    answers = in_parallel(*[send] * WORKERS)
    assert application.events.filter(kind="employer_reply").count() == 1
    assert len(set(answers)) == 1

"""An import is read whole, and then written in batches: linear, and safe to interrupt."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from applications.models import Application, Event, Message
from data_exchange.errors import ImportRejected
from data_exchange.importers import write
from data_exchange.importers.data import import_data
from followups.models import Reminder
from references.models import Reference

Json = dict[str, Any]


def export(*applications: Json, **more: Any) -> Json:
    return {"format": "jobtracker", "version": 1, "applications": list(applications), **more}


def application(now: datetime, *kinds: str, **more: Any) -> Json:
    """An application, and one event a day of these kinds."""
    start = now - timedelta(days=60)
    events = [
        {"token": str(uuid4()), "kind": kind, "at": f"{start + timedelta(days=day):%Y-%m-%dT%XZ}"}
        for day, kind in enumerate(kinds)
    ]
    return {
        "token": str(uuid4()), "company": "Harbour", "title": "Analyst", "events": events, **more,
    }  # fmt: skip


def no_files(path: str) -> None:
    raise AssertionError(path)


@pytest.mark.parametrize(
    ("spoil", "where"),
    [
        (lambda data: data.update(x=[[]]), "x"),
        (lambda data: data["applications"][0].update(pay=1), "applications[0].pay"),
        (
            lambda data: data["applications"][0]["events"][0].update({"a\x00": 1}),
            "applications[0].events[0].a?",
        ),
        (lambda data: data.update(owner={"is_staff": True}), "owner.is_staff"),
    ],
)
def test_a_field_that_no_export_has_is_refused_by_name(
    spoil: Any, where: str, stranger: User, now: datetime
) -> None:
    data = export(application(now, "applied"))
    spoil(data)
    with pytest.raises(ImportRejected, match="no such field") as refused:
        import_data(stranger, data, no_files, now=now)
    assert [problem.where for problem in refused.value.problems] == [where]
    assert not stranger.applications.exists()


def queries(owner: User, data: Json, now: datetime) -> int:
    with CaptureQueriesContext(connection) as found:
        import_data(owner, data, no_files, now=now)
    return len(found)


def test_a_batch_takes_as_many_queries_for_few_rows_as_for_many(
    stranger: User, now: datetime
) -> None:
    counts = [
        queries(stranger, export(*(application(now, *kinds) for _ in range(many))), now)
        for many, kinds in ((2, ["applied"]), (2, ["applied"] * 2), (9, ["applied"] * 20))
    ]
    assert max(counts[1:]) <= counts[0]


def test_each_batch_is_planned_for_itself(
    stranger: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write, "BATCH", 4)
    data = export(*(application(now, "applied", "note") for _ in range(5)))
    assert import_data(stranger, data, no_files, now=now) == {"applications": 5, "events": 10}
    reminders = Reminder.objects.filter(owner=stranger).values_list("application", flat=True)
    assert set(reminders) == set(stranger.applications.values_list("pk", flat=True))


def test_a_long_timeline_takes_several_batches(
    stranger: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write, "BATCH", 4)
    kinds = ["applied", *(["note"] * 9), "references_requested"]
    data = export(application(now, *kinds, updated_at=f"{now:%Y-%m-%dT%XZ}"))
    assert import_data(stranger, data, no_files, now=now) == {"applications": 1, "events": 11}
    assert Application.objects.get(owner=stranger).stage == "reference_check"
    assert import_data(stranger, data, no_files, now=now) == {}


class Killed(BaseException):
    """The worker dies."""


@pytest.mark.parametrize("step", [1, 2, 4])
def test_an_interrupted_import_is_finished_by_the_next(
    step: int, stranger: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write, "BATCH", 4)
    data = export(*(application(now, "applied", "note") for _ in range(6)))

    def report(done: int, added: Counter[str]) -> None:
        if done == step:
            raise Killed

    with pytest.raises(Killed):
        import_data(stranger, data, no_files, now=now, report=report)
    assert stranger.applications.count() < 6
    import_data(stranger, data, no_files, now=now)
    assert stranger.applications.count() == 6
    assert Event.objects.filter(application__owner=stranger).count() == 12
    assert import_data(stranger, data, no_files, now=now) == {}


def test_a_message_that_asks_marks_the_reference_as_asked(stranger: User, now: datetime) -> None:
    token = str(uuid4())
    day = now - timedelta(days=2)
    asks = {
        "token": str(uuid4()), "purpose": "ask_reference", "reference": token,
        "at": f"{day:%Y-%m-%dT%XZ}",
    }  # fmt: skip
    data = export(
        contacts=[{"token": token, "name": "Joan"}], references=[{"contact": token}],
        messages=[asks],
    )  # fmt: skip
    import_data(stranger, data, no_files, now=now)
    reference = Reference.objects.get(contact__owner=stranger)
    assert (reference.consent, reference.asked_on) == ("asked", day.date())
    assert Message.objects.get(owner=stranger).reference == reference


def test_references_are_planned_where_no_application_comes_with_them(
    stranger: User, now: datetime
) -> None:
    token, since = str(uuid4()), f"{now - timedelta(days=5):%Y-%m-%d}"
    agreed = {"consent": "agreed", "agreed_on": since, "job_hunting_since": since}
    data = export(
        contacts=[{"token": token, "name": "Joan"}], references=[{"contact": token, **agreed}]
    )
    import_data(stranger, data, no_files, now=now)
    assert Reminder.objects.filter(owner=stranger, reference__contact__name="Joan").exists()

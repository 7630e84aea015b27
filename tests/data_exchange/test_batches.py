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
from data_exchange.importers import applications, write
from data_exchange.importers.data import import_data, writer
from followups.models import Reminder
from jobtracker.signals import facts_changed
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


def interview(now: datetime, **more: Any) -> Json:
    starts = now - timedelta(days=3)
    moments = {"arranged_at": now - timedelta(days=9), "starts_at": starts}
    moments["ends_at"] = starts + timedelta(hours=1)
    written = {name: f"{at:%Y-%m-%dT%XZ}" for name, at in moments.items()}
    return {
        "token": str(uuid4()), "kind": "interview", "time_zone": "Europe/London", **written, **more,
    }  # fmt: skip


@pytest.fixture
def long_search(now: datetime) -> Json:
    """One application with more of everything than a batch of eight takes."""
    people = [{"token": str(uuid4()), "name": f"Ana {number}"} for number in range(6)]
    tokens = [person["token"] for person in people]
    topics = [{"contact": token, "text": "boats"} for token in tokens]
    found = [
        interview(now, interviewers=tokens[:2]),
        *(interview(now) for _ in range(9)),
        interview(now, debrief={"learned": "much", "topics": topics}),
    ]
    thanks = [
        {
            "token": str(uuid4()), "purpose": "thank_you", "at": f"{now:%Y-%m-%dT%XZ}",
            "channel": "email", "body": "x", "contact": tokens[0], "interview": each["token"],
        }
        for each in found
    ]  # fmt: skip
    kinds = ["applied", *(["note"] * 20)]
    tags = [f"Tag {number}" for number in range(12)]
    row = application(now, *kinds, interviews=found, messages=thanks, tags=tags)
    return export(row, application(now, "applied"), contacts=people)


def test_batches_are_bounded_whatever_they_hold(
    long_search: Json, stranger: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write, "BATCH", 8)
    importer = writer(stranger, long_search, no_files, now=now)
    sizes = [sum(piece.size for piece in batch) for batch in importer.batches]
    assert len(sizes) > 9
    assert max(sizes[1:]) <= 9
    assert sizes[0] == 13
    assert importer.write() == {
        "applications": 2, "events": 22, "interviews": 11, "messages": 11, "debriefs": 1,
        "contacts": 6,
    }  # fmt: skip
    assert Application.objects.filter(owner=stranger, stage="interviewing").count() == 1
    assert import_data(stranger, long_search, no_files, now=now) == {}


def test_an_application_in_pieces_is_planned_once_like_one_in_one_piece(
    long_search: Json,
    stranger: User,
    seeker: User,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import_data(seeker, long_search, no_files, now=now)
    monkeypatch.setattr(write, "BATCH", 8)
    planned: list[int] = []

    def count(sender: object, application_ids: Any, **kwargs: Any) -> None:
        planned.extend(application_ids or ())

    facts_changed.connect(count)
    try:
        import_data(stranger, long_search, no_files, now=now)
    finally:
        facts_changed.disconnect(count)
    assert sorted(planned) == sorted(stranger.applications.values_list("pk", flat=True))
    mine, theirs = (
        sorted(Reminder.objects.filter(owner=owner).values_list("rule", "due_at", "state"))
        for owner in (stranger, seeker)
    )
    assert len(mine) > 10
    assert mine == theirs


def test_an_application_whose_pieces_were_interrupted_is_planned_by_the_next_import(
    long_search: Json, stranger: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write, "BATCH", 8)
    importer = writer(stranger, long_search, no_files, now=now)
    last = 1 + len(importer.batches)

    def report(done: int, added: Counter[str]) -> None:
        if done == last:
            raise Killed

    importer.report = report
    with pytest.raises(Killed):
        importer.write()
    assert Message.objects.filter(owner=stranger).exists()
    assert not Reminder.objects.filter(owner=stranger).exists()
    import_data(stranger, long_search, no_files, now=now)
    assert Reminder.objects.filter(owner=stranger).count() > 10


def test_a_further_piece_asks_as_many_queries_as_the_one_before(
    stranger: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write, "BATCH", 8)
    counts = [
        queries(stranger, export(application(now, "applied", *["note"] * many)), now)
        for many in (14, 14, 21, 28, 35)
    ]
    assert counts[3] - counts[2] == counts[4] - counts[3] > 0


def test_an_application_with_too_many_entries_is_refused_by_name(
    long_search: Json, stranger: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(applications, "MOST_ENTRIES", 75)
    import_data(stranger, long_search, no_files, now=now)
    monkeypatch.setattr(applications, "MOST_ENTRIES", 74)
    with pytest.raises(ImportRejected, match="up to 74 entries") as refused:
        import_data(stranger, long_search, no_files, now=now)
    assert refused.value.problems[0].where == "applications[0]"

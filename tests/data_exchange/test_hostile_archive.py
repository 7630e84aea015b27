"""Whatever is put into an archive: it is refused with a reason, or taken in; it never breaks."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from accounts.models import User
from applications.models import Application
from applications.services import debrief_interview, record_event, record_message
from applications.services.documents import keep_document
from data_exchange.errors import ImportProblem, ImportRejected
from data_exchange.exporters.data import export_data
from data_exchange.importers.data import import_data
from followups.services import choose_policy
from tests.conftest import MakeApplication, MakeContact, MakeInterview, MakeReference

Path = tuple[str | int, ...]
NASTY: tuple[Any, ...] = (
    0.005, "NaN", "1e999999", None, True, -1, 0, 10**30, 1e308, "", " ",
    "x" * 5000, "\x00", "\ud800", [], {}, [[]], [None],
    {"token": 1}, "0001-01-01", "9999-12-31T23:59:59Z", "2026-02-30", str(uuid4()), "<b>&", "=1+1",
)  # fmt: skip
TRIES = 120


@pytest.fixture
def data(
    make_application: MakeApplication,
    make_contact: MakeContact,
    make_interview: MakeInterview,
    make_reference: MakeReference,
    now: datetime,
    settings: Any,
    tmp_path: Any,
) -> Any:
    """An archive with something of every kind in it."""
    settings.MEDIA_ROOT = tmp_path
    day = now.date()
    application, ana, joan = make_application(), make_contact(company="Harbour"), make_reference()
    owner: User = application.owner
    interview = make_interview(application, ana)
    debrief_interview(
        interview, fields={"positive_signs": ["casual"]}, topics={ana: "charts"}, now=now
    )
    before = {"token": uuid4(), "now": now, "at": now - timedelta(days=1)}
    record_event(application, "timeline_given", news_by=now.date(), **before)
    record_event(application, "reference_chosen", reference=joan, **{**before, "token": uuid4()})
    thanks = {**before, "application": application, "interview": interview, "at": now}
    record_message(owner, "thank_you", contact=ana, **thanks)
    application.events.create(kind="references_requested", at=before["at"], has_list=True)
    application.events.create(
        kind="outcome", result="offer", at=before["at"], answer_by=day, pay="15.50",
        pay_currency="GBP", pay_period="hour", starts_on=day,
    )  # fmt: skip
    Application.objects.filter(pk=application.pk).update(referred_by=ana, closes_on=day, pay_min=1)
    upload = SimpleUploadedFile("cv.txt", b"words")
    keep_document(
        owner, upload, kind="resume", name="CV", token=uuid4(), now=now, application=application
    )
    choose_policy(owner, "patient", {"due_days": 2}, by=owner, now=now)
    return json.loads(json.dumps(export_data(owner, now=now)))


def paths(value: Any, here: Path = ()) -> Iterator[Path]:
    yield here
    items: Any = ()
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, each in items:
        yield from paths(each, (*here, key))


def put(data: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    found = data
    for key in path[:-1]:
        found = found[key]
    found[path[-1]] = value
    return data


def tried(owner: User, data: Any, now: datetime) -> tuple[ImportProblem, ...]:
    """What is wrong with it; what was written is undone."""
    try:
        with transaction.atomic():
            import_data(owner, data, lambda path: b"words", now=now)
            transaction.set_rollback(True)
    except ImportRejected as refused:
        return refused.problems
    return ()


def test_whatever_is_put_anywhere_is_refused_or_taken_in(
    data: Any, stranger: User, now: datetime
) -> None:
    chance, places = Random(20260319), list(paths(data))
    refused = 0
    for _ in range(TRIES):
        path, nasty = chance.choice(places), chance.choice(NASTY)
        problems = tried(stranger, put(copy.deepcopy(data), path, nasty), now)
        assert all(problem.message for problem in problems), (path, nasty)
        refused += bool(problems)
    assert TRIES // 4 < refused < TRIES


def test_a_note_about_an_interview_of_another_application_is_refused(
    data: Any, stranger: User, now: datetime
) -> None:
    other = copy.deepcopy(data["applications"][0])
    other.update(token=str(uuid4()), interviews=[], events=[])
    for message in other["messages"]:
        message["token"] = str(uuid4())
    data["applications"].append(other)
    data["documents"] = []
    with pytest.raises(ImportRejected) as refused:
        import_data(stranger, data, {}.get, now=now)
    assert [problem.where for problem in refused.value.problems] == ["applications[1].messages[0]"]

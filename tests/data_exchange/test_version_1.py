"""A file of version 1, as an older release wrote it, is read whole, and written as one of today.

``files/version-1.zip`` is the demo of that release, of 19 March 2026, with a policy, a template, a
saved view, a goal, a draft, and one reminder each done, dismissed and snoozed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from applications.models import Application, Document, Interview, Message
from data_exchange.exporters.data import export_data
from data_exchange.importers.data import import_data
from data_exchange.importers.documents import Files
from data_exchange.zip_archive import read_zip
from followups.models import PolicyChoice, Reminder
from notes.models import NoteDraft, NoteTemplate
from references.models import Reference

Json = dict[str, Any]
FILE = Path(__file__).with_name("files") / "version-1.zip"
EXPORTED = datetime(2026, 3, 19, 20, 0, tzinfo=UTC)
LIVE = ("planned", "open", "snoozed", "done", "dismissed")
"""Reminders that facts have settled, or that lapsed, are not made again."""
SINCE: dict[str, Json] = {
    "applications": {"referred_by": None, "closes_on": None},
    "events": {
        "has_list": False, "answer_by": None, "pay": None, "pay_currency": "", "pay_period": "",
        "starts_on": None,
    },
    "inbox": {"received_files": [], "event_links": [], "ignored_senders": []},
    "interviews": {"type": ""},
    "owner": {
        "country": "", "region": "", "weekend": 96, "week_starts_on": 0, "time_format": "24",
        "date_order": "dmy", "currency": "", "resting_until": None,
    },
}  # fmt: skip
"""What rows have had since version 1, and hold where a file does not say it."""


@pytest.fixture
def read() -> tuple[Json, Files]:
    """What the file holds."""
    data, files = read_zip(SimpleUploadedFile(FILE.name, FILE.read_bytes()))
    assert isinstance(data, dict)
    return data, files


@pytest.fixture
def arrived(read: tuple[Json, Files], seeker: User, settings: Any, tmp_path: Path) -> Counter[str]:
    """How many rows of each kind the seeker has got from it."""
    settings.MEDIA_ROOT = tmp_path
    return import_data(seeker, *read, now=EXPORTED)


def of_today(data: Json) -> Json:
    """The file as version 2 writes it."""
    data = {**SINCE["inbox"], **data, "version": 2, "owner": {**SINCE["owner"], **data["owner"]}}
    data["applications"] = [{**SINCE["applications"], **row} for row in data["applications"]]
    for row in data["applications"]:
        for name in ("events", "interviews"):
            row[name] = [{**SINCE[name], **each} for each in row[name]]
        for name in ("pay_min", "pay_max"):
            row[name] = None if row[name] is None else f"{row[name]}.00"
    return data


def rows(data: Json, name: str, without: Callable[[Json], bool] = lambda row: False) -> list[str]:
    """The rows of a list as texts, in an order of their own."""
    return sorted(json.dumps(row, sort_keys=True) for row in data[name] if not without(row))


def test_all_of_it_arrives(read: tuple[Json, Files], arrived: Counter[str]) -> None:
    data, _files = read
    applications = data["applications"]
    talks = [talk for row in applications for talk in row["interviews"]]
    assert arrived == {
        "companies": len(data["companies"]),
        "contacts": len(data["contacts"]),
        "references": len(data["references"]),
        "applications": len(applications),
        "events": sum(len(row["events"]) for row in applications),
        "interviews": len(talks),
        "debriefs": sum(talk["debrief"] is not None for talk in talks),
        "messages": sum(len(row["messages"]) for row in applications) + len(data["messages"]),
        "documents": len(data["documents"]),
        "saved views": 1,
        "templates": 1,
        "notes begun": 1,
    }
    assert min(arrived.values()) > 0
    assert (len(applications), arrived["events"], arrived["documents"]) == (14, 31, 3)


def test_it_is_written_again_as_it_was_with_what_is_new_left_open(
    read: tuple[Json, Files], arrived: Counter[str], seeker: User
) -> None:
    before = of_today(read[0])
    after = json.loads(json.dumps(export_data(seeker, now=EXPORTED)))
    assert after.keys() == before.keys()
    assert after["owner"].keys() == before["owner"].keys()
    assert after["about"].keys() == before["about"].keys()
    for name in ("format", "version", "exported_at", "policy", "weekly_goal"):
        assert after[name] == before[name], name
    for name in (
        *("companies", "contacts", "references", "applications", "messages", "documents"),
        *("saved_views", "note_templates", "notes_begun"),
    ):
        assert rows(after, name) == rows(before, name), name


def test_reminders_are_planned_alike_and_stay_as_they_were_left(
    read: tuple[Json, Files], arrived: Counter[str], seeker: User
) -> None:
    def gone(row: Json) -> bool:
        row.pop("catch_up", None)
        return row["state"] not in LIVE

    before, _files = read
    after = json.loads(json.dumps(export_data(seeker, now=EXPORTED)))
    assert rows(after, "reminders", gone) == rows(before, "reminders", gone)
    states = Counter(Reminder.objects.filter(owner=seeker).values_list("state", flat=True))
    assert (states["done"], states["dismissed"], states["snoozed"]) == (1, 1, 1)
    snoozed = Reminder.objects.get(owner=seeker, state="snoozed")
    assert snoozed.snoozed_until == EXPORTED + timedelta(days=2)


def test_it_is_in_the_database_as_it_is_in_the_file(
    read: tuple[Json, Files], arrived: Counter[str], seeker: User
) -> None:
    data, files = read
    for raw in data["applications"]:
        row = Application.objects.get(owner=seeker, token=raw["token"])
        assert (row.title, row.company.name, row.interest, row.pay_min, row.posting_url) == tuple(
            raw[name] for name in ("title", "company", "interest", "pay_min", "posting_url")
        )
        assert {tag.name for tag in row.tags.all()} == set(raw["tags"])
        for talk in raw["interviews"]:
            found = Interview.objects.get(token=talk["token"], application=row)
            assert found.starts_at == datetime.fromisoformat(talk["starts_at"])
            assert {str(who.token) for who in found.interviewers.all()} == set(talk["interviewers"])
        sent = Message.objects.filter(application=row).values_list("token", "purpose", "body")
        told = {(each["token"], each["purpose"], each["body"]) for each in raw["messages"]}
        assert {(str(token), purpose, body) for token, purpose, body in sent} == told
    for raw in data["documents"]:
        with Document.objects.get(owner=seeker, token=raw["token"]).file.open("rb") as file:
            assert file.read() == files(raw["path"])
    consents = Reference.objects.filter(contact__owner=seeker).values_list("consent", flat=True)
    assert sorted(consents) == sorted(raw["consent"] for raw in data["references"])


def test_what_is_one_s_own_arrives_too(arrived: Counter[str], seeker: User) -> None:
    policy = PolicyChoice.objects.get(owner=seeker)
    assert (policy.base, policy.changes) == ("patient", {"silence_days": 21})
    draft = NoteDraft.objects.get(owner=seeker)
    assert (draft.purpose, draft.body) == ("status", "How do things stand?")
    assert NoteTemplate.objects.get(owner=seeker).body == "Dear {name}"
    assert seeker.saved_views.get().query == "q=berlin"


def test_bringing_it_in_again_adds_nothing(
    read: tuple[Json, Files], arrived: Counter[str], seeker: User
) -> None:
    assert import_data(seeker, *read, now=EXPORTED) == {}

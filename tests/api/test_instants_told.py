"""Instants: the same text wherever one is told, and one that the filters take."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine

from api.webhooks.payloads import TELLERS
from applications.models import Application
from jobtracker.signals import Happening
from tests.api.conftest import Call
from tests.conftest import MakeApplication, MakeContact, MakeReference

FINE = timedelta(microseconds=123_456)


@pytest.fixture
def fine(at_now: datetime) -> Iterator[datetime]:
    """The clock stands at an instant that milliseconds can't tell."""
    with time_machine.travel(at_now + FINE, tick=False):
        yield at_now + FINE


def test_a_list_says_what_a_single_read_says(
    fine: datetime,
    call: Call,
    make_application: MakeApplication,
    make_contact: MakeContact,
    make_reference: MakeReference,
) -> None:
    of = f"/applications/{make_application(now=fine).pk}"
    at = (fine - timedelta(days=1)).isoformat()
    make_contact()
    make_reference()
    sent = {"at": at, "purpose": "thank_you", "text": "Thank you."}
    assert call("POST", f"{of}/messages", sent).status_code == 201
    assert call("POST", f"{of}/events", {"type": "employer_reply", "at": at}).status_code == 201
    starts = {"at": at, "starts_at": (fine + timedelta(days=9)).isoformat()}
    assert call("POST", f"{of}/interviews", starts).status_code == 201
    told = {"kind": "rejection", "application": int(of.rpartition("/")[2]), "at": at}
    assert call("POST", "/suggestions", told).status_code == 201
    for listed, single in (
        ("/applications", "/applications"),
        (f"{of}/events", "/events"),
        (f"{of}/interviews", "/interviews"),
        (f"{of}/messages", "/messages"),
        ("/contacts", "/contacts"),
        ("/companies", "/companies"),
        ("/references", "/references"),
        ("/reminders?status=open,overdue,planned", "/reminders"),
        ("/suggestions", "/suggestions"),
    ):
        items = call("GET", listed).json()["items"]
        assert items, listed
        for item in items:
            alone = call("GET", f"{single}/{item['id']}").json()
            assert {name: alone[name] for name in item} == item, listed
    assert call("GET", "/applications").json()["items"][0]["updated_at"].endswith(".123456Z")


def test_what_is_told_is_taken_as_a_filter(
    call: Call, make_application: MakeApplication, now: datetime
) -> None:
    for number in range(4):
        row = make_application(f"Company {number}")
        moment = now + timedelta(microseconds=100 * (number // 2))
        Application.objects.filter(pk=row.pk).update(updated_at=moment)
    listed = call("GET", "/applications?sort=updated_at").json()["items"]
    assert [item["updated_at"][-8:] for item in listed[2:]] == [".000100Z"] * 2
    for since in (listed[3], call("GET", f"/applications/{listed[3]['id']}").json()):
        asked = f"/applications?sort=updated_at&updated_since={since['updated_at']}"
        assert call("GET", asked).json()["items"] == listed[2:]
        first = call("GET", f"{asked}&limit=1").json()
        assert first["items"] == listed[2:3]
        rest = call("GET", f"{asked}&limit=1&cursor={first['next_cursor']}").json()
        assert (rest["items"], rest["next_cursor"]) == (listed[3:], None)


def test_a_webhook_tells_the_same(
    fine: datetime, call: Call, make_application: MakeApplication
) -> None:
    row = make_application(now=fine)
    _model, _relations, tell = TELLERS[Happening.APPLICATION_CHANGED]
    (listed,) = call("GET", "/applications").json()["items"]
    assert tell(Application.objects.get(pk=row.pk))["updated_at"] == listed["updated_at"]

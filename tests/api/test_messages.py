"""Messages that were sent, by the API."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from applications.models import Message, Stage
from followups.models import Reminder
from references.models import Reference
from tests.api.conftest import Call, key_for
from tests.api.test_people import errors
from tests.conftest import MakeApplication, MakeContact, MakeInterview, MakeReference

SENT = "2026-03-19T19:30:00Z"


def test_a_thank_you_settles_its_reminder(
    call: Call,
    make_application: MakeApplication,
    make_contact: MakeContact,
    make_interview: MakeInterview,
) -> None:
    application, ana = make_application(), make_contact("Ana Ruiz")
    interview = make_interview(application, ana)
    owed = Reminder.objects.get(rule="interview.thank_you", contact=ana)
    new = {"purpose": "thank_you", "at": SENT, "to": f"c{ana.pk}", "interview": interview.pk}
    there = f"/applications/{application.pk}/messages"
    added = call("POST", there, new | {"subject": "Thank you", "text": "It was good."})
    assert added.status_code == 201, added.content
    body = added.json()
    assert body == new | {
        "id": body["id"], "application": application.pk, "channel": "email",
        "subject": "Thank you", "text": "It was good.",
    }  # fmt: skip
    assert added["Location"] == f"/api/v1/messages/{body['id']}"
    owed.refresh_from_db()
    assert owed.state == Reminder.State.SETTLED
    read = call("GET", f"/messages/{body['id']}")
    assert (read.json(), read["ETag"]) == (body, added["ETag"])
    assert call("GET", there).json() == {"items": [body], "next_cursor": None}


def test_a_withdrawal_ends_the_application_until_it_is_deleted(
    call: Call, make_application: MakeApplication
) -> None:
    application = make_application()
    there = f"/applications/{application.pk}/messages"
    added = call("POST", there, {"purpose": "withdraw_note", "at": SENT, "channel": "form"})
    application.refresh_from_db()
    assert application.stage == Stage.WITHDRAWN
    one = f"/messages/{added.json()['id']}"
    moved = call("PATCH", one, {"at": "2026-03-19T18:00:00+01:00", "text": "I withdraw."})
    assert moved.json() == added.json() | {"at": "2026-03-19T17:00:00Z", "text": "I withdraw."}
    assert application.events.get(result="withdrawn").at.hour == 17
    assert call("DELETE", one, If_Match=added["ETag"]).status_code == 412
    assert call("DELETE", one, If_Match=moved["ETag"]).status_code == 204
    application.refresh_from_db()
    assert application.stage == Stage.APPLIED


def test_a_reference_is_asked(call: Call, make_reference: MakeReference) -> None:
    reference = make_reference("Leila Haddad", Reference.Consent.NOT_ASKED)
    there = f"/references/{reference.pk}/messages"
    sent = {"purpose": "ask_reference", "channel": "spoken", "text": "Would you?"}
    added = call("POST", there, sent, Idempotency_Key="one")
    assert added.status_code == 201, added.content
    assert call("POST", there, sent, Idempotency_Key="one").json() == added.json()
    assert (added.json()["to"], added.json()["at"]) == (f"r{reference.pk}", "2026-03-19T20:00:00Z")
    assert call("GET", f"/references/{reference.pk}").json()["asked_on"] == "2026-03-19"
    assert call("GET", there).json()["items"] == [added.json()]
    one = f"/messages/{added.json()['id']}"
    assert call("PATCH", one, {"subject": "A question"}).json()["subject"] == "A question"
    assert call("DELETE", one).status_code == 204
    assert call("GET", f"/references/{reference.pk}").json()["consent"] == "not_asked"


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"purpose": "love"}, "purpose", "Choose one of"),
        ({"purpose": "heads_up"}, "to", "This note goes to a reference. Choose which."),
        ({"purpose": "referrer_outcome"}, "to", "choose who."),
        ({"to": "c99999"}, "to", "You have no contact with this id."),
        ({"to": "r99999"}, "to", "You have no reference with this id."),
        ({"to": "Ana"}, "to", "Follow this pattern: ^[cr]"),
        ({"interview": 99999}, "interview", "Only a thank-you belongs to an interview."),
        ({"purpose": "thank_you", "interview": 99999}, "interview", "Select a valid choice."),
        ({"at": "2026-03-20T00:00:00Z"}, "at", "This is still to come."),
        ({"at": "1969-12-31T23:59:59Z"}, "at", "The year must be from 1970"),
        ({"at": "2026-03-19T19:30:00"}, "at", "Add the offset"),
        ({"channel": "pigeon"}, "channel", "Choose one of"),
        ({"subject": "x" * 251}, "subject", "at most 250 characters"),
        ({"text": "x" * 100_001}, "text", "This text is too long"),
    ],
)
def test_refusals_name_the_field(
    call: Call, make_application: MakeApplication, change: Any, field: str, message: str
) -> None:
    there = f"/applications/{make_application().pk}/messages"
    answer = call("POST", there, {"purpose": "status", "at": SENT} | change)
    assert answer.status_code == 422, answer.content
    assert message in errors(answer)[field]
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("sent", "field", "message"),
    [
        ({"purpose": "heads_up"}, "application", "Choose the application that this was about."),
        ({"purpose": "status"}, "purpose", "Select a valid choice."),
        ({"purpose": "gift", "application": 99999}, "application", "Select a valid choice."),
        ({"purpose": "keep_in_touch", "subject": "x"}, "subject", "There is no such field."),
    ],
)
def test_refusals_about_a_reference(
    call: Call, make_reference: MakeReference, sent: Any, field: str, message: str
) -> None:
    answer = call("POST", f"/references/{make_reference().pk}/messages", sent)
    assert answer.status_code == 422, answer.content
    assert message in errors(answer)[field]
    assert not Message.objects.exists()


def test_a_thank_you_is_not_moved_before_its_interview(
    call: Call, make_application: MakeApplication, make_interview: MakeInterview
) -> None:
    application = make_application()
    new = {"purpose": "thank_you", "interview": make_interview(application).pk}
    added = call("POST", f"/applications/{application.pk}/messages", new).json()
    refused = call("PATCH", f"/messages/{added['id']}", {"at": "2026-03-01T08:00:00Z"})
    assert refused.status_code == 422
    assert errors(refused) == {"at": "This is before the interview began."}
    empty = call("PATCH", f"/messages/{added['id']}", {"at": None, "text": "x" * 100_001})
    assert set(errors(empty)) == {"at", "text"}


def test_messages_of_others_are_not_there(
    call: Call,
    stranger: User,
    at_now: datetime,
    make_application: MakeApplication,
    make_contact: MakeContact,
    make_reference: MakeReference,
) -> None:
    application, reference = make_application(), make_reference()
    added = call("POST", f"/applications/{application.pk}/messages", {"purpose": "status"})
    one, theirs = f"/messages/{added.json()['id']}", key_for(stranger, ["read", "write"], at_now)
    for method, sent in (("GET", None), ("PATCH", {"text": "x"}), ("DELETE", None)):
        assert call(method, one, sent, key=theirs).status_code == 404
    for holder in (f"/applications/{application.pk}", f"/references/{reference.pk}"):
        assert call("GET", f"{holder}/messages", key=theirs).status_code == 404
        sent = {"purpose": "other"}
        assert call("POST", f"{holder}/messages", sent, key=theirs).status_code == 404
    own = make_application(owner=stranger)
    for to in (f"c{make_contact().pk}", f"r{reference.pk}"):
        sent = {"purpose": "other", "to": to}
        refused = call("POST", f"/applications/{own.pk}/messages", sent, key=theirs)
        assert refused.status_code == 422
    assert Message.objects.count() == 1


def test_a_list_costs_as_many_queries_however_long(
    call: Call, make_application: MakeApplication, make_contact: MakeContact
) -> None:
    there = f"/applications/{make_application().pk}/messages"

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert call("GET", there).status_code == 200
        return len(queries)

    call("POST", there, {"purpose": "status"})
    call("GET", there)
    few = cost()
    for number in range(8):
        to = f"c{make_contact(f'Ana {number}').pk}"
        call("POST", there, {"purpose": "other", "to": to, "at": f"2026-03-1{number}T08:00:00Z"})
    assert cost() == few
    found: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = call("GET", f"{there}?limit=4&cursor={cursor}").json()
        found += [each["at"] for each in page["items"]]
        cursor = page["next_cursor"]
    assert len(found) == 9
    assert found == sorted(found)

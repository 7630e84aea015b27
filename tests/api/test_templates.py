"""Templates of notes by the API."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from api.models import RememberedAnswer
from notes.models import NoteTemplate
from tests.api.conftest import Call, key_for
from tests.api.test_people import errors

NEW = {"purpose": "thank_you", "name": "Short", "subject": "Thanks", "body": "Dear {name},"}


def test_add_read_change_delete(call: Call) -> None:
    added = call("POST", "/templates", NEW)
    assert added.status_code == 201, added.content
    body, there = added.json(), added["Location"].removeprefix("/api/v1")
    assert body == NEW | {"id": body["id"]}
    assert call("GET", there).json() == body
    changed = call("PATCH", there, {"name": " Very  short ", "subject": None})
    assert changed.json() == body | {"name": "Very short", "subject": ""}
    assert call("PATCH", there, {"body": "x"}, If_Match=added["ETag"]).status_code == 412
    assert call("GET", "/templates?purpose=thank_you").json()["items"] == [changed.json()]
    assert call("GET", "/templates?purpose=status").json()["items"] == []
    assert call("DELETE", there, If_Match=changed["ETag"]).status_code == 204
    assert call("GET", there).status_code == 404


def test_a_repeated_request_adds_one(call: Call) -> None:
    first = call("POST", "/templates", NEW, Idempotency_Key="one")
    assert call("POST", "/templates", NEW, Idempotency_Key="one").json() == first.json()
    RememberedAnswer.objects.all().delete()
    late = call("POST", "/templates", NEW, Idempotency_Key="one")
    assert (late.status_code, late.json()) == (201, first.json())
    assert NoteTemplate.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"name": "SHORT"}, "name", "You have a template of this name already."),
        ({"name": " "}, "name", "This field is required."),
        ({"name": "x" * 81}, "name", "at most 80 characters"),
        ({"body": ""}, "body", "This field is required."),
        ({"body": "x" * 10_001}, "body", "at most 10000 characters"),
        ({"purpose": "love"}, "purpose", "Choose one of"),
    ],
)
def test_refusals_name_the_field(call: Call, change: Any, field: str, message: str) -> None:
    call("POST", "/templates", NEW)
    answer = call("POST", "/templates", NEW | {"name": "Other"} | change)
    assert answer.status_code == 422, answer.content
    assert message in errors(answer)[field]
    assert NoteTemplate.objects.count() == 1


def test_templates_of_others_are_not_there(call: Call, stranger: User, at_now: datetime) -> None:
    there = f"/templates/{call('POST', '/templates', NEW).json()['id']}"
    theirs = key_for(stranger, ["read", "write"], at_now)
    for method, sent in (("GET", None), ("PATCH", {"body": "x"}), ("DELETE", None)):
        assert call(method, there, sent, key=theirs).status_code == 404
    assert call("GET", "/templates", key=theirs).json()["items"] == []
    assert call("POST", "/templates", NEW, key=theirs).status_code == 201


def test_a_list_costs_as_many_queries_however_long(call: Call) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert call("GET", "/templates").status_code == 200
        return len(queries)

    call("POST", "/templates", NEW)
    call("GET", "/templates")
    few = cost()
    for number in range(8):
        call("POST", "/templates", NEW | {"name": f"Number {number}"})
    assert cost() == few

"""The API does what its document says, on a real server: each operation, asked well and badly."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from api.document import document
from api.openapi.operations import operations
from demo.load import load
from tests.api.asked_well import asked_well
from tests.api.conformance import Found, ask
from tests.api.conftest import ALL, key_for

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
WELL = "positive_data_acceptance"
EVERYWHERE = {
    400: "a schema does not say which characters no row can hold",
    412: "an ETag is a secret of the server: one that was made up names another state",
}
CURSOR = "a cursor is a secret of the server, as are the years that it can count with"
EMPTY = "a text of blanks alone is an empty one, and null empties what may not be empty"
YOURS = "which ids are those of rows of yours, no schema can say"
DAYS = "which days and instants go together, no schema can say"
CHOICES = "which fields and choices go together, no schema can say"
A_FILE = "a schema does not say what a file holds, nor how long its name may be"
REFUSED = {
    **dict.fromkeys(
        [
            *("GET /applications", "GET /companies", "GET /contacts", "GET /documents"),
            *("GET /interviews", "GET /references", "GET /reminders", "GET /suggestions"),
            *("GET /templates", "GET /applications/{id}/events", "GET /applications/{id}/messages"),
            *("GET /applications/{id}/interviews", "GET /references/{id}/messages"),
            *("GET /applications/{id}/plan", "GET /applications/{id}/case"),
        ],
        CURSOR,
    ),
    **dict.fromkeys(["POST /companies", "PATCH /companies/{id}"], EMPTY),
    **dict.fromkeys(["POST /templates", "PATCH /templates/{id}", "PATCH /contacts/{id}"], EMPTY),
    **dict.fromkeys(["POST /companies/{id}/merge", "POST /contacts/{id}/merge"], YOURS),
    **dict.fromkeys(["POST /contacts", "POST /references"], YOURS),
    **dict.fromkeys(["POST /applications", "PATCH /applications/{id}"], YOURS),
    **dict.fromkeys(["POST /applications/{id}/interviews", "PATCH /interviews/{id}"], DAYS),
    **dict.fromkeys(["POST /interviews/{id}/debrief", "PUT /interviews/{id}/debrief"], DAYS),
    **dict.fromkeys(["POST /interviews/{id}/cancel", "POST /reminders/{id}/snooze"], DAYS),
    **dict.fromkeys(["PATCH /messages/{id}", "PATCH /references/{id}"], DAYS),
    **dict.fromkeys(["POST /applications/{id}/events", "PATCH /events/{id}"], CHOICES),
    **dict.fromkeys(["POST /applications/{id}/messages", "POST /intake"], CHOICES),
    **dict.fromkeys(["POST /references/{id}/messages", "PUT /policy"], CHOICES),
    **dict.fromkeys(["POST /suggestions", "POST /suggestions/{id}/accept"], CHOICES),
    "POST /documents": A_FILE,
}
"""Where what fits the schema may be refused (422) all the same, and why."""
LEFT_OUT = {
    **{(operation, 422): reason for operation, reason in REFUSED.items()},
    ("POST /documents", 413): "a schema counts characters, and the limit bytes",
    ("POST /documents", 415): A_FILE,
    ("POST /intake", 413): "a schema counts characters, and the limit bytes",
    ("POST /intake", 415): "a schema does not say of which types the content of a mail may be",
}
"""What is not held against the server: an operation asked well, and the answer that it may give."""


def is_left_out(found: Found) -> bool:
    """Whether the tables say why this is right."""
    is_known = found.status in EVERYWHERE or (found.operation, found.status) in LEFT_OUT
    return found.check == WELL and is_known


def test_what_is_left_out_is_there() -> None:
    there = {f"{method.upper()} {path}" for path, method, _each in operations(document())}
    assert {operation for operation, _status in LEFT_OUT} <= there


def test_the_server_does_what_the_document_says(
    live_server: LiveServer, at_now: datetime, settings: Any, tmp_path: Any
) -> None:
    settings.API_REQUESTS_A_MINUTE = settings.API_WRONG_KEYS_A_MINUTE = 0
    settings.MEDIA_ROOT = tmp_path
    owner = load(now=at_now)
    key, well = key_for(owner, ALL, at_now), asked_well(owner, at_now)
    there = {f"{method.upper()} {path}" for path, method, _each in operations(document())}
    by_chance = {operation for operation in there if "{" in operation} - set(well)
    assert by_chance == set(), "nobody but chance would name a row for these that is there"
    asking = ask(document(), live_server.url, key, well)
    assert set(asking.asked) >= {"examples", "coverage", "fuzzing", "stateful"}
    wrong = {each.told: each for each in asking.found if not is_left_out(each)}
    told = [f"{each.check}, {each.operation}: {each.told[:900]}" for each in wrong.values()]
    assert not told, f"{len(told)} findings of {asking.asked}:\n" + "\n\n".join(told[:40])
    assert there - set(+asking.accepted) == set(), "these never answered that it went well"

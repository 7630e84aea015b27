"""The API does what its document says, on a real server: each operation, asked well and badly."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from api.document import document
from demo.load import load
from tests.api.conformance import Found, findings
from tests.api.conftest import ALL, key_for

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
WELL = "positive_data_acceptance"
LEFT_OUT = {
    (WELL, 400): "a schema does not say which characters no row can hold",
    (WELL, 412): "an ETag is a secret of the server: one that was made up names another state",
    (WELL, 422): "what a form checks across fields, days and your own rows, no schema can say",
    (WELL, 413): "a schema counts characters, and the limit bytes",
    (WELL, 415): "a schema does not say of which types the content of a file may be",
}
"""What is not held against the server: a check and the answer that it may be."""


def is_left_out(found: Found) -> bool:
    """Whether the table says why this is right."""
    return (found.check, found.status) in LEFT_OUT


def test_the_server_does_what_the_document_says(
    live_server: LiveServer, at_now: datetime, settings: Any
) -> None:
    settings.API_REQUESTS_A_MINUTE = 0
    key = key_for(load(now=at_now), ALL, at_now)
    found, asked = findings(document(), live_server.url, key)
    assert set(asked) >= {"examples", "coverage", "fuzzing", "stateful"}
    wrong = {each.told: each for each in found if not is_left_out(each)}
    told = [f"{each.check}, {each.operation}: {each.told[:900]}" for each in wrong.values()]
    assert not told, f"{len(told)} findings of {asked}:\n" + "\n\n".join(told[:40])

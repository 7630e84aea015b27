"""The API does what its document says, on a real server: each operation, asked well and badly."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from api.document import document
from demo.load import load
from tests.api.conformance import failures
from tests.api.conftest import ALL, key_for

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def test_the_server_does_what_the_document_says(
    live_server: LiveServer, at_now: datetime, settings: Any
) -> None:
    settings.API_REQUESTS_A_MINUTE = 0
    seeker = load(now=at_now)
    key = key_for(seeker, ALL, at_now)
    found = failures(document(), live_server.url, key)
    assert not found, "\n".join(found)
